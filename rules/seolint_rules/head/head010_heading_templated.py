"""Headings say the topic of the page over again, with filler around it.

“The Importance of X”, “Why X Matters”, “The Role of X”: take out the topic and the filler,
and nothing is left that tells one section from the next. A reader who scans the page learns
nothing, and neither does a machine that looks for the section to quote.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from seolint.api import (
    Document,
    Evidence,
    Heading,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    frequent_words,
    good,
    stem,
    stop_words,
    word_list,
)
from seolint_rules.sources import G_HELP, MS_AI

SAME_START = 4
"""Letters that the forms of a filler word share: a look at them spares finding the others."""

TOPIC_WORDS = 10
"""So many of the commonest words of a page are its topic."""

_FILLERS = {
    "da": "betydning vigtighed værdi grunde årsager hvorfor vigtig vigtigt fordele rolle guide "
    "oversigt top udforsk forstå introduktion nøgle bedste måder tips kraft indflydelse "
    "effekt",
    "de": "bedeutung wichtigkeit wert grund gründe warum wieso wichtig zählt vorteile nutzen "
    "rolle leitfaden ratgeber überblick top entdecken verstehen einführung schlüssel "
    "beste wege tipps kraft macht einfluss",
    "en": "importance value reasons why matter matters benefits role guide overview top "
    "exploring understanding introduction key best ways tips power impact",
    "es": "importancia valor razones motivos importa importan beneficios ventajas papel rol "
    "guía resumen explorar explorando descubrir entender comprender introducción clave "
    "mejor mejores formas maneras consejos trucos poder impacto",
    "fi": "merkitys tärkeys arvo syyt miksi tärkeä edut hyödyt rooli opas yleiskatsaus parhaat "
    "tutustu johdanto avain tavat keinot vinkit voima vaikutus",
    "fr": "importance valeur raisons pourquoi compte comptent importe avantages bienfaits rôle "
    "guide aperçu top explorer découvrir comprendre introduction clé clés meilleur "
    "meilleurs meilleures façons conseils astuces pouvoir puissance impact",
    "hu": "fontosság jelentőség érték okok miért fontos előnyök szerep útmutató áttekintés "
    "legjobb felfedezés megértés bevezetés kulcs módok tippek erő hatás",
    "it": "importanza valore ragioni motivi perché conta contano benefici vantaggi ruolo guida "
    "panoramica esplorare scoprire capire comprendere introduzione chiave migliore "
    "migliori modi consigli potere impatto",
    "nb": "betydning viktighet verdi grunner årsaker hvorfor viktig fordeler rolle guide "
    "oversikt topp utforsk forstå introduksjon nøkkel beste måter tips kraft påvirkning "
    "effekt",
    "nl": "belang waarde redenen waarom belangrijk voordelen rol gids overzicht top ontdek "
    "ontdekken begrijpen inleiding introductie sleutel beste manieren tips kracht invloed "
    "impact",
    "pl": "znaczenie ważność wartość powody dlaczego ważne ważny korzyści zalety rola "
    "przewodnik przegląd poznaj odkryj zrozumieć wprowadzenie klucz najlepszy najlepsze "
    "sposoby porady wskazówki moc wpływ",
    "pt": "importância valor razões motivos importa importam benefícios vantagens papel guia "
    "explorar explorando descobrir entender compreender introdução chave melhor melhores "
    "formas maneiras dicas poder impacto",
    "ru": "важность значение ценность причины почему важно важен преимущества выгоды польза "
    "роль руководство обзор топ понимание введение ключ лучший лучшие способы советы сила "
    "влияние",
    "sv": "betydelse vikten värdet skäl anledningar varför viktigt viktig fördelar roll guide "
    "översikt topp utforska förstå introduktion nyckel bästa sätt tips kraft påverkan "
    "effekt",
}
FILLERS = {language: frozenset(words.split()) for language, words in _FILLERS.items()}
"""By language, words that fit a heading on any topic."""


class HeadingTemplated(Options, frozen=True):
    """`extra` and `allow`: words that are filler as well, or are none."""

    min_headings: int = 2
    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


_TEXT = "Rye bread is dense. Rye bread keeps. People who bake rye bread know it.\n\n"
_BROT = "Gutes Brot hält sich. Gutes Brot ist dunkel. Wer gutes Brot backt, weiß es.\n\n"
_CHLEB = "Chleb żytni jest ciemny. Kto piecze chleb żytni, lubi chleb żytni z masłem.\n\n"


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "content is made for people, not for search engines first", G_HELP),
        Evidence("G", "headings are clear and each tells its own section", MS_AI),
        Evidence("M", "1 of 3,140 good pages"),
    ],
    options=HeadingTemplated,
    examples=[
        good(f"## The Value of Rye Bread\n\n{_TEXT}## Baking Rye Bread at Home\n\n{_TEXT}"),
        good(f"## Rye Bread, Day 1\n\n{_TEXT}## Rye Bread, Day 2\n\n{_TEXT}"),
        good(f"## Rye Bread\n\n{_TEXT}## Rye Bread\n\n{_TEXT}"),
        good(
            f"---\nlang: cs\n---\n## Value of Rye Bread\n\n{_TEXT}## Role of Rye Bread\n\n{_TEXT}"
        ),
        bad(f"## The Value of Rye Bread\n\n{_TEXT}## ⟦Why Rye Bread Matters⟧\n\n{_TEXT}"),
        bad(f"## The Value of “Rye Bread”\n\n{_TEXT}## ⟦Why Rye Bread Matters⟧\n\n{_TEXT}"),
        bad(
            f"## Rye Bread Basics\n\n{_TEXT}## ⟦Why Rye Bread Matters⟧\n\n{_TEXT}",
            extra=["basics"],
        ),
        good(f"## Best Rye Bread\n\n{_TEXT}## Why Rye Bread\n\n{_TEXT}", allow=["best"]),
        bad(
            "---\nlang: de\n---\n"
            f"## Die Bedeutung von gutem Brot\n\n{_BROT}## ⟦Vorteile von gutem Brot⟧\n\n{_BROT}"
        ),
        bad(
            "---\nlang: pl\n---\n"
            f"## Znaczenie chleba żytniego\n\n{_CHLEB}## ⟦Zalety chleba żytniego⟧\n\n{_CHLEB}"
        ),
        good(
            "---\nlang: de\n---\n"
            f"## Die Bedeutung von gutem Brot\n\n{_BROT}## Gutes Brot backen\n\n{_BROT}"
        ),
    ],
)
def check(doc: Document, options: HeadingTemplated) -> Iterator[Problem]:
    if len(doc.headings) < options.min_headings:
        return
    fillers, starts = _fillers(doc.language, options)
    if not fillers:
        return
    texts = [heading.text.opaque.lower() for heading in doc.headings]
    whole = "\n".join(texts)
    starts = tuple(start for start in starts if start in whole)
    likely = [
        heading
        for heading, text in zip(doc.headings, texts, strict=True)
        if any(start in text for start in starts)
    ]
    if len(likely) < options.min_headings:
        return
    filled = list(_filled(likely, doc.language, fillers))
    if len(filled) < options.min_headings or not _share_words([words for _, words in filled]):
        return
    stems = frozenset(_form(filler, doc.language) for filler in fillers)
    topic = _topic(doc)
    groups: list[tuple[frozenset[str], list[Heading]]] = []
    for heading, words in filled:
        topical = words & topic
        if len(topical) < 2 or not words - topic or words - topic - stems:
            continue
        for shared, members in groups:
            if len(shared & topical) >= 2:
                members.append(heading)
                break
        else:
            groups.append((topical, [heading]))
    for shared, (first, *others) in groups:
        if others and 1 + len(others) >= options.min_headings:
            second, *further = others
            phrase = _phrase(first, shared, doc.language)
            yield Problem(
                second.text.span(),
                f"{1 + len(others)} headings are “{phrase}” and filler",
                help="Name what only this section says",
                related=tuple(
                    Related(doc.path, heading.text.span(), "says the same")
                    for heading in (first, *further)
                ),
                subject=f"heading:{second.name}",
            )


@cache
def _fillers(language: str, options: HeadingTemplated) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that are filler, and the letters that they begin with."""
    fillers = FILLERS.get(language, frozenset()).union(options.extra).difference(options.allow)
    return fillers, tuple({filler[:SAME_START] for filler in fillers})


