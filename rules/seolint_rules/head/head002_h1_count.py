"""A page that prints its own H1 has none, or several.

The H1 names the page for people who listen to it or who land in the middle of it.
One is enough, and somebody has to write it: where no layout does, the text must.
"""

from collections.abc import Iterator

from seolint.api import Evidence, Facts, Problem, Related, Site, bad, good, site_rule
from seolint_rules.sources import AXE, G_START


@site_rule(
    severity="warning",
    evidence=[
        Evidence("S", "a page should contain a heading of level one", AXE),
        Evidence(
            "G!", "Search does not care how many headings there are, nor in which order", G_START
        ),
        Evidence("M", "1.0 % of 3,140 good pages have more than one"),
    ],
    examples=[
        good("# Clay\n\n## Firing\n"),
        good("---\ntitle: Clay\n---\n## Firing\n"),
        good("## Firing\n\nClay is heavy.\n", site={"h1": "layout"}),
        good("## Firing\n\nClay is heavy.\n", path="index.md"),
        good("<html><body><p>Heavy.</p><h1>Clay</h1></body></html>\n", path="clay.html"),
        good("Clay is heavy.\n", site={"generator": "mkdocs"}),
        bad("⟦Clay is heavy.⟧\n\n## Firing\n"),
        bad("# Clay\n\n⟦# Glaze⟧\n\n# Ash\n"),
        good("---\ntab_title: Clay\n---\nClay is heavy.\n", site={"h1": "body"}),
        bad("---\ntitle: Clay\n---\n# Clay\n\n⟦# Glaze⟧\n"),
        bad("⟦<html><body><h2>Clay</h2></body></html>⟧\n", path="clay.html"),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    for page in site.pages:
        places = [heading.span for heading in page.headings if heading.level == 1]
        if len(places) == 1 or page.kind == "partial":
            continue
        owner = site.h1_owner(page)
        if len(places) > 1 and owner != "layout":
            first, second, *others = places
            yield Problem(
                second,
                f"The page has {len(places)} H1",
                help="Keep one and make the others H2",
                related=(
                    Related(page.path, first, "the first H1"),
                    *(Related(page.path, span, "another H1") for span in others),
                ),
                subject="h1",
                path=page.path,
            )
        elif owner == "body" and not places and not _may_have_one(page):
            yield Problem(
                page.top,
                "The page has no H1",
                help="Begin the text with a heading of level 1 that names the page",
                subject="h1",
                anchor="page",
                path=page.path,
            )


def _may_have_one(page: Facts) -> bool:
    """Whether an H1 may come from elsewhere: an include, a list, a layout that a vote misjudges."""
    return page.dynamic or page.empty or page.kind == "index" or (page.titled and not page.full)
