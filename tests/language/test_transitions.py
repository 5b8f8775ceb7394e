import pytest

from seolint.language.transitions import TRANSITION_LANGUAGES, has_transition


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "However, the oven was cold."),
        ("de", "Deshalb warten wir."),
        ("es", "Sin embargo, el horno está frío."),
        ("fr", "C’est pourquoi nous attendons."),
        ("it", "Però il forno è freddo."),
        ("nl", "De oven is echter koud."),
    ],
)
def test_transitions(language: str, sentence: str) -> None:
    assert has_transition(sentence, language)
    assert language in TRANSITION_LANGUAGES


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The oven is cold."), ("de", "Der Ofen ist kalt."), ("cs", "Pec je však studená.")],
)
def test_no_transition(language: str, sentence: str) -> None:
    assert not has_transition(sentence, language)
