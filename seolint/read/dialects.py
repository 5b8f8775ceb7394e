"""What generators add to Markdown, made into Markdown for the parser."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from msgspec import Struct

from seolint.document import Markup
from seolint.generators.fences import fences
from seolint.generators.templates import filled
from seolint.patterns import lazy_regex
from seolint.read.marks import MARKS, hide_marks, outside_code
from seolint.read.tags import Attribute, Token

_DIRECTIVE = lazy_regex(r"^[ \t>]*:{3,}[ \t]*(?:\{[^{}\r\n]*\}|[\w-][^\r\n]*)?$", re.MULTILINE)
_MARKER = lazy_regex(
    r"^([ \t>]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[\"\w][^\r\n]*|={3}[!+]*[ \t]+\"[^\"\r\n]*\"[ \t]*)$",
    re.MULTILINE,
)
_LINE = lazy_regex(r"([ \t]*+)([^\r\n]*+)(?:\r\n?|\n|\Z)")
_LIST = r"(?:\#[\w:.-]+|\.[\w-]+|[\w:-]+=(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|[^\s\"'{}]+)|-)"
_KRAMDOWN = lazy_regex(r"\{:[^{}\r\n]*\}")
_ATTRIBUTES = lazy_regex(rf"\{{:?[ \t]*{_LIST}(?:[ \t]+{_LIST})*[ \t]*\}}")
_CONTENTS = lazy_regex(
    r"^[ \t]*(?:\[\[?_?TOC_?\]\]?|\[\[toc\]\]|(?:[*-][ \t]+TOC[ \t]*\r?\n)?\{:toc[^{}\r\n]*\})"
    r"[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_CONTENTS_MARKS = ("{:toc", "[TOC", "[toc", "[[_TOC")
_SNIPPET = lazy_regex(r"^[ \t]*(?:--?8<--+(?:[ \t][^\r\n]*)?|<<<[ \t]*@[^\r\n]*)$", re.MULTILINE)
_MAY_INCLUDE = lazy_regex(r"<(?:--|<<)")
_ONLY_MARKS = lazy_regex(r"[ \t>]*")
_AFTER = frozenset(")]`*_>")
_ATTRIBUTE = lazy_regex(
    r"(?:(?<=[\s{])|(?<=\{:))(?:\#(?P<id>[\w:.-]+)"
    r"|(?P<name>\w[\w:-]*+)=(?:\"([^\"\r\n]*)\"|'([^'\r\n]*)'|([^\s\"'{}]+)))"
)


class Dialect(Struct):
    """A page as the parser sees it.

    `masked` is what stands for the page everywhere else. `parsed` has the same length; the
    parser gets it from `body` on without the ranges `cuts`. `tags` are those that it does not
    see, in order; the builder gets each before what follows it. `attributes` tells whether
    there may be attribute lists.
    """

    masked: str
    parsed: str
    body: int
    cuts: list[tuple[int, int]]
    tags: list[Token]
    attributes: bool

    def source(self) -> str:
        """What the parser gets."""
        if not self.cuts:
            return self.parsed[self.body :]
        pieces: list[str] = []
        position = self.body
        for start, end in self.cuts:
            pieces.append(self.parsed[position:start])
            position = end
        pieces.append(self.parsed[position:])
        return "".join(pieces)

    def placed(self, place: Callable[[int], int]) -> Callable[[int], int]:
        """From bytes of the source to code points of the page; `place` knows of no cuts."""
        if not self.cuts:
            return place
        lengths = [end - start for start, end in self.cuts]
        before = [0, *accumulate(lengths)]
        starts = [start - gone for (start, _), gone in zip(self.cuts, before, strict=False)]

        def placed(byte: int) -> int:
            point = place(byte)
            return point + before[bisect_right(starts, point)]

        return placed


def read_dialect(masked: str, body: int, markup: frozenset[Markup], *, mdx: bool) -> Dialect:
    """The page without what its generator adds to Markdown.

    Code blocks are left alone.
    """
    attributes = "attributes" in markup and "{" in masked
    dialect = Dialect(masked, masked, body, [], [], attributes)
    if mdx:
        from seolint.read.mdx import read_mdx

        read_mdx(dialect, "comment-ids" in markup)
    if "directives" in markup and ":::" in masked:
        _blank(dialect, _DIRECTIVE)
    if "contents" in markup and any(mark in masked for mark in _CONTENTS_MARKS):
        _blank(dialect, _CONTENTS)
    if _MAY_INCLUDE.search(masked):
        _blank(dialect, _SNIPPET)
    marked = "admonitions" in markup and any(mark in masked for mark in ("!!!", "???", '=== "'))
    if marked and _MARKER.search(masked, body):
        _open_admonitions(dialect)
    if not markup.isdisjoint(MARKS):
        dialect.parsed = hide_marks(dialect.parsed, body, markup)
    if attributes and "kramdown" not in markup:
        _cut_attributes(dialect, _ATTRIBUTES)
    elif attributes and "{:" in masked:
        _cut_attributes(dialect, _KRAMDOWN)
    return dialect


def attribute_list(text: str, position: int) -> dict[str, Attribute]:
    """The attributes in the list that begins at `position`; none when none begins there."""
    match = _ATTRIBUTES.match(text, position) or _KRAMDOWN.match(text, position)
    if match is None:
        return {}
    found: dict[str, Attribute] = {}
    for each in _ATTRIBUTE.finditer(text, position, match.end()):
        group = each.lastindex or 0
        name = "id" if each.lastgroup == "id" else each["name"].lower()
        found.setdefault(name, Attribute(each[group], each.start(group), each.end(group)))
    return found


def _blank(dialect: Dialect, pattern: re.Pattern[str]) -> None:
    """Hides what a pattern matches outside of code."""
    code = _Code(dialect.parsed)
    text = dialect.parsed
    pieces: list[str] = []
    position = 0
    for match in pattern.finditer(text, dialect.body):
        if not code.holds(match.start()):
            pieces += text[position : match.start()], filled(match[0], " ")
            position = match.end()
    if position:
        dialect.parsed = "".join([*pieces, text[position:]])


class _Code:
    """The fenced code of a text, for places that come in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = self.end = -1
        self._ends: Iterator[tuple[int, int]] | None = None

    def holds(self, position: int) -> bool:
        if self._ends is None:
            self._ends = iter([*fences(self.text), (len(self.text) + 1, len(self.text) + 1)])
        while self.end <= position:
            self.start, self.end = next(self._ends)
        return self.start <= position


