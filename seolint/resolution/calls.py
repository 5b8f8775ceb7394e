"""Template calls that compute a URL, as far as these are known without running them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seolint.patterns import lazy_regex

_NAME = r"\"[^\"{}]*\"|'[^'{}]*'|(?:[^\s{}%-]|-(?!%))++"
_CLASSES = r"(?:(?<=asset_img)(?:\s+[\w-]+(?=\s))*+)?"
"""What may stand before the name of an image."""

_ELEMENTS = "post_link|asset_link|asset_img"
"""The calls that print a link or an image."""

_CALL = lazy_regex(
    rf"\{{%-?\s*(?:(?P<tag>post_url|link|post_path|asset_path)\s+(?P<named>{_NAME})\s*"
    rf"|(?P<element>{_ELEMENTS}){_CLASSES}\s+(?P<of>{_NAME})[^{{}}%]*+)-?%\}}"
    r"|\{\{[<%]\s*(?P<ref>(?:rel)?ref)\s+(?:path\s*=\s*)?(?P<quote>[\"'`]?)(?P<path>[^\"'`\s]+)"
    r"(?P=quote)\s*[>%]\}\}"
    r"|\{\{-?\s*(?P<mark>[\"'])(?P<url>[^\"'{}]*)(?P=mark)\s*\|\s*"
    r"(?P<filter>relative_url|absolute_url|url)\s*-?\}\}"
    r"|\{\{-?\s*site\.(?P<site>baseurl|url)\s*-?\}\}"
)

_TAG = lazy_regex(rf"\{{%-?\s*(?P<tag>\w++){_CLASSES}(?:\s+(?P<of>{_NAME}))?[^{{}}%]*+%\}}")
_ELEMENT = lazy_regex(_ELEMENTS)
_LITERAL = frozenset(("code", "codeblock", "comment", "highlight", "raw", "verbatim"))


class Call(NamedTuple):
    """What a URL with template calls comes to.

    With a `name` it is what that call makes of `said`, and then `rest`; without one it is the
    address `rest`.
    """

    name: str
    said: str
    rest: str


def find_elements(text: str, body: int) -> Iterator[re.Match[str]]:
    """The calls that print a link (`tag` is not `asset_img`) or an image, from `body` on.

    `of` is what they name. Those in a region that is printed as it stands are left out.
    """
    literal = ""
    for match in _TAG.finditer(text, body):
        tag = match["tag"]
        if literal:
            literal = "" if tag == f"end{literal}" else literal
        elif tag in _LITERAL:
            literal = tag
        elif match["of"] and _ELEMENT.fullmatch(tag):
            yield match


def read_calls(source: str, known: frozenset[str]) -> Call | None:
    """What a URL comes to, by the calls that the generator has; None when nobody can tell."""
    address = ""
    position = 0
    for match in _CALL.finditer(source):
        address += source[position : match.start()]
        position = match.end()
        name = match["tag"] or match["element"] or match["ref"] or match["filter"] or "site"
        if name not in known:
            return None
        said = match["named"] or match["of"] or match["path"]
        if said:
            rest = source[position:]
            if address.strip("/") or (rest and not rest.startswith(("#", "?"))):
                return None
            return Call(name, said.strip("\"'"), rest)
        address += match["url"] or ""
    address += source[position:]
    if not position or "{{" in address or "{%" in address:
        return None
    return Call("", "", address if address.startswith("/") else f"/{address}")
