"""A post has almost no text.

No number of words is the right one, and a short answer can be the best. But a post of a
few sentences is often a draft that went out, or a page that nobody looks for.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    UNKNOWN,
    UNSPACED,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    is_external,
    lazy_regex,
)
from seolint_rules.sources import G_HELP, G_START, SCREAMING_FROG, YOAST

LINK_KEYS = ("external_url", "link", "link_url", "redirect", "redirect_to")
"""Keys of the front matter that make a post a mere pointer to another page."""

WORDS_PER_LINK = 50
"""A short post with an outward link in so many words points to what it is about."""

_SHOWN = lazy_regex(r"<(?:audio|canvas|embed|iframe|object|svg|video)\b", re.IGNORECASE)

_VERSION = lazy_regex(r"(?<![\w.])v?\d+\.\d+")
"""In a title it announces a release, which is short when little has changed."""


class ThinContent(Options, frozen=True):
    """`min-words`: in languages without blanks between words twice as many characters."""

    min_words: int = 150


_SHORT = "---\ntitle: Rye\n---\n"


@document_rule(
    severity="info",
    evidence=[
        Evidence("G!", "no number of words is a goal, neither least nor most", G_START),
        Evidence("G!", "search engines prefer no particular length", G_HELP),
        Evidence("F", "300 words", YOAST),
        Evidence("F", "200 words", SCREAMING_FROG),
        Evidence("M", "fewer than 150 words on 0.5 to 20 % of the posts of three good blogs"),
    ],
    options=ThinContent,
    examples=[
        good(_SHORT + "Rye keeps well. " * 60),
        good("# Rye\n\nIt keeps.\n", path="docs/rye.md"),
        good("---\ntitle: Rye\nlink: https://mill.example/rye\n---\nRead this.\n"),
        good(_SHORT + "The mill has [a story about rye](https://mill.example/rye).\n"),
        good("---\ntitle: Mill 1.4.2\n---\nIt no longer grinds backwards.\n"),
        good(_SHORT + "![Rye](rye.jpg)\n\nThe harvest.\n"),
        good(
            "---\ntitle: Rye\n---\n{% include rye.md %}\n",
            path="_posts/2024-05-01-rye.md",
            site={"generator": "jekyll"},
        ),
        bad(_SHORT + "⟦Rye keeps well.⟧\n\nWe bake it.\n"),
        bad("---\ntitle: ライ麦\nlang: ja\n---\n⟦ライ麦は長持ちする。⟧\n"),
        bad("⟦---⟧\ntitle: Rye\n---\n"),
        bad(_SHORT + "⟦Rye keeps.⟧\n", min_words=3),
    ],
)
def check(doc: Document, options: ThinContent) -> Iterator[Problem]:
    if doc.kind != "post" or doc.dynamic or doc.noindex:
        return
    words = doc.word_count
    unspaced = doc.language in UNSPACED
    least = options.min_words * (1 + unspaced)
    if words >= least:
        return
    body = doc.masked[doc.body :]
    if UNKNOWN in body or _SHOWN.search(body) or any(i.kind != "field" for i in doc.images):
        return
    title = doc.field("title")
    if _is_link_post(doc) or (title is not None and _VERSION.search(title.text)):
        return
    unit = ("character" if unspaced else "word") + "s" * (words > 1)
    yield Problem(
        doc.blocks[0].span if doc.blocks else doc.top,
        f"The post has {words} {unit}" if words else "The post has no text",
        help="Say what readers come for, or make it part of another page",
        subject="words",
        anchor="page",
        data={"words": words, "limit": least},
    )


def _is_link_post(doc: Document) -> bool:
    """Whether it mainly sends readers to another place."""
    if any(key in doc.fields for key in LINK_KEYS):
        return True
    outward = sum(is_external(link.url) for link in doc.links)
    return outward * WORDS_PER_LINK >= doc.word_count > 0
