"""Generators that are values without code of their own."""

from seolint.document import Shortcode
from seolint.generators import SiteGenerator
from seolint.generators.addresses import UrlRules
from seolint.generators.configs import read_permalinks
from seolint.generators.detection import FILES
from seolint.generators.front_matter import ELEVENTY as ELEVENTY_RULES
from seolint.generators.front_matter import GRAY_MATTER
from seolint.generators.front_matter import HEXO as HEXO_RULES
from seolint.generators.front_matter import PELICAN as PELICAN_RULES
from seolint.generators.front_matter import PLAIN as PLAIN_RULES
from seolint.generators.front_matter import ZOLA as ZOLA_RULES
from seolint.generators.template_problems import liquid_problems
from seolint.generators.templates import mask_liquid, mask_outside_code, mask_vue
from seolint.links import MARKDOWN_SUFFIXES, LinkRules

NEXTJS = SiteGenerator(
    name="nextjs",
    static={"public": "/"},
    detection=FILES["nextjs"],
    front_matter=GRAY_MATTER,
    outside=frozenset(("components", "lib", "scripts")),
    yaml="1.2",
    image_pipeline=True,
    linkify=True,
    title_fallback="unknown",
    urls=UrlRules(
        ending="",
        indexes=frozenset(("index", "page")),
        groups=True,
        only=("app", "src/app", "pages", "src/pages"),
    ),
    links=LinkRules(maybe_sources=MARKDOWN_SUFFIXES, open=True),
    markup=frozenset(("comment-ids",)),
)

ELEVENTY = SiteGenerator(
    name="eleventy",
    static={".": "/", "public": "/", "src": "/"},
    detection=FILES["eleventy"],
    front_matter=ELEVENTY_RULES,
    templates=frozenset(("_data", "_includes", "_layouts")),
    outside=frozenset(("_site",)),
    keys={"content": ("input", "setInputDirectory")},
    author_files=("_data/authors.json", "src/_data/authors.json"),
    description_files=r".*\.11tydata\.\w+|.*/(?:\.eleventy|eleventy\.config)\.\w+|([^/]+)/\1\.json",
    yaml="1.2",
    image_tools={"package.json": r"@11ty/eleventy-img|eleventy-plugin-(?:images|respimg)"},
    hide=mask_liquid,
    find_problems=liquid_problems,
    title_fallback="unknown",
    urls=UrlRules(whole=("permalink",)),
    permalink_data=read_permalinks,
    links=LinkRules(
        calls=frozenset(("url", "site")),
        maybe_sources=MARKDOWN_SUFFIXES,
        roots=(".", "src"),
        files="beside",
        open=True,
    ),
    shortcodes={"image": Shortcode(src=("1", "src"), alt=("2", "alt"), value="name")},
)

HEXO = SiteGenerator(
    name="hexo",
    static={"source": "/"},
    detection=FILES["hexo"],
    content=("source/**",),
    front_matter=HEXO_RULES,
    folders={"_posts": "post", "_drafts": "post"},
    templates=frozenset(("_data",)),
    outside=frozenset(("public", "scaffolds", "themes")),
    keys={
        "name": ("title",),
        "base_url": ("url",),
        "language": ("language",),
        "content": ("source_dir",),
        "url": ("permalink",),
    },
    yaml="1.2",
    hide=mask_liquid,
    linkify=True,
    title_fallback="none",
    description_fallback="excerpt",
    slugger="hexo",
    urls=UrlRules(
        whole=("permalink",),
        ending=".html",
        posts=":year/:month/:day/:title/",
        post_folder="_posts",
    ),
    links=LinkRules(
        calls=frozenset(("asset_img", "asset_link", "asset_path", "post_link", "post_path")),
        maybe_sources=MARKDOWN_SUFFIXES,
    ),
)

