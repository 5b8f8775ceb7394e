"""BeautifulSoup -> tags and text with their places: HTML files, and HTML blocks of Markdown."""

import re
import warnings
from collections.abc import Iterator
from typing import Any, cast

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from seolint.patterns import lazy_regex
from seolint.read.builder import DEPTH_LIMIT, nested_too_deep
from seolint.read.elements import ENDS, VOID
from seolint.read.tags import Token

_NEUTRAL = "\ue002"
_SPECIAL = lazy_regex(r"<(?:(/)|(!--)|(!\[)|[!?]|([a-zA-Z])|)")
_NAME = lazy_regex(r"</?([^\s/>]*)")
_IN_TAG = lazy_regex(r"[>\"']")
_LINE_FEED = lazy_regex("\n")
_RAW = {name: re.compile(rf"</{name}[\s/>]", re.I) for name in ("script", "style")}


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The tags and texts of `text[start:end]`, in order.

    Raises:
        UnreadablePageError: elements are nested deeper than `DEPTH_LIMIT`.
    """
    markup = _neutralise(text[start:end])
    line_starts = [start, *(start + match.end() for match in _LINE_FEED.finditer(markup))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = _Soup(text, markup, line_starts)
    return list(_tokens(soup, text))


class _Parser(BeautifulSoupHTMLParser):
    """Tells the soup where each tag and each piece of text stands."""

    soup: "_Soup"

    def here(self) -> int:
        line, column = self.getpos()
        return self.soup.line_starts[line - 1] + column

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],
        handle_empty_element: bool = True,
    ) -> None:
        start = self.here()
        self.soup.place = (start, start + len(self.get_starttag_text() or ""))
        super().handle_starttag(tag, [], handle_empty_element)

    def handle_endtag(self, tag: str, check_already_closed: bool = True) -> None:
        if check_already_closed:
            start = self.here()
            end = self.soup.source.find(">", start) + 1
            self.soup.place = (start, end or len(self.soup.source))
            self.already_closed_empty_element = []
            self.soup.handle_endtag(tag)
        else:
            self.soup.place = None
            super().handle_endtag(tag, check_already_closed)

    def handle_data(self, data: str) -> None:
        start = self.here()
        self.soup.pieces.append((start, start + len(data), ""))
        self.soup.handle_data(data)

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}", super().handle_charref, name)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}", super().handle_entityref, name)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """A section of a kind that is not known is a comment, as it is for browsers."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)

    def _reference(self, written: str, handle: Any, name: str) -> None:
        start = self.here()
        soup = self.soup
        kept, soup.pieces = soup.pieces, []
        before = len(soup.current_data)
        handle(name)
        read = "".join(soup.current_data[before:])
        end = start + len(written)
        if soup.source.startswith(";", end):
            end += 1
            read = f"{written};" if read == written else read
        kept.append((start, end, read))
        soup.pieces = kept


class _Builder(HTMLParserTreeBuilder):
    def feed(self, markup: str | bytes, _parser_class: Any = None) -> None:
        arguments, keywords = self.parser_args
        parser = _Parser(cast("_Soup", self.soup), *arguments, **keywords)
        parser.feed(cast("str", markup))
        parser.close()
        parser.already_closed_empty_element = []


class _StrayEnd(PreformattedString):
    """An end tag that closes nothing."""

    place: tuple[int, int]


class _Soup(BeautifulSoup):
    """A soup that hangs the places on tags (`place`, `end_place`) and on strings (`pieces`)."""

    def __init__(self, source: str, markup: str, line_starts: list[int]) -> None:
        self.source = source
        self.line_starts = line_starts
        self.pieces: list[tuple[int, int, str]] = []
        self.place: tuple[int, int] | None = None
        super().__init__(
            markup,
            builder=_Builder(multi_valued_attributes=None, store_line_numbers=False),
        )

    def handle_starttag(self, *arguments: Any, **keywords: Any) -> Tag | None:
        place = self.place
        ended = ENDS.get(arguments[0], ())
        while self.currentTag is not None and self.currentTag.name in ended:
            self.endData()
            self.popTag()
        tag = super().handle_starttag(*arguments, **keywords)
        if tag is not None:
            tag.__dict__["place"] = place
        return tag

    def handle_endtag(self, name: str, nsprefix: str | None = None) -> None:
        self.endData()
        if self.place is not None:
            if not self.open_tag_counter.get(name):
                stray = _StrayEnd(name)
                stray.place = self.place
                self.object_was_parsed(stray)
                return
            for tag in reversed(self.tagStack):
                if tag.name == name:
                    tag.__dict__["end_place"] = self.place
                    break
        self._popToTag(name, nsprefix)

    def endData(self, containerClass: type[NavigableString] | None = None) -> None:  # noqa: N802, N803
        pieces, self.pieces = self.pieces, []
        super().endData(containerClass)
        if pieces:
            string = self._most_recent_element
            if string is not None:
                string.__dict__["pieces"] = pieces


