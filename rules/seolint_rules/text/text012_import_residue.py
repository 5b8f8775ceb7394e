"""Debris of another system is left in the text.

Shortcodes of WordPress print as they stand, editors leave marks and blanks that nobody needs,
and the last line of a feed tells that the text first stood elsewhere.
"""

import re
from collections.abc import Iterator
from functools import cache

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    Prose,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import G_SPAM

_COMMENT = lazy_regex(r"<!--[ \t]*/?wp:[^<>]*+(?<=--)>")
_WORD = lazy_regex(
    r"\sclass=(?:\"Mso\w*(?:\s+Mso\w*)*\"|'Mso\w*(?:\s+Mso\w*)*'|Mso\w*(?=[\s>]))|</?o:p\s*/?>"
)
_SPACES = lazy_regex(r"(?:&nbsp;[ \t]*){2,}&nbsp;")
_FEED_LINE = lazy_regex(
    r"(?<![\w\"“„«])(?:The post .{1,200} (?:first appeared|appeared first) on\b"
    r"|Der Beitrag .{1,200} erschien zuerst auf\b"
    r"|L['’]article .{1,200} est apparu en premier sur\b"
    r"|La entrada .{1,200} (?:se publicó|apareció) primero en\b"
    r"|Het bericht .{1,200} verscheen eerst op\b"
    r"|O post .{1,200} apareceu primeiro em\b)"
)
_FEED_PHRASES = (
    "first appeared on",
    "appeared first on",
    "erschien zuerst auf",
    "est apparu en premier sur",
    "primero en",
    "verscheen eerst op",
    "apareceu primeiro em",
)


class ImportResidue(Options, frozen=True):
    """`shortcodes`: names of shortcodes; `*` at the end stands for any ending."""

    shortcodes: tuple[str, ...] = (
        "audio",
        "caption",
        "contact-form*",
        "embed",
        "et_pb_*",
        "fusion_*",
        "gallery",
        "gravityform",
        "ninja_form*",
        "playlist",
        "su_*",
        "table",
        "vc_*",
        "video",
        "wpforms",
    )


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "a copy of what others published, with nothing added, is spam", G_SPAM),
        Evidence("M", "on none of 2,828 pages of eight good sites"),
    ],
    options=ImportResidue,
    examples=[
        good("A [gallery](/g/), a [video] of the oven, m[table], [caption: the crust]\n"),
        good("Write `[caption id=1]`, `&nbsp;&nbsp;&nbsp;` or `<!-- wp:image -->`.\n"),
        good("{{< gallery dir=rye >}}\n", site={"generator": "hugo"}),
        good("The post about rye appeared first. 5&nbsp;kg&nbsp;&nbsp;each\n"),
        bad('⟦[caption id="a_1"]⟧A loaf[/caption]\n'),
        bad("⟦[gallery]⟧\n\n⟦[vc_row]⟧\n\n[/vc_row]\n"),
        bad(
            "⟦<!-- wp:paragraph -->⟧\n<p>Rye.</p>\n<!-- /wp:paragraph -->\n\nOats.\n",
            fixed="<p>Rye.</p>\n\nOats.\n",
        ),
        bad("Rye.\n⟦<!-- wp:more -->⟧\nOats.\n"),
        bad(
            '<p⟦ class="MsoNormal"⟧>Rye<o:p></o:p></p>\n',
            fixed="<p>Rye</p>\n",
        ),
        bad("Rye⟦&nbsp;&nbsp; &nbsp;⟧bread\n", fixed="Rye&nbsp;bread\n"),
        bad("Rye.\n\n⟦The post Rye appeared first on⟧ [Bread](https://bread.example).\n"),
    ],
)
def check(doc: Document, options: ImportResidue) -> Iterator[Problem]:
    text = doc.masked
    tags = doc.tags
    if "!--" in tags and "wp:" in text:
        places = _outside_code(doc, _COMMENT)
        edits = _without_lines(doc, places)
        yield from _debris(doc, places, "comments of a block editor", "Delete them", edits)
    if "o:p" in tags or "/o:p" in tags or (tags and "class=" in text and "Mso" in text):
        places = _outside_code(doc, _WORD)
        edits = [(*place, "") for place in places]
        yield from _debris(doc, places, "marks of a word processor", "Delete them", edits)
    if "&" in text and "&nbsp;" in text:
        places = _outside_code(doc, _SPACES)
        edits = [(*place, "&nbsp;") for place in places]
        yield from _debris(doc, places, "rows of `&nbsp;`", "Write one for each row", edits)
    if "[" in doc.visible:
        yield from _shortcodes(doc, options.shortcodes)
    if doc.says(_FEED_PHRASES):
        for prose in doc.texts:
            for match in _FEED_LINE.finditer(prose.opaque):
                yield Problem(
                    prose.span(*match.span()),
                    "The text ends like an item of another site’s feed",
                    help="Delete the line, or publish a text of your own",
                    subject="feed",
                )


