"""Where sentences begin and end."""

import re
from functools import cache

from seolint.patterns import lazy_regex

_STOP = lazy_regex(r"([.!?…。！？｡؟۔।॥]+)([\"'”’»›)\]」』）】》]*)")
_UNSPACED_STOPS = "。！？｡؟۔।॥"
_FOLLOWING = lazy_regex(r"\s[\s\"'“‘„«‹(\[¿¡]*")
_BEFORE = lazy_regex(r".*[\s(\[{\"'“‘„«/—–]", re.DOTALL)
_LONGEST_ABBREVIATION = 12
_TEXT = lazy_regex(r"[^\W_]|[\ue000\ue001]")
_INITIAL = lazy_regex(r"(?:[^\W\d_]\.)*[^\W\d_]")

_ABBREVIATIONS = {
    "": "cf e.g eds eq ff i.e resp st vs",
    "de": "bd bspw bzgl bzw ca d.h dr evtl ggf hrsg inkl insb mind mio mrd mwst prof s.o s.u sog "
    "std str tel u.a v.a vgl z.b zzgl",
    "en": "adm approx capt cmdr dept dr gov hon lt messrs mr mrs ms mt prof rev sgt",
    "es": "avda dpto dr dra ej excmo gral lic p.ej prof sra srta tel ud uds",
    "fr": "bd chap dr ex mm mlle mme p.ex tél",
    "it": "avv dott dott.ssa es gent ing prof sig sig.ra tel",
    "nl": "a.u.b bijv bv ca d.w.z dhr drs e.d evt excl incl m.b.t mevr o.a prof t.a.v t.o.v tel "
    "vgl z.g.n",
    "pl": "al godz inż m.in mgr np pkt por prof tel tj tys tzn tzw ul ur wg św",
    "pt": "av dra ex exmo p.ex prof profa sra srta tel",
    "ru": "в.т.ч гл др им илл кв млн млрд напр обл оз пер пл пос просп проф рис см соч ср ст стр "
    "табл т.е т.к тов тыс ул",
    "sv": "bl.a ca d.v.s dvs enl fr.o.m inkl jfr kl m.a.o prof resp s.k st t.ex t.o.m tel",
}
_CLOSING = (
    "a.m p.m co corp etc inc jr ltd sr usw u.s.w enz osv o.s.v m.fl m.m ecc itd itp г гг руб т.д "
    "т.п"
)
_CLOSING_ABBREVIATIONS = frozenset(_CLOSING.split())
"""Abbreviations that may end a sentence: a capital after one begins the next."""

_NUMBERED = (
    "abb abs abschn afb art cap ch ex fig figs hfst kap max min n no nos nr núm op p pag pp pág "
    "rys sec vol"
)
_NUMBERED_ABBREVIATIONS = frozenset(_NUMBERED.split())
"""Abbreviations only before a number, since most of them are words as well."""

_ORDINAL = "cs da de et fi hr hu is lv nb nn no pl sk sl sr tr"
_ORDINAL_LANGUAGES = frozenset(_ORDINAL.split())
"""Languages that write a full stop after an ordinal number."""


def split_sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """The sentences of one block, as code point ranges without the blanks around them.

    `text` is `Prose.opaque`. Its end closes the last sentence whatever stands there.
    A part without a letter or digit is no sentence.
    """
    ranges: list[tuple[int, int]] = []
    begin = 0
    listed = _listed(language)
    for stop in _STOP.finditer(text):
        end = stop.end()
        if _plainly_closes(text, stop, listed):
            while text[begin].isspace():
                begin += 1
            ranges.append((begin, end))
            begin = end
        elif _closes(text, stop, language):
            _add(ranges, text, begin, end)
            begin = end
    if begin < len(text):
        _add(ranges, text, begin, len(text))
    return ranges


def _add(ranges: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    part = text[begin:end]
    if _TEXT.search(part):
        begin = end - len(part.lstrip())
        ranges.append((begin, begin + len(part.strip())))


def _plainly_closes(text: str, stop: re.Match[str], listed: frozenset[str]) -> bool:
    """Whether a full stop and a blank follow a word that is no abbreviation: most do."""
    start, end = stop.span()
    if text[start:end] != "." or not text[end : end + 1].isspace():
        return False
    word = text[max(0, start - _LONGEST_ABBREVIATION) : start].rpartition(" ")[2]
    return len(word) > 3 and word.isalpha() and word.lower() not in listed


def _closes(text: str, stop: re.Match[str], language: str) -> bool:
    mark, closing = stop.groups()
    if mark[-1] in _UNSPACED_STOPS:
        return True
    following = _FOLLOWING.match(text, stop.end())
    if following is None:
        return stop.end() == len(text)
    after = text[following.end() : following.end() + 1]
    if mark != "." or closing:
        return not after.islower() or (mark == "." and not closing.strip(")]"))
    end = stop.start()
    word = text[max(0, end - _LONGEST_ABBREVIATION) : end]
    word = word[before.end() :] if (before := _BEFORE.match(word)) else word
    if word.isdigit():
        return len(word) > 2 or not (end == len(word) or language in _ORDINAL_LANGUAGES)
    folded = word.lower()
    if folded in _CLOSING_ABBREVIATIONS:
        return not after.islower()
    if folded in _NUMBERED_ABBREVIATIONS:
        return not after.isdigit()
    return word == "I" or not (folded in _abbreviations(language) or _INITIAL.fullmatch(word))


@cache
def _listed(language: str) -> frozenset[str]:
    return _abbreviations(language) | _CLOSING_ABBREVIATIONS | _NUMBERED_ABBREVIATIONS


@cache
def _abbreviations(language: str) -> frozenset[str]:
    return frozenset(f"{_ABBREVIATIONS['']} {_ABBREVIATIONS.get(language, '')}".split())
