"""How long sentences may be, by language."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from seolint.language.words import UNSPACED

Limit = TypeVar("Limit", float, float | None)


class SentenceLength(NamedTuple):
    """From when a sentence is long, and from when it is far too long.

    In words as `word_list` counts them, which are characters in Japanese and Chinese.
    """

    long: int
    far_too_long: int


SENTENCE_LENGTHS: Mapping[str, SentenceLength] = {
    **dict.fromkeys(
        "ar cs da de el en fi hr hu id nb nl nn no pl ro sk sl sv".split(), SentenceLength(20, 50)
    ),
    **dict.fromkeys("ca es fa fr gl it pt".split(), SentenceLength(25, 62)),
    **dict.fromkeys("be bg he mk ru sr tr uk".split(), SentenceLength(15, 38)),
    "ja": SentenceLength(40, 120),
    "ko": SentenceLength(25, 60),
    "zh": SentenceLength(40, 100),
}
"""The first number is that of Yoast, 20 where it has none; the other is two and a half times that.

Languages with other scripts or none of these habits are not there, and nothing is said of them.
"""


_LEAST_CHARACTERS = 3
"""Of a word, in the mean."""
_LEAST_BLANKS = 0.75


def may_exceed(
    text: str, words: float, language: str, start: int = 0, end: int | None = None
) -> bool:
    """Whether `text[start:end]` may have more than so many words: a look before they are counted.

    So many have three characters each, at least, and a blank for three in four.
    """
    end = len(text) if end is None else end
    if language in UNSPACED:
        return end - start > words
    if end - start <= words * _LEAST_CHARACTERS:
        return False
    return text.count(" ", start, end) + text.count("\n", start, end) >= words * _LEAST_BLANKS


def limit_for(own: float | Mapping[str, float] | None, language: str, built_in: Limit) -> Limit:
    """A limit that is one number for all languages, or differs by language.

    `own` is that of an option: a number, or a table that is merged over what is built in.
    None where there is neither: nothing is said in that language.
    """
    if isinstance(own, Mapping):
        own = own.get(language)
    return built_in if own is None else own
