"""Two pages of the site have the same address.

When the site is built one of them silently overwrites the other, and readers of the other
find a stranger in its place. The same happens where a former address that a page claims is
that of a page which exists.
"""

from collections import defaultdict
from collections.abc import Iterator

from seolint.api import (
    Evidence,
    Facts,
    Options,
    Problem,
    Related,
    Site,
    address_key,
    bad,
    good,
    site_rule,
)
from seolint_rules.sources import HUGO_FM, JEKYLL_FM


class DuplicateUrl(Options, frozen=True):
    """`case-insensitive`: addresses that only differ by case are the same to some hosts."""

    case_insensitive: bool = True


@site_rule(
    severity="error",
    evidence=[
        Evidence("S", "a permalink replaces the address that follows from the path", JEKYLL_FM),
        Evidence("S", "url and slug replace the address that follows from the path", HUGO_FM),
        Evidence("M", "no page of eight public sites"),
    ],
    options=DuplicateUrl,
    examples=[
        good(
            pages={
                "content/a.md": "+++\ntitle = 'A'\n+++\n",
                "content/b.md": "+++\ntitle = 'B'\n+++\n",
            },
            site={"generator": "zola"},
        ),
        good(
            pages={
                "content/a.md": "+++\ntitle = 'A'\n+++\n",
                "content/b.md": "+++\ntitle = 'B'\nslug = 'a'\ndraft = true\n+++\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/b.md": "+++\ntitle = 'B'\nslug = '⟦a⟧'\n+++\n",
                "content/a.md": "⟦+++⟧\ntitle = 'A'\n+++\n",
            },
            site={"generator": "zola"},
            severity="error",
        ),
        bad(
            pages={
                "b.md": "⟦---⟧\ntitle: B\n---\n",
                "B.md": "⟦---⟧\ntitle: B\n---\n",
            },
            site={"generator": "jekyll"},
            severity="warning",
        ),
        bad(
            pages={
                "content/b.md": "+++\ntitle = 'B'\naliases = ['⟦/a/⟧']\n+++\n",
                "content/a.md": "+++\ntitle = 'A'\n+++\n",
            },
            site={"generator": "zola"},
        ),
    ],
)
def check(site: Site, options: DuplicateUrl) -> Iterator[Problem]:
    pages: defaultdict[str, list[Facts]] = defaultdict(list)
    for page in site.pages:
        if page.url is not None and not page.draft and page.kind != "partial":
            url = page.url.removesuffix("index.html")
            pages[url.lower() if options.case_insensitive else url].append(page)
    for group in pages.values():
        if len(group) > 1:
            yield from (_problem(page, group) for page in group)
    for found in site.aliases.values():
        for page, alias in found:
            path = site.alias_path(page, alias.text)
            other = site.by_url.get(address_key(path))
            if other is not None and other is not page and not other.draft:
                yield Problem(
                    alias.span,
                    f"The former address {path} is that of {other.path}",
                    help="Take it out, or give that page another address",
                    related=(Related(other.path, other.top, "the page at this address"),),
                    subject=f"alias:{path}",
                    anchor="site",
                    path=page.path,
                    data={"target": path},
                )


def _problem(page: Facts, group: list[Facts]) -> Problem:
    others = [other for other in group if other is not page]
    other = next((other for other in others if other.url == page.url), others[0])
    same = other.url == page.url
    field = page.fields.get("slug")
    return Problem(
        field.span if field is not None else page.top,
        f"{other.path} has the same address, {page.url}"
        if same
        else f"{other.path} has the same address but for its case, {other.url}",
        help="Give one of the two another slug",
        related=tuple(Related(each.path, each.top, "the same address") for each in others[:10]),
        subject=f"url:{page.url}",
        anchor="site",
        severity="error" if same else "warning",
        path=page.path,
        data={"url": page.url, "pages": len(group)},
    )
