"""Where keys and values stand in TOML and JSON."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values.field import Field, FieldType
from seolint.values.problems import MAX_DEPTH, UnreadableText, ValueProblem, duplicate, too_deep
from seolint.values.templates import prose_of

_TOML_STRING = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|\'\'\'(?:[^']|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
)
TOML_TOKEN = lazy_regex(rf"{_TOML_STRING}|#[^\n]*+|[\[\]{{}}.,=\n]", re.DOTALL)
JSON_TOKEN = lazy_regex(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)


def check_depth(text: str, token: re.Pattern[str]) -> None:
    """Raises `UnreadableText` when brackets or the parts of a key are too many.

    Parsers recurse over brackets, and take quadratic time for the parts of a key.
    """
    if text.count("[") + text.count("{") <= MAX_DEPTH >= text.count("."):
        return
    depth = dots = 0
    for match in token.finditer(text):
        sign = match[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif sign == ".":
            dots += 1
        elif sign in ",=\n":
            dots = 0
        if depth > MAX_DEPTH or dots > MAX_DEPTH:
            raise too_deep(match.start())


Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Where a key and its value stand."""

    key_start: int
    key_end: int
    start: int
    end: int


_TRIPLE = ('"""', "'''")
_SPACE = lazy_regex(r"(?:[\s,]|#[^\n]*+)*+")
_KEY = lazy_regex(r"""[\w-]++|"(?:[^"\\]|\\.)*+"|'[^']*+'""")
_SCALAR = lazy_regex(
    rf"{_TOML_STRING}|\d{{4}}-\d\d-\d\d[Tt ]\d\d:\d\d[^\s,\]}}#]*+|[^\s,\]}}#]++", re.DOTALL
)


_PLAIN_PAIR = lazy_regex(
    r'([\w-]++)[ \t]*+=[ \t]*+("[^"\\\n]*+"(?!")|[\w-]++)[ \t\r]*+(?=\n|\Z)', re.ASCII
)
"""A line with a key and a short value, as most are."""

_PLAIN_TYPES: Mapping[str, FieldType] = {
    "str": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "NoneType": "null",
    "datetime": "date",
    "date": "date",
    "time": "str",
    "list": "list",
    "dict": "map",
}


class Places:
    """Finds keys and values in TOML, or in JSON, that a parser has accepted.

    Neither parser tells places; after it nothing is left to validate. Places count from
    where `text` begins, which is at `offset` of the whole.
    """

    def __init__(self, text: str, unquote: Callable[[str], str], lines: Lines, offset: int) -> None:
        self.text = text
        self.unquote = unquote
        self.lines = lines
        self.offset = offset
        self.found: dict[Path, Place] = {}
        self.repeats: list[tuple[Path, Place, Place]] = []
        self.tables: dict[Path, int] = {}

    def fields(self, values: Mapping[str, Any], path: Path = ()) -> dict[str, Field]:
        """The fields of what the parser read, after all places have been found."""
        return {key: self._field(key, value, (*path, key)) for key, value in values.items()}

    def problem(self, path: Path, first: Place, again: Place) -> ValueProblem:
        """One of `repeats` as a problem of the whole text."""
        offset = self.offset
        key = ".".join(map(str, path))
        original = first.key_start + offset, first.key_end + offset
        return duplicate(key, again.key_start + offset, again.key_end + offset, original)

    def _field(self, key: str, value: Any, path: Path) -> Field:
        key_start, key_end, start, end = self.found[path]
        items: tuple[Field, ...] = ()
        fields: dict[str, Field] = {}
        text = ""
        if isinstance(value, dict):
            fields = self.fields(value, path)
        elif isinstance(value, list):
            items = tuple(
                [self._field("", item, (*path, index)) for index, item in enumerate(value)]
            )
        elif isinstance(value, str):
            text, quotes = value, 3 if self.text.startswith(_TRIPLE, start) else 1
            if self.text[start + quotes : end - quotes] == value:
                start, end = start + quotes, end - quotes
        else:
            text = self.text[start:end]
        offset, lines = self.offset, self.lines
        prose = prose_of(lines, text, start + offset, end + offset)
        known = prose.known and all(field.known for field in (*items, *fields.values()))
        return Field(
            key,
            _PLAIN_TYPES[type(value).__name__],
            prose,
            lines,
            key_start + offset,
            key_end + offset,
            start + offset,
            end + offset,
            items,
            fields,
            known,
        )

    def statements(self) -> None:
        """Goes through the statements of TOML."""
        table: Path = ()
        at = self._skip(0)
        while at < len(self.text):
            plain = _PLAIN_PAIR.match(self.text, at)
            if plain is not None:
                self._note((*table, plain[1]), Place(*plain.span(1), *plain.span(2)))
                at = plain.end()
            elif self.text[at] == "[":
                table, at = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._skip(at)

    def value(self, at: int, path: Path) -> int:
        """Goes through the value at `at` and says where it ends."""
        opening = self.text[at]
        if opening not in "[{":
            match = _SCALAR.match(self.text, at)
            return match.end() if match is not None else at + 1
        index = 0
        at = self._skip(at + 1)
        while self.text[at] not in "]}":
            if opening == "[":
                end = self.value(at, (*path, index))
                self.found[*path, index] = Place(at, at, at, end)
                index += 1
            else:
                end = self._pair(at, path)
            at = self._skip(end)
        return at + 1

    def _pair(self, at: int, table: Path) -> int:
        keys, at = self._keys(at)
        start = self._skip(at + 1)
        path = (*table, *(key for key, _, _ in keys))
        if len(path) > MAX_DEPTH:
            raise too_deep(at)
        end = self.value(start, path)
        for count, (_, key_start, key_end) in enumerate(keys[:-1], len(table) + 1):
            self.found.setdefault(path[:count], Place(key_start, key_end, key_start, end))
        _, key_start, key_end = keys[-1]
        self._note(path, Place(key_start, key_end, start, end))
        return end

    def _note(self, path: Path, place: Place) -> None:
        if path in self.found:
            self.repeats.append((path, self.found[path], place))
        self.found[path] = place

    def _keys(self, at: int) -> tuple[list[tuple[str, int, int]], int]:
        """The parts of a key with their places, and where what follows it stands."""
        keys = []
        while True:
            match = _KEY.match(self.text, at)
            if match is None:
                raise UnreadableText("Key without a name", at, at + 1)
            key, start, end = match[0], match.start(), match.end()
            if key[0] in "\"'":
                key, start, end = self.unquote(key), start + 1, end - 1
            keys.append((key, start, end))
            at = self._skip(match.end())
            if self.text[at] != ".":
                return keys, at
            at = self._skip(at + 1)

    def _header(self, start: int) -> tuple[Path, int]:
        """The table that a header opens, and where the header ends."""
        array = self.text.startswith("[[", start)
        keys, at = self._keys(self._skip(start + 1 + array))
        end = at + 1 + array
        path: Path = ()
        for index, (key, key_start, key_end) in enumerate(keys):
            path = (*path, key)
            self.found.setdefault(path, Place(key_start, key_end, start, end))
            if array and index == len(keys) - 1:
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = (*path, self.tables[path] - 1)
                self.found.setdefault(path, Place(start, start, start, end))
        return path, end

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match is not None else at
