"""Filler or a note to the writer is still in the text.

Blind text, a gap for a name or a link, a `TODO:`. Somebody meant to come back, and the page was
published first. Readers see an unfinished page, and a search engine may quote it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    Severity,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import SCREAMING_FROG

_WHOSE = r"(?:first|last|full|company|business|brand|product|blog|job|email|phone|city|street|page)"
_THING = (
    rf"(?:{_WHOSE}[ _])?(?:name|company|business|brand|product|service|website|blog|title|headline|"
    r"email|address|number|phone|city|town|location|url|link|keyword|keyphrase|industry|niche|"
    r"topic|logo|image|photo|text|quote|date|price|statistic|source|citation)s?(?: here)?"
)
_GAP = (
    rf"\[(?:insert [^\[\]\r\n]{{2,80}}|your {_THING}|{_WHOSE} name"
    rf"|(?:add|enter|put) (?:an? |the |your )?{_THING}"
    r"|[^\[\]\r\n]{2,60} (?:einfügen|einsetzen|invoegen)"
    r"|(?:insérer|insertar|inserir|inserire) [^\[\]\r\n]{2,60})\]"
)
_FILLER = lazy_regex(
    rf"{_GAP}|\blorem ipsum(?: dolor\b(?: sit amet)?|(?=[.,…]*\s*\Z))", re.IGNORECASE
)
_VARIABLE = lazy_regex(
    rf"\{{\{{\s*((?:insert|your)[ _][\w ]{{2,40}}|{_WHOSE}[ _]name|company)\s*\}}\}}", re.IGNORECASE
)
_NOTE = lazy_regex(
    r"(?<![/\w])TKTK(?![/\w])|\bX{2,3}[ \xa0]?%"
    r"|(?:\A\s*|(?<=[(\[])|(?<=[.!?…—–] ))(?:TODO|FIXME)\b(?:\([\w @.-]{1,30}\))?:(?!\S)"
    r"|(?<=[(\[])(?:TODO|FIXME|TK)\b(?=[\])])|\A\s*(?:TODO|FIXME|TK)[.!]?\s*\Z"
)
_NOTE_WORDS = frozenset(("todo", "fixme", "tk", "tktk", "xx", "xxx"))


class PlaceholderText(Options, frozen=True):
    """`extra`: phrases that are placeholders, too; `allow`: those that are none."""

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="error",
    evidence=[
        Evidence("F", "a crawler looks for blind text", SCREAMING_FROG),
        Evidence("M", "TODO and the like on 0.4 % of 3,140 good pages, mostly as a topic"),
    ],
    options=PlaceholderText,
    examples=[
        good("A TODO app keeps a list. Write TODO: before it, or FIXME.\n"),
        good("`TODO: bake` and [your name](/name/), 20 % XXX, “[your] loaf”\n"),
        good("<!-- TODO: bake -->\n\n{/* TODO: bake */}\n"),
        good("Printers have set lorem ipsum for 500 years.\n"),
        good("> Dear [Your Name], I liked your loaf.\n"),
        good("| Step | State |\n| --- | --- |\n| Bake | TODO |\n"),
        good("The loaf of [Your Company].\n", allow=["[your company]"]),
        bad("⟦Lorem ipsum dolor sit amet⟧, consectetur.\n", severity="error"),
        bad(
            "Dear ⟦[First Name]⟧, ask ⟦[Your Name]⟧ or see ⟦[insert link to the shop]⟧.\n",
            severity="error",
        ),
        bad("Bei ⟦[Name einfügen]⟧ backen.\n"),
        bad("Bread by ⟦{{company}}⟧ and ⟦{{ your_name }}⟧\n"),
        bad("⟦TODO:⟧ say how long\n", severity="warning"),
        bad("Bake it (⟦TODO⟧) for ⟦TKTK⟧ minutes, for ⟦XX%⟧ do.\n", severity="warning"),
        bad("## Crust\n\n⟦TODO⟧\n"),
        bad("The crust is ⟦to be described⟧.\n", extra=["to be described"]),
    ],
)
def check(doc: Document, options: PlaceholderText) -> Iterator[Problem]:
    allowed = {phrase.lower() for phrase in options.allow}
    places = [each for each in _places(doc, options.extra) if each[2].lower() not in allowed]
    quotes = sorted((b.start, b.end) for b in doc.blocks if b.kind == "quote") if places else []
    starts, ends = [quote[0] for quote in quotes], [*accumulate((q[1] for q in quotes), max)]
    for start, end, found, severity in places:
        before = bisect_right(starts, start)
        if not (before and start < ends[before - 1]):
            yield Problem(
                doc.span(start, end),
                f"“{found}” was left for later",
                help="Write what belongs there, or delete it",
                severity=severity,
                subject=f"placeholder:{found.lower()}",
                data={"found": found},
            )


def _marked(text: str) -> bool:
    """Whether a text may hold a note, which is much slower to look for."""
    return "TK" in text or "XX" in text or "TODO" in text or "FIXME" in text


def _places(doc: Document, phrases: tuple[str, ...]) -> Iterator[tuple[int, int, str, Severity]]:
    """Code points of the page, what stands there, and how bad it is."""
    text = doc.text
    extra = re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE) if phrases else None
    words = doc.vocabulary
    blind = "lorem" in words
    notes = not words.keys().isdisjoint(_NOTE_WORDS)
    cells = {block.start for block in doc.blocks if block.kind in ("cell", "item")} if notes else ()
    bracket = blind or "[" in doc.visible
    for prose in doc.texts if bracket or notes or extra else ():
        filler = blind or "[" in prose.text
        if not (filler or notes or extra):
            continue
        opaque = prose.opaque
        for match in _FILLER.finditer(opaque) if filler else ():
            yield *prose.source(*match.span()), match[0], "error"
        for match in extra.finditer(opaque) if extra else ():
            yield *prose.source(*match.span()), match[0], "error"
        for match in _NOTE.finditer(opaque) if notes and _marked(opaque) else ():
            note = match[0].strip()
            end = match.start() + len(match[0].rstrip())
            alone = len(note) == len(opaque.strip())
            if not (alone and prose.start in cells):
                yield *prose.source(end - len(note), end), note, "warning"
    if "{" in text and "{{" in text:
        for match in _VARIABLE.finditer(text, doc.body):
            if match[1].strip() not in doc.fields and not doc.is_code(match.start()):
                yield *match.span(), match[0], "error"
