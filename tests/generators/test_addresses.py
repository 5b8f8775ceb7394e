"""The URL of a page, generator by generator: what the engines themselves made of it."""

from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from msgspec.structs import replace

from seolint.generators import by_name, detect
from seolint.read import read

CONFIGS = {
    "jekyll": "_config.yml",
    "hugo": "hugo.yaml",
    "mkdocs": "mkdocs.yml",
    "docusaurus": "docusaurus.config.js",
    "astro": "astro.config.mjs",
    "eleventy": "eleventy.config.js",
    "hexo": "_config.yml",
    "vitepress": ".vitepress/config.js",
    "gatsby": "gatsby-config.js",
    "quarto": "_quarto.yml",
    "pelican": "pelicanconf.py",
    "zola": "config.toml",
    "nextjs": "next.config.js",
    "plain": "book.toml",
}
PROOFS = {"hexo": "source_dir: source\n", "zola": 'base_url = "/"\n'}


def url(
    folder: Path,
    generator: str,
    path: str,
    front_matter: str = "",
    config: str = "",
    body: str = "",
    files: dict[str, str] | None = None,
    **settings: Any,
) -> str | None:
    """The URL of a page with this front matter, in a folder with this config of a generator."""
    written = {CONFIGS[generator]: PROOFS.get(generator, "") + config, **(files or {})}
    for name, text in written.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    found = detect(folder)
    assert found is not None and found.name == generator
    text = f"---\n{front_matter}\n---\n{body}" if front_matter else body
    if generator == "zola" and front_matter:
        text = f"+++\n{front_matter}\n+++\n{body}"
    site = replace(found.settings(folder), **settings)
    where = PurePosixPath(path)
    return read(path.replace("../", ""), text.encode(), found, site, where=where).url


