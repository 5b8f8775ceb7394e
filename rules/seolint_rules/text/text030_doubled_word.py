"""A word stands twice in a row.

It happens where a line breaks or a sentence is rewritten, and the eye of the writer skips it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import compress
from operator import eq

from seolint.api import Document, Evidence, Options, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import G_START

_TWICE = lazy_regex(
    r"(?<![\w'’.&/@#$%+=~*^-])([^\W\d_]{2,}|a)((?:\s+\1)+)(?![\w'’&/@#$%+=~*^-]|\.\w)",
    re.IGNORECASE,
)
_AS_WRITTEN = lazy_regex(r"\w+\s+\[?\w+")
_QUOTES = tuple("\"'“”‘’„«»‹›")
_STARTS_SENTENCE = lazy_regex(r"(?:\A|[.!?…:;][\"”’»)]*\s+|[\"“‘«(]\s*)\Z")

_ALWAYS = "ah bla blah choo ha haha he hi ho hu no oh ok okay tut uh wow yeah"
_MEANT = {
    "en": "bye chop did do far had hear her knock long lots many more much now please really so"
    " sweet that there too very well yada yes",
    "de": "das dem den der des die es ihr ja nein sehr sie viel was wir",
    "fr": "en faire nous oui non pas si très trop vous",
    "es": "casi luego muy sí ya",
    "it": "ben così ma molto piano pian poco quasi sì subito via",
    "nl": "dat die er heel het is je ja nee u we ze zeer",
    "pt": "já muito não que se sim",
}
"""What may stand twice: for emphasis, or because grammar wants it."""


class DoubledWord(Options, frozen=True):
    """`allow`: words that may stand twice."""

    allow: tuple[str, ...] = ()


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "a text is free of spelling mistakes", G_START),
        Evidence("M", "2.8 % of 3,140 good pages, 21 of 24 findings right"),
    ],
    options=DoubledWord,
    examples=[
        good("It had had a crust that that baker liked, a very very dark one.\n"),
        good("In in-memory, `the` the, the *the*, The The, Baden Baden, no no no, ha ha.\n"),
        good("In VS Code code is yarn\u00a0dyed, *very* Yarn yarn.\n"),
        good("The end. The oven is, is it not, hot.\n"),
        good("Nobody sees “the the” in it.\n"),
        good("- rye\n- rye\n"),
        good("---\nlang: de\n---\nBrote, die die Leute mögen.\n"),
        good("---\nlang: id\n---\nLihat kue kue.\n"),
        good("It is rye rye.\n", allow=["rye"]),
        bad("In ⟦the the⟧ oven.\n", fixed="In the oven.\n"),
        bad("It goes ⟦to\nto⟧ bed.\n", fixed="It goes to bed.\n"),
        bad("Put it in ⟦the [the⟧ oven](/oven/).\n"),
        bad("⟦The the⟧ oven.\n", fixed="The oven.\n"),
    ],
)
def check(doc: Document, options: DoubledWord) -> Iterator[Problem]:
    if doc.language not in _MEANT:
        return
    meant = _meant(doc.language, options.allow)
    repeated = [word for word in _repeated(doc.words) if word.isalpha() and word not in meant]
    doubled = _doubled(doc.lowered, repeated) if repeated else []
    for prose in doc.texts if doubled else ():
        text = prose.opaque
        if "```" in text or not _doubled(text.lower(), doubled):
            continue
        for match in _TWICE.finditer(text):
            word, again = match[1], match[2].split()
            start, end = match.span()
            if (
                word.lower() not in doubled
                or len(again) > 1
                or not again[0].islower()
                or (text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES)
                or not (word.islower() or _STARTS_SENTENCE.search(text, max(0, start - 4), start))
                or not _AS_WRITTEN.fullmatch(doc.text, *prose.source(start, end))
            ):
                continue
            yield Problem(
                prose.span(start, end),
                f"“{word}” stands twice",
                help="Delete one of them",
                fix=prose.replace(start, end, word, message=f"Write “{word}” once", safe=False),
                subject=f"word:{word.lower()}",
                data={"word": word},
            )


def _repeated(words: list[str]) -> set[str]:
    """The words that follow themselves."""
    return set(compress(words, map(eq, words, words[1:])))


def _doubled(text: str, words: Iterable[str]) -> list[str]:
    """Those of some words that a text may hold twice in a row, parted by a space or a line end."""
    returns = "\r" in text
    return [
        word
        for word in words
        if f"{word} {word}" in text
        or f"{word}\n{word}" in text
        or f"{word}\n " in text
        or (returns and f"{word}\r" in text)
    ]


@cache
def _meant(language: str, allow: tuple[str, ...]) -> frozenset[str]:
    listed = f"{_ALWAYS} {_MEANT[language]}".split()
    return frozenset((*listed, *(word.lower() for word in allow)))
