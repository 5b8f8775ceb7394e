import pytest

from seolint.language.syllables import count_syllables, total_syllables


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
    assert total_syllables(["rye", "media", "table"], "en") == 6
