"""MDX: what is code in it, and that its tags are no HTML blocks."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page

from seolint.document import Document
from seolint.prose import UNKNOWN
from seolint.read.dialects import Dialect
from seolint.read.mdx import read_mdx


def mdx(text: str, generator: str = "astro") -> Document:
    return page(text, "post.mdx", generator)


def blocks(text: str) -> list[tuple[str, str]]:
    """The kind and the folded text of each block, unknown characters as one `?`."""
    found = []
    for block in mdx(text).blocks:
        text = " ".join(block.text.text.split())
        while UNKNOWN * 2 in text:
            text = text.replace(UNKNOWN * 2, UNKNOWN)
        found.append((block.kind, text.replace(UNKNOWN, "?")))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<Tabs>\n```js\nlet a\n```\n</Tabs>\nClay.",
            [("code", "```js let a ```"), ("paragraph", "Clay.")],
        ),
        (
            "<Tabs>\n    Clay.\n\n    - a\n    - b\n</Tabs>",
            [("paragraph", "Clay."), ("item", "a"), ("item", "b")],
        ),
        (
            "<Tabs>\n  <TabItem label='a'>\n      Clay.\n  </TabItem>\n</Tabs>",
            [("paragraph", "Clay.")],
        ),
        (
            "1. a\n\n   <Tabs>\n     ```\n     x\n     ```\n   </Tabs>\n\n2. b",
            [("item", "a"), ("code", "``` x ```"), ("item", "b")],
        ),
        ("import A from 'a'\nimport {\n  B\n} from 'b'\n\nClay.", [("paragraph", "Clay.")]),
        ("export const a = {\n\n  b: 1\n}\n\nClay.", [("paragraph", "Clay.")]),
        ("Clay\nimport it.", [("paragraph", "Clay import it.")]),
        ("Clay {a.b} here.", [("paragraph", "Clay ? here.")]),
        ("Clay {`a}${b}`} here {/* } */}.", [("paragraph", "Clay ? here .")]),
        ("{\n  list.map(a => <p>{a}</p>)\n}\n\nClay.", [("paragraph", "Clay.")]),
        ("Clay `{a}` here.", [("paragraph", "Clay {a} here.")]),
        ("Clay \\{a} here.", [("paragraph", "Clay {a} here.")]),
        ("Clay { here.", [("paragraph", "Clay { here.")]),
        ("A <Pot size={a > b} {...c}>big</Pot> pot.", [("paragraph", "A big pot.")]),
        ("A <b>big</b>{' '}\npot.", [("paragraph", "A big pot.")]),
        (
            "<details><summary>More</summary>\n```\nx\n```\n</details>",
            [("paragraph", "More"), ("code", "``` x ```")],
        ),
        ("<p align='center'>Clay *pots*</p>", [("paragraph", "Clay pots")]),
        (
            "<script src='a.js' />\n```\nx\n```\nClay.",
            [("code", "``` x ```"), ("paragraph", "Clay.")],
        ),
        ("<>\nClay.\n</>", [("paragraph", "Clay.")]),
        ("> <Pot>\n> Clay.\n> </Pot>", [("quote", "Clay.")]),
        ("```\n<Pot>\n{a}\n```", [("code", "``` <Pot> {a} ```")]),
        ("a < b and c > d", [("paragraph", "a < b and c > d")]),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(text) == expected


def test_no_fence_is_unclosed_below_a_tag() -> None:
    text = "<Tabs>\n<TabItem>\n```sh\n# create a project\n```\n</TabItem>\n</Tabs>\n\nClay.\n"
    found = mdx(text)
    assert not found.headings
    assert not found.reading_problems


def test_places_are_those_of_the_file() -> None:
    tabs = "<Tabs>\n    A [cup](/cup/) of ä tea.\n\n    ## Sub *head*\n</Tabs>"
    text = f"# Pöts\n\n{tabs}\n\nEnd [it](/it/).\n"
    found = mdx(text)
    assert [text[link.url_place[0] : link.url_place[1]] for link in found.links] == [
        "/cup/",
        "/it/",
    ]
    assert [text[h.start : h.end] for h in found.headings] == ["# Pöts", "## Sub *head*"]
    assert [text[b.start : b.end] for b in found.blocks] == [
        "A [cup](/cup/) of ä tea.",
        "End [it](/it/).",
    ]


def test_tags_hold_what_stands_between_them() -> None:
    text = '<a\n  href="/pots/"\n>\n<img src="/a.png" alt="A pot" />\n</a>\n\nClay.\n'
    found = mdx(text)
    (link,), (image,) = found.links, found.images
    assert (link.url, link.name) == ("/pots/", "A pot")
    assert image.link is link


def test_attributes_that_are_computed_are_unknown() -> None:
    (image,) = mdx("A <img src={pot.src} alt={pot.alt} />.\n").images
    assert not image.known
    (first, second) = mdx("<a href={`/${x}/`}>Pots</a> <a href='/b/'>b</a>\n").links
    assert not first.known and second.known


@pytest.mark.parametrize(
    ("heading", "ids"),
    [("## Pots {/* #clay */}", ("clay",)), ("## Pots {/*clay*/}", ("clay",)), ("## Pots", ())],
)
def test_comments_are_ids_of_headings(heading: str, ids: tuple[str, ...]) -> None:
    (found,) = page(f"{heading}\n\nText.\n", "docs/a.md", "docusaurus").headings
    assert found.ids == ids
    assert found.text.folded == "Pots"


def test_components_name_links_and_images() -> None:
    text = (
        '<LinkCard href="/pots/" title="Pots" />\n\n<Image src="./a.png" alt="A pot" />\n\n'
        "A <Link to='/cups/'>cup</Link> of <Image src={tea} />.\n\n<Pot src='b.webp' />\n"
    )
    found = mdx(text)
    assert [(link.kind, link.url, link.known) for link in found.links] == [
        ("jsx", "/pots/", False),
        ("jsx", "/cups/", False),
    ]
    assert [text[slice(*link.url_place)] for link in found.links] == ["/pots/", "/cups/"]
    assert [(i.kind, i.url, i.name, i.known) for i in found.images] == [
        ("jsx", "./a.png", "A pot", True),
        ("jsx", "b.webp", UNKNOWN, False),
    ]


def test_html_that_breaks_off_ends_no_heading_before_it_begins() -> None:
    doc = mdx('<h2 x="\n<h3 d=""x="">s</h3>\n<h2 d=""x="">o')
    assert [heading.text.text for heading in doc.headings] == ["s", "s", "s"]
    assert all(heading.start <= heading.end for heading in doc.headings)


@pytest.mark.parametrize(
    "bit",
    [
        "{",
        "{'",
        "{`${",
        "{/* ",
        "<a ",
        "<a b={",
        "<a>",
        "<a>\n",
        "</a>\n<b>\n",
        "<div>",
        "`a",
        "`a``b",
        "import {\n\n",
        "export {\n\n",
        "<a b='",
        "<!-- ",
        "> <a>\n",
        "  <a>\n",
        "{a} ",
    ],
)
def test_hostile_text_takes_linear_time(bit: str) -> None:
    def seconds(size: int) -> float:
        text = bit * (size // len(bit))
        start = process_time()
        read_mdx(Dialect(text, text, 0, [], [], False), True)
        return process_time() - start

    seconds(1000)
    small, large = (min(seconds(size) for _ in range(3)) for size in (40_000, 160_000))
    assert large < 10 * max(small, 0.002)


BITS = "{ } ` <a> </a> <B c={ /> > \" ' \n \n\n import # - d".split(" ")


@settings(deadline=None)
@given(st.lists(st.sampled_from(BITS), max_size=30))
def test_whatever_stands_there_it_is_read(bits: list[str]) -> None:
    text = " ".join(bits)
    dialect = Dialect(text, text, 0, [], [], False)
    read_mdx(dialect, True)
    assert len(dialect.masked) == len(dialect.parsed) == len(text)
    assert dialect.masked.count("\n") == dialect.parsed.count("\n") == text.count("\n")
    assert all(0 <= start < end <= len(text) for start, end in dialect.cuts)
    mdx(text)
