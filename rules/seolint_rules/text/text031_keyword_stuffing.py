"""A phrase is repeated until the text sounds unnatural.

Writers vary their words without thinking of it. A phrase that returns in every other
sentence was put there for a search engine, and search engines count that as spam.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from typing import Literal

from seolint.api import (
    LONGEST_PHRASE,
    Document,
    Evidence,
    Options,
    Problem,
    Prose,
    Related,
    bad,
    document_rule,
    good,
    longest_phrase,
    phrases,
    split_sentences,
    stop_words,
)
from seolint_rules.sources import G_SPAM, G_START

Length = Literal["2", "3", "4"]

LEAST_WORDS = 300
"""A shorter post has no choice but to repeat itself."""

MOST: Mapping[Length, float] = {"2": 3.0, "3": 2.0, "4": 1.5}
"""Occurrences in 100 words, by the number of words in the phrase."""

Place = tuple[Prose, int, int]

_LONGEST_GAP = 100
"""Blanks, at most, between the end of a sentence and a phrase that begins the next one."""


class KeywordStuffing(Options, frozen=True):
    """`max`: occurrences in 100 words, by the number of words in the phrase.

    `allow`: phrases that may be repeated, alone or inside a longer one.
    """

    max: Mapping[Length, float] = {}
    min_count: int = 8
    allow: tuple[str, ...] = ()


_PLAIN = "It was what we had been about to do before they came to us with this. "
_STUFFED = "If you are for cheap rye bread, our cheap rye bread is all yours. "


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "words repeated so often that it sounds unnatural are spam", G_SPAM),
        Evidence("G", "keyword stuffing is against the spam policies", G_START),
        Evidence("M", "about 1 % of 1,324 good posts, nearly all of them names and terms"),
    ],
    options=KeywordStuffing,
    examples=[
        good("---\ntitle: Rye\n---\n" + _PLAIN * 25 + _STUFFED * 2),
        good("---\ntitle: Rye\n---\n" + _STUFFED * 10),
        good("---\nlang: ja\ntitle: パン\n---\n" + "安いライ麦パンは当店の安いライ麦パン。" * 40),
        good(
            "---\ntitle: Rye\n---\n"
            + _PLAIN * 15
            + (_STUFFED * 8).replace("rye b", "Rye B").replace("cheap", "Cheap")
        ),
        good(
            "---\ntitle: Rye\n---\n" + _PLAIN * 15 + _STUFFED * 8, allow=["rye bread", "cheap rye"]
        ),
        good(
            "---\ntitle: Rye\n---\n" + _PLAIN * 15 + _STUFFED * 8, site={"name": "Cheap Rye Bread"}
        ),
        bad(
            "---\nlang: da\ntitle: Rug\n---\n"
            + "Det var en af dem, og vi ville ikke have det hos os. " * 22
            + "Hvis du er til ⟦billigt rugbrød⟧, er vores billigt rugbrød for dig. "
            + "Hvis du er til billigt rugbrød, er vores billigt rugbrød for dig. " * 7,
        ),
        bad(
            "---\ntitle: Rye\n---\n"
            + _PLAIN * 15
            + "If you are for ⟦cheap rye bread⟧, our cheap rye"
            " bread is all yours. " + _STUFFED * 7
        ),
    ],
)
def check(doc: Document, options: KeywordStuffing) -> Iterator[Problem]:
    omit = stop_words(doc.language)
    if doc.kind != "post" or not omit or doc.word_count < LEAST_WORDS:
        return
    limits = {
        int(length): most * doc.word_count / 100 for length, most in {**MOST, **options.max}.items()
    }
    least = max(options.min_count, min(limits.values()))
    ends = {word for word, count in doc.vocabulary.items() if count >= least and word not in omit}
    if len(ends) < 2 or not _may_repeat(doc.words, ends, limits, options.min_count):
        return
    headings = [heading.text for heading in doc.headings if not heading.hidden]
    texts = [block.text for block in doc.blocks if block.kind in ("paragraph", "quote")]
    texts = sorted(headings + texts, key=lambda text: text.start)
    places = _places(texts, doc.language, ends)
    allowed = [phrase.lower() for phrase in (*options.allow, doc.site.name) if phrase]
    repeated = {
        phrase: len(found)
        for phrase, found in places.items()
        if len(found) >= options.min_count
        and len(found) > limits[1 + phrase.count(" ")]
        and not any(name in phrase or phrase in name for name in allowed)
        and not _is_name([place for place in found if place[0] not in headings])
    }
    if repeated:
        phrase = longest_phrase(repeated)
        (text, start, end), *others = places[phrase]
        count, words = repeated[phrase], doc.word_count
        most = round(limits[1 + phrase.count(" ")] * 100 / words, 2)
        yield Problem(
            text.span(start, end),
            f"“{phrase}” stands {count} times in {words} words"
            f" ({100 * count / words:.2f} in 100; the limit is {most:g})",
            help="Say it in other words, or leave it out where it is understood",
            related=tuple(
                Related(doc.path, other.span(*place), "here again") for other, *place in others
            ),
            subject=f"phrase:{phrase}",
            data={
                "phrase": phrase,
                "count": count,
                "words": words,
                "per_100": round(100 * count / words, 2),
                "limit": most,
            },
        )


def _may_repeat(
    words: list[str], ends: Container[str], limits: Mapping[int, float], least: int
) -> bool:
    """Whether a run of words between two of `ends` is that frequent, punctuation aside."""
    runs: list[str] = []
    before: list[int] = []
    for index in [index for index, word in enumerate(words) if word in ends]:
        before = [first for first in before if index - first < LONGEST_PHRASE]
        runs += [" ".join(words[first : index + 1]) for first in before]
        before.append(index)
    counts = Counter(run.replace("’", "'") for run in runs)
    return any(
        count >= least and count > limits[1 + run.count(" ")] for run, count in counts.items()
    )


def _places(texts: list[Prose], language: str, ends: Container[str]) -> dict[str, list[Place]]:
    """Where each phrase stands, sentence by sentence."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for text in texts:
        opaque = text.opaque
        for begin, stop in split_sentences(opaque, language):
            for phrase, start, end in phrases(opaque[begin:stop], language, ends):
                places[phrase].append((text, begin + start, begin + end))
    return places


def _is_name(places: list[Place]) -> bool:
    """Whether most places inside sentences begin and end with a capitalised word."""
    inside = [
        text.text[start:end].split()
        for text, start, end in places
        if text.text[max(0, start - _LONGEST_GAP) : start].rstrip()[-1:]
        not in ("", ".", "!", "?", "…")
    ]
    named = sum(not (words[0].islower() or words[-1].islower()) for words in inside)
    return 2 * named > len(inside)
