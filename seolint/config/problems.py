"""What is wrong in a configuration, where, and how it is shown."""

from collections.abc import Iterable
from typing import NamedTuple

from msgspec import Struct

from seolint.escapes import escape

_TAB = "    "
_MARGIN = 80
"""Code points shown on either side of the marked ones."""


class Place(NamedTuple):
    """Some characters of a line. `line` and `column` are 1-based, in code points."""

    line: int
    column: int
    width: int
    text: str
    """The whole line."""


class Wrong(NamedTuple):
    """What is wrong with a value, and where in it: keys and 0-based places."""

    message: str
    path: tuple[str | int, ...] = ()
    help: str = ""


class ConfigProblem(Struct, frozen=True):
    """One thing that is wrong. `source` is the file as users name it, or an option."""

    source: str
    message: str
    help: str = ""
    place: Place | None = None

    @property
    def order(self) -> tuple[bool, int, int]:
        """The key by which problems of one source are sorted."""
        place = self.place
        return (True, 0, 0) if place is None else (False, place.line, place.column)

    def __str__(self) -> str:
        place = self.place
        lines = [_visible(f"{self.source}: error: {self.message}")]
        gutter = ""
        if place is not None:
            where = f"{self.source}:{place.line}:{place.column}"
            lines = [_visible(f"{where}: error: {self.message}"), *_excerpt(place)]
            gutter = " " * len(str(place.line))
        if self.help:
            lines.append(_visible(f"{gutter} = help: {self.help}"))
        return "\n".join(lines)


class ConfigError(Exception):
    """A configuration that cannot be used. Its text is what is shown to people.

    The problems of one source stand in the order of their places, those without one last.
    """

    def __init__(self, problems: Iterable[ConfigProblem]) -> None:
        found = list(problems)
        sources = list(dict.fromkeys(problem.source for problem in found))
        found.sort(key=lambda problem: (sources.index(problem.source), problem.order))
        self.problems = tuple(found)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        end = f"{count} in the configuration; nothing was linted."
        return "\n\n".join([*map(str, self.problems), end])


class UnreadableConfigError(ConfigError):
    """A configuration of which nothing could be read; one line."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__([ConfigProblem(source, message)])

    def __str__(self) -> str:
        return str(self.problems[0])


def did_you_mean(words: Iterable[str]) -> str:
    """The question that offers `words`, which are in backquotes or not; empty without any."""
    choices = " or ".join(words)
    return f"did you mean {choices}?" if choices else ""


def _excerpt(place: Place) -> list[str]:
    start = place.column - 1
    first = max(0, start - _MARGIN)
    before = place.text[first:start]
    marked = place.text[start : start + place.width]
    after = place.text[start + place.width :][:_MARGIN]
    line = _visible(before + marked + after)
    number = str(place.line)
    blank = " " * len(number)
    carets = " " * len(_visible(before)) + "^" * max(1, len(_visible(marked)))
    return [f"{blank} |", f"{number} | {line}".rstrip(), f"{blank} | {carets}"]


def _visible(text: str) -> str:
    return escape(text.replace("\t", _TAB))
