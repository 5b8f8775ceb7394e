"""The title is wider than the line of a search result.

A longer title breaks no rule: it is cut where the line ends, so the words at its end are
read by nobody. What counts is the width in pixels. Sixty times the letter W is more than
four times as wide as sixty times the letter i.
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
from seolint_rules.sources import G_TITLE, SCREAMING_FROG, YOAST

FONT_SIZE = 20
"""Pixels; Arial in a desktop result."""


class TitleTooWide(Options, frozen=True):
    """`max-px`: pixels at a font size of 20; the hard edge is near 600."""

    max_px: float = 580


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G!", "a title may be of any length; it is cut to the device's width", G_TITLE),
        Evidence("F", "600 pixels", YOAST),
        Evidence("F", "561 pixels", SCREAMING_FROG),
        Evidence("M", "2.5 % of 3,140 good pages; 3.2 % have more than 60 characters"),
    ],
    options=TitleTooWide,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: How rye bread keeps for a week\n---\n"),
        good("---\ntitle: Illicit little lilies still fill till Illinois is full of lilies\n---\n"),
        good(
            "---\ntitle: What nobody tells you about keeping a rye bread fresh for many weeks\n"
            "seo_title: Keeping rye bread fresh\n---\n"
        ),
        good(
            "---\ntitle: '{{ bakery }}: what nobody tells you of keeping rye bread fresh'\n---\n",
            site={"generator": "jekyll"},
        ),
        bad(
            "---\ntitle: ⟦What nobody tells you of keeping a rye bread fresh for many weeks⟧\n---\n"
        ),
        bad(
            "---\ntitle: ⟦ライ麦パンを一週間おいしく保つために誰も教えてくれない大切なこと⟧\n---\n"
        ),
        bad(
            "---\ntitle: ⟦How to keep a rye bread fresh for a week⟧\n---\n",
            site={"title-template": "{title} | {site}", "name": "The Baker on the Corner"},
        ),
        bad("---\ntitle: ⟦How rye bread keeps for a week⟧\n---\n", max_px=200),
    ],
)
def check(doc: Document, options: TitleTooWide) -> Iterator[Problem]:
    title = doc.field("search-title") or doc.field("title")
    if title is None or not title.known or doc.noindex or doc.front_matter == "export":
        return
    shown = result_text(title.text)
    template = doc.site.title_template
    if template and not doc.has_head:
        shown = template.replace("{title}", shown).replace("{site}", doc.site.name)
    width = round(pixel_width(shown, FONT_SIZE))
    if width > options.max_px:
        yield Problem(
            title.span,
            f"The title is {width} px wide, and a result shows about {options.max_px:g}"
            f" ({len(shown)} characters)",
            help=f"Let what matters stand in “{_fitting(shown, options.max_px)}”",
            subject="field:title",
            data={"pixels": width, "limit": options.max_px, "characters": len(shown)},
        )


def _fitting(text: str, limit: float) -> str:
    """The words that fit; characters where blanks part none."""
    fitting = text
    while fitting and pixel_width(f"{fitting} …", FONT_SIZE) > limit:
        fitting = fitting[: fitting.rindex(" ")] if " " in fitting else fitting[:-1]
    return fitting
