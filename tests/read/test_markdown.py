"""Markdown -> headings, links, images, blocks, each in its place."""

import pytest
from pages import page

from seolint.document import Document


def source(doc: Document, start: int, end: int) -> str:
    return doc.text[start:end]


def test_heading_holds_markup_and_code() -> None:
    (heading,) = page("# Knead *by hand* with `dough`\n").headings
    assert (heading.kind, heading.level) == ("atx", 1)
    assert heading.text.text == heading.name == "Knead by hand with dough"
    assert heading.text.opaque == "Knead by hand with \ue001\ue001\ue001\ue001\ue001"
    assert (heading.span.start, heading.span.end) == (0, 30)


def test_setext_heading_covers_its_underline() -> None:
    doc = page("Rye\n===\n\ntext\n")
    (heading,) = doc.headings
    assert heading.kind == "setext"
    assert source(doc, heading.start, heading.end) == "Rye\n==="


def test_underlined_text_that_begins_with_a_hash_is_no_atx_heading() -> None:
    kinds = [heading.kind for heading in page("#Rye\n===\n\n# Oats\n\n#\n").headings]
    assert kinds == ["setext", "atx", "atx"]


def test_heading_inside_html() -> None:
    doc = page("<div>\n\n## Crumb\n\n</div>\n\n<h3>Crust <em>dark</em></h3>\n")
    assert [(h.level, h.name, h.kind) for h in doc.headings] == [
        (2, "Crumb", "atx"),
        (3, "Crust dark", "html"),
    ]


def test_link_that_begins_in_html_holds_markdown() -> None:
    (link,) = page('See <a href="/rye">**rye** `bread`</a> now.\n').links
    assert (link.kind, link.url, link.name) == ("html", "/rye", "rye bread")
    assert link.url_span.column == 14


@pytest.mark.parametrize(
    ("text", "url", "written"),
    [
        ("[a](/b)", "/b", "/b"),
        ("[a]( /b 'a title' )", "/b", "/b"),
        ("[a](</b c>)", "/b c", "/b c"),
        ("[a](/b\\_c)", "/b_c", "/b\\_c"),
        ("[a](/b?x=1&amp;y=2)", "/b?x=1&y=2", "/b?x=1&amp;y=2"),
        ("[a](/b(c)d)", "/b(c)d", "/b(c)d"),
        ("[a]()", "", ""),
        ("[](/b)", "/b", "/b"),
        ("[*a* `](`](/b)", "/b", "/b"),
        ("[![x](/i)](/b)", "/b", "/b"),
        ("<https://example.org/>", "https://example.org/", "https://example.org/"),
        ("[a][b]\n\n[b]: /c 'd'\n", "/c", "/c"),
        ("[b]\n\n[B]: </c>\n", "/c", "/c"),
    ],
)
def test_url_stands_where_it_is_written(text: str, url: str, written: str) -> None:
    doc = page(text)
    (link,) = doc.links
    assert link.url == url
    assert source(doc, *link.url_place) == written


def test_image_in_a_link() -> None:
    doc = page("[![Rye loaf](loaf.jpg 'Warm')](/rye)\n")
    (image,), (link,) = doc.images, doc.links
    assert (image.alt.text, image.title, image.url) == ("Rye loaf", "Warm", "loaf.jpg")
    assert image.link is not None
    assert image.link.url == link.url == "/rye"
    assert link.name == "Rye loaf"
    assert link.text.text == ""


