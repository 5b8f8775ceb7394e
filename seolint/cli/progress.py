"""A line on standard error that tells how far a long run is."""

import os
import sys
import time
from types import TracebackType
from typing import Self, TextIO

_WAIT = 1.0
_EVERY = 0.1
"""Seconds before the line appears, and between two of its states."""

_BAR = 30
_CLEAR = "\r\x1b[K"


class Progress:
    """Shows `progress(done, total)` on a terminal once a second has passed, and cleans up."""

    def __init__(self, stream: TextIO | None = None, *, wanted: bool = True) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._wanted = wanted and self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _WAIT
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._write(_CLEAR)

    def __call__(self, done: int, total: int) -> None:
        """Tells that `done` of `total` pages have been read."""
        if not self._wanted or (now := time.monotonic()) < self._next:
            return
        self._next = now + _EVERY
        self._shown = True
        filled = _BAR * done // max(total, 1)
        bar = "#" * filled + "." * (_BAR - filled)
        self._write(f"{_CLEAR}[{bar}] {done} of {total} pages")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()
