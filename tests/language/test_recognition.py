"""The language of a text, without a network."""

import pytest

from seolint.language.recognition import main_script, other_language
from seolint.language.words import word_list

TEXTS = {
    "en": "The oven is cold, and we have to wait until there is enough heat for the bread.",
    "de": "Der Ofen ist noch kalt, und wir müssen warten, bis er für das Brot heiß genug ist.",
    "es": "El horno todavía está frío, y tenemos que esperar hasta que haya calor para el pan.",
    "fr": "Le four est encore froid, et nous devons attendre qu'il soit assez chaud pour le pain.",
    "nl": "De oven is nog koud, en wij moeten wachten tot hij heet genoeg is voor het brood.",
    "pl": "Piec jest jeszcze zimny, więc musimy czekać, aż będzie dość gorący dla tego chleba.",
    "ru": "Печь ещё холодная, и нам нужно подождать, пока она нагреется для хлеба.",
    "ja": "オーブンはまだ冷たいので、パンを焼けるほど熱くなるまで待たなければなりません。",
}


def words(text: str, language: str) -> list[str]:
    return word_list(text.lower(), language)


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_in_the_declared_language_is_in_no_other(language: str) -> None:
    assert other_language(words(TEXTS[language], language), language) is None


@pytest.mark.parametrize("declared", ["de", "fr", "pl", "ru", "ja", "cs", "da"])
def test_english_is_recognized_whatever_is_declared(declared: str) -> None:
    guess = other_language(words(TEXTS["en"], declared), declared)
    assert guess is not None
    assert guess.name == "en"
    assert guess.confidence >= 0.9


@pytest.mark.parametrize(
    ("language", "name"),
    [("de", "de"), ("fr", "fr"), ("nl", "nl"), ("pl", "pl"), ("ru", "Cyrillic"), ("ja", "ja")],
)
def test_other_languages_are_recognized_under_english(language: str, name: str) -> None:
    guess = other_language(words(TEXTS[language], "en"), "en")
    assert guess is not None
    assert guess.name == name
    assert guess.confidence >= 0.8


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("", "de"),
        ("Rye, Roggen, seigle", "de"),
        ("GitHub Actions", "ja"),
        (TEXTS["de"], "nb"),
        (TEXTS["de"], "sr"),
        (TEXTS["ru"], "uk"),
        ("面包", "ja"),
        ("漢字", "en"),
    ],
)
def test_nothing_is_said_where_nobody_can_tell(text: str, declared: str) -> None:
    assert other_language(words(text, declared), declared) is None


def test_a_quotation_lowers_the_confidence() -> None:
    guess = other_language(words(f"{TEXTS['en']} {TEXTS['en']} {TEXTS['de']}", "de"), "de")
    assert guess is None or guess.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "script"),
    [("Ofen", "Latin"), ("печь и oven", "Cyrillic"), ("面包", "Han"), ("パンを焼く", "Japanese")],
)
def test_the_main_script_is_that_of_most_letters(text: str, script: str) -> None:
    assert main_script(text).name == script


def test_a_text_without_letters_has_no_script() -> None:
    assert main_script("1 + 1 = 2").confidence == 0
