"""Characters were mangled: UTF-8 was read as Windows-1252 and saved again.

A dash turns into three characters of garbage, an accented letter into two. Readers see it in
the text, and searchers in the title or the snippet. The damage can be undone exactly, as the
bytes are still there.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Field,
    Problem,
    Prose,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import G_START, UNICODE

_NEXT = (
    "\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
"""What the bytes 80 to BF, the second and later ones of a character, are read as."""

_FOLLOWS = lazy_regex(f"[{_NEXT}]")
_STARTS = frozenset(map(chr, range(0xC2, 0xF5)))
"""What the first byte of a character of several bytes is read as."""

_BEGIN = f"[\xc2-\xf4][{_NEXT}]"
_REST = f"(?:(?<=[\xc2-\xdf].)|[{_NEXT}](?:(?<=[\xe0-\xef]..)|(?<=[\xf0-\xf4]..)[{_NEXT}]))"
_MANGLED = lazy_regex(f"{_BEGIN}(?:{_REST}(?:{_BEGIN}{_REST})*|(?<=\xe2\u20ac)(?![{_NEXT}]))")
"""Characters of two, three or four bytes; it begins with a set, which re finds fast."""

_SHOWN = 40
"""Characters of a run that a message quotes at most."""

_LOST = "\xe2\u20ac"
"""What is left of a right double quotation mark whose last byte had no character."""

_ENDS_WORD = "\xa0«»”“‘„‚›‹™®©°ªº²³¹½†‡•"
_JOINS_WORDS = "’…–—·"
"""What may stand after a letter in proper text, as the no-break space of French."""

_CONTROL = lazy_regex(r"[\x80-\x9f]")
_QUOTES = "\"'“”‘’„«»‹›"


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "a text is free of spelling mistakes", G_START),
        Evidence("S", "one sequence of bytes stands for one character", UNICODE),
        Evidence("M", "none on 3,140 good pages"),
    ],
    examples=[
        good("A café – “naïve”, SÃO PAULO, Â, â and Ã.\n"),
        good("---\nlang: fr\n---\nLe prix du blé\xa0», la santé\xa0! L’ÉTÉ\xa0: SANTÉ…\n"),
        good("The letter “Ã” is Portuguese.\n"),
        good("It shows `â€“` for a dash.\n"),
        good("```\nâ€“\n```\n"),
        bad("Rye ⟦â€“⟧ and spelt\n", fixed="Rye – and spelt\n"),
        bad("Rye caf⟦Ã©⟧\n", fixed="Rye café\n"),
        bad("⟦ÐŸÑ€Ð¸Ð²ÐµÑ‚⟧\n", fixed="Привет\n"),
        bad("---\ntitle: Rye⟦â€™⟧s crust\n---\n", fixed="---\ntitle: Rye’s crust\n---\n"),
        bad("Rye ⟦Ã¢â‚¬â€œ⟧ and spelt\n", fixed="Rye – and spelt\n"),
        bad("Rye ⟦Ãƒ⟧ƒƒ\n"),
        bad("“Rye,⟦â€⟧ he said\n", fixed="“Rye,” he said\n"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    if not any(map(_STARTS.__contains__, doc.beyond_ascii)) or not any(_runs(doc.text)):
        return
    for prose in _texts(doc):
        for run, meant in _runs(prose.opaque):
            yield _problem(prose, run, meant)


def _runs(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """The mangled runs of a text, each with what was meant."""
    for run in _MANGLED.finditer(text):
        meant = _meant(run[0])
        if meant is not None and not _is_proper(text, *run.span()):
            yield run, meant


def _texts(doc: Document) -> Iterator[Prose]:
    """What readers see, in the order of the page's parts."""
    for field in (*doc.fields.values(), *doc.head.values()):
        yield from _values(field)
    for heading in doc.headings:
        yield heading.text
    for block in doc.blocks:
        if block.kind != "code":
            yield block.text
    for image in doc.images:
        yield image.alt


def _values(field: Field) -> Iterator[Prose]:
    yield field.value
    for inner in (*field.items, *field.fields.values()):
        yield from _values(inner)


def _meant(run: str) -> str | None:
    """The text that was mangled; None where the bytes are none."""
    if run == _LOST:
        return "”"
    try:
        meant = b"".join(map(_byte, run)).decode()
    except UnicodeError:
        return None
    return None if _CONTROL.search(meant) else meant


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _is_proper(text: str, start: int, end: int) -> bool:
    """Whether the run may be a letter and the punctuation after it.

    Only `Â` and `Ã` are so rare at the end of a word that they mean garbage before
    punctuation, unless the word is in capitals or the letter itself is quoted.
    """
    letter, marks = text[start], text[start + 1 : end]
    if any(mark not in _ENDS_WORD and mark not in _JOINS_WORDS for mark in marks):
        return False
    before, after = text[start - 1 : start] or " ", text[end : end + 1]
    if before.isalpha() and after.isalpha() and not any(mark in _JOINS_WORDS for mark in marks):
        return False
    quoted = before in _QUOTES and marks[-1] in _QUOTES
    return letter not in "ÂÃ" or before.isupper() or quoted


def _problem(prose: Prose, run: re.Match[str], meant: str) -> Problem:
    twice = _meant(meant) if _MANGLED.fullmatch(meant) else None
    meant = (twice or meant).replace("\ufeff", "")
    codes = " ".join(f"U+{ord(character):04X}" for character in meant[:3])
    goes_on = meant[-1:] in _STARTS and _FOLLOWS.match(run.string, run.end()) is not None
    described = (
        f"a mangled “{_short(meant)}” ({codes})" if meant.isprintable() and meant else "mangled"
    )
    return Problem(
        prose.span(*run.span()),
        f"“{_short(run[0])}” is {described}",
        help="Save the file as UTF-8, and look where it was read as something else",
        fix=None
        if goes_on  # what is left would be mangled again, so nobody knows what was meant
        else prose.replace(
            *run.span(),
            meant,
            message=f"Write “{_short(meant)}”",
            safe=twice is None and run[0] != _LOST,
        ),
        subject=f"mojibake:{_short(run[0])}",
        data={"found": run[0], "meant": meant},
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
