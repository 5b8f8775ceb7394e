"""A heading leaves out a level.

People who listen to a page go through its headings as through a table of contents. Where
a level is missing they look for a section that nobody wrote.
"""

from collections.abc import Iterator, Sequence

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Heading,
    Options,
    Problem,
    bad,
    document_rule,
    good,
)
from seolint_rules.sources import AXE, G_START, WCAG_G141


class HeadingLevelSkipped(Options, frozen=True):
    """`allow-start`: the first heading of a text may be of level 3 or deeper."""

    allow_start: bool = True


@document_rule(
    severity="info",
    evidence=[
        Evidence("S", "headings show by their levels how the sections nest", WCAG_G141),
        Evidence("S", "heading levels should only increase by one", AXE),
        Evidence("G!", "headings out of order are no problem for Search", G_START),
        Evidence("M", "on 1.3 % of 3,140 good pages"),
    ],
    options=HeadingLevelSkipped,
    examples=[
        good("# Kiln\n\n## Firing\n\n### Glaze\n\n## Cooling\n"),
        good("### Glaze\n\nText.\n\n## Cooling\n"),
        good("# Kiln\n\n{% include firing.md %}\n\n### Glaze\n", site={"generator": "jekyll"}),
        bad(
            "## Firing\n\n⟦#### Glaze⟧\n\n##### Ash\n\n## Cooling\n",
            fixed="## Firing\n\n### Glaze\n\n#### Ash\n\n## Cooling\n",
        ),
        bad("<h2>Firing</h2>\n⟦<h4>Glaze</h4>⟧\n", path="page.html"),
        bad(
            "⟦### Glaze⟧\n\nText.\n\n## Cooling\n",
            fixed="## Glaze\n\nText.\n\n## Cooling\n",
            allow_start=False,
        ),
    ],
)
def check(doc: Document, options: HeadingLevelSkipped) -> Iterator[Problem]:
    if not doc.headings:
        return
    headings = [heading for heading in doc.headings if not heading.hidden]
    above, after = (5 if options.allow_start else 1), 0
    for index, here in enumerate(headings):
        if here.level > above + 1 and not _may_hold_heading(doc, after, here.start):
            jump = f"An h{here.level} follows an h{above}"
            yield Problem(
                here.span,
                jump if index else f"The first heading is an h{here.level}",
                help=f"Use h{above + 1}, or write the heading in between",
                fix=_lift(doc, headings, index, here.level - above - 1),
                subject=f"heading:{here.name}",
            )
        above, after = here.level, here.end


def _may_hold_heading(doc: Document, start: int, end: int) -> bool:
    """Whether a template may print a heading there."""
    return doc.dynamic and doc.masked[start:end] != doc.text[start:end]


def _lift(doc: Document, headings: Sequence[Heading], index: int, levels: int) -> Fix | None:
    """Raises a heading and those below it; only where all are marked by `#`."""
    first = headings[index]
    end = index + 1
    while end < len(headings) and headings[end].level > first.level:
        end += 1
    tree = headings[index:end]
    if any(
        heading.kind != "atx" or not doc.text.startswith("#" * heading.level, heading.start)
        for heading in tree
    ):
        return None
    spans = [doc.span(heading.start, heading.start + levels) for heading in tree]
    return Fix(
        tuple(Edit(span.start, span.end, "") for span in spans),
        f"Use h{first.level - levels}, and raise what is below it",
        safe=False,
    )
