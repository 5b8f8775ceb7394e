"""What the forms of a word have in common; the one door to Snowball's stemmers."""

import sys
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

_ALGORITHMS: Mapping[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

STEMMED = frozenset(_ALGORITHMS)
"""The languages whose word forms are known to belong together."""

_ENGLISH = (
    "calves calf|children child|dice die|elves elf|feet foot|geese goose|halves half|hooves hoof|"
    "knives knife|leaves leaf|lives life|loaves loaf|men man|mice mouse|oxen ox|people person|"
    "scarves scarf|shelves shelf|teeth tooth|thieves thief|wives wife|wolves wolf|women woman"
)
IRREGULAR: Mapping[str, Mapping[str, str]] = {
    "en": dict(pair.split() for pair in _ENGLISH.split("|")),
}
"""By language, forms that a stemmer does not know, with the word they belong to."""

_REMEMBERED = 20_000
"""Words whose stems are kept; a stem takes 30 µs and the words of a site return."""


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case; the word itself in languages without a stemmer."""
    algorithm = _ALGORITHMS.get(language)
    word = IRREGULAR.get(language, {}).get(word, word)
    return _stemmer(algorithm)(word) if algorithm else word


@cache
def _stemmer(algorithm: str) -> Callable[[str], str]:
    """One stemmer, by a module of its own.

    `import snowballstemmer` would load those of all languages, which takes a quarter of a
    second, or another implementation where that is installed, whose version may differ.
    """
    package = "snowballstemmer"
    name = f"{package}.{algorithm}_stemmer"
    if package in sys.modules:
        module = import_module(name)
    else:
        spec = find_spec(package)
        assert spec is not None
        sys.modules[package] = module_from_spec(spec)
        try:
            module = import_module(name)
        finally:
            del sys.modules[package]
    stemmer: BaseStemmer = getattr(module, f"{algorithm.capitalize()}Stemmer")()
    word: Callable[[str], str] = stemmer.stemWord
    return word
