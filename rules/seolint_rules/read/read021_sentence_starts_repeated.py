"""Sentences in a row start with the same word.

It sounds like a list that has lost its bullets. Who repeats a beginning on purpose, for effect or
in instructions, may be right to. An article or a number counts with the word after it.
"""

from collections.abc import Iterator
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


class Start(NamedTuple):
    """How a sentence starts: its first words, in lower case, and their place in a text."""

    words: str
    text: Prose
    begin: int
    end: int


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
    run: list[Start] = []
    for start in _starts(doc, passed_over):
        if run and (start is None or start.words != run[0].words):
            yield from _problem(doc, run, options.min_run)
            run = []
        if start is not None:
            run.append(start)
    yield from _problem(doc, run, options.min_run)


def _starts(doc: Document, passed_over: frozenset[str]) -> Iterator[Start | None]:
    """How the sentences of paragraphs start; None where something stands between them."""
    parts: list[Block | Heading] = [*doc.headings, *doc.blocks]
    for part in sorted(parts, key=lambda part: part.start):
        if isinstance(part, Heading) or part.kind != "paragraph":
            yield None
            continue
        for begin, end in doc.sentences_of(part):
            yield _start(part.text, part.text.opaque, begin, end, passed_over)


def _start(text: Prose, opaque: str, begin: int, end: int, passed_over: frozenset[str]) -> Start:
    words: list[str] = []
    first, stop = -1, begin
    for word in _WORD.finditer(opaque, begin, end):
        if first < 0:
            first = word.start()
        words.append(word[0].lower())
        stop = word.end()
        if words[-1] not in passed_over:
            break
    return Start(" ".join(words), text, max(first, begin), stop)


def _problem(doc: Document, run: list[Start], least: int) -> Iterator[Problem]:
    if len(run) < least or not run[0].words:
        return
    first, *others = run
    yield Problem(
        first.text.span(first.begin, first.end),
        f"{len(run)} sentences in a row start with “{first.words}”",
        help="Begin one of them with something else",
        related=tuple(
            Related(doc.path, each.text.span(each.begin, each.end), "another") for each in others
        ),
        subject=f"start:{first.words}",
        data={"start": first.words, "sentences": len(run)},
    )
