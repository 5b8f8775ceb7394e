"""The figures of a page: how much there is to read, how hard it is, and what it is made of."""

from collections.abc import Mapping

from msgspec import Struct

from seolint.document import Document
from seolint.language.passive import PASSIVE_LANGUAGES, is_passive
from seolint.language.readability import (
    INDICES,
    SYLLABLES,
    Score,
    plain_text,
    reading_ease,
    textstat_index,
)
from seolint.language.transitions import TRANSITION_LANGUAGES, has_transition
from seolint.language.words import word_list
from seolint.prose import Prose
from seolint.span import Span

LONGEST = 3
"""How many of the longest sentences are told."""

_ENDLESS = frozenset(("", "th"))
"""Languages whose sentences cannot be told apart: none is known, or it marks no end of them."""

WORDS_PER_MINUTE: Mapping[str, int] = {
    "ar": 138,
    "de": 179,
    "en": 228,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "ja": 357,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
    "zh": 255,
}
"""How many words adults read in a minute, characters in Japanese and Chinese.

Trauzettel-Klosinski and Dietz, Standardized Assessment of Reading Performance, 2012.
"""


class LongSentence(Struct, frozen=True):
    """A sentence with the number of its words and its place."""

    words: int
    text: str
    span: Span


class Figures(Struct, frozen=True):
    """The figures of a page; None stands for what is not known in its language.

    `words` are those of all text but code, `sentences` those of paragraphs, items and
    quotes, `paragraphs` what is neither item nor quote nor cell. `school_grade` is the year of
    school for which the text is, by Flesch and Kincaid or the Wiener Sachtextformel;
    `indices` are those of textstat. Shares go from 0 to 1. Links and images are those of the
    body whose addresses are known.
    """

    path: str
    language: str
    words: int
    sentences: int | None
    paragraphs: int
    score: Score | None
    school_grade: float | None
    indices: Mapping[str, float]
    reading_minutes: float | None
    longest_sentences: tuple[LongSentence, ...] | None
    passive_share: float | None
    transition_share: float | None
    headings: int
    links_internal: int
    links_external: int
    images: int


def figures_of(doc: Document) -> Figures:
    """Counts what is in a page and says how hard it is to read."""
    language = doc.language
    sentences = () if language in _ENDLESS else doc.sentences
    score = reading_ease(doc.running_words, len(sentences), language)
    indices = _indices(sentences, language)
    pace = WORDS_PER_MINUTE.get(language)
    internal = [doc.site.is_internal(link.url) for link in doc.links if link.known and link.has_url]
    return Figures(
        path=doc.path,
        language=language,
        words=doc.word_count,
        sentences=None if language in _ENDLESS else len(sentences),
        paragraphs=sum(block.kind == "paragraph" for block in doc.blocks),
        score=score,
        school_grade=_school_grade(score, indices, language),
        indices=indices,
        reading_minutes=None if pace is None else doc.word_count / pace,
        longest_sentences=None if language in _ENDLESS else _longest(sentences, language),
        passive_share=_share(
            [is_passive(each.opaque, language) for each in sentences],
            known=language in PASSIVE_LANGUAGES,
        ),
        transition_share=_share(
            [has_transition(each.opaque, language) for each in sentences],
            known=language in TRANSITION_LANGUAGES,
        ),
        headings=len(doc.headings),
        links_internal=sum(internal),
        links_external=len(internal) - sum(internal),
        images=sum(image.kind != "field" and image.known for image in doc.images),
    )


def _indices(sentences: tuple[Prose, ...], language: str) -> dict[str, float]:
    functions = INDICES.get(language)
    if functions is None or not sentences:
        return {}
    text = plain_text((each.opaque for each in sentences), language)
    return {name: textstat_index(index, text, language) for name, index in functions.items()}


def _school_grade(score: Score | None, indices: Mapping[str, float], language: str) -> float | None:
    """Kincaid et al. 1975 for English, Bamberger and Vanecek 1984 for German."""
    if language == "en" and score is not None and score.formula.unit == SYLLABLES:
        return 0.39 * score.words_per_sentence + 11.8 * score.per_word - 15.59
    return indices.get("Wiener Sachtextformel")


def _longest(sentences: tuple[Prose, ...], language: str) -> tuple[LongSentence, ...]:
    counted = [(len(word_list(each.opaque, language)), each) for each in sentences]
    counted.sort(key=lambda pair: -pair[0])
    return tuple(LongSentence(n, each.folded, each.span()) for n, each in counted[:LONGEST])


def _share(found: list[bool], *, known: bool) -> float | None:
    return sum(found) / len(found) if known and found else None
