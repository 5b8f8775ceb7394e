"""Sentences in a row start with the same word.

It sounds like a list that has lost its bullets. Who repeats a beginning on purpose, for effect or
in instructions, may be right to. An article or a number counts with the word after it.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from seolint.api import (
    Block,
    Document,
    Evidence,
    Heading,
    Options,
    Problem,
    Prose,
    Related,
    Span,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import GEO_LINT, YOAST

PASSED_OVER = {
    language: frozenset(words.split())
    for language, words in {
        "ca": "el la els les un una uns unes l aquest aquesta aquests aquestes dos tres",
        "da": "den det de en et denne dette disse to tre",
        "de": "der die das dem den des ein eine einem einen einer dieser diese dieses diesem "
        "diesen zwei drei vier fünf",
        "en": "a an the this that these those one two three four five six seven eight nine ten",
        "es": "el la los las un una unos unas este esta estos estas ese esa esos esas dos tres",
        "fr": "le la les l un une des du ce cet cette ces deux trois quatre cinq",
        "it": "il lo la i gli le l un uno una questo questa questi queste due tre",
        "nb": "den det de en et ei denne dette disse to tre",
        "nl": "de het een deze dit die dat twee drie vier vijf",
        "pl": "ten ta to te ci dwa trzy cztery",
        "pt": "o a os as um uma uns umas este esta estes estas esse essa dois duas três",
        "ru": "этот эта это эти тот та то те два три четыре",
        "sv": "den det de en ett denna detta dessa två tre",
    }.items()
}
"""Articles, words that point, and numbers, by language."""


_WORD = lazy_regex(r"[^\W_]+")


class Sentence(NamedTuple):
    """Code points of a text."""

    text: Prose
    begin: int
    end: int

    def start(self, passed_over: frozenset[str]) -> str:
        """Its first words up to one that is not passed over, in lower case."""
        return " ".join([word[0].lower() for word in self._start(passed_over)])

    def place(self, passed_over: frozenset[str]) -> Span:
        """Where these words stand."""
        first, *others = self._start(passed_over)
        return self.text.span(first.start(), others[-1].end() if others else first.end())

    def _start(self, passed_over: frozenset[str]) -> Iterator[re.Match[str]]:
        for word in _WORD.finditer(self.text.opaque, self.begin, self.end):
            yield word
            if word[0].lower() not in passed_over:
                return


class SentenceStartsRepeated(Options, frozen=True):
    """`min-run`: sentences in a row that start alike."""

    min_run: int = 4


@document_rule(
    severity="info",
    default=False,
    evidence=[
        Evidence("F", "three sentences in a row start with the same word", YOAST),
        Evidence("F", "the same", GEO_LINT),
        Evidence("M", "four in a row on 9.7 % of 3,140 good pages, three on 19 to 22 %"),
    ],
    options=SentenceStartsRepeated,
    examples=[
        good("We knead. We wait. We bake. Then we eat. We sleep.\n"),
        good("The dough is wet. The oven is hot. The crust is brown. The bread is good.\n"),
        good("- We knead.\n- We wait.\n- We bake.\n- We eat.\n"),
        good("We knead. We wait.\n\n## Later\n\nWe bake. We eat.\n"),
        good("---\nlang: cs\n---\n\n" + "My pečeme. " * 6 + "\n"),
        bad("So it is. ⟦We⟧ knead. We wait.\n\nWe bake. We eat.\n"),
        bad("⟦The dough⟧ is wet. The dough rests. The dough is done.\n", min_run=3),
        bad("---\nlang: de\n---\n\n⟦Wir⟧ kneten. Wir warten. Wir backen. Wir essen.\n"),
    ],
)
def check(doc: Document, options: SentenceStartsRepeated) -> Iterator[Problem]:
    passed_over = PASSED_OVER.get(doc.language)
    if passed_over is None:
        return
    for likely in _alike(doc, options.min_run):
        for start, run in groupby(likely, key=lambda sentence: sentence.start(passed_over)):
            places = [sentence.place(passed_over) for sentence in run] if start else []
            if len(places) >= options.min_run:
                yield _problem(doc, start, places)


def _alike(doc: Document, least: int) -> Iterator[list[Sentence]]:
    """The sentences of paragraphs in a row that start with the same letter, with nothing between.

    Few do, and only they need a look at their words.
    """
    letters: list[str] = []
    sentences: list[tuple[Prose, int, int]] = []
    parts: list[Heading | Block] = [*doc.headings, *doc.blocks]
    for part in sorted(parts, key=attrgetter("start")):
        text = part.text
        if isinstance(part, Block) and part.kind == "paragraph":
            for begin, end in doc.sentences_of(part):
                letters.append(_letter(text.opaque, begin, end))
                sentences.append((text, begin, end))
        else:
            letters.append("\n")
            sentences.append((text, 0, 0))
    for run in re.finditer(rf"([^\n])\1{{{least - 1},}}", "".join(letters)):
        yield [Sentence(*place) for place in sentences[run.start() : run.end()]]


def _letter(text: str, begin: int, end: int) -> str:
    """The first letter or digit of a sentence, in lower case."""
    if not text[begin].isalnum():
        first = _WORD.search(text, begin, end)
        begin = first.start() if first is not None else begin
    return text[begin].lower()[0]


def _problem(doc: Document, start: str, places: list[Span]) -> Problem:
    first, *others = places
    return Problem(
        first,
        f"{len(places)} sentences in a row start with “{start}”",
        help="Begin one of them with something else",
        related=tuple(Related(doc.path, place, "another") for place in others),
        subject=f"start:{start}",
        data={"start": start, "sentences": len(places)},
    )
