"""The source line of a finding, cut to what fits, and the cells to mark below it."""

from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, east_asian_width

from seolint.escapes import commands_in, escape
from seolint.memo import Memo
from seolint.patterns import lazy_regex
from seolint.span import Span

TAB = "    "
_JOINER = "\u200d"
_BEYOND_ASCII = lazy_regex(r"[^\x00-\x7f]")
LONGEST = 2000
"""Cells that are printed of a line at most, for files of one endless line."""

LEAD = 24
"""Cells that stay before the marked place when the start of the line is cut off."""


class Excerpt(NamedTuple):
    """A line as it is shown, with the blanks and the marks that go below it, in cells."""

    text: str
    blanks: int
    marks: int


def cut_line(line: str, span: Span, room: int, ellipsis: str) -> Excerpt:
    """The part of a line that fits into `room` cells and holds the start of a span.

    Tabs come out as four blanks and control characters escaped; what is left out is an
    `ellipsis` of one cell.
    """
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    if len(line) <= room and line.isprintable() and not commands_in(line):
        if line.isascii():
            return Excerpt(line, start, max(1, end - start))
        if cells(line) <= room:
            return Excerpt(line, cells(line[:start]), max(1, cells(line[start:end])))
    origin = max(0, start - room)
    part = line[origin : start + room]
    shown = [each if each.isprintable() else _show(each) for each in part]
    for position in commands_in(part):
        shown[position] = escape(part[position:])[:4]
    widths = [_WIDTHS[text] for text in shown]
    if _JOINER in part:
        pairs = zip(f" {part}", widths, strict=False)
        widths = [0 if before == _JOINER else width for before, width in pairs]
    left, right = start - origin, min(end - origin, len(shown))
    first, last = 0, len(shown)
    if origin or origin + last < len(line) or sum(widths) > room:
        if origin or sum(widths[:right]) >= room:
            first = left
            lead = 0
            while first > 0 and lead + widths[first - 1] <= LEAD:
                first -= 1
                lead += widths[first]
        last, taken = first, 2 if origin + first else 1
        while last < len(shown) and taken + widths[last] <= room:
            taken += widths[last]
            last += 1
    before = ellipsis if origin + first else ""
    after = ellipsis if origin + last < len(line) else ""
    blanks = len(before) + cells("".join(shown[first:left]))
    marks = cells("".join(shown[left : min(right, last)])) + (len(after) if right > last else 0)
    return Excerpt(before + "".join(shown[first:last]) + after, blanks, max(1, marks))


def cells(text: str) -> int:
    """The width of a text on a terminal: 2 for wide characters, 0 for combining ones.

    Emoji that are joined are as wide as the first.
    """
    if text.isascii():
        return len(text)
    width = len(text) + sum([_WIDTHS[letter] - 1 for letter in _BEYOND_ASCII.findall(text)])
    if _JOINER in text:
        pairs = pairwise(text)
        width -= sum(_WIDTHS[character] for before, character in pairs if before == _JOINER)
    return width


def _width(text: str) -> int:
    """The cells of a character, or of the ASCII text that is shown for one.

    Skin tones are drawn over the character before.
    """
    if text.isascii():
        return len(text)
    if category(text) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= text <= "\U0001f3ff":
        return 0
    return 1 + (east_asian_width(text) in "WF")


_WIDTHS = Memo(_width)


def _show(character: str) -> str:
    return TAB if character == "\t" else escape(character)
