"""A paragraph is a wall of text.

On a small screen it has no end in sight, and nobody can find in it again what was found once.
Quotations are left alone, and lines that are broken by hand.
"""

from collections.abc import Iterator, Mapping

from seolint.api import (
    SENTENCE_LENGTHS,
    UNSPACED,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    limit_for,
    word_list,
)
from seolint_rules.sources import GEO_LINT, MS_AI, RANK_MATH, YOAST

MOST, MOST_UNSPACED = 150, 400
WALL = 5 / 3
"""From that many times the limit on it is a warning."""

_HARD_BREAK = lazy_regex(r"<br\b|(?:  |\\)[\r\n]")
_BREAKS = 3


class ParagraphTooLong(Options, frozen=True):
    """`max-words`: of a paragraph, one for all languages or one for each that it names.

    In Japanese and Chinese it counts characters. From five thirds of it on the finding is a
    warning.
    """

    max_words: float | Mapping[str, float] | None = None


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "long walls of text are to be avoided", MS_AI),
        Evidence("F", "150 words, and 200 are worse", YOAST),
        Evidence("F", "120 words", RANK_MATH),
        Evidence("F", "100 words", GEO_LINT),
        Evidence("M", "more than 150 words on 3.2 % of 3,140 good pages, more than 200 on 0.7 %"),
    ],
    options=ParagraphTooLong,
    examples=[
        good("The dough is wet.\n\nIt has to rest.\n", max_words=5),
        good("> The dough is wet. It has to rest.\n", max_words=5),
        good("The dough  \nis wet  \nand has  \nto rest.\n", max_words=5),
        good("- The dough is wet. It has to rest.\n", max_words=5),
        good("---\nlang: xx\n---\n\n" + "The dough is wet. " * 50 + "\n"),
        bad("⟦The dough is wet.\nIt has to rest.⟧\n", max_words=6),
        bad("⟦The dough is wet. It has to rest.⟧\n", max_words=4, severity="warning"),
        bad("---\nlang: ja\n---\n\n⟦生地がとても濡れています。⟧\n", max_words={"ja": 10}),
    ],
)
def check(doc: Document, options: ParagraphTooLong) -> Iterator[Problem]:
    language = doc.language
    unspaced = language in UNSPACED
    built_in = (MOST_UNSPACED if unspaced else MOST) if language in SENTENCE_LENGTHS else None
    most = limit_for(options.max_words, language, built_in)
    if most is None or len(doc.running_words) <= most:
        return
    for block in doc.running_over(most):
        if block.kind != "paragraph":
            continue
        count = len(word_list(block.text.opaque, language))
        if count <= most or _is_broken_by_hand(doc.text[block.start : block.end]):
            continue
        yield Problem(
            block.span,
            f"The paragraph has {count} {'characters' if unspaced else 'words'}",
            help="Part it where a new thought begins",
            subject=f"text:{' '.join(block.text.text.split()[:8])}",
            severity="warning" if count > WALL * most else None,
            data={"words": count, "limit": most},
        )


def _is_broken_by_hand(source: str) -> bool:
    return len(_HARD_BREAK.findall(source)) >= _BREAKS