TITLED = "title: T"
COMMUNITY = """
presets: ['classic'],
plugins: [['@docusaurus/plugin-content-docs', {
  id: 'community', path: 'community', routeBasePath: 'community'
}]]
"""
CASES: list[tuple[str, str, str, str, str | None]] = [
    (
        "jekyll",
        "_posts/2023-01-02-Hello_World.md",
        "",
        "permalink: date",
        "/2023/01/02/Hello_World.html",
    ),
    (
        "jekyll",
        "Cat1/cat2/_posts/2023-01-06-two-cats.md",
        "",
        "",
        "/cat1/cat2/2023/01/06/two-cats.html",
    ),
    (
        "jekyll",
        "_posts/2023-01-12-cats.md",
        "categories: [Foo Bar, C++]",
        "",
        "/foo bar/c++/2023/01/12/cats.html",
    ),
    (
        "jekyll",
        "_posts/2023-01-12-cats.md",
        "categories: foo bar",
        "",
        "/foo/bar/2023/01/12/cats.html",
    ),
    (
        "jekyll",
        "_posts/2023-01-14-x.md",
        "date: 2022-12-25 23:30:00 -0500",
        "timezone: UTC",
        "/2022/12/26/x.html",
    ),
    ("jekyll", "_posts/2023-01-14-x.md", "date: 2022-12-25 23:30:00 -0500", "", None),
    ("jekyll", "_posts/2023-01-14-x.md", "date: 2022-12-25", "", "/2022/12/25/x.html"),
    ("jekyll", "_posts/2023-1-7-x.md", "", "", "/2023/01/07/x.html"),
    ("jekyll", "_posts/23-01-08-x.md", "", "", "/2023/01/08/x.html"),
    ("jekyll", "_posts/no-date.md", "", "", None),
    (
        "jekyll",
        "_posts/2023-01-02-héllo wörld & co.md",
        "",
        "",
        "/2023/01/02/héllo-wörld-&-co.html",
    ),
    (
        "jekyll",
        "_posts/2023-01-02-a.md",
        "slug: My Custom Slug",
        "",
        "/2023/01/02/My-Custom-Slug.html",
    ),
    (
        "jekyll",
        "_posts/2023-01-02-dots.in.name.v1.2.md",
        "",
        "permalink: /:slug",
        "/dots-in-name-v1-2",
    ),
    (
        "jekyll",
        "_posts/2023-01-02-hello-world.md",
        "",
        "permalink: /blog/:year/:month/:slug",
        "/blog/2023/01/hello-world",
    ),
    ("jekyll", "_posts/2023-01-02-a.md", "", "permalink: pretty", "/2023/01/02/a/"),
    ("jekyll", "_posts/2023-02-01-a.md", "", "permalink: ordinal", "/2023/032/a.html"),
    ("jekyll", "_posts/2023-01-02-a.md", "", "permalink: weekdate", "/2023/W01/Mon/a.html"),
    ("jekyll", "_posts/2023-01-02-a.md", "permalink: /custom/path", "", "/custom/path"),
    ("jekyll", "_posts/2023-01-02-a.md", "permalink: /:year/{{ x }}", "", None),
    (
        "jekyll",
        "_posts/2023-01-02-a.md",
        "",
        "defaults: [{scope: {path: '', type: posts}, values: {permalink: '/:title'}}]",
        "/a",
    ),
    ("jekyll", "_topics/a.md", TITLED, "collections: {topics: {output: true}}", "/topics/a.html"),
    (
        "jekyll",
        "_topics/a.md",
        TITLED,
        "collections: {topics: {output: true}}\npermalink: pretty",
        "/topics/a/",
    ),
    (
        "jekyll",
        "_docs/in/a.md",
        TITLED,
        "collections: {docs: {output: true, permalink: '/:collection/:path/'}}",
        "/docs/in/a/",
    ),
    ("jekyll", "about.md", TITLED, "", "/about.html"),
    ("jekyll", "about.md", TITLED, "permalink: pretty", "/about/"),
    ("jekyll", "in/index.md", TITLED, "", "/in/"),
    ("jekyll", "index.html", TITLED, "", "/"),
    ("jekyll", "about.md", "permalink: /info/", "", "/info/"),
    ("hugo", "content/posts/My First_Post.md", "", "", "/posts/my-first_post/"),
    ("hugo", "content/posts/dots.v1.2.md", "", "", "/posts/dots.v1.2/"),
    ("hugo", "content/posts/a&b.md", "", "", "/posts/ab/"),
    ("hugo", "content/posts/Ünï Cödé.md", "", "", "/posts/ünï-cödé/"),
    ("hugo", "content/posts/CamelCase.md", "", "disablePathToLower: true", "/posts/CamelCase/"),
    ("hugo", "content/posts/2023-05-06-name.md", "", "", "/posts/2023-05-06-name/"),
    (
        "hugo",
        "content/posts/2023-05-06-name.md",
        "",
        "frontmatter: {date: [':filename', ':default']}",
        "/posts/name/",
    ),
    ("hugo", "content/posts/slug.md", "slug: My Slug", "", "/posts/my-slug/"),
    ("hugo", "content/posts/a.md", "Slug: b", "", "/posts/b/"),
    ("hugo", "content/posts/a.md", "url: /custom/url", "", "/custom/url/"),
    ("hugo", "content/posts/a.md", "url: relurl/page.html", "", "/relurl/page.html"),
    ("hugo", "content/posts/leaf/index.md", "", "", "/posts/leaf/"),
    ("hugo", "content/posts/_index.md", "", "", "/posts/"),
    ("hugo", "content/_index.md", "", "", "/"),
    ("hugo", "content/docs/readme.md", "", "", "/docs/readme/"),
    ("hugo", "content/docs/guide.fr.md", "", "", "/docs/guide.fr/"),
    ("hugo", "content/docs/guide.fr.md", "", "languages: {en: {}, fr: {}}", "/fr/docs/guide/"),
    (
        "hugo",
        "content/fr/docs/guide.md",
        "",
        "languages: {en: {contentDir: content/en}, fr: {contentDir: content/fr}}",
        "/fr/docs/guide/",
    ),
    (
        "hugo",
        "content/en/docs/guide.md",
        "",
        "languages: {en: {contentDir: content/en}, fr: {contentDir: content/fr}}",
        "/docs/guide/",
    ),
    (
        "hugo",
        "content/post/a.md",
        "date: 2024-05-06\nslug: b",
        "permalinks: {post: '/:year/:month/:day/:slug/'}",
        "/2024/05/06/b/",
    ),
    (
        "hugo",
        "content/post/a.md",
        "title: My Pot",
        "permalinks: {page: {post: '/:sections/:title/'}}",
        "/post/my-pot/",
    ),
    ("hugo", "content/post/a.md", TITLED, "permalinks: {post: '/:year/:title/'}", None),
    ("hugo", "content/post/a.md", TITLED, "uglyURLs: {post: true}", "/post/a.html"),
    ("hugo", "content/post/a.md", "headless: true", "", None),
    (
        "hugo",
        "more/a.md",
        "",
        "module: {mounts: [{source: more, target: content/more}]}",
        "/more/a/",
    ),
    ("hugo", "elsewhere/a.md", "", "", None),
    ("eleventy", "posts/2023-01-02-dated.md", "", "", "/posts/2023-01-02-dated/"),
    ("eleventy", "posts/a.md", "permalink: /x/{{ page.fileSlug }}.html", "", "/x/a.html"),
    (
        "eleventy",
        "posts/a.md",
        "title: A Pot\npermalink: '/custom/{{ title | slugify }}/'",
        "",
        "/custom/a-pot/",
    ),
    ("eleventy", "posts/a.md", "permalink: '/{{ collections.x }}/'", "", None),
    ("eleventy", "posts/a.md", "permalink: false", "", None),
    ("eleventy", "in/index.md", "", "", "/in/"),
    ("eleventy", "src/a.md", "", "export default () => ({dir: {input: 'src'}})", "/a/"),
    ("mkdocs", "docs/about.md", "", "", "/about/"),
    ("mkdocs", "docs/sub/README.md", "", "", "/sub/"),
    ("mkdocs", "docs/sub/index.md", "", "use_directory_urls: false", "/sub/"),
    ("mkdocs", "docs/about.md", "", "use_directory_urls: false", "/about.html"),
    (
        "mkdocs",
        "docs/blog/posts/second.md",
        "date: 2023-02-01\nslug: my-second",
        "plugins: [blog]",
        "/blog/2023/02/01/my-second/",
    ),
    (
        "mkdocs",
        "docs/blog/posts/third.md",
        "date: {created: 2023-03-01}\ntitle: Третий пост",
        "plugins: [blog]",
        "/blog/2023/03/01/третий-пост/",
    ),
    ("mkdocs", "docs/blog/posts/third.md", TITLED, "plugins: [blog]", None),
    (
        "mkdocs",
        "docs/page.fr.md",
        "",
        "plugins: [{i18n: {languages: [{locale: en, default: true}, {locale: fr}]}}]",
        "/fr/page/",
    ),
    ("pelican", "content/dir/indir.md", "Title: In dir", "", "/in-dir.html"),
    ("pelican", "content/a.md", "Title: My First Post: it's", "", "/my-first-post-its.html"),
    ("pelican", "content/pages/about.md", "Title: About me", "", "/pages/about-me.html"),
    (
        "pelican",
        "content/a.md",
        "Title: A\nDate: 2024-05-06",
        "ARTICLE_URL = '{date:%Y}/{slug}/'",
        "/2024/a/",
    ),
    ("pelican", "content/a.md", "Title: A\nSlug: b", "", "/b.html"),
    ("pelican", "content/a.md", "Title: A\nLang: fr", "", None),
    ("hexo", "source/_posts/Hello World.md", "date: 2023-01-02", "", "/2023/01/02/Hello World/"),
    ("hexo", "source/_posts/a.md", "date: 2023-01-02\nslug: b", "", "/2023/01/02/a/"),
    ("hexo", "source/_posts/a.md", TITLED, "", None),
    ("hexo", "source/page.md", TITLED, "", "/page.html"),
    ("hexo", "source/about/index.md", TITLED, "", "/about/"),
    ("docusaurus", "docs/02-guide/01-intro.md", "", "presets: ['classic']", "/docs/guide/intro"),
    ("docusaurus", "docs/guide/guide.md", "", "presets: ['classic']", "/docs/guide/"),
    ("docusaurus", "docs/guide/a.md", "id: b", "presets: ['classic']", "/docs/guide/b"),
    ("docusaurus", "docs/guide/a.md", "slug: /top", "presets: ['classic']", "/docs/top"),
    ("docusaurus", "docs/guide/a.md", "slug: b", "presets: ['classic']", "/docs/guide/b"),
    ("docusaurus", "docs/2024-01-02-a.md", "", "presets: ['classic']", "/docs/2024-01-02-a"),
    (
        "docusaurus",
        "../docs/a.md",
        "",
        "presets: [['classic', {docs: {path: '../docs', routeBasePath: '/'}}]]",
        "/a",
    ),
    ("docusaurus", "docs/a.md", "", "presets: ['classic'], trailingSlash: true", "/docs/a/"),
    (
        "docusaurus",
        "community/a.md",
        "",
        COMMUNITY,
        "/community/a",
    ),
    (
        "docusaurus",
        "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
        "",
        "presets: ['classic']",
        "/fr/docs/a",
    ),
    (
        "docusaurus",
        "blog/2024-10-23-release/index.mdx",
        "date: 2024-11-01",
        "presets: ['classic']",
        "/blog/2024/10/23/release",
    ),
    ("docusaurus", "blog/2023/01/02/x.md", "", "presets: ['classic']", "/blog/2023/01/02/x"),
    ("docusaurus", "blog/2023-01-02-x.md", "slug: y", "presets: ['classic']", "/blog/y"),
    ("docusaurus", "blog/x.md", "", "presets: ['classic']", "/blog/x"),
    ("docusaurus", "src/pages/about.md", "", "presets: ['classic']", "/about"),
    ("docusaurus", "docs/_a.md", "", "presets: ['classic']", None),
    ("docusaurus", "elsewhere/a.md", "", "presets: ['classic']", None),
    ("zola", "content/blog/2018-10-10-hello-world.md", 'title = "T"', "", "/blog/hello-world/"),
    ("zola", "content/blog/a.md", 'path = "2018/10/a"', "", "/2018/10/a"),
    ("zola", "content/blog/a.md", 'slug = "b"', "", "/blog/b/"),
    ("zola", "content/blog/_index.md", 'title = "T"', "", "/blog/"),
    ("zola", "content/blog/2018-10-10-a/index.md", 'title = "T"', "", "/blog/a/"),
    ("zola", "content/a.fr.md", 'title = "T"', "[languages.fr]", "/fr/a/"),
    ("vitepress", "guide/intro.md", "", "", "/guide/intro.html"),
    (
        "vitepress",
        "src/guide/intro.md",
        "",
        "export default {srcDir: 'src', cleanUrls: true}",
        "/guide/intro",
    ),
    ("vitepress", "guide/index.md", "", "", "/guide/"),
    ("vitepress", "guide/intro.md", "", "export default {rewrites: {a: 'b'}}", None),
    ("quarto", "in/x.qmd", "", "", "/in/x.html"),
    ("quarto", "index.qmd", "", "", "/"),
    ("gatsby", "src/pages/about.mdx", "", "", "/about/"),
    ("gatsby", "content/blog/a.md", "", "", None),
    ("nextjs", "app/(site)/about/page.mdx", "", "", "/about/"),
    ("nextjs", "pages/about.mdx", "", "", "/about"),
    ("nextjs", "pages/[slug].mdx", "", "", None),
    ("nextjs", "content/a.mdx", "", "", None),
    ("astro", "src/pages/about.md", "", "", "/about/"),
    (
        "astro",
        "src/content/docs/fr/a.mdx",
        "",
        "import starlight from '@astrojs/starlight'",
        "/fr/a/",
    ),
    (
        "astro",
        "src/content/docs/Big Pots/The Pot.md",
        "",
        "integrations: [starlight()]",
        "/big-pots/the-pot/",
    ),
    ("astro", "src/content/docs/a.md", "slug: b/c", "integrations: [starlight()]", "/b/c/"),
    ("astro", "src/content/docs/in/index.md", "", "integrations: [starlight()]", "/in/"),
    ("astro", "src/content/blog/a.md", "", "", None),
    ("plain", "src/in/a.md", "", "", "/in/a.html"),
    ("plain", "src/README.md", "", "", "/"),
]


