"""What can be wrong with a text of values, and how much of it is read."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from seolint.span import Lines
from seolint.values.field import Field


class ValueProblem(Struct, frozen=True):
    """What is wrong with a block of values.

    `start` and `end` are code points of the whole text. The `data` of a duplicate has its
    `key` (`a.b` inside maps) and `first`, the place of the key that it repeats; that of a
    shape has its name as `shape`; there may be advice as `help`.
    """

    kind: Literal["syntax", "duplicate", "limit", "shape"]
    message: str
    start: int
    end: int
    data: Mapping[str, Any] = {}


Values = tuple[dict[str, Field], list[ValueProblem]]
"""The fields by their keys (of a repeated key the last), and what is wrong."""


class ValueSyntaxError(ValueError):
    """A text that cannot be read, or exceeds the limits; line and column are 1-based."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message, line, column)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        return f"{self.message} (line {self.line}, column {self.column})"


class UnreadableText(Exception):  # noqa: N818 - it is caught where it becomes a problem or an error
    """What stops a reader. `start` and `end` count from where its text begins."""

    def __init__(
        self,
        message: str,
        start: int,
        end: int,
        advice: str = "",
        kind: Literal["syntax", "limit"] = "syntax",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.advice = advice
        self.kind = kind

    def within(self, offset: int) -> ValueProblem:
        """The problem of a whole in which the text begins at `offset`."""
        data = {"help": self.advice} if self.advice else {}
        return ValueProblem(self.kind, self.message, self.start + offset, self.end + offset, data)

    def alone(self, text: str) -> ValueSyntaxError:
        """The error of a text that stands alone."""
        lines = Lines(text)
        line = lines.line(self.start)
        return ValueSyntaxError(self.message, line, self.start - lines.starts[line - 1] + 1)


class Limits(NamedTuple):
    """How much is read: the bytes of a text, its values, and the aliases of YAML."""

    size: int
    nodes: int
    aliases: int


BLOCK_LIMITS = Limits(64 * 1024, 10_000, 50)
FILE_LIMITS = Limits(1024 * 1024, 100_000, 1_000)
MAX_DEPTH = 64


def check_size(text: str, limits: Limits) -> None:
    """Raises `UnreadableText` when the text has too many bytes."""
    size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    if size > limits.size:
        raise UnreadableText(f"More than {limits.size // 1024} KiB of values", 0, 1, kind="limit")


def too_deep(at: int) -> UnreadableText:
    """That values are nested too deeply at a code point."""
    return UnreadableText(f"Values nested deeper than {MAX_DEPTH} levels", at, at + 1, kind="limit")


def duplicate(key: str, start: int, end: int, first: tuple[int, int]) -> ValueProblem:
    """That the key at `start` repeats the one at `first`."""
    data = {"key": key, "first": list(first)}
    return ValueProblem("duplicate", f"Key `{key}` occurs twice", start, end, data)
