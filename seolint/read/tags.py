"""HTML without a tree: tags inside a paragraph, well-formed blocks, and the attributes of all."""

import re
from typing import Literal, NamedTuple

from msgspec import Struct

from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN

_TAG = lazy_regex(r"<(/?)([A-Za-z][^\s/>]*)")
_MARKUP = lazy_regex(
    r"<(?=[A-Za-z/!?])(?:(/?)([A-Za-z][A-Za-z0-9:_.-]*+)"
    r"(?:\s(?:[^<>\"'`=]++|=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+')?+)*+|/)?+>"
    r"|!--(?!-?>)(?:[^-]++|-(?!-\s*>))*+(?:-->|())"
    r"|![dD][oO][cC][tT][yY][pP][eE]\s[^<>]*+>|())"
)
"""A tag, a comment, a doctype; a group tells of a comment without end, and of what is none of them.

A `<` before anything else is text, as the HTML standard has it.
"""

_TEXT = lazy_regex(
    r"(&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|[^&]++|&(?![A-Za-z#])"
)
_RAW_END = {name: lazy_regex(rf"</{name}\s*>", re.I) for name in ("script", "style")}
_HOLDS_TEXT = frozenset("iframe noembed noframes textarea title xmp".split())
"""Elements that hold no elements; what Python's parser makes of a tag there depends on its age."""

_UNREAD = frozenset(("listing", "plaintext"))
_PECULIAR = _RAW_END.keys() | _HOLDS_TEXT | _UNREAD
_ATTRIBUTE = lazy_regex(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


class Token(Struct, gc=False):
    """A start tag, an end tag or a piece of text, with its place in code points.

    `name` keeps its upper and lower case. `text` is what a piece of text reads as.
    """

    kind: Literal["start", "end", "text"]
    name: str
    start: int
    end: int
    text: str = ""


class Attribute(NamedTuple):
    """A value as it reads, and where it is written, without its quotes."""

    value: str
    start: int
    end: int


def read_tag(text: str, start: int, end: int) -> Token | None:
    """The tag that `text[start:end]` is; None for a comment or a declaration."""
    match = _TAG.match(text, start, end)
    if match is None:
        return None
    return Token("end" if match[1] else "start", match[2], start, end)


def read_plain(text: str, start: int, end: int) -> list[Token] | None:
    """The tags and texts of `text[start:end]`, when it is plainly well-formed HTML.

    Nearly all HTML in Markdown is, and most HTML files are. For them this gives the same tokens
    as the tree at a tenth of its cost; None leaves all others to the tree.
    """
    tokens: list[Token] = []
    search, add = _MARKUP.search, tokens.append
    position = start
    while position < end:
        match = search(text, position, end)
        begin, after = (end, end) if match is None else match.span()
        if begin > position:
            read = text[position:begin]
            if "&" not in read:
                add(Token("text", "", position, begin, read))
            elif not _add_text(tokens, text, position, begin):
                return None
        position = after
        if match is None:
            break
        slash, name = match.group(1, 2)
        if name is None:
            if match.lastindex is not None:
                return None
            continue
        add(Token("end" if slash else "start", name, begin, after))
        name = name.lower()
        if name not in _PECULIAR:
            continue
        if name in _UNREAD or (name in _HOLDS_TEXT and not _ends_next(text, name, match)):
            return None
        if name in _RAW_END and not slash:
            close = _RAW_END[name].search(text, after, end)
            if close is None:
                return None
            position = close.start()
            if position > after:
                add(Token("text", "", after, position, text[after:position]))
    return tokens


def _add_text(tokens: list[Token], text: str, start: int, end: int) -> bool:
    """Adds what `text[start:end]` reads as; False where it is not plain text with entities."""
    for match in _TEXT.finditer(text, start, end):
        if match.start() != start:
            return False
        begin, start = match.span()
        read = match[0]
        if match[1]:
            read = _unescaped(read)
            if read == match[0]:
                return False
        tokens.append(Token("text", "", begin, start, read))
    return start == end


def _ends_next(text: str, name: str, tag: re.Match[str]) -> bool:
    """Whether the next tag is the end tag of this one, or this one is that."""
    if tag[1]:
        return True
    following = text.find("<", tag.end())
    return following >= 0 and text[following + 1 : following + 2 + len(name)].lower() == f"/{name}"


def read_attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of the start tag `text[start:end]`, the first of each name, in lower case.

    The values of those that Vue binds, such as `:href`, are unknown.
    """
    found: dict[str, Attribute] = {}
    tag = _TAG.match(text, start, end)
    if tag is None or tag.end() >= end - 1:
        return found
    for match in _ATTRIBUTE.finditer(text, tag.end(), end - 1):
        name = match[1].lower()
        bound = name[0] == ":" or name.startswith("v-bind:")
        if bound:
            name = name.rpartition(":")[2]
        if name not in found:
            group = match.lastindex or 1
            if bound:
                place = (match.start(group), match.end(group))
                found[name] = Attribute(UNKNOWN * (place[1] - place[0]), *place)
            elif group == 1:
                found[name] = Attribute("", match.end(), match.end())
            else:
                value = match[group]
                if "&" in value:
                    value = _unescaped(value)
                found[name] = Attribute(value, match.start(group), match.end(group))
    return found


def _unescaped(text: str) -> str:
    """A text with its entities read; their table is only loaded where there are some."""
    from html import unescape

    return unescape(text)
