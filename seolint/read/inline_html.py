"""Tags of HTML without a tree: those inside a paragraph, and the attributes of all."""

import re
from html import unescape
from typing import NamedTuple

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


class Token(NamedTuple):
    """A start tag, an end tag or a piece of text, with its place in code points.

    `name` keeps its upper and lower case. `text` is what a piece of text reads as.
    """

    kind: str
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


def read_attributes(text: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of the start tag `text[start:end]`, the first of each name, in lower case."""
    found: dict[str, Attribute] = {}
    tag = _TAG.match(text, start, end)
    if tag is None or tag.end() >= end - 1:
        return found
    for match in _ATTRIBUTE.finditer(text, tag.end(), end - 1):
        name = match[1].lower()
        if name not in found:
            group = match.lastindex or 1
            if group == 1:
                found[name] = Attribute("", match.end(), match.end())
            else:
                value = match[group]
                if "&" in value:
                    value = unescape(value)
                found[name] = Attribute(value, match.start(group), match.end(group))
    return found
