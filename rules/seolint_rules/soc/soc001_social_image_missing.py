"""A post has no picture for its card, and the posts beside it have one.

Where a link to it is shared, a grey box or a cut logo stands in the place of the picture.
Ranking does not care. Sites whose posts go without pictures, or get them when the site is
built, are left alone.
"""

from collections import defaultdict
from collections.abc import Iterator

from seolint.api import Evidence, Facts, Problem, Site, bad, good, site_rule
from seolint_rules.sources import G_IMG, OGP

LEAST = 5
"""Posts of a collection that show a habit."""

SHARE = 0.8
"""The share of them that has a picture where that is the habit."""

_WITH = {f"posts/{name}.md": f"---\ntitle: {name}\nimage: {name}.jpg\n---\n" for name in "abcd"}


@site_rule(
    severity="info",
    evidence=[
        Evidence("S", "og:image is one of the four properties that every page needs", OGP),
        Evidence("G", "the image of og:image is preferred as the preview", G_IMG),
        Evidence("M", "on seven of eight good sites no post names a picture"),
    ],
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Clay\n---\n", path="posts/clay.md"),
        good(pages={**_WITH, "posts/e.md": "---\ntitle: e\nheroImage: e.jpg\n---\n"}),
        good(pages={**_WITH, "posts/e.md": "---\ntitle: e\nseo:\n  image: e.jpg\n---\n"}),
        good(pages={**_WITH, "about.md": "---\ntitle: About\n---\n"}),
        good(
            pages={
                **_WITH,
                "posts/e.md": "---\ntitle: e\n---\n",
                "posts/f.md": "---\ntitle: f\n---\n",
            }
        ),
        bad(pages={**_WITH, "posts/e.md": "⟦---⟧\ntitle: e\n---\n"}),
        bad(pages={**_WITH, "posts/e.md": "⟦---⟧\ntitle: e\nimage_alt: A pot\n---\n"}),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    collections: defaultdict[str, list[Facts]] = defaultdict(list)
    for page in site.pages:
        if page.kind == "post" and page.judged:
            collections[page.collection].append(page)
    for pages in collections.values():
        without = [page for page in pages if not page.pictured]
        pictured = len(pages) - len(without)
        if len(pages) < LEAST or pictured < SHARE * len(pages):
            continue
        for page in without:
            yield Problem(
                page.top,
                f"The post has no share image, and {pictured} others here have one",
                help="Name one in `image`",
                subject="field:image",
                anchor="page",
                path=page.path,
            )