def _filled(
    headings: Iterable[Heading], language: str, fillers: frozenset[str]
) -> Iterator[tuple[Heading, frozenset[str]]]:
    """The headings that hold filler and two words more, with the stems of their words.

    Stop words are left out, unless they are filler.
    """
    omit = stop_words(language)
    stems = frozenset(_form(filler, language) for filler in fillers)
    for heading in headings:
        if heading.known and not heading.hidden:
            text = heading.text.opaque.lower().replace("’", "'")
            found = word_list(text, language)
            words = [word for word in found if word in fillers or word not in omit]
            held = frozenset(_form(word, language) for word in words)
            if len(held) > 2 and held & stems:
                yield heading, held


def _share_words(headings: Iterable[frozenset[str]]) -> bool:
    """Whether two words occur in several headings each, without which no two share a topic."""
    counts = Counter(word for words in headings for word in words)
    return sum(count > 1 for count in counts.values()) > 1


def _topic(doc: Document) -> frozenset[str]:
    """The stems of the commonest words that are neither stop words nor numbers."""
    counts = frequent_words([doc.visible], 2, stop_words(doc.language))
    words = sorted(
        (word for word in counts if not word.isdigit()), key=counts.__getitem__, reverse=True
    )
    return frozenset(_form(word, doc.language) for word in words[:TOPIC_WORDS])


def _phrase(heading: Heading, topic: frozenset[str], language: str) -> str:
    """What the heading says of the topic, from its first topic word to its last."""
    parts = heading.text.text.split()
    places = [
        index
        for index, part in enumerate(parts)
        if any(_form(word, language) in topic for word in word_list(part.lower(), language))
    ]
    if not places:  # what is one word of the heading as a whole may be none of its parts
        return heading.name
    words = " ".join(parts[places[0] : places[-1] + 1])
    return words.strip("\"'“”‘’«»„()[].,:;!?")


def _form(word: str, language: str) -> str:
    """What stands for the forms of a word; English filler is listed in the forms that occur.

    In English “guides” for “guide” would make a list of guides a mark of templates.
    """
    return word if language == "en" else stem(word, language)
