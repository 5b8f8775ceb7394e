"""Heading ids as the generators make them, each by its own algorithm.

The algorithms are those of github-slugger 2, kramdown 2.4, Hugo 0.168, Python-Markdown 3.11,
pymdown-extensions 13, @mdit-vue/shared 3, markdown-it-anchor 10, @sindresorhus/slugify 3,
hexo-util 4, pandoc 2.17 and Zola's slug crate 0.1.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import category, normalize
from urllib.parse import quote

from msgspec import Struct

from seolint.patterns import lazy_regex

_PLAIN = lazy_regex(r"[A-Za-z][a-z]*(?: [A-Za-z][a-z]*)*")
_ASCII_JUNK = lazy_regex(r"[^\w\- ]", re.ASCII)
_ASCII_JUNK_BUT_TABS = lazy_regex(r"[^\w\- \t]", re.ASCII)
_BLANKS = lazy_regex(r"\s+")
_BEFORE_LETTER = lazy_regex(r"^[^a-zA-Z]+")
_NOT_KRAMDOWN = lazy_regex(r"[^a-zA-Z0-9 -]")
_NOT_WORD = lazy_regex(r"[^\w\s-]")
_NOT_WORD_DASH_SPACE = lazy_regex(r"[^\w\- ]")
_DASHES_AND_BLANKS = lazy_regex(r"[-\s]+")
_CONTROL = lazy_regex(r"[\x00-\x1f]")
_COMBINING = lazy_regex("[\u0300-\u036f]")
_MDIT_SPECIAL = lazy_regex(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'“”‘’<>,.?/]+")
_HEXO_SPECIAL = lazy_regex(r"[\s~`!@#$%^&*()\-_+=[\]{}|\\;:\"'<>,.?/]+")
_NOT_ALPHANUMERIC = lazy_regex(r"[^a-z0-9]+")
_COUNTED = lazy_regex(r"(.*)_([0-9]+)", re.DOTALL)
_CONTRACTION = lazy_regex(r"(?<=[a-zA-Z\d])['’]([ts])(?=\s|$)")
_HUMPS = (
    lazy_regex(r"([A-Z]{2})(?=\d)"),
    lazy_regex(r"([a-z\d])(?=[A-Z])"),
    lazy_regex(r"([A-Z])(?=[A-Z](?!s(?![a-z]))[a-z\d])"),
)
_ENTITY = lazy_regex(r"&(amp|lt|gt|quot|#39);")
_BASIC_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "#39": "'"}
_HEXO_LETTERS = str.maketrans({"ß": "s", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe"})

_LATIN = {
    "ß": "ss",
    "Æ": "AE",
    "æ": "ae",
    "Œ": "OE",
    "œ": "oe",
    "Ø": "O",
    "ø": "o",
    "Đ": "D",
    "đ": "d",
    "Ł": "L",
    "ł": "l",
    "ı": "i",
    "Þ": "Th",
    "þ": "th",
    "Ð": "D",
    "ð": "d",
}
_ALPHABETS = "αβγδεζηθικλμνξοπρςστυφχψω" + "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_BY_DEUNICODE = dict(
    zip(
        _ALPHABETS,
        "a|b|g|d|e|z|e|th|i|k|l|m|n|x|o|p|r|s|s|t|u|ph|kh|ps|o"
        "|a|b|v|g|d|e|zh|z|i|i|k|l|m|n|o|p|r|s|t|u|f|kh|ts|ch|sh|shch|'|y|'|e|iu|ia".split("|"),
        strict=True,
    )
)
_BY_TRANSLITERATE = dict(
    zip(
        f"{_ALPHABETS}ё",
        "a|v|g|d|e|z|i|th|i|k|l|m|n|ks|o|p|r|s|s|t|y|f|x|ps|o"
        "|a|b|v|g|d|e|zh|z|i|y|k|l|m|n|o|p|r|s|t|u|f|kh|ts|ch|sh|sch||y||e|yu|ya|yo".split("|"),
        strict=True,
    )
)
_SIGNS = {"²": "2", "³": "3", "¹": "1", "½": "1/2", "¼": "1/4", "¾": "3/4", "©": "(c)", "®": "(r)"}


class Title(NamedTuple):
    """What an id is made of: the text of a heading, the same with typographic marks, its source.

    In `smart` `--`, `---` and `...` are dashes and an ellipsis, but in code; `source` is the
    heading as it is written, without its marks.
    """

    text: str
    smart: str
    source: str


class Slugger(Struct, frozen=True):
    """An algorithm: a slug for a title, and what becomes of one that is taken or empty.

    `slug` gives None for what it cannot compute. `numbering`: `checked` counts until an id is
    free, `counted` appends how often the slug was met, whether free or not, `underscored` is
    Python-Markdown's. `empty` stands for an empty slug; where it is empty as well, the first
    such heading has no id. `reserves`: explicit ids are taken as they are met, from the
    start, or never.
    """

    slug: Callable[[Title], str | None]
    numbering: Literal["checked", "counted", "underscored"] = "checked"
    empty: str = ""
    reserves: Literal["met", "all", "none"] = "met"


def _github(title: Title) -> str:
    text = title.text.lower()
    text = _ASCII_JUNK.sub("", text) if text.isascii() else _kept(text, _GITHUB)
    return text.replace(" ", "-")


def _kramdown_gfm(title: Title) -> str:
    text = title.smart.lower()
    text = _ASCII_JUNK_BUT_TABS.sub("", text) if text.isascii() else _kept(text, _RUBY_WORD, "\t")
    return text.replace(" ", "-").replace("\t", "-")


def _kramdown(title: Title) -> str:
    text = _NOT_KRAMDOWN.sub("", _BEFORE_LETTER.sub("", title.source))
    return text.replace(" ", "-").lower()


def _hugo(title: Title) -> str:
    text = title.smart.strip().lower()
    text = _ASCII_JUNK.sub("", text) if text.isascii() else _kept(text, _GO_LETTERS)
    return text.replace(" ", "-")


def _hugo_ascii(title: Title) -> str:
    text = title.smart.strip()
    if not text.isascii():
        text = normalize("NFD", text).encode("ascii", "ignore").decode()
    return _ASCII_JUNK.sub("", text.lower()).replace(" ", "-")


def _hugo_blackfriday(title: Title) -> str:
    text = "".join(c.lower()[0] if category(c)[0] in "LN" else " " for c in title.smart)
    return "-".join(text.split())


def _pymd(title: Title) -> str:
    text = title.text
    if not text.isascii():
        text = normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _DASHES_AND_BLANKS.sub("-", _NOT_WORD.sub("", text).strip().lower())


def _pymd_unicode(title: Title) -> str:
    return _DASHES_AND_BLANKS.sub("-", _NOT_WORD.sub("", title.text).strip().lower())


def _pymdownx(title: Title) -> str:
    text = " ".join(normalize("NFC", title.text).lower().split())
    return _NOT_WORD_DASH_SPACE.sub("", text).replace(" ", "-")


def _mdit_vue(title: Title) -> str:
    text = _COMBINING.sub("", normalize("NFKD", title.text))
    text = _MDIT_SPECIAL.sub("-", _CONTROL.sub("", text)).strip("-").lower()
    return f"_{text}" if text[:1].isascii() and text[:1].isdigit() else text


def _mdit_anchor(title: Title) -> str:
    return quote(_BLANKS.sub("-", title.text.strip().lower()), safe="-_.!~*'()")


def _hexo(title: Title) -> str:
    text = title.text
    if "&" in title.source:
        text = _ENTITY.sub(lambda match: _BASIC_ENTITIES[match[1]], title.source)
    if not text.isascii():
        text = "".join(map(_without_diacritic, text)).translate(_HEXO_LETTERS)
    text = _HEXO_SPECIAL.sub("-", _CONTROL.sub("", text)).strip("-")
    return "constructor-NaN" if text == "constructor" else text


def _pandoc(title: Title) -> str:
    text = "-".join(_kept(title.smart.lower(), _HASKELL, ".\t").split())
    return next((text[index:] for index, letter in enumerate(text) if letter.isalpha()), "")


def _pandoc_gfm(title: Title) -> str:
    text = _kept(_BLANKS.sub(" ", title.text.lower()), _PANDOC_GFM)
    return text.replace(" ", "-")


def _zola(title: Title) -> str | None:
    text = _romanised(title.text, _deunicode)
    return None if text is None else _NOT_ALPHANUMERIC.sub("-", text.lower()).strip("-")


def _sindresorhus(title: Title) -> str | None:
    text = title.text.replace("&", " and ").replace("♥", " love ").replace("🦄", " unicorn ")
    found = _romanised(_CONTRACTION.sub(r"\1", text), _transliterate, drops=True)
    if found is None:
        return None
    text = found
    for hump in _HUMPS:
        text = hump.sub(r"\1 ", text)
    return _NOT_ALPHANUMERIC.sub("-", text.lower()).strip("-")


SLUGGERS = {
    "github": Slugger(_github, reserves="none"),
    "kramdown-gfm": Slugger(_kramdown_gfm, "counted", reserves="none"),
    "kramdown": Slugger(_kramdown, "counted", "section", reserves="none"),
    "hugo": Slugger(_hugo, empty="heading"),
    "hugo-ascii": Slugger(_hugo_ascii, empty="heading"),
    "hugo-blackfriday": Slugger(_hugo_blackfriday, empty="heading"),
    "pymd": Slugger(_pymd, "underscored", reserves="all"),
    "pymd-unicode": Slugger(_pymd_unicode, "underscored", reserves="all"),
    "pymdownx": Slugger(_pymdownx, "underscored", reserves="all"),
    "mdit-vue": Slugger(_mdit_vue),
    "mdit-anchor": Slugger(_mdit_anchor),
    "sindresorhus": Slugger(_sindresorhus),
    "zola": Slugger(_zola, reserves="all"),
    "hexo": Slugger(_hexo, "counted", reserves="none"),
    "pandoc": Slugger(_pandoc, empty="section"),
    "pandoc-gfm": Slugger(_pandoc_gfm, "counted", reserves="none"),
}
"""The algorithms, as `[site] slugger` names them."""

_OF_WORDS = ("github", "hexo", "sindresorhus")
"""Algorithms of which one each makes what the others make of plain words."""

_OF_ASCII = tuple("github kramdown zola pymd mdit-vue mdit-anchor sindresorhus hexo pandoc".split())
"""The same for texts in ASCII with a letter or digit, single blanks and no typographic marks."""

_ODD = frozenset((_hexo, _kramdown, _sindresorhus))
"""Algorithms that do not just lower plain words and join them by `-`."""


def slugify(text: str, algorithm: str) -> str | None:
    """The slug of a plain text; None when it cannot be told."""
    return SLUGGERS[algorithm].slug(Title(text, text, text))


def romanised(text: str) -> str | None:
    """A text in ASCII letters, as unidecode writes it; None for scripts other than three."""
    return _romanised(text, _deunicode)


Stated = Sequence[tuple[Title | None, tuple[str, ...]]]
"""The headings of a page: what an id is made of, None for no generated one; the explicit ids."""


def heading_ids(headings: Stated, algorithm: str) -> list[tuple[str, ...] | None]:
    """The ids of each heading of a page, in order; None for those that cannot be told.

    Explicit ids stand instead of a generated one. `any` gives what each known algorithm makes of
    a heading, `none` generates nothing.
    """
    if algorithm == "none":
        return [ids for _, ids in headings]
    if algorithm == "any":
        return _any_ids(headings)
    return _numbered(headings, SLUGGERS[algorithm])


def likely_ids(headings: Stated) -> frozenset[str]:
    """Some of the ids of `any`, found quickly: the explicit ones, and GitHub's without a number."""
    github = SLUGGERS["github"].slug
    made = [_slug(github, title) for title, ids in headings if title is not None and not ids]
    return frozenset((*filter(None, made), *(id for _, ids in headings for id in ids)))