@pytest.mark.parametrize(("generator", "path", "front_matter", "config", "expected"), CASES)
def test_urls(
    tmp_path: Path, generator: str, path: str, front_matter: str, config: str, expected: str | None
) -> None:
    assert url(tmp_path, generator, path, front_matter, config) == expected


def test_an_eleventy_data_file_of_the_folder_has_the_permalink(tmp_path: Path) -> None:
    files = {
        "posts/posts.json": '{"permalink": "blog/{{ page.fileSlug }}/"}',
        "notes/notes.11tydata.js": "export default { permalink: (data) => data.x }",
        "src/src.11tydata.js": "export default { layout: 'a' }",
        "posts/own.11tydata.json": '{"permalink": "/own/"}',
    }
    found = [
        url(tmp_path, "eleventy", path, files=files)
        for path in ("posts/2023-01-02-dated.md", "posts/own.md", "notes/a.md", "src/a.md", "b.md")
    ]
    assert found == ["/blog/dated/", "/own/", None, "/src/a/", "/b/"]


def test_an_astro_collection_has_the_address_of_its_route(tmp_path: Path) -> None:
    files = {"src/pages/blog/[...slug].astro": "", "src/content/blog/a.md": ""}
    assert url(tmp_path, "astro", "src/content/blog/A Pot.md", files=files) == "/blog/a-pot/"


