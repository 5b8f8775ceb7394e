"""A long post links to nothing.

A link to a source lets readers check what is said, and a link to another page of the site
helps them on. Search engines find pages by links.
"""

from collections.abc import Iterator

from seolint.api import (
    UNKNOWN,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
)
from seolint_rules.sources import G_LINK, RANK_MATH, YOAST


class NoLinks(Options, frozen=True):
    """`min-words`: posts with fewer words are not judged."""

    min_words: int = 500


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "links to sources build trust; internal links give context", G_LINK),
        Evidence("G!", "no number of links is the right one", G_LINK),
        Evidence("F", "a text needs an outbound and an internal link", YOAST),
        Evidence("F", "links to other sites and to own pages are counted", RANK_MATH),
        Evidence("M", "no link at any length: 1.7 to 10.6 % of the posts of good blogs"),
    ],
    options=NoLinks,
    examples=[
        good("---\ntitle: Clay\n---\nClay is dug, see [where](map.md).\n", min_words=5),
        good("---\ntitle: Clay\n---\nClay is dug.\n", min_words=5),
        good("---\ntitle: Clay\n---\nClay is dug: https://clay.example\n", min_words=3),
        good("# Clay\n\nClay is dug by hand.\n", path="docs/clay.md", min_words=3),
        good(
            "---\ntitle: Clay\n---\nClay is dug by hand, see {{< source 3 >}}.\n",
            path="posts/clay.md",
            site={"generator": "hugo"},
            min_words=3,
        ),
        bad("---\ntitle: Clay\n---\n\n⟦Clay is dug by hand.⟧\n", min_words=3),
    ],
)
def check(doc: Document, options: NoLinks) -> Iterator[Problem]:
    if doc.kind != "post" or doc.links or doc.dynamic or UNKNOWN in doc.masked[doc.body :]:
        return
    words = doc.word_count
    if words >= options.min_words:
        yield Problem(
            doc.first_line,
            f"{words} words and no link",
            help="Link a source, or a page of the site that helps readers on",
            subject="links",
            anchor="page",
            data={"words": words},
        )
