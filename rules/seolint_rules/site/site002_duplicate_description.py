"""Two pages of the site have the same description.

A description that fits two pages tells a reader nothing about either. Search engines leave
it out and take a sentence of the page.
"""

from collections.abc import Iterator

from seolint.api import Evidence, Kind, Options, Problem, Related, Site, bad, good, site_rule
from seolint_rules.sources import ASTRO_POST_AUDIT, G_SNIP, GEO_LINT, SCREAMING_FROG


class DuplicateDescription(Options, frozen=True):
    """`min-chars`: shorter descriptions are not compared. `kinds`: the kinds of pages."""

    min_chars: int = 20
    kinds: tuple[Kind, ...] = ("post", "page")


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "the same description on every page does not help", G_SNIP),
        Evidence("M", "0 of 214 posts of one blog, 21 of 144 of another"),
        Evidence("F", "duplicate descriptions are an issue", SCREAMING_FROG),
        Evidence("F", "duplicate descriptions are an error", GEO_LINT),
        Evidence("F", "duplicate descriptions are reported", ASTRO_POST_AUDIT),
    ],
    options=DuplicateDescription,
    hidden_by=("META010",),
    examples=[
        good(
            pages={
                "posts/rye.md": "---\ntitle: Rye\ndescription: How to bake with rye flour\n---\n",
                "posts/spelt.md": "---\ntitle: Spelt\ndescription: How to bake with spelt\n---\n",
            }
        ),
        good(
            pages={
                "posts/rye.md": "---\ntitle: Rye\ndescription: Bread\n---\n",
                "posts/spelt.md": "---\ntitle: Spelt\ndescription: Bread\n---\n",
            }
        ),
        good(
            pages={
                "docs/rye.md": "---\ntitle: Rye\ndescription: How to bake with flour\n---\n",
                "docs/spelt.md": "---\ntitle: Spelt\ndescription: How to bake with flour\n---\n",
            }
        ),
        bad(
            pages={
                "posts/spelt.md": (
                    "---\ntitle: Spelt\ndescription: ⟦How to bake with flour⟧\n---\n"
                ),
                "posts/rye.md": "---\ntitle: Rye\ndescription: how to bake  with flour\n---\n",
            }
        ),
    ],
)
def check(site: Site, options: DuplicateDescription) -> Iterator[Problem]:
    for group in site.repeats("description"):
        pages = [
            pair
            for pair in group
            if pair[0].kind in options.kinds and len(pair[1].text) >= options.min_chars
        ]
        pages = site.by_age(pages)
        for page, description in pages[1:]:
            others = [pair for pair in pages if pair[0] is not page]
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            yield Problem(
                description.span,
                f"The description is also that of {others[0][0].path}{more}",
                help="Say what a reader finds on this page and on no other",
                related=tuple(
                    Related(other.path, mention.span, "the same description")
                    for other, mention in others[:10]
                ),
                subject="field:description",
                anchor="site",
                path=page.path,
                data={
                    "target": f"description:{description.text.casefold()}",
                    "pages": len(pages),
                },
            )