@pytest.mark.parametrize(
    ("path", "config", "expected"),
    [
        ("docs/a.md", "", "/docs/next/a"),
        ("versioned_docs/version-2.0/a.md", "", "/docs/a"),
        ("versioned_docs/version-1.0/a.md", "", "/docs/1.0/a"),
        ("versioned_docs/version-0.1/a.md", "", None),
        ("i18n/fr/docusaurus-plugin-content-docs/version-1.0/a.md", "", "/fr/docs/1.0/a"),
        ("docs/a.md", "docs: {lastVersion: 'current'}", "/docs/a"),
        ("versioned_docs/version-2.0/a.md", "docs: {lastVersion: 'current'}", "/docs/2.0/a"),
        ("docs/a.md", "docs: {versions: {current: {path: 'canary'}}}", "/docs/canary/a"),
    ],
)
def test_versions_of_docusaurus(
    tmp_path: Path, path: str, config: str, expected: str | None
) -> None:
    preset = f"presets: [['classic', {{{config}}}]]"
    files = {"versions.json": '["2.0", "1.0"]'}
    assert url(tmp_path, "docusaurus", path, config=preset, files=files) == expected


def test_bare_jekyll_files_are_pages_on_github_only(tmp_path: Path) -> None:
    assert url(tmp_path, "jekyll", "plain.md") == "/plain.html"
    assert url(tmp_path, "jekyll", "plain.md", files={"Gemfile": "gem 'jekyll'"}) == "/plain.md"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("/blog/{year}/{slug}/", "/blog/2024/pots/"),
        ("/{path}/", "/content/blog/2024-05-06-pots/"),
        ("/{section}/{name}", "/content/2024-05-06-pots"),
        ("/{category}/{month}-{day}", "/clay/05-06"),
        ("/{lang}/{slug}", None),
        ("/{nothing}/", None),
    ],
)
def test_url_templates_of_the_config(tmp_path: Path, template: str, expected: str | None) -> None:
    path = "content/blog/2024-05-06-pots.md"
    templates = {"content/**": template}
    fields = "categories: [Clay, Pots]"
    found = url(tmp_path, "gatsby", path, fields, url_template=templates)
    assert found == (expected.replace("clay", "Clay") if expected else None)
    assert url(tmp_path, "gatsby", "other/a.md", fields, url_template=templates) is None


def test_a_page_of_plain_files_has_no_url() -> None:
    generator = by_name("plain")
    site = generator.settings(Path("/nowhere"))
    assert read("docs/a.md", b"# A\n", generator, site).url is None


def test_pages_of_built_html(tmp_path: Path) -> None:
    generator = by_name("html")
    site = generator.settings(tmp_path)
    found = [
        read(path, b"<h1>A</h1>", generator, site).url for path in ("a/b.html", "a/index.html")
    ]
    assert found == ["/a/b.html", "/a/"]
