"""A link names a part of a page that is not there.

The browser shows the page from its beginning, and the reader looks for what was promised.
The heading was renamed, or its id comes about in another way than the author thought: each
generator makes ids of headings by rules of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote

from seolint.api import (
    Edit,
    Evidence,
    Facts,
    Fix,
    Lead,
    Mention,
    Options,
    Problem,
    Related,
    Site,
    Span,
    bad,
    distance,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_SNIP, HTML_PROOFER, MARKDOWNLINT

_NOT_IDS = lazy_regex(
    r"top|:~:.*|[!/].*|.*:~:.*|L\d+(?:[-,:]L?\d+)*"
    r"|(?:user-content-)?fn(?:ref)?[:_-]?.*|.*[=&{}<>|].*|__\w+|[\w-]+:.*",
    re.IGNORECASE | re.DOTALL,
)
"""What is no id: text fragments, lines, routes of scripts, footnotes, tabs."""

MANY = 10
"""More broken ids of one page in another have one cause, and are one finding."""

_MARKS = lazy_regex(r"[\W_]+")


class LinkBrokenFragment(Options, frozen=True):
    """`ignore`: patterns of fragments that are fine wherever they lead."""

    ignore: tuple[str, ...] = ()


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "links into a page need ids that are there", G_SNIP),
        Evidence("F", "fragments within a page (MD051)", MARKDOWNLINT),
        Evidence("F", "fragments of a built site", HTML_PROOFER),
        Evidence("F", "fragments are checked", ASTRO_POST_AUDIT),
    ],
    options=LinkBrokenFragment,
    related=("LINK010",),
    examples=[
        good("[Wood](#the-wood), [top](#top), [up](#)\n\n## The wood\n"),
        good('[Wood](#pile)\n\n<a id="pile"></a>\n\n## The wood\n'),
        good(pages={"a.md": "[Wood](b.md#wood)\n", "b.md": "## Wood\n"}),
        good("[Wood](#wood)\n\n{{< wood >}}\n"),
        good(pages={"a.md": "[Wood](b.md#wood)\n", "b.md": "---\ntitle: Wood\n---\n"}),
        good('[Wood](#wood%2C-dry)\n\n<a id="wood%2C-dry"></a>\n\n## Wood\n'),
        good("[Line](#L10), [text](#:~:text=wood)\n\n## Wood\n"),
        bad(
            "[Wood](⟦#The-wood⟧)\n\n## The wood\n",
            site={"generator": "jekyll"},
            fixed="[Wood](#the-wood)\n\n## The wood\n",
        ),
        bad("[Coal](⟦#coal⟧)\n\n## The wood\n"),
        bad(pages={"a.md": "[Coal](⟦b.md#coal⟧)\n", "b.md": "## Wood\n"}),
    ],
)
def check(site: Site, options: LinkBrokenFragment) -> Iterator[Problem]:
    broken = list(_broken(site, options))
    counts = Counter((lead.page.path, to.path, fixable) for lead, to, _, fixable in broken)
    for lead, to, near, fixable in broken:
        page, link, target = lead
        many = counts[page.path, to.path, fixable] > MANY
        where = "this page" if to is page else to.path
        whole = f"{page.path} to {to.path}{', sure' if fixable else ''}"
        others = ", and other ids are not there either" if many else ""
        yield Problem(
            link.span,
            f"No heading or element of {where} has the id “{target.fragment}”{others}",
            help=f"Did you mean #{near[0]}?" if near else "Correct the part after “#”, or drop it",
            fix=_fix(link, near[0]) if near and fixable else None,
            related=(Related(to.path, near[1] if near else to.top, _said(near)),),
            subject=f"link:{link.text}",
            path=page.path,
            data={"target": whole if many else f"{to.path}#{target.fragment}"},
        )


def _broken(
    site: Site, options: LinkBrokenFragment
) -> Iterator[tuple[Lead, Facts, tuple[str, Span] | None, bool]]:
    """The links, the pages that lack the ids, the ids that were meant, and whether that is sure.

    A page without any text is one that a layout fills.
    """
    known: dict[str, _Ids] = {}
    for lead in site.leads:
        page, link, target = lead
        to, fragment = target.page, target.fragment
        if to is None or target.anchored or target.state != "page" or to.kind == "partial":
            continue
        if to.empty or not to.ids_known or page.kind == "partial":
            continue
        if _NOT_IDS.fullmatch(fragment) or _is_ignored(fragment, options):
            continue
        if to.path not in known:
            known[to.path] = _Ids(to, site.heading_ids(to))
        near, sure = known[to.path].nearest(fragment)
        yield lead, to, near, near is not None and sure and _fix(link, near[0]) is not None


def _said(near: tuple[str, Span] | None) -> str:
    return f"has the id “{near[0]}”" if near else "the page that is linked"


def _is_ignored(fragment: str, options: LinkBrokenFragment) -> bool:
    return any(re.fullmatch(pattern, fragment) for pattern in options.ignore)


class _Ids:
    """The first id of each heading of a page with its place, by the letters of all its ids too."""

    def __init__(self, page: Facts, ids: Sequence[tuple[str, ...]]) -> None:
        self._all: list[tuple[str, Span]] = []
        self._by_letters: defaultdict[str, list[tuple[str, Span]]] = defaultdict(list)
        for heading, own in zip(page.headings, ids, strict=True):
            if own:
                place = own[0], heading.span
                self._all.append(place)
                for letters in {_letters(id) for id in own}:
                    self._by_letters[letters].append(place)

    def nearest(self, fragment: str) -> tuple[tuple[str, Span] | None, bool]:
        """The id that was meant, and whether only case and marks differ and no other does so."""
        same = self._by_letters.get(_letters(fragment), ())
        if len(same) == 1:
            return same[0], True
        limit = max(1, len(fragment) // 5)
        close = [place for place in self._all if distance(fragment, place[0], limit) <= limit]
        return (close[0], False) if len(close) == 1 else (None, False)


@lru_cache(maxsize=1 << 16)
def _letters(id: str) -> str:
    return _MARKS.sub("", unquote(id)).casefold()


def _fix(link: Mention, id: str) -> Fix | None:
    span = link.span
    before, mark, _ = link.text.partition("#")
    if not link.known or span.end - span.start != len(link.text.encode("utf-8", "replace")):
        return None
    if not mark or not id.isascii():
        return None
    text = f"{before}#{id}"
    return Fix((Edit(span.start, span.end, text),), f"Write {text}")
