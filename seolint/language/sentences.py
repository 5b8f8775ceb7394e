"""Where sentences begin and end."""

import re
from functools import cache

from seolint.language.stopwords import stop_words
from seolint.language.words import UNSPACED
from seolint.patterns import lazy_regex

_MARKS = r".!?…。！？｡．؟۔।॥"
_RARE_MARKS = "…。！？｡．؟۔।॥\u037e"
"""Those beyond ASCII, the Greek one included."""
_UNSPACED_MARKS = "。！？｡．।॥"
_CLOSING_QUOTES = r"(?:[\"'”’“‘»›)\]」』）】》]|[ \u00a0\u202f]»(?![^\s.,;:!?]))*"
_END = rf"(?:(?<=[{_UNSPACED_MARKS}]){_CLOSING_QUOTES}|{_CLOSING_QUOTES}(?=\s|$))"
_MARK = lazy_regex(rf"[{_MARKS}][{_MARKS}]*")
_FULL_STOP = lazy_regex(r"\.\.*")
"""The mark of most texts. The search for a pattern is quick when it begins with one character."""

_STOP = lazy_regex(rf"([{_MARKS}]+)({_END})")
_GREEK_MARK = lazy_regex(rf"[{_MARKS};\u037e][{_MARKS};\u037e]*")
_GREEK_STOP = lazy_regex(rf"([{_MARKS};\u037e]+)({_END})")
"""In Greek a semicolon asks a question."""

