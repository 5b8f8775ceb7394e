import pytest

from seolint.language.words import count_words, word_list, words
from seolint.prose import CODE, UNKNOWN


def test_apostrophes_and_hyphens_keep_a_word_together() -> None:
    assert word_list("The baker's well-known rye didn’t rise – at all.") == [
        *("The", "baker's", "well-known", "rye", "didn’t", "rise", "at", "all"),
    ]


def test_marks_inside_a_number_keep_it_together() -> None:
    assert word_list("1,000 loaves at 3.50, or 4.") == ["1,000", "loaves", "at", "3.50", "or", "4"]


def test_marks_between_letters_part_words() -> None:
    assert word_list("flour,water.Salt") == ["flour", "water", "Salt"]


def test_a_full_stop_inside_a_name_or_an_abbreviation_parts_nothing() -> None:
    assert word_list("crates.io, e.g. Node.js.") == ["crates.io", "e.g", "Node.js"]
    assert word_list("z.B. die U.S.A... und") == ["z.B", "die", "U.S.A", "und"]


@pytest.mark.parametrize("stand_in", [CODE, UNKNOWN])
def test_a_run_of_code_or_unknown_text_is_one_word(stand_in: str) -> None:
    assert count_words(f"Run {stand_in * 7} twice") == 3
    assert count_words(f"many {stand_in * 4}s") == 2


def test_combining_marks_belong_to_their_word() -> None:
    assert count_words("cafe\u0301 हिन्दी") == 2


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [("zh", "我们用 Rust 写。", 5), ("ja", "パンを食べる", 6), ("th", "ขนมปัง", 5)],
)
def test_languages_without_blanks_count_characters(language: str, text: str, count: int) -> None:
    assert count_words(text, language) == count


def test_words_have_places() -> None:
    assert [word.span() for word in words("Rye, please")] == [(0, 3), (5, 11)]


def test_symbols_are_no_words() -> None:
    assert count_words("→ ✓ – … 👍🏽 ❤️") == 0
