"""No other page links to this one.

A page of documentation that no page and no menu names is found by search alone, and search
engines take it for one that nobody needs. Posts are left out: lists of posts link them all.
"""

from collections.abc import Iterator
from posixpath import basename

from seolint.api import Evidence, Options, Problem, Site, bad, good, site_rule
from seolint_rules.sources import ASTRO_POST_AUDIT, G_LINK, GEO_LINT, SCREAMING_FROG


class OrphanDocument(Options, frozen=True):
    """`min-inlinks`: links of other pages that are enough.

    `count-nav`: a page that the menu of the site names is linked. Where the generator puts
    every page into its menu, there are then no orphans.
    """

    min_inlinks: int = 1
    count_nav: bool = True


def _is_index(path: str) -> bool:
    return basename(path).partition(".")[0].lower() in ("index", "_index", "readme", "summary")


@site_rule(
    severity="info",
    evidence=[
        Evidence("G", "each page that matters has a link from another page", G_LINK),
        Evidence("F", "orphan pages are an issue", SCREAMING_FROG),
        Evidence("F", "orphan pages are reported", GEO_LINT),
        Evidence("F", "orphan pages are reported", ASTRO_POST_AUDIT),
    ],
    options=OrphanDocument,
    examples=[
        good(
            pages={
                "docs/index.md": "[Rye](rye.md)\n",
                "docs/rye.md": "# Rye\n\n[Back](index.md)\n",
            }
        ),
        good(pages={"posts/a.md": "# A\n", "posts/b.md": "# B\n"}),
        good(
            pages={"docs/index.md": "# Home\n", "docs/rye.md": "# Rye\n"},
            site={"generator": "mkdocs"},
        ),
        bad(pages={"docs/rye.md": "⟦# Rye⟧\n", "docs/index.md": "# Home\n"}),
        bad(
            pages={"docs/rye.md": "⟦# Rye⟧\n", "docs/index.md": "# Home\n"},
            site={"generator": "mkdocs"},
            count_nav=False,
        ),
    ],
)
def check(site: Site, options: OrphanDocument) -> Iterator[Problem]:
    menu = site.settings.menu
    if len(site.pages) < 2 or (options.count_nav and menu is None):
        return
    named = frozenset(menu or ()) if options.count_nav else frozenset()
    for page in site.pages:
        if page.kind != "docs" or not page.judged or page.path in named or _is_index(page.path):
            continue
        links = len({other.path for other, _ in site.links_to(page)})
        if links < options.min_inlinks:
            yield Problem(
                page.top,
                "No other page links to this one"
                if not links
                else f"Only {links} other pages link to this one",
                help="Link it from a page that leads on to it",
                subject="links",
                anchor="site",
                path=page.path,
                data={"links": links},
            )
