"""A page is published without a title.

The title is what a list of results shows first and what a browser puts on the tab.
Some generators derive one from the file name or the first heading; where nothing does,
the `<title>` element comes out empty.
"""

import re
from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import ACT_2779A5, G_TITLE

_CONTAINERS = ("seo", "meta", "params", "extra", "header")
_REDIRECTS = frozenset(("redirect", "redirect_to", "redirect_url", "redirectto"))
_REFRESH = lazy_regex(r"http-equiv\s*=\s*[\"']?refresh", re.IGNORECASE)


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "every page should have a title of its own", G_TITLE),
        Evidence("S", "an HTML page has a title that is not empty", ACT_2779A5),
        Evidence("M", "on five sites a check of the key alone had 144 hits, one of them true"),
    ],
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Working with clay\n---\nClay is heavy.\n", site={"generator": "hugo"}),
        good("---\ndate: 2024-05-01\n---\nClay is heavy.\n", site={"generator": "jekyll"}),
        good("---\ndate: 2024-05-01\n---\n# Working with clay\n", site={"generator": "mkdocs"}),
        good("---\nmenu_title: Clay\n---\nClay is heavy.\n", site={"generator": "hugo"}),
        good("---\ndate: 2024-05-01\n---\n", site={"generator": "hugo"}),
        good("---\nredirect_to: /clay/\n---\nMoved.\n", site={"generator": "hugo"}),
        good("# Working with clay\n"),
        good("<html><head><title>Clay</title></head><body>Heavy.</body></html>", path="clay.html"),
        good("<p>A piece of a page.</p>\n", path="clay.html", site={"generator": "html"}),
        bad("⟦---⟧\ndate: 2024-05-01\n---\nClay is heavy.\n", site={"generator": "hugo"}),
        bad("---\n⟦title⟧: ''\n---\nClay is heavy.\n", site={"generator": "hugo"}),
        bad("⟦<html><title> </title><p>Clay is heavy.</p></html>⟧\n", path="clay.html"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    if not (doc.has_head or (doc.site.title_fallback == "none" and _is_built(doc))):
        return
    title = doc.field("title")
    if title is not None and (title.text.strip() or title.items or title.fields):
        return
    if doc.kind == "partial" or _is_redirect(doc):
        return
    if doc.has_head:
        message = "The document has no <title>"
        help = "Add a <title> that says what the page is about"
    elif doc.kind == "index" or _is_empty(doc) or doc.titled:
        return
    else:
        message = "The page has no title"
        help = f"Add `title` to the front matter: {doc.site.generator} derives none"
    yield Problem(
        doc.top if title is None else title.key_span,
        message,
        help=help,
        subject="field:title",
        anchor="page",
    )


def _is_built(doc: Document) -> bool:
    """Whether a generator makes a page of the file: it copies HTML without front matter."""
    return bool(doc.front_matter) or not doc.path.endswith((".html", ".htm"))


def _is_empty(doc: Document) -> bool:
    return not (doc.blocks or doc.headings or doc.images)


def _is_redirect(doc: Document) -> bool:
    if any(key.lower() in _REDIRECTS for key in doc.fields):
        return True
    layout = doc.fields.get("layout")
    return (layout is not None and layout.text == "redirect") or bool(_REFRESH.search(doc.text))
