"""Several links stand side by side with nothing between them.

Nobody sees where one ends and the next begins, and no words around them say what each is
for.
"""

from collections.abc import Iterator
from itertools import pairwise

from seolint.api import Document, Evidence, Link, Options, Problem, bad, document_rule, good
from seolint_rules.sources import G_LINK

FARTHEST = 4
"""Blanks between links that still stand side by side."""


class LinksChained(Options, frozen=True):
    """`min-run`: so many links in a row are a chain."""

    min_run: int = 3


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "do not chain links up next to each other", G_LINK),
        Evidence("M", "1.2 % of 3,140 good pages, most of them rows of tags or badges"),
    ],
    options=LinksChained,
    examples=[
        good("We dig [clay](clay.md), [ash](ash.md) and [flint](flint.md).\n"),
        good("[Clay](clay.md) | [Ash](ash.md) | [Flint](flint.md)\n"),
        good("[Clay](clay.md)\n[Ash](ash.md)\n[Flint](flint.md)\n"),
        good("[#clay](/t/clay) [#ash](/t/ash) [#flint](/t/flint)\n"),
        good("As has been shown [1](a.md)[2](b.md)[3](c.md).\n"),
        good("[![A](a.svg)](a.md) [![B](b.svg)](b.md) [![C](c.svg)](c.md)\n"),
        bad("We dig ⟦[clay](clay.md) [ash](ash.md) [flint](flint.md)⟧.\n"),
        bad("We dig ⟦[clay](clay.md)[ash](ash.md)⟧.\n", min_run=2),
    ],
)
def check(doc: Document, options: LinksChained) -> Iterator[Problem]:
    for run in _runs(doc):
        run = [link for link in run if _has_words(link)]
        if len(run) >= options.min_run:
            yield Problem(
                doc.span(run[0].start, run[-1].end),
                f"{len(run)} links stand side by side with nothing between them",
                help="Say what each is for, or make them a list",
                subject=f"links:{run[0].url}",
                data={"links": len(run)},
            )


def _runs(doc: Document) -> list[list[Link]]:
    """Two and more links with nothing but blanks of one line between them."""
    runs: list[list[Link]] = []
    for left, right in pairwise(doc.links):
        if right.start - left.end <= FARTHEST and _is_blank(doc.text[left.end : right.start]):
            if not (runs and runs[-1][-1] is left):
                runs.append([left])
            runs[-1].append(right)
    return runs


def _is_blank(between: str) -> bool:
    return not between.strip() and not {"\n", "\r"}.intersection(between)


def _has_words(link: Link) -> bool:
    """Whether a link is none of the picture, the tag and the number of a note."""
    name = link.text.text.strip()
    return bool(name) and name[0] not in "#@" and not name.isdecimal() and not link.hidden
