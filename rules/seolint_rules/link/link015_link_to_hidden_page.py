"""A published page links to one that is not published.

A draft, a page whose date is still to come, one that has expired: on the author's computer
they are all there, on the site they are not. A page that search engines are told to leave
out is there for readers, and a link to it is fine if it is meant.
"""

from collections.abc import Iterator

from seolint.api import Evidence, Problem, Related, Site, bad, good, site_rule
from seolint_rules.sources import G_ROBOTS, HUGO_USAGE, JEKYLL_POSTS, SCREAMING_FROG

_WHY = {
    "draft": "is a draft",
    "future": "is not built before its date",
    "expired": "has expired",
    "noindex": "is kept from search engines",
}


@site_rule(
    severity="error",
    evidence=[
        Evidence("S", "drafts, future and expired pages are not built", HUGO_USAGE),
        Evidence("S", "drafts are not built", JEKYLL_POSTS),
        Evidence("G", "noindex keeps a page out of the results", G_ROBOTS),
        Evidence("F", "links to pages that are not indexable", SCREAMING_FROG),
    ],
    related=("META030",),
    examples=[
        good(pages={"a.md": "[B](b.md)\n", "b.md": "# B\n"}),
        good(
            pages={
                "a.md": "---\ndraft: true\n---\n[B](b.md)\n",
                "b.md": "---\ndraft: true\n---\n# B\n",
            }
        ),
        good(
            pages={
                "content/a.md": "+++\ntitle = 'A'\n+++\n[B](@/b.md)\n",
                "content/b.md": "+++\ntitle = 'B'\ndate = 2099-01-01\n+++\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={"a.md": "[B](⟦b.md⟧)\n", "b.md": "---\ndraft: true\n---\n# B\n"},
            severity="error",
        ),
        bad(
            pages={"a.md": "[B](⟦b.md⟧)\n", "b.md": "---\nnoindex: true\n---\n# B\n"},
            severity="info",
        ),
        bad(
            pages={
                "content/a.md": '---\ntitle: A\n---\n[B](⟦{{< ref "b.md" >}}⟧)\n',
                "content/b.md": "---\ntitle: B\ndate: 2099-01-01\n---\n",
            },
            site={"generator": "hugo"},
            severity="error",
        ),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    for page, link, target in site.leads:
        to = target.page
        if to is None or to is page or target.state != "page" or site.why_hidden(page):
            continue
        why = site.why_hidden(to)
        if not why:
            continue
        field = to.fields.get(
            "draft" if why == "draft" else "date" if why == "future" else "robots"
        )
        yield Problem(
            link.span,
            f"The link leads to {to.path}, which {_WHY[why]}",
            help="Publish that page first, or take the link out"
            if why != "noindex"
            else "Nothing is to do if it is meant so",
            related=(Related(to.path, field.span if field else to.top, f"it {_WHY[why]}"),),
            subject=f"link:{link.text}",
            severity="info" if why == "noindex" else "error",
            path=page.path,
            data={"target": to.path, "why": why},
        )
