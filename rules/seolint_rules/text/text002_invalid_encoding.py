"""The file holds bytes or characters that no text should hold.

Bytes that are no UTF-8 and U+FFFD are letters that were lost on the way. Control
characters show as boxes or not at all, and characters without width hide in words, which
no search then finds. A page that is about U+FFFD may show it, and so may quotes.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import HTML_VALIDATE, UNICODE

_SUSPECT = lazy_regex("[\0\x80-\x9f\xa0\u200b-\u200d\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffd]")
_RIGHT_TO_LEFT = lazy_regex("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WITHOUT_WIDTH = {
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "zero-width no-break space",
}
_SAFE_TO_DROP = "\u200b\u2060"
_JOINING = "emoji ar bn ckb fa gu hi km kn ml mr my ne or pa ps sd si ta te ur"
_OVERRIDES = "\u202d\u202e"
_LATIN_END = "\u0250"
_SYMBOLS = "\u2000"

_ABOUT_LOST = lazy_regex(r"\bU\+FFFD\b|\\ufffd\b|replacement character", re.IGNORECASE)
"""What a page says that is about the letter that stands for lost ones."""

_SHOWN = frozenset(("`\ufffd`", "'\ufffd'", '"\ufffd"', "‘\ufffd’", "“\ufffd”"))
"""The letter itself, as it is shown to readers."""


class InvalidEncoding(Options, frozen=True):
    """`allow-nbsp`: no-break spaces are fine; `allow-zwj-in`: where joiners are letters' own."""

    allow_nbsp: bool = True
    allow_zwj_in: tuple[str, ...] = tuple(_JOINING.split())


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "U+FFFD stands for what could not be decoded", UNICODE),
        Evidence("S", "a byte order mark is not needed in UTF-8", HTML_VALIDATE),
        Evidence("M", "on none of 3,140 good pages; no-break spaces on 2.4 %"),
    ],
    options=InvalidEncoding,
    examples=[
        good("Café, naïve, 東京, 👩\u200d🔬, 5\xa0kg\n"),
        good("---\nlang: fa\n---\nمی\u200cخواهم\n"),
        good("Write `a\u200bb`.\n"),
        good("A decoder writes U+FFFD, which looks like \ufffd, for bad bytes.\n"),
        good("It prints “\ufffd” then.\n"),
        bad("Caf⟦\ufffd⟧, na\ufffdve\n", severity="error"),
        bad("Hot⟦\0⟧ and cold\n", severity="error"),
        bad("It⟦\x92⟧s hot\n", severity="error"),
        bad("Hot⟦\u200b⟧ kiln\n", severity="warning", fixed="Hot kiln\n"),
        bad("Hot⟦\u200d⟧ kiln\n", severity="warning"),
        bad("Hot ⟦\u202e⟧nlik\n", severity="warning"),
        bad("⟦\ufeff⟧Hot kiln\n", severity="info", fixed="Hot kiln\n"),
        bad("5⟦\xa0⟧kg\n", severity="warning", allow_nbsp=False),
    ],
)
def check(doc: Document, options: InvalidEncoding) -> Iterator[Problem]:
    raw = doc.lines.text
    for problem in doc.reading_problems:
        if problem.kind == "encoding":
            count = problem.data["count"]
            yield Problem(
                doc.span(problem.start, problem.end),
                f"{count} byte{'s are' if count > 1 else ' is'} not valid UTF-8",
                help="Save the file as UTF-8 and write the lost letters again",
                subject="bytes",
                data={"count": count},
            )
    # NUL reads as U+FFFD, which is quicker to find in a text beyond ASCII.
    if not any(map(_SUSPECT.match, doc.beyond_ascii)) and "\ufffd" not in doc.text:
        return
    if raw.startswith("\ufeff"):
        span = doc.span(0, 1)
        yield Problem(
            span,
            "The file begins with a byte order mark",
            help="Save it as UTF-8 without one",
            fix=Fix((Edit(span.start, span.end, ""),), "Delete the byte order mark", safe=False),
            subject="U+FEFF",
            severity="info",
        )
    lost: dict[str, list[int]] = {}
    for match in _SUSPECT.finditer(raw, 1 if raw.startswith("\ufeff") else 0):
        character, place = match[0], match.start()
        if character in "\0\ufffd" or "\x80" <= character <= "\x9f":
            if raw[place - 1 : place + 2] not in _SHOWN:
                lost.setdefault(character, []).append(place)
        elif not _is_fine(doc, place, options) and not _is_code(doc, place):
            yield _invisible(doc, place)
    if "\ufffd" in lost and _ABOUT_LOST.search(raw):
        del lost["\ufffd"]
    for character, places in lost.items():
        yield _lost(doc, character, places)


def _lost(doc: Document, character: str, places: list[int]) -> Problem:
    """One finding for each character, at its first place."""
    name = f"U+{ord(character):04X}"
    what = (
        f"A letter was lost and stands as {name}"
        if character == "\ufffd"
        else f"The control character {name} stands in the text"
    )
    many = len(places)
    return Problem(
        doc.span(places[0], places[0] + 1),
        what + (f", {many} times" if many > 1 else ""),
        help="Write what was meant",
        subject=name,
        data={"count": many},
    )


def _invisible(doc: Document, place: int) -> Problem:
    character = doc.lines.text[place]
    if character == "\xa0":
        what = "no-break space"
    else:
        what = _WITHOUT_WIDTH.get(character, "mark that changes the direction of the text")
    fix = None
    span = doc.span(place, place + 1)
    if character in _SAFE_TO_DROP and _stands_in_latin(doc.text, place):
        fix = Fix((Edit(span.start, span.end, ""),), f"Delete the {what}")
    return Problem(
        span,
        f"A {what} (U+{ord(character):04X}) hides in the text",
        help="Write a plain space" if character == "\xa0" else "Delete it",
        fix=fix,
        subject=f"U+{ord(character):04X}",
        severity="warning",
    )


def _stands_in_latin(text: str, place: int) -> bool:
    """Whether the letters on both sides are Latin, digits or marks."""
    return all(side < _LATIN_END for side in _sides(text, place))


def _sides(text: str, place: int) -> str:
    return text[max(0, place - 1) : place] + text[place + 1 : place + 2]


def _is_fine(doc: Document, place: int, options: InvalidEncoding) -> bool:
    """Whether an invisible character does its work there."""
    character = doc.lines.text[place]
    if character == "\xa0":
        return options.allow_nbsp
    if character in "\u200c\u200d":
        if doc.language in options.allow_zwj_in:
            return True
        sides = _sides(doc.text, place)
        if any(side >= _SYMBOLS for side in sides):
            return "emoji" in options.allow_zwj_in
        return any("\u0590" <= side < _SYMBOLS for side in sides)
    if character in _WITHOUT_WIDTH:
        return not _stands_in_latin(doc.text, place)
    return character not in _OVERRIDES and _RIGHT_TO_LEFT.search(doc.text) is not None


def _is_code(doc: Document, place: int) -> bool:
    for text in (*(heading.text for heading in doc.headings), *(b.text for b in doc.blocks)):
        if text.start <= place < text.end:
            return any(start <= place < end and code for start, end, _, code in text.pieces)
    return False