def test_blocks_know_their_container() -> None:
    doc = page(
        "Plain.\n\n- item\n\n  loose\n\n> quoted\n\n| a | b |\n| - | - |\n| c | d |\n\n"
        "```\ncode\n```\n"
    )
    assert [(b.kind, b.text.text.strip()) for b in doc.blocks if b.kind != "code"] == [
        ("paragraph", "Plain."),
        ("item", "item"),
        ("item", "loose"),
        ("quote", "quoted"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
        ("cell", "d"),
    ]
    assert doc.blocks[-1].kind == "code"


def test_prose_knows_its_source() -> None:
    doc = page("One *two* &amp; three\nfour.\n")
    text = doc.blocks[0].text
    assert text.text == "One two & three four."
    place = text.span(text.text.index("&"), text.text.index("&") + 1)
    assert (place.start, place.end) == (10, 15)
    assert text.replace(0, 3, "1", message="digits") is not None
    assert text.replace(0, 6, "1 2", message="markup is in the way") is None


def test_unclosed_fence_is_noted_and_a_closed_one_is_not() -> None:
    assert [p.kind for p in page("a\n\n```py\nx = 1\n\n# no\n").reading_problems] == [
        "unclosed-fence"
    ]
    assert not page("a\n\n```py\nx = 1\n```\n").reading_problems
    assert not page("- a\n\n  ```\n  x\n").reading_problems
    assert not page("a\n\n````\n```\n````").reading_problems


def test_undefined_reference_is_noted() -> None:
    doc = page("See [the flour][rye] or [spelt][s].\n\n[s]: /spelt\n")
    (problem,) = doc.reading_problems
    assert problem.kind == "undefined-reference"
    assert problem.data["label"] == "rye"
    assert source(doc, problem.start, problem.end) == "[the flour][rye]"


def test_bare_url_is_a_link_where_the_generator_links_it() -> None:
    text = "See https://example.org/a_(b), or `https://no.example`. <https://auto.example>\n"
    links = page(text, linkify=True).links
    assert [(link.kind, link.url) for link in links] == [
        ("bare", "https://example.org/a_(b)"),
        ("auto", "https://auto.example"),
    ]
    assert [link.kind for link in page(text, linkify=False).links] == ["auto"]


def test_template_output_is_unknown() -> None:
    doc = page("## {{ page.title }}\n\n[x]({{ url }}) ![{{ alt }}](a.png)\n")
    assert not doc.headings[0].known
    assert not doc.links[0].known
    assert not doc.images[0].known


def test_component_and_svg_are_content_of_unknown_text() -> None:
    doc = page('<a href="#x"><build-cost></build-cost></a> and <a href="/y"><b></b></a>\n')
    assert [link.known for link in doc.links] == [False, True]


def test_hidden_parts_are_no_name() -> None:
    doc = page(
        '<h2>Rye <span aria-hidden="true">#</span></h2>\n\n'
        '<a href="/a" aria-label="Home"><i></i></a>\n\n'
        '<div hidden><a href="/b"></a></div>\n'
    )
    assert doc.headings[0].name == "Rye"
    assert [(link.name, link.hidden) for link in doc.links] == [("Home", False), ("", True)]


def test_html_block_in_a_quote_keeps_its_places() -> None:
    doc = page('> <p\n>   class="x">Rye</p>\n')
    (block,) = doc.blocks
    assert block.kind == "quote"
    assert block.text.span().line == 2


def test_carriage_returns_alone_end_lines() -> None:
    doc = page("# Rye\r\rSee [a](/b).\r")
    assert doc.links[0].span.line == 3


def test_html_in_an_alt_text_ends_with_it() -> None:
    doc = page("![a <span hidden>b](u.png) c</span> d\n")
    (image,) = doc.images
    assert (image.alt.text, image.name) == ("a ", "a")
    assert [block.text.text for block in doc.blocks] == [" c d"]


def test_html_around_an_image_does_not_end_in_its_alt_text() -> None:
    doc = page("<span hidden>![a</span>b](u.png)</span> c\n")
    (image,) = doc.images
    assert (image.alt.text, image.hidden) == ("ab", True)
    assert [block.text.text for block in doc.blocks] == [" c"]


def test_link_of_markdown_ends_with_html_open_in_it() -> None:
    links = page("[a <span hidden>b](u) c</span> d, [x <a href=q>y](v) z</a>\n").links
    assert [(link.url, link.name) for link in links] == [("u", "a"), ("v", "x y"), ("q", "y z")]


@pytest.mark.parametrize(
    "filler", ["窯を焼く。\n\n", "The kiln’s door is shut for a day and a night.\n\n"]
)
def test_places_far_apart_among_wide_characters(filler: str) -> None:
    text = f"[窯][kiln] と [土](clay.md)\n\n{filler * 900}[kiln]: kiln.md\n"
    doc = page(text)
    assert [source(doc, *link.url_place) for link in doc.links] == ["kiln.md", "clay.md"]
    assert doc.blocks[-1].text.text == filler.strip()
    assert {source(doc, block.start, block.end) for block in doc.blocks[1:]} == {filler.strip()}


def test_html_in_a_quote_stands_where_it_is_written() -> None:
    doc = page("Text.\n\n> <p>Clay\n> <a href=kiln.md>and kiln</a>\n> </p>\n")
    (link,) = doc.links
    assert (link.name, source(doc, link.start, link.end)) == (
        "and kiln",
        "<a href=kiln.md>and kiln</a>",
    )
    assert source(doc, *link.url_place) == "kiln.md"
