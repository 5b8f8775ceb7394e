"""Visible text that knows its source."""

import pytest
from pages import page

from seolint.prose import CODE, UNKNOWN, Prose
from seolint.span import Lines


def prose(text: str) -> Prose:
    """The first block of a page of Markdown."""
    return page(text).blocks[0].text


def source(prose: Prose, start: int, end: int) -> str:
    begin, stop = prose.source(start, end)
    return prose.lines.text[begin:stop]


def written(prose: Prose, part: str) -> str:
    """How a part of the text is written in the source."""
    start = prose.text.index(part)
    return source(prose, start, start + len(part))


def fixed(text: str, part: str, new: str) -> str | None:
    """The source after `part` was replaced in the text; None when that is refused."""
    found = prose(text)
    start = found.text.index(part)
    fix = found.replace(start, start + len(part), new, message="Change it")
    if fix is None:
        return None
    data = text.encode()
    (edit,) = fix.edits
    return (data[: edit.start] + edit.text.encode() + data[edit.end :]).decode()


MARKED_UP = "Whole *rye* &amp; [spelt](/s) `oat` bread\n"


def test_the_text_is_what_a_reader_sees():
    assert prose(MARKED_UP).text == "Whole rye & spelt oat bread"


def test_opaque_text_hides_inline_code_and_keeps_places():
    found = prose(MARKED_UP)
    assert found.opaque == f"Whole rye & spelt {CODE * 3} bread"
    assert len(found.opaque) == len(found.text)
    assert prose("No code\n").opaque == "No code"


def test_folded_text_has_single_blanks():
    assert prose("Whole  rye\nbread \n").folded == "Whole rye bread"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Whole", "Whole"),
        ("rye", "rye"),
        ("Whole rye", "Whole *rye"),
        ("&", "&amp;"),
        ("spelt", "spelt"),
        ("rye & spelt", "rye* &amp; [spelt"),
        ("bread", "bread"),
    ],
)
def test_a_part_knows_how_it_is_written(part, expected):
    assert written(prose(MARKED_UP), part) == expected


def test_a_span_is_in_bytes_lines_and_columns():
    found = prose("Brötchen\nund *Rogen*\n")
    start = found.text.index("Rogen")
    span = found.span(start, start + 5)
    assert (span.start, span.end, span.line, span.column) == (15, 20, 2, 6)
    assert found.span() == found.span(0, len(found.text))


def test_an_empty_part_is_a_point():
    found = prose("Whole rye\n")
    assert source(found, 6, 6) == ""
    assert found.source(6, 6) == (6, 6)


def test_text_that_is_nothing_has_a_place():
    (image,) = page("![](rye.png)\n").images
    assert (image.alt.text, image.alt.pieces) == ("", [])
    assert image.alt.source(0, 0) == (image.alt.start, image.alt.end)
    assert image.alt.cut(0, 0).text == ""


def test_what_a_template_prints_is_unknown():
    assert prose("Whole rye\n").known
    (heading,) = page("# Whole {{ grain }} bread\n", generator="jekyll").headings
    assert not heading.text.known
    assert UNKNOWN in heading.text.text


def test_a_cut_is_prose_of_its_own():
    found = prose(MARKED_UP)
    start = found.text.index("rye")
    cut = found.cut(start, start + len("rye & spelt oat"))
    assert cut.text == "rye & spelt oat"
    assert cut.opaque == f"rye & spelt {CODE * 3}"
    assert [written(cut, part) for part in ("rye", "&", "spelt")] == ["rye", "&amp;", "spelt"]
    assert cut.span(0, 3) == found.span(start, start + 3)
    assert source(cut, 0, len(cut.text)).startswith("rye* &amp;")


@pytest.mark.parametrize("start", range(0, 27, 3))
def test_a_cut_agrees_with_the_whole(start):
    found = prose(MARKED_UP)
    cut = found.cut(start, start + 4)
    assert cut.text == found.text[start : start + 4]
    for position in range(len(cut.text) - 1):
        assert cut.source(position, position + 1) == found.source(
            start + position, start + position + 1
        )


def test_a_plain_part_is_replaced():
    assert fixed("Whole *rye* bread\n", "rye", "oat") == "Whole *oat* bread\n"
    assert fixed("Whole *rye* bread\n", " bread", " loaf") == "Whole *rye* loaf\n"
    assert fixed("Brötchen é\n", "é", "e") == "Brötchen e\n"


def test_a_whole_entity_is_replaced():
    assert fixed("Rye &amp; spelt\n", "&", "and") == "Rye and spelt\n"
    assert fixed("Rye &amp; spelt\n", "Rye & spelt", "Bread") == "Bread\n"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Whole *rye* bread\n", "Whole rye"),
        ("Whole *rye* bread\n", "rye bread"),
        ("A [rye](/r) loaf\n", "A rye"),
        ("A `rye` loaf\n", "rye"),
        ("A `rye` loaf\n", "A rye loaf"),
        ("A rye<b>l</b>oaf\n", "ryeloaf"),
    ],
)
def test_a_fix_never_breaks_markup(text, part):
    assert fixed(text, part, "bread") is None


def test_nothing_is_replaced_in_nothing():
    found = prose("Whole rye\n")
    assert found.replace(3, 3, "x", message="Add") is None
    assert Prose(Lines("rye"), [], 0, 3).replace(0, 1, "x", message="Add") is None


def test_a_fix_tells_whether_it_is_safe():
    fix = prose("Whole rye\n").replace(0, 5, "Half", message="Say half", safe=False)
    assert fix is not None
    assert (fix.safe, fix.message) == (False, "Say half")


def test_part_of_an_entity_is_not_replaced():
    found = Prose(Lines("a&fjlig;b"), [(0, 1, "a", False), (1, 8, "fj", False)], 0, 8)
    assert found.replace(1, 2, "x", message="Change") is None
    assert found.replace(1, 3, "x", message="Change") is not None
