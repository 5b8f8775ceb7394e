"""HTML does not hold together: a tag has no partner, or an id stands twice.

A link that is never closed takes the rest of the page with it, a block breaks the layout around
it, and a link to an id that stands twice goes to the first.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    ReadingProblem,
    Related,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import ACT_3EA0C8, HTML_STANDARD

_MESSAGES = {
    "unclosed-element": "`<{}>` has no end tag",
    "stray-end-tag": "`</{}>` ends nothing",
    "ended-paragraph": "A block inside ends this `<{}>` before its end tag",
}
_CROSSED = "`<{}>` ends after the element that it stands in"
_HELP = {
    "unclosed-element": "Write `</{}>` where it ends",
    "stray-end-tag": "Delete it, or write the start tag",
    "ended-paragraph": "Write `<div>` for it, or take the block out",
}
_BRANCH = lazy_regex(r"\{%-?\s*(?:el|when)|\{\{-?\s*else")
_SPANS = frozenset(("a", "b", "em", "i", "strong"))

_LONGEST_GAP = 1_000
"""Blanks, at most, between the last text of an element and where its end tag is missed."""

_MOST = 5
"""Elements without an end that one fix after the other may close at the same place."""


class BrokenHtml(Options, frozen=True):
    """`tags`: the elements whose tags must pair."""

    tags: tuple[str, ...] = (
        "a",
        "b",
        "div",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "ol",
        "p",
        "strong",
        "table",
        "ul",
    )


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "how tags pair, and which may be left out", HTML_STANDARD),
        Evidence("S", "an id is unique in its document", ACT_3EA0C8),
        Evidence("M", "on 4 of 2,828 pages of eight good sites, and right each time"),
    ],
    options=BrokenHtml,
    examples=[
        good("<ul><li>Rye<li>Oats</ul>\n<p>Bread\n<p>Cake\n", path="p.html"),
        good("<div>\n\n**Rye**\n\n</div>\n\n<p><b>Rye</b></p>\n"),
        good("<Tabs><Tab id='a'><div>{x}</Tab></Tabs>\n", path="p.mdx"),
        good("{% include open.html %}\n</div>\n", site={"generator": "jekyll"}),
        good("{% if a %}<b id=x>{% else %}<b id=x>{% endif %}</b>\n", site={"generator": "jekyll"}),
        good("`<div>` and Vec<T>\n"),
        good("<div>\n", site={"generator": "hugo"}),
        bad("<p>See ⟦<a href='/rye/'>⟧rye</p>\n", fixed="<p>See <a href='/rye/'>rye</a></p>\n"),
        bad("<p><b>⟦<i>⟧Rye</b></i></p>\n"),
        bad("See ⟦<strong>⟧rye.\n\nAnd oats.\n", fixed="See <strong>rye.</strong>\n\nAnd oats.\n"),
        bad(" ".join(["⟦<b>⟧"] * 6) + " Rye\n"),
        bad("⟦<div>⟧\n\n<div>Rye</div>\n"),
        bad("Rye\n\n⟦</div>⟧\n"),
        bad("⟦<p>⟧Rye <ul><li>Oats</ul></p>\n", path="p.html"),
        bad('<b id="rye">Rye</b> <b id="⟦rye⟧">Oats</b>\n'),
    ],
)
def check(doc: Document, options: BrokenHtml) -> Iterator[Problem]:
    if doc.syntax == "mdx" or (doc.syntax == "markdown" and not doc.site.raw_html):
        return
    branches: list[int] | None = None
    hidden: list[int] | None = None
    ends = Counter(p.data["until"] for p in doc.reading_problems if p.kind == "unclosed-element")
    for problem in doc.reading_problems:
        if problem.kind == "duplicate-id":
            if branches is None:
                branches = [branch.start() for branch in _BRANCH.finditer(doc.text)]
            yield from _duplicate(doc, problem, branches)
        elif problem.kind in _MESSAGES and problem.data["element"] in options.tags:
            if hidden is None:
                hidden = _hidden(doc)
            yield from _unpaired(doc, problem, hidden, ends)


def _hidden(doc: Document) -> list[int]:
    """The code points of the body in which templates or formulas are hidden, in order."""
    text, masked = doc.text[doc.body :], doc.masked[doc.body :]
    if text == masked:
        return []
    pairs = zip(text, masked, strict=True)
    return [place for place, (each, shown) in enumerate(pairs, doc.body) if each != shown]


def _duplicate(
    doc: Document, problem: ReadingProblem, branches: Sequence[int]
) -> Iterator[Problem]:
    """An id that is taken, unless only one branch of a template comes to the page."""
    id, (start, end) = problem.data["id"], problem.data["first"]
    if bisect_left(branches, end) == bisect_left(branches, problem.start):
        yield Problem(
            doc.span(problem.start, problem.end),
            f"The id “{id}” is taken",
            help="Give each element an id of its own",
            related=(Related(doc.path, doc.span(start, end), "the first"),),
            subject=f"id:{id}",
            data={"id": id},
        )


def _unpaired(
    doc: Document, problem: ReadingProblem, hidden: Sequence[int], ends: Mapping[int, int]
) -> Iterator[Problem]:
    element, until = problem.data["element"], problem.data["until"]
    begin = doc.body if problem.kind == "stray-end-tag" else problem.start
    crossed = problem.data["crossed"]
    spans_blocks = problem.kind == "ended-paragraph" or crossed
    if (
        doc.kind == "partial"
        or bisect_left(hidden, begin) != bisect_left(hidden, until)
        or (spans_blocks and doc.site.whole_html and doc.syntax != "html")
    ):
        return
    fix = None
    near = max(problem.start, until - _LONGEST_GAP)
    last = doc.text[near:until].rstrip()
    closes = element in _SPANS and not crossed and ends[until] <= _MOST
    if problem.kind == "unclosed-element" and closes and last:
        place = doc.span(near + len(last), near + len(last)).start
        fix = Fix((Edit(place, place, f"</{element}>"),), f"Write `</{element}>`", safe=False)
    yield Problem(
        doc.span(problem.start, problem.end),
        (_CROSSED if crossed else _MESSAGES[problem.kind]).format(element),
        help=_HELP[problem.kind].format(element),
        fix=fix,
        subject=f"tag:{element}",
        data={"element": element},
    )
