"""A published page tells search engines to leave it out.

That is right for a page of thanks or of search results. On a post it is mostly what was
left over from the time when the post was being written, and nobody will notice.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from seolint.api import Document, Evidence, Field, Options, Problem, bad, document_rule, good
from seolint_rules.sources import G_ROBOTS, LIGHTHOUSE

_TRUE = frozenset(("true", "yes", "on"))


class NoindexPublished(Options, frozen=True):
    """`allow-paths`: pages that may well be left out, with all below them."""

    allow_paths: tuple[str, ...] = (
        "/404",
        "/impressum",
        "/imprint",
        "/legal",
        "/privacy",
        "/search",
        "/tags",
        "/terms",
        "/thank-you",
        "/thanks",
    )


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "a page with noindex is not shown in search results", G_ROBOTS),
        Evidence("S", "a page that blocks indexing fails the SEO audit", LIGHTHOUSE),
    ],
    options=NoindexPublished,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye bread\nrobots: index, follow\n---\n"),
        good("---\ntitle: Rye bread\nnoindex: false\n---\n"),
        good("---\ntitle: Rye bread\nnoindex: true\ndraft: true\n---\n"),
        good("---\ntitle: Thank you\nnoindex: true\n---\n", path="thanks.md"),
        good(
            "---\ntitle: Ovens\nnoindex: true\n---\n", path="landing/ovens.md", site={"h1": "body"}
        ),
        good(
            "---\ntitle: Old\nnoindex: true\n---\n", path="blog/old.md", allow_paths=["/blog/old"]
        ),
        bad("---\ntitle: Rye bread\nnoindex: ⟦true⟧\n---\n"),
        bad("---\ntitle: Rye bread\nrobots: ⟦NoIndex, follow⟧\n---\n"),
        bad("---\ntitle: Rye bread\nrobots: ⟦none⟧\n---\n", path="docs/rye.md"),
        bad("---\ntitle: Rye bread\nrobots: [follow, ⟦noindex⟧]\n---\n"),
        bad("---\ntitle: Rye bread\nrobots:\n  index: ⟦false⟧\n---\n"),
        bad(
            '<html><head><meta name="robots" content="⟦noindex⟧"></head></html>\n',
            path="rye.html",
        ),
    ],
)
def check(doc: Document, options: NoindexPublished) -> Iterator[Problem]:
    robots = doc.field("noindex") or doc.head.get("robots")
    if robots is None or not (
        doc.kind in ("post", "docs") or (doc.has_head and doc.kind == "page")
    ):
        return
    word = _noindex(robots)
    if word is None or _is_allowed(doc.path, options.allow_paths):
        return
    yield Problem(
        word.span,
        "The page is published, and search engines are told to leave it out",
        help="Take this out, or disable the rule here with the reason",
        subject="field:noindex",
    )


def _noindex(robots: Field) -> Field | None:
    """The value that keeps the page out, or None."""
    if robots.type == "map":
        index = robots.fields.get("index")
        refuses = index is not None and index.type == "bool" and index.text.lower() not in _TRUE
        return index if refuses else None
    for value in robots.items or (robots,):
        if value.type == "bool" and value.text.lower() in _TRUE and robots.key != "robots":
            return value
        if {"noindex", "none"} & {word.strip() for word in value.text.lower().split(",")}:
            return value
    return None


def _is_allowed(path: str, allowed: tuple[str, ...]) -> bool:
    """Whether a folder or the name of a file, without its suffix, is one of those."""
    where = PurePosixPath("/", path).with_suffix("").as_posix().lower() + "/"
    return any(f"/{part.strip('/').lower()}/" in where for part in allowed)
