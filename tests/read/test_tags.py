"""The quick reader of well-formed HTML gives what the tree gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from seolint.read.decoding import UnreadablePageError
from seolint.read.html import read_tokens
from seolint.read.tags import Token, read_attributes, read_plain

PIECES = [
    "<p>",
    "</p>",
    "<div class='a b'>",
    "</div>",
    '<a href="/x?a=1&amp;b=2">',
    "</a>",
    "<br>",
    "<br/>",
    "<img src=a.png alt='>'>",
    "<b>",
    "</b>",
    "<LI>",
    "</li>",
    "<!-- a -- b -->",
    "<!--c-->",
    "<!-->",
    "<!-- c>",
    "-- >",
    "text ",
    "two\nlines\r\n",
    "&amp;",
    "&#8211;",
    "&nosuch;",
    "&amp",
    " & ",
    "<",
    "< ",
    "<=6mo",
    "<é",
    "s/&:/",
    "&",
    ">",
    "<x-y a>",
    "<hr />",
    "<input disabled value = 'v'>",
    "<td\n>",
    "é🍞",
    "<p a='",
    "</ p>",
    "<!doctype html>",
    "<svg><use/></svg>",
    "<script>",
    "</script>",
    "<pre>",
    "</pre>",
    "<title>",
    "</title>",
    "<TITLE>a</TITLE>",
    "<textarea>",
    "</textarea>",
    "</script >",
    "<style>a > b {}</style>",
    "<script>if (a < b) '</p>'</script>",
    "<SCRIPT>&amp;</Script>",
    "<!DOCTYPE html>",
    "& ",
    "<iframe></iframe>",
    "<listing>",
]


def merged(tokens: list[Token]) -> list[tuple[str, str, int, int, str]]:
    """Tokens with neighbouring pieces of text as one, and names in lower case."""
    found: list[tuple[str, str, int, int, str]] = []
    for token in tokens:
        kind, name, start, end, text = astuple(token)
        if kind == "text" and found and found[-1][0] == "text" and found[-1][3] == start:
            before = found.pop()
            start, text = before[2], before[4] + text
        found.append((kind, name.lower(), start, end, text))
    return found


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.integers(0, 3))
def test_both_readers_agree(html: str, before: int) -> None:
    text = "x" * before + html
    quick = read_plain(text, before, len(text))
    if quick is not None:
        assert merged(quick) == merged(read_tokens(text, before, len(text)))


@pytest.mark.parametrize(
    "html",
    [
        '<p class="x">Rye &amp; <b>salt</b><br/></p>\n',
        "<!doctype html><title>Rye & salt</title><style>a > b {}</style><p>Rye\n",
        "<script>if (a < b) '</p>'</script><pre>\nRye</pre>",
        "<td><=6mo</td><td>a < b & c</td><td>s/../&:/g</td><",
    ],
)
def test_plain_pages_need_no_tree(html: str) -> None:
    assert read_plain(html, 0, len(html)) is not None


@pytest.mark.parametrize(
    "html",
    [
        "<script>a",
        "<p a='",
        "<!x>",
        "<!-- a>",
        "<!-- a -- > b>",
        "a <b",
        "a </ b",
        "a <? b",
        "&x",
        "&#",
        "<listing>",
        "<title>a <b>b</b></title>",
        "<![CDATA[a]]>",
    ],
)
def test_what_is_not_plain_is_left_to_the_tree(html: str) -> None:
    assert read_plain(html, 0, len(html)) is None


def test_attributes_know_their_places() -> None:
    text = "<a HREF='/x?a=1&amp;b=2' title=Rye hidden href=no>"
    found = read_attributes(text, 0, len(text))
    assert {name: value for name, (value, _, _) in found.items()} == {
        "href": "/x?a=1&b=2",
        "title": "Rye",
        "hidden": "",
    }
    assert text[found["href"].start : found["href"].end] == "/x?a=1&amp;b=2"


def test_deep_nesting_is_an_error() -> None:
    with pytest.raises(UnreadablePageError):
        read_tokens("<div>" * 513, 0, 5 * 513)
