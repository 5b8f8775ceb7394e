from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seolint.language.sentences import split_sentences
from seolint.prose import CODE

CASES = Path(__file__).parent / "sentences.txt"


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, language)]


def hard_cases() -> Iterator[tuple[str, str]]:
    """Language and line of each case of the file, which says itself how it is written."""
    language = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            language = line[2:]
        elif language and line:
            yield language, line.replace("▒", CODE)


@pytest.mark.parametrize(("language", "line"), [*hard_cases()])
def test_hard_cases(language: str, line: str) -> None:
    expected = [part.strip() for part in line.split("¦")]
    assert sentences(line.replace("¦", ""), language) == expected


def test_each_language_has_twenty_hard_cases() -> None:
    counts = Counter(language for language, _ in hard_cases())
    assert len(counts) >= 12
    assert min(counts.values()) >= 20


@pytest.mark.parametrize(
    "text",
    [
        "Mix flour, salt, etc. and wait",
        "Ask Dr. Roe about it.",
        "Ovens, e.g. Those of J. R. Roe, are hot.",
        "See Fig. 3 for the crust.",
        "It costs 3.50 a loaf.",
        "Wait... and see.",
        "“Hot?” she asked.",
        "It was made in the U.S. Army.",
        "Visit example.com for more.",
        "1. Mix the flour.",
    ],
)
def test_what_closes_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It rose. We baked.", 2),
        ("It rose! Did we bake? Yes…\nThen we ate", 4),
        ("She said “it rose.” We baked.", 2),
        ("(It rose.) We baked.", 2),
        ("It was 5 p.m. Then we baked.", 2),
        ("Was it so? No. It was not.", 3),
        ("So did I. Then we baked.", 2),
        ("That was in 2019. Then we baked.", 2),
        (f"We ran it. {CODE * 4} failed.", 2),
        ("It is npm. npm is old.", 2),
    ],
)
def test_what_closes_a_sentence(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_abbreviations_are_those_of_the_language() -> None:
    assert len(sentences("Das ist z.B. Am 3. Mai bzw. Juni so.", "de")) == 1
    assert len(sentences("We count to 3. May is next.", "en")) == 2
    assert len(sentences("Это т.е. Хлеб из ржи и т.д. Потом соль.", "ru")) == 2


def test_east_asian_stops_need_no_blank() -> None:
    assert sentences("パンです。おいしい！「はい。」そう", "ja") == [
        *("パンです。", "おいしい！", "「はい。」", "そう")
    ]


def test_blanks_around_a_sentence_are_left_out() -> None:
    assert split_sentences("  It rose.  We baked. \n", "en") == [(2, 10), (12, 21)]


def test_what_has_no_letter_is_no_sentence() -> None:
    assert sentences("It rose. 🎉") == ["It rose."]
    assert sentences(" … ") == []


@given(st.text(alphabet="aB1. ?!…。\n\"')(é"))
def test_sentences_cover_every_letter_in_order(text: str) -> None:
    ranges = split_sentences(text, "en")
    inside = {position for start, end in ranges for position in range(start, end)}
    assert all(position in inside for position, letter in enumerate(text) if letter.isalnum())
    assert ranges == sorted(ranges)
    assert all(text[start:end] == text[start:end].strip() for start, end in ranges)
