from collections.abc import Mapping
from pathlib import PurePosixPath

import pytest

from seolint.document import SiteSettings
from seolint.generators import by_name
from seolint.generators.kinds import (
    collection_of,
    is_draft,
    is_noindex,
    kind_of,
)
from seolint.generators.paths import language_of_path, language_of_suffix
from seolint.span import Lines
from seolint.values import Field, load_yaml


def fields(text: str) -> Mapping[str, Field]:
    found, problems = load_yaml(text, Lines(text), 0, len(text))
    assert not problems
    return found


def kind(
    generator: str, path: str, text: str = "", partials: tuple[str, ...] = (), lone: bool = False
) -> str:
    page = PurePosixPath(path)
    return kind_of(by_name(generator), page, fields(text), partials, lone)[0]


@pytest.mark.parametrize(
    ("generator", "path", "front_matter", "expected"),
    [
        ("jekyll", "_posts/2024-01-02-a.md", "", "post"),
        ("jekyll", "en/news/_posts/a.md", "", "post"),
        ("jekyll", "_drafts/a.md", "", "post"),
        ("jekyll", "_manual/a.md", "", "docs"),
        ("jekyll", "_pages/a.md", "", "page"),
        ("jekyll", "_includes/a.md", "", "partial"),
        ("jekyll", "index.html", "", "index"),
        ("hugo", "content/_index.md", "", "index"),
        ("hugo", "content/posts/a.md", "", "post"),
        ("hugo", "content/recipes/a.md", "", "docs"),
        ("hugo", "content/recipes/a.md", "date: 2024-01-02", "post"),
        ("hugo", "content/recipes/2024-01-02-a/index.md", "", "post"),
        ("hugo", "content/about/index.md", "", "page"),
        ("hugo", "content/pt-br/team.md", "", "page"),
        ("zola", "content/a/b.md", "path: 2024/01/b", "post"),
        ("docusaurus", "website/docs/_a.mdx", "", "partial"),
        ("docusaurus", "docs/a.md", "", "docs"),
        ("docusaurus", "community/a.md", "", "docs"),
        ("docusaurus", "website/blog/2024-01-02-a.md", "", "post"),
        ("docusaurus", "website/src/pages/about.md", "", "page"),
        ("mkdocs", "docs/a.md", "", "docs"),
        ("mkdocs", "docs/blog/posts/a.md", "", "post"),
        ("mkdocs", "docs/blog/index.md", "", "index"),
        ("mkdocs", "docs/snippets/a.md", "", "partial"),
        ("vitepress", "guide/a.md", "", "docs"),
        ("astro", "src/content/docs/en/a.mdx", "", "docs"),
        ("astro", "src/content/blog/a.md", "", "post"),
        ("astro", "src/content/blog/_a.md", "", "partial"),
        ("hexo", "source/_posts/a.md", "", "post"),
        ("plain", "blog/docs/a.md", "", "post"),
        ("plain", "blog/index.md", "", "index"),
        ("plain", "blog/a/index.md", "", "post"),
        ("plain", "docs/index.md", "", "docs"),
        ("plain", "README.md", "", "index"),
        ("plain", "2024/03/a.md", "", "post"),
        ("plain", "2024-01-02-a.md", "", "post"),
        ("plain", "privacy.md", "", "page"),
        ("plain", "_a.md", "", "partial"),
        ("plain", "a.md", "layout: blog-post", "post"),
        ("plain", "a.md", "layout: page\nauthor: B", "post"),
        ("plain", "a.md", "layout: landing", "page"),
        ("plain", "a.md", "nav_order: 3", "docs"),
        ("plain", "a.md", "title: A", "page"),
        ("plain", "a.md", "date: ~", "page"),
    ],
)
def test_kinds(generator: str, path: str, front_matter: str, expected: str) -> None:
    assert kind(generator, path, front_matter) == expected


def test_partials_come_first() -> None:
    assert kind("jekyll", "_posts/a.md", partials=("_posts/a.*",)) == "partial"


def test_a_lone_file_with_a_title_is_a_post() -> None:
    assert kind("plain", "a.md", "title: A", lone=True) == "post"
    assert kind("plain", "a.md", lone=True) == "page"


def test_the_reason_is_told() -> None:
    page = PurePosixPath("blog/a.md")
    assert kind_of(by_name("plain"), page, {}, (), False) == ("post", "folder blog")


