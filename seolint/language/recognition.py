"""Which language a text is in: by its script, and by the words that carry grammar."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from seolint.language.stopwords import stop_words
from seolint.patterns import lazy_regex

_RANGES = {
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Armenian": "\u0530-\u058f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Sinhala": "\u0d80-\u0dff",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Hangul": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Kana": "\u3041-\u3096\u30a1-\u30fa\u30fc",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
}
_LETTERS = {name: lazy_regex(f"[{letters}]+") for name, letters in _RANGES.items()}

_WRITTEN = {
    "Latin": "bs ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nb nl nn no pl pt "
    "ro sk sl sq sv tr vi",
    "Greek": "el",
    "Cyrillic": "be bg mk ru uk",
    "Armenian": "hy",
    "Hebrew": "he yi",
    "Arabic": "ar fa ps ur",
    "Devanagari": "hi mr ne",
    "Bengali": "bn",
    "Tamil": "ta",
    "Sinhala": "si",
    "Thai": "th",
    "Georgian": "ka",
    "Hangul": "ko",
    "Japanese": "ja",
    "Han": "zh",
}
SCRIPTS: Mapping[str, str] = {
    language: script for script, languages in _WRITTEN.items() for language in languages.split()
}
"""The script of a language that is written in one only."""

_LISTED = tuple("de en es fr it nl pl pt ru sv".split())
"""Languages that differ enough in their stop words to be told apart by them."""

_LEAST_KANA = 0.05
_LEAST_LETTERS = 10
_LEAST_HAN = 100
"""Han without kana may be a short text in Japanese."""

_LEAST_HITS = 4
_LEAST_SHARE = 0.05
_ENGLISH_SHARE = 0.12
"""The share of a text that the words of one language alone have at least; 0.06 to 0.42 in texts
of ten languages."""


class Guess(NamedTuple):
    """The code of a language, or the name of a script, and how certain it is, from 0 to 1."""

    name: str
    confidence: float


def other_language(words: Sequence[str], declared: str) -> Guess | None:
    """What words are in where it is not the language that is declared, by its code.

    Words are in lower case, in order. None where they are in that language, and where
    nobody can tell: too few of them, relatives of which no stop words are known, a language
    with several scripts.
    """
    script = SCRIPTS.get(declared)
    if script is None:
        return None
    hits = _hits(words)
    if script == "Latin" and declared == _most(hits):
        return None
    main = main_script("".join(words))
    if main.name == script:
        return _by_words(hits, len(words), declared) if script == "Latin" else None
    if main.name == "Latin":
        guess = _by_words(hits, len(words), "")
        return Guess(guess.name, main.confidence) if guess is not None else None
    letters = sum(map(len, words)) * main.confidence
    least = _LEAST_HAN if (declared, main.name) == ("ja", "Han") else _LEAST_LETTERS
    if letters < least or (declared, main.name) == ("zh", "Japanese"):
        return None
    languages = _WRITTEN[main.name].split()
    return Guess(languages[0] if len(languages) == 1 else main.name, main.confidence)


def main_script(text: str) -> Guess:
    """The script of most letters, and their share; kana and the Han among them are `Japanese`."""
    counts = dict.fromkeys(_LETTERS, 0)
    used = "".join(set(text))
    for name, letters in _LETTERS.items():
        if letters.search(used):
            counts[name] = sum(map(len, letters.findall(text)))
    if counts["Kana"] > _LEAST_KANA * (counts["Kana"] + counts["Han"]):
        counts["Japanese"] = counts.pop("Kana") + counts.pop("Han")
    name = max(counts, key=counts.__getitem__)
    return Guess(name, counts[name] / max(1, sum(counts.values())))


def _hits(words: Iterable[str]) -> Counter[str]:
    """How many of the words are stop words of one language alone, by language."""
    owners = _owners()
    return Counter([owners[word] for word in words if word in owners])


def _most(hits: Counter[str]) -> str:
    return max(hits, key=hits.__getitem__, default="")


def _by_words(hits: Counter[str], total: int, declared: str) -> Guess | None:
    """The language of most words. Near to a language without stop words is only English safe."""
    found = _most(hits)
    count = hits[found]
    safe = not declared or declared in _LISTED
    if count < max(_LEAST_HITS, total * (_LEAST_SHARE if safe else _ENGLISH_SHARE)):
        return None
    if found == declared or not (safe or found == "en"):
        return None
    return Guess(found, count / (count + hits[declared]))


@cache
def _owners() -> Mapping[str, str]:
    """The stop words that only one language has, with that language."""
    counts = Counter(word for language in _LISTED for word in stop_words(language))
    return {
        word: language for language in _LISTED for word in stop_words(language) if counts[word] == 1
    }