def _outside_code(doc: Document, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    matches = pattern.finditer(doc.masked, doc.body)
    return [match.span() for match in matches if not doc.is_code(match.start())]


def _debris(
    doc: Document,
    places: list[tuple[int, int]],
    what: str,
    help: str,
    edits: list[tuple[int, int, str]],
) -> Iterator[Problem]:
    """One finding for all debris of a kind; without `edits` it has no fix."""
    if places:
        count = len(places)
        changes = tuple(_edit(doc, *edit) for edit in edits)
        yield Problem(
            doc.span(*places[0]),
            f"The text holds {what}" + (f", {count} in all" if count > 1 else ""),
            help=help,
            fix=Fix(changes, help) if changes else None,
            subject=what,
            data={"count": count},
        )


def _edit(doc: Document, start: int, end: int, text: str) -> Edit:
    span = doc.span(start, end)
    return Edit(span.start, span.end, text)


def _without_lines(doc: Document, places: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Edits that delete comments with their lines; none where two paragraphs would become one."""
    text = doc.text
    runs: list[tuple[int, int]] = []
    for start, end in places:
        line = doc.lines.line(start)
        first, after = doc.lines.starts[line - 1], _next_line(doc, line)
        if text[first:after].strip() != text[start:end]:
            if doc.syntax != "html":
                return []
            first, after = start, end
        if runs and runs[-1][1] == first:
            first = runs.pop()[0]
        runs.append((first, after))
    if doc.syntax != "html" and not all(_is_apart(doc, *run) for run in runs):
        return []
    return [(start, end, "") for start, end in runs]


def _next_line(doc: Document, line: int) -> int:
    starts = doc.lines.starts
    return starts[line] if line < len(starts) else len(doc.text)


def _is_apart(doc: Document, start: int, end: int) -> bool:
    """Whether a blank line stands above or below, or HTML on both sides."""
    line = doc.lines.line(start)
    above = doc.text[doc.lines.starts[line - 2] : start] if line > 1 else ""
    below = doc.text[end : _next_line(doc, doc.lines.line(end))]
    sides = (above.strip(), below.strip())
    return not all(sides) or all(side.startswith("<") for side in sides)


def _shortcodes(doc: Document, names: tuple[str, ...]) -> Iterator[Problem]:
    """One finding for each shortcode, at its first place."""
    pattern = _shortcode(names)
    found: dict[str, list[tuple[Prose, re.Match[str]]]] = {}
    for prose in doc.texts:
        if "[" in prose.text:
            for match in pattern.finditer(prose.opaque):
                found.setdefault(match["name"].lower(), []).append((prose, match))
    for name, places in found.items():
        if any(_is_certain(prose, match) for prose, match in places):
            prose, match = places[0]
            yield Problem(
                prose.span(*match.span()),
                f"The shortcode `{name}` prints as it stands",
                help="Write what it stood for",
                subject=f"shortcode:{name}",
                data={"name": name, "count": len(places)},
            )


def _is_certain(prose: Prose, match: re.Match[str]) -> bool:
    """Whether it closes, has attributes, is named like no word, or stands alone."""
    return bool(
        match["closing"]
        or "=" in match["rest"]
        or "_" in match["name"]
        or (not match["rest"] and match[0] == prose.folded)
    )


@cache
def _shortcode(names: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(
        re.escape(name.removesuffix("*")) + r"[\w-]*" * name.endswith("*") for name in names
    )
    return re.compile(rf"\[(?P<closing>/?)(?P<name>{named})(?P<rest>(?:\s[^\[\]]*)?)\]", re.I)