@pytest.mark.parametrize(
    ("text", "generator", "draft"),
    [
        ("draft: true", "", True),
        ("Draft: TRUE", "hugo", True),
        ("draft: yes", "hugo", False),
        ("draft: yes", "jekyll", True),
        ("published: false", "", True),
        ("published: no", "hexo", False),
        ("published: no", "jekyll", True),
        ("status: draft", "", True),
        ("draft: 'true'", "", False),
        ("draft: false", "", False),
    ],
)
def test_drafts(text: str, generator: str, draft: bool) -> None:
    assert is_draft(PurePosixPath("a.md"), fields(text), generator) is draft


def test_the_drafts_folder_makes_drafts() -> None:
    assert is_draft(PurePosixPath("_drafts/a.md"), {})


@pytest.mark.parametrize(
    ("text", "noindex"),
    [
        ("noindex: true", True),
        ("noindex: yes", False),
        ("robots: noindex, follow", True),
        ("robots: {index: false}", True),
        ("robots: all", False),
        ("seo: {noindex: true}", True),
        ("sitemap: false", True),
        ("sitemap: {exclude: true}", True),
        ("sitemap: {priority: 1}", False),
        ("permalink: false", True),
        ("permalink: /a/", False),
        ("unlisted: true", True),
        ("search: exclude", True),
        ("search: {exclude: true}", True),
        ("eleventyExcludeFromCollections: true", True),
        ("title: noindex", False),
    ],
)
def test_noindex(text: str, noindex: bool) -> None:
    assert is_noindex(fields(text)) is noindex


HUGO = SiteSettings(
    content=("content/**",), languages={"de": "content/de", "fr": "*.fr.*", "en": "content"}
)


@pytest.mark.parametrize(
    ("path", "settings", "collection"),
    [
        ("content/posts/2024/a.md", HUGO, "content/posts"),
        ("content/de/posts/a.md", HUGO, "content/de/posts"),
        ("content/de/a.md", HUGO, "content/de"),
        ("site/content/posts/a.md", HUGO, "site/content/posts"),
        ("_posts/a.md", SiteSettings(content=("**", "!/a.md")), "_posts"),
        ("fr/_posts/a.md", SiteSettings(content=("**",)), "fr/_posts"),
        ("docs/new/a.md", SiteSettings(content=("blog/**", "../docs/**")), "docs/new"),
        ("a.md", SiteSettings(), ""),
    ],
)
def test_collections(path: str, settings: SiteSettings, collection: str) -> None:
    assert collection_of(PurePosixPath(path), settings) == collection


@pytest.mark.parametrize(
    ("path", "settings", "language"),
    [
        ("content/de/a.md", HUGO, "de"),
        ("content/a.fr.md", HUGO, "fr"),
        ("content/es/a.md", HUGO, "en"),
        ("a.md", HUGO, ""),
        ("content/es/a.md", SiteSettings(content=("content/**",)), "es"),
        ("content/pt-BR/a.md", SiteSettings(content=("content/**",)), "pt-BR"),
        ("content/it/a.md", SiteSettings(content=("content/**",)), ""),
        ("content/b/de/a.md", SiteSettings(content=("content/**",)), ""),
        ("de/a.md", SiteSettings(content=("**",)), "de"),
        ("a.fr.md", SiteSettings(content=("**",)), ""),
    ],
)
def test_languages(path: str, settings: SiteSettings, language: str) -> None:
    assert language_of_path(PurePosixPath(path), settings) == language


@pytest.mark.parametrize(
    ("generator", "path", "content"),
    [
        ("plain", "README.md", None),
        ("plain", "CHANGELOG.md", False),
        ("plain", "docs/CHANGELOG.md", False),
        ("jekyll", "README.md", False),
        ("jekyll", "a/_includes/b.md", False),
        ("jekyll", "vendor/b.md", False),
        ("hugo", "themes/a/b.md", False),
        ("hugo", "content/themes/b.md", None),
        ("mkdocs", "docs/CHANGELOG.md", None),
        ("docusaurus", "src/theme/a.md", False),
        ("docusaurus", "src/pages/a.md", True),
        ("vitepress", "README.md", None),
    ],
)
def test_the_generator_s_word_on_a_file(generator: str, path: str, content: bool | None) -> None:
    assert by_name(generator).is_content(path) is content


@pytest.mark.parametrize(
    ("path", "settings", "language"),
    [
        ("a.fr.md", SiteSettings(), "fr"),
        ("de/a.pt-BR.md", SiteSettings(), "pt-BR"),
        ("a.it.md", SiteSettings(), ""),
        ("vue.js.md", SiteSettings(), ""),
        ("fr.md", SiteSettings(), ""),
        ("a.es.md", HUGO, ""),
    ],
)
def test_languages_of_suffixes(path: str, settings: SiteSettings, language: str) -> None:
    assert language_of_suffix(PurePosixPath(path), settings) == language
