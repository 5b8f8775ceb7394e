"""Two pages do not agree that they are translations of each other.

`hreflang` counts only where each version names all the others and itself, with whole
addresses of pages that are there. Search engines ignore what is declared from one side only.
"""

from collections.abc import Iterator

from seolint.api import (
    Alternate,
    Evidence,
    Facts,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    host,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_HREF, SCREAMING_FROG

_EN = (
    '<html lang="en"><head><title>A</title>'
    '<link rel="alternate" hreflang="en" href="https://a.example/a/en.html">'
    '<link rel="alternate" hreflang="de" href="{}https://a.example/a/de.html{}"></head></html>\n'
)
_DE = (
    '<html lang="de"><head><title>A</title>'
    '<link rel="alternate" hreflang="en" href="https://a.example/a/en.html">'
    '<link rel="alternate" hreflang="de" href="https://a.example/a/de.html"></head></html>\n'
)
_ALONE = '<html lang="de"><head><title>A</title></head></html>\n'
_SITE = {"generator": "html", "base-url": "https://a.example/"}


class HreflangNotReciprocal(Options, frozen=True):
    """`x-default`: a set of translations has to name a page for all other languages."""

    x_default: bool = False


@site_rule(
    severity="error",
    evidence=[
        Evidence("G", "each version names itself and all others, or none of it counts", G_HREF),
        Evidence("F", "missing return links are an issue", SCREAMING_FROG),
        Evidence("F", "missing return links are reported", ASTRO_POST_AUDIT),
    ],
    options=HreflangNotReciprocal,
    related=("I18N001",),
    examples=[
        good(pages={"a/en.html": _EN.format("", ""), "a/de.html": _DE}, site=_SITE),
        good(_ALONE, path="a/de.html", site=_SITE),
        bad(pages={"a/en.html": _EN.format("⟦", "⟧"), "a/de.html": _ALONE}, site=_SITE),
        bad(pages={"a/en.html": _EN.format("⟦", "⟧"), "a/fr.html": _ALONE}, site=_SITE),
        bad(
            pages={
                "a/en.html": _EN.format("", "").replace(
                    '"https://a.example/a/de.html"', '"⟦/a/de.html⟧"'
                ),
                "a/de.html": _DE,
            },
            site=_SITE,
        ),
        bad(
            pages={
                "a/en.html": (
                    '<html lang="en"><head><title>A</title><link rel="alternate" hreflang="de" '
                    'href="⟦https://a.example/a/de.html⟧"></head></html>\n'
                ),
                "a/de.html": _DE,
            },
            site=_SITE,
        ),
    ],
)
def check(site: Site, options: HreflangNotReciprocal) -> Iterator[Problem]:
    for page in site.pages:
        if page.alternates and page.judged and all(entry.known for entry in page.alternates):
            yield from _judged(site, page, options)


def _judged(site: Site, page: Facts, options: HreflangNotReciprocal) -> Iterator[Problem]:
    first = page.alternates[0]
    named = False
    for entry in page.alternates:
        if page.full and not host(entry.text):
            yield _problem(page, entry, "An address in hreflang is whole, with https://", None)
            named = True
            continue
        target = site.resolve(entry.text, page)
        other = target.page
        if target.state == "missing" and target.confidence != "low":
            yield _problem(page, entry, f"There is no page {target.path}", None)
        if other is None or entry.language.lower() == "x-default":
            continue
        if other is page:
            named = True
            continue
        why = site.why_hidden(other)
        if why:
            yield _problem(page, entry, f"{other.path} is not for search engines ({why})", other)
        elif not any(site.resolve(back.text, other).page is page for back in other.alternates):
            yield _problem(page, entry, f"{other.path} does not name this page in return", other)
    if not named and page.url is not None:
        yield _problem(page, first, "The page does not name itself among its translations", None)
    languages = {entry.language.lower() for entry in page.alternates}
    if options.x_default and "x-default" not in languages:
        yield _problem(page, first, "No page is named for all other languages (x-default)", None)


def _problem(page: Facts, entry: Alternate, message: str, other: Facts | None) -> Problem:
    return Problem(
        entry.span,
        message,
        help="Let every version name all versions, itself included",
        related=(Related(other.path, other.top, "the other version"),) if other else (),
        subject=f"hreflang:{entry.language}",
        anchor="site",
        path=page.path,
        data={"language": entry.language, "url": entry.text},
    )