def _open_admonitions(dialect: Dialect) -> None:
    """Hides the lines that open admonitions and tabs, and takes the indent from what they hold."""
    text = dialect.parsed
    pieces: list[str] = []
    written = 0
    opened: list[int] = []
    code = _Code(text)
    position = dialect.body
    while position < len(text):
        line = _LINE.match(text, position)
        assert line is not None
        start, position = position, line.end()
        indent = len(line[1].expandtabs(4))
        if not line[2]:
            continue
        while opened and indent <= opened[-1]:
            opened.pop()
        cut = min(4 * len(opened), len(line[1]))
        if cut:
            dialect.cuts.append((start, start + cut))
        if not code.holds(start + len(line[1])) and _MARKER.fullmatch(text, start, line.end(2)):
            pieces += text[written : start + len(line[1])], " " * len(line[2])
            written = line.end(2)
            opened.append(indent)
    if written:
        dialect.parsed = "".join([*pieces, text[written:]])


def _cut_attributes(dialect: Dialect, pattern: re.Pattern[str]) -> None:
    """Cuts attribute lists right after a span and on lines of their own; headings keep theirs."""
    text = dialect.parsed
    found: list[tuple[int, int]] = []
    for match in outside_code(text, dialect.body, pattern):
        start, end = match.span()
        row = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start), dialect.body - 1) + 1
        own_line = text[end : end + 1] in ("", "\n", "\r") and _ONLY_MARKS.fullmatch(
            text, row, start
        )
        if own_line or (start > row and text[start - 1] in _AFTER):
            found.append((start, end))
    dialect.cuts = sorted([*dialect.cuts, *found])
