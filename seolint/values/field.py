"""A value of the front matter with its place."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from seolint.prose import Prose
from seolint.span import Lines, Span

FieldType = Literal["str", "int", "float", "bool", "null", "date", "list", "map"]


class Field(Struct, frozen=True):
    """A value of the front matter, as written.

    `value` is the source text of a scalar without its quotes, and empty for a list or a
    map. `start` and `end` (code points) are the value without quotes, or the whole of it
    where it holds escapes or folds. `known` is False when it holds what a template prints.
    """

    key: str
    type: FieldType
    value: Prose
    lines: Lines
    key_start: int
    key_end: int
    start: int
    end: int
    items: "tuple[Field, ...]" = ()
    fields: Mapping[str, "Field"] = {}
    known: bool = True

    @property
    def text(self) -> str:
        """The scalar's text; empty for a list or a map."""
        return self.value.text

    @property
    def key_span(self) -> Span:
        """The place of the key."""
        return self.lines.span(self.key_start, self.key_end)

    @property
    def span(self) -> Span:
        """The place of the value."""
        return self.lines.span(self.start, self.end)
