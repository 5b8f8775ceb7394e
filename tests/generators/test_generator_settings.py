from pathlib import Path

import pytest

from seolint.document import SiteSettings
from seolint.generators import by_name, detect
from seolint.generators.layouts import prints_title


def settings(folder: Path, files: dict[str, str]) -> SiteSettings:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    generator = detect(folder)
    assert generator is not None
    return generator.settings(folder)


def test_jekyll(tmp_path: Path) -> None:
    config = """
title: Pots
url: https://pots.example
baseurl: /shop
lang: nl
exclude: [notes.md, "old/"]
collections: {recipes: {output: true}, people: {}}
defaults: [{scope: {path: ""}, values: {description: Pots and pans}}]
"""
    found = settings(
        tmp_path, {"_config.yml": config, "_data/authors.yml": "ann: {name: Ann B}\nbo: {url: x}"}
    )
    assert (found.generator, found.name, found.language) == ("jekyll", "Pots", "nl")
    assert found.base_url == "https://pots.example/shop/"
    assert found.content == ("**", "!/notes.md", "!/old", "!/_people")
    assert found.authors == {"ann": "Ann B"}
    assert found.description_default
    assert (found.explicit_ids, found.linkify, found.description_fallback) == (
        True,
        False,
        "excerpt",
    )


def test_hugo_with_folders_of_languages(tmp_path: Path) -> None:
    found = settings(
        tmp_path,
        {
            "config/_default/hugo.toml": 'baseURL = "https://h.example/"\nDefaultContentLanguage="en"',
            "config/_default/languages.en.toml": 'title = "H"\ncontentDir = "content/en"',
            "config/_default/languages.de.toml": 'contentDir = "content/de"',
            "config/_default/menu.en.toml": "not toml",
        },
    )
    assert (found.name, found.base_url, found.language) == ("H", "https://h.example/", "en")
    assert found.languages == {"en": "content/en", "de": "content/de"}
    assert found.content == ("content/**", "content/de/**", "content/en/**")
    assert found.fold_keys and found.linkify and found.title_fallback == "none"


def test_hugo_with_suffixes_mounts_and_cascade(tmp_path: Path) -> None:
    config = """
baseURL: /
contentDir: text
languages: {en: {}, fr: {}}
module: {mounts: [{source: more, target: content/more}, {source: a, target: assets}]}
markup: {goldmark: {extensions: {passthrough: {enable: true}}}}
cascade: {params: {description: D}}
"""
    found = settings(tmp_path, {"hugo.yaml": config})
    assert found.languages == {"fr": "*.fr.*"}
    assert found.content == ("text/**", "more/**")
    assert found.math and found.description_default


def test_a_cascade_in_a_section(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "content/a/_index.md": "---\ncascade:\n  description: D\n---\n"}
    assert settings(tmp_path, files).description_default


def test_docusaurus(tmp_path: Path) -> None:
    config = """
// url: 'https://wrong.example'
export default {
  title: "D", url: 'https://d.example', baseUrl: '/x/',
  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },
  presets: [['classic', { docs: { path: '../docs' }, remarkPlugins: [require('remark-math')] }]],
};
"""
    authors = "ann:\n  name: Ann\n"
    files = {"docusaurus.config.js": config, "blog/authors.yml": authors, "static/a.png": ""}
    found = settings(tmp_path, files)
    assert (found.name, found.base_url, found.language) == ("D", "https://d.example/x/", "en")
    assert found.languages == {"fr": "i18n/fr"}
    assert found.content == ("src/pages/**", "blog/**", "../docs/**")
    assert found.authors == {"ann": "Ann"}
    assert found.math and found.explicit_ids


def test_mkdocs(tmp_path: Path) -> None:
    config = """
INHERIT: parent.yml
site_name: M
docs_dir: pages
theme: {name: material, language: da}
markdown_extensions:
  - attr_list
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
plugins:
  - exclude: {glob: [tmp/*]}
  - i18n: {languages: [{locale: en, default: true}, {locale: fr}]}
exclude_docs: |
  drafts/
"""
    files = {"mkdocs.yml": config, "parent.yml": "site_url: https://m.example/\nsite_name: P"}
    found = settings(tmp_path, files)
    assert (found.name, found.base_url, found.language) == ("M", "https://m.example/", "da")
    assert found.content == ("pages/**", "!/pages/drafts/", "!/pages/tmp/*")
    assert found.languages == {"fr": "*.fr.*"}
    assert found.math and found.explicit_ids and found.description_fallback == "site"


def test_mkdocs_reads_ids_only_with_an_extension(tmp_path: Path) -> None:
    assert not settings(tmp_path, {"mkdocs.yml": "site_name: M"}).explicit_ids


