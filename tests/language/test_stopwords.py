from pathlib import Path

import pytest

from seolint.language import stopwords
from seolint.language.stopwords import LISTED, stop_words


@pytest.mark.parametrize(
    ("language", "word"),
    [
        *[("de", "und"), ("en", "from"), ("es", "para"), ("fr", "avec"), ("it", "della")],
        *[("da", "ikke"), ("fi", "ovat"), ("hu", "előtt"), ("nb", "ikke")],
        *[("nl", "het"), ("pl", "oraz"), ("pt", "não"), ("ru", "что"), ("sv", "och")],
    ],
)
def test_languages_with_a_list(language: str, word: str) -> None:
    words = stop_words(language)
    assert word in words
    assert all(listed == listed.lower().strip() for listed in words)


@pytest.mark.parametrize("language", ["", "cs", "ja", "ko", "th", "zh"])
def test_other_languages_have_none(language: str) -> None:
    assert stop_words(language) == frozenset()


def test_words_that_people_search_for_are_none() -> None:
    assert "estado" not in stop_words("es")
    assert "go" not in stop_words("en")


def test_norwegian_has_one_list() -> None:
    assert stop_words("nb") == stop_words("nn") == stop_words("no")


def test_each_list_comes_with_its_licence() -> None:
    folder = Path(stopwords.__file__).parent
    for name in ("LICENSE-snowball.txt", "LICENSE-stopwords-iso.txt"):
        assert "Copyright (c)" in (folder / name).read_text(encoding="utf-8")
    assert {path.stem for path in folder.glob("??.txt")} == set(LISTED) - {"nb", "nn"}
