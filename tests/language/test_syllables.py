import runpy
import time
from pathlib import Path

import pytest

from seolint.language.syllables import TABLE, count_syllables, exceptions, total_syllables

SAMPLE = Path(__file__).parent / "english_syllables.txt"
SCRIPT = Path(__file__).parents[2] / "scripts" / "english_syllables.py"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("bread", 1), ("table", 2), ("made", 1), ("makes", 1), ("boxes", 2), ("wanted", 2)],
        *[("baked", 1), ("bottled", 2), ("media", 3), ("being", 2), ("Rye", 1)],
        *[("people's", 2), ("well-known", 2), ("churches", 2), ("initiate", 4), ("million", 2)],
    ],
)
def test_english(word: str, count: int) -> None:
    assert count_syllables(word, "en") == count


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("de", "Bäckerei", 3),
        ("es", "comprensión", 3),
        ("es", "guitarra", 3),
        ("es", "país", 2),
        ("fr", "oiseau", 2),
        ("nl", "leesbaarheid", 3),
        ("pl", "niemiecki", 3),
        ("pt", "coração", 3),
        ("ru", "читаемость", 4),
        ("tr", "okunabilirlik", 6),
        ("xx", "banana", 3),
    ],
)
def test_other_languages(language: str, word: str, count: int) -> None:
    assert count_syllables(word, language) == count


def test_a_word_has_at_least_one() -> None:
    assert count_syllables("brr", "en") == 1
    assert count_syllables("2019", "ru") == 1


def test_a_total_is_the_sum() -> None:
    assert total_syllables(["rye", "media", "table", "rye"], "en") == 7


@pytest.mark.parametrize(
    ("word", "count"),
    [("asynchronous", 4), ("naïve", 2), ("didn’t", 2), ("church's", 2), ("well-created", 4)],
)
def test_english_words_that_vowels_do_not_tell(word: str, count: int) -> None:
    assert count_syllables(word, "en") == count


def test_a_sample_of_the_dictionary_is_counted_right() -> None:
    """Each 251st word of the CMU Pronouncing Dictionary, as the script wrote them."""
    pairs = [line.split() for line in SAMPLE.read_text().splitlines()]
    assert len(pairs) > 500
    wrong = [(word, count) for word, count in pairs if count_syllables(word, "en") != int(count)]
    assert wrong == []


def test_the_table_is_small_and_quick_to_load() -> None:
    assert TABLE.stat().st_size < 66_000
    spent = []
    for _ in range(5):
        exceptions.cache_clear()
        start = time.process_time()
        exceptions()
        spent.append(time.process_time() - start)
    assert min(spent) < 0.05, "milliseconds, however busy the machine is"


@pytest.mark.network
def test_every_word_of_the_dictionary_is_counted_right() -> None:
    """Also that the table is what the script makes of the dictionary."""
    script = runpy.run_path(str(SCRIPT))
    data, licence = script["download"]()
    words = script["read"](data)
    assert len(words) > 126_000
    wrong = [word for word, count in words.items() if count_syllables(word, "en") != count]
    assert wrong == []
    assert TABLE.read_bytes() == script["pack"](words)
    assert TABLE.with_name("LICENSE-cmudict.txt").read_text() == licence
