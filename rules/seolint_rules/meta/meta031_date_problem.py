"""A post has no date, or one that cannot be right.

Readers judge by the date whether a text still holds. A search engine that finds none, or
two that contradict each other, shows one of its own or none at all.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from seolint.api import (
    Document,
    Evidence,
    Field,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    lazy_regex,
    parse_date,
    values_of,
)
from seolint_rules.sources import G_ART, G_DATE

_DATED = lazy_regex(r"(?:^|/)(?:19|20)\d\d(?:[-/]\d{1,2}[-/]\d{1,2}(?!\d)|[-/](?:0\d|1[0-2])/)")
_DATE_KEY = lazy_regex(r"date|created|modified|published|posted|updated|time", re.IGNORECASE)
_PRINTED = lazy_regex(
    r"(?:git\s+)?(?:last[ -]modified|created)|today|now|\d{9,13}|[^{}<>%$]*+[{}<>%$](?s:.*)",
    re.IGNORECASE,
)
"""What a generator replaces by a date, and seconds since 1970."""

_TWO_WAYS = lazy_regex(r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)\b.*")


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "state when a page was published, and the same date everywhere", G_DATE),
        Evidence("G", "dates of structured data are best given with a time zone", G_ART),
    ],
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye\ndate: 2024-05-01\n---\n"),
        good("---\ntitle: Rye\ndate: May 1, 2024\nupdated: 2024-05-01\n---\n"),
        good("---\ntitle: Rye\n---\n", path="posts/2024-05-01-rye.md"),
        good("---\ntitle: Rye\npermalink: /2024/05/rye/\n---\n"),
        good("---\ntitle: Rye\n---\n", path="docs/rye.md"),
        good("---\ntitle: Rye\ndate: last-modified\n---\n", site={"generator": "quarto"}),
        good("Notes on rye, without front matter.\n", path="posts/rye.md"),
        good("---\ndate: 2024-05-01T01:00+02:00\nupdated: 2024-04-30T23:30Z\n---\n"),
        bad("⟦---⟧\ntitle: Rye\n---\n", severity="info"),
        bad("---\ntitle: Rye\ndate: ⟦2024-02-30⟧\n---\n", severity="error"),
        bad("---\ntitle: Rye\ndate: ⟦2024-05-01 18:30 2024 +0200⟧\n---\n"),
        bad("---\ntitle: Rye\ndate: ⟦05/01/2024⟧\n---\n", severity="info"),
        bad("---\ndate: 2024-05-01\nupdated: ⟦2023-05-01⟧\n---\n", severity="error"),
        bad(
            '<html><head><script type="application/ld+json">{"@type": "Article",'
            ' "datePublished": "⟦2024-05-01T10:00⟧"}</script></head></html>\n',
            path="rye.html",
            severity="info",
        ),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    published, updated = doc.field("date"), doc.field("updated")
    if published is None and _lacks_date(doc):
        yield Problem(
            doc.top,
            "The post has no date",
            help="Add `date` to the front matter",
            subject="field:date",
            anchor="page",
        )
    moments = [_moment(field) for field in (published, updated)]
    for field, moment in zip((published, updated), moments, strict=True):
        if field is not None and moment is None:
            yield from _unreadable(field)
    first, last = moments
    if published and updated and first and last and _precedes(last, first):
        yield Problem(
            updated.span,
            f"The page was updated before it was published on {first:%Y-%m-%d}",
            help="Correct one of the two dates",
            related=(Related(doc.path, published.span, "published"),),
            subject="field:updated",
            severity="error",
        )
    if doc.json_ld:
        yield from _zoneless(doc)


def _lacks_date(doc: Document) -> bool:
    if doc.kind != "post" or doc.noindex or doc.front_matter == "export":
        return False
    if not doc.front_matter and doc.site.generator == "plain":
        return False
    if _DATED.search(doc.path) or "date" in doc.site.defaults:
        return False
    address = doc.field("slug") or doc.fields.get("path")
    if address is not None and _DATED.search(address.text):
        return False
    return not any(_DATE_KEY.search(key) for key in doc.fields)


def _moment(field: Field | None) -> datetime | None:
    return parse_date(field.text) if field is not None and field.known else None


def _unreadable(field: Field) -> Iterator[Problem]:
    text = field.text.strip()
    if not text or not field.known or field.type == "bool" or _PRINTED.fullmatch(text):
        return
    ambiguous = _TWO_WAYS.fullmatch(text) is not None
    yield Problem(
        field.span,
        f"The date “{text}” can be read in two ways" if ambiguous else f"“{text}” is no date",
        help="Write year, month and day, as in 2024-05-01",
        subject=f"field:{field.key}",
        severity="info" if ambiguous else "error",
    )


def _precedes(one: datetime, other: datetime) -> bool:
    """Whether a moment is earlier, and on an earlier day; a day alone has no time."""
    if one.tzinfo is not None and other.tzinfo is not None and one >= other:
        return False
    return one.date() < other.date()


def _zoneless(doc: Document) -> Iterator[Problem]:
    """Dates of structured data that have a time of day and no zone."""
    for data in doc.structured_data:
        for thing in data.subjects:
            for name in ("datePublished", "dateModified"):
                for value in values_of(thing, name):
                    moment = _moment(value)
                    if moment is not None and moment.tzinfo is None and ":" in value.text:
                        yield Problem(
                            value.span,
                            f"The time of `{name}` has no time zone",
                            help="Write the zone behind it, as in 10:00+02:00",
                            subject=f"json-ld:{name}",
                        )
