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
    lazy_regex,
)
from seolint_rules.sources import G_CANON, G_MOVE

_ALIASES = {"hugo": "aliases", "zola": "aliases", "jekyll": "redirect_from"}
_ITEM = lazy_regex(r"[ \t]*-[ \t]+[\"']?")
_STRING = lazy_regex(r"[ \t]*[\"']")
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
        bad(
            pages={
                "content/posts/rye.md": _SLUG.replace("---\n", "⟦---⟧\n", 1).replace(
                    "title:", "aliases:\n  - '/rye/'\ntitle:"
                )
            },
            before={"content/posts/rye.md": _RYE},
            fixed=_SLUG.replace("title:", "aliases:\n  - '/rye/'\n  - '/posts/rye/'\ntitle:"),
            site=_HUGO,
        ),
        bad(
            pages={
                "content/posts/rye.md": _SLUG.replace("---\n", "⟦---⟧\n", 1).replace(
                    "title:", "aliases: [/rye/]\ntitle:"
                )
            },
            before={"content/posts/rye.md": _RYE},
            fixed=_SLUG.replace("title:", 'aliases: [/rye/, "/posts/rye/"]\ntitle:'),
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
    """Adds the old address to the list of former ones in the front matter."""
    url = then.url or ""
    if key is None or '"' in url or "\\" in url:
        return None
    if key == "redirect_from" and not any(page.aliases for page in site.pages):
        return None
    edit = _appended(change.data, now, url) if now.aliases else _begun(change.data, now, url, key)
    return Fix((edit,), f"Add `{url}` to `{key}`") if edit is not None else None


def _begun(data: bytes, now: Facts, url: str, key: str) -> Edit | None:
    """A list of its own, right below the first line of the front matter."""
    written = any(name in data for name in (b"alias", b"redirect"))
    line = {b"---": f'{key}: ["{url}"]', b"+++": f'{key} = ["{url}"]'}.get(data[:3])
    if written or line is None or (now.top.start, now.top.end) != (0, 3):
        return None
    return Edit(3, 3, f"\n{line}")


def _appended(data: bytes, now: Facts, url: str) -> Edit | None:
    """Another item behind the last one of a list, written as that one is."""
    last = max(now.aliases, key=lambda alias: alias.span.end).span
    end = last.end + (data[last.end : last.end + 1] in (b'"', b"'"))
    head = data[data.rfind(b"\n", 0, last.start) + 1 : last.start].decode("utf-8", "replace")
    tail = data[end:].partition(b"\n")[0].strip()
    if _ITEM.fullmatch(head) and not tail:
        quote = head[-1] if head[-1] in "\"'" else ""
        return Edit(end, end, f"\n{head}{url}{quote}")
    if tail[:1] in (b"]", b",") or (_STRING.fullmatch(head) and not tail):
        return Edit(end, end, f', "{url}"')
    return None
