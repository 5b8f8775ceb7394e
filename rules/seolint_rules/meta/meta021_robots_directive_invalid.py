"""An instruction for robots is misspelt, contradicts another, or forbids any snippet.

What a search engine does not know it ignores, and of two that contradict each other it
follows the stricter one. Without a snippet a result is a bare title, and the page is no
source for answers that are generated.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from seolint.api import (
    Document,
    Evidence,
    Field,
    Fix,
    Options,
    Problem,
    bad,
    distance,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import B_WMG, G_ROBOTS

_DIRECTIVE = lazy_regex(
    r"\s*(unavailable_after\s*:(?:\s*[a-z]+day\s*,)?[^,]*|[^,]*)", re.IGNORECASE
)
_ORDINARY = frozenset(("follow", "index", "noai", "noarchive", "nocache", "noimageai"))
"""Defaults that may be written out, and what others than Google know."""

_VALUES = {
    "max-image-preview": lazy_regex("none|standard|large"),
    "max-snippet": lazy_regex(r"-1|\d+"),
    "max-video-preview": lazy_regex(r"-1|\d+"),
    "unavailable_after": lazy_regex(r"[^\d]*+\d.*"),
}
_WITHOUT_SNIPPET = frozenset(("nosnippet", "max-snippet:0", "max-image-preview:none"))
_OPPOSITES = (
    ("index", "noindex"),
    ("index", "none"),
    ("all", "noindex"),
    ("all", "none"),
    ("all", "nofollow"),
    ("follow", "nofollow"),
    ("follow", "none"),
)


class RobotsDirectiveInvalid(Options, frozen=True):
    """`known`: the directives there are, besides `index`, `follow` and `noarchive`."""

    known: tuple[str, ...] = (
        "all",
        "noindex",
        "nofollow",
        "none",
        "nosnippet",
        "indexifembedded",
        "max-snippet",
        "max-image-preview",
        "max-video-preview",
        "notranslate",
        "noimageindex",
        "unavailable_after",
    )


class _Directive(NamedTuple):
    """A directive in lower case without blanks, and where it stands in its field."""

    text: str
    field: Field
    start: int
    end: int

    @property
    def name(self) -> str:
        return self.text.partition(":")[0]


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "the more restrictive of two directives applies", G_ROBOTS),
        Evidence("G", "nosnippet and max-snippet hold for AI Overviews as well", G_ROBOTS),
        Evidence("G", "Bing: noarchive keeps a page out of the answers of Copilot", B_WMG),
    ],
    options=RobotsDirectiveInvalid,
    hidden_by=("FM001",),
    examples=[
        good("---\nrobots: noindex, nofollow\n---\n"),
        good("---\nrobots: index, follow, max-image-preview:large, max-snippet:-1\n---\n"),
        good("---\nrobots: 'unavailable_after: Saturday, 25-Jun-2050 15:00:00 PST'\n---\n"),
        good("---\nrobots: [noarchive, NOFOLLOW]\n---\n"),
        good("---\nrobots: false\n---\n"),
        good("---\nrobots: noindex, nosnippet\n---\n"),
        good("---\nrobots: '{{ robots }}'\n---\n", site={"generator": "jekyll"}),
        good("---\nrobots: nobots\n---\n", known=["nobots"]),
        bad("---\nrobots: ⟦no-index⟧, follow\n---\n"),
        bad("---\nrobots: ⟦noindex nofollow⟧\n---\n"),
        bad("---\nrobots: index, ⟦noindex⟧\n---\n"),
        bad("---\nrobots: [all, '⟦nofollow⟧']\n---\n"),
        bad("---\nrobots: index, ⟦nosnippet⟧\n---\n"),
        bad("---\nrobots: '⟦max-snippet: 0⟧'\n---\n"),
        bad("---\nrobots: '⟦max-image-preview:big⟧'\n---\n"),
        bad(
            "---\nrobots: nofollow⟦, nofollow⟧\n---\n",
            severity="info",
            fixed="---\nrobots: nofollow\n---\n",
        ),
        bad(
            '<html><head><meta name="robots" content="⟦norobots⟧"></head></html>\n',
            path="clay.html",
        ),
    ],
)
def check(doc: Document, options: RobotsDirectiveInvalid) -> Iterator[Problem]:
    robots = doc.field("robots")
    if robots is None or not robots.known or robots.type in ("bool", "map"):
        return
    directives = list(_directives(robots))
    hidden = any(directive.text in ("noindex", "none") for directive in directives)
    seen: dict[str, _Directive] = {}
    for directive in directives:
        if directive.text in seen:
            yield _duplicate(directive)
            continue
        seen[directive.text] = directive
        flaw = _unknown(directive, options.known)
        if not flaw:
            flaw = _contradiction(directive.text, seen)
        if not flaw and directive.text in _WITHOUT_SNIPPET and not hidden:
            flaw = f"“{directive.text}” takes the preview from results", "Allow previews"
        if flaw:
            message, help = flaw
            yield _problem(directive, message, help)


def _directives(robots: Field) -> Iterator[_Directive]:
    for field in robots.items or (robots,):
        for found in _DIRECTIVE.finditer(field.text):
            written = found[1].rstrip()
            if written:
                start = found.start(1)
                text = re.sub(r"(?<!\s)\s*+:\s*+", ":", written.lower(), count=1)
                yield _Directive(text, field, start, start + len(written))


def _problem(directive: _Directive, message: str, help: str) -> Problem:
    return Problem(
        directive.field.value.span(directive.start, directive.end),
        message,
        help=help,
        subject=f"robots:{directive.text}",
    )


def _unknown(directive: _Directive, known: tuple[str, ...]) -> tuple[str, str] | None:
    """What makes a directive one that nobody knows, and what to do; None when it is known."""
    names = _ORDINARY.union(known)
    name, text = directive.name, directive.text
    if name not in names:
        if len(text.split()) > 1 and names.issuperset(text.split()):
            return "Directives are parted by commas", "Write a comma between them"
        near = [other for other in sorted(names) if distance(name, other, 2) <= 1]
        return (
            f"No search engine knows “{text}”",
            f"Did you mean {near[0]}?" if near else "Delete it",
        )
    values = _VALUES.get(name)
    if values is not None and not values.fullmatch(text.partition(":")[2]):
        return f"“{text}” has no value that search engines know", "Correct what follows the colon"
    return None


def _contradiction(text: str, seen: dict[str, _Directive]) -> tuple[str, str] | None:
    for pair in _OPPOSITES:
        if text in pair:
            other = pair[0] if text == pair[1] else pair[1]
            if other in seen:
                return f"“{text}” contradicts “{other}”", "Keep the one that is meant"
    return None


def _duplicate(directive: _Directive) -> Problem:
    """The second of two that are equal, with the comma before it."""
    value, start = directive.field.value, directive.start
    comma = max(value.text.rfind(",", 0, start), 0)
    fix: Fix | None = None
    if comma:
        fix = value.replace(comma, directive.end, "", message=f"Delete the second {directive.text}")
    return Problem(
        value.span(comma, directive.end),
        f"“{directive.text}” stands twice",
        help="Delete one",
        fix=fix,
        subject=f"robots:{directive.text}",
        severity="info",
    )
