"""A link that only a script, or one computer, can follow.

Search engines follow addresses in `href`. A link to `javascript:`, to nothing or to a
file on the author's disk leads them nowhere, and most readers too.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Link,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    scheme,
)
from seolint_rules.sources import G_LINK, LIGHTHOUSE

_LOCAL = lazy_regex(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)
_TO_TOP = lazy_regex(r"\b(?:top|up|oben|haut|arriba|topo|cima|inizio|boven|начало|наверх)\b|⬆|↑|上")


class LinkNotCrawlable(Options, frozen=True):
    """`allow-hash`: whether a link to `#` is fine."""

    allow_hash: bool = False


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "links are crawled when their `href` resolves to an address", G_LINK),
        Evidence("S", "links are crawlable", LIGHTHOUSE),
        Evidence("M", "45 hits in 2 pages of five sites, tutorials that show how not to do it"),
    ],
    options=LinkNotCrawlable,
    examples=[
        good("[Clay](clay.md), [ash](#ash), [call](tel:+100200300)\n"),
        good("[Back to the top](#)\n"),
        good('<a href="#" role="button">Open</a>\n', path="p.html"),
        good('<a id="clay">Clay</a>\n', path="p.html"),
        good('<a href="#">Open</a>\n', path="p.html", allow_hash=True),
        bad("[Print](⟦javascript:print()⟧)\n"),
        bad("[Clay](⟦file:///home/ines/clay.md⟧)\n"),
        bad('<a href="⟦C:\\clay.html⟧">Clay</a>\n', path="p.html"),
        bad('<a href="⟦#⟧">Open</a>\n', path="p.html"),
        bad('⟦<a onclick="open()">Open</a>⟧\n', path="p.html"),
        bad("⟦[Clay]()⟧\n", severity="info", path="docs/clay.md"),
    ],
)
def check(doc: Document, options: LinkNotCrawlable) -> Iterator[Problem]:
    for link in doc.links:
        url = link.url
        if (len(url) > 1 and url[0] in "/#.") or url.startswith("http") or link.hidden:
            continue
        message = _flaw(link, options)
        if message:
            yield Problem(
                link.url_span if url else link.span,
                message,
                help="Give it an address, or make it a button",
                subject=f"link:{url}",
                severity="info" if doc.kind == "docs" else "warning",
            )


def _flaw(link: Link, options: LinkNotCrawlable) -> str:
    url = link.url.strip()
    attributes = link.attributes
    role = attributes.get("role")
    if not link.known or (role is not None and role.text.strip().lower() == "button"):
        return ""
    if not link.has_url:
        return "The link has no address, only a script" if "onclick" in attributes else ""
    if scheme(url) == "javascript":
        return "The link runs a script instead of leading to an address"
    if _LOCAL.match(url):
        return "The link leads to a file on one computer"
    if "aria-current" in attributes or link.kind == "jsx":
        return ""
    if not url:
        return "The link has no address"
    if url == "#" and not options.allow_hash and not _TO_TOP.search(link.name.casefold()):
        return "The link leads nowhere"
    return ""
