import socket
import sys
from typing import NoReturn

import pytest

from seolint.language.readability import (
    FORMULAS,
    Score,
    plain_text,
    reading_ease,
    textstat_index,
)
from seolint.language.sentences import split_sentences
from seolint.language.words import word_list
from seolint.prose import CODE

TEXT = (
    "The baker weighs the flour before the water is warm. Nobody remembers who invented the "
    "method. An experienced apprentice recognises hydration immediately, without measuring."
)


def score_of(texts: list[str], language: str) -> Score | None:
    sentences = sum(len(split_sentences(text, language)) for text in texts)
    return reading_ease(word_list("\n".join(texts).lower(), language), sentences, language)


def test_english_is_flesch() -> None:
    score = score_of(["The cat sat. The dog ran."], "en")
    assert score is not None
    assert (score.words, score.sentences, score.per_word) == (6, 2, 1)
    assert score.value == pytest.approx(206.835 - 1.015 * 3 - 84.6)


def test_english_agrees_with_textstat_without_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("textstat reached for the network")

    for name in [name for name in sys.modules if name.partition(".")[0] == "textstat"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    score = score_of([TEXT], "en")
    assert score is not None
    assert score.value == pytest.approx(textstat_index("flesch_reading_ease", TEXT, "en"))
    assert not {"nltk", "pyphen"} & sys.modules.keys()


@pytest.mark.parametrize(
    "text",
    [
        "It costs 3.50 a loaf, e.g. at the mill of Dr. Roe. The next-door shop asks for 1,250.75!",
        f"Run {CODE * 9} in the folder. Then {CODE * 4} answers; nobody's oven is needed, is it?",
        "Asynchronous fermentation – that is what they call it... and we don’t. We wait, and eat.",
        "“Is it hot?” she asked the well-meaning baker's wife. (It was not.) Nobody said why so.",
        "Ironically, the unmistakable characteristics of sourdough are reproducible everywhere.",
    ],
)
def test_textstat_counts_a_plain_text_as_we_do(text: str) -> None:
    sentences = [text[start:end] for start, end in split_sentences(text, "en")]
    score = score_of([text], "en")
    assert score is not None
    assert score.value == pytest.approx(
        textstat_index("flesch_reading_ease", plain_text(sentences, "en"), "en"), abs=1
    )


def test_the_end_of_a_block_closes_a_sentence() -> None:
    score = score_of(["flour and water", "salt"], "en")
    assert score is not None
    assert score.sentences == 2


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Das Brot ist gut.", 180 - 4 - 58.5),
        ("it", "Il pane cala.", 89 + 300 / 3 - 10 * 10 / 3),
        ("sv", "Brödet luktar underbart gott.", 4 + 100 / 4),
        ("pl", "Chleb jest niezaprzeczalnie dobry.", 0.4 * (4 + 100 / 4)),
        ("ru", "Это хлеб.", 206.835 - 1.3 * 2 - 60.1 * 3 / 2),
        ("tr", "Ekmek iyi.", 198.825 - 40.175 * 2 - 2.61 * 2),
    ],
)
def test_formulas_of_other_languages(language: str, text: str, value: float) -> None:
    score = score_of([text], language)
    assert score is not None
    assert score.value == pytest.approx(value)


def test_no_score_without_formula_or_words() -> None:
    assert score_of(["Chléb je dobrý."], "cs") is None
    assert score_of(["…"], "en") is None


def test_a_higher_lix_is_harder() -> None:
    score = score_of(["Brödet luktar underbart gott."], "sv")
    assert score is not None
    assert score.exceeds(20)
    assert not score.exceeds(FORMULAS["sv"].limit)


def test_the_driver_is_what_would_bring_the_text_within_the_limit() -> None:
    long_sentence = score_of(["the old red cat sat on the big flat mat " * 15], "en")
    long_words = score_of(["Meteorological organisations underestimate."], "en")
    assert long_sentence is not None
    assert long_words is not None
    assert long_sentence.long_sentences(60)
    assert not long_words.long_sentences(60)
