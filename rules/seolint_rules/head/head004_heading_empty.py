"""A heading has no text.

A screen reader announces it and then has nothing to say; tables of contents show a gap.
It is mostly left over from editing, or it holds an image that nobody described.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Heading,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import ACT_FFD0E9, AXE

_NOTHING = lazy_regex(r"#{1,6}[ \t#]*|<(h[1-6])\s*>\s*</\1\s*>", re.IGNORECASE)


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "a heading has an accessible name that is not empty", ACT_FFD0E9),
        Evidence("S", "headings should not be empty", AXE),
        Evidence("M", "on none of 3,140 good pages"),
    ],
    examples=[
        good("## Firing\n"),
        good("## `fire()`\n"),
        good("## ![The kiln, open](kiln.jpg)\n"),
        good("## {{ page.subtitle }}\n", site={"generator": "jekyll"}),
        good('<h2 aria-hidden="true"></h2>\n', path="page.html"),
        good("<h2><kiln-title></kiln-title></h2>\n", path="page.html"),
        bad("Text.\n\n⟦##⟧\n\nMore.\n", fixed="Text.\n\n\n\nMore.\n"),
        bad("⟦## ![](kiln.jpg)⟧\n"),
        bad("⟦<h2></h2>⟧\n<p>Text.</p>\n", path="page.html", fixed="\n<p>Text.</p>\n"),
        bad('⟦<h2 id="firing"><br></h2>⟧\n', path="page.html"),
        bad('⟦<div role="heading" aria-level="2"></div>⟧\n', path="page.html"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for heading in doc.headings:
        if heading.name or heading.hidden or _is_unknown(doc, heading):
            continue
        yield Problem(
            heading.span,
            f"The h{heading.level} has no text",
            help="Write what its section is about, or delete it",
            fix=_removal(doc, heading),
            subject=f"heading:{heading.level}",
        )


def _is_unknown(doc: Document, heading: Heading) -> bool:
    place = slice(heading.start, heading.end)
    return not heading.known or doc.masked[place] != doc.text[place]


def _removal(doc: Document, heading: Heading) -> Fix | None:
    """Empties its line. In Markdown HTML is left alone: what follows may lean on it."""
    html = doc.path.endswith((".html", ".htm"))
    if heading.ids or heading.kind != ("html" if html else "atx"):
        return None
    source = doc.text[heading.start : heading.end].rstrip()
    if not _NOTHING.fullmatch(source):
        return None
    span = doc.span(heading.start, heading.start + len(source))
    return Fix((Edit(span.start, span.end, ""),), "Delete the empty heading")
