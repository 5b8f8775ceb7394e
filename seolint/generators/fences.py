"""Where Markdown fences its code."""

import re

from seolint.patterns import lazy_regex

_MARK = lazy_regex(r"```+|~~~+")
_BACKTICKS = lazy_regex(r"```+")
"""The same for a text without tildes: a pattern with one beginning is found far quicker."""

_BEFORE = lazy_regex(r"[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)*")
_LINE_END = lazy_regex(r"[\r\n]|\Z")


def fences(text: str) -> list[tuple[int, int]]:
    """The fenced code blocks, fence lines included, as ranges of code points.

    Fences in lists and quotes count whatever their indent. One that is never closed runs
    to the end of `text`.
    """
    found: list[tuple[int, int]] = []
    position = 0
    search = (_MARK if "~" in text else _BACKTICKS).search
    while mark := search(text, position):
        start, end = mark.span()
        row = max(text.rfind("\n", position, start), text.rfind("\r", position, start)) + 1
        line_end = _line_end(text, end)
        if not _BEFORE.fullmatch(text, row or position, start) or (
            mark[0][0] == "`" and "`" in text[end:line_end]
        ):
            position = line_end
            continue
        closing = _closing(mark[0]).search(text, line_end)
        position = closing.end() if closing else len(text)
        found.append((start, position))
    return found


def _line_end(text: str, position: int) -> int:
    match = _LINE_END.search(text, position)
    return match.start() if match else len(text)


def _closing(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[\r\n][ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*(?=[\r\n]|\Z)")
