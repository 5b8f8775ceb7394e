"""Where words begin and end."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from seolint.memo import Memo

UNSPACED = frozenset({"ja", "zh", "th"})
"""Languages that put no blanks between words; their characters are counted instead."""

DENSE = frozenset({"ja", "ko", "zh"})
"""Languages that say as much in half the characters."""

_LETTERS = (
    r"[\w\ue000\ue001\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    r"\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u200c\u200d]*"
)
_INNER_STOP = r"(?<=[^\W\d_]\.)(?=[a-zß-öø-ÿа-яё]|[^\W\d_]\b)"
_WORD = (
    rf"[\w\ue000\ue001]{_LETTERS}"
    rf"(?:['’\-‐‑.,](?:(?<![.,])|(?<=\d[.,])(?=\d)|{_INNER_STOP})[\w\ue000\ue001]{_LETTERS})*"
)
_AROUND = ".,;:!?…()[]{}<>\"'“”‘’„«»/*–—-"
"""Marks that no word begins or ends with."""

_CHARACTER = (
    r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46]"
    r"|[^\W\u0e00-\u0e7f\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+|[\ue000\ue001]+"
)


def words(text: str, language: str = "") -> Iterator[re.Match[str]]:
    """The words of `text`, which is `Prose.opaque`, with their places.

    Apostrophes and hyphens inside a word, and the marks inside a number, keep it one, and so
    does a full stop before a small letter or a lone one: `crates.io`, `e.g.`, `z.B.`. A
    run of unknown text or of inline code is a word or a part of one. In the `UNSPACED`
    languages each character of their scripts is a word.
    """
    return _pattern(language).finditer(text)


def word_list(text: str, language: str = "") -> list[str]:
    """The words of `text` without their places."""
    if language in UNSPACED:
        return _pattern(language).findall(text)
    # No word holds a blank, and most parts are a word, or one with a mark at its end.
    found: list[str] = []
    for part in text.split():
        if part.isalpha() or (part := part.strip(_AROUND)).isalpha():
            found.append(part)
        else:
            found += _inside[part]
    return found


def count_words(text: str, language: str = "") -> int:
    """How many words `text` has."""
    return len(word_list(text, language))


@cache
def phrases_by_word(
    phrases: tuple[str, ...], language: str = ""
) -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """Phrases of some rule with their words, without which a text cannot hold them.

    They are listed by the longest word of each.
    """
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for phrase in phrases:
        words = word_list(phrase, language)
        found.setdefault(max(words, key=len), []).append((phrase, frozenset(words)))
    return found


def _words_inside(part: str) -> tuple[str, ...]:
    return tuple(_pattern("").findall(part))


_inside = Memo(_words_inside)
"""The words of a part of a text between blanks."""


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(_CHARACTER if language in UNSPACED else _WORD)
