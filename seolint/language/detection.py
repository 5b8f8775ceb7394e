"""Which language a text is written in: by its script, its letters and its commonest words."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from seolint.language.recognition import SCRIPTS, main_script
from seolint.patterns import lazy_regex

SAMPLE = 2_000
"""Characters that are looked at."""

_COMMON = {
    "bs": "i je u na se da su za od sa koji koja koje ili kao ali bi bio biti što nije samo "
    "takođe kako ako te",
    "ca": "de la el i que els les en per un una amb és del al no es més com són aquest aquesta "
    "seva seu però també o si pot ha han ser quan",
    "cs": "a v se na je že o s z do k i to ve pro za by jako od po ale jsou nebo která který "
    "které jsem bylo byl jen není tak také když co při už být",
    "cy": "y yn a i o ar yr mae ei am wedi gan bod neu hefyd hyn fel nid oedd",
    "da": "og i at er en af til på det den der med for ikke et som de har kan jeg vi var fra "
    "men eller skal også hvis når blive bliver hvad efter ud du din noget",
    "de": "der die und das ist in zu den von mit nicht ein eine auf für sie es im dem sich auch "
    "als des wir an ich wird sind oder werden aus bei dass haben einen wie einer nach sie "
    "hat kann er wenn nur durch über uns man noch diese aber wird am zum zur war ihr ihre",
    "en": "the of and to a in is that it for you on with are be this as have not we or at from "
    "can by was your if an which will they but what there do when one has how about here "
    "more their would these so our then them no its were who he she his her all been out "
    "my me did",
    "es": "de la que el en y los a se del las un por con una para no es su al lo como más pero "
    "sus este esta está son también si ya o desde cuando muy hay todo puede tiene ha fue "
    "sobre qué te sin nos esto eso",
    "et": "ja on ei et see kui ka oma ning mis aga või seda kes siis oli mida nii ta selle need",
    "eu": "eta da ez bat du dira zen ere egin baina hau beste izan dute edo bere nola",
    "fi": "ja on ei se että oli hän mutta myös kun ovat joka kuin tai jos ole niin mitä sen voi "
    "ovat tämä sekä jotka vain olla nyt vielä mikä",
    "fr": "de la le et les des en un une du que est pour dans qui pas sur par il au plus ce ne "
    "se avec vous nous sont ou cette mais être aux on elle ces leur votre fait si tout "
    "comme ont son sa je ils y peut même c’est c'est",
    "ga": "an agus na ar a le go is i bhí sé tá ach mar nach bhfuil seo ag",
    "gl": "de e a o que do da en un unha os as por con non é para se do no na ao máis pero "
    "tamén como son esta este dos das",
    "hr": "i je u na se da su za od s koji koja koje ili kao ali bi bio biti što nije samo "
    "također kako ako te sve",
    "hu": "a az és hogy nem is egy ez meg de van csak már ha mint volt el kell vagy még azt ezt "
    "lehet nincs ki mert minden itt",
    "id": "yang dan di ini untuk dengan itu dari dalam tidak pada akan adalah juga ke atau ada "
    "karena bisa dapat kita kami saya anda oleh sebagai lebih",
    "is": "og að í er á sem ekki það við um en var til með hann fyrir af því eru þess eða verið "
    "hafa",
    "it": "di e che la il un a per in una è non sono del si con le dei da come della i anche "
    "più lo gli nel alla ma al se questo questa ha delle loro essere o ed cosa quando su "
    "dal perché molto tutto può",
    "lt": "ir kad yra į su iš kaip bet tai jis buvo ar per už nuo taip tik dėl jų gali savo apie",
    "lv": "un ir ka no uz ar par kas bet tas arī vai nav kā pie tā lai bija pēc to viņš",
    "ms": "yang dan di ini untuk dengan itu dari dalam tidak pada akan adalah juga ke atau ada "
    "kerana boleh kita kami saya anda oleh sebagai lebih telah",
    "nb": "og i det er på en som for med til at av ikke har den de et om kan jeg vi var fra men "
    "eller skal også hvis når bli blir hva etter ut du hun seg noe være",
    "nl": "de het een en van in is dat op te zijn voor met niet die aan er om ook als maar je "
    "dan naar of bij wordt door uit nog kan deze heeft wat worden hij was over we zij dit "
    "hebben geen meer kunnen ze ik u al wij zo hier",
    "nn": "og i det er på ein som for med til at av ikkje har den dei eit om kan eg vi var frå "
    "men eller skal også korleis kva etter vere",
    "pl": "i w na z się nie do to że jest jak o a po co za od przez ale dla są czy tego ich lub "
    "być oraz może tylko który która które jego przy już był było tak można więc",
    "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi "
    "ao ele das tem à seu sua ou ser quando muito há nos já está também só pelo pela até "
    "isso são você este esta",
    "ro": "și în de a la cu nu pe o care este din pentru mai să un ce sunt dar sau prin fi al "
    "lui ca se fost după poate cel au când foarte sa",
    "sk": "a v sa na je že o s z do k i to vo pre za by ako od po ale sú alebo ktorá ktorý "
    "ktoré som bolo bol len nie tak tiež keď čo pri už byť",
    "sl": "in je v na se da za so ki z s pa ne po tudi kot bi o iz ali pri ni lahko bil kako če "
    "še samo",
    "sq": "të dhe në e i një për me që nga është u si do nuk ka këtë por kjo janë ose",
    "sv": "och i att det som en på är av för med till den har de inte om ett men var jag från "
    "vi kan eller när ska också så du vid blir hur denna detta finns efter man där vad "
    "vara sig sin",
    "tr": "ve bir bu da de için ile olarak çok daha gibi olan ne kadar ama en o var değil mi "
    "sonra her veya ise ben olduğu şey",
    "vi": "là và của có được không cho trong một với các những để người này khi đã từ cũng như "
    "đến về thì bạn",
}
"""The commonest words of languages in Latin script, as everybody counts them."""

_LETTERS = (
    ("uk", "іїєґ"),
    ("be", "ў"),
    ("mk", "ѓќѕ"),
    ("sr", "јљњџђћ"),
    ("ru", "ыэё"),
    ("bg", "ъщ"),
    ("ur", "ٹڈےں"),
    ("ps", "ټډړښڼ"),
    ("fa", "پچژگ"),
    ("yi", "ײװ"),
)
"""Letters by which languages of one script are told apart, those that are surer first."""
_LEAST_LETTERS = 0.004
_COMMONEST = {"Cyrillic": "ru", "Arabic": "ar", "Hebrew": "he", "Devanagari": "hi"}

_ENGLISH = (" the ", " and ", " you ", " that ", " with ", " this ", " are ", " for ")
_LEAST_ENGLISH, _PLAINLY_ENGLISH = 4, 0.05
"""So many of these words, and such a share of them among all, are enough."""

_LATIN = lazy_regex("[a-z\u00df-\u024f\u1e00-\u1eff]+")
_WORD = lazy_regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LEAST_SHARE = 0.12
_LEAD = 1.15
_FEW, _LEAD_OF_FEW = 5, 2
_LEAST = 2
_SHORT = 30
"""Words of a text that is too short to overrule what its site says."""


def detect(text: str, expected: str = "") -> str:
    """The code of the language of `text`, or `expected` where that cannot be told.

    Judged by the first 2,000 characters. With an expected language a short text is taken
    for that; without one a short text in plain letters is taken for English, unless its
    words look more like another language.
    """
    sample = text[:SAMPLE]
    if expected in ("", "en") and _is_plainly_english(sample):
        return "en"
    sample = sample.lower()
    words = _WORD.findall(sample)
    if not words:
        return expected
    if not sample.isascii():
        latin = sum(map(len, _LATIN.findall(sample)))
        if latin <= sum(map(len, words)) / 2:
            return _by_letters(sample, main_script(sample).name, expected)
    short = len(words) < _SHORT
    if short and expected:
        return expected
    scores = _scores(words)
    best, most, second = _leaders(scores)
    lead = _LEAD if most >= _FEW else _LEAD_OF_FEW
    least = max(_LEAST, _LEAST_SHARE * len(words))
    if most >= least and most >= lead * second:
        return best
    if short and "".join(words).isascii() and scores["en"] == most:
        return "en"
    return expected


def _is_plainly_english(sample: str) -> bool:
    least = max(_LEAST_ENGLISH, _PLAINLY_ENGLISH * sample.count(" "))
    hits = 0
    for word in _ENGLISH:
        hits += sample.count(word)
        if hits >= least:
            return True
    return False


def _by_letters(sample: str, script: str, expected: str) -> str:
    """The language of a text in a script of its own, or of several that differ in letters."""
    if expected and SCRIPTS.get(expected, script) == script:
        return expected
    if script == "Japanese":
        return "ja"
    for language, letters in _LETTERS:
        share = sum(map(sample.count, letters)) / len(sample)
        if SCRIPTS.get(language, "Cyrillic") == script and share > _LEAST_LETTERS:
            return language
    languages = [language for language, written in SCRIPTS.items() if written == script]
    return languages[0] if len(languages) == 1 else _COMMONEST.get(script, expected)


def _scores(words: list[str]) -> Counter[str]:
    """How many of the words are common in a language, by language."""
    scores: Counter[str] = Counter()
    owners = _owners()
    for word, count in Counter(words).items():
        for language in owners.get(word, ()):
            scores[language] += count
    return scores


def _leaders(scores: Counter[str]) -> tuple[str, int, int]:
    """The language with most hits, its hits, and those of the next."""
    (best, most), (_, second) = (*scores.most_common(2), ("", 0), ("", 0))[:2]
    return best, most, second


@cache
def _owners() -> Mapping[str, tuple[str, ...]]:
    """Word -> the languages in which it is common."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _COMMON.items():
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found
