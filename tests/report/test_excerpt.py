import pytest

from seolint.report.excerpt import LEAD, cells, cut_line
from seolint.span import Lines


def cut(line: str, marked: str, room: int = 40):
    start = line.index(marked)
    return cut_line(line, Lines(line).span(start, start + len(marked)), room, "…")


@pytest.mark.parametrize(
    ("line", "marked", "text", "blanks", "marks"),
    [
        ("a red car", "red", "a red car", 2, 3),
        ("\ta red car", "red", "    a red car", 6, 3),
        ("裸麦 bread", "bread", "裸麦 bread", 5, 5),
        ("裸麦 bread", "麦", "裸麦 bread", 2, 2),
        ("cafe\u0301 au lait", "au", "cafe\u0301 au lait", 5, 2),
        ("👩\u200d🍳👍🏽 au lait", "au", "👩\u200d🍳👍🏽 au lait", 5, 2),
        ("🇩🇪 au lait", "au", "🇩🇪 au lait", 3, 2),
        ("a\x1bb", "b", "a\\x1bb", 5, 1),
        ("## ##[error] end", "end", "## \\x23#[error] end", 16, 3),
        ("bad \udcff end", "end", "bad \\xff end", 9, 3),
    ],
)
def test_marks_stand_below_the_marked_cells(line, marked, text, blanks, marks):
    assert cut(line, marked) == (text, blanks, marks)


def test_an_empty_place_gets_one_mark():
    assert cut_line("abc", Lines("abc").span(3, 3), 40, "…") == ("abc", 3, 1)


def test_a_place_over_several_lines_is_marked_to_the_end_of_the_first():
    text = "one two\nthree"
    assert cut_line("one two", Lines(text).span(4, 13), 40, "…") == ("one two", 4, 3)


def test_the_end_of_a_long_line_is_cut_first():
    shown = cut("start " + "word " * 30, "start")
    assert shown.text.startswith("start word") and shown.text.endswith("…")
    assert (cells(shown.text), shown.blanks, shown.marks) == (40, 0, 5)


@pytest.mark.parametrize("filler", ["word ", "麦", "\t", "\x1b"])
@pytest.mark.parametrize("before", [0, 3, 9, 300])
@pytest.mark.parametrize("after", [0, 2, 300])
def test_a_cut_line_fits_and_shows_the_place(filler, before, after):
    line = filler * before + "HERE" + filler * after
    shown = cut(line, "HERE", 60)
    assert cells(shown.text) <= 60
    assert shown.text.isascii() is False or shown.text[shown.blanks :].startswith("HERE")
    assert shown.marks == 4
    assert shown.blanks <= 60 - 4


def test_a_cut_start_keeps_some_words():
    shown = cut("word " * 300 + "HERE" + " word" * 300, "HERE")
    assert shown.text.startswith("…") and shown.text.endswith("…")
    assert LEAD - 5 < shown.blanks <= LEAD + 1


def test_a_marked_place_that_is_too_long_is_marked_to_the_cut():
    shown = cut("see " + "x" * 200, "x" * 200)
    assert (shown.blanks, shown.marks, cells(shown.text)) == (4, 36, 40)
