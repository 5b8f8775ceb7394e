"""Generators that are values without code of their own."""

from seolint.generators import SiteGenerator
from seolint.generators.detection import FILES
from seolint.generators.front_matter import ELEVENTY as ELEVENTY_RULES
from seolint.generators.front_matter import GRAY_MATTER
from seolint.generators.front_matter import HEXO as HEXO_RULES
from seolint.generators.front_matter import PELICAN as PELICAN_RULES
from seolint.generators.front_matter import PLAIN as PLAIN_RULES
from seolint.generators.front_matter import ZOLA as ZOLA_RULES
from seolint.generators.template_problems import liquid_problems
from seolint.generators.templates import mask_liquid, mask_outside_code

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
    },
    yaml="1.2",
    hide=mask_liquid,
    linkify=True,
    title_fallback="none",
    description_fallback="excerpt",
)

VITEPRESS = SiteGenerator(
    name="vitepress",
    static={"public": "/", "docs/public": "/", "src/public": "/"},
    detection=FILES["vitepress"],
    front_matter=GRAY_MATTER,
    other="docs",
    outside=frozenset(("public",)),
    readme=True,
    keys={"name": ("title",), "language": ("lang",), "content": ("srcDir",)},
    yaml="1.2",
    hide=mask_outside_code,
    linkify=True,
    explicit_ids=True,
    description_fallback="site",
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
    },
    hide=mask_outside_code,
    whole_html=True,
    explicit_ids=True,
    fold_keys=True,
    title_fallback="none",
    description_fallback="excerpt",
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
)
