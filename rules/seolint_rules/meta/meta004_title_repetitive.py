"""The title says the same word or phrase again and again.

It reads like a list of what people might search for. Search engines take such a title for
an attempt to cheat and write one of their own.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from seolint.api import (
    UNSPACED,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    result_text,
    stop_words,
    word_list,
)
from seolint_rules.sources import G_TITLE

LEAST_WORDS = 4
"""Words of the shortest title that can repeat itself: “New York, New York” is a name."""


class TitleRepetitive(Options, frozen=True):
    """`max-word`: how often a word, and `max-phrase`: how often two words may occur."""

    max_word: int = 2
    max_phrase: int = 1


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "words or phrases of a title are not to be repeated", G_TITLE),
        Evidence("M", "0.0 % of 3,140 good pages"),
    ],
    options=TitleRepetitive,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye bread, and what else rye is good for\n---\n"),
        good("---\ntitle: New York, New York\n---\n"),
        good("---\ntitle: The oven, the dough and the baker\n---\n"),
        good("---\ntitle: Bread 1.2.1, 1.2.2 and 1.2.3\n---\n"),
        good("---\nlang: cs\ntitle: Na ulici na rohu stojí na noze kohout na zdi\n---\n"),
        good("---\ntitle: Buffalo buffalo Buffalo buffalo buffalo\n---\n"),
        good("---\ntitle: 'Tin Can bakers: how we found our Tin Can loaf'\n---\n"),
        good("---\ntitle: 'Rye, rye {{ rye }}'\n---\n", site={"generator": "jekyll"}),
        bad("---\ntitle: ⟦Rye bread, fresh rye bread, buy rye bread⟧\n---\n"),
        bad("---\ntitle: '⟦Bread: white bread, dark bread⟧'\n---\n"),
        bad("---\ntitle: '⟦Rye bread recipes: the best of rye bread⟧'\n---\n"),
        bad("---\nlang: de\ntitle: ⟦Ofen kaufen, Ofen mieten, Ofen reparieren⟧\n---\n"),
        bad("---\ntitle: ⟦Rye bread and oat bread⟧\n---\n", max_word=1),
    ],
)
def check(doc: Document, options: TitleRepetitive) -> Iterator[Problem]:
    if doc.noindex or doc.front_matter == "export" or doc.language in UNSPACED:
        return
    title = doc.field("search-title") or doc.field("title")
    if title is None or not title.known:
        return
    words = word_list(result_text(title.text), doc.language)
    again = _repeated(words, doc.language, options)
    if again:
        phrase, count = again
        yield Problem(
            title.span,
            f"The title says “{phrase}” {'twice' if count == 2 else f'{count} times'}",
            help="Say it once, and what is different about this page",
            subject="field:title",
            data={"phrase": phrase, "count": count},
        )


def _repeated(
    written: list[str], language: str, options: TitleRepetitive
) -> tuple[str, int] | None:
    """What is repeated too often, and how often; a phrase before a word."""
    words = [word.casefold() for word in written]
    common = stop_words(language)
    different = len(set(words))
    if len(words) <= LEAST_WORDS or different in (1, len(words)) or not common:
        return None
    content = [word not in common and word.isalpha() and len(word) > 1 for word in words]
    pairs = Counter(
        f"{first} {second}"
        for index, (first, second) in enumerate(pairwise(words))
        if content[index] and content[index + 1] and first != second
    )
    phrase, count = _most(pairs)
    if count > options.max_phrase + _is_name(phrase, written, content, language):
        return phrase, count
    word, count = _most(
        Counter(word for word, counts in zip(words, content, strict=True) if counts)
    )
    return (word, count) if count > options.max_word else None


def _most(counts: Counter[str]) -> tuple[str, int]:
    return max(counts.items(), key=lambda item: item[1], default=("", 0))


def _is_name(phrase: str, written: list[str], content: list[bool], language: str) -> bool:
    """Whether its words have capitals where other words of the title have none."""
    if language == "de":
        return False
    parts = phrase.split()
    inside = [word for word in written if word.casefold() in parts]
    others = [
        word
        for word, counts in zip(written[1:], content[1:], strict=True)
        if counts and word.casefold() not in parts
    ]
    return all(word[0].isupper() for word in inside) and any(word[0].islower() for word in others)
