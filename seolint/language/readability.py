"""How easy a text is to read."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import ModuleType, SimpleNamespace
from typing import Any

from msgspec import Struct

from seolint.language.syllables import count_syllables, total_syllables
from seolint.language.words import word_list
from seolint.patterns import lazy_regex

ORDINARY_SENTENCE, LONG_SENTENCE = 15, 20
"""Words of a sentence that nobody calls long, and of one that readers must work at."""

_LETTER = lazy_regex(r"[^\W\d_]")
_OPAQUE = lazy_regex(r"[\ue000\ue001]+")
_INSIDE = lazy_regex(r"[.,]")
_HYPHEN, _STOP = "_", "ˑ"
"""Stand for a hyphen and a full stop inside a word; textstat would take them out of it."""


HARDEST = "very hard"
"""The band beyond all others."""

_FLESCH_BANDS = (
    (90, "very easy"),
    (80, "easy"),
    (70, "fairly easy"),
    (60, "plain"),
    (50, "fairly hard"),
    (30, "hard"),
)
_OBORNEVA_BANDS = tuple((value - 10, name) for value, name in _FLESCH_BANDS)
_INFLESZ_BANDS = ((80, "very easy"), (65, "fairly easy"), (55, "plain"), (40, "fairly hard"))
_GULPEASE_BANDS = ((80, "very easy"), (60, "easy"), (40, "fairly hard"))
_MARTINS_BANDS = ((75, "very easy"), (50, "easy"), (25, "hard"))
_ATESMAN_BANDS = ((90, "very easy"), (70, "easy"), (50, "plain"), (30, "hard"))
_LIX_BANDS = ((30, "very easy"), (40, "easy"), (50, "plain"), (60, "hard"))
_FOG_BANDS = ((6, "very easy"), (9, "easy"), (12, "plain"), (16, "hard"))


class Formula(Struct, frozen=True):
    """A formula over the mean sentence length in words and a measure of the words.

    `limit` is where a text counts as very hard for a general audience; `step` is what
    the limit moves towards easier texts for a plain one, half of it the other way for a
    technical one. In a formula with a negative step a higher value is a harder text.
    `bands` are the values up to which a text is in them, the easiest first.
    """

    name: str
    unit: str
    value: Callable[[float, float], float]
    limit: float
    step: float = 20
    bands: tuple[tuple[float, str], ...] = _FLESCH_BANDS


class Score(Struct, frozen=True):
    """The value of a formula for a text, and the counts it comes from."""

    formula: Formula
    value: float
    words: int
    sentences: int
    per_word: float

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence in words."""
        return self.words / self.sentences

    @property
    def band(self) -> str:
        """How hard that is, in a word or two."""
        for bound, name in self.formula.bands:
            if not _harder(self.formula, self.value, bound):
                return name
        return HARDEST

    @property
    def driver(self) -> str:
        """What makes the text hard, with its measure: long sentences, or long words."""
        if self.words_per_sentence > LONG_SENTENCE and self.long_sentences(self.formula.limit):
            return f"long sentences ({self.words_per_sentence:.1f} words per sentence)"
        return f"long words ({self.per_word:.2f} {self.formula.unit})"

    def among(self, sentences: int) -> "Score":
        """The score of the same words in another number of sentences."""
        value = self.formula.value(self.words / sentences, self.per_word)
        return Score(self.formula, value, self.words, sentences, self.per_word)

    def exceeds(self, limit: float) -> bool:
        """Whether the text is harder to read than `limit` allows."""
        return _harder(self.formula, self.value, limit)

    def long_sentences(self, limit: float) -> bool:
        """Whether sentences are long and ordinary ones would bring the text within `limit`."""
        eased = self.formula.value(ORDINARY_SENTENCE, self.per_word)
        return self.words_per_sentence > LONG_SENTENCE and not _harder(self.formula, eased, limit)


def _harder(formula: Formula, value: float, limit: float) -> bool:
    return value > limit if formula.step < 0 else value < limit


SYLLABLES = "syllables per word"
LETTERS = "letters per word"
LONG = "words in 100 of more than 6 letters"
COMPLEX = "words in 100 of 4 or more syllables"


def _linear(base: float, sentence: float, word: float) -> Callable[[float, float], float]:
    return lambda length, measure: base + sentence * length + word * measure


_SZIGRISZT = Formula(
    "Szigriszt-Pazos", SYLLABLES, _linear(206.835, -1, -62.3), 40, bands=_INFLESZ_BANDS
)
_LIX = Formula("LIX", LONG, _linear(0, 1, 1), 60, -20, _LIX_BANDS)

