"""Marks in running text that extensions of Markdown bring: hidden to the same length."""

import re
from collections.abc import Callable, Iterator

from seolint.document import Markup
from seolint.generators.fences import fences
from seolint.generators.templates import filled
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN

_INNER = r"(?:[^{}\r\n]|(?>\r\n?|\n)(?![ \t]*[\r\n]))*+"
"""What an editor's mark may hold: text of one paragraph, without other marks."""

_KEY = r"\w(?:[\w:.#$%&+?<>~/-]*\w)?"
_ABBREVIATION = lazy_regex(r"^ {0,3}\*\[[^\[\]\r\n]+\]:[^\r\n]*$", re.MULTILINE)
_CRITIC = lazy_regex(
    rf"(?P<mark>\{{(?:\+\+(?={_INNER}(?<=\+\+)\}})|==(?={_INNER}(?<===)\}}))|(?:\+\+|==)\}})"
    rf"|\{{(?:--{_INNER}(?<=--)|>>{_INNER}(?<=<<)|~~{_INNER}(?<=~~))\}}"
)
_CITATION = lazy_regex(
    rf"\[(?:[^\[\]@]{{0,300}}[ \t;(-])?-?@\w[\w:.#$%&+?<>~/-]*+[^\[\]]{{0,500}}\](?![(\[])"
    rf"|(?<![\w@.\\/])-?@{_KEY}"
)
_SIGN = r":(?<![\w:/.]:)[+a-zA-Z-](?:[\w+-]*[\w+])?:(?![\w:])"
_EMOJI = lazy_regex(_SIGN)
_WIKI = lazy_regex(r"\[\[(?P<page>[^\[\]|\r\n]+)(?:\|(?P<text>[^\[\]|\r\n]+))?\]\](?![(\[:])")
_HEADING = lazy_regex(r"[ \t>]*#{1,6}[ \t]")
_EMOJI_OR_HEADING = lazy_regex(rf"(?P<heading>^[ \t>]*#{{1,6}}[ \t][^\r\n]*)|{_SIGN}", re.MULTILINE)
_EMOJI_OR_CODE = lazy_regex(rf"`[^`]*+`|{_SIGN}")
_WORD = lazy_regex(r"[^\W_]")

MARKS: frozenset[Markup] = frozenset(
    ("abbreviations", "citations", "critic", "emoji", "icons", "wiki")
)
"""The markup that is hidden here."""


def hide_marks(text: str, body: int, markup: frozenset[Markup]) -> str:
    """`text`, from the code point `body` on without the marks of `markup`; code keeps them.

    What prints something that nobody knows leaves `UNKNOWN`, a mark around text that stays
    leaves blanks.
    """
    if "abbreviations" in markup and "*[" in text:
        text = _replaced(text, body, _ABBREVIATION, lambda match: filled(match[0], " "))
    if "critic" in markup and "{" in text:
        text = _replaced(text, body, _CRITIC, _edited)
    if "citations" in markup and "@" in text:
        text = _replaced(text, body, _CITATION, lambda match: filled(match[0], UNKNOWN))
    if "wiki" in markup and "[[" in text:
        text = _replaced(text, body, _WIKI, _named)
    signs = "emoji" in markup or "icons" in markup
    if signs and ":" in text and _EMOJI.search(text, body):
        if "icons" in markup:
            return _replaced(text, body, _EMOJI_OR_HEADING, _icon)
        return _replaced(text, body, _EMOJI, _emoji(text))
    return text


def _edited(match: re.Match[str]) -> str:
    """New text without its marks; of a change the new text alone."""
    if match["mark"]:
        return " " * len(match[0])
    old, arrow, new = match[0].partition("~>")
    if arrow and old.startswith("{~~"):
        return filled(old + arrow, UNKNOWN) + new.removesuffix("~~}") + "   "
    return filled(match[0], UNKNOWN)


def _named(match: re.Match[str]) -> str:
    """What a link to a page of a wiki reads as."""
    shown = "text" if match["text"] else "page"
    before = match.start(shown) - match.start()
    return " " * before + match[shown] + " " * (match.end() - match.end(shown))


def _emoji(text: str) -> Callable[[re.Match[str]], str]:
    """An emoji is no word; headings keep its name, which is part of their ids."""
    position = row = 0

    def replacement(match: re.Match[str]) -> str:
        nonlocal position, row
        row = text.rfind("\n", position, match.start()) + 1 or row
        position = match.end()
        return match[0] if _HEADING.match(text, row) else UNKNOWN * len(match[0])

    return replacement


def _icon(match: re.Match[str]) -> str:
    """An icon is no word; ids of headings leave it out."""
    if not match["heading"]:
        return UNKNOWN * len(match[0])
    filler = " " if _WORD.search(_EMOJI.sub("", match[0])) else UNKNOWN
    return _EMOJI_OR_CODE.sub(
        lambda each: each[0] if each[0][0] == "`" else filler * len(each[0]), match[0]
    )


def _replaced(
    text: str, body: int, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
) -> str:
    """`text` with a replacement of the same length for each match outside of code."""
    pieces: list[str] = []
    written = 0
    for match in outside_code(text, body, pattern):
        pieces += text[written : match.start()], replacement(match)
        written = match.end()
    return "".join([*pieces, text[written:]]) if written else text


def outside_code(text: str, body: int, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What a pattern matches outside of fenced code, and of code between backticks of a line."""
    code: Iterator[tuple[int, int]] | None = None
    start = end = -1
    position = body
    ticks = 0
    for match in pattern.finditer(text, body):
        begin = match.start()
        row = max(text.rfind("\n", position, begin), text.rfind("\r", position, begin)) + 1
        ticks = text.count("`", row, begin) if row else ticks + text.count("`", position, begin)
        position = begin
        if code is None:
            code = iter([*fences(text), (len(text) + 1, len(text) + 1)])
        while end <= begin:
            start, end = next(code)
        if start > begin and ticks % 2 == 0:
            yield match
