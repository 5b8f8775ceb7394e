"""How many syllables a word has."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from seolint.memo import Memo
from seolint.patterns import lazy_regex

TABLE = Path(__file__).with_name("english.zlib")
"""The English words that are no rule's, packed by `scripts/english_syllables.py`.

The data are those of the CMU Pronouncing Dictionary; the licence lies beside it.
"""

_ENGLISH = lazy_regex(r"[aeiouy][aeiouy]*")
_SILENT = lazy_regex(
    r"e(?:(?<=[^aeiouy]e)(?<![^aeiouyl]le)$"
    r"|(?<=[^aeiouytd]e)(?<![^aeiouyl]le)d$"
    r"|(?<=[^aeiouysxzcgh]e)(?<![^aeiouyl]le)s$|(?<=[^aeioucst]he)s$"
    r"|(?<=[gq]ue)$"
    r"|(?<=[^aeiouyl]e)(?=ly$|ful|less|ness)|(?<=[cgvnst]e)(?=ment)"
    r"|(?<=[^aeiouyr]e)(?=(?:man|men|ville|way|work|home|hood|ward|like|some)s?$))"
)
_HIATUS = lazy_regex(
    r"i(?<![cgstx]i)(?<!lli)(?=[aou])|i(?=at)|ie(?=rs?$|st$)|i(?<=[aeiouy]i)ng"
    r"|e(?<![gp]e)(?=o(?![ou]))|e(?<=[^aeiouy]e)a$|u(?<![qg]u)(?=a[lt]|ers?$)"
    r"|y(?<=[aeiou]y)(?=[aeou])|s(?<=[aeiouy]s)m(?=s?$)|m(?<=^m)c(?=[^aeiouy])"
)
"""Each alternative begins with its letter: the search for those is quick."""

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


@cache
def _counts(language: str) -> Memo[int]:
    if language == "en":
        return Memo(_english)
    vowels = re.compile(_VOWELS.get(language, _VOWELS[""]))
    return Memo(lambda word: max(1, len(vowels.findall(word))))


def _english(word: str) -> int:
    if not word.isascii():
        word = _without_accents(word.replace("’", "'"))
    return count_english(word, exceptions())


def count_english(word: str, listed: Mapping[str, int]) -> int:
    """The syllables of an English word in lower case: as listed, else of its parts, else by vowels.

    At least one.
    """
    if word in listed:
        return listed[word]
    if "-" in word.strip("-"):
        return sum(count_english(part, listed) for part in word.split("-") if part)
    word = word.removesuffix("'s")
    return listed.get(word) or _by_vowels(word)


def _without_accents(word: str) -> str:
    import unicodedata

    return "".join(char for char in unicodedata.normalize("NFD", word) if char.isascii())


def _by_vowels(word: str) -> int:
    """Right for 93 % of the words of the CMU Pronouncing Dictionary."""
    groups = _ENGLISH.findall(word)
    count = len(groups)
    if "e" in word:
        count -= len(_SILENT.findall(word))
    if len("".join(groups)) > len(groups) or "sm" in word or word.startswith("mc"):
        count += len(_HIATUS.findall(word))
    return max(1, count)


@cache
def exceptions() -> Mapping[str, int]:
    """The syllables of the English words of which the vowels tell a wrong number."""
    import zlib

    found: dict[str, int] = {}
    for line in zlib.decompress(TABLE.read_bytes()).decode("ascii").splitlines():
        count, *words = line.split(" ")
        found.update(dict.fromkeys(words, int(count)))
    return found


def count_syllables(word: str, language: str) -> int:
    """The syllables of a word, at least one.

    They are the groups of vowels: exact for Russian and Turkish, where each vowel is a
    syllable. English words are right as far as the CMU Pronouncing Dictionary has them.
    """
    return _counts(language)[word.lower()]


def total_syllables(words: Iterable[str], language: str) -> int:
    """The syllables of many words, all in lower case."""
    return sum(map(_counts(language).__getitem__, words))
