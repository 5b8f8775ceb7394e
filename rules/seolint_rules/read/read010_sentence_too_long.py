"""A sentence is far too long.

Who reaches the end of it has forgotten the beginning. It is mostly two or three sentences that
nobody has parted yet. Enumerations and quotations are left alone.
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
    may_exceed,
    word_list,
)
from seolint_rules.sources import G_START, GEO_LINT

_PART = lazy_regex(r"[,;、，；،]")
_SHORT_PART = 7
_PARTS = 8
"""An enumeration has that many parts, of fewer words than this on average."""

_HARD_BREAK = lazy_regex(r"<br\b|(?:  |\\)[\r\n]")


class SentenceTooLong(Options, frozen=True):
    """`max-words`: of a sentence, one for all languages or one for each that it names.

    In Japanese and Chinese it counts characters. `max-reports`: of a page, the longest first.
    """

    max_words: float | Mapping[str, float] | None = None
    max_reports: int = 5


_LONG = (
    "The dough is wet and we let it rest until the oven is hot and the stone in it is hot as well"
    " and then we fold it once more and wait for the crust to form while the steam leaves the oven"
    " through the small hole that the smith has made for it in the year before."
)


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "a text is easy to read and well written", G_START),
        Evidence("F", "40 words", GEO_LINT),
        Evidence("M", "more than 50 words on 12.6 % of 3,140 good pages, more than 60 on 4.9 %"),
    ],
    options=SentenceTooLong,
    examples=[
        good("The dough is wet. We let it rest until the oven is hot.\n", max_words=9),
        good("# Wet dough that rests\n\nLet it rest\n\n- until hot\n- then bake\n", max_words=3),
        good("> It is so wet that it rests for a night.\n", max_words=4),
        good("Add salt, flour, water, yeast, oil, rye, oats, spelt, and wait.\n", max_words=8),
        good("The dough is wet  \nand it rests\\\nuntil it is hot.\n", max_words=8),
        good("---\nlang: xx\n---\n\n" + _LONG + "\n"),
        bad("It is so. ⟦" + _LONG + "⟧ So it is.\n"),
        bad("---\nlang: de\n---\n\n⟦Der Teig ist nass.⟧\n", max_words={"de": 3}),
        bad("---\nlang: ja\n---\n\nパンです。⟦生地がとても濡れています。⟧\n", max_words={"ja": 8}),
        bad("⟦It is a wet dough.⟧ It is. ⟦It is a hot old oven.⟧\n", max_words=4),
        bad("It is a wet dough. It is. ⟦It is a hot old oven.⟧\n", max_words=4, max_reports=1),
    ],
)
def check(doc: Document, options: SentenceTooLong) -> Iterator[Problem]:
    language = doc.language
    built_in = SENTENCE_LENGTHS.get(language)
    most = limit_for(options.max_words, language, built_in and built_in.far_too_long)
    if most is None or len(doc.running_words) <= most:
        return
    found: list[tuple[int, Problem]] = []
    for block in doc.running_over(most):
        if block.kind == "quote":
            continue
        opaque = block.text.opaque
        for start, end in doc.sentences_of(block):
            if not may_exceed(opaque, most, language, start, end):
                continue
            sentence = opaque[start:end]
            count = len(word_list(sentence, language))
            if count <= most or _is_enumeration(sentence, count):
                continue
            begin, stop = block.text.source(start, end)
            if _HARD_BREAK.search(doc.text, begin, stop):
                continue
            unit = "characters" if language in UNSPACED else "words"
            problem = Problem(
                doc.span(begin, stop),
                f"The sentence has {count} {unit}",
                help="Make two or three of it",
                subject=f"text:{' '.join(sentence.split())}",
                data={"words": count, "limit": most},
            )
            found.append((count, problem))
    longest = sorted(found, key=lambda each: -each[0])[: options.max_reports]
    yield from (problem for _, problem in longest)


def _is_enumeration(sentence: str, words: int) -> bool:
    parts = len(_PART.findall(sentence)) + 1
    return parts >= _PARTS and words < _SHORT_PART * parts
