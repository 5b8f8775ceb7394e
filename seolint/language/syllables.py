"""How many syllables a word has."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from seolint.patterns import lazy_regex

_LARGEST = 50_000

_ENGLISH = lazy_regex(r"[aeiouy]+")
_SILENT = lazy_regex(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)e$"
    r"|(?<=[^aeiouytd])(?<![^aeiouy]l)ed$"
    r"|(?<=[^aeiouysxzcgh])(?<![^aeiouy]l)es$|(?<=[^aeioucst]h)es$"
)
_HIATUS = lazy_regex(r"(?<![cgstx])(?<!ll)i(?=[aou])|i(?=at)|(?<=[aeiouy])ing")

_VOWELS = {
    "": r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿāăąēĕėęěīĭįıōŏőœūŭůűų]+",
    "de": r"[aeiouyäöüé]+",
    "es": r"[iuü]{0,2}[aeoáéó](?:[iuüy](?![aeiouáéíóú]))?|[uü]?í|ú|[iuüy]+",
    "fr": r"[aeiouyàâæèéêëîïôœùûüÿ]+",
    "nl": r"[aeiouyáéíóúèëïöü]+",
    "pl": r"i?[aąeęoóuy]|i",
    "pt": r"[iu]{0,2}[aeoáâãéêóôõà](?:[iuo](?![aeiouáéíóú]))?|[íú]|[iu]+",
    "ru": r"[аеёиоуыэюя]",
    "tr": r"[aeıioöuüâîû]",
}


class _Counts(dict[str, int]):
    """Syllables by word, worked out once; emptied when it has grown large."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = count

    def __missing__(self, word: str) -> int:
        if len(self) >= _LARGEST:
            self.clear()
        self[word] = count = max(1, self._count(word))
        return count


@cache
def _counts(language: str) -> _Counts:
    if language == "en":
        return _Counts(_english)
    vowels = re.compile(_VOWELS.get(language, _VOWELS[""]))
    return _Counts(lambda word: len(vowels.findall(word)))


def _english(word: str) -> int:
    if word.endswith(("'s", "’s")):
        word = word[:-2]
    if "-" in word:
        return sum(max(1, _english(part)) for part in word.split("-") if part)
    return len(_ENGLISH.findall(word)) - len(_SILENT.findall(word)) + len(_HIATUS.findall(word))


def count_syllables(word: str, language: str) -> int:
    """The syllables of a word, at least one.

    They are the groups of vowels: exact for Russian and Turkish, where each vowel is a
    syllable. In English a silent e is left out and two vowels that part are two.
    """
    return _counts(language)[word.lower()]


def total_syllables(words: Iterable[str], language: str) -> int:
    """The syllables of many words, all in lower case."""
    return sum(map(_counts(language).__getitem__, words))
