"""A post that looks published is not built, or search engines drop it.

A date in the future, an expiry date in the past, a file name without a date: the build
succeeds, and the page is missing. Its author learns it from readers.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from posixpath import basename, dirname

from seolint.api import (
    Evidence,
    Facts,
    Mention,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    lazy_regex,
    parse_date,
    site_rule,
)
from seolint_rules.sources import G_DATE, G_ROBOTS, HUGO_USAGE, JEKYLL_POSTS, JEKYLL_UPGRADE

_JEKYLL_NAME = lazy_regex(r"\d{2,4}-\d{1,2}-\d{1,2}-[^/]*\.[^.]+")
_NAME_DATE = lazy_regex(r"\d{4}-\d{1,2}-\d{1,2}(?=[-_.])")
_UNAVAILABLE = lazy_regex(
    r"unavailable_after\s*:\s*(?:[a-z]+day\s*,\s*)?([^,\s][^,]*)", re.IGNORECASE
)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class NotPublishedNow(Options, frozen=True):
    """`schedule`: posts with a date in the future are meant to wait for it."""

    schedule: bool = False


@site_rule(
    severity="warning",
    evidence=[
        Evidence(
            "S", "Jekyll leaves out posts of the future, GitHub Pages does not", JEKYLL_UPGRADE
        ),
        Evidence("S", "Jekyll takes posts by the date in their file names", JEKYLL_POSTS),
        Evidence("S", "Hugo builds neither future nor expired pages", HUGO_USAGE),
        Evidence("G", "after that date a page is not shown in search results", G_ROBOTS),
        Evidence("G", "dates are not to be in the future", G_DATE),
    ],
    options=NotPublishedNow,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye\ndate: 2024-05-01\n---\n", site={"generator": "hugo"}),
        good("---\ntitle: Rye\ndate: 2099-05-01\n---\n", schedule=True),
        good("---\ntitle: Rye\ndate: 2099-05-01\ndraft: true\n---\n"),
        good("---\ntitle: Rye\nexpiryDate: 2099-05-01\n---\n", site={"generator": "hugo"}),
        good("---\ntitle: Rye\nexpiryDate: 2001-05-01\n---\n", site={"generator": "zola"}),
        good("---\ntitle: Rye\nrobots: 'unavailable_after: 2099-05-01'\n---\n"),
        good("---\ntitle: Rye\n---\n", path="rye.md", site={"generator": "jekyll"}),
        bad(
            "---\ntitle: Rye\ndate: ⟦2099-05-01⟧\n---\n",
            path="content/posts/rye.md",
            site={"generator": "hugo"},
            severity="warning",
        ),
        bad(
            "---\ntitle: Rye\ndate: 2024-05-01\npublishDate: ⟦2099-05-01⟧\n---\n",
            path="content/posts/rye.md",
            site={"generator": "hugo"},
        ),
        bad("---\ntitle: Rye\ndate: ⟦2099-05-01T10:00:00+02:00⟧\n---\n", severity="info"),
        bad(
            "⟦---⟧\ntitle: Rye\n---\n",
            path="_posts/2099-05-01-rye.md",
            site={"generator": "jekyll"},
        ),
        bad("⟦---⟧\ntitle: Rye\n---\n", path="_posts/rye.md", site={"generator": "jekyll"}),
        bad(
            "---\ntitle: Rye\nexpiryDate: ⟦2001-05-01⟧\n---\n",
            path="content/posts/rye.md",
            site={"generator": "hugo"},
        ),
        bad("---\ntitle: Rye\nrobots: '⟦unavailable_after: 1 May 2001 10:00:00 UTC⟧'\n---\n"),
        bad("---\ntitle: Rye\ndraft: true\npublished: ⟦true⟧\n---\n"),
    ],
)
def check(site: Site, options: NotPublishedNow) -> Iterator[Problem]:
    for page in site.pages:
        if page.draft:
            yield from _contradiction(page)
        elif page.judged and page.kind != "index":
            yield from _badly_named(site, page)
            if not options.schedule:
                yield from _future(site, page)
            yield from _expired(site, page)


def _contradiction(page: Facts) -> Iterator[Problem]:
    draft, published = (page.fields.get(name) for name in ("draft", "published"))
    if draft is None or published is None:
        return
    truths = [_TRUTH.get(mention.text.lower()) for mention in (draft, published)]
    if None not in truths and truths[0] == truths[1]:
        yield Problem(
            published.span,
            "`draft` and `published` contradict each other",
            help="Keep one of the two",
            related=(Related(page.path, draft.span, "the other one"),),
            subject="field:published",
            path=page.path,
        )


def _badly_named(site: Site, page: Facts) -> Iterator[Problem]:
    name = basename(page.path)
    if (
        site.settings.generator == "jekyll"
        and "_posts" in dirname(page.path).split("/")
        and not _JEKYLL_NAME.fullmatch(name)
    ):
        yield Problem(
            page.top,
            f"Jekyll publishes no post whose file is called “{name}”",
            help=f"Put a date in front of the name, as in 2024-05-01-{name}",
            subject="file-name",
            anchor="page",
            path=page.path,
        )


def _future(site: Site, page: Facts) -> Iterator[Problem]:
    hides = site.settings.hides_future
    if page.kind != "post" and not (hides and site.settings.generator == "hugo"):
        return
    names = ("publishDate", "date") if hides else ("date",)
    mentions = [page.fields[name] for name in names if name in page.fields]
    dates = [(mention.span, _moment(mention, site)) for mention in mentions]
    named = _NAME_DATE.match(basename(page.path))
    if named is not None and site.settings.generator == "jekyll" and not dates:
        dates = [(page.top, _moment(Mention(named[0], page.top), site))]
    for span, moment in dates:
        if moment is not None and site.clock.is_future(moment):
            if hides:
                message = f"The page is not built before {moment:%Y-%m-%d}"
                help = "Correct the date, or set `schedule = true` if the site is rebuilt then"
            else:
                message = f"The date {moment:%Y-%m-%d} is in the future"
                help = "Correct the date, or make the post a draft until then"
            yield Problem(
                span,
                message,
                help=help,
                subject="field:date",
                severity="warning" if hides else "info",
                path=page.path,
            )
            return


def _expired(site: Site, page: Facts) -> Iterator[Problem]:
    expiry, robots = page.fields.get("expiryDate"), page.fields.get("robots")
    if expiry is not None and site.settings.hides_expired:
        moment = _moment(expiry, site)
        if moment is not None and site.clock.is_past(moment):
            yield Problem(
                expiry.span,
                f"The page expired on {moment:%Y-%m-%d} and is no longer built",
                help="Delete the page, or its expiry date",
                subject="field:expiryDate",
                path=page.path,
            )
    found = _UNAVAILABLE.search(robots.text) if robots is not None else None
    if robots is not None and found is not None:
        moment = _moment(Mention(found[1], robots.span, robots.known), site)
        if moment is not None and site.clock.is_past(moment):
            yield Problem(
                robots.span,
                f"Search engines have left the page out since {moment:%Y-%m-%d}",
                help="Delete the page, or take out `unavailable_after`",
                subject="field:robots",
                path=page.path,
            )


def _moment(mention: Mention, site: Site) -> datetime | None:
    """The moment that is meant, in the time zone of the site where none is given."""
    moment = parse_date(mention.text) if mention.known else None
    if moment is None or moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=site.clock.zone)
