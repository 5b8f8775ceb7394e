"""The title and the H1 of a page speak of different things.

Who clicks on a result wants to see at once that it is the right page. The two need not be
equal. When they share hardly a word, a search engine may show the H1 in place of the title.
"""

from collections.abc import Iterator

from seolint.api import (
    UNSPACED,
    Evidence,
    Facts,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    lazy_regex,
    result_text,
    site_rule,
    stop_words,
    word_list,
)
from seolint_rules.sources import G_TITLE, MS_AI

STEM = 5
"""Letters by which two words count as forms of one."""

_VERSION = lazy_regex(r"\bv(?=\d)")


class TitleH1Mismatch(Options, frozen=True):
    """`min-overlap`: from 0 to 1, the share of their words that title and H1 have in common."""

    min_overlap: float = 0.3


@site_rule(
    severity="info",
    evidence=[
        Evidence("G", "the H1 is a source of title links, and a mismatch may rewrite one", G_TITLE),
        Evidence("S", "the H1 should match or reflect the title", MS_AI),
    ],
    options=TitleH1Mismatch,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye bread that keeps\n---\n# Rye bread that keeps for a week\n"),
        good("---\ntitle: Baking with rye\n---\n# How rye is baked\n"),
        good("---\ntitle: Rye\n---\n# Everything one has to know about the rye of the north\n"),
        good("---\ntitle: Rye bread\n---\nNo heading.\n"),
        good("---\ntitle: Rye bread\n---\nIt keeps.\n\n# Opening hours\n"),
        good("---\ntitle: Oven v1.10\n---\n# We present a new oven: 1.10\n"),
        good("---\ntitle: Rye bread\n---\n# Opening hours\n", site={"h1": "layout"}),
        good("---\ntitle: Rye bread\n---\n# {{ name }}\n", site={"generator": "mkdocs"}),
        bad("---\ntitle: Rye bread that keeps\n---\n⟦# Opening hours in summer⟧\n"),
        bad(
            "<html><head><title>Rye bread</title></head>"
            "<body>⟦<h1>Opening hours</h1>⟧</body></html>\n",
            path="rye.html",
        ),
        bad("---\ntitle: Fresh rye bread\n---\n⟦# Rye bread rolls⟧\n", min_overlap=0.9),
    ],
)
def check(site: Site, options: TitleH1Mismatch) -> Iterator[Problem]:
    for page in site.pages:
        title = page.fields.get("title")
        if title is None or not title.known or not page.headings or not page.judged:
            continue
        heading = page.headings[0]
        if not heading.text or not (heading.opens or page.full):
            continue
        if site.h1_owner(page) == "layout":
            continue
        if _overlap(title.text, heading.text, page) < options.min_overlap:
            yield Problem(
                heading.span,
                f"The H1 “{heading.text}” has little in common with the title",
                help="Name the same thing in both",
                related=(Related(page.path, title.span, "the title"),),
                subject="h1",
                path=page.path,
            )


def _overlap(title: str, heading: str, page: Facts) -> float:
    """The share of words in common (Jaccard); 1 where one has all of the other's."""
    one, other = _stems(title, page.language), _stems(heading, page.language)
    common = one & other
    if not one or not other or common in (one, other):
        return 1
    return len(common) / len(one | other)


def _stems(text: str, language: str) -> set[str]:
    words = word_list(_VERSION.sub("", result_text(text).lower()), language)
    if language not in UNSPACED:
        words = [word[:STEM] for word in words if word not in stop_words(language)]
    return set(words)
