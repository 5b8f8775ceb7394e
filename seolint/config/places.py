"""Where in a TOML file keys and values stand."""

import re
from collections.abc import Mapping
from typing import Any

from seolint.config.files import KeyPath
from seolint.config.problems import Place
from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values import parse_toml

_BLANK = lazy_regex(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = lazy_regex(r"[ \t]*")
_STRING = (
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")|'
    + r"'''.*?'{3,5}(?!')|"
    + r'"(?:[^"\\\n]|\\.)*"|'
    + r"'[^'\n]*'"
)
_KEY = lazy_regex(r"[A-Za-z0-9_-]+|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'")
_VALUE = lazy_regex(_STRING + r"|[^\s,\]}#\[{]+(?: \d[^\s,\]}#]*)?", re.DOTALL)


class Places:
    """Places of keys, and of values up to the end of their first line."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.keys: dict[KeyPath, tuple[int, int]] = {}
        self.values: dict[KeyPath, tuple[int, int]] = {}

    def key(self, path: KeyPath) -> Place | None:
        """The place of a key; None when it is not known."""
        return self._place(self.keys.get(path))

    def value(self, path: KeyPath) -> Place | None:
        """The place of a value, of what is around it, or of its key."""
        while len(path) > 1 and path not in self.values and path not in self.keys:
            path = path[:-1]
        return self._place(self.values.get(path) or self.keys.get(path))

    def _place(self, found: tuple[int, int] | None) -> Place | None:
        if found is None:
            return None
        start, end = found
        starts = [*self.lines.starts, len(self.lines.text)]
        line = self.lines.line(start)
        begin = starts[line - 1]
        text = self.lines.text[begin : starts[line]].rstrip("\r\n")
        return Place(line, start - begin + 1, min(end, begin + len(text)) - start, text)


def find_places(text: str, data: Mapping[str, Any]) -> Places:
    """The places of what `data`, which was read from `text`, holds.

    None at all when the scan comes to anything else than the parser did.
    """
    scan = _Scan(text)
    try:
        scan.run()
    except (_ScanError, RecursionError):
        return Places("")
    found = scan.places
    paths = [*found.keys, *found.values]
    return found if all(_holds(data, path) for path in paths) else Places("")


def _holds(data: Any, path: KeyPath) -> bool:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


class _ScanError(Exception):
    """The text does not look as expected."""


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.places = Places(text)
        self.at = 0
        self.lists: dict[KeyPath, int] = {}
        """The last place in each list that `[[headers]]` make."""

    def run(self) -> None:
        table: KeyPath = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text.startswith("[[", self.at):
                self.at += 2
                start = self.at
                table = self.header()
                self.lists[table] = self.lists.get(table, -1) + 1
                table = (*table, self.lists[table])
                self.places.keys[table] = (start, self.at)
                self.expect("]]")
            elif self.text[self.at] == "[":
                self.at += 1
                table = self.header()
                self.expect("]")
            else:
                self.assignment(table)
            self.skip(_BLANK)

    def header(self) -> KeyPath:
        path: KeyPath = ()
        while True:
            if path in self.lists:
                path = (*path, self.lists[path])
            path = self.key(path)
            if not self.accept("."):
                return path

    def assignment(self, table: KeyPath) -> None:
        path = self.key(table)
        while self.accept("."):
            path = self.key(path)
        self.expect("=")
        self.value(path)

    def key(self, table: KeyPath) -> KeyPath:
        self.skip(_SPACE)
        start = self.at
        token = self.take(_KEY)
        name = token.strip("\"'")
        if "\\" in token and token[0] == '"':
            (name,) = parse_toml(f"{token} = 0")
        path = (*table, name)
        self.places.keys.setdefault(path, (start, self.at))
        self.skip(_SPACE)
        return path

    def value(self, path: KeyPath) -> None:
        self.skip(_SPACE)
        start = self.at
        if self.accept("["):
            index = 0
            self.skip(_BLANK)
            while not self.accept("]"):
                self.value((*path, index))
                index += 1
                self.skip(_BLANK)
                self.accept(",")
                self.skip(_BLANK)
        elif self.accept("{"):
            self.skip(_SPACE)
            while not self.accept("}"):
                self.assignment(path)
                self.skip(_SPACE)
                self.accept(",")
                self.skip(_SPACE)
        else:
            self.take(_VALUE)
        self.places.values.setdefault(path, (start, self.at))

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match is not None
        self.at = match.end()

    def take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _ScanError
        self.at = match.end()
        return match[0]

    def accept(self, token: str) -> bool:
        found = self.text.startswith(token, self.at)
        if found:
            self.at += len(token)
        return found

    def expect(self, token: str) -> None:
        if not self.accept(token):
            raise _ScanError