def _any_ids(headings: Stated) -> list[tuple[str, ...] | None]:
    """Numbered in every way: the ids that no algorithm gives do no harm here."""
    met: Counter[str] = Counter()
    found: list[tuple[str, ...] | None] = []
    for title, ids in headings:
        if ids or title is None:
            found.append(ids)
            continue
        slugs = _any_slugs(title)
        counts = [(slug, met[slug] + (not slug)) for slug in slugs]
        numbered = [f"{slug}{mark}{count}" for slug, count in counts if count for mark in "-_"]
        met.update(slugs)
        found.append((*filter(None, slugs), *numbered))
    return found


@lru_cache(maxsize=4096)
def _any_slugs(title: Title) -> tuple[str, ...]:
    names: Iterable[str] = SLUGGERS
    if _PLAIN.fullmatch(title.source):
        names = _OF_WORDS
    elif title.text == title.smart and _is_plain_ascii(title.text):
        names = _OF_ASCII
    slugs = (SLUGGERS[name].slug(title) or SLUGGERS[name].empty for name in names)
    return tuple(dict.fromkeys(slugs))


def _is_plain_ascii(text: str) -> bool:
    blanks = text == " ".join(text.split())
    return blanks and text.isascii() and text.isprintable() and any(map(str.isalnum, text))


