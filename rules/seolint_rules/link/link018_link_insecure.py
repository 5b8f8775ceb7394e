"""An address begins with `http://`.

What it brings can be read and changed on the way. Readers are sent through a redirect at
best, and browsers block or upgrade what an https page embeds from it.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    host,
    is_local_host,
    lazy_regex,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_CANON, HTML_PROOFER, SCREAMING_FROG

_SCHEME = "http://"
_EMBEDDING = ("iframe", "script", "video", "audio", "source", "track", "embed")
_EMBEDDED = lazy_regex(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)"
    rf"|<(?P<element>{'|'.join(_EMBEDDING)})\s(?:[^<>]*?\s)?src="
    r"[\"']?(?P<url>http://[^\s\"'<>]++)",
    re.IGNORECASE,
)


class LinkInsecure(Options, frozen=True):
    """`ignore`: patterns of hosts without https, or of an address after `http://`."""

    ignore: tuple[str, ...] = (
        "*.onion",
        "*.i2p",
        "example.com",
        "*.example.com",
        "example.net",
        "example.org",
        "ogp.me/ns*",
        "purl.org/*",
        "schemas.*",
        "xmlns.com/*",
    )


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "https is preferred as the canonical address; mixed content is not", G_CANON),
        Evidence("F", "https is enforced for links by default", HTML_PROOFER),
        Evidence("F", "pages are searched for links without encryption", SCREAMING_FROG),
        Evidence(
            "F", "links without encryption are found before a site goes live", ASTRO_POST_AUDIT
        ),
        Evidence("M", "8.9 % of 3,140 good pages, 33 % of those of an old personal blog"),
    ],
    options=LinkInsecure,
    examples=[
        good("[Clay](https://clay.example/), [glaze](//glaze.example/), [ash](/ash/)\n"),
        good("Write `http://clay.example/` or [see](http://localhost:4000/).\n"),
        good("[Ask](http://example.com/ask), [hidden](http://kiln234.onion/)\n"),
        good("[Clay](http://old.clay.example/)\n", ignore=["old.clay.example"]),
        good("```html\n<script src='http://clay.example/a.js'></script>\n```\n"),
        bad(
            "[Clay](⟦http://clay.example/⟧)\n",
            severity="info",
            fixed="[Clay](https://clay.example/)\n",
        ),
        bad(
            "[Clay](⟦http://clay.example/⟧) and [its price](http://clay.example/price)\n",
            fixed="[Clay](https://clay.example/) and [its price](https://clay.example/price)\n",
        ),
        bad(
            "See <⟦http://www.kiln.example/clay⟧>.\n",
            site={"base-url": "https://kiln.example"},
            fixed="See <https://www.kiln.example/clay>.\n",
        ),
        bad(
            "![Clay](⟦http://clay.example/clay.jpg⟧)\n",
            severity="warning",
            fixed="![Clay](https://clay.example/clay.jpg)\n",
        ),
        bad(
            '<iframe width="9" src="⟦http://clay.example/film⟧"></iframe>\n',
            path="page.html",
            severity="warning",
            fixed='<iframe width="9" src="https://clay.example/film"></iframe>\n',
        ),
    ],
)
def check(doc: Document, options: LinkInsecure) -> Iterator[Problem]:
    found: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for part, url, place in _addresses(doc):
        name = host(url)
        if not _is_ignored(name, url.removeprefix(_SCHEME), options.ignore):
            found.setdefault((part, name), set()).add(place)
    for (part, name), places in found.items():
        yield _problem(doc, part, name, sorted(places))


def _addresses(doc: Document) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Each address with http: what it is of, and where it stands."""
    for link in doc.links:
        if link.url.startswith(_SCHEME) and link.known:
            yield "link", link.url, link.url_place
    for image in doc.images:
        if image.url.startswith(_SCHEME) and image.known:
            yield "link" if image.kind == "field" else "image", image.url, image.url_place
    if doc.tags.isdisjoint(_EMBEDDING):
        return
    for match in _EMBEDDED.finditer(doc.masked, doc.body):
        if match["url"] and not doc.is_code(match.start()):
            yield match["element"].lower(), match["url"], match.span("url")


def _is_ignored(name: str, rest: str, patterns: tuple[str, ...]) -> bool:
    if "." not in name or is_local_host(name) or name.replace(".", "").isdecimal():
        return True
    return any(fnmatchcase(name, pattern) or fnmatchcase(rest, pattern) for pattern in patterns)


def _problem(doc: Document, part: str, name: str, places: list[tuple[int, int]]) -> Problem:
    """One for all links of a page to a host, or for all that it loads from there."""
    spans = [doc.span(*place) for place in places]
    what = "The link to" if part == "link" else f"The {part} from"
    times = f", {len(spans)} times" if len(spans) > 1 else ""
    fix: Fix | None = None
    if all(doc.text.startswith(_SCHEME, start) for start, _ in places):
        edits = tuple(Edit(span.start, span.start + len("http"), "https") for span in spans)
        fix = Fix(edits, "Write https://", safe=doc.site.is_internal(f"//{name}"))
    return Problem(
        spans[0],
        f"{what} {name} uses http, which is not encrypted{times}",
        help="Write https:// if the host answers there",
        fix=fix,
        related=tuple(Related(doc.path, span, "here too") for span in spans[1:]),
        subject=f"host:{name}",
        severity="info" if part == "link" else "warning",
        data={"host": name, "times": len(spans)},
    )