def _tokens(soup: _Soup, text: str) -> Iterator[Token]:
    stack: list[tuple[Iterator[PageElement], Tag | None]] = [(iter(soup.contents), None)]
    while stack:
        children, tag = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            place = tag.__dict__.get("end_place") if tag is not None else None
            if tag is not None and place is not None:
                yield Token("end", tag.name, *place)
        elif isinstance(node, Tag):
            start, end = node.__dict__["place"]
            yield Token("start", text[start + 1 : start + 1 + len(node.name)], start, end)
            stack.append((iter(node.contents), node))
        elif isinstance(node, _StrayEnd):
            yield Token("end", str(node), *node.place)
        elif not isinstance(node, PreformattedString):
            for start, end, read in node.__dict__.get("pieces", ()):
                yield Token("text", "", start, end, read or text[start:end])


def _neutralise(part: str) -> str:
    """`part`, of the same length, without what makes html.parser raise or go quadratic.

    Each `<` that opens nothing, a script without its end, and each quote that its tag never
    closes become a neutral character.
    """
    changes: list[int] = []
    opened: list[str] = []
    last_end = part.rfind(">")
    last_comment_end = part.rfind("-->")
    last_section_end = part.rfind("]]>")
    last_quote = {quote: part.rfind(quote) for quote in "\"'"}
    lowered = part.lower()
    last_raw_end = {name: lowered.rfind(f"</{name}") for name in _RAW}
    position = part.find("<")
    while position >= 0:
        special = _SPECIAL.match(part, position)
        assert special is not None
        after = position + 1
        if position > last_end or not special[0][1:]:
            changes.append(position)
        elif special[2]:
            if position + 4 > last_comment_end:
                changes.append(position)
            else:
                after = part.find("-->", position + 4) + 3
        elif special[3]:
            if part.startswith("<![CDATA[", position) and position < last_section_end:
                after = part.find("]]>", position) + 3
            else:
                changes.append(position)
        elif special[4]:
            after = _end_of_tag(part, position, last_quote, changes)
            name = _tag_name(part, position)
            if name in _RAW:
                end = _RAW[name].search(part, after) if after <= last_raw_end[name] else None
                if end is None:
                    changes.append(position)
                else:
                    after = end.start()
            else:
                _open(name, opened, closed=part[after - 2] == "/")
        elif special[1]:
            after = part.find(">", position) + 1
            _close(_tag_name(part, position), opened)
        position = part.find("<", after)
    if not changes:
        return part
    characters = list(part)
    for change in changes:
        characters[change] = _NEUTRAL
    return "".join(characters)


def _end_of_tag(part: str, position: int, last_quote: dict[str, int], changes: list[int]) -> int:
    while True:
        match = _IN_TAG.search(part, position)
        if match is None:
            return len(part)
        position = match.end()
        quote = match[0]
        if quote == ">":
            return position
        if last_quote[quote] < position:
            changes.append(position - 1)
        else:
            position = part.find(quote, position) + 1


def _open(name: str, opened: list[str], *, closed: bool) -> None:
    ended = ENDS.get(name, ())
    while opened and opened[-1] in ended:
        opened.pop()
    if name not in VOID and not closed:
        opened.append(name)
        if len(opened) > DEPTH_LIMIT:
            raise nested_too_deep()


def _close(name: str, opened: list[str]) -> None:
    if name in opened:
        while opened.pop() != name:
            pass


def _tag_name(part: str, start: int) -> str:
    match = _NAME.match(part, start)
    return match[1].lower() if match is not None else ""
