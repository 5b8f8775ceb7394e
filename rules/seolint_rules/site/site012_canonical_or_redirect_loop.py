"""A page says that another one counts in its place, and that one cannot.

The canonical address, or the one to which a page redirects, leads to a page that is missing,
a draft or hidden from search engines, on to yet another page, or back in a circle. Search
engines then follow none of it.
"""

from collections.abc import Iterator

from seolint.api import (
    Evidence,
    Facts,
    Mention,
    Options,
    Problem,
    Related,
    Site,
    Target,
    bad,
    good,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_CANON, SCREAMING_FROG

_FIELDS = {"canonical": "canonical address", "redirect_to": "redirect"}
_HIDDEN = {
    "draft": "a draft",
    "noindex": "kept from search engines",
    "future": "not built before its date",
    "expired": "expired",
}


class CanonicalOrRedirectLoop(Options, frozen=True):
    """`max-hops`: how many pages in a row may name the next one."""

    max_hops: int = 1


@site_rule(
    severity="error",
    evidence=[
        Evidence("G", "signals about the canonical address agree, and noindex is none", G_CANON),
        Evidence("F", "chains, loops and canonicals that are not indexable", SCREAMING_FROG),
        Evidence("F", "canonicals that lead nowhere", ASTRO_POST_AUDIT),
    ],
    options=CanonicalOrRedirectLoop,
    hidden_by=("META022",),
    related=("LINK016",),
    examples=[
        good(
            pages={
                "content/a.md": "---\ncanonical: /b/\n---\nA\n",
                "content/b.md": "---\ncanonical: /b/\n---\nB\n",
            },
            site={"generator": "zola"},
        ),
        good(
            "---\ncanonical: https://elsewhere.example/a/\n---\nA\n",
            path="content/a.md",
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/a.md": "---\ncanonical: ⟦/c/⟧\n---\nA\n",
                "content/b.md": "---\ntitle: B\n---\nB\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/a.md": "---\ncanonical: ⟦/b/⟧\n---\nA\n",
                "content/b.md": "---\nnoindex: true\n---\nB\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/a.md": "---\ncanonical: ⟦/b/⟧\n---\nA\n",
                "content/b.md": "---\ncanonical: /c/\n---\nB\n",
                "content/c.md": "C\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/a.md": "---\ncanonical: ⟦/b/⟧\n---\nA\n",
                "content/b.md": "---\ncanonical: ⟦/a/⟧\n---\nB\n",
            },
            site={"generator": "zola"},
        ),
    ],
)
def check(site: Site, options: CanonicalOrRedirectLoop) -> Iterator[Problem]:
    for page in site.pages:
        for name, what in _FIELDS.items():
            mention = page.fields.get(name)
            if mention is not None and mention.known and mention.text and page.judged:
                yield from _judged(site, page, name, what, mention, options.max_hops)


def _judged(
    site: Site, page: Facts, name: str, what: str, mention: Mention, most: int
) -> Iterator[Problem]:
    target = _target(site, page, mention)
    message, related = "", page
    if target.state == "missing" and target.path.startswith("/"):
        message = f"The {what} leads to {target.path}, where there is no page"
    elif target.state == "redirect" and name == "canonical":
        message = f"The {what} {target.path} is a former one, which leads on"
        related = target.page or page
    elif target.page is not None and target.page is not page:
        related = target.page
        why = site.why_hidden(related)
        trail = _trail(site, page, name)
        if why:
            message = f"The {what} leads to {related.path}, which is {_HIDDEN[why]}"
        elif trail[-1] in trail[:-1]:
            message = f"The {what} leads in a circle: {' → '.join(trail)}"
        elif len(trail) - 1 > most:
            message = f"The {what} leads to a page that names another one: {' → '.join(trail)}"
    if message:
        yield Problem(
            mention.span,
            message,
            help="Name the address of the page that counts in the end",
            related=(Related(related.path, related.top, "leads here"),) if related != page else (),
            subject=f"field:{name}",
            anchor="site",
            path=page.path,
            data={"url": mention.text},
        )


def _trail(site: Site, page: Facts, name: str) -> list[str]:
    """The paths of the pages that name each the next one; the last may be one of the others."""
    trail = [page.path]
    while len(trail) <= len(site.pages):
        mention = page.fields.get(name)
        found = _target(site, page, mention).page if mention is not None else None
        if found is None or found is page:
            break
        trail.append(found.path)
        if found.path in trail[:-1]:
            break
        page = found
    return trail


def _target(site: Site, page: Facts, mention: Mention) -> Target:
    return site.resolve(mention.text, page)
