"""Places in a file: bytes for machines, lines and columns for people."""

from bisect import bisect_right
from itertools import accumulate

from msgspec import Struct

from seolint.patterns import lazy_regex

_LINE_END = lazy_regex(r"\r\n?|\n")
_CHUNK = 1024


class Span(Struct, frozen=True, gc=False, array_like=True):
    """A range of a file.

    `start` and `end` are 0-based UTF-8 bytes of the file on disk, a byte order mark
    included, `end` exclusive. Lines and columns are 1-based; columns count code points.
    """

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The one table between code points, bytes and lines of a text.

    `text` is the file decoded as UTF-8 with `surrogateescape`, so that each undecodable
    byte is one code point and counts as one byte. A line ends at CR LF, CR or LF and at
    nothing else: other separators break no line in an editor.
    """

    __slots__ = ("_chunks", "_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._chunks: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Code point at which each line begins."""
        if self._starts is None:
            if "\r" in self.text:
                self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
            else:
                lengths = [len(line) + 1 for line in self.text.split("\n")[:-1]]
                self._starts = [0, *accumulate(lengths)]
        return self._starts

    def byte(self, position: int) -> int:
        """The byte of a code point; `position` may be the text's length."""
        text = self.text
        if text.isascii():
            return position
        if self._chunks is None:
            self._chunks = chunks = [0]
            for start in range(0, len(text), _CHUNK):
                chunks.append(chunks[-1] + _byte_length(text[start : start + _CHUNK]))
        chunk = position // _CHUNK
        return self._chunks[chunk] + _byte_length(text[chunk * _CHUNK : position])

    def line(self, position: int) -> int:
        """The 1-based line of a code point."""
        return bisect_right(self.starts, position)

    def span(self, start: int, end: int) -> Span:
        """The place of the code points from `start` to `end` (exclusive)."""
        starts = self.starts
        line = bisect_right(starts, start)
        end_line = bisect_right(starts, end)
        first = self.byte(start)
        return Span(
            first,
            first + _byte_length(self.text[start:end]),
            line,
            start - starts[line - 1] + 1,
            end_line,
            end - starts[end_line - 1] + 1,
        )


def _byte_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
