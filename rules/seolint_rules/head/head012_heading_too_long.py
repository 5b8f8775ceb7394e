"""A heading is too long to be taken in at a glance.

Readers skim headings to find their place, and a table of contents breaks long ones. What
takes a whole sentence belongs into the text below it.
"""

from collections.abc import Iterator

from seolint.api import (
    CODE,
    DENSE,
    Document,
    Evidence,
    Heading,
    Options,
    Problem,
    bad,
    document_rule,
    good,
)
from seolint_rules.sources import SCREAMING_FROG


class HeadingTooLong(Options, frozen=True):
    """`max-chars`: characters without code; half of them in Chinese, Japanese and Korean."""

    max_chars: int = 70


_LONG = "Why we fired the kiln on three days in a row although it rained all the week"


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "headings of more than 70 characters are listed", SCREAMING_FROG),
        Evidence("M", "on 2.2 % of 3,140 good pages"),
    ],
    options=HeadingTooLong,
    examples=[
        good("## Firing the kiln in the rain\n"),
        good(f"## {_LONG}?\n"),
        good(f"## [{_LONG}](kiln.md)\n"),
        good("## Call `fire(temperature=1260, minutes=480, cone=9, atmosphere='reducing')` once\n"),
        bad(f"## ⟦{_LONG}⟧\n"),
        bad("---\nlang: ja\n---\n## ⟦雨の日に窯を焚いた理由⟧\n", max_chars=20),
        bad("## ⟦Firing the kiln⟧\n", max_chars=10),
    ],
)
def check(doc: Document, options: HeadingTooLong) -> Iterator[Problem]:
    limit = options.max_chars // 2 if doc.language in DENSE else options.max_chars
    for heading in doc.headings:
        if len(heading.name) <= limit or heading.hidden or not heading.known:
            continue
        length = len(" ".join(heading.text.opaque.replace(CODE, "").split()))
        if length > limit and not heading.name.endswith(("?", "？")) and not _links(doc, heading):
            yield Problem(
                heading.text.span(),
                f"The heading has {length} characters, more than {limit}",
                help="Shorten it, and say the rest in the text",
                subject=f"heading:{heading.name}",
                data={"characters": length, "limit": limit},
            )


def _links(doc: Document, heading: Heading) -> bool:
    """Whether the heading holds a link, which may quote a title of somebody else."""
    return any(heading.start <= link.start and link.end <= heading.end for link in doc.links)
