"""A long stretch of text has no heading.

Most readers look for the part that concerns them before they read. Headings let them find
it; without any they scroll, and many leave.
"""

from collections.abc import Iterator

from seolint.api import (
    UNSPACED,
    Block,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    word_list,
)
from seolint_rules.sources import G_START, GEO_LINT, YOAST

_COUNTED = frozenset(("paragraph", "quote"))
"""The kinds of blocks that count: the items of a list are found without a heading."""


class LongTextWithoutHeading(Options, frozen=True):
    """`max-words`: words between two headings; `max-words-none`: of a text without any.

    Languages that put no blanks between words may have twice as many characters.
    """

    max_words: int = 600
    max_words_none: int = 500


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "headings break up a long text and help readers through it", G_START),
        Evidence("F", "300 words", YOAST),
        Evidence("F", "300 words", GEO_LINT),
        Evidence("M", "more than 600 words between headings on 3.0 % of 3,140 good pages"),
        Evidence("M", "no heading in more than 500 words on 2.7 % of them"),
    ],
    options=LongTextWithoutHeading,
    examples=[
        good("Dig the clay.\n\n## Firing\n\nHeat it.\n", max_words=3, max_words_none=2),
        good("Dig the clay, and let it dry.\n", max_words_none=7),
        good("Dig.\n\n```\na b c d e f g\n```\n", max_words_none=3),
        good(
            "Dig the clay.\n\n{% include firing.md %}\n\nHeat it well.\n",
            site={"generator": "jekyll"},
            max_words_none=3,
        ),
        bad("⟦Dig the clay, and let it dry.⟧\n\nThen heat it.\n", max_words_none=6),
        good("## Firing\n\nHeat it.\n\n- Wait\n- Cool\n\n## Use\n\nEat.\n", max_words=3),
        bad("## Firing\n\n⟦Heat it.⟧\n\n- Wait\n\nCool it.\n\n## Use\n\nEat.\n", max_words=3),
        bad("---\nlang: ja\n---\n\n⟦粘土を掘って乾かす⟧\n", max_words_none=4),
    ],
)
def check(doc: Document, options: LongTextWithoutHeading) -> Iterator[Problem]:
    most, most_without = options.max_words, options.max_words_none
    if doc.language in UNSPACED:
        most, most_without = 2 * most, 2 * most_without
    if len(doc.running_words) <= min(most, most_without):
        return
    borders = [heading.start for heading in doc.headings if not heading.hidden]
    limit = most if borders else most_without
    for stretch, words in _stretches(doc, borders, limit):
        start, end = stretch[0].start, stretch[-1].end
        if words <= limit or _may_hold_heading(doc, start, end):
            continue
        unit = "characters" if doc.language in UNSPACED else "words"
        yield Problem(
            stretch[0].span,
            f"{words} {unit} follow without a heading"
            if borders
            else f"{words} {unit} and no heading",
            help="Put headings where a new subject begins",
            subject=f"text:{' '.join(stretch[0].text.text.split()[:8])}",
            anchor="page",
            data={"words": words, "limit": limit},
        )


def _stretches(doc: Document, borders: list[int], limit: int) -> Iterator[tuple[list[Block], int]]:
    """The blocks of prose between two headings each, and their words.

    Stretches that are evidently shorter than `limit` words are left out.
    """
    bounds = zip(doc.running, doc.word_bounds, strict=True)
    counted = [(block, most) for block, most in bounds if block.kind in _COUNTED]
    begin = 0
    for border in [*borders, len(doc.text)]:
        end, words = begin, 0
        while end < len(counted) and counted[end][0].start < border:
            words += counted[end][1]
            end += 1
        if words > limit:
            stretch = [block for block, _ in counted[begin:end]]
            text = "\n".join([block.text.opaque for block in stretch])
            yield stretch, len(word_list(text, doc.language))
        begin = end


def _may_hold_heading(doc: Document, start: int, end: int) -> bool:
    """Whether a template may print a heading there."""
    return doc.dynamic and doc.masked[start:end] != doc.text[start:end]
