"""A word mixes letters of two scripts that look alike.

One letter was typed on the wrong keyboard, or put there to deceive. The word looks right and
is another one: no search finds it, and a screen reader spells it out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    Prose,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import UTS39

Scripts = Literal["latin+cyrillic", "latin+greek"]

_LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_MEETING = lazy_regex(f"[{_OTHER}](?:(?<=[{_LATIN}].)|(?=[{_LATIN}]))")
"""A Greek or Cyrillic letter beside a Latin one; it begins with a rare set."""

_LETTERS = lazy_regex(f"[{_LATIN}{_OTHER}]+")
_IS_LATIN = lazy_regex(f"[{_LATIN}]")

_LOOK_ALIKES: Mapping[Scripts, tuple[str, dict[str, str]]] = {
    "latin+cyrillic": (
        "Cyrillic",
        dict(
            zip(
                "АВЕЅІЈКМНОРСТУХЁЇҮԌԚԜаеѕіјорсухёїһӏԁԛԝ",
                "ABESIJKMHOPCTYXËÏYGQWaesijopcyxëïhldqw",
                strict=True,
            )
        ),
    ),
    "latin+greek": (
        "Greek",
        dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳο", "ABEZHIKMNOPTYXCjo", strict=True)),
    ),
}
"""Letters that look like Latin ones. The small ones that mathematics uses are left out."""

_INFLECTING = frozenset("be bg el kk ky mk mn ru sr tg uk".split())
"""Languages in other scripts, which add their endings to Latin words: `API` in the plural."""

_QUOTES = tuple("\"'“”‘’„«»‹›")
LEAST_LETTERS = 3
"""Shorter ones are units and symbols."""


class MixedScriptWord(Options, frozen=True):
    """`scripts`: the pairs of scripts that are compared."""

    scripts: tuple[Scripts, ...] = ("latin+cyrillic", "latin+greek")


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "letters that look alike, and words of several scripts", UTS39),
        Evidence("M", "on none of 2,828 pages of eight good sites"),
    ],
    options=MixedScriptWord,
    examples=[
        good("Pay with Paypal. Платите картой. Πληρώστε με κάρτα.\n"),
        good("10 kΩ, 5 μm, Δx, αβ-Test, πr, SQL-запрос\n"),
        good("---\nlang: ru\n---\nНовые URLа и PDFы.\n"),
        good("Write `pаypal`, not “pаypal”.\n"),
        good("Pay with pаypal.\n", scripts=["latin+greek"]),
        bad("Pay with ⟦pаypal⟧.\n", fixed="Pay with paypal.\n"),
        bad(
            "---\nlang: ru\n---\nЭта ⟦cтатья⟧ готова.\n",
            fixed="---\nlang: ru\n---\nЭта статья готова.\n",
        ),
        bad("---\ntitle: ⟦Μicrosoft⟧ at work\n---\n", fixed="---\ntitle: Microsoft at work\n---\n"),
    ],
)
def check(doc: Document, options: MixedScriptWord) -> Iterator[Problem]:
    others = any("\u0370" <= character <= "\u052f" for character in doc.beyond_ascii)
    if not others or not _MEETING.search(doc.text):
        return
    fields = (doc.field("title"), doc.field("description"))
    for prose in (*(field.value for field in fields if field is not None), *doc.texts):
        opaque = prose.opaque
        if _MEETING.search(opaque):
            for word in _LETTERS.finditer(opaque):
                start, end = word.span()
                if not (opaque[start - 1 : start] in _QUOTES and opaque[end : end + 1] in _QUOTES):
                    yield from _judge(prose, word, doc.language, options.scripts)


def _judge(
    prose: Prose, word: re.Match[str], language: str, scripts: tuple[Scripts, ...]
) -> Iterator[Problem]:
    letters = word[0]
    latin = _IS_LATIN.findall(letters)
    other = [letter for letter in letters if letter not in latin]
    if not (latin and other) or len(letters) < LEAST_LETTERS:
        return
    for pair in scripts:
        name, look_alikes = _LOOK_ALIKES[pair]
        if len(latin) >= len(other):
            ending = language in _INFLECTING and not _IS_LATIN.search(letters[-1])
            swaps = {} if ending else look_alikes
            wrong, few, many = other, name, "Latin"
        else:
            swaps = {like: letter for letter, like in look_alikes.items()}
            wrong, few, many = latin, "Latin", name
        if not all(letter in swaps for letter in wrong):
            continue
        meant = "".join(swaps.get(letter, letter) for letter in letters)
        codes = " ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(wrong))
        yield Problem(
            prose.span(*word.span()),
            f"“{letters}” has {few} letters ({codes}) among {many} ones",
            help="Type the word again in one script",
            fix=prose.replace(*word.span(), meant, message=f"Write “{meant}”", safe=False),
            subject=f"word:{letters}",
            data={"word": letters, "meant": meant},
        )
        return
