"""Visible text that knows its source."""

from bisect import bisect_right
from itertools import accumulate

from seolint.finding import Edit, Fix
from seolint.span import Lines, Span

UNKNOWN = "\ue000"
"""Stands for each character of what a template would print."""

CODE = "\ue001"
"""Stands for each character of inline code in `Prose.opaque`."""

Piece = tuple[int, int, str, bool]
"""Source range in code points, the text it reads as, and whether it is inline code."""


class Prose:
    """The text that a reader sees, each character with its place in the file.

    `a *b* &amp; c` reads as `a b & c`. Positions given to the methods are code points of
    `text`. `start` and `end` are code points of the file and hold also where there is
    nothing to read, as in `![](a.png)`.
    """

    __slots__ = ("_offsets", "_opaque", "end", "known", "lines", "pieces", "start", "text")

    def __init__(self, lines: Lines, pieces: list[Piece], start: int, end: int) -> None:
        self.lines = lines
        self.pieces = pieces
        self.start = start
        self.end = end
        self.text = pieces[0][2] if len(pieces) == 1 else "".join([piece[2] for piece in pieces])
        self.known = UNKNOWN not in self.text
        self._offsets: list[int] | None = None
        self._opaque = ""

    def __repr__(self) -> str:
        return f"Prose({self.text!r})"

    @property
    def offsets(self) -> list[int]:
        """Where in `text` each piece begins."""
        if self._offsets is None:
            lengths = (len(piece[2]) for piece in self.pieces[:-1])
            self._offsets = list(accumulate(lengths, initial=0))
        return self._offsets

    @property
    def opaque(self) -> str:
        """`text`, of the same length, with each character of inline code as `CODE`."""
        if not self._opaque:
            self._opaque = self.text
            for piece in self.pieces:
                if piece[3]:
                    parts = [CODE * len(text) if code else text for _, _, text, code in self.pieces]
                    self._opaque = "".join(parts)
                    break
        return self._opaque

    @property
    def folded(self) -> str:
        """`text` trimmed, with runs of blanks as one space."""
        return " ".join(self.text.split())

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the file from which `text[start:end]` was read."""
        if not self.pieces:
            return self.start, self.end
        first = self._piece(start)
        source_start, source_end, text, _ = self.pieces[first]
        begin = source_start
        if source_end - source_start == len(text):
            begin += start - self.offsets[first]
        if end <= start:
            return begin, begin
        last = self._piece(end - 1)
        source_start, source_end, text, _ = self.pieces[last]
        stop = source_end
        if source_end - source_start == len(text):
            stop = source_start + end - self.offsets[last]
        return begin, stop

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of `text[start:end]`; by default of all of it."""
        return self.lines.span(*self.source(start, len(self.text) if end is None else end))

    def cut(self, start: int, end: int) -> "Prose":
        """`text[start:end]` as prose of its own."""
        pieces: list[Piece] = []
        index = self._piece(start) if self.pieces else 0
        while index < len(self.pieces) and self.offsets[index] < end:
            source_start, source_end, text, code = self.pieces[index]
            left = max(0, start - self.offsets[index])
            right = min(len(text), end - self.offsets[index])
            if source_end - source_start == len(text):
                source_start, source_end = source_start + left, source_start + right
            pieces.append((source_start, source_end, text[left:right], code))
            index += 1
        return Prose(self.lines, pieces, *self.source(start, end))

    def replace(
        self, start: int, end: int, text: str, *, message: str, safe: bool = True
    ) -> Fix | None:
        """A fix that makes `text[start:end]` read as `text`.

        None where markup, an entity or inline code is in the way, so that a fix can
        never break one.
        """
        if not self.pieces or start >= end:
            return None
        first, last = self._piece(start), self._piece(end - 1)
        for index in range(first, last + 1):
            source_start, source_end, read, code = self.pieces[index]
            whole = self.offsets[index] >= start and self.offsets[index] + len(read) <= end
            if code or (source_end - source_start != len(read) and not whole):
                return None
            if index > first and self.pieces[index - 1][1] != source_start:
                return None
        begin, stop = self.source(start, end)
        edit = Edit(self.lines.byte(begin), self.lines.byte(stop), text)
        return Fix((edit,), message, safe)

    def _piece(self, position: int) -> int:
        return bisect_right(self.offsets, position) - 1
