"""Tags, text and code in document order -> headings, links, images and blocks.

Markdown and HTML both feed it, because a heading or a link may begin in one and hold the other.
"""

import re
from bisect import bisect_left, bisect_right
from operator import attrgetter
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from seolint.document import Attributes, Block, Element, Heading, Image, Link
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN, Piece, Prose
from seolint.read.decoding import UnreadablePageError
from seolint.read.elements import HEADINGS, TRAITS, BlockKind, Traits
from seolint.read.nesting import Nesting, Tag
from seolint.read.tags import Attribute, Token, read_attributes
from seolint.span import Lines
from seolint.values import Field

_JSON_LD = "application/ld+json"
_LEVELS = frozenset("123456")
_HIDING_STYLE = lazy_regex(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
IMAGE_FILE = lazy_regex(r"\.(?:avif|bmp|gif|jpe?g|png|svg|tiff?|webp)(?:[?#]|\Z)", re.I)
_BARE_URL = lazy_regex(r"https?://[^\s<>\"`\ue000\ue001]+")
_URL_TAIL = "?!.,:*_~'\";"
_START = attrgetter("start")
_ELEMENT = frozenset(("style", "markdown"))
_SHOWN = frozenset("area br html iframe img input link meta slot title use".split())
_TELLING = frozenset(
    ("aria-hidden", "aria-label", "aria-labelledby", "hidden", "id", "role", "style")
)


DEPTH_LIMIT = 512
"""Elements of HTML that may be open at once; a page with more is not judged (FILE005)."""


def nested_too_deep() -> UnreadablePageError:
    """FILE005, to be raised."""
    message = f"HTML elements are nested more than {DEPTH_LIMIT} deep"
    return UnreadablePageError("FILE005", message, "Close elements where they end")


class _Text(Struct, eq=False, gc=False):
    """Pieces of text in document order, of which blocks, headings and links are stretches.

    `unknown` are the indexes of those that are no part of a block or an alt text. `names`
    stand in for pieces when something is named by its content: from one index to another.
    """

    pieces: list[Piece] = []
    unknown: list[int] = []
    names: list[tuple[int, int, str]] = []

    def known(self, first: int = 0) -> list[Piece]:
        """What a block or an alt text that begins with the piece `first` holds."""
        if not self.unknown or self.unknown[-1] < first:
            return self.pieces[first:]
        left_out = frozenset(self.unknown[bisect_left(self.unknown, first) :])
        return [self.pieces[i] for i in range(first, len(self.pieces)) if i not in left_out]

    def name(self, first: int = 0, names: int = 0) -> str:
        """The accessible name that the pieces from `first` on give, blanks folded.

        Of the `names` so many stand before what is named.
        """
        parts: list[str] = []
        position = first
        for begin, end, name in self.names[names:]:
            if begin < first:
                continue
            parts += [piece[2] for piece in self.pieces[position:begin]]
            parts.append(f" {name} ")
            position = max(position, end)
        parts += [piece[2] for piece in self.pieces[position:]]
        return " ".join("".join(parts).split())


_Mark = tuple[_Text, int, int]
"""Where a stretch of a text begins: how many pieces and names stand before it."""


class _Element(Struct, gc=False):
    """An HTML element that is open, and what its end has to undo."""

    traits: Traits
    name: str
    start: int
    attributes: dict[str, Attribute]
    role: Literal["", "heading", "image", "link"] = ""
    level: int = 0
    code: bool = False
    container: bool = False
    unread: bool = False
    mark: _Mark | None = None
    id_text: _Text | None = None
    outer: _Text | None = None
    label: int = -1


class Builder:
    """Collects the parts of a page. All places are code points of its text.

    HTML comes in as tokens (`feed`). Markdown says `enter` and `leave` around its blocks,
    so that an HTML tag never closes what Markdown opened, and calls the methods for text,
    headings, links and images itself.
    """

    def __init__(
        self, text: str, lines: Lines, *, linkify: bool = False, full: bool = False
    ) -> None:
        self.source = text
        self.lines = lines
        self.linkify = linkify
        self.full = full
        self.has_head = False
        self.components = False
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.alternates: list[Field] = []
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.nesting = Nesting()
        self.head: dict[str, Field] = {}
        self.json_ld: list[Prose] = []
        self._stack: list[_Element] = []
        self._counts: dict[str, int] = {}
        self._floors: list[int] = [0]
        self._text = _Text()
        self._marks: list[_Mark] = []
        self._id_texts: list[_Text] = []
        self._ids: dict[str, _Text] = {}
        self._block: _Text | None = None
        self._block_first = 0
        self._block_start = -1
        self._containers: list[BlockKind] = []
        self._hidden = 0
        self._unread = 0
        self._code = 0
        self._in_heading = 0
        self._capture: list[Piece] | None = None
        self._late = False
        self._refers = "aria-labelledby" in text
        self._labelled: list[tuple[list[Heading] | list[Link] | list[Image], int, str]] = []

    # Text

    def text(self, start: int, end: int, read: str, code: bool = False) -> None:
        """A piece of text and what it reads as."""
        if self._refers:
            for text in self._id_texts:
                text.pieces.append((start, end, read, code or self._code > 0))
        if self._unread:
            if self._capture is not None:
                self._capture.append((start, end, read, code or self._code > 0))
            return
        if self._block is None and not self._in_heading and not self._hidden:
            if read.isspace():
                return
            if self._block_start < 0:
                self._block_start = start
            self._block = self._text
            self._block_first = len(self._text.pieces)
        self._text.pieces.append((start, end, read, code or self._code > 0))

    def unknown(self, start: int, end: int) -> None:
        """Content whose text cannot be known: what holds it is not empty."""
        self._text.unknown.append(len(self._text.pieces))
        self._text.pieces.append((start, end, UNKNOWN, False))

    # Blocks

    def enter(self, start: int, kind: BlockKind | None = None) -> None:
        """A block of Markdown begins; `kind` when its text counts as such."""
        if self._block is not None:
            self._close_block()
        self._floors.append(len(self._stack))
        if self.nesting.open:
            self.nesting.enter()
        if kind is not None:
            self._containers.append(kind)
        self._block_start = start

    def leave(self, end: int, kind: BlockKind | None = None) -> None:
        """The block of Markdown that was entered last ends."""
        floor = self._floors.pop()
        if self.nesting.open:
            self.nesting.leave(len(self._floors), end)
        if len(self._stack) > floor:
            self._close_down_to(floor, end)
        if self._block is not None:
            self._close_block(end)
        if kind is not None:
            self._containers.pop()
        self._block_start = -1

    @property
    def nested(self) -> bool:
        """Whether a block of Markdown is open."""
        return len(self._floors) > 1

    def code_block(self, start: int, end: int) -> None:
        """A block of code: kept as source, never prose."""
        self._close_block()
        self._add_block("code", [(start, end, self.source[start:end], True)], start, end)

    def _close_block(self, end: int = -1) -> None:
        if self._block is not None:
            pieces = self._in_order(self._block.known(self._block_first))
            self._block = None
            kind = self._containers[-1] if self._containers else "paragraph"
            first = min(self._block_start, pieces[0][0])  # what has no end comes late
            self._add_block(kind, pieces, first, max(end, pieces[-1][1]))
        self._block_start = -1

    def _add_block(self, kind: BlockKind, pieces: list[Piece], start: int, end: int) -> None:
        source = self.source
        if end > start and source[end - 1].isspace():
            end = start + len(source[start:end].rstrip())
        prose = Prose(self.lines, pieces, start, end)
        self.blocks.append(Block(kind, prose, self.lines, start, end))

    # Headings

    def open_heading(self) -> None:
        """A heading of Markdown begins."""
        self._close_block()
        self._floors.append(len(self._stack))
        if self.nesting.open:
            self.nesting.enter()
        self._in_heading += 1
        self._marks.append(self._mark())

    def close_heading(
        self,
        kind: Literal["atx", "setext"],
        level: int,
        id: Attribute | None,
        start: int,
        end: int,
    ) -> None:
        """The heading of Markdown that was opened last ends."""
        floor = self._floors.pop()
        if self.nesting.open:
            self.nesting.leave(len(self._floors), end)
        ids: tuple[str, ...] = ()
        if id is not None:
            ids = (id.value,)
            self.nesting.id(*id)
        if len(self._stack) > floor:
            self._close_down_to(floor, end)
        self._in_heading -= 1
        self._add_heading(kind, level, self._marks.pop(), {}, ids, start, end, False)

    def _add_heading(
        self,
        kind: Literal["atx", "setext", "html", "role"],
        level: int,
        mark: _Mark,
        attributes: dict[str, Attribute],
        ids: tuple[str, ...],
        start: int,
        end: int,
        hidden: bool,
    ) -> None:
        text, name = self._since(mark, start, end)
        if attributes:
            name = _value(attributes, "aria-label") or name or _value(attributes, "title")
        self._note_reference(self.headings, attributes)
        self.headings.append(
            Heading(
                kind,
                level,
                text,
                name,
                ids,
                self._prose_of(attributes),
                hidden or self._hidden + self._unread > 0,
                text.known and UNKNOWN not in name,
                self.lines,
                start,
                end,
            )
        )

    # Links and images

    def open_link(self) -> None:
        """A link of Markdown begins."""
        self._marks.append(self._mark())

    def close_link(
        self,
        kind: Literal["inline", "reference", "auto"],
        url: str,
        title: str,
        start: int,
        end: int,
        url_place: tuple[int, int],
        attributes: dict[str, Attribute] | None = None,
    ) -> None:
        """The link of Markdown that was opened last ends."""
        text, name = self._since(self._marks.pop(), start, end)
        attributes = attributes or {}
        self._add_link(
            kind, url, text, name, attributes, title, start, end, url_place, hidden=False
        )

    def _add_link(
        self,
        kind: Literal["inline", "reference", "auto", "bare", "html", "jsx"],
        url: str,
        text: Prose,
        name: str,
        attributes: dict[str, Attribute],
        title: str,
        start: int,
        end: int,
        url_place: tuple[int, int],
        *,
        hidden: bool,
        has_url: bool = True,
    ) -> None:
        name = name or " ".join(title.split())
        rel: tuple[str, ...] = ()
        if attributes:
            name = _value(attributes, "aria-label") or name or _value(attributes, "alt")
            rel = tuple(_value(attributes, "rel").lower().split())
            self._note_reference(self.links, attributes)
        link = Link(
            kind,
            url,
            text,
            name,
            rel,
            self._prose_of(attributes) if attributes else {},
            hidden or self._hidden + self._unread > 0,
            text.known and UNKNOWN not in name and UNKNOWN not in url,
            has_url,
            self.lines,
            start,
            end,
            url_place,
        )
        self.links.append(link)
        if self.images and self.images[-1].start >= start:
            self._put_in_link(link)

    def _put_in_link(self, link: Link) -> None:
        """The images that a link holds come right before it."""
        for index in range(len(self.images) - 1, -1, -1):
            if self.images[index].start < link.start:
                break
            if self.images[index].link is None:
                self.images[index] = replace(self.images[index], link=link)

    def open_image(self) -> None:
        """An image of Markdown begins; what stands in it is its alt text."""
        self._marks.append(self._mark())
        self._text = _Text()
        self._floors.append(len(self._stack))
        self._in_heading += 1

    def close_image(
        self,
        url: str,
        title: str,
        start: int,
        end: int,
        url_place: tuple[int, int],
        attributes: dict[str, Attribute] | None = None,
    ) -> None:
        """The image of Markdown that was opened last ends."""
        self._close_down_to(self._floors.pop(), end)
        self._in_heading -= 1
        alt = Prose(self.lines, self._text.known(), start + 2, start + 2)
        title = " ".join(title.split())
        name = self._text.name() if self._text.names else alt.folded
        self._text = self._marks.pop()[0]
        attributes = attributes or {}
        for key in ("alt", "fig-alt"):
            if key in attributes:
                alt = self._prose(attributes[key])
                name = alt.folded
        self._add_image(
            Image(
                "markdown",
                url,
                alt,
                True,
                name or title,
                title,
                self._prose_of(attributes),
                self._hidden + self._unread > 0,
                alt.known and UNKNOWN not in url,
                self.lines,
                start,
                end,
                url_place,
                "img",
            )
        )

    def _html_image(
        self, name: str, attributes: dict[str, Attribute], start: int, end: int, hides: bool
    ) -> None:
        prose = self._prose_of(attributes)
        alt = prose.get("alt")
        label = _value(attributes, "aria-label")
        title = _value(attributes, "title")
        alt_text = _value(attributes, "alt") if name in ("img", "input") else ""
        source = attributes.get("src", Attribute("", start, end))
        accessible = label or alt_text or title
        self._note_reference(self.images, attributes)
        self._add_image(
            Image(
                "html",
                source.value,
                alt if alt is not None else Prose(self.lines, [], start, end),
                alt is not None,
                accessible,
                title,
                prose,
                hides or self._hidden + self._unread > 0,
                UNKNOWN not in accessible + source.value,
                self.lines,
                start,
                end,
                (source.start, source.end),
                name,
            )
        )

    def _add_image(self, image: Image) -> None:
        self.images.append(image)
        if image.name and not image.hidden:
            for text in (self._text, *self._id_texts):
                count = len(text.pieces)
                text.names.append((count, count, image.name))

    # HTML

    def feed(self, token: Token) -> None:
        """A tag or a piece of text of HTML."""
        kind = token.kind
        if kind == "text":
            pieces = self._text.pieces
            if pieces and token.start < pieces[-1][0]:
                self._late = True
            self.text(token.start, token.end, token.text)
        elif kind == "end":
            traits = TRAITS[token.name]
            if traits.pairs and not traits.component:
                self.nesting.end(traits.name, token.start, token.end)
            self._end(traits, token.end)
        else:
            self._start(TRAITS[token.name], token.start, token.end)

    def _start(self, traits: Traits, start: int, end: int) -> None:
        name = traits.name
        attributes = read_attributes(self.source, start, end) if end - start > len(name) + 2 else {}
        if traits.component:
            self._start_component(traits, attributes, start, end)
            return
        closed = traits.void or self.source[end - 2] == "/"
        if attributes:
            id = attributes.get("id")
            if id is not None and id.value and UNKNOWN not in id.value:
                self.nesting.id(*id)
        self._end_implied(traits, start)
        if traits.pairs and not closed:
            self.nesting.start(Tag(name, start, end, len(self._floors)))
        if traits.block:
            if self._block is not None:
                self._close_block()
            self._block_start = start
        if name in _SHOWN:
            self._show(name, attributes, start, end)
        if traits.void:
            self._note_id(attributes)
        elif (
            traits.tracked
            or (attributes and not _TELLING.isdisjoint(attributes))
            or self._counts.get(name)
        ):
            self._open(traits, attributes, start)
            if closed:
                self._end(traits, end)

    def _show(self, name: str, attributes: dict[str, Attribute], start: int, end: int) -> None:
        """What an element shows or says by itself, without its content."""
        if name == "br":
            self.text(start, end, "\n")
        elif name == "img" or (name == "input" and _value(attributes, "type").lower() == "image"):
            self._html_image(name, attributes, start, end, _hides(attributes))
        elif name == "area" and "href" in attributes:
            self._close_html_link(self._mark(), attributes, start, end, _hides(attributes))
        elif name in ("iframe", "slot") or (name in ("title", "use") and self._counts.get("svg")):
            self.unknown(start, end)
        elif name in ("html", "meta", "link"):
            self._head_tag(name, attributes, start, end)

    def _start_component(
        self, traits: Traits, attributes: dict[str, Attribute], start: int, end: int
    ) -> None:
        """A web component or a JSX element: what it shows cannot be known, what it holds can."""
        self.components = True
        self.unknown(start, end)
        self._component_parts(attributes, start, end)
        if self.source[end - 2] != "/":
            self._push(_Element(traits, traits.name, start, attributes))

    def _component_parts(self, attributes: dict[str, Attribute], start: int, end: int) -> None:
        """The link and the image that the attributes of a component name.

        What it makes of them is unknown: of the link its text, of the image its alt text, where
        it has no attribute for that.
        """
        unknown = Prose(self.lines, [(start, start, UNKNOWN, False)], start, start)
        href = attributes.get("href") or attributes.get("to")
        if href is not None and href.value:
            place = (href.start, href.end)
            self._add_link(
                "jsx", href.value, unknown, UNKNOWN, attributes, "", start, end, place, hidden=False
            )
        source = attributes.get("src")
        if source is not None and IMAGE_FILE.search(source.value):
            alt = attributes.get("alt")
            prose = self._prose(alt) if alt is not None else unknown
            self._add_image(
                Image(
                    "jsx",
                    source.value,
                    prose,
                    True,
                    prose.folded,
                    "",
                    self._prose_of(attributes),
                    self._hidden + self._unread > 0,
                    prose.known and UNKNOWN not in source.value,
                    self.lines,
                    start,
                    end,
                    source[1:],
                )
            )

    def _push(self, element: _Element) -> None:
        if len(self._stack) >= DEPTH_LIMIT:
            raise nested_too_deep()
        self._stack.append(element)
        self._counts[element.name] = self._counts.get(element.name, 0) + 1

    def _open(self, traits: Traits, attributes: dict[str, Attribute], start: int) -> None:
        element = _Element(traits, traits.name, start, attributes)
        self._push(element)
        role = ""
        if attributes:
            role = _value(attributes, "role").lower()
            if not _TELLING.isdisjoint(attributes):
                self._tell(element, role)
        if traits.container is not None:
            element.container = True
            self._containers.append(traits.container)
        elif traits.code:
            element.code = True
            self._code += 1
        if traits.unread:
            self._stop_reading(element)
        elif traits.level and not _presentational(role, attributes):
            element.role, element.level = "heading", traits.level
        elif role == "heading":
            level = _value(attributes, "aria-level")
            element.role, element.level = "heading", int(level) if level in _LEVELS else 2
        elif role == "img":
            element.role = "image"
            self._stop_reading(element)
        elif role == "link" or (
            traits.name == "a" and not {"href", "onclick"}.isdisjoint(attributes)
        ):
            element.role = "link"
        if element.role in ("heading", "link"):
            if element.role == "heading":
                self._close_block()
                self._in_heading += 1
            element.mark = self._mark()

    def _tell(self, element: _Element, role: str) -> None:
        """Takes note of what attributes say about visibility, names and references."""
        attributes = element.attributes
        if self._refers and "id" in attributes:
            element.id_text = _Text()
            self._id_texts.append(element.id_text)
            self._ids.setdefault(attributes["id"].value, element.id_text)
        if _value(attributes, "aria-label") and role != "img" and not element.traits.level:
            element.label = len(self._text.pieces)
        if _hides(attributes):
            element.outer = self._text
            self._text = _Text()
            self._hidden += 1

    def _stop_reading(self, element: _Element) -> None:
        element.unread = True
        self._unread += 1
        if element.name == "title" and self._in_head():
            self._capture = []
        elif element.name == "script":
            kind = _value(element.attributes, "type").lower()
            self._capture = [] if kind.partition(";")[0].strip() == _JSON_LD else None

    def _end(self, traits: Traits, end: int) -> None:
        name = traits.name
        if not self._counts.get(name):
            if traits.block:
                self._close_block(end if name == "p" else -1)
            return
        floor = self._floors[-1]
        stack = self._stack
        for index in range(len(stack) - 1, floor - 1, -1):
            if stack[index].name == name:
                self._close_down_to(index + 1, end)
                self._close(stack.pop(), end)
                return

    def _close_down_to(self, depth: int, end: int) -> None:
        while len(self._stack) > depth:
            self._close(self._stack.pop(), end)

    def _close(self, element: _Element, end: int) -> None:
        traits, name = element.traits, element.name
        end = max(end, element.start)  # where HTML breaks off in JSX, its tags come late
        self._counts[name] -= 1
        if traits.block:
            self._close_block(end if name == "p" else -1)
        hides = element.outer is not None
        if hides:
            self._hidden -= 1
        if element.unread:
            self._unread -= 1
            self._end_of_unread(element, end)
        if element.code:
            self._code -= 1
        if element.container:
            self._containers.pop()
        if element.role:
            self._close_role(element, end, hides)
        if element.attributes:
            self._untell(element, end)

    def _close_role(self, element: _Element, end: int, hides: bool) -> None:
        name, attributes, mark = element.name, element.attributes, element.mark
        if element.role == "heading" and mark is not None:
            self._in_heading -= 1
            kind: Literal["html", "role"] = "html" if name in HEADINGS else "role"
            id = _value(attributes, "id")
            ids = (id,) if id else ()
            self._add_heading(kind, element.level, mark, attributes, ids, element.start, end, hides)
        elif element.role == "link" and mark is not None:
            self._close_html_link(mark, attributes, element.start, end, hides)
        elif element.role == "image":
            self._html_image(name, attributes, element.start, end, hides)

    def _untell(self, element: _Element, end: int) -> None:
        """The end of what `_tell` has begun."""
        if element.outer is not None:
            self._text = element.outer
        if element.label >= 0:
            label = _value(element.attributes, "aria-label")
            self._text.names.append((element.label, len(self._text.pieces), label))
        if element.id_text is not None:
            self._id_texts.remove(element.id_text)
        if not _ELEMENT.isdisjoint(element.attributes):
            attributes = self._prose_of(element.attributes)
            self.elements.append(Element(element.name, attributes, self.lines, element.start, end))

    def _close_html_link(
        self,
        mark: _Mark,
        attributes: dict[str, Attribute],
        start: int,
        end: int,
        hides: bool,
    ) -> None:
        text, name = self._since(mark, start, end)
        href = attributes.get("href")
        place = (href.start, href.end) if href is not None else (start, end)
        self._add_link(
            "html",
            href.value if href is not None else "",
            text,
            name,
            attributes,
            _value(attributes, "title"),
            start,
            end,
            place,
            hidden=hides,
            has_url=href is not None,
        )

    def _end_implied(self, traits: Traits, end: int) -> None:
        """Ends what a start tag ends without an end tag."""
        ended = traits.ends
        if ended:
            self.nesting.end_implied(ended)
            stack, floor = self._stack, self._floors[-1]
            while len(stack) > floor and stack[-1].name in ended:
                self._close(stack.pop(), end)
        elif traits.name == "a" and self._counts.get("a"):
            self._end(traits, end)

    # The head of a full document

    def _in_head(self) -> bool:
        return self.full and not any(
            element.unread and element.name not in ("head", "title") for element in self._stack
        )

    def _head_tag(self, name: str, attributes: dict[str, Attribute], start: int, end: int) -> None:
        if not self._in_head():
            return
        if name == "html":
            self.has_head = True
            self._head_field("language", attributes.get("lang"), start, end)
        elif name == "meta":
            key = _value(attributes, "name") or _value(attributes, "property")
            if key.lower() in ("description", "robots", "author") or key.startswith("og:"):
                self._head_field(key.lower(), attributes.get("content"), start, end)
        elif "canonical" in _value(attributes, "rel").lower().split():
            self._head_field("canonical", attributes.get("href"), start, end)
        elif "hreflang" in attributes and "alternate" in _value(attributes, "rel").lower().split():
            self._alternate(attributes, start, end)

    def _alternate(self, attributes: dict[str, Attribute], start: int, end: int) -> None:
        """The page in another language; the key of the field is that language."""
        if "href" in attributes:
            url = self._prose(attributes["href"])
            key = _value(attributes, "hreflang")
            place = (start, end, url.start, url.end)
            self.alternates.append(Field(key, "str", url, self.lines, *place, known=url.known))

    def _head_field(self, key: str, value: Attribute | None, start: int, end: int) -> None:
        if value is not None:
            self._add_head_field(key, self._prose(value), start, end)

    def _add_head_field(self, key: str, prose: Prose, start: int, end: int) -> None:
        if key not in self.head and prose.text.strip():
            self.head[key] = Field(
                key, "str", prose, self.lines, start, end, prose.start, prose.end, known=prose.known
            )

    def _end_of_unread(self, element: _Element, end: int) -> None:
        if element.name == "pre":
            self._add_block(
                "code",
                [(element.start, end, self.source[element.start : end], True)],
                element.start,
                end,
            )
        elif self._capture is not None and element.name in ("title", "script"):
            pieces, self._capture = self._capture, None
            if pieces:
                prose = Prose(self.lines, pieces, pieces[0][0], pieces[-1][1])
                if element.name == "script":
                    self.json_ld.append(prose)
                else:
                    self._add_head_field("title", prose, element.start, end)

    # The end

    def finish(self, end: int) -> None:
        """Closes what is open, resolves references and finds bare URLs."""
        self._floors = [0]
        self._close_down_to(0, end)
        self._close_block()
        self.nesting.finish(end)
        for parts, index, ids in self._labelled:
            names = [self._ids[id].name() for id in ids.split() if id in self._ids]
            name = " ".join(filter(None, names))
            if name:
                named: list[Any] = parts
                named[index] = replace(named[index], name=name)
                if parts is self.images:
                    self._name_around(self.images[index])
        if self.linkify and "://" in self.source:
            self._link_bare_urls()
        for found in (self.headings, self.links, self.images, self.blocks, self.elements):
            found.sort(key=_START)

    def _name_around(self, image: Image) -> None:
        """Names the link and the heading that hold nothing but an image labelled elsewhere."""
        around: tuple[list[Any], list[Any]] = (self.links, self.headings)
        for parts in around:
            for index, part in enumerate(parts):
                if not part.name and part.start <= image.start < part.end:
                    parts[index] = replace(part, name=image.name)

    def _link_bare_urls(self) -> None:
        texts = [heading.text for heading in self.headings if not heading.hidden]
        texts += [block.text for block in self.blocks if block.kind != "code"]
        texts = [text for text in texts if ":" in text.text and "://" in text.text]
        places = sorted((link.start, link.end) for link in self.links) if texts else []
        starts = [start for start, _ in places]
        for text in texts:
            for match in _BARE_URL.finditer(text.opaque):
                url = _trim_url(match[0])
                start, end = text.source(match.start(), match.start() + len(url))
                before = bisect_right(starts, start) - 1
                if before >= 0 and start < places[before][1]:
                    continue
                place = (start, end)
                shown = Prose(self.lines, [(start, end, url, False)], start, end)
                self._add_link("bare", url, shown, url, {}, "", start, end, place, hidden=False)

    # Small pieces

    def _mark(self) -> _Mark:
        """What is read from here on."""
        text = self._text
        return text, len(text.pieces), len(text.names)

    def _in_order(self, pieces: list[Piece]) -> list[Piece]:
        """Pieces by their places: where HTML breaks off in JSX, its text comes after later tags."""
        return sorted(pieces) if self._late else pieces

    def _since(self, mark: _Mark, start: int, end: int) -> tuple[Prose, str]:
        """What has been read since, and the accessible name that it gives."""
        text, first, names = mark
        pieces = self._in_order(text.pieces[first:])
        if pieces:
            start, end = pieces[0][0], pieces[-1][1]
        prose = Prose(self.lines, pieces, start, end)
        return prose, prose.folded if len(text.names) == names else text.name(first, names)

    def _prose(self, attribute: Attribute) -> Prose:
        value, start, end = attribute
        pieces: list[Piece] = [(start, end, value, False)] if value else []
        return Prose(self.lines, pieces, start, end)

    def _prose_of(self, attributes: dict[str, Attribute]) -> Attributes:
        return {name: self._prose(attribute) for name, attribute in attributes.items()}

    def _note_reference(
        self, parts: list[Heading] | list[Link] | list[Image], attributes: dict[str, Attribute]
    ) -> None:
        if "aria-labelledby" in attributes:
            self._labelled.append((parts, len(parts), attributes["aria-labelledby"].value))

    def _note_id(self, attributes: dict[str, Attribute]) -> None:
        if self._refers and "id" in attributes:
            text = _Text(names=[(0, 0, _value(attributes, "alt"))])
            self._ids.setdefault(attributes["id"].value, text)


def _value(attributes: dict[str, Attribute], name: str) -> str:
    attribute = attributes.get(name)
    return " ".join(attribute.value.split()) if attribute is not None else ""


def _hides(attributes: dict[str, Attribute]) -> bool:
    return (
        "hidden" in attributes
        or _value(attributes, "aria-hidden").lower() == "true"
        or ("style" in attributes and _HIDING_STYLE.search(attributes["style"].value) is not None)
    )


def _presentational(role: str, attributes: dict[str, Attribute]) -> bool:
    """Whether a role takes the meaning of an element away: not from one with other ARIA."""
    return role in ("none", "presentation") and not any(
        name == "tabindex" or (name.startswith("aria-") and name != "aria-hidden")
        for name in attributes
    )


def _trim_url(url: str) -> str:
    """A bare URL without the punctuation after it, as GitHub reads it."""
    while url:
        if url[-1] in _URL_TAIL or (url[-1] == ")" and url.count(")") > url.count("(")):
            url = url[:-1]
        else:
            break
    return url