_DASHES = ("—", "–", "-")
_FOLLOWING = lazy_regex(r"\s[\s\"'“”‘„«»‹(\[¿¡—–-]*")
_TEXT = lazy_regex(r"[^\W_]|[\ue000\ue001]")
_LONGEST_TAIL = 24
_WORD_EDGE = lazy_regex(r"[\s(\[{\"'“”‘’„«»/—–\u3000-\u9fff]")
_PARTS_BEFORE = lazy_regex(r"(?:(?<![^\W_])[^\W\d_]{1,2}\.[ \u00a0\u202f]){1,4}\Z")
"""The parts of an abbreviation such as `z. B.` before its last."""
_INITIALS = lazy_regex(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_UNIT = lazy_regex(r"\d[ \u00a0\u202f]?[^\W\d_]$")
_NUMBERED_BEFORE = lazy_regex(r"(?<![^\W\d_])([^\W\d_]++)\.[ \u00a0\u202f]?\d++$")
_FIRST_NUMBER = lazy_regex(r"\W*\d+$")

_CASELESS = frozenset(("ar", "fa", "he", "ja", "ko", "th", "ur", "zh"))
_GOES_ON = {
    "ar": lazy_regex(r"ثم\b|و"),
    "he": lazy_regex(r"ו"),
    "ja": lazy_regex(r"と|って|[のはがをにでもやへ、]|など|から|まで"),
    "zh": lazy_regex(r"[^。！？，]{0,5}[问問说說道喊叫答想]|[是的]"),
}
"""How a sentence goes on after a quotation, where no small letter tells."""

_ABBREVIATIONS = {
    "": "cf dr e.g ed eds eq esp i.e mr mrs prof resp st vs",
    "bg": "бр вж г-жа г-н гр др инж напр проф стр т.е т.нар ул чл",
    "ca": "av dra ee p.ex pàg sr sra srta tel",
    "cs": "cca doc hl ing kap mgr mj např obr odst okr popř příp resp st str sv tel tj tzn "
    "tzv ul čl",
    "da": "bl.a ca d.v.s eks evt f.eks forb fx hhv inkl jf kap m.h.t maks mht min p.g.a s.k "
    "tlf vedr",
    "de": "bd bspw bzgl bzw ca d.h dipl evtl exkl ggf hr hrsg i.d.r inkl insb jh mind mio mrd "
    "mwst s.o s.u sog std str tel u.a v.a vgl z.b z.t zzgl",
    "el": "αρ βλ δηλ δρ εικ κ κα κεφ κκ λ.χ μ.μ π.μ π.χ περ σελ τηλ",
    "en": "adm approx capt cmdr dept gov hon incl lt messrs ms mt sgt",
    "es": "avda dpto dra ee ej excmo gral lic p.ej sra srta sr tel ud uds",
    "fi": "ca ent esim huom klo ks mm mrd n ns puh ts vrt",
    "fr": "av bd chap env ex mm mlle mme p.ex pr tél",
    "hr": "npr odn str tel tj tzv ul",
    "hu": "ifj ill kb ld pl ún vö",
    "id": "a.n bpk hlm ir jl s.d tlp yth",
    "it": "avv ca dott dott.ssa es gent ing p.es sig sig.na sig.ra tel",
    "nb": "bl.a ca dvs eks evt f.eks hhv inkl jf kap maks mht pga tlf vedr",
    "nl": "a.u.b b.v bijv blz bv ca d.w.z dhr drs e.d evt excl hfst incl m.b.t mevr o.a t.a.v "
    "t.o.v tel vgl z.g.n",
    "pl": "al godz inż m.in mgr np pkt por rozdz tel tj tys tzn tzw ul ur wg św zob",
    "pt": "aprox av dra ex exmo p.ex profa sr sra srta tel",
    "ro": "aprox d-l d-na dl dna ex ing nr pag str tel",
    "ru": "в.т.ч г-жа г-н гл др илл им кв млн млрд напр обл оз ок пер пл пос просп проф рис "
    "см соч ср ст стр т.е т.к т.н табл тов тыс ул",
    "sk": "čl doc hl ing kap mgr napr obr odst príp str sv tel tj tzn tzv ul",
    "sr": "npr str tj tzv ul бр др нпр проф стр тј тзв ул",
    "sv": "bl.a ca d.v.s dvs enl exkl fr.o.m inkl jfr kap kl m.a.o obs s.k t.ex t.o.m tel",
    "tr": "av bkz böl cad çev hz krş mah mük örn sok tel vs yakl",
    "uk": "бл буд бульв вул гр див доц млн млрд напр обл пл просп проф рис ст т.зв табл тис тов ім",
}
"""Abbreviations by language, the empty one for all: no sentence ends with one of them."""

_CLOSING = (
    "a.m p.m co corp etc ff inc jr ltd sr usw u.s.w u.ä enz osv o.s.v m.fl m.m ecc itd itp "
    "ee.uu av.j.-c j.-c atd apod vb dll jne ym гг руб грн т.д т.п κ.λπ κλπ κ.ά γρ"
)
_CLOSING_ABBREVIATIONS = frozenset(_CLOSING.split())
"""Abbreviations that may end a sentence: a capital after one begins the next."""

_NUMBERED = (
    "abb abs abschn afb apr art aug böl cap cca ch dec fig figs hfst jan kap max min n nr no "
    "nos nov núm obr oct op p pag pp pág rozdz rys s sec sect sept str séc vol εικ κεφ рис "
    "стр"
)
_NUMBERED_ABBREVIATIONS = frozenset(_NUMBERED.split())
"""Abbreviations only before a number, an Arabic or a Roman one: most of them are words, too."""
_NUMBER = lazy_regex(r"\d|[IVX]+\b")

_ORDINAL = frozenset("cs da de et fi hr hu is lv nb nn no pl sk sl sr tr".split())
"""Languages that write a full stop after an ordinal number."""
_ORDINAL_BEFORE_CAPITAL = frozenset(("de", "tr"))


def split_sentences(text: str, language: str = "") -> list[tuple[int, int]]:
    """The sentences of one block, as code point ranges without the blanks around them.

    `text` is `Prose.opaque`. Its end closes the last sentence whatever stands there.
    A part without a letter or digit is no sentence.
    """
    ranges: list[tuple[int, int]] = []
    begin = done = 0
    length = len(text)
    marks, pattern = (_GREEK_MARK, _GREEK_STOP) if language == "el" else (_MARK, _STOP)
    if _has_full_stops_only(text):
        if not 0 <= text.find(".") < length - 1:
            _add(ranges, text, 0, length)
            return ranges
        marks = _FULL_STOP
    listed = None if language in UNSPACED else _listed(language)
    for mark in marks.finditer(text):
        start, end = mark.span()
        if end == length:
            break
        if start < done:
            continue
        if listed is not None and _plainly_closes(text, start, end, listed):
            while text[begin].isspace():
                begin += 1
            ranges.append((begin, end))
            begin = end
            continue
        stop = pattern.match(text, start)
        if stop is None:
            continue
        done = stop.end()
        if done == length:
            break
        if _closes(text, begin, stop, language):
            _add(ranges, text, begin, done)
            begin = done
    if begin < length:
        _add(ranges, text, begin, length)
    return ranges


def _has_full_stops_only(text: str) -> bool:
    """Whether no other mark stands in a text: true of most, and quick to find out."""
    if "!" in text or "?" in text or ";" in text:
        return False
    if not text.isascii():
        for mark in _RARE_MARKS:
            if mark in text:
                return False
    return True


def _add(ranges: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end and (text[begin].isalnum() or _TEXT.search(text, begin, end)):
        ranges.append((begin, end))


def _plainly_closes(text: str, start: int, end: int, listed: frozenset[str]) -> bool:
    """Whether a full stop and a blank follow a word that is no abbreviation: most do."""
    if not text[end].isspace() or text[start:end] != "." or text[end + 1 : end + 2] == "»":
        return False
    first = max(0, start - _LONGEST_TAIL)
    word = text[max(first, text.rfind(" ", first, start) + 1) : start]
    return len(word) > 1 and word.isalpha() and word.lower() not in listed


def _closes(text: str, begin: int, stop: re.Match[str], language: str) -> bool:
    mark, quotes = stop.groups()
    end = stop.end()
    if mark[-1] in _UNSPACED_MARKS:
        return not (quotes and _goes_on(text, end, language))
    following = _FOLLOWING.match(text, end)
    if following is None:
        return False
    next = following.end()
    after = text[next : next + 1]
    if quotes and following[0].lstrip().startswith(_DASHES):
        return False  # who said it
    if mark == "." and not quotes:
        return _full_stop_closes(text, begin, stop.start(), next, language)
    if after.islower():
        return False
    if language not in _CASELESS or after.isupper():
        return True
    if quotes.strip(")]") and mark != ".":
        return False
    return not _goes_on(text, next, language)


def _goes_on(text: str, position: int, language: str) -> bool:
    pattern = _GOES_ON.get(language)
    return pattern is not None and pattern.match(text, position) is not None


def _full_stop_closes(text: str, begin: int, stop: int, next: int, language: str) -> bool:
    """Whether the full stop at `stop`, before a blank and a word at `next`, ends a sentence."""
    tail = text[max(begin, stop - _LONGEST_TAIL) : stop]
    word, after = _WORD_EDGE.split(tail)[-1], text[next : next + 1]
    if not word:
        return True
    if word.isdigit():
        return _number_closes(text, begin, stop, next, language)
    folded = word.lower()
    parts = _PARTS_BEFORE.search(tail, 0, len(tail) - len(word)) if "." in tail else None
    joined = "".join(parts[0].split()).lower() + folded if parts else folded
    listed = _abbreviations(language)
    if joined in _CLOSING_ABBREVIATIONS or folded in _CLOSING_ABBREVIATIONS:
        return not (after.islower() or _word_at(text, next).lower() in _CLOSING_ABBREVIATIONS)
    if joined in listed or folded in listed:
        return False
    if folded in _NUMBERED_ABBREVIATIONS and _NUMBER.match(text, next):
        return False
    if word == "I" or not _INITIALS.fullmatch(word) or (language == "ko" and not word.isascii()):
        return True
    if after.islower():
        return False
    return _UNIT.search(tail) is not None or _starts(text, next, language)


def _number_closes(text: str, begin: int, stop: int, next: int, language: str) -> bool:
    if _FIRST_NUMBER.fullmatch(text, begin, stop):
        return False
    after = text[next : next + 1]
    if language not in _ORDINAL:
        return True
    if after.islower():
        return False
    if language not in _ORDINAL_BEFORE_CAPITAL or text[stop - 3 : stop].isdigit():
        return True
    numbered = _NUMBERED_BEFORE.search(text, max(begin, stop - _LONGEST_TAIL), stop)
    if numbered is not None and numbered[1].lower() in _NUMBERED_ABBREVIATIONS:
        return True
    return not after.isupper() or _starts(text, next, language)


def _starts(text: str, position: int, language: str) -> bool:
    """Whether a word that is no name stands there with a capital, as at the start of a sentence."""
    word = _word_at(text, position)
    if len(word) == 1 and text.startswith(".", position + 1):
        return False
    return word.istitle() and word.lower() in stop_words(language)


def _word_at(text: str, position: int) -> str:
    end = position
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[position:end]


@cache
def _listed(language: str) -> frozenset[str]:
    """The last words of all abbreviations, to see at a glance that a word is none."""
    listed = _abbreviations(language) | _CLOSING_ABBREVIATIONS | _NUMBERED_ABBREVIATIONS
    return listed | {word.rpartition(".")[2] for word in listed}


@cache
def _abbreviations(language: str) -> frozenset[str]:
    language = {"nn": "nb", "no": "nb"}.get(language, language)
    return frozenset(f"{_ABBREVIATIONS['']} {_ABBREVIATIONS.get(language, '')}".split())
