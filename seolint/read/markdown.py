"""pyromark's events -> builder."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any, Literal

import pyromark

from seolint.document import ReadingProblem
from seolint.patterns import lazy_regex
from seolint.read.builder import Builder
from seolint.read.dialects import Dialect, attribute_list
from seolint.read.elements import BlockKind
from seolint.read.tags import Attribute, read_plain, read_tag

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_FURTHER = bytes(0x80 <= byte < 0xC0 for byte in range(256))
"""Makes 1 of each byte of a character but its first, and 0 of the others."""

_NEAR = 2048
"""Bytes between two places that are counted rather than looked up."""

_FEW = 50
"""Of so many bytes at most one is a further byte of a character, where these are few."""

_LIST_BELOW = lazy_regex(r"[ \t]*(?:\r\n?|\n)[ \t]*(?=\{:)")
_LINE_END = lazy_regex(r"[\r\n]")
_AFTER_MARKS = ("", " ", "\t", "\r", "\n")
_NOT_BLANK = lazy_regex(r"\S")
_FENCE = lazy_regex(r"[ \t]*(`{3,}|~{3,})")
_BLOCKS: dict[str, BlockKind | None] = {
    "Paragraph": None,
    "Item": "item",
    "List": None,
    "BlockQuote": "quote",
    "Table": None,
    "TableCell": "cell",
    "FootnoteDefinition": None,
    "DefinitionList": None,
    "DefinitionListTitle": "item",
    "DefinitionListDefinition": "item",
}
"""The blocks that hold text or other blocks, and as what their text counts."""

_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
_SPANS = _INLINE | {"Link", "Image"}
_REGIONS = frozenset(
    ("Paragraph", "Item", "BlockQuote", "Table", "FootnoteDefinition", "Heading", "HtmlBlock")
)


class MarkdownParts:
    """What the builder has no place for.

    `regions` are the code points of blocks, for suppressions of the next line; `problems` are
    the unclosed fence and the undefined references.
    """

    def __init__(self) -> None:
        self.regions: list[tuple[int, int]] = []
        self.problems: list[ReadingProblem] = []


def read_markdown(
    dialect: Dialect, builder: Builder, *, explicit_ids: bool = False, regions: bool = False
) -> MarkdownParts:
    """Feeds the Markdown of a page to `builder`, and keeps the places of blocks with `regions`.

    Raises:
        UnreadablePageError: its HTML is nested too deeply.
    """
    options = _OPTIONS
    if explicit_ids:
        options |= pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    source = dialect.source()
    reader = _Reader(dialect, source, options, builder)
    reader.read(regions)
    return reader.parts


class _Reader:
    def __init__(
        self,
        dialect: Dialect,
        source: str,
        options: pyromark.Options,
        builder: Builder,
    ) -> None:
        self.masked = dialect.masked
        self.tags = dialect.tags
        self.attributes = dialect.attributes
        self.source = source
        self.whole = not dialect.cuts
        self.options = options
        self.builder = builder
        self.place = dialect.placed(_places(source, dialect.body))
        self.parts = MarkdownParts()
        self._definitions: dict[str, tuple[int, int]] | None = None

    def read(self, keep_regions: bool) -> None:
        """The one walk over the events.

        It does not recurse, however deep they nest, and it keeps none: a list of them
        costs more than the parsing, and far more where the garbage collector meets it.
        Most of them begin where the one before ended: at the byte `before`, whose place is `at`
        unless something is cut out there.
        """
        builder, place, parts = self.builder, self.place, self.parts
        add_text, whole = builder.text, self.whole
        undefined: list[Any] = []
        events: Iterable[tuple[Any, Any]] = pyromark.events_with_range(
            self.source, options=self.options, broken_link_callback=undefined.append
        )
        if self.tags:
            events = self._with_tags(events)
        opened: list[tuple[Any, int]] = []
        html: list[int] | None = None
        in_code = False
        before = at = -1
        for event, range_ in events:
            if "Text" in event:
                if not in_code:
                    start, end = range_["start"], range_["end"]
                    read = event["Text"]
                    begin = at if start == before and whole else place(start)
                    length = len(read)
                    at = begin + length if length == end - start else place(end)
                    before = end
                    add_text(begin, at, read)
            elif event.__class__ is str:
                if not in_code and event != "Rule":
                    start, end = range_["start"], range_["end"]
                    begin = at if start == before and whole else place(start)
                    before, at = end, begin + end - start
                    add_text(begin, at, "\n" if event == "HardBreak" else " ")
            elif "End" in event:
                name = event["End"]
                if name.__class__ is not str:
                    [name] = name
                if name in _BLOCKS:
                    builder.leave(place(range_["end"]), _BLOCKS[name])
                elif name == "Link":
                    inner, before = at, range_["end"]
                    at = place(before - 1) + 1
                    self._close_link(*opened.pop(), at, inner)
                elif name in _INLINE:
                    before = range_["end"]
                    at = place(before)
                elif name == "Image":
                    inner, before = at, range_["end"]
                    at = place(before - 1) + 1
                    self._close_image(*opened.pop(), at, inner)
                elif name == "Heading":
                    self._close_heading(*opened.pop(), place(range_["end"]))
                elif name == "CodeBlock":
                    in_code = False
                elif name == "HtmlBlock" and html is not None:
                    self._feed_html(html)
                    html = None
            elif "Start" in event:
                name, data = event["Start"], None
                if name.__class__ is not str:
                    [(name, data)] = name.items()
                if name in _INLINE:
                    continue
                start = range_["start"]
                begin = at = at if start == before and whole else place(start)
                before = start
                if keep_regions and name in _REGIONS:
                    parts.regions.append((begin, place(range_["end"])))
                if name in _BLOCKS:
                    builder.enter(begin, _BLOCKS[name])
                elif name == "Link":
                    opened.append((data, begin))
                    builder.open_link()
                elif name == "Heading":
                    opened.append((data, begin))
                    builder.open_heading()
                elif name == "HtmlBlock":
                    html = []
                elif name == "CodeBlock":
                    in_code = True
                    self._code_block(data, begin, place(range_["end"]))
                elif name == "Image":
                    opened.append((data, begin))
                    builder.open_image()
            elif "Code" in event:
                start = range_["start"]
                begin = at if start == before and whole else place(start)
                before = range_["end"]
                at = place(before)
                add_text(begin, at, event["Code"], True)
            elif "Html" in event or "InlineHtml" in event:
                start = range_["start"]
                begin = at if start == before and whole else place(start)
                before = range_["end"]
                at = place(before)
                if html is None:
                    tag = read_tag(self.masked, begin, at)
                    if tag is not None:
                        builder.feed(tag)
                elif html and html[-1] == begin:
                    html[-1] = at
                else:
                    html += begin, at
        for link in undefined:
            start, end = self.place(link["span"]["start"]), self.place(link["span"]["end"])
            data = {"label": link["reference"], "kind": link["link_type"].lower()}
            self.parts.problems.append(
                ReadingProblem("undefined-reference", "The label is not defined", start, end, data)
            )

    def _with_tags(self, events: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
        """The events, of which the builder gets none before the tags that stand before it.

        A tag at the beginning of a line of text comes when the block of that line is open.
        """
        place, feed, masked = self.place, self.builder.feed, self.masked
        tags = iter(self.tags)
        tag = next(tags, None)
        for event in events:
            if tag is not None:
                begin = place(event[1]["start"])
                while tag is not None and tag.start < begin:
                    if _opens_block(event[0]) and not _LINE_END.search(masked, tag.end, begin):
                        break
                    feed(tag)
                    tag = next(tags, None)
            yield event
        while tag is not None:
            feed(tag)
            tag = next(tags, None)

    def _close_heading(self, data: Any, start: int, end: int) -> None:
        masked = self.masked
        while end > start and masked[end - 1] in " \t\r\n":
            end -= 1
        level = int(data["level"][1])
        after = start + level
        marked = masked.startswith("#" * level, start) and masked[after : after + 1] in _AFTER_MARKS
        kind: Literal["atx", "setext"] = "atx" if marked else "setext"
        id = None
        if data["id"]:
            place = max(start, masked.rfind(data["id"], start, end))
            id = Attribute(data["id"], place, min(place + len(data["id"]), end))
        elif self.attributes:
            id = self._id_after(start, end)
        self.builder.close_heading(kind, level, id, start, end)

    def _id_after(self, start: int, end: int) -> Attribute | None:
        """The id in the attribute list at the end of a heading, or in the line below it."""
        masked = self.masked
        below = _LIST_BELOW.match(masked, end)
        for position in (masked.rfind("{", start, end), below.end() if below else -1):
            if position >= 0:
                id = attribute_list(masked, position).get("id")
                if id is not None:
                    return id
        return None

    def _attributes(self, end: int) -> dict[str, Attribute]:
        """The attribute list right after a link or an image."""
        return attribute_list(self.masked, end) if self.attributes else {}

    def _close_link(self, data: Any, start: int, end: int, inner: int) -> None:
        kind = data["link_type"]
        url = data["dest_url"]
        if kind == "Inline":
            place = self._inline_place(url, inner, start, end)
            attributes = self._attributes(end)
            self.builder.close_link("inline", url, data["title"], start, end, place, attributes)
        elif kind in ("Autolink", "Email"):
            if kind == "Email":
                url = "mailto:" + url
            self.builder.close_link("auto", url, "", start, end, (start + 1, end - 1))
        else:
            place = self._definition_place(data, start, end)
            attributes = self._attributes(end)
            self.builder.close_link("reference", url, data["title"], start, end, place, attributes)

    def _close_image(self, data: Any, start: int, end: int, inner: int) -> None:
        url = data["dest_url"]
        if data["link_type"] == "Inline":
            place = self._inline_place(url, inner, start, end)
        else:
            place = self._definition_place(data, start, end)
        attributes = self._attributes(end)
        self.builder.close_image(url, data["title"], start, end, place, attributes)

    def _feed_html(self, bounds: list[int]) -> None:
        """An HTML block, of which `bounds` are the begins and ends of stretches without a gap.

        What stands between them, such as the marks of a quote, is no HTML.
        """
        text, start, end, offset = self.masked, bounds[0], bounds[-1], 0
        if len(bounds) > 2:
            pieces = [text[left:right] for left, right in pairwise(bounds)]
            pieces[1::2] = [
                piece if piece.isspace() else " " * len(piece) for piece in pieces[1::2]
            ]
            text, start, end, offset = "".join(pieces), 0, end - start, start
        tokens = read_plain(text, start, end)
        if tokens is None:
            from seolint.read.html import read_tokens

            tokens = read_tokens(text, start, end)
        for token in tokens:
            if offset:
                token.start += offset
                token.end += offset
            self.builder.feed(token)

    def _inline_place(self, url: str, inner: int, start: int, end: int) -> tuple[int, int]:
        """Where the destination of `[text](url "title")` is written.

        `inner` is the end of its text. An escaped destination reads otherwise than it is
        written: then its place is found by the syntax.
        """
        masked = self.masked
        opening = masked.find("](", max(inner, start), end) + 2
        if opening == 1:
            return start, end
        while opening < end and masked[opening].isspace():
            opening += 1
        if masked.startswith(url, opening) and url:
            return opening, opening + len(url)
        if masked.startswith("<", opening):
            close = _unescaped(masked, ">", opening + 1, end)
            return opening + 1, close
        close = opening
        depth = 0
        while close < end - 1 and not masked[close].isspace():
            character = masked[close]
            if character == "\\":
                close += 1
            elif character == "(":
                depth += 1
            elif character == ")":
                if not depth:
                    break
                depth -= 1
            close += 1
        return opening, close

    def _definition_place(self, data: Any, start: int, end: int) -> tuple[int, int]:
        if self._definitions is None:
            found = pyromark.reference_definitions(self.source, options=_OPTIONS)
            self._definitions = {}
            for label, definition in found.items():
                span = definition["span"]
                place = self._place_in_definition(
                    definition["dest"], self.place(span["start"]), self.place(span["end"])
                )
                self._definitions.setdefault(_fold(label), place)
        return self._definitions.get(_fold(data["id"]), (start, end))

    def _place_in_definition(self, url: str, start: int, end: int) -> tuple[int, int]:
        masked = self.masked
        begin = masked.find("]:", start, end) + 2
        at = masked.find(url, begin, end) if url else -1
        return (at, at + len(url)) if at >= 0 else (start, end)

    def _code_block(self, data: Any, start: int, end: int) -> None:
        masked = self.masked
        self.builder.code_block(start, end)
        if type(data) is str:
            return
        fence = _FENCE.match(masked, start)
        if fence is None or self.builder.nested or _NOT_BLANK.search(masked, end):
            return
        opening, *inside = re.split(r"\r\n?|\n", masked[start:end].rstrip())
        last = inside[-1].strip(" \t") if inside else ""
        if last.strip(fence[1][0]) or len(last) < len(fence[1]):
            self.parts.problems.append(
                ReadingProblem(
                    "unclosed-fence",
                    "The code fence is never closed",
                    start,
                    start + len(opening.rstrip()),
                    {"lines": len(inside)},
                )
            )


def _opens_block(event: Any) -> bool:
    if event.__class__ is str or "Start" not in event:
        return False
    value = event["Start"]
    name = value if value.__class__ is str else next(iter(value))
    return name not in _SPANS


def _places(source: str, body: int) -> Callable[[int], int]:
    """From bytes of `source`, as the parser counts, to code points of the whole text.

    Where characters of several bytes are few, each place is looked up among them; else what
    lies between a place and the one before is counted, for they are mostly near.
    """
    if source.isascii():
        return body.__add__
    data = source.encode()
    marks = data.translate(_FURTHER)
    few = (len(data) - len(source)) * _FEW <= len(data)
    return _look_up(marks, body) if few else _count(marks, body)


def _look_up(marks: bytes, body: int) -> Callable[[int], int]:
    further: list[int] = []
    at = marks.find(1)
    while at >= 0:
        further.append(at)
        at = marks.find(1, at + 1)
    return lambda byte: body + byte - bisect_left(further, byte)


def _count(marks: bytes, body: int) -> Callable[[int], int]:
    count = marks.count
    last = further = 0
    sums: list[int] = []

    def place(byte: int) -> int:
        nonlocal last, further
        if last <= byte < last + _NEAR:
            further += count(1, last, byte)
        elif last - _NEAR < byte < last:
            further -= count(1, byte, last)
        else:
            if not sums:
                parts = (count(1, at, at + _NEAR) for at in range(0, len(marks), _NEAR))
                sums.extend(accumulate(parts, initial=0))
            row = byte // _NEAR
            further = sums[row] + count(1, row * _NEAR, byte)
        last = byte
        return body + byte - further

    return place


def _fold(label: str) -> str:
    return " ".join(label.split()).casefold()


def _unescaped(text: str, character: str, start: int, end: int) -> int:
    while start < end and text[start] != character:
        start += 2 if text[start] == "\\" else 1
    return min(start, end)
