"""The title promises a year that has passed since the page was last updated.

“The best tents of the season 2021” is history for whoever searches for a tent. If the text
was kept up to date, the title hides it; if it was not, the update date does. Titles that
look back on a year are left alone.
"""

import re
from collections.abc import Iterator
from datetime import date

from seolint.api import (
    Evidence,
    Facts,
    Options,
    Problem,
    Site,
    bad,
    good,
    lazy_regex,
    parse_date,
    site_rule,
)
from seolint_rules.sources import G_TITLE

_YEAR = lazy_regex(r"(?<![\d./-])20\d\d(?![\d-]|[./]\d)")
_PROMISE = lazy_regex(
    r"""\b(?:best|top|ultimate|complete|guides?|tutorials?|how[ ]to|checklist|cheat[ ]?sheet
    |trends?|tips|alternatives|comparison|compared|vs\.?|buying|learn|should|worth|still
    |besten?|bester|bestes|leitfaden|ratgeber|anleitung|tipps|vergleich|alternativen
    |meilleure?s?|conseils|comparatif|tutoriel|tendances|mejor(?:es)?|guía|consejos|comparativa
    |tutorial(?:es)?|tendencias|migliori?|guida|consigli|confronto|tendenze|melhore?s?|guia|dicas
    |beste|gids|vergelijking|najlepsz[eya]|poradnik|bästa|bäst|лучшие|лучший|гайд|руководство)\b
    |おすすめ|ランキング|完全ガイド|比較|入門|指南|教程|推荐|最佳""",
    re.VERBOSE,
)
"""Words, in lower case, that promise advice for the reader's own time."""

_LOOKS_BACK = lazy_regex(
    r"""\b(?:review|recap|retrospective|wrap[ -]?up|surveys?|reports?|results|election|summit
    |conf\w*|award\w*|of[ ](?:the[ ]year[ ])?20\d\d|rückblick|jahresrückblick|umfrage|bericht
    |ergebnisse|bilan|rétrospective|rapport|resumen|balance|informe|itogi|итоги|обзор)\b|まとめ""",
    re.VERBOSE,
)
_DATED_NAME = lazy_regex(r"(?:^|/)((?:19|20)\d\d[-/]\d{1,2}(?:[-/]\d{1,2})?)(?=[-_./])")


class TitleStaleYear(Options, frozen=True):
    """`grace-months`: months of the next year in which the title is not stale yet."""

    grace_months: int = 3


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "titles of recurring pages are rewritten when they are obsolete", G_TITLE),
        Evidence("M", "7 % of 3,140 titles hold a year, nearly all of them rightly"),
    ],
    options=TitleStaleYear,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: The best tents for 2021\ndate: 2021-05-01\n---\n"),
        good("---\ntitle: The best tents for 2021\nupdated: 2022-02-01\n---\n"),
        good("---\ntitle: Our summer 2021 in review\nupdated: 2023-05-01\n---\n"),
        good("---\ntitle: Our festival in 2021\nupdated: 2023-05-01\n---\n"),
        good("---\ntitle: A guide to the law 2021/14\nupdated: 2023-05-01\n---\n"),
        good("---\ntitle: The best tents for 2099\n---\n"),
        bad("---\ntitle: ⟦The best tents for 2021⟧\ndate: 2021-05-01\nupdated: 2023-05-01\n---\n"),
        bad("---\ntitle: ⟦How to buy a tent in 2021⟧\ndate: 2023-05-01\n---\n"),
        bad("---\ntitle: ⟦A guide to tents (2021)⟧\n---\n", path="docs/tents.md"),
        bad("---\ntitle: ⟦The best tents for 2021⟧\nupdated: 2022-02-01\n---\n", grace_months=0),
    ],
)
def check(site: Site, options: TitleStaleYear) -> Iterator[Problem]:
    for page in site.pages:
        title = page.fields.get("title")
        if title is None or not title.known or not page.judged:
            continue
        years = _YEAR.findall(title.text)
        lowered = title.text.lower()
        if not years or not _PROMISE.search(lowered) or _LOOKS_BACK.search(lowered):
            continue
        year = max(map(int, years))
        changed = _last_change(page)
        if changed is None and page.kind == "post":
            continue
        if _months(changed or site.today, year) >= options.grace_months:
            yield Problem(
                title.span,
                f"The title promises {year}, and "
                + (f"the page is of {changed:%Y-%m}" if changed else f"it is {site.today.year}"),
                help="Bring text and title up to date, or take the year out of the title",
                subject="field:title",
                path=page.path,
                data={"year": year},
            )


def _last_change(page: Facts) -> date | None:
    """When the page was updated, else published, as far as it tells."""
    named = _DATED_NAME.search(page.path)
    texts = [page.fields[name].text for name in ("updated", "date") if name in page.fields]
    moments = [parse_date(text) for text in (*texts, named[1] if named is not None else "")]
    return next((moment.date() for moment in moments if moment is not None), None)


def _months(since: date, year: int) -> int:
    """How many months of the next year had passed; negative before it."""
    return (since.year - year - 1) * 12 + since.month - 1
