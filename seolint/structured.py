"""JSON-LD: the objects that a page describes itself with, each value with its place."""

import re
from collections.abc import Iterator

from msgspec import Struct

from seolint.patterns import lazy_regex
from seolint.prose import Prose
from seolint.span import Lines, Span
from seolint.values.field import Field, FieldType

MAX_DEPTH = 64
"""Levels of objects and lists that are read."""

_COMMENT = lazy_regex(r"//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|<!--(?:[^-]++|-(?!->))*+-->")
_BLANK = lazy_regex(r"[ \t\r\n]*+")
_LINE_REST = lazy_regex(r"[ \t]*+(\r\n?|\n|\Z)")
_STRING = lazy_regex(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_NUMBER = lazy_regex(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?(?![\w.])")
_WORD = lazy_regex(r"(?:true|false|null)(?!\w)")
_TOKEN = lazy_regex(r"[\w$@.-]++|.", re.DOTALL)
_QUOTES = "'`“”„‘’«»"
_EXPRESSION = lazy_regex(r"\s*+\{\s*+(?:[`{]|[A-Za-z_$][\w$.]*+\()")
"""JavaScript in braces, as MDX has it."""

_SCHEMA = lazy_regex(r"https?://(?:www\.)?schema\.org/|schema:")


class Flaw(Struct, frozen=True):
    """What JSON does not allow, as a clause. `start` and `end` are code points of the page.

    Where the rest can be read all the same, `cut` is what to take out to mend it.
    """

    message: str
    start: int
    end: int
    advice: str = ""
    cut: tuple[int, int] | None = None


class StructuredData(Struct, frozen=True):
    """A block of JSON-LD. `value` is None where it cannot be read."""

    value: Field | None
    flaws: tuple[Flaw, ...]
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of what stands between the tags of the script."""
        return self.lines.span(self.start, self.end)

    @property
    def roots(self) -> tuple[Field, ...]:
        """The outermost objects: one, or those of a list."""
        if self.value is None:
            return ()
        return tuple(value for value in (self.value, *self.value.items) if value.type == "map")

    @property
    def subjects(self) -> Iterator[Field]:
        """The outermost objects and those in their `@graph`: what the page states."""
        for root in self.roots:
            yield root
            graph = root.fields.get("@graph")
            if graph is not None:
                yield from (value for value in (graph, *graph.items) if value.type == "map")

    @property
    def objects(self) -> Iterator[Field]:
        """All objects, each before those inside it."""
        left = list(reversed(self.roots))
        while left:
            value = left.pop()
            if value.type == "map":
                yield value
            left += reversed((*value.items, *value.fields.values()))


def read_structured_data(data: Prose, source: str) -> StructuredData | None:
    """The JSON-LD that stands in a script.

    `source` is the text of the page. None where there is nothing, or where templates,
    scripts or Markdown have a part in it, so that what a browser gets is not known.
    """
    text = data.text
    if not data.known or source[data.start : data.end] != text or not text.strip():
        return None
    if _EXPRESSION.match(text):
        return None
    return _Reader(data).read()


def type_names(thing: Field) -> tuple[str, ...]:
    """The types of an object, without the address of schema.org."""
    return tuple(_SCHEMA.sub("", value.text, count=1) for value in type_values(thing))


def type_values(thing: Field) -> tuple[Field, ...]:
    """The values of `@type`, or of `type`, which means the same at schema.org."""
    return values_of(thing, "@type") or values_of(thing, "type")


def values_of(thing: Field, name: str) -> tuple[Field, ...]:
    """The values of a property: those of a list, or the one; none where it is missing."""
    value = thing.fields.get(name)
    if value is None or value.type == "null":
        return ()
    return value.items if value.type == "list" else (value,)


class _Unreadable(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.message)
        self.flaw = flaw


class _Reader:
    """Reads JSON by itself, because parsers tell no places and stop at a comma too many."""

    def __init__(self, data: Prose) -> None:
        self.data = data
        self.text = data.text
        self.offset = data.start
        self.at = 0
        self.flaws: list[Flaw] = []

    def read(self) -> StructuredData:
        value: Field | None = None
        try:
            self._skip()
            value = self._value(0)
            self._skip()
            if self.at < len(self.text):
                raise self._error(
                    "something follows its end",
                    "Put several objects into a list",
                )
        except _Unreadable as error:
            value = None
            self.flaws.append(error.flaw)
        data = self.data
        return StructuredData(value, tuple(self.flaws), data.lines, data.start, data.end)

    def _skip(self) -> None:
        """Goes over blanks and comments."""
        text = self.text
        while True:
            blank = _BLANK.match(text, self.at)
            assert blank is not None
            self.at = blank.end()
            comment = _COMMENT.match(text, self.at)
            if comment is None:
                return
            self.at = comment.end()
            self._flaw(
                "a comment stands in it, and JSON has none",
                *comment.span(),
                cut=_with_line(text, comment),
            )

    def _flaw(self, message: str, start: int, end: int, cut: tuple[int, int]) -> None:
        offset = self.offset
        place = (cut[0] + offset, cut[1] + offset)
        self.flaws.append(Flaw(message, start + offset, end + offset, "Delete it", place))

    def _error(self, message: str, advice: str, at: int = -1) -> _Unreadable:
        """That reading stops, at the token at `at` or here; at the end of the text, before it."""
        token = _TOKEN.match(self.text, self.at if at < 0 else at)
        start, end = token.span() if token is not None else (-1, -1)
        if token is None:
            message, advice = "it breaks off", "Close every brace and bracket"
            end = len(self.text.rstrip())
            start = end - 1
        return _Unreadable(Flaw(message, start + self.offset, end + self.offset, advice))

    def _value(self, depth: int) -> Field:
        text, start = self.text, self.at
        sign = text[start : start + 1]
        if depth > MAX_DEPTH:
            raise self._error(f"it is nested deeper than {MAX_DEPTH} levels", "Flatten it")
        if sign == "{":
            return self._object(start, depth)
        if sign == "[":
            return self._list(start, depth)
        if sign == '"':
            return self._field("str", self._string(), start + 1, self.at - 1)
        plain = _NUMBER.match(text, start) or _WORD.match(text, start)
        if plain is None:
            raise self._no_value(sign)
        self.at = plain.end()
        kind: FieldType = "int" if plain[0].lstrip("-").isdecimal() else "float"
        if plain[0][0] in "tfn":
            kind = "null" if plain[0] == "null" else "bool"
        return self._field(kind, plain[0], start, plain.end())

    def _no_value(self, sign: str) -> _Unreadable:
        if sign and sign in _QUOTES:
            return self._error("a text stands in other than double quotes", 'Write " around it')
        if sign and sign in "]},:":
            return self._error("a value is missing", "Add it")
        return self._error("this is no value of JSON", 'Write " around a text')

    def _no_name(self, at: int) -> _Unreadable:
        if self.text.startswith(",", at):
            return self._error("there is a comma too many", "Delete it")
        return self._error("the name of a property has no double quotes", 'Write " around it')

    def _object(self, start: int, depth: int) -> Field:
        fields: dict[str, Field] = {}
        self.at += 1
        for at in self._members("}"):
            if not self.text.startswith('"', at):
                raise self._no_name(at)
            name = self._string()
            name_end = self.at - 1
            self._skip()
            if self.text[self.at : self.at + 1] != ":":
                raise self._error("a colon is missing", "Write : after the name of a property")
            self.at += 1
            self._skip()
            value = self._value(depth + 1)
            fields[name] = self._named(value, name, at + 1, name_end)
        return self._field("map", "", start, self.at, fields=fields)

    def _list(self, start: int, depth: int) -> Field:
        self.at += 1
        items = tuple([self._value(depth + 1) for _ in self._members("]")])
        return self._field("list", "", start, self.at, items=items)

    def _members(self, closing: str) -> Iterator[int]:
        """Where each member of an object or a list begins, until after its end."""
        comma = -1
        while True:
            self._skip()
            sign = self.text[self.at : self.at + 1]
            if sign == closing:
                if comma >= 0:
                    cut = (comma, comma + 1)
                    self._flaw("a comma stands after the last member", *cut, cut=cut)
                self.at += 1
                return
            yield self.at
            self._skip()
            sign = self.text[self.at : self.at + 1]
            if sign == ",":
                comma = self.at
                self.at += 1
            elif sign == closing:
                comma = -1
            else:
                raise self._error("a comma is missing", "Write , between members")

    def _string(self) -> str:
        """The string that begins here; goes to its end."""
        text, start = self.text, self.at
        match = _STRING.match(text, start)
        assert match is not None
        end = match.end()
        if text[end : end + 1] != '"':
            if text[end : end + 1] == "\\":
                raise self._error(
                    "JSON does not know this escape", "Write \\\\ for a backslash", end
                )
            raise self._error(
                "a text is not closed on its line",
                'Close it with ", or write \\n to break it',
                start,
            )
        self.at = end + 1
        read = text[start + 1 : end]
        if "\\" in read:
            import json

            read = json.loads(f'"{read}"')
            read = read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return read

    def _field(
        self,
        kind: FieldType,
        text: str,
        start: int,
        end: int,
        items: tuple[Field, ...] = (),
        fields: dict[str, Field] | None = None,
    ) -> Field:
        lines = self.data.lines
        start, end = start + self.offset, end + self.offset
        value = Prose(lines, [(start, end, text, False)] if text else [], start, end)
        return Field("", kind, value, lines, start, start, start, end, items, fields or {})

    def _named(self, value: Field, name: str, start: int, end: int) -> Field:
        from msgspec.structs import replace

        offset = self.offset
        return replace(value, key=name, key_start=start + offset, key_end=end + offset)


def _with_line(text: str, comment: re.Match[str]) -> tuple[int, int]:
    """The place of a comment with the blanks beside it, and its line where nothing else is."""
    start, end = comment.span()
    rest = _LINE_REST.match(text, end)
    if rest is None:
        while text[end] in " \t":
            end += 1
        return start, end
    while start and text[start - 1] in " \t":
        start -= 1
    alone = start == 0 or text[start - 1] in "\r\n"
    return start, rest.end() if alone else end
