"""The text has an H1 although the layout prints the title as one.

The page then comes out with two top headings. Search engines do not mind; people who
move through a page by its headings find its name twice.
"""

from collections.abc import Iterator

from seolint.api import (
    Edit,
    Evidence,
    Facts,
    Fix,
    Problem,
    Related,
    Site,
    bad,
    good,
    site_rule,
)
from seolint_rules.sources import G_START, SCREAMING_FROG, YOAST


@site_rule(
    severity="warning",
    hidden_by=("FILE007",),
    evidence=[
        Evidence("F", "a text is expected to hold no second H1", YOAST),
        Evidence("F", "pages with several H1 are listed as an issue", SCREAMING_FROG),
        Evidence(
            "G!", "Search does not care how many headings there are, nor in which order", G_START
        ),
        Evidence("M", "0 to 10 % of the posts of good blogs, 46 % of one set of docs"),
    ],
    examples=[
        good("---\ntitle: Clay\n---\n## Firing\n", site={"h1": "layout"}),
        good("# Clay\n\n## Firing\n", site={"h1": "body"}),
        good("---\ntitle: Clay\n---\n# Clay\n"),
        good("---\ntitle: Clay\n---\n```\n# no heading\n```\n", site={"h1": "layout"}),
        bad(
            "---\ntitle: Clay\n---\n⟦# Clay⟧\n\n## Firing\n\n# Glaze\n",
            fixed="---\ntitle: Clay\n---\n## Clay\n\n### Firing\n\n## Glaze\n",
            site={"h1": "layout"},
        ),
        bad("---\ntitle: Clay\n---\n⟦Clay\n====⟧\n", site={"h1": "layout"}),
        bad(
            "---\ntitle: Clay\n---\n⟦# Clay⟧\n",
            site={"generator": "hugo"},
            severity="info",
        ),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    for page in site.pages:
        places = [heading.span for heading in page.headings if heading.level == 1]
        if not places or page.kind == "partial":
            continue
        owner, proven = site.h1_evidence(page)
        if owner != "layout" or (page.kind == "index" and not proven):
            continue
        first, *others = places
        yield Problem(
            first,
            "The text has an H1 besides the title"
            if not others
            else f"The text has {len(places)} H1 besides the title",
            help="Make it an H2: the layout prints the title as H1",
            related=tuple(Related(page.path, span, "another H1") for span in others),
            fix=_demoted(page) if site.settings.h1 == "layout" else None,
            subject="h1",
            severity="warning" if proven else "info",
            path=page.path,
        )


def _demoted(page: Facts) -> Fix | None:
    """One mark more for the first H1 and all headings after it, where all are ATX headings."""
    levels = [heading.level for heading in page.headings]
    below = page.headings[levels.index(1) :]
    if any(heading.level == 6 or not heading.atx for heading in below):
        return None
    edits = tuple(Edit(heading.span.start, heading.span.start, "#") for heading in below)
    return Fix(edits, "Demote the H1, and the headings below it")
