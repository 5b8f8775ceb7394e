"""A link that earns money does not say so to search engines.

Links that somebody pays for are marked with `rel="sponsored"`, or with `nofollow`. Without
it they count as recommendations that were bought, which is link spam.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Link,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    host,
    is_host_within,
    lazy_regex,
)
from seolint_rules.sources import G_QUAL, G_SPAM

PROGRAMS = (
    "amzn.to",
    "anrdoezrs.net",
    "awin1.com",
    "clickbank.net",
    "dpbolvw.net",
    "go.redirectingat.com",
    "go.skimresources.com",
    "jdoqocy.com",
    "kqzyfj.com",
    "linksynergy.com",
    "pxf.io",
    "rstyle.me",
    "shareasale.com",
    "shrsl.com",
    "sjv.io",
    "tkqlhce.com",
)
"""Hosts of affiliate programs, which lead on to a shop."""

_PROGRAM = lazy_regex(rf"(?:.*\.)?(?:{'|'.join(map(re.escape, PROGRAMS))})")
_PAID = lazy_regex(
    r"//(?:www\.)?amazon\.[a-z.]++/(?:(?!//)[^#])*?[?&]tag=|[?&](?:aff|aff_id|affiliate)=", re.I
)
_LIST = lazy_regex(r"\{:?[^{}\n]*\}")
_REL = lazy_regex(r"""\brel\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s}]+))""")
_OPENING = lazy_regex(r"<a\s", re.I)
_QUALIFIED = frozenset(("sponsored", "nofollow"))
_DECLARED = ("sponsored", "affiliate")
_LISTS = {"jekyll": '{:rel="sponsored"}', "quarto": '{rel="sponsored"}'}
"""How a generator takes the attributes of a Markdown link."""


class LinkPaidUnqualified(Options, frozen=True):
    """`extra`, `allow`: patterns of addresses (`*` for any characters) that are paid, or not.

    `domains`: hosts of those who pay.
    """

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "paid links are marked with sponsored; nofollow will do", G_QUAL),
        Evidence("G", "links that are bought without a mark are link spam", G_SPAM),
    ],
    options=LinkPaidUnqualified,
    examples=[
        good('<a href="https://amzn.to/3x" rel="sponsored noopener">A kiln</a>\n'),
        good('<a href="https://www.amazon.com/dp/B01?ref=x">A kiln</a>\n'),
        good("[A kiln](https://amzn.to/3x)\n"),
        good(
            "---\ntitle: Kilns\naffiliate: true\n---\n"
            '[A kiln](https://amzn.to/3x){:target="_blank" rel="nofollow"}\n'
        ),
        good('<a href="https://amzn.to/3x">A kiln</a>\n', allow=["https://amzn.to/*"]),
        bad(
            '<a href="⟦https://amzn.to/3x⟧">A kiln</a>\n',
            fixed='<a rel="sponsored" href="https://amzn.to/3x">A kiln</a>\n',
        ),
        bad(
            '<a href="⟦https://www.amazon.de/dp/B01?a=1&amp;tag=kiln-21⟧" rel="noopener">A</a>\n',
            path="page.html",
            fixed='<a href="https://www.amazon.de/dp/B01?a=1&amp;tag=kiln-21"'
            ' rel="noopener sponsored">A</a>\n',
        ),
        bad("---\ntitle: Kilns\naffiliate: true\n---\n[A kiln](⟦https://amzn.to/3x⟧)\n"),
        bad(
            "---\ntitle: Kilns\nsponsored: true\n---\n[A kiln](⟦https://kiln.example/⟧)\n",
            site={"generator": "jekyll"},
            domains=["kiln.example"],
            fixed="---\ntitle: Kilns\nsponsored: true\n---\n"
            '[A kiln](https://kiln.example/){:rel="sponsored"}\n',
        ),
    ],
)
def check(doc: Document, options: LinkPaidUnqualified) -> Iterator[Problem]:
    declared = any(name in doc.fields and _says_yes(doc, name) for name in _DECLARED)
    for link in doc.links:
        if (
            (declared or link.kind in ("html", "jsx"))
            and link.known
            and _is_paid(link.url, options)
            and _QUALIFIED.isdisjoint(_rel(doc, link))
        ):
            yield Problem(
                link.url_span,
                f"The link to {host(link.url)} is paid for and not marked as such",
                help='Add rel="sponsored"',
                fix=_fix(doc, link),
                subject=f"link:{link.url}",
            )


def _says_yes(doc: Document, name: str) -> bool:
    return doc.fields[name].text.strip().lower() in ("true", "yes", "on", "1")


def _is_paid(url: str, options: LinkPaidUnqualified) -> bool:
    name = host(url)
    if not name or any(fnmatchcase(url, pattern) for pattern in options.allow):
        return False
    return (
        _PROGRAM.fullmatch(name) is not None
        or _PAID.search(url) is not None
        or any(is_host_within(name, domain) for domain in options.domains)
        or any(fnmatchcase(url, pattern) for pattern in options.extra)
    )


def _rel(doc: Document, link: Link) -> tuple[str, ...]:
    """What `rel` says, that of an attribute list behind a Markdown link too."""
    after = _LIST.match(doc.text, link.end)
    rel = _REL.search(after[0]) if after is not None else None
    if rel is None:
        return link.rel
    return (*link.rel, *(rel[1] or rel[2] or rel[3] or "").lower().split())


def _fix(doc: Document, link: Link) -> Fix | None:
    """Adds `sponsored` where the generator takes attributes and none stand there yet."""
    rel = link.attributes.get("rel")
    text = doc.text
    if link.kind == "html" and rel is not None:
        if not rel.text or text[rel.end] not in "\"'":
            return None
        at, added = rel.span().end, " sponsored"
    elif link.kind == "html" and _OPENING.match(text, link.start):
        at, added = link.span.start + len("<a"), ' rel="sponsored"'
    elif link.kind == "inline" and not _LIST.match(text, link.end):
        at, added = link.span.end, _LISTS.get(doc.site.generator, "")
    else:
        return None
    return Fix((Edit(at, at, added),), 'Add rel="sponsored"', safe=False) if added else None
