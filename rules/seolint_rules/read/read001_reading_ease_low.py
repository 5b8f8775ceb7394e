"""The text is hard to read.

Long words and long sentences tire readers, and those who tire leave. No search engine uses
such a score. It tells how a text compares with others, five points either way mean nothing,
and some subjects need long words.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from seolint.api import (
    FORMULAS,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    limit_for,
    reading_ease,
)
from seolint_rules.sources import G_START, YOAST

LEAST_WORDS = 200
"""Below so many words a score says little."""


class ReadingEaseLow(Options, frozen=True):
    """`audience`: whom the text is for; it moves the limit of each language.

    `min`: the limit itself, one for all languages or one for each that it names. In LIX and
    FOG, where a higher value is a harder text, it is the highest allowed.
    """

    audience: Literal["plain", "general", "technical"] = "general"
    min: float | Mapping[str, float] | None = None


_HARD = (
    "Notwithstanding the considerable international collaboration, the meteorological"
    " organisations habitually underestimate precipitation variability.\n\n"
)
_EASY = "The dough is wet, so we let it rest. Then we fold it and wait for the oven.\n\n"


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "a text is easy to read and well written", G_START),
        Evidence("F", "reading ease is shown, and no longer judged", YOAST),
        Evidence("M", "below 40 on 0 to 4 % of the posts of three blogs, 7 to 35 % of docs pages"),
    ],
    options=ReadingEaseLow,
    examples=[
        good("---\ntitle: Bread\n---\n" + _EASY * 14),
        good("---\ntitle: Weather\n---\n" + _HARD * 8),
        good("---\ntitle: Weather\nlang: cs\n---\n" + _HARD * 20),
        good("---\ntitle: Weather\n---\n" + _HARD * 20, path="docs/weather.md"),
        bad("---\ntitle: Weather\n---\n⟦" + _HARD.strip() + "⟧\n\n" + _HARD * 19),
        bad("---\ntitle: Bread\n---\n⟦" + _EASY.strip() + "⟧\n\n" + _EASY * 13, min={"en": 120}),
    ],
)
def check(doc: Document, options: ReadingEaseLow) -> Iterator[Problem]:
    if doc.kind != "post" or doc.language not in FORMULAS:
        return
    if len(doc.running_words) < LEAST_WORDS:
        return
    limit = _limit(options, doc.language)
    # Were each block one sentence, the text would be at its hardest: most need no closer look.
    blocks = sum(map(bool, doc.words_by_block))
    hardest = reading_ease(doc.running_words, blocks, doc.language)
    if hardest is None or not hardest.exceeds(limit):
        return
    # Most others are within the limit by the sentences of their longest blocks alone.
    sentences = blocks
    for block in sorted(doc.running, key=lambda block: len(block.text.text), reverse=True):
        sentences += max(0, len(doc.sentences_of(block)) - 1)
        if not hardest.among(sentences).exceeds(limit):
            return
    score = hardest.among(doc.sentence_count)
    formula = score.formula
    length = f"{score.words_per_sentence:.1f} words per sentence"
    words = f"{score.per_word:.2f} {formula.unit}"
    driver = (
        f"long sentences ({length})" if score.long_sentences(limit) else f"long words ({words})"
    )
    yield Problem(
        next((b for b in doc.blocks if b.kind == "paragraph"), doc.blocks[0]).span,
        f"{formula.name} is {score.value:.1f}, {'above' if formula.step < 0 else 'below'}"
        f" {limit:g}, for its {driver}",
        help=f"Prefer {'shorter sentences' if 'sentences' in driver else 'plainer words'}"
        " where the subject lets you",
        subject="readability",
        anchor="page",
        data={
            "formula": formula.name,
            "value": round(score.value, 1),
            "limit": limit,
            "words": score.words,
            "sentences": score.sentences,
            "words_per_sentence": round(score.words_per_sentence, 1),
            "per_word": round(score.per_word, 2),
            "unit": formula.unit,
        },
    )


def _limit(options: ReadingEaseLow, language: str) -> float:
    formula = FORMULAS[language]
    steps = {"plain": 1, "general": 0, "technical": -0.5}
    built_in = formula.limit + steps[options.audience] * formula.step
    return limit_for(options.min, language, built_in)