FORMULAS: Mapping[str, Formula] = {
    "ca": _SZIGRISZT,
    "da": _LIX,
    "de": Formula("Flesch–Amstad", SYLLABLES, _linear(180, -1, -58.5), 40),
    "en": Formula("Flesch reading ease", SYLLABLES, _linear(206.835, -1.015, -84.6), 40),
    "es": _SZIGRISZT,
    "fi": _LIX,
    "fr": Formula("Kandel–Moles", SYLLABLES, _linear(207, -1.015, -73.6), 40),
    "it": Formula(
        "Gulpease",
        LETTERS,
        lambda length, letters: 89 + 300 / length - 10 * letters,
        40,
        20,
        _GULPEASE_BANDS,
    ),
    "nb": _LIX,
    "nl": Formula("Flesch–Douma", SYLLABLES, _linear(206.84, -0.93, -77), 40),
    "nn": _LIX,
    "no": _LIX,
    "pl": Formula("FOG", COMPLEX, _linear(0, 0.4, 0.4), 16, -4, _FOG_BANDS),
    "pt": Formula(
        "Flesch–Martins", SYLLABLES, _linear(248.835, -1.015, -84.6), 25, 20, _MARTINS_BANDS
    ),
    "ru": Formula(
        "Flesch–Oborneva", SYLLABLES, _linear(206.835, -1.3, -60.1), 30, 20, _OBORNEVA_BANDS
    ),
    "sv": _LIX,
    "tr": Formula("Ateşman", SYLLABLES, _linear(198.825, -2.61, -40.175), 30, 20, _ATESMAN_BANDS),
}
"""The formula of each language that has one.

Flesch 1948 (en), Amstad 1978 (de), Szigriszt 1993 with the INFLESZ scale (es), Kandel and
Moles 1958 (fr), Lucisano and Piemontese 1988 (it), Douma 1960 (nl), Björnsson 1968 (LIX),
Gunning 1952 with words of four syllables (pl), Martins et al. 1996 (pt), Oborneva 2006
(ru), Ateşman 1997 (tr). Catalan takes that of Spanish. The bands are those of the authors, for
Spanish of INFLESZ (Barrio-Cantalejo et al. 2008); for Russian Flesch's, ten points lower.
"""

INDICES: Mapping[str, Mapping[str, str]] = {
    "de": {"Wiener Sachtextformel": "wiener_sachtextformel", "LIX": "lix"},
    "en": {
        "Automated readability index": "automated_readability_index",
        "Coleman–Liau": "coleman_liau_index",
        "Dale–Chall": "dale_chall_readability_score",
        "Gunning fog": "gunning_fog",
        "LIX": "lix",
        "Linsear Write": "linsear_write_formula",
        "RIX": "rix",
        "SMOG": "smog_index",
    },
    "es": {
        "Crawford": "crawford",
        "Fernández Huerta": "fernandez_huerta",
        "Gutiérrez de Polini": "gutierrez_polini",
    },
    **{language: {"RIX": "rix"} for language in ("da", "fi", "nb", "nn", "no", "sv")},
}
"""The further indices that textstat has, where they are made for the language: name -> function."""


def reading_ease(words: Sequence[str], sentences: int, language: str) -> Score | None:
    """The score of a text by its words, in lower case, and the number of its sentences.

    None where the language has no formula or there is nothing to read.
    """
    formula = FORMULAS.get(language)
    if formula is None or not words or not sentences:
        return None
    per_word = _measure(words, formula.unit, language) / len(words)
    value = formula.value(len(words) / sentences, per_word)
    return Score(formula, value, len(words), sentences, per_word)


def _measure(words: Sequence[str], unit: str, language: str) -> float:
    """What a formula counts in all words."""
    if unit == SYLLABLES:
        return total_syllables(words, language)
    counts = Counter(words)
    if unit == COMPLEX:
        return 100 * sum(n for word, n in counts.items() if count_syllables(word, language) >= 4)
    letters = [(len(_LETTER.findall(word)), count) for word, count in counts.items()]
    if unit == LETTERS:
        return sum(length * count for length, count in letters)
    return 100 * sum(count for length, count in letters if length > 6)


def plain_text(sentences: Iterable[str], language: str) -> str:
    """A text of the words of some sentences, in which textstat counts as we do.

    It knows no inline code, ends a sentence at every full stop, even in 3.50, leaves out those
    of one or two words, and hyphens.
    """
    lines = []
    for sentence in sentences:
        words = word_list(_OPAQUE.sub("x", sentence), language)
        lines.append(f"{_INSIDE.sub(_STOP, ' '.join(words))}.")
    return "\n".join(lines).replace("’", "'").replace("-", _HYPHEN)


def textstat_index(name: str, text: str, language: str) -> float:
    """An index that textstat computes, such as `gunning_fog`, over seolint's syllables.

    textstat takes syllables from nltk, which downloads its data, and from pyphen; it is
    imported with stand-ins for both, so that nothing reaches the network.
    """
    textstat: Any = sys.modules.get("textstat") or _import_textstat()
    textstat.set_lang(language)
    variant = (1,) if name == "wiener_sachtextformel" else ()
    return float(getattr(textstat, name)(text, *variant))


class _Pyphen:
    """Stands in for `pyphen.Pyphen`."""

    def __init__(self, lang: str) -> None:
        self.language = lang[:2]

    def positions(self, word: str) -> range:
        """As many places to hyphenate as the word has further syllables."""
        word = word.replace(_HYPHEN, "-").replace(_STOP, ".")
        return range(count_syllables(word, self.language) - 1)


def _import_textstat() -> Any:
    nltk, pyphen = ModuleType("nltk"), ModuleType("pyphen")
    dictionary = SimpleNamespace(dict=dict[str, list[list[str]]])
    nltk.__dict__.update(data=SimpleNamespace(find=str), corpus=SimpleNamespace(cmudict=dictionary))
    pyphen.__dict__["Pyphen"] = _Pyphen
    stand_ins = {"nltk": nltk, "pyphen": pyphen}
    originals = {name: sys.modules.get(name) for name in stand_ins}
    sys.modules.update(stand_ins)
    try:
        import textstat
    finally:
        for name, original in originals.items():
            if original is None:
                del sys.modules[name]
            else:
                sys.modules[name] = original
    return textstat
