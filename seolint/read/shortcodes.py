"""Template calls -> the links and images that their arguments name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from seolint.document import Document, Image, Link, Shortcode
from seolint.generators.templates import calls
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN, Prose
from seolint.read.builder import IMAGE_FILE
from seolint.urls import scheme

_NAME = lazy_regex(
    r"\{(?P<mark>\{[<%]?|%)[-~+]?\s*+(?:include(?:_cached|_relative)?\s++)?(?P<name>\w[\w./:-]*+)"
)
_ARGUMENT = lazy_regex(
    r"(?:(?P<key>[\w-]++)(?:\s*+=\s*+|:\s++))?"
    r'(?:"(?P<double>[^"\\]*+(?:\\.[^"\\]*+)*+)"|\'(?P<single>[^\'\\]*+(?:\\.[^\'\\]*+)*+)\''
    r"|`(?P<raw>[^`]*+)`|(?P<bare>[^\s\"'`,(){}\[\]|<>]++))(?:[\s,]++|\Z)",
    re.DOTALL,
)
_COMMENT = lazy_regex(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class _Argument(NamedTuple):
    """The value of an argument and its place in the text, without quotes."""

    value: str
    start: int
    end: int
    known: bool


class _Call(NamedTuple):
    name: str
    start: int
    end: int
    arguments: Mapping[str, _Argument]


def read_shortcodes(doc: Document) -> None:
    """Adds the links and images of the template calls that the site knows to a page."""
    shortcodes, ignored = doc.site.shortcodes, doc.site.ignore_shortcodes
    names = [name for name in (*shortcodes, *ignored) if name in doc.text]
    if not names or not ("{{" in doc.text or "{%" in doc.text):
        return
    links: list[Link] = []
    images: list[Image] = []
    for call in _calls(doc, frozenset(names)):
        if call.name in ignored:
            doc.dynamic = True
            continue
        shortcode = shortcodes[call.name]
        href = _first(call, shortcode.href)
        if href is not None and href.value:
            links.append(_link(doc, call, href))
        source = _first(call, shortcode.src)
        if source is None or not source.value:
            continue
        if shortcode.value == "url" or IMAGE_FILE.search(source.value):
            images.append(_image(doc, call, shortcode, source))
    if links:
        doc.links = tuple(sorted((*doc.links, *links), key=_start))
    if images:
        doc.images = tuple(sorted((*doc.images, *images), key=_start))


def _start(part: Link | Image) -> int:
    return part.start


def _calls(doc: Document, names: frozenset[str]) -> Iterator[_Call]:
    """The calls of those names that run, outside of code and comments."""
    text, masked = doc.text, doc.masked
    comments: list[tuple[int, int]] | None = None
    for start, end in calls(text, doc.body):
        match = _NAME.match(text, start, end)
        if match is None or match["name"] not in names:
            continue
        begin = match.end()
        if match["mark"] == "{" and text[begin : begin + 1] != "(":
            continue
        if masked[start] == "{" or doc.is_code(start):
            continue
        if comments is None:
            comments = [found.span() for found in _COMMENT.finditer(masked, doc.body)]
            comments.reverse()
        while comments and comments[-1][1] <= start:
            comments.pop()
        if comments and comments[-1][0] <= start:
            continue
        hugo = match["mark"] in ("{<", "{%")
        yield _Call(match["name"], start, end, _arguments(text, begin, end, hugo))


def _arguments(text: str, start: int, end: int, hugo: bool) -> dict[str, _Argument]:
    """The arguments by name, those without one by number; none if there is more than these.

    Only Hugo reads a value without quotes as a text.
    """
    end -= 3 if hugo else 2
    inner = text[start:end].rstrip()
    if inner[-1:] in ("-", "~", "+") or inner[-2:] in (" /", '"/', "`/"):
        inner = inner[:-1].rstrip()
    if inner[:1] == "(" and inner[-1:] == ")":
        start, inner = start + 1, inner[1:-1]
    end = start + len(inner)
    start += len(inner) - len(inner.lstrip(" \t\r\n,"))
    found: dict[str, _Argument] = {}
    count = 0
    while start < end:
        match = _ARGUMENT.match(text, start, end)
        if match is None:
            return {}
        kind = match.lastgroup or "bare"
        value = match[kind]
        count += match["key"] is None
        known = not ("\\" in value or "{{" in value or "{%" in value)
        known = known and (kind != "bare" or hugo)
        argument = _Argument(value, *match.span(kind), known)
        found.setdefault(match["key"] or str(count), argument)
        start = match.end()
    return found


def _first(call: _Call, names: Sequence[str]) -> _Argument | None:
    """The first of some arguments that is not empty, else the first that is given."""
    given = [call.arguments[name] for name in names if name in call.arguments]
    return next((argument for argument in given if argument.value), given[0] if given else None)


def _link(doc: Document, call: _Call, href: _Argument) -> Link:
    """A link, of whose text nothing is known."""
    return Link(
        "shortcode",
        href.value if href.known else UNKNOWN,
        _unknown(doc, call),
        UNKNOWN,
        (),
        {},
        False,
        False,
        True,
        doc.lines,
        call.start,
        call.end,
        (href.start, href.end),
    )


def _image(doc: Document, call: _Call, shortcode: Shortcode, source: _Argument) -> Image:
    located = shortcode.value == "url" or (
        shortcode.value == "rooted" and (source.value[0] == "/" or scheme(source.value) != "")
    )
    url = source.value if located and source.known else UNKNOWN
    alt, has_alt = _alt(doc, call, shortcode)
    return Image(
        "shortcode",
        url,
        alt,
        has_alt,
        alt.folded,
        "",
        {},
        False,
        alt.known and url != UNKNOWN,
        doc.lines,
        call.start,
        call.end,
        (source.start, source.end),
        "img",
    )


def _alt(doc: Document, call: _Call, shortcode: Shortcode) -> tuple[Prose, bool]:
    """The alt text of an image, and whether it has one; a caption is not judged as one."""
    alt, caption = _first(call, shortcode.alt), _first(call, shortcode.caption)
    if alt is None or not alt.value:
        if caption is not None and caption.value:
            return _unknown(doc, call), True
        if alt is None and not shortcode.alt_known:
            return _unknown(doc, call), True
        place = (call.start, call.end) if alt is None else (alt.start, alt.end)
        return Prose(doc.lines, [], *place), alt is not None
    if not alt.known:
        return _unknown(doc, call), True
    piece = (alt.start, alt.end, alt.value, False)
    return Prose(doc.lines, [piece], alt.start, alt.end), True


def _unknown(doc: Document, call: _Call) -> Prose:
    return Prose(doc.lines, [(call.start, call.start, UNKNOWN, False)], call.start, call.end)
