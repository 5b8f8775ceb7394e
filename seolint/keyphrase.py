"""The phrase that a page wants to be found for, and where it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from seolint.language.sentences import split_sentences
from seolint.language.stems import IRREGULAR, STEMMED, stem
from seolint.language.stopwords import stop_words
from seolint.language.words import UNSPACED, word_list
from seolint.patterns import lazy_regex
from seolint.prose import Prose

_GLUED = UNSPACED | {"ko"}
"""Languages in which a word stands glued to its neighbours or its particles."""

_PLAIN = frozenset(("ms", "vi"))
"""Languages without a stemmer, since their words have one form only."""

_NEW_STARTS = frozenset(("ar", "ga", "id"))
"""Languages whose stemmers may take away the beginning of a word."""

_ACCENTS = {
    "a": "aàáâãäå",
    "c": "cçć",
    "e": "eèéêëěę",
    "i": "iìíîïı",
    "n": "nñńň",
    "o": "oòóôõöőø",
    "s": "sśš",
    "u": "uùúûüűů",
    "y": "yýÿ",
    "z": "zźžż",
    "α": "αά",
    "ε": "εέ",
    "η": "ηή",
    "ι": "ιί",
    "ο": "οό",
    "υ": "υύ",
    "ω": "ωώ",
}
_VARIANTS = {letter: variants for variants in _ACCENTS.values() for letter in variants}

_SAME_START = 3
"""Letters in which the forms of a word agree, but for accents; with its stem it may share fewer."""

_QUOTES = '"“”„‟«»〝〞'
_JOINT = lazy_regex(r"['’\-‐‑.,]")
_SIGNED = lazy_regex(r"(?<!\w)\w+[+#]+(?!\w)")
_SIGNS = "+#"

Place = tuple[int, int]
Index = Mapping[str, list[str]]
"""Words by their first letter."""


class Keyphrase(Struct, frozen=True):
    """A keyphrase or a synonym of it.

    `text` is as declared, without the quotes that ask for an exact match (`exact`).
    `words` are those that have to be found, in lower case: without function words, unless
    there are no others.
    """

    text: str
    language: str
    words: tuple[str, ...]
    exact: bool = False

    @property
    def certain(self) -> bool:
        """Whether it is safe to say that a text does not hold the phrase.

        It is not where words have many forms and nothing is known of them.
        """
        return self.exact or self.language in STEMMED | _GLUED | _PLAIN

    @property
    def key(self) -> str:
        """What two phrases share that mean the same: the stems of their words, sorted."""
        words = self.words if self.exact else sorted(stem(w, self.language) for w in self.words)
        return " ".join(words)


def parse_keyphrase(text: str, language: str) -> Keyphrase | None:
    """The phrase that `text` declares; None where it has no word."""
    text = " ".join(text.split())
    exact = len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES
    text = text.strip(_QUOTES) if exact else text
    folded = _folded(text)
    signed = {word.rstrip(_SIGNS): word for word in _SIGNED.findall(folded)}
    parts: list[str] = []
    for word in word_list(folded):
        parts += filter(None, _JOINT.split(word))
    found = tuple(dict.fromkeys([signed.get(part, part) for part in parts]))
    common = stop_words(language)
    words = found if exact else tuple(word for word in found if word not in common) or found
    return Keyphrase(text, language, words, exact) if words else None


def missing_words(phrases: Sequence[Keyphrase], text: str) -> tuple[str, ...]:
    """The words of the first phrase that `text` lacks; none if it holds any of the phrases.

    It holds a phrase that has each of its words in some form, in any order; an exact phrase
    is found as a whole or not at all.
    """
    folded = _folded(text)
    lacking = [_missing(phrase, folded) for phrase in phrases]
    return lacking[0] if all(lacking) else ()


def _missing(phrase: Keyphrase, folded: str) -> tuple[str, ...]:
    language = phrase.language
    if phrase.exact:
        return () if _exact_places(folded, phrase) else (phrase.text,)
    words = [word for word in phrase.words if not _places(folded, (word,), language)]
    if not words or language in _GLUED:
        return tuple(words)
    index = index_words(word_list(folded, language))
    return tuple(
        word
        for word in words
        if len(word) <= 2 or word[-1] in _SIGNS or not _forms(word, language, index)
    )


def index_words(words: Iterable[str]) -> Index:
    """Words in lower case by their first letters, to look forms up in.

    What apostrophes, hyphens and the like join is parted: `l'huile` holds `huile`.
    """
    parts = set(words)
    for word in [word for word in parts if not word.isalnum()]:
        parts.remove(word)
        parts.update(part for part in _JOINT.split(word) if part)
    index: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        index[part[0]].append(part)
    return index


def holds_any(phrases: Iterable[Keyphrase], texts: Sequence[str], *indexes: Index) -> bool:
    """Whether one of `texts`, of which the indexes have all words, holds one of the phrases.

    As in `missing_words` all words of a phrase may stand anywhere in the text.
    """
    for phrase in phrases:
        forms = _forms_of(phrase, *indexes)
        if all(forms):
            for folded in map(_folded, texts):
                if phrase.exact:
                    if _exact_places(folded, phrase):
                        return True
                elif all(_places(folded, these, phrase.language) for these in forms):
                    return True
    return False


def _forms_of(phrase: Keyphrase, *indexes: Index) -> list[list[str]]:
    """For each word of the phrase its forms among the words of a text, in lower case."""
    if phrase.exact:
        return [[word] for word in phrase.words]
    return [
        [form for index in indexes for form in _forms(word, phrase.language, index)]
        for word in phrase.words
    ]


def occurrences(
    phrase: Keyphrase, texts: Iterable[Prose], vocabulary: Mapping[str, int], index: Index
) -> Iterator[tuple[Prose, int, int]]:
    """Where the phrase stands in `texts`, of which `vocabulary` has all words and their counts.

    It stands in a sentence as often as each of its words does, in any order and form, and an
    exact phrase as it is. The code points of an occurrence go from its first word to its last.
    Inline code is no text. `index` is that of the vocabulary.
    """
    forms = _forms_of(phrase, index)
    if not all(forms):
        return
    # Most texts lack the rarest word, and need no look for the others.
    forms.sort(key=lambda these: sum(vocabulary.get(form, 1) for form in these))
    for text in texts:
        opaque = text.opaque
        if phrase.exact:
            found = _exact_places(_folded(opaque), phrase)
        else:
            lower = opaque.lower()
            for form in forms[0]:
                if form in lower:
                    break
            else:
                continue
            found = list(_in_sentences(opaque, forms, phrase.language))
        for start, end in found:
            yield text, start, end


def _in_sentences(text: str, forms: Sequence[Sequence[str]], language: str) -> Iterator[Place]:
    folded = _folded(text)
    places: list[list[Place]] = []
    for these in forms:
        places.append(_places(folded, these, language))
        if not places[-1]:
            return
    if len(places) == 1:
        yield from places[0]
        return
    for begin, end in split_sentences(text, language):
        inside = [[place for place in word if begin <= place[0] < end] for word in places]
        yield from _joined(inside)


def _joined(words: list[list[Place]]) -> list[Place]:
    """Occurrences in a sentence: of the rarest word each, with the nearest of the others."""
    rarest = min(words, key=len)
    left = [list(places) for places in words if places is not rarest]
    found = []
    for start, end in rarest:
        for places in left:
            nearest = min(places, key=lambda place: abs(place[0] - start))
            places.remove(nearest)
            start, end = min(start, nearest[0]), max(end, nearest[1])
        found.append((start, end))
    return found


def _places(text: str, forms: Iterable[str], language: str) -> list[Place]:
    """Where one of the forms stands as a word of its own, in order."""
    glued = language in _GLUED
    found: dict[int, int] = {}
    for form in forms:
        start = text.find(form)
        while start >= 0:
            end = start + len(form)
            if glued or not (_goes_on(text[start - 1 : start]) or _follows(text, end, form)):
                found[start] = max(end, found.get(start, 0))
            start = text.find(form, end)
    return sorted(found.items())


def _goes_on(character: str) -> bool:
    return character.isalnum() or character == "_"


def _follows(text: str, end: int, form: str) -> bool:
    """Whether the word goes on; `C++` is not the word `C`."""
    after = text[end : end + 1]
    return _goes_on(after) or (len(form) <= 2 and after != "" and after in _SIGNS)


def _exact_places(text: str, phrase: Keyphrase) -> list[Place]:
    return _places(text, [_folded(phrase.text)], phrase.language)


def _forms(word: str, language: str, index: Index) -> list[str]:
    if language in _GLUED or word[-1] in _SIGNS:
        return [word]
    if language not in STEMMED:
        return [word] if word in index.get(word[0], ()) else []
    wanted = stem(word, language)
    if language in _NEW_STARTS:
        likely = [part for parts in index.values() for part in parts]
    else:
        one, two, three = _starts(word, wanted)
        likely = [
            part
            for letter in one
            for part in index.get(letter, ())
            if (not two or part[1:2] in two) and (not three or part[2:3] in three)
        ]
        likely += [form for form in _irregular(wanted, language) if form in index.get(form[0], ())]
    return [part for part in likely if part == word or stem(part, language) == wanted]


@lru_cache(maxsize=1024)
def _irregular(wanted: str, language: str) -> tuple[str, ...]:
    """The forms with that stem of which the stemmer knows nothing."""
    forms = IRREGULAR.get(language, {})
    return tuple(form for form in forms if stem(form, language) == wanted)


@lru_cache(maxsize=1024)
def _starts(word: str, stem: str) -> tuple[str, str, str]:
    """The letters that the forms of the word may begin with; empty where any may follow.

    A look at them spares stemming.
    """
    starts = ["".join(_VARIANTS.get(start, start) for start in {word[0], *stem[:1]}), "", ""]
    for index, (letter, other) in enumerate(zip(word[:_SAME_START], stem, strict=False)):
        letters = _VARIANTS.get(letter, letter)
        if other not in letters:
            break
        starts[index] = letters
    one, two, three = starts
    return one, two, three


def _folded(text: str) -> str:
    """The text in lower case, of the same length, with one kind of apostrophe and of blank."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.replace("’", "'").replace("\n", " ").replace("\xa0", " ")