def _numbered(headings: Stated, slugger: Slugger) -> list[tuple[str, ...] | None]:
    taken: dict[str, int] = {}
    if slugger.reserves == "all":
        taken = dict.fromkeys((id for _, ids in headings for id in ids), 0)
    found: list[tuple[str, ...] | None] = []
    for title, ids in headings:
        if ids or title is None:
            found.append(ids)
            if slugger.reserves == "met":
                taken.update(dict.fromkeys(ids, 0))
            continue
        slug = _slug(slugger.slug, title)
        if slug is None:
            found.append(None)
            continue
        id = _free(slug or slugger.empty, taken, slugger.numbering)
        found.append((id,) if id else ())
    return found


def _slug(slug: Callable[[Title], str | None], title: Title) -> str | None:
    text = title.text
    if slug in _ODD or not _PLAIN.fullmatch(text):
        return slug(title)
    return text.lower().replace(" ", "-")


def _free(slug: str, taken: dict[str, int], numbering: str) -> str:
    if numbering == "underscored":
        while slug in taken or not slug:
            counted = _COUNTED.fullmatch(slug)
            slug = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{slug}_1"
        taken[slug] = 0
        return slug
    if slug not in taken:
        taken[slug] = 0
        return slug
    id = slug
    while True:
        taken[slug] += 1
        id = f"{slug}-{taken[slug]}"
        if numbering == "counted":
            return id
        if id not in taken:
            taken[id] = 0
            return id


