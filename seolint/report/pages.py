"""Pages as reporters look at them once more: lines, places and what identifies a line."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from operator import mul
from typing import NamedTuple

from seolint.finding import Finding
from seolint.patterns import lazy_regex
from seolint.span import Span

_ASTRAL = lazy_regex(r"[\U00010000-\U0010ffff]")
_BLOCK = 100
_MODULUS = 1 << 64
_WEIGHTS = [pow(37, _BLOCK - 1 - place, _MODULUS) for place in range(_BLOCK)]
_END = "\uffff"


class Place(NamedTuple):
    """Where a byte stands, all 1-based: its line, and its column in code points and in bytes."""

    line: int
    column: int
    byte_column: int


class PageLines:
    """Lines of pages by number. Keeps the last page, as findings come page by page."""

    def __init__(self, source: Callable[[str], bytes]) -> None:
        self._source = source
        self._path: str | None = None
        self._page: _Page | None = None

    def line(self, path: str, byte: int) -> str | None:
        """The line of a byte (0-based) without its end; None when the page has no such any more."""
        page = self._at(path)
        return None if page is None else page.line(byte)

    def place(self, path: str, byte: int) -> Place | None:
        """The place of a byte (0-based); None when the page cannot be read any more."""
        page = self._at(path)
        return None if page is None else page.place(byte)

    def text(self, path: str, start: int, end: int) -> str | None:
        """What stands between two bytes; None when the page is gone or this is not UTF-8."""
        page = self._at(path)
        return None if page is None else page.part(start, end)

    def line_hash(self, path: str, number: int) -> str | None:
        """What identifies a line (1-based) for GitHub; None when there is no such line."""
        page = self._at(path)
        return None if page is None else page.line_hash(number)

    def changed(self, finding: Finding) -> list[tuple[str, Span]]:
        """The lines that the fix of a finding changes, as in a diff, and where they differ."""
        page = self._at(finding.path)
        return [] if page is None else page.changed(finding)

    def _at(self, path: str) -> "_Page | None":
        if path != self._path:
            self._path = path
            try:
                self._page = _Page(self._source(path))
            except (OSError, KeyError):
                self._page = None
        return self._page


class _Page:
    """A page, taken apart as far as it is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._has_returns = b"\r" in data
        self._blocks: list[tuple[str, int]] = []
        self._more = _blocks(data)

    def line(self, byte: int) -> str | None:
        if byte > len(self._data):
            return None
        start, end = self._line_around(byte)
        return self._data[start:end].decode("utf-8", "surrogateescape")

    def place(self, byte: int) -> Place:
        data = self._data
        start, _ = self._line_around(byte)
        line = data.count(b"\n", 0, start) + 1
        if self._has_returns:
            line += data.count(b"\r", 0, start) - data.count(b"\r\n", 0, start)
        column = len(data[start:byte].decode("utf-8", "surrogateescape")) + 1
        return Place(line, column, byte - start + 1)

    def _line_around(self, byte: int) -> tuple[int, int]:
        """Where the line of a byte begins and ends, its end left out."""
        data = self._data
        if data[byte - 1 : byte + 1] == b"\r\n":
            byte -= 1
        start, end = data.rfind(b"\n", 0, byte) + 1, data.find(b"\n", byte) % (len(data) + 1)
        if self._has_returns:
            start = max(start, data.rfind(b"\r", 0, byte) + 1)
            end = min(end, data.find(b"\r", byte) % (len(data) + 1))
        return start, end

    def part(self, start: int, end: int) -> str | None:
        try:
            return self._data[start:end].decode()
        except UnicodeDecodeError:
            return None

    def changed(self, finding: Finding) -> list[tuple[str, Span]]:
        from seolint.fix.diff import diff_lines
        from seolint.fix.edits import apply_edits, edits_of

        new = apply_edits(self._data, edits_of([finding], self._data))
        raw = list(diff_lines("", self._data, new, 0))[2:]
        lines = [line.decode("utf-8", "surrogateescape").rstrip("\r\n") for line in raw]
        found = []
        for line in (line for line in lines if line[0] in "-+"):
            others = [other for other in lines if other[0] in "-+" and other[0] != line[0]]
            same = max((_shared(line[1:], other[1:]) for other in others), default=0)
            found.append((line, Span(0, 0, 1, same + 2, 1, same + 3)))
        return found

    def line_hash(self, number: int) -> str | None:
        """The hash of a line as GitHub's upload action computes it, with its occurrence.

        A polynomial of base 37 modulo 2^64 over the hundred UTF-16 units from the start of
        the line, line ends folded and blanks left out; the file ends with a unit of 65535,
        and zeros follow. Source: `src/fingerprints.ts` of github/codeql-action.
        """
        self._blocks += islice(self._more, max(0, number - len(self._blocks)))
        if number > len(self._blocks):
            return None
        block, occurrence = self._blocks[number - 1]
        value = sum(map(mul, map(ord, block), _WEIGHTS)) % _MODULUS
        return f"{value:x}:{occurrence}"


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginnings."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _blocks(data: bytes) -> Iterator[tuple[str, int]]:
    """The units that are hashed for each line, and how often they came up to there."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(" ", "").replace("\t", "")
    if len(text.encode("utf-16-le")) > 2 * len(text):
        text = _ASTRAL.sub(_surrogates, text)
    text += _END
    seen: Counter[str] = Counter()
    start = 0
    while True:
        block = text[start : start + _BLOCK]
        seen[block] += 1
        yield block, seen[block]
        start = text.find("\n", start) + 1
        if not start:
            return


def _surrogates(match: re.Match[str]) -> str:
    offset = ord(match[0]) - 0x10000
    return chr(0xD800 + (offset >> 10)) + chr(0xDC00 + (offset & 0x3FF))
