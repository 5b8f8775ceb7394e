"""Marks in running text that extensions of Markdown bring."""

import time
from pathlib import Path

import pytest
from pages import page as read_page

from seolint.document import Document, Markup
from seolint.generators import by_name
from seolint.prose import UNKNOWN


def page(text: str, markup: Markup, generator: str = "mkdocs") -> Document:
    return read_page(text, "docs/a.md", generator, markup=frozenset((markup,)), slugger="pymd")


@pytest.mark.parametrize(
    ("markup", "text", "read"),
    [
        ("abbreviations", "The HTML.\n\n*[HTML]: Hyper Text\n", "The HTML."),
        ("abbreviations", "A *[word]: here\n", "A *[word]: here"),
        ("critic", "A {++new++} {==old==} kiln\n", "A new old kiln"),
        ("critic", "A {--new--} kiln{>>who says?<<}\n", "A ? kiln?"),
        ("critic", "A {~~cold~>hot~~} kiln\n", "A ?hot kiln"),
        ("critic", "A {--new\n\nkiln--} {++ here\n", "A {--new"),
        ("critic", "A `{--new--}` kiln\n", "A {--new--} kiln"),
        ("citations", "So [@doe99, pp. 3-5; also @doe04] say\n", "So ? say"),
        ("citations", "So @doe99 and [-@doe04], see @fig-kiln.\n", "So ? and ?, see ?."),
        ("citations", "Ask ann@kiln.example or [@doe](/doe/)\n", "Ask ann@kiln.example or ?"),
        ("wiki", "See [[Ash Glaze]] and [[ash|the ash]].\n", "See Ash Glaze and the ash ."),
        ("wiki", "See a[b[1]] and [[ash]](/ash/)\n", "See a[b[1]] and [ash]"),
        (
            "emoji",
            "A :fire: kiln at 10:30:45, std::vec::Vec\n",
            "A ? kiln at 10:30:45, std::vec::Vec",
        ),
        ("icons", "A :material-fire: kiln\n", "A ? kiln"),
    ],
)
def test_what_a_paragraph_reads_as(markup: Markup, text: str, read: str) -> None:
    found = page(text, markup).blocks[0].text
    parts = found.text.split(UNKNOWN)
    shown = "?".join(part for n, part in enumerate(parts) if part or n in (0, len(parts) - 1))
    assert " ".join(shown.split()) == read
    assert page(text, "contents").blocks[0].text.text != found.text or "?" not in read


@pytest.mark.parametrize(
    ("markup", "heading", "ids"),
    [
        ("icons", "## :material-fire: Fire :x:", ("fire",)),
        ("icons", "## `:fire:` Fire", ("fire-fire",)),
        ("icons", "## :material-fire:", None),
        ("emoji", "## :fire: Fire", ("fire-fire",)),
    ],
)
def test_the_id_of_a_heading_with_an_emoji(
    markup: Markup, heading: str, ids: tuple[str, ...] | None
) -> None:
    found = page(f"{heading}\n\nText\n", markup)
    assert found.heading_ids == [ids]
    assert found.headings[0].name


def test_places_after_a_mark_are_those_of_the_file() -> None:
    text = "A {++new++} [cup](cup.md), [[Pot]] [end](end.md)\n"
    for markup in ("critic", "wiki"):
        places = [link.url_place for link in page(text, markup).links]
        assert [text[slice(*place)] for place in places] == ["cup.md", "end.md"]


@pytest.mark.parametrize(
    ("generator", "config", "markup"),
    [
        ("mkdocs", "markdown_extensions: [abbr, pymdownx.critic]\n", {"abbreviations", "critic"}),
        ("mkdocs", "markdown_extensions:\n  - pymdownx.emoji:\n      x: 1\n", {"icons"}),
        ("mkdocs", "markdown_extensions: [markdown.extensions.wikilinks]\n", {"wiki"}),
        ("mkdocs", "plugins: [ezlinks]\n", {"wiki"}),
        ("mkdocs", "markdown_extensions: [extra]\n", {"abbreviations", "attributes"}),
        ("mkdocs", "site_name: A\n", set()),
        ("jekyll", "plugins: [jemoji]\n", {"abbreviations", "attributes", "kramdown", "emoji"}),
        ("jekyll", "title: A\n", {"abbreviations", "attributes", "kramdown"}),
        ("hugo", "baseURL = '/'\nenableEmoji = true\n", {"emoji"}),
        ("hugo", "baseURL = '/'\n", set()),
    ],
)
def test_what_a_site_adds(generator: str, config: str, markup: set[Markup], tmp_path: Path) -> None:
    (tmp_path / by_name(generator).detection[0]).write_text(config, encoding="utf-8")
    found = by_name(generator).settings(tmp_path).markup
    assert found - {"admonitions", "contents"} == markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("critic", "{--a " * 40_000),
        ("critic", "{~~a ~> " * 40_000),
        ("critic", "{++" * 60_000),
        ("citations", "[a @b " * 40_000),
        ("citations", "@a." * 60_000),
        ("citations", "@a" + "." * 100_000),
        ("wiki", "[[a|" * 40_000),
        ("emoji", ":a" * 60_000),
        ("icons", "## " + ":a: " * 40_000),
        ("abbreviations", "*[a" * 60_000),
    ],
)
def test_no_text_takes_long(markup: Markup, text: str) -> None:
    before = time.process_time()
    page(text, "contents")
    plain = time.process_time()
    page(text, markup)
    assert time.process_time() - plain < 1 + 10 * (plain - before)
