import pytest

from seolint.language.detection import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rye bread keeps.", "en"),
        ("Ein Wörtchen über Brot", "en"),
        ("Это о хлебе, and a word", ""),
        ("パンのこと", ""),
        ("", ""),
        ("12 + 13 – …", ""),
    ],
)
def test_latin_script_is_taken_for_english(text: str, language: str) -> None:
    assert detect(text) == language
