"""A page has no description.

The description is the one piece of a search result that its author can write. Without
one, every search engine, chat preview and feed reader picks a passage by itself.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Options, Problem, bad, document_rule, good
from seolint_rules.sources import G_SNIP, LIGHTHOUSE


class DescriptionMissing(Options, frozen=True):
    """`accept-excerpt`: the beginning of the text, taken by the generator, is enough."""

    accept_excerpt: bool = False


_INSTEAD = {
    "excerpt": "{generator} takes the beginning of the text instead",
    "site": "{generator} gives all such pages the same one",
    "none": "{generator} emits none",
}


@document_rule(
    severity="warning",
    evidence=[
        Evidence(
            "G", "the description is shown where it describes the page better than its text", G_SNIP
        ),
        Evidence("S", "a page without a meta description fails the SEO audit", LIGHTHOUSE),
        Evidence("M", "missing on 0.5 % to 100 % of the pages of good sites"),
    ],
    options=DescriptionMissing,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Clay\ndescription: Why clay keeps for years\n---\nHeavy.\n"),
        good("---\ntitle: Clay\nsummary: Why clay keeps for years\n---\nHeavy.\n"),
        good("---\ntitle: Clay\nnoindex: true\n---\nHeavy.\n"),
        good("---\ntitle: Clay\nrobots: nosnippet\n---\nHeavy.\n"),
        good("Notes on clay, without front matter.\n"),
        good("<p>A piece of a page.</p>\n", path="clay.html", site={"generator": "html"}),
        good("---\ntitle: Clay\n---\nHeavy.\n", site={"generator": "hexo"}, accept_excerpt=True),
        good("---\ntitle: Clay\n---\nHeavy.\n", path="_index.md", site={"generator": "hugo"}),
        bad("⟦---⟧\ntitle: Clay\n---\nHeavy.\n"),
        bad("---\ntitle: Clay\n⟦description⟧: ''\n---\nHeavy.\n"),
        bad("⟦---⟧\ntitle: Clay\ndescription:\n---\nHeavy.\n"),
        bad("⟦---⟧\ntitle: Clay\n---\nHeavy.\n", path="docs/clay.md", severity="info"),
        bad("⟦<html><head><title>Clay</title></head></html>⟧\n", path="clay.html"),
    ],
)
def check(doc: Document, options: DescriptionMissing) -> Iterator[Problem]:
    if doc.noindex or doc.kind in ("index", "partial"):
        return
    description = doc.field("description")
    if description is not None and (
        description.text.strip() or description.items or description.fields
    ):
        return
    site = doc.site
    if not (doc.front_matter or doc.has_head) and (
        site.generator == "plain" or doc.path.endswith((".html", ".htm"))
    ):
        return
    fallback = site.description_fallback
    if (options.accept_excerpt and fallback == "excerpt") or _hides_snippet(doc):
        return
    instead = "" if doc.has_head else _INSTEAD.get(fallback, "")
    if site.generator == "plain" or not instead:
        instead = "whatever shows this page picks a passage by itself"
    supplied = site.description_default
    yield Problem(
        doc.top if description is None else description.key_span,
        "The page has no description",
        help="Describe the page in a sentence or two: "
        + ("data outside this file may do so; else " if supplied else "")
        + instead.format(generator=site.generator),
        subject="field:description",
        anchor="page",
        severity="info" if doc.kind == "docs" or supplied else "warning",
    )


def _hides_snippet(doc: Document) -> bool:
    robots = doc.fields.get("robots") or doc.head.get("robots")
    return robots is not None and "nosnippet" in robots.text
