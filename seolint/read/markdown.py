"""pyromark's events -> builder."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any, Literal

import pyromark

from seolint.document import ReadingProblem
from seolint.read.builder import BlockKind, Builder
from seolint.read.inline_html import Token, read_tag

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
_CONTINUATION = re.compile(rb"[\x80-\xbf]+")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_CONTAINERS: dict[str, BlockKind] = {
    "Item": "item",
    "BlockQuote": "quote",
    "TableCell": "cell",
    "DefinitionListTitle": "item",
    "DefinitionListDefinition": "item",
}
_NO_BLOCK = frozenset(
    (
        "Emphasis",
        "Strong",
        "Strikethrough",
        "Superscript",
        "Subscript",
        "TableRow",
        "TableHead",
        "HtmlBlock",
        "CodeBlock",
    )
)
_MAY_BE_HTML = re.compile(r"(?:^|\r)[ \t>*+.)0-9-]*<[A-Za-z/!?]", re.M)
_REGIONS = frozenset(("Paragraph", "Item", "BlockQuote", "Table", "FootnoteDefinition"))


class MarkdownParts:
    """What the builder has no place for.

    `regions` are the code points of blocks, for suppressions of the next line; `problems`
    are the unclosed fence and the undefined references.
    """

    def __init__(self) -> None:
        self.regions: list[tuple[int, int]] = []
        self.problems: list[ReadingProblem] = []


def read_markdown(
    masked: str, body: int, builder: Builder, *, explicit_ids: bool = False
) -> MarkdownParts:
    """Feeds the Markdown of `masked`, from the code point `body` on, to `builder`.

    Raises:
        UnreadablePageError: its HTML is nested too deeply.
    """
    options = _OPTIONS
    if explicit_ids:
        options |= pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    source = masked[body:] if body else masked
    reader = _Reader(masked, body, source, options, builder)
    reader.read()
    return reader.parts


class _Reader:
    def __init__(
        self,
        masked: str,
        body: int,
        source: str,
        options: pyromark.Options,
        builder: Builder,
    ) -> None:
        self.masked = masked
        self.source = source
        self.options = options
        self.builder = builder
        self.place = _places(source, body)
        self.parts = MarkdownParts()
        self._definitions: dict[str, tuple[int, int]] | None = None

    def read(self) -> None:
        """The one walk over the events.

        It does not recurse, however deep they nest, and it keeps none: a list of them
        costs six times the parsing.
        """
        builder, place, parts = self.builder, self.place, self.parts
        add_text = builder.text
        html = self._html_tokens()
        token = next(html, None)
        undefined: list[Any] = []
        events: Iterable[tuple[Any, Any]] = pyromark.events_with_range(
            self.source, options=self.options, broken_link_callback=undefined.append
        )
        opened: list[Any] = []
        in_code = False
        before = 0
        for event, range_ in events:
            if type(event) is str:
                if not in_code and event != "Rule":
                    read = "\n" if event == "HardBreak" else " "
                    add_text(place(range_["start"]), place(range_["end"]), read)
                continue
            [(kind, value)] = event.items()
            if kind == "Text":
                if not in_code:
                    before = range_["end"]
                    add_text(place(range_["start"]), place(before), value)
                continue
            if kind == "Code":
                before = range_["end"]
                start = place(range_["start"])
                add_text(start, place(before), value, True)
            elif kind == "InlineHtml":
                before = range_["end"]
                tag = read_tag(self.masked, place(range_["start"]), place(before))
                if tag is not None:
                    builder.feed(tag)
            elif kind == "Start":
                data: Any = None
                if type(value) is str:
                    name = value
                else:
                    [(name, data)] = value.items()
                if name in ("Link", "Image"):
                    opened.append(data)
                    before = range_["start"]
                    if name == "Link":
                        builder.open_link()
                    else:
                        builder.open_image()
                    continue
                if name in _NO_BLOCK and name not in ("HtmlBlock", "CodeBlock"):
                    continue
                start, end = place(range_["start"]), place(range_["end"])
                if name == "HtmlBlock":
                    parts.regions.append((start, end))
                    while token is not None and token.start < end:
                        builder.feed(token)
                        token = next(html, None)
                elif name == "CodeBlock":
                    in_code = True
                    self._code_block(data, start, end)
                elif name == "Heading":
                    parts.regions.append((start, end))
                    opened.append(data)
                    builder.open_heading()
                else:
                    if name in _REGIONS:
                        parts.regions.append((start, end))
                    builder.enter(start, _CONTAINERS.get(name))
            elif kind == "End":
                name = value if type(value) is str else next(iter(value))
                if name == "CodeBlock":
                    in_code = False
                elif name in _NO_BLOCK:
                    if range_["end"] > before:
                        before = range_["end"]
                elif name == "Link":
                    before = self._close_link(opened.pop(), range_, before)
                elif name == "Image":
                    before = self._close_image(opened.pop(), range_, before)
                elif name == "Heading":
                    self._close_heading(opened.pop(), range_)
                else:
                    builder.leave(place(range_["end"]), _CONTAINERS.get(name))
        for link in undefined:
            start, end = self.place(link["span"]["start"]), self.place(link["span"]["end"])
            data = {"label": link["reference"], "kind": link["link_type"].lower()}
            self.parts.problems.append(
                ReadingProblem("undefined-reference", "The label is not defined", start, end, data)
            )

    def _close_heading(self, data: Any, range_: Any) -> None:
        start, end = self.place(range_["start"]), self.place(range_["end"])
        masked = self.masked
        while end > start and masked[end - 1] in " \t\r\n":
            end -= 1
        kind: Literal["atx", "setext"] = "atx" if masked.startswith("#", start) else "setext"
        self.builder.close_heading(kind, int(data["level"][1]), data["id"] or "", start, end)

    def _close_link(self, data: Any, range_: Any, before: int) -> int:
        start, end = self.place(range_["start"]), self.place(range_["end"])
        kind = data["link_type"]
        url = data["dest_url"]
        if kind == "Inline":
            place = self._inline_place(url, self.place(before), start, end)
            self.builder.close_link("inline", url, data["title"], start, end, place)
        elif kind in ("Autolink", "Email"):
            if kind == "Email":
                url = "mailto:" + url
            self.builder.close_link("auto", url, "", start, end, (start + 1, end - 1))
        else:
            place = self._definition_place(data, start, end)
            self.builder.close_link("reference", url, data["title"], start, end, place)
        return int(range_["end"])

    def _close_image(self, data: Any, range_: Any, before: int) -> int:
        start, end = self.place(range_["start"]), self.place(range_["end"])
        url = data["dest_url"]
        if data["link_type"] == "Inline":
            place = self._inline_place(url, self.place(before), start, end)
        else:
            place = self._definition_place(data, start, end)
        self.builder.close_image(url, data["title"], start, end, place)
        return int(range_["end"])

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
        if fence is None or self.builder.nested or masked[end:].strip():
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

    def _html_tokens(self) -> Iterator[Token]:
        """The tags and texts of all HTML blocks, read together."""
        if _MAY_BE_HTML.search(self.source) is None:
            return iter(())
        ranges: list[tuple[int, int]] = []
        gaps: list[tuple[int, int]] = []
        place = self.place
        end = -1
        for event, range_ in pyromark.events_with_range(self.source, options=self.options):
            if type(event) is dict and "Html" in event:
                start = place(range_["start"])
                if end < 0:
                    ranges.append((start, 0))
                elif start > end and self.masked[end:start].strip():
                    gaps.append((end, start))
                end = place(range_["end"])
                ranges[-1] = (ranges[-1][0], end)
            elif end >= 0:
                end = -1
        ranges = [range_ for range_ in ranges if not _is_comment(self.masked[slice(*range_)])]
        if not ranges:
            return iter(())
        text = self.masked
        for start, stop in gaps:
            text = text[:start] + " " * (stop - start) + text[stop:]
        from seolint.read.html import read_tokens

        return iter(read_tokens(text, ranges))


def _places(source: str, body: int) -> Callable[[int], int]:
    """From bytes of `source`, as the parser counts, to code points of the whole text."""
    if source.isascii():
        return body.__add__
    runs = [match.span() for match in _CONTINUATION.finditer(source.encode())]
    starts = [start for start, _ in runs]
    surplus = [body, *(body - count for count in accumulate(end - start for start, end in runs))]

    def place(byte: int) -> int:
        return byte + surplus[bisect_left(starts, byte)]

    return place


def _is_comment(html: str) -> bool:
    html = html.strip()
    return html.startswith("<!--") and html.find("-->", 4) == len(html) - 3


def _fold(label: str) -> str:
    return " ".join(label.split()).casefold()


def _unescaped(text: str, character: str, start: int, end: int) -> int:
    while start < end and text[start] != character:
        start += 2 if text[start] == "\\" else 1
    return min(start, end)
