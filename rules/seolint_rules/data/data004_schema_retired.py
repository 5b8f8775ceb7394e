"""The markup is for a rich result that is no longer shown.

It does no harm, and other search engines may read it. As work to get a richer result in
Google it is lost; what it says may stay on the page for readers.
"""

import re
from collections.abc import Iterator, Mapping

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Field,
    Fix,
    Options,
    Problem,
    StructuredData,
    bad,
    document_rule,
    good,
    lazy_regex,
    type_names,
    type_values,
)
from seolint_rules.sources import G_HOWTO, G_SIMPLER, G_UPD

RETIRED: Mapping[str, str] = {
    "FAQPage": "2026-05-07",
    "HowTo": "2023-09-13",
    "SearchAction": "2024-11-21",
    "ClaimReview": "2025-06-12",
    "CourseInstance": "2025-06-12",
    "OccupationAggregationByEmployer": "2025-06-12",
    "SpecialAnnouncement": "2025-06-12",
}
"""Types that serve nothing but a rich result of the past, and since when it is one."""

_SCRIPT_END = lazy_regex(r"</script\s*>[ \t]*(?:\r\n?|\n)?", re.I)

Cut = tuple[int, int] | None
"""What to take out of the text to be rid of an object."""


class SchemaRetired(Options, frozen=True):
    """`extra`: further types, and since when their rich result is gone. `allow`: types to keep."""

    extra: Mapping[str, str] = {}
    allow: tuple[str, ...] = ()


def _page(data: str) -> str:
    return f'Fire it slowly.\n\n<script type="application/ld+json">{data}</script>\n'


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "FAQ results are gone since May 2026", G_UPD),
        Evidence("G", "HowTo results are gone since September 2023", G_HOWTO),
        Evidence("G", "claim reviews, course info, salaries and others are gone", G_SIMPLER),
    ],
    options=SchemaRetired,
    examples=[
        good(_page('{"@type": "BlogPosting", "about": {"@type": "Thing"}}')),
        good("## Frequently asked questions\n\nWhat is clay?\n"),
        good(_page('{"@type": "HowTo", "name": "Fire clay"}'), allow=["HowTo"]),
        bad(_page('{"@type": "⟦HowTo⟧", "name": "Fire clay"}'), fixed="Fire it slowly.\n\n"),
        bad(
            _page('[{"@type": "Article"}, {"@type": "⟦https://schema.org/FAQPage⟧"}]'),
            fixed=_page('[{"@type": "Article"}]'),
        ),
        bad(
            _page(
                '{"@type": "WebSite", "potentialAction": {"@type": "⟦SearchAction⟧"}, "name": "K"}'
            ),
            fixed=_page('{"@type": "WebSite", "name": "K"}'),
        ),
        bad(
            _page('{"@type": "⟦Quiz⟧"}'), extra={"Quiz": "2026-01-31"}, fixed="Fire it slowly.\n\n"
        ),
        bad(_page('{"@type": ["WebPage", "⟦FAQPage⟧"], "name": "Clay"}')),
    ],
)
def check(doc: Document, options: SchemaRetired) -> Iterator[Problem]:
    dates = {**RETIRED, **options.extra}
    for data in doc.structured_data:
        for thing, cut in _things(doc, data):
            names = type_names(thing)
            retired = [name for name in names if name in dates and name not in options.allow]
            if not retired:
                continue
            span = type_values(thing)[names.index(retired[0])].span
            fix: Fix | None = None
            if cut is not None and len(retired) == len(names):
                place = doc.span(*cut)
                edit = Edit(place.start, place.end, "")
                fix = Fix((edit,), f"Delete the {retired[0]}", safe=False)
            yield Problem(
                span,
                f"Google has shown no rich result for {retired[0]} since {dates[retired[0]]}",
                help="Delete it, unless you keep it for others",
                fix=fix,
                subject=f"json-ld:{retired[0]}",
                data={"type": retired[0], "since": dates[retired[0]]},
            )


def _things(doc: Document, data: StructuredData) -> Iterator[tuple[Field, Cut]]:
    """All objects, each with what to cut out: from its container, the last one with it."""
    if data.value is None:
        return
    left: list[tuple[Field, Cut]] = [(data.value, _script(doc, data))]
    while left:
        value, cut = left.pop()
        if value.type == "map":
            yield value, cut
        members = list(value.fields.values())
        starts = [member.key_start - 1 for member in members]
        if value.items:
            members = list(value.items)
            starts = [member.start - (member.type == "str") for member in members]
        for index, member in enumerate(members):
            if member.key == "@graph" or len(members) == 1:
                left.append((member, cut))
            elif index + 1 < len(members):
                left.append((member, (starts[index], starts[index + 1])))
            else:
                end = members[index - 1].end + (members[index - 1].type == "str")
                left.append((member, (end, member.end)))


def _script(doc: Document, data: StructuredData) -> Cut:
    """The whole script, with the rest of its line."""
    start = doc.text.rfind("<", 0, data.start)
    end = _SCRIPT_END.match(doc.text, data.end)
    return (start, end.end()) if start >= 0 and end is not None else None
