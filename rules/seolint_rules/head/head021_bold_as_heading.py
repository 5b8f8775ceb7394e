"""A line in bold stands where a heading is meant.

It looks like a heading and is none: it is missing from tables of contents, nobody can link
to it, and screen readers and search engines take it for a short paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from seolint.api import (
    Block,
    Document,
    Edit,
    Evidence,
    Fix,
    Heading,
    Image,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    word_list,
)
from seolint_rules.sources import G_TITLE, MARKDOWNLINT, WCAG_F2

_MARKDOWN = lazy_regex(r"(\*\*|__)(?=[^\s*_])((?:[^*_\r\n]|(?<=\w)_(?=\w))+)(?<!\s)\1")
_HTML = lazy_regex(r"<p\b[^>]*>\s*<(strong|b)>[^<>]+</\1>\s*</p>", re.IGNORECASE)
_OPENINGS = frozenset("*_<")
_NO_HEADING = lazy_regex(
    r"[^\w(]|(?:by|authors?|von|par|por|di|door)\b|\([^()]*\)$|.*[.,;:!?…。、，；：！？\](][)]?$",
    re.DOTALL | re.IGNORECASE,
)
"""What begins with a sign, signs a text, or ends like a sentence, a label, a question or a call.

Of lines that end in a parenthesis those are left out that are nothing else.
"""


SHORTEST = 4
LONGEST = 300
"""Characters of a line that may be meant as a heading; the longest counts its markup."""


class BoldAsHeading(Options, frozen=True):
    """`max-words`: a longer paragraph is stressed text."""

    max_words: int = 12


@document_rule(
    severity="info",
    evidence=[
        Evidence("S", "what looks like a heading is marked up as one", WCAG_F2),
        Evidence("G", "headings are among the texts that title links are made of", G_TITLE),
        Evidence("F", "no stress instead of a heading (MD036)", MARKDOWNLINT),
        Evidence("M", "on 1.3 % of 2,828 pages of eight public sites"),
    ],
    options=BoldAsHeading,
    examples=[
        good("## Firing\n\nHeat it **slowly**.\n"),
        good("Fire it.\n\n**Do not open the kiln.**\n\nIt is hot.\n"),
        good("Fire it.\n\n**Q: How hot?**\n\nVery.\n\n**Note:**\n\nIt is hot.\n"),
        good("Dig it.\n\n![Our kiln](kiln.jpg)\n\n**The kiln in May**\n\nIt was warm.\n"),
        good("Text.\n\n**The end**\n"),
        good("# Clay\n\n**Ines Marques**\n\nDig it.\n\n**kiln.py**\n\n```\nfire()\n```\n"),
        good("- **Firing**\n\n  Heat it.\n\n> **Firing**\n\nHeat it.\n"),
        good("Dig it.\n\n**Optional**\n\nWet it.\n\n**Optional**\n\nDry it.\n"),
        good("Dig it.\n\n**[Get the plans](plans.pdf)**\n\nIt is free.\n"),
        good("Dig it.\n\n**(last seen in May)**\n\nIt is hot.\n\n**fire()**\n\nHeat it.\n"),
        bad(
            "Dig it.\n\n⟦**Fire it (twice)**⟧\n\nIt is hot.\n",
            fixed="Dig it.\n\n## Fire it (twice)\n\nIt is hot.\n",
        ),
        bad(
            "## Clay\n\nDig it.\n\n⟦**Firing the kiln**⟧\n\nHeat it slowly.\n",
            fixed="## Clay\n\nDig it.\n\n### Firing the kiln\n\nHeat it slowly.\n",
        ),
        bad(
            "Dig it.\n\n⟦__Firing__⟧\n\nHeat it.\n",
            fixed="Dig it.\n\n## Firing\n\nHeat it.\n",
        ),
        bad("<p>Dig.</p>\n⟦<p><b>Firing</b></p>⟧\n<p>Heat it.</p>\n", path="page.html"),
    ],
)
def check(doc: Document, options: BoldAsHeading) -> Iterator[Problem]:
    text = doc.text
    likely = [block for block in doc.blocks if text[block.start : block.start + 1] in _OPENINGS]
    bold = {block.start: block.text.folded for block in likely if _is_bold(doc, block)}
    if not bold:
        return
    lines = Counter(bold.values())
    for before, block, after in zip(doc.blocks, doc.blocks[1:], doc.blocks[2:], strict=False):
        text = bold.get(block.start, "")
        if (
            lines[text] == 1
            and after.kind != "code"
            and after.start not in bold
            and not _NO_HEADING.match(text)
            and len(text) >= SHORTEST
            and len(word_list(text, doc.language)) <= options.max_words
            and not _stands_between(doc.images, before.end, block.start)
            and not _stands_between(doc.headings, before.end, after.start)
            and not _is_link(doc, block)
        ):
            yield Problem(
                block.span,
                f"“{text}” is set in bold like a heading",
                help="Make it a heading",
                fix=_fix(doc, block),
                subject=f"bold:{text}",
            )


def _is_bold(doc: Document, block: Block) -> bool:
    if block.kind != "paragraph" or not block.text.known or block.end - block.start > LONGEST:
        return False
    source = doc.masked[block.start : block.end]
    return _MARKDOWN.fullmatch(source) is not None or _HTML.fullmatch(source) is not None


def _stands_between(parts: Sequence[Heading | Image], start: int, end: int) -> bool:
    """Whether one of them stands there: a line beside it is a caption or a subtitle."""
    return any(start <= part.start and part.end <= end for part in parts)


def _is_link(doc: Document, block: Block) -> bool:
    """Whether all of it is a link, something to click on."""
    inside = (link for link in doc.links if block.start <= link.start < block.end)
    return any(link.name == block.text.folded for link in inside)


def _fix(doc: Document, block: Block) -> Fix | None:
    """Only for Markdown that stands on a line of its own."""
    source = doc.text[block.start : block.end]
    before = doc.text[: block.start]
    alone = before.endswith(("\n", "\r")) or not before
    if not alone or source[0] == "<":
        return None
    above = [heading.level for heading in doc.headings if heading.end <= block.start]
    level = min(above[-1] + 1, 6) if above else 2
    span = block.span
    return Fix(
        (Edit(span.start, span.end, f"{'#' * level} {source[2:-2]}"),),
        f"Make it a heading of level {level}",
        safe=False,
    )
