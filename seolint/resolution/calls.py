"""Template calls that compute a URL, as far as these are known without running them."""

from typing import NamedTuple

from seolint.patterns import lazy_regex

_CALL = lazy_regex(
    r"\{%-?\s*(?P<tag>post_url|link|post_path)\s+(?P<named>\"[^\"{}]*\"|'[^'{}]*'|[^\s{}%]+)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<ref>(?:rel)?ref)\s+(?:path\s*=\s*)?(?P<quote>[\"'`]?)(?P<path>[^\"'`\s]+)"
    r"(?P=quote)\s*[>%]\}\}"
    r"|\{\{-?\s*(?P<mark>[\"'])(?P<url>[^\"'{}]*)(?P=mark)\s*\|\s*"
    r"(?P<filter>relative_url|absolute_url|url)\s*-?\}\}"
    r"|\{\{-?\s*site\.(?P<site>baseurl|url)\s*-?\}\}"
)


class Call(NamedTuple):
    """What a URL with template calls comes to.

    With a `name` it is what that call makes of `said`, and then `rest`; without one it is the
    address `rest`.
    """

    name: str
    said: str
    rest: str


def read_calls(source: str, known: frozenset[str]) -> Call | None:
    """What a URL comes to, by the calls that the generator has; None when nobody can tell."""
    address = ""
    position = 0
    for match in _CALL.finditer(source):
        address += source[position : match.start()]
        position = match.end()
        name = match["tag"] or match["ref"] or match["filter"] or "site"
        if name not in known:
            return None
        if match["tag"] or match["ref"]:
            rest = source[position:]
            if address.strip("/") or (rest and not rest.startswith(("#", "?"))):
                return None
            return Call(name, (match["named"] or match["path"]).strip("\"'"), rest)
        address += match["url"] or ""
    address += source[position:]
    if not position or "{{" in address or "{%" in address:
        return None
    return Call("", "", address if address.startswith("/") else f"/{address}")
