"""Bytes -> text of one code point for each character or undecodable byte."""

import pytest

from seolint.read.decoding import UnreadablePageError, decode
from seolint.span import Lines


def test_undecodable_bytes_keep_their_places() -> None:
    raw, text, (problem,) = decode(b"Caf\xe9 \xff\xc3\xa9 x")
    assert text == "Caf\ufffd \ufffdé x"
    assert problem.data == {"count": 2}
    assert (problem.start, problem.end) == (3, 4)
    lines = Lines(raw)
    assert [lines.byte(position) for position in range(len(text) + 1)] == [
        0,
        1,
        2,
        3,
        4,
        5,
        6,
        8,
        9,
        10,
    ]


def test_byte_order_mark_reads_as_a_blank_and_counts_three_bytes() -> None:
    raw, text, problems = decode("\ufeff# Rye".encode())
    assert text == " # Rye"
    assert not problems
    assert Lines(raw).byte(1) == 3


def test_nul_reads_as_a_replacement() -> None:
    assert decode(b"a\0b and much more text").text == "a\ufffdb and much more text"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n....", "FILE002"),
        (b"PK\x03\x04abc", "FILE002"),
        (bytes(range(32)) * 9, "FILE002"),
        ("Rye".encode("utf-16"), "FILE003"),
        ("Rye bread".encode("utf-16-le"), "FILE003"),
        ("Rye bread".encode("utf-16-be"), "FILE003"),
        ("Rye".encode("utf-32"), "FILE003"),
    ],
)
def test_what_is_no_utf8_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadablePageError) as caught:
        decode(data)
    assert caught.value.code == code


def test_a_carriage_return_alone_reads_as_a_line_feed() -> None:
    raw, text, _ = decode(b"a\rb\r\nc\r\rd\r")
    assert text == "a\nb\r\nc\n\nd\n"
    assert Lines(raw).starts == [0, 2, 5, 7, 8, 10]
