import pytest

from seolint.language.stopwords import stop_words


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *[("de", "und"), ("en", "from"), ("es", "para"), ("fr", "avec"), ("it", "della")],
        *[("nl", "het"), ("pl", "oraz"), ("pt", "não"), ("ru", "что"), ("sv", "och")],
    ],
)
def test_languages_with_a_list(language: str, word: str) -> None:
    words = stop_words(language)
    assert word in words
    assert all(listed == listed.lower().strip() for listed in words)


def test_other_languages_have_none() -> None:
    assert stop_words("cs") == frozenset()
