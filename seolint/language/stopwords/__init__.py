"""Words that carry grammar rather than meaning.

The lists in this folder are those of Snowball (https://snowballstem.org/), and for Polish that of
stopwords-iso (https://github.com/stopwords-iso/stopwords-iso); `scripts/stop_words.py` writes them.
Snowball's keep to pronouns, articles, prepositions and auxiliary verbs.
"""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent

_LISTS = {
    **{language: language for language in "da de en es fi fr hu it nl pl pt ru sv".split()},
    **dict.fromkeys(("nb", "nn", "no"), "no"),
}
"""The list of each language."""

_MEANINGFUL = {
    "de": "machen weg",
    "es": "estado estados",
    "fr": "été",
    "hu": "cikk cikkek cikkeket jobban jó jól keressünk nagy nagyobb új újabb újra",
    "pl": "dobrze kierunku lat pan pana pani raz razie roku",
    "pt": "fora",
    "ru": "говорил жизнь лучше сегодня сказал сказала сказать хорошо человек",
}
"""Words of the lists that people search for: `estado` has been, and is a state."""

_FURTHER = {
    "da": "aldrig altid bare blandt både derfor dit endnu fordi før gennem gør hver hverken "
    "hvordan hvorfor igen ingen jeres kan kom lidt lige mellem mens mere mest måske "
    "næsten ofte samt siden så uden vores",
    "de": "ab beim bereits dabei dadurch dafür dagegen daher danach daran darauf daraus darin "
    "darum darüber dass davon denen deren deshalb etwa ganz gibt immer ja jedoch kannst "
    "mehr müssen seit sogar sollen soweit sowie unsere unserem unseren unserer viele "
    "vielen wann warum weder wer wobei wurde wurden wäre",
    "en": "across almost along already also although always among another anyone anything "
    "around away became become becomes behind came can come done either else enough etc "
    "even ever every everyone everything furthermore get gets however indeed instead just "
    "least less ll many may maybe might mine moreover much must neither never nobody none "
    "nothing now often onto others per perhaps quite rather re really s shall since "
    "someone something sometimes still t therefore though throughout thus together toward "
    "towards upon us ve via well whatever whether whole whose will within without yes yet",
    "es": "aquel aquella aquí así aun aunque cada cuales cualquier cuanto cuál cuándo cuánto "
    "cómo dado debe deben dos dónde entonces incluso luego mas mediante mientras misma "
    "mismo muchas nunca pues quién según ser si siempre sino solo sólo tampoco tan tener "
    "toda todas todavía tras u unas usted ustedes va van vez",
    "fi": "aina ehkä ennen hyvin joko jälkeen kaikki kautta koko kuitenkin lisäksi lähes läpi "
    "melko mitään molemmat muu muut myös näin saada siis sitten taas vain varten vielä "
    "voi voidaan voivat yhä",
    "fr": "afin ainsi alors après aucun aucune aujourd'hui aussi autre autres avant avoir bien "
    "c'est car celle celles celui cependant ceux chaque chez ci comme comment contre "
    "depuis donc dont dès elles encore entre faire fait fois font jusqu lors lorsque là "
    "malgré moins mêmes ni non or où parce pendant peu peut peuvent plus plusieurs plutôt "
    "pourquoi puis puisque quand quelque quelques quoi selon si sinon sous souvent tandis "
    "tel telle tels toujours tous tout toute toutes trop très vers voici voilà être",
    "it": "alcune alcuni allora altra altre altri altro ancora avere ciascuno cioè ciò comunque "
    "cosa così d dentro dopo dunque durante essere fa fare fino fra già infatti insieme "
    "invece me meno mentre molta molte molti molto nessun nessuna od ogni ognuno oltre "
    "oppure ora perciò però poi poiché possono prima proprio pur può qual qualche quali "
    "quando quasi qui quindi sempre senza sopra sotto stata state stati stato stessa "
    "stesso subito tale tali tanto te troppo tutta tutte v",
    "nl": "achter alle alleen ander anders bent binnen boven buiten daarbij daarin daarmee "
    "daarna daarom daarvan daarvoor echter elk elke enkele erg ervan ervoor even gaan "
    "gaat hadden hebt hen hierbij hierdoor ieder iedere indien jij jou jouw jullie kun "
    "kunt mag moeten mogen nadat onze pas per sinds steeds ten ter terwijl tijdens toe "
    "tussen vanaf vanuit via volgens vooral waar waarbij waarin waarmee waarom wanneer we "
    "weer wel welke werden wij zeer zoals zodat zouden zullen",
    "no": "aldri allerede alltid blant derfor dersom gjennom gjør gjøre igjen innen kanskje "
    "mens mer mest må ofte rundt samt våre vårt",
    "pl": "jaka każda każde swoich swój",
    "pt": "ainda algo alguma algumas alguns além ante antes apenas após assim cada contra cujo "
    "daquele desde dessa desse desta deste disso durante enquanto entanto estar lá "
    "mediante mesma muita muitas muitos nenhum nessa nesse nesta neste nunca onde outra "
    "outras outro outros pode podem pois porquanto porque porém pouco pra quais qualquer "
    "quanto quê sempre sendo ser sido sob sobre tal tampouco ter toda todas todo todos "
    "tudo tão têm umas uns vai vão é",
    "ru": "будут ваш ваша ваше ваши весь всей всем всё другая другие другое ещё её именно иметь "
    "ими каждая каждый какие ко которая которого которое которой которые который которых "
    "либо лишь наиболее нам наш наша наше наши некоторые нужно однако оно очень почему "
    "просто сама само свое своего своей своих свой собой стал такая также такие такое те "
    "той тысяч хотя эта этим этих это является являются",
    "sv": "aldrig all alltid andra annan annat bara bland bort både da del dennes därför "
    "eftersom endast finns flera fram få får före genom ger gör göra igen in inga inget "
    "innan ja kanske kom komma kommer kunna medan mer mest många måste ned nej nästan "
    "också redan samt sen sitt ska skall tills trots via vill ännu även",
}
"""Adverbs, conjunctions and modal verbs that the lists lack."""

LISTED = tuple(sorted(_LISTS))
"""The languages whose stop words are known."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """The stop words of a language in lower case; empty where they are not known."""
    name = _LISTS.get(language)
    if name is None:
        return frozenset()
    words = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split()
    left_out = _MEANINGFUL.get(name, "").split()
    return frozenset(words).difference(left_out).union(_FURTHER.get(name, "").split())
