"""The text does not hold the keyphrase that the page declares, or it does nothing else.

If the text never says it, either the text or the keyphrase is about something else. If it
says it in every other sentence, people notice, and so do search engines. There is no least
density: to ask for one is to ask for repetition.
"""

from collections.abc import Iterator

from seolint.api import (
    CODE,
    Document,
    Evidence,
    Keyphrase,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    holds_any,
    index_words,
    word_list,
)
from seolint_rules.sources import G_SPAM, G_START, RANK_MATH, YOAST

SHORT, MOST_IN_SHORT = 100, 3
"""In a text of so few words that a share says nothing, so many occurrences are left alone."""


class KeyphraseDensity(Options, frozen=True):
    """`max`: occurrences in 100 words of a phrase of one word; of three words about half."""

    max: float = 3.0


_RYE = "---\ntitle: Rye\nkeyphrase: rye bread\n---\n"
_PLAIN = "It was what we had been about to do before they came to us with this. "
_DENSE = "If you are for rye bread, ours of rye is a bread. "


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "there is no need to foresee every variant of a query", G_START),
        Evidence("G", "keyword stuffing is spam", G_SPAM),
        Evidence("F", "0.5 to 3 %, weighed by 0.7 and a third of the number of words", YOAST),
        Evidence("F", "1 to 2.5 %", RANK_MATH),
    ],
    options=KeyphraseDensity,
    hidden_by=("FM001", "FM004", "KEY020", "TEXT031"),
    examples=[
        good(f"{_RYE}{_PLAIN * 10}{_DENSE}"),
        good(f"{_RYE}Rye bread, bread of rye and more rye bread.\n"),
        good("---\nkeyphrase: rye bread\nkeyphrase_synonyms: dark loaf\n---\nA dark loaf.\n"),
        good("---\nkeyphrase: npm install\n---\nNow run `npm install`.\n"),
        good("---\nkeyphrase: rye bread\n---\n"),
        good(f"{_RYE}{{% include rye.md %}} {_PLAIN}\n", site={"generator": "jekyll"}),
        bad("---\ntitle: Rye\nkeyphrase: ⟦rye bread⟧\n---\nWe like rye.\n\nWe like bread.\n"),
        bad(
            f"{_RYE}{_PLAIN * 8}If you are for ⟦rye bread⟧, ours of rye is a bread. {_DENSE * 3}",
            severity="warning",
        ),
        bad(
            f"{_RYE}The ⟦rye bread⟧, the rye bread, a bread of rye and any other rye bread.\n",
            severity="warning",
        ),
    ],
)
def check(doc: Document, options: KeyphraseDensity) -> Iterator[Problem]:
    phrase = doc.keyphrase
    words = 0 if phrase is None or doc.noindex else doc.word_count
    if phrase is None or not words:
        return
    places = doc.keyphrase_places
    count = len(places)
    field = doc.field("keyphrase")
    if not places and field is not None:
        if phrase.certain and not doc.dynamic and not _stands(doc, (phrase, *doc.synonyms)):
            yield Problem(
                field.span,
                f"The keyphrase “{phrase.text}” is nowhere in the text",
                help="Correct the keyphrase, or say what the page is about in the text",
                subject="keyphrase:density",
                anchor="page",
                data={"keyphrase": phrase.text, "count": 0, "words": words},
            )
        return
    most = options.max / (0.7 + len(phrase.words) / 3)
    if count <= (MOST_IN_SHORT if words < SHORT else max(2, most * words / 100)):
        return
    text, start, end = places[0]
    density = 100 * count / words
    limit = "" if words < SHORT else f" ({density:.2f} in 100; the limit is {most:.2f})"
    yield Problem(
        text.span(start, end),
        f"The keyphrase “{phrase.text}” stands {count} times in {words} words{limit}",
        help="Say it in other words, or leave it out where it is understood",
        related=tuple(
            Related(doc.path, other.span(*place), "here again") for other, *place in places[1:]
        ),
        subject="keyphrase:density",
        anchor="page",
        severity="warning",
        data={
            "keyphrase": phrase.text,
            "count": count,
            "words": words,
            "per_100": round(density, 2),
            "limit": round(most, 2),
        },
    )


def _stands(doc: Document, phrases: tuple[Keyphrase, ...]) -> bool:
    """Whether a block holds one of the phrases, in its code, or across its sentences."""
    coded = [text.text.lower() for text in doc.texts if CODE in text.opaque]
    coded_index = index_words(word_list("\n".join(coded), doc.language))
    return holds_any(phrases, [text.text for text in doc.texts], doc.word_index, coded_index)
