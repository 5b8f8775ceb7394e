import subprocess
import sys

import pytest

from seolint.language.stems import STEMMED, stem


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("cs", "chleba chlebem"),
        ("de", "häuser haus häusern"),
        ("en", "backlink backlinks backlink's"),
        ("en", "loaf loaves"),
        ("en", "person people"),
        ("es", "camión camiones"),
        ("fi", "talo talossa"),
        ("fr", "cheval chevaux"),
        ("it", "pane pani"),
        ("nb", "brød brødet"),
        ("nl", "brood broden"),
        ("pl", "chleb chleba chlebem"),
        ("pt", "receita receitas"),
        ("ru", "хлеб хлеба хлебом"),
        ("sv", "bröd brödet"),
        ("tr", "ekmek ekmekler"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize("language", sorted(STEMMED))
def test_every_stemmer_is_there(language: str) -> None:
    assert stem("a", language)


def test_other_languages_keep_their_words() -> None:
    assert stem("leipä", "mk") == "leipä"


def test_one_language_loads_one_stemmer() -> None:
    script = (
        "import sys; from seolint.language.stems import stem; assert stem('loafs', 'en') == 'loaf';"
        "print(*[name for name in sys.modules if name.startswith('snowballstemmer')]);"
        "import snowballstemmer; assert 'german' in snowballstemmer.algorithms()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    names = {name.rpartition(".")[2] for name in done.stdout.split()}
    assert names <= {"basestemmer", "among", "english_stemmer"}
    assert "english_stemmer" in names
