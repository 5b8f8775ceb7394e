"""The description is wider than a search result shows.

A longer description breaks no rule. It is cut at the width of the device, and what stands
behind the cut is read by nobody. On a phone the cut comes earlier.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    pixel_width,
    result_text,
)
from seolint_rules.sources import G_SNIP, SCREAMING_FROG, YOAST

FONT_SIZE = 14
"""Pixels; Arial in a desktop result."""

PHONE = 680
"""Pixels that a phone shows."""


class DescriptionTooLong(Options, frozen=True):
    """`max-px`: pixels at a font size of 14; 920 are about 155 Latin letters."""

    max_px: float = 920


@document_rule(
    severity="info",
    evidence=[
        Evidence("G!", "a description may be of any length; it is cut as needed", G_SNIP),
        Evidence("F", "156 characters", YOAST),
        Evidence("F", "155 characters or 985 pixels", SCREAMING_FROG),
        Evidence("M", "1.0 % of 3,140 good pages"),
    ],
    options=DescriptionTooLong,
    hidden_by=("FM001", "META010"),
    examples=[
        good("---\ndescription: Why a loaf of rye keeps for a week, and what to do with it\n---\n"),
        good("---\ndescription: '{{ lead }}" + " and more of it" * 15 + "'\n---\n"),
        bad("---\ndescription: ⟦Rye" + " and more of it" * 15 + "⟧\n---\n"),
        bad(
            '<html><head><meta name="description" content="⟦Rye'
            + " and more of it" * 15
            + '⟧"></head></html>',
            path="rye.html",
        ),
        bad("---\ndescription: ⟦Why a loaf of rye keeps for a week⟧\n---\n", max_px=150),
    ],
)
def check(doc: Document, options: DescriptionTooLong) -> Iterator[Problem]:
    description = doc.field("description")
    if description is None or not description.known or doc.noindex or doc.front_matter == "export":
        return
    shown = result_text(description.text)
    width = round(pixel_width(shown, FONT_SIZE))
    if width > options.max_px:
        yield Problem(
            description.span,
            f"The description is {width} px wide, and a result shows about"
            f" {options.max_px:g} ({len(shown)} characters)",
            help=f"Say what matters first: a phone shows about {PHONE} px",
            subject="field:description",
            data={"pixels": width, "limit": options.max_px, "characters": len(shown)},
        )
