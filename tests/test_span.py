"""Code points of a text as bytes on disk, lines and columns."""

import pytest

from seolint.span import Lines, Span


def test_a_range_of_ascii():
    lines = Lines("one\ntwo\n")
    assert lines.span(4, 7) == Span(4, 7, 2, 1, 2, 4)
    assert lines.span(2, 5) == Span(2, 5, 1, 3, 2, 2)


def test_bytes_are_those_of_utf8_and_columns_are_code_points():
    lines = Lines("né 日本 🍞 x")
    assert lines.span(3, 5) == Span(4, 10, 1, 4, 1, 6)
    assert lines.span(6, 7) == Span(11, 15, 1, 7, 1, 8)
    assert lines.byte(9) == len("né 日本 🍞 x".encode())


def test_a_byte_order_mark_counts():
    assert Lines("\ufeffab").span(1, 2) == Span(3, 4, 1, 2, 1, 3)


def test_an_undecodable_byte_is_one_code_point_and_one_byte():
    lines = Lines(b"caf\xe9 \xff\xfe au lait".decode("utf-8", "surrogateescape"))
    assert lines.span(3, 4) == Span(3, 4, 1, 4, 1, 5)
    assert lines.span(8, 10) == Span(8, 10, 1, 9, 1, 11)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_line_ends_at_cr_lf_or_both(end):
    lines = Lines(f"a{end}b{end}{end}c")
    positions = [lines.text.index(letter) for letter in "abc"]
    assert [lines.line(position) for position in positions] == [1, 2, 4]
    assert [lines.span(position, position).column for position in positions] == [1, 1, 1]


@pytest.mark.parametrize("separator", ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_nothing_else_ends_a_line(separator):
    assert Lines(f"a{separator}b").span(2, 3).line == 1


def test_an_end_at_the_start_of_a_line_stands_there():
    assert Lines("ab\ncd\n").span(0, 3) == Span(0, 3, 1, 1, 2, 1)


def test_the_end_of_the_text_is_a_place():
    assert Lines("ab\n").span(3, 3) == Span(3, 3, 2, 1, 2, 1)
    assert Lines("").span(0, 0) == Span(0, 0, 1, 1, 1, 1)


@pytest.mark.parametrize("length", [1023, 1024, 1025, 2048, 5000])
def test_long_texts_are_counted_in_parts(length):
    lines = Lines("é" * length + "x")
    for position in (0, 1, 1023, 1024, 1025, length, length + 1):
        if position <= length + 1:
            assert lines.byte(position) == 2 * min(position, length) + max(0, position - length)
