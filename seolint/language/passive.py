"""Whether a sentence is in the passive voice: by its auxiliaries and participles."""

from seolint.memo import Memo
from seolint.patterns import lazy_regex

_ENGLISH_AUXILIARIES = (
    "am is are was were be been being get gets got getting isn't aren't wasn't weren't he's she's "
    "it's that's there's we're you're they're i'm"
)
_ENGLISH_BETWEEN = (
    "all also already always been being both currently even just never not now often only still "
    "then"
)
_ENGLISH_PARTICIPLES = (
    "agreed arisen awoken beaten begun bent bitten blown born borne bought bound bred broken "
    "brought built burnt cast caught chosen crept cut dealt decreed done drawn driven dug eaten "
    "fed felt fled flown flung forbidden foreseen forgiven forgotten fought found freed frozen "
    "given ground grown guaranteed heard held hidden hit hung hurt kept known laid led left lent "
    "let lit lost made meant met mistaken overcome overridden overthrown overwritten paid proven "
    "put quit read rebuilt redone reset rewritten ridden rung run said sawn seen sent set sewn "
    "shaken shed shone shot shown shrunk shut slain slit sold sought sown spelt spent spilt split "
    "spoilt spoken spread spun stolen struck strung stuck stung sung sunk swept sworn swung taken "
    "taught thought thrown told torn understood undone undertaken upheld used withdrawn withheld "
    "won worn wound woven written"
)
_ENGLISH_ADJECTIVES = (
    "advanced ashamed based bored committed complicated concerned confused convinced crowded "
    "dedicated detailed determined disappointed excited experienced frustrated hundred interested "
    "involved limited located married mixed naked outdated pleased prepared related relaxed "
    "retired rugged sacred satisfied scared scattered situated skilled sophisticated supposed "
    "surprised talented tired unlimited unrelated unused varied wicked worried"
)
"""Words that look like participles and mostly tell how something is."""

_GERMAN_AUXILIARIES = "werde wirst wird werdet werden wurde wurdest wurden wurdet"
_GERMAN_PREFIXES = (
    "ab an auf aus bei durch ein fort frei her heraus hin los mit nach um unter vor weg weiter "
    "wieder zu zurück"
)
_GERMAN_INFINITIVES = (
    "bären ben brauchen denken fährden fallen hen horchen hören langen leiten lingen lten nesen "
    "nießen nügen raten schehen stalten statten stehen währen winnen wöhnen"
)
"""What follows `ge` in verbs that begin with it."""

_GERMAN_PARTICIPLE = (
    rf"(?!(?:{_GERMAN_PREFIXES.replace(' ', '|')})?ge(?:{_GERMAN_INFINITIVES.replace(' ', '|')})\b)"
    r"(?:(?:(?!ge)[a-zäöü])*+ge(?:[a-zäöüß]{3,}+(?<=t)|[a-zäöüß]{4,}+(?<=en))"
    r"|[a-zäöüß]{5,}+(?<=iert)"
    r"|(?:(?!be|ent|er|miss)[a-zäöü])*+(?:be|ent|er|miss)[a-zäöüß]{3,}+(?<=t)"
    r"|(?:be|ent|er|über|unter|ver|zer)(?:funden|geben|griffen|halten|lassen|loren|nommen|schlossen"
    r"|schoben|schrieben|sprochen|standen|tragen|trieben|worfen|zogen))"
)
"""Up to a blank or a mark. The prefixes über, unter, ver, wider and zer end with others."""

_SPANISH_AUXILIARIES = (
    "es son era eran fue fueron fui fuimos será serán sería serían sea sean fuera fueran ser sido "
    "siendo"
)
_SPANISH_BETWEEN = "no ya también siempre nunca [a-záéíóú]+mente"
_SPANISH_OTHERS = (
    "adecuad[oa]s? cada complicad[oa]s? contenido cuidado debid[oa]s? demasiad[oa]s? estado grado "
    "lado limitad[oa]s? medida mercado nada parecid[oa]s? pasado privad[oa]s? resultado salida "
    "sentido sido significado tod[oa]s? vida"
)
_SPANISH_PARTICIPLE = (
    r"(?:[a-záéíóúñ]{2,}[aií]d|hech|dich|(?:in|de|pre)?scrit|escrit|descrit|vist|[a-z]*puest|abiert"
    r"|rot|[a-z]*suelt|[a-z]*vuelt|cubiert)[oa]s?"
)

_FRENCH_AUXILIARIES = (
    "est sont était étaient été sera seront serait seraient fut furent soit soient être étant es "
    "êtes sommes"
)
_FRENCH_BETWEEN = (
    "aussi bien déjà encore jamais pas plus souvent toujours tous toutes [a-zéèê]+ment"
)
_FRENCH_OTHERS = (
    "all arriv entr mont pass rentr rest retourn tomb décéd devenu parvenu revenu venu né mort "
    "parti sorti activit avis bas clé compliqu côté dédi grand gratuit inclus lié limit petit "
    "priv qualit réalit santé sécurit situ sociét vérit"
)
"""The beginnings of verbs that form their past with être, of adjectives and of nouns."""

_FRENCH_PARTICIPLE = (
    r"(?:[a-zàâçéèêëîïôûù]{2,}é|[a-zéè]*(?:mis|pris|dit|fait|crit|duit|struit|vert|fert|requis|compris"
    r"|rendu|vendu|perdu|reçu|lu|vu|connu|tenu|prévu|conçu|rompu|défini|fourni|choisi|établi|garanti"
    r"|rempli))(?:e|s|es)?"
)

