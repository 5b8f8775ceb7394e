"""Two headings of one section have the same text.

In a table of contents nobody can tell them apart. Their ids are made from the text, so a
link to the second leads to the first, or breaks when the order changes.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Literal

from seolint.api import (
    Document,
    Evidence,
    Heading,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import HTML_STANDARD, MARKDOWNLINT

_TAB = lazy_regex(r"<Tab(?:Item|s)?\b|^[ \t]*=== \"|\{%-?[ ]*tab", re.MULTILINE)
"""Where a set of tabs goes on: of those only one is shown at a time."""
_MARKS_OF_TABS = ("<Tab", '=== "', "{%")


class HeadingDuplicate(Options, frozen=True):
    """`within`: compare the headings below one heading, or all of the document."""

    within: Literal["siblings", "document"] = "siblings"


@document_rule(
    severity="warning",
    evidence=[
        Evidence("F", "headings of one document have different texts (MD024)", MARKDOWNLINT),
        Evidence("S", "an id belongs to one element", HTML_STANDARD),
        Evidence("M", "2.1 % of 3,140 good pages, all levels compared"),
    ],
    options=HeadingDuplicate,
    examples=[
        good("## Firing\n\n## Cooling\n"),
        good("## 2.0\n\n### Fixed\n\n## 1.9\n\n### Fixed\n"),
        good("## {{ a }}\n\n## {{ b }}\n", site={"generator": "jekyll"}),
        good("## Firing\n\n### Firing\n"),
        good("<Tabs>\n<Tab>\n\n## Firing\n\n</Tab>\n<Tab>\n\n## Firing\n\n</Tab>\n</Tabs>\n"),
        bad("## Firing\n\nHot.\n\n⟦## Firing⟧\n\nHotter.\n"),
        bad("<h2>Firing</h2>\n⟦<h2>firing </h2>⟧\n", path="page.html"),
        bad("## 2.0\n\n### Fixed\n\n## 1.9\n\n⟦### Fixed⟧\n", within="document"),
    ],
)
def check(doc: Document, options: HeadingDuplicate) -> Iterator[Problem]:
    if len(doc.headings) < 2:
        return
    seen: dict[tuple[int, int, str], Heading] = {}
    repeated: list[tuple[Heading, Heading]] = []
    parents: list[tuple[int, int]] = []
    for index, heading in enumerate(doc.headings):
        if heading.hidden:
            continue
        level = heading.level
        while parents and parents[-1][0] >= level:
            parents.pop()
        parent = parents[-1][1] if parents else -1
        parents.append((level, index))
        if not heading.name or not heading.known:
            continue
        name = heading.name.casefold()
        key = (parent, level, name) if options.within == "siblings" else (0, 0, name)
        first = seen.setdefault(key, heading)
        if first is not heading:
            repeated.append((first, heading))
    tabs = _tabs(doc.text) if repeated else []
    for first, heading in repeated:
        if bisect_left(tabs, first.end) == bisect_left(tabs, heading.start):
            yield Problem(
                heading.span,
                f"The heading “{heading.name}” was used before",
                help="Say what is different in this section",
                related=(Related(doc.path, first.span, "the first of them"),),
                subject=f"heading:{heading.name}",
            )


def _tabs(text: str) -> list[int]:
    """Where tabs go on; most pages have none of their marks, and to look for these is quick."""
    if not any(mark in text for mark in _MARKS_OF_TABS):
        return []
    return [tab.start() for tab in _TAB.finditer(text)]
