"""HTML files and their heads."""

import time

import pytest
from pages import page

from seolint.read.decoding import UnreadablePageError

FULL = """<!DOCTYPE html>
<html lang="de-AT">
<head>
<title>Roggen &amp; Co</title>
<meta name="description" content="Brot, das hält">
<meta name="robots" content="noindex">
<meta property="og:title" content="Roggen">
<link rel="canonical" href="https://example.org/roggen">
<script type="application/ld+json">{"@type": "Article"}</script>
<template><title>no</title></template>
</head>
<body><h1>Roggen</h1><p>Eins<p>Zwei</body></html>
"""


def test_head_gives_fields() -> None:
    doc = page(FULL, "page.html")
    assert doc.has_head
    assert {name: field.text for name, field in doc.head.items()} == {
        "language": "de-AT",
        "title": "Roggen & Co",
        "description": "Brot, das hält",
        "robots": "noindex",
        "og:title": "Roggen",
        "canonical": "https://example.org/roggen",
    }
    title = doc.field("title")
    assert title is not None
    assert doc.text[title.start : title.end] == "Roggen &amp; Co"
    assert doc.noindex
    assert doc.language == "de"
    assert [data.text for data in doc.json_ld] == ['{"@type": "Article"}']


def test_omitted_end_tags() -> None:
    doc = page("<p>One<p>Two<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>", "page.html")
    assert [(block.kind, block.text.text) for block in doc.blocks] == [
        ("paragraph", "One"),
        ("paragraph", "Two"),
        ("item", "a"),
        ("item", "b"),
        ("cell", "c"),
        ("cell", "d"),
    ]


def test_html_reads_the_same_as_markdown() -> None:
    text = (
        '<p>Rye <a href="/r">bread</a> &amp; butter</p>\n<h2 id="x">Crumb</h2>\n'
        '<ul>\n<li>flour</li>\n<li><img src="a.png" alt="Flour"></li>\n</ul>\n'
    )
    html, markdown = page(text, "a.html"), page(text, "a.md")

    def parts(doc):  # type: ignore[no-untyped-def]
        return (
            [(b.kind, b.text.text.strip(), b.start) for b in doc.blocks],
            [(h.name, h.level, h.span) for h in doc.headings],
            [(link.url, link.name, link.span) for link in doc.links],
            [(image.name, image.span) for image in doc.images],
        )

    assert parts(html) == parts(markdown)


def test_labels_from_elsewhere() -> None:
    doc = page(
        '<span id="b" hidden>Rye</span><a href="/x" aria-labelledby="b c"></a><i id="c">loaf</i>',
        "page.html",
    )
    assert doc.links[0].name == "Rye loaf"


def test_script_and_style_are_not_read() -> None:
    doc = page("<p>a</p><script>if (a < b) { '<p>no</p>' }</script><style>p{}</style>", "p.html")
    assert [block.text.text for block in doc.blocks] == ["a"]


def test_entities_keep_their_places() -> None:
    doc = page("<p>Caf&eacute; &#8211; ol&eacute &bogus; &</p>", "p.html")
    text = doc.blocks[0].text
    assert text.text == "Café – olé &bogus; &"
    start = text.text.index("–")
    begin, end = text.source(start, start + 1)
    assert doc.text[begin:end] == "&#8211;"


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UnreadablePageError) as caught:
        page("<div>" * 600, "p.html")
    assert caught.value.code == "FILE005"
    assert page("<p>a" * 600, "p.html").blocks[-1].text.text == "a"


def test_a_section_of_an_unknown_kind_is_a_comment() -> None:
    doc = page("<p><b's><![x](a) y>z</b's></p>", "p.html")
    assert [block.text.text for block in doc.blocks] == ["z"]


HAZARDS = [
    "<![ endif]-->",
    "<![<![",
    "<br b'><![x",
    "<!--",
    '<a href="',
    "<p x='",
    "<a",
    "<!",
    "<?",
    "</",
    "<p a=b ",
    "--><!--",
    "<script>",
]


@pytest.mark.parametrize("hazard", HAZARDS)
@pytest.mark.parametrize("suffix", ["html", "md"])
@pytest.mark.parametrize("tail", ["", ">", "\"'>-->"])
def test_hazards_of_html_parser_are_linear(hazard: str, suffix: str, tail: str) -> None:
    def cost(size: int) -> float:
        text = hazard * (size // len(hazard)) + tail
        start = time.process_time()
        page(text, f"p.{suffix}")
        return time.process_time() - start

    cost(2_000)
    small, large = cost(20_000), cost(200_000)
    assert large < 40 * max(small, 0.005)


def test_deep_nesting_in_markdown_is_refused_too() -> None:
    with pytest.raises(UnreadablePageError) as caught:
        page("<div>\n\n" * 600, "p.md")
    assert caught.value.code == "FILE005"