_GITHUB = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"))
_RUBY_WORD = _GITHUB - {"Nl"}
_GO_LETTERS = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nd"))
_HASKELL = _GO_LETTERS | {"Nl", "No"}
_PANDOC_GFM = _GITHUB | {"No"}


def _kept(text: str, categories: frozenset[str], others: str = "") -> str:
    """The letters of these general categories, `-`, `_`, the blank and `others`."""
    others = f"-_ {others}"
    return "".join([c for c in text if c in others or category(c) in categories or c == "\n"])


@lru_cache(maxsize=1024)
def _without_diacritic(letter: str) -> str:
    """The base of a Latin letter, the same for any other."""
    base = normalize("NFD", letter)[0]
    return base if base.isascii() else letter


_GERMAN = {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ä": "ae", "ö": "oe", "ü": "ue"}


def _romanised(text: str, roman: Callable[[str], str | None], drops: bool = False) -> str | None:
    """`text` in ASCII letters; None when it holds what `roman` has no letters for.

    `drops` leaves out signs, and letters from Devanagari on.
    """
    if text.isascii():
        return text
    pieces: list[str] = []
    for letter in normalize("NFC", text):
        found = letter if letter.isascii() else roman(letter)
        if found is None:
            if not drops or (letter.isalpha() and ord(letter) < 0x900):
                return None
            found = " "
        pieces.append(found)
    return "".join(pieces)


def _latin(letter: str) -> str | None:
    if letter in _LATIN:
        return _LATIN[letter]
    base = normalize("NFD", letter)[0]
    if base.isascii():
        return base
    return "-" if category(letter)[0] in "PZ" else None


def _transliterate(letter: str) -> str | None:
    if letter in _GERMAN:
        return _GERMAN[letter]
    return _lettered(letter, _BY_TRANSLITERATE)


def _deunicode(letter: str) -> str | None:
    return _SIGNS.get(letter) or _lettered(letter, _BY_DEUNICODE)


def _lettered(letter: str, alphabets: dict[str, str]) -> str | None:
    small = letter.lower()
    for each in (small, normalize("NFD", small)[0]):
        if each in alphabets:
            roman = alphabets[each]
            return roman if small == letter else roman.capitalize()
    return _latin(letter)
