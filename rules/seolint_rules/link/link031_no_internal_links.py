"""A long post links to other sites and to no page of its own.

Links between pages help readers on, and tell search engines which pages belong together.
Whether there is something to link to, only you know.
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
    is_external,
)
from seolint_rules.sources import G_LINK, GEO_LINT, RANK_MATH, SCREAMING_FROG, YOAST


class NoInternalLinks(Options, frozen=True):
    """`min-words`: posts with fewer words are not judged. `min`: links that are enough."""

    min_words: int = 500
    min: int = 1


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "think of what else on your site may help a reader", G_LINK),
        Evidence("F", "a text needs an internal link", YOAST),
        Evidence("F", "a text needs an internal link", RANK_MATH),
        Evidence("F", "a text needs two internal links", GEO_LINT),
        Evidence("F", "pages without internal links to others are an issue", SCREAMING_FROG),
        Evidence("M", "42 to 96 % of all posts of good blogs, 0 to 19 % of those of 500 words"),
    ],
    options=NoInternalLinks,
    hidden_by=("LINK030",),
    examples=[
        good(
            "---\ntitle: Clay\n---\nClay is [dug](https://a.example) by [hand](hand.md).\n",
            min_words=3,
        ),
        good("---\ntitle: Clay\n---\nClay is [dug](https://a.example).\n"),
        good(
            "# Clay\n\nClay is [dug](https://a.example) by hand.\n",
            path="docs/clay.md",
            min_words=3,
        ),
        good(
            "---\ntitle: Clay\n---\nClay is [dug](https://kiln.example/dug) by hand.\n",
            site={"base-url": "https://www.kiln.example/"},
            min_words=3,
        ),
        bad("---\ntitle: Clay\n---\n⟦Clay is [dug](https://a.example) by hand.⟧\n", min_words=3),
    ],
)
def check(doc: Document, options: NoInternalLinks) -> Iterator[Problem]:
    if doc.kind != "post" or doc.dynamic or UNKNOWN in doc.masked[doc.body :]:
        return
    own = others = 0
    for link in doc.links:
        if doc.site.is_internal(link.url):
            own += bool(link.url)
            if own >= options.min:
                return
        else:
            others += is_external(link.url)
    if not others:
        return
    words = doc.word_count
    if words >= options.min_words:
        yield Problem(
            doc.first_line,
            f"{words} words, and {_count(own)} to a page of this site",
            help="Link a page that helps readers on, if there is one",
            subject="links",
            anchor="page",
            data={"words": words, "links": own},
        )


def _count(links: int) -> str:
    return f"{links} links" if links > 1 else "one link" if links else "no link"