def test_astro_with_starlight(tmp_path: Path) -> None:
    config = """
import starlight from '@astrojs/starlight';
export default { site: 'https://a.example', integrations: [starlight({
  title: 'A', defaultLocale: 'root',
  locales: { root: { label: 'English', lang: 'en' }, 'pt-br': { label: 'Português' } },
})] };
"""
    loaders = "const n = defineCollection({ loader: glob({ base: './notes' }) });"
    found = settings(tmp_path, {"astro.config.mjs": config, "src/content.config.ts": loaders})
    assert (found.name, found.base_url) == ("A", "https://a.example")
    assert found.languages == {"pt-br": "src/content/docs/pt-br"}
    assert found.content == ("src/pages/**", "src/content/**", "notes/**")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"eleventy.config.js": "export default () => ({ dir: { input: './text' } });"},
            {"content": ("text/**",), "title_fallback": "unknown"},
        ),
        (
            {"_config.yml": "title: H\nskip_render: x\nlanguage: [da, en]\nurl: https://h.example"},
            {"name": "H", "language": "da", "base_url": "https://h.example"},
        ),
        (
            {".vitepress/config.ts": "export default { title: 'V', lang: 'en-US', srcDir: 's' }"},
            {"name": "V", "language": "en-US", "content": ("s/**",)},
        ),
        (
            {"gatsby-config.js": "module.exports = {siteMetadata: {siteUrl: `https://g.example`}}"},
            {"base_url": "https://g.example", "description_fallback": "excerpt"},
        ),
        (
            {"_quarto.yml": "website: {title: Q, site-url: https://q.example}\nlang: de"},
            {"name": "Q", "base_url": "https://q.example", "language": "de", "math": True},
        ),
        (
            {"pelicanconf.py": "SITENAME = 'P'\nPATH = 'text'\nNOW = open('x')\n"},
            {"name": "P", "content": ("text/**",), "fold_keys": True},
        ),
        (
            {"config.toml": 'base_url = "https://z.example"\n[languages.fr]\n'},
            {"base_url": "https://z.example", "languages": {"fr": "*.fr.*"}},
        ),
        ({"book.toml": '[book]\ntitle = "B"'}, {"name": "B", "content": ("src/**",)}),
        ({"next.config.js": ""}, {"generator": "nextjs", "linkify": True}),
    ],
)
def test_thin_generators(
    tmp_path: Path, files: dict[str, str], expected: dict[str, object]
) -> None:
    found = settings(tmp_path, files)
    assert {name: getattr(found, name) for name in expected} == expected


def test_directory_data_may_supply_descriptions(tmp_path: Path) -> None:
    files = {".eleventy.js": "", "posts/posts.json": '{"description": "D"}'}
    assert settings(tmp_path, files).description_default


def test_package_json_supplies_no_description(tmp_path: Path) -> None:
    files = {".eleventy.js": "", "package.json": '{"description": "D"}'}
    assert not settings(tmp_path, files).description_default


@pytest.mark.parametrize("text", ["title: [", "- a", "", "\x00", "title: 3"])
def test_a_config_that_says_nothing_leaves_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "_config.yml").write_text(text)
    found = by_name("jekyll").settings(tmp_path)
    assert (found.name, found.content) == ("", ("**",))


def test_plain_has_the_whole_folder(tmp_path: Path) -> None:
    found = by_name("plain").settings(tmp_path)
    assert found.content == ("**",)
    assert found.linkify and not found.explicit_ids


@pytest.mark.parametrize(
    ("name", "text", "prints"),
    [
        ("_layouts/post.html", '<h1 class="big">{{ page.title }}</h1>', True),
        ("_layouts/post.html", "<h1>\n{{ page.heading | default: page.title }}</h1>", True),
        ("layouts/_default/single.html", "<h1>{{ .Title }}</h1>", True),
        ("src/layouts/Post.astro", "<h1>{frontmatter.title}</h1>", True),
        ("themes/a/layout/post.ejs", "<h1><%= page.title %></h1>", True),
        ("_layouts/post.html", "<h1>{{ site.title }}</h1>", False),
        ("layouts/index.html", "<h1>{{ .Title }}</h1>", False),
        ("_layouts/post.html", "<h1>Title</h1>{{ page.title }}", False),
        ("_layouts/post.html", "<h2>{{ page.title }}</h2>", False),
        ("posts/a.html", "<h1>{{ page.title }}</h1>", False),
    ],
)
def test_layouts_that_print_the_title(tmp_path: Path, name: str, text: str, prints: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert prints_title(tmp_path) is prints


def test_html_in_markdown(tmp_path: Path) -> None:
    unsafe = "[markup.goldmark.renderer]\nunsafe = true\n"
    assert not settings(tmp_path / "a", {"hugo.toml": ""}).raw_html
    assert settings(tmp_path / "b", {"hugo.toml": unsafe}).raw_html
    found = settings(tmp_path / "c", {"_config.yml": "kramdown: {parse_block_html: true}\n"})
    assert found.raw_html and found.whole_html and found.markdown_in_html
