"""A page has left its address, and nothing leads there from the old one.

A new name, folder, slug or date gives a page a new address, and deleting it takes its address
away. Links from other sites, bookmarks and results of searches still lead to the old one, and
to nothing, unless a redirect tells where the page is now. It is seen only in a change, so it
is looked for only with `--since` or a base in `[git]`.

Pages that were drafts, hidden from search engines or not yet published are left out. A
redirect counts wherever it stands: in the front matter of a page, in the files of the host, or
in `[site] redirects`.
"""

from collections.abc import Iterator
from posixpath import dirname

from seolint.api import (
    Change,
    Edit,
    Evidence,
    Facts,
    Fix,
    History,
    Problem,
    Site,
    Span,
    bad,
    git_rule,
    good,
)
from seolint_rules.sources import G_CANON, G_MOVE

_ALIASES = {"hugo": "aliases", "zola": "aliases", "jekyll": "redirect_from"}
_START = Span(0, 0, 1, 1, 1, 1)
_HUGO = {"generator": "hugo"}
_RYE = "---\ntitle: Rye bread\n---\n\nBake it slowly.\n"
_SLUG = _RYE.replace("title:", "slug: dark-rye\ntitle:")


@git_rule(
    severity="error",
    evidence=[
        Evidence("G", "old addresses are redirected to the new ones", G_MOVE),
        Evidence("G", "a redirect is a strong signal of which address counts", G_CANON),
    ],
    examples=[
        bad(
            pages={"content/posts/rye.md": _SLUG.replace("---\n", "⟦---⟧\n", 1)},
            before={"content/posts/rye.md": _RYE},
            fixed=_SLUG.replace("---\n", '---\naliases: ["/posts/rye/"]\n', 1),
            site=_HUGO,
        ),
        good(
            pages={
                "content/posts/rye.md": _SLUG.replace("title:", "aliases: [/posts/rye/]\ntitle:")
            },
            before={"content/posts/rye.md": _RYE},
            site=_HUGO,
        ),
        good(
            pages={"content/posts/rye.md": _SLUG},
            before={"content/posts/rye.md": _RYE.replace("title:", "draft: true\ntitle:")},
            site=_HUGO,
        ),
        good(
            pages={"content/posts/rye.md": _RYE.replace("slowly", "very slowly")},
            before={"content/posts/rye.md": _RYE},
            site=_HUGO,
        ),
        good(
            pages={"content/posts/rye/index.md": _RYE},
            before={"content/posts/rye.md": _RYE},
            site=_HUGO,
        ),
    ],
    related=("LINK010", "META040"),
)
def check(site: Site, history: History) -> Iterator[Problem]:
    if site.settings.links.open:
        return
    for change in history.changes:
        then, now = change.then, change.now
        if then is None or not then.url or not then.judged or history.site.why_hidden(then):
            continue
        if now is not None and (now.url is None or site.why_hidden(now)):
            continue
        if site.resolve(site.address(then), now or then).state == "missing":
            yield _problem(site, change, then, now)


def _problem(site: Site, change: Change, then: Facts, now: Facts | None) -> Problem:
    if now is None:
        return Problem(
            _START,
            f"This page was at `{then.url}` and is gone, and nothing leads on from there",
            help="Redirect the address to the page that takes its place",
            subject=f"url:{then.url}",
            anchor="page",
            path=then.path,
            data={"from": then.url, "target": f"gone:{dirname(then.path)}"},
        )
    key = _ALIASES.get(site.settings.generator)
    host = f"Redirect the old address to `{now.url}`"
    return Problem(
        now.top,
        f"This page was at `{then.url}` and is at `{now.url}` now, and nothing leads there",
        help=f"Add `{then.url}` to its `{key}`" if key else host,
        fix=_alias(site, change, then, now, key),
        subject=f"url:{then.url}",
        anchor="page",
        path=now.path,
        data={
            "from": then.url,
            "to": now.url,
            "target": f"{then.path if then.path == now.path else dirname(then.path)}",
        },
    )


def _alias(site: Site, change: Change, then: Facts, now: Facts, key: str | None) -> Fix | None:
    """Adds the old address to a front matter that has no list of them."""
    mark = change.data[:3]
    written = any(name in change.data for name in (b"aliases", b"redirect_from"))
    if key is None or written or now.top.start or now.top.end != 3:
        return None
    if key == "redirect_from" and not any(page.aliases for page in site.pages):
        return None
    line = {b"---": f'{key}: ["{then.url}"]', b"+++": f'{key} = ["{then.url}"]'}.get(mark)
    if line is None or '"' in (then.url or "") or "\\" in (then.url or ""):
        return None
    return Fix((Edit(3, 3, f"\n{line}"),), f"Add `{then.url}` to `{key}`")