_DUTCH_AUXILIARIES = "word wordt worden werd werden"
_DUTCH_PARTICIPLE = (
    r"(?:(?:(?!ge)[a-z])*+ge(?:[a-zëï]{3,}+(?<=[dt])|[a-zëï]{4,}+(?<=en)(?= *(?:[,;:.!?]|$)))"
    r"|(?!belangrijk)(?:be|her|ont|over|onder|ver)[a-zëï]{3,}+(?<=[dt])"
    r"|(?:be|her|ont|over|onder|ver)(?:broken|dragen|geven|houden|loren|nomen|schreven|sloten|sproken"
    r"|trokken|vonden|worpen))"
)


def _either(words: str) -> str:
    return f"(?:{words.replace(' ', '|')})"


_PATTERNS = {
    "de": lazy_regex(
        r"\b(?=[a-zäöüß]++ (?:werde|wird|werden|wurde|wurden|worden)\b)"
        rf"{_GERMAN_PARTICIPLE} "
    ),
    "es": lazy_regex(
        rf"\b{_either(_SPANISH_AUXILIARIES)}(?: {_either(_SPANISH_BETWEEN)})* "
        rf"(?!{_either(_SPANISH_OTHERS)}\b){_SPANISH_PARTICIPLE}\b"
    ),
    "fr": lazy_regex(
        r"\b(?=[eéêfs])(?<!\bs')(?<!\bse )(?<!\bme )(?<!\bte )(?<!\bnous nous )(?<!\bvous vous )"
        rf"{_either(_FRENCH_AUXILIARIES)}(?: {_either(_FRENCH_BETWEEN)})* "
        rf"(?!{_either(_FRENCH_OTHERS)}[a-zé]*\b){_FRENCH_PARTICIPLE}\b"
    ),
    "nl": lazy_regex(rf"\b(?=[a-zëï]++ {_either(_DUTCH_AUXILIARIES)}\b){_DUTCH_PARTICIPLE} "),
}
"""The auxiliary and the participle together, where a language puts them so."""

_CLAUSES = {
    "de": (
        lazy_regex(rf"\b{_either(_GERMAN_AUXILIARIES)}\b"),
        lazy_regex(
            rf" {_GERMAN_PARTICIPLE}(?= *(?:[.!?]|$)"
            r"| (?:und|oder|worden|werden|sein|können|müssen|sollen|dürfen)\b)"
        ),
    ),
    "nl": (
        lazy_regex(rf"\b{_either(_DUTCH_AUXILIARIES)}\b"),
        lazy_regex(rf" {_DUTCH_PARTICIPLE}\b"),
    ),
}
"""The auxiliary, and the participle that may stand anywhere behind it in its clause."""

_CLAUSE_END = lazy_regex("[,;:]")
_AUXILIARIES = frozenset(
    opening + word
    for opening in ("", "(", "[", '"', "“", "'", "‘")
    for words in (_ENGLISH_AUXILIARIES, _ENGLISH_AUXILIARIES.replace("'", "’"))
    for word in words.split()
)
_BETWEEN = frozenset(_ENGLISH_BETWEEN.split())
_IRREGULAR = frozenset(_ENGLISH_PARTICIPLES.split())
_REGULAR = lazy_regex(rf"(?!{_either(_ENGLISH_ADJECTIVES)}\b)[a-z-]{{2,}}[^\We]ed\b")
_CLOSING = ".,;:!?…)]\"'”’"

PASSIVE_LANGUAGES = frozenset((*_PATTERNS, "en"))
"""The languages of which we know how they make a passive."""


def is_passive(sentence: str, language: str) -> bool:
    """Whether a sentence has a verb in the passive voice; never in a language we do not know.

    A heuristic without grammar: a form of the auxiliary, and a word that looks like a
    participle where the language puts it.
    """
    if language not in PASSIVE_LANGUAGES:
        return False
    parts = sentence.lower().split()
    if language == "en":
        return not _AUXILIARIES.isdisjoint(parts) and _is_passive(parts)
    text = " ".join(parts).replace("’", "'")
    return _PATTERNS[language].search(text) is not None or (
        language in _CLAUSES and _is_passive_in_clause(text, language)
    )


def _is_passive_in_clause(text: str, language: str) -> bool:
    """Whether a participle follows the first auxiliary of a clause."""
    auxiliary, participle = _CLAUSES[language]
    return auxiliary.search(text) is not None and any(
        participle.search(clause, found.end())
        for clause in _CLAUSE_END.split(text)
        if (found := auxiliary.search(clause)) is not None
    )


def _is_passive(parts: list[str]) -> bool:
    """In English the participle follows the auxiliary, but for some adverbs."""
    last = len(parts) - 1
    for index in [index for index, part in enumerate(parts) if part in _AUXILIARIES]:
        while index < last:
            index += 1
            if _is_participle(parts[index]):
                return True
            if parts[index] not in _BETWEEN and not parts[index].endswith("ly"):
                break
    return False


def _is_participle(part: str) -> bool:
    """Whether a part of a sentence between blanks is a participle, or begins with one."""
    return part.rstrip(_CLOSING) in _IRREGULAR or ("ed" in part and _regular[part])


_regular = Memo(lambda part: _REGULAR.match(part) is not None)