VITEPRESS = SiteGenerator(
    name="vitepress",
    static={"public": "/", "docs/public": "/", "src/public": "/"},
    detection=FILES["vitepress"],
    front_matter=GRAY_MATTER,
    other="docs",
    outside=frozenset(("public",)),
    readme=True,
    keys={
        "name": ("title",),
        "language": ("lang",),
        "content": ("srcDir",),
        "clean_urls": ("cleanUrls",),
    },
    yaml="1.2",
    hide=mask_vue,
    linkify=True,
    explicit_ids=True,
    description_fallback="site",
    slugger="mdit-vue",
    urls=UrlRules(ending=".html", unless=r"\brewrites\b"),
    links=LinkRules(sources=(".md",), roots=(".", "docs", "src"), files="source", lists=False),
    markup=frozenset(("attributes", "directives", "contents", "icons")),
)

GATSBY = SiteGenerator(
    name="gatsby",
    static={"static": "/"},
    detection=FILES["gatsby"],
    front_matter=GRAY_MATTER,
    outside=frozenset(("public", "static")),
    keys={"name": ("title",), "base_url": ("siteUrl",), "folder": ("pathPrefix",)},
    yaml="1.2",
    image_pipeline=True,
    linkify=True,
    title_fallback="unknown",
    description_fallback="excerpt",
    urls=UrlRules(only=("src/pages",)),
    links=LinkRules(maybe_sources=MARKDOWN_SUFFIXES, files="source", open=True),
    markup=frozenset(("comment-ids",)),
)

QUARTO = SiteGenerator(
    name="quarto",
    detection=FILES["quarto"],
    front_matter=PLAIN_RULES,
    outside=frozenset(("_site", "_book", "_extensions")),
    keys={
        "name": ("website.title", "book.title"),
        "base_url": ("website.site-url", "book.site-url"),
        "language": ("lang",),
    },
    description_files=r".*/_metadata\.ya?ml",
    hide=mask_outside_code,
    markdown_in_html=True,
    explicit_ids=True,
    math=True,
    slugger="pandoc",
    html_heading_ids=True,
    urls=UrlRules(ending=".html", last=("output-file",)),
    links=LinkRules(
        sources=(".qmd", ".md", ".ipynb", ".Rmd"), roots=(".",), files="source", lists=False
    ),
    markup=frozenset(("attributes", "citations", "directives")),
)

PELICAN = SiteGenerator(
    name="pelican",
    static={"content": "/"},
    detection=FILES["pelican"],
    content=("content/**",),
    front_matter=PELICAN_RULES,
    outside=frozenset(("output", "theme", "themes")),
    keys={
        "name": ("SITENAME",),
        "base_url": ("SITEURL",),
        "language": ("DEFAULT_LANG",),
        "content": ("PATH",),
        "url": ("ARTICLE_URL", "ARTICLE_SAVE_AS"),
        "slug": ("SLUGIFY_SOURCE",),
    },
    hide=mask_outside_code,
    whole_html=True,
    explicit_ids=True,
    fold_keys=True,
    title_fallback="none",
    description_fallback="excerpt",
    slugger="none",
    urls=UrlRules(
        whole=("url", "save_as"),
        posts="{slug}.html",
        pages={"pages": "pages/{slug}.html"},
        slug="title",
        own_lang=True,
    ),
    links=LinkRules(
        marks={"{filename}": "", "|filename|": ""},
        file_marks={"{static}": "", "{attach}": "", "|static|": "", "|attach|": ""},
        routes=("{index}", "{tag}", "{category}", "{author}"),
        roots=("content",),
    ),
    markup=frozenset(("abbreviations", "admonitions", "attributes", "contents")),
)

ZOLA = SiteGenerator(
    name="zola",
    static={"static": "/"},
    detection=FILES["zola"],
    content=("content/**/*.md",),
    front_matter=ZOLA_RULES,
    stems={"_index": "index"},
    undated="docs",
    outside=frozenset(("public", "sass", "static", "templates", "themes")),
    keys={
        "name": ("title",),
        "base_url": ("base_url",),
        "language": ("default_language",),
        "languages": ("languages",),
    },
    language_pattern="*.{}.*",
    yaml="1.2",
    hide=mask_outside_code,
    explicit_ids=True,
    title_fallback="none",
    slugger="zola",
    urls=UrlRules(
        whole=("path",),
        last=("slug",),
        segment="zola",
        indexes=frozenset(("index", "_index")),
        dated=False,
    ),
    links=LinkRules(marks={"@/": "content"}, files="bundle"),
)
