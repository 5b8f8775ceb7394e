"""An entity was escaped twice, so that its code shows on the page.

Readers see `&nbsp;` or `<br>` where a blank or a new line was meant, and so do searchers in the
title or the description.
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
from seolint_rules.sources import HTML_STANDARD

_TAGS = lazy_regex(
    r"<br ?/?>"
    r"|<(?P<name>b|strong|i|em|u|p|a|div|span|li|ul|ol|h[1-6])(?:\s[^<>]*)?>[^<>]*</(?P=name)>"
)
_IS_ABOUT_MARKUP = lazy_regex(
    r"html|xml|markup"
    r"|\b(?:tags?\b|entit|element|escap|en[ck]od|balis|etiquet|character|zeichen|caract)",
    re.IGNORECASE,
)
_QUOTES = "\"'“”‘’„«»‹›()[]"


class DoubleEscapedEntity(Options, frozen=True):
    """`entities`: the names of entities that no reader should see."""

    entities: tuple[str, ...] = ("amp", "nbsp", "lt", "gt", "quot", "#39", "mdash", "hellip")


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "`&amp;` stands for one ampersand", HTML_STANDARD),
        Evidence("M", "on none of 3,140 good pages"),
    ],
    options=DoubleEscapedEntity,
    examples=[
        good("Rye &amp; spelt, 5&nbsp;kg, a &lt; b &amp; c, Box&lt;T&gt;\n"),
        good("Write `&amp;nbsp;` or <code>&lt;br&gt;</code>.\n"),
        good("The entity &amp;nbsp; and the &lt;br&gt; tag.\n"),
        good("Put “&amp;nbsp;” there, or \\&nbsp;.\n"),
        good('<a href="?a=1&amp;lt=2">Rye</a>\n'),
        bad("Rye ⟦&amp;amp;⟧ spelt\n", fixed="Rye &amp; spelt\n"),
        bad("5⟦&amp;nbsp;⟧kg\n", fixed="5&nbsp;kg\n"),
        bad("---\ntitle: Rye ⟦&amp;amp;⟧ spelt\n---\n", fixed="---\ntitle: Rye &amp; spelt\n---\n"),
        bad("Rye ⟦&lt;br&gt;⟧ and ⟦&lt;b&gt;spelt&lt;/b&gt;⟧.\n"),
        bad("Rye ⟦&amp;copy;⟧\n", entities=["copy"], fixed="Rye &copy;\n"),
    ],
)
def check(doc: Document, options: DoubleEscapedEntity) -> Iterator[Problem]:
    if "&" not in doc.text:
        return
    twice, tags = "&amp;" in doc.text, "&lt;" in doc.text
    entity = _entity(options.entities)
    for prose in doc.texts if twice and entity.search(doc.visible) else ():
        for start, end in _shown(prose, entity):
            place = prose.source(start, start + 1)
            if doc.text[slice(*place)] == "&amp;":
                yield _problem(doc, place[0], prose.source(start, end)[1])
    for name in ("title", "description") if twice else ():
        field = doc.field(name)
        if field is not None:
            for match in _entity(options.entities, "&amp;").finditer(field.text):
                yield _problem(doc, *field.value.source(*match.span()))
    for prose in doc.texts if tags and _TAGS.search(doc.visible) else ():
        for start, end in _shown(prose, _TAGS):
            begin, stop = prose.source(start, end)
            if doc.text.startswith("&lt;", begin):
                yield Problem(
                    doc.span(begin, stop),
                    f"Readers see `{prose.text[start:end]}`",
                    help="Write the tag itself",
                    subject=f"entity:{prose.text[start:end]}",
                )


def _shown(prose: Prose, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a text reads as markup, and is not about it."""
    text = prose.opaque
    matches = [*pattern.finditer(text)]
    if not matches or _IS_ABOUT_MARKUP.search(text):
        return
    for match in matches:
        start, end = match.span()
        quoted = text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES
        if not (start and quoted):
            yield start, end


def _problem(doc: Document, start: int, end: int) -> Problem:
    written = doc.text[start:end]
    meant = written.replace("&amp;", "&", 1)
    byte = doc.span(start, end).start
    return Problem(
        doc.span(start, end),
        f"`{written}` shows as `{meant}`",
        help=f"Write `{meant}`",
        fix=Fix((Edit(byte + 1, byte + 5, ""),), f"Write `{meant}`"),
        subject=f"entity:{meant}",
        data={"found": written, "meant": meant},
    )


@cache
def _entity(names: tuple[str, ...], ampersand: str = "&") -> re.Pattern[str]:
    return re.compile(f"{ampersand}(?:{'|'.join(map(re.escape, names))});")
