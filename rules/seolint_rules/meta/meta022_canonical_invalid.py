"""The canonical address of a page is none that a search engine can use.

It tells which of several addresses of the same content is the one to show. A relative one,
one of a test server or two different ones may remove the right page from the results
instead of a copy.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Field,
    Fix,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    has_valid_host,
    host,
    is_host_within,
    is_local_host,
    lazy_regex,
    scheme,
)
from seolint_rules.sources import G_CANON, LIGHTHOUSE

_STAGED = r"(?:staging|stage|stg|preprod|preview|testing)\b"
_STAGING = lazy_regex(rf"(?:(?!{_STAGED}\.)[\w-]++\.)*+{_STAGED}(?:\.[\w-]++){{2,}}")
_LINK = lazy_regex(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<link\b([^<>]*+)>", re.DOTALL | re.IGNORECASE
)
_CANONICAL = lazy_regex(r"\brel\s*+=\s*+(?:[\"']\s*+)?canonical\b", re.IGNORECASE)
_HREF = lazy_regex(r"\bhref\s*+=\s*+(?:[\"']\s*+)?([^\s\"'>]+)", re.IGNORECASE)


class _Flaw(NamedTuple):
    message: str
    help: str
    mended: str = ""


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "use absolute URLs, no fragments, and one canonical for a page", G_CANON),
        Evidence("S", "a relative, conflicting or root canonical fails the audit", LIGHTHOUSE),
    ],
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye\n---\n"),
        good("---\ntitle: Rye\ncanonical: https://crumb.example/rye/\n---\n"),
        good("---\ntitle: Rye\ncanonical: https://staging.example/rye/\n---\n"),
        good("---\ntitle: Crumb\ncanonical: https://crumb.example/\n---\n", path="index.md"),
        good("---\ncanonical: '{{ site.url }}/rye/'\n---\n", site={"generator": "jekyll"}),
        good(
            "---\ncanonical: https://blog.crumb.example/rye/\n---\n",
            site={"base-url": "https://crumb.example/"},
        ),
        bad("---\ntitle: Rye\ncanonical: ⟦/rye/⟧\n---\n"),
        bad(
            "---\ntitle: Rye\ncanonical: ⟦/rye/⟧\n---\n",
            site={"base-url": "https://crumb.example/"},
            fixed="---\ntitle: Rye\ncanonical: https://crumb.example/rye/\n---\n",
        ),
        bad("---\ntitle: Rye\ncanonical_url: ⟦//crumb.example/rye/⟧\n---\n"),
        bad("---\ntitle: Rye\ncanonical: ⟦https://crumb.example/rye/#flour⟧\n---\n"),
        bad("---\ntitle: Rye\ncanonical: ⟦ftp://crumb.example/rye/⟧\n---\n"),
        bad("---\ntitle: Rye\ncanonical: ⟦http://localhost:4000/rye/⟧\n---\n"),
        bad("---\ntitle: Rye\ncanonical: ⟦https://staging.crumb.example/rye/⟧\n---\n"),
        bad("---\ntitle: Rye\ncanonical: ⟦https://crumb.example⟧\n---\n"),
        bad(
            "---\ntitle: Rye\ncanonical: https://crumb.example/rye/\n"
            "canonical_url: ⟦https://crumb.example/bread/⟧\n---\n"
        ),
        bad(
            '<html><head><link rel="canonical" href="https://crumb.example/rye">'
            '<link rel=canonical href="⟦https://crumb.example/bread⟧"></head></html>\n',
            path="rye.html",
        ),
        bad(
            "---\ntitle: Rye\ncanonical: ⟦https://oats.example/rye/⟧\n---\n",
            site={"base-url": "https://crumb.example/"},
            severity="info",
        ),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    canonical = doc.field("canonical")
    if canonical is None or not canonical.known or canonical.type != "str":
        return
    url = canonical.text.strip()
    flaw = _flaw(doc, url) if url else None
    if flaw is not None:
        yield Problem(
            canonical.span,
            flaw.message,
            help=flaw.help,
            fix=_fix(doc, canonical, flaw.mended),
            subject="field:canonical",
        )
    elif url and _is_foreign(doc, host(url)):
        yield Problem(
            canonical.span,
            f"The canonical address is on {host(url)}, so this page is no result itself",
            help="Keep it if the page was first published there",
            subject="field:canonical",
            severity="info",
        )
    for start, end in _others(doc, canonical):
        yield Problem(
            doc.span(start, end),
            "The page names two canonical addresses",
            help="Keep one",
            related=(Related(doc.path, canonical.span, "the first one"),),
            subject="field:canonical",
        )


def _flaw(doc: Document, url: str) -> _Flaw | None:
    name = scheme(url)
    if not name:
        return _Flaw(
            "The canonical address is relative",
            "Write it with https:// and the host",
            _absolute(doc.site.base_url, url),
        )
    if name not in ("http", "https") or not host(url) or not has_valid_host(url):
        return _Flaw("The canonical address is no address of a page", "Write https:// and a host")
    if "#" in url:
        return _Flaw(
            "The canonical address has a fragment",
            "Leave out what follows the #: it is no page of its own",
        )
    if is_local_host(host(url)) or _STAGING.fullmatch(host(url)):
        return _Flaw(
            f"The canonical address is on {host(url)}, which is no public host",
            "Write the address at which readers find the page",
        )
    if doc.kind == "post" and urlsplit(url).path in ("", "/") and not urlsplit(url).query:
        return _Flaw(
            "The canonical address is the home page, so the post is no result itself",
            "Write the address of the post, or leave it out",
        )
    return None


def _is_foreign(doc: Document, name: str) -> bool:
    own = host(doc.site.base_url)
    domains = (own, *doc.site.allowed_hosts)
    return bool(own) and not any(is_host_within(name, domain) for domain in domains)


def _absolute(site: str, url: str) -> str:
    """The address on a site that lies at the root of its host; else empty."""
    if not url.startswith("/") or url.startswith("//") or urlsplit(site).path not in ("", "/"):
        return ""
    return urljoin(site, url) if scheme(site) in ("http", "https") and "#" not in url else ""


def _fix(doc: Document, canonical: Field, mended: str) -> Fix | None:
    if not mended or doc.text[canonical.start : canonical.end] != canonical.text:
        return None
    span = canonical.span
    return Fix((Edit(span.start, span.end, mended),), f"Write {mended}")


def _others(doc: Document, canonical: Field) -> Iterator[tuple[int, int]]:
    """Where other canonical addresses than this one stand, as code points."""
    names = [name for name in doc.site.names.get("canonical", ()) if name in doc.fields]
    for name in names if len(names) > 1 else ():
        field = doc.fields[name]
        if field.known and field.text.strip() not in ("", canonical.text.strip()):
            yield field.start, field.end
    if doc.has_head and doc.text.count("canonical") > 1:
        for link in _LINK.finditer(doc.masked):
            href = _HREF.search(link[1]) if link[1] and _CANONICAL.search(link[1]) else None
            if href is not None and href[1] != canonical.text.strip():
                yield link.start(1) + href.start(1), link.start(1) + href.end(1)
