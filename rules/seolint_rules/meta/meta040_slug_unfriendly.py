"""The last part of the address is hard to read, to say or to type.

People look at an address before they follow it, and underscores make one word of several.
This is for new pages: to change an old address costs more than it gains.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

from seolint.api import (
    Document,
    Evidence,
    Field,
    Fix,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import G_START, G_URL

_DATE = lazy_regex(r"\d{2,4}-\d{1,2}-\d{1,2}[-_]|\d{4}-\d{1,2}-\d{1,2}$")
_LANGUAGE = lazy_regex(r"\.[a-z]{2}(?:-[A-Za-z]{2,4})?$")
_OPAQUE = lazy_regex(
    r"\d{5,}|(?=[a-f]*\d)[0-9a-f]{8,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE
)
_EXTENSION = lazy_regex(r"\.(?:s?html?|xhtml|php\d?|aspx?|jsp|cgi|md)$", re.IGNORECASE)
_PUNCTUATION = lazy_regex(r"%[2-7][0-9a-f]", re.IGNORECASE)
_TEMPLATE = lazy_regex(r"[:{}<>$*]")
_SLUGGED = {"astro": ("",), "hugo": ("", "slug"), "zola": ("", "slug")}
"""Of what generators make lower case with hyphens: of the file name, and of which fields."""


class SlugUnfriendly(Options, frozen=True):
    """`case`: `lower` reports capitals. `separator`: what stands between words.

    `allow-unicode`: letters of any script are fine. `max-chars`: characters, 0 for any number.
    """

    case: Literal["lower", "any"] = "lower"
    separator: str = "-"
    allow_unicode: bool = True
    max_chars: int = 0


@document_rule(
    severity="warning",
    default=False,
    evidence=[
        Evidence("G", "readable words with hyphens, not underscores; case matters", G_URL),
        Evidence("G!", "words in the address have hardly any effect on ranking", G_START),
    ],
    options=SlugUnfriendly,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye\n---\n", path="_posts/2024-05-01-rye-bread.md"),
        good("---\ntitle: Rye\nslug: хлеб-из-ржи\n---\n", path="posts/Rye_bread.md"),
        good("---\ntitle: Rye\n---\n", path="rye-bread/index.md"),
        good("---\ntitle: Rye\npermalink: /:year/:title/\n---\n", path="posts/rye.md"),
        good("---\ntitle: Rye\n---\n", path="content/posts/Rye.md", site={"generator": "hugo"}),
        good("---\nslug: Rye Bread\n---\n", path="content/a/r.md", site={"generator": "zola"}),
        bad(
            "---\nurl: /⟦Rye⟧/\n---\n",
            path="content/posts/rye.md",
            site={"generator": "hugo"},
            fixed="---\nurl: /rye/\n---\n",
        ),
        bad("⟦---⟧\ntitle: Rye\n---\n", path="posts/Rye.md"),
        bad("⟦---⟧\ntitle: Rye\n---\n", path="posts/rye_bread/index.md"),
        bad(
            "---\ntitle: Rye\nslug: ⟦Rye__bread⟧\n---\n",
            path="posts/rye.md",
            fixed="---\ntitle: Rye\nslug: rye-bread\n---\n",
        ),
        bad("---\ntitle: Rye\npermalink: /bread/⟦rye%2C-oats⟧/\n---\n", path="posts/rye.md"),
        bad("---\ntitle: Rye\npermalink: /bread/⟦rye.html⟧\n---\n", path="posts/rye.md"),
        bad("---\ntitle: Rye\nslug: ⟦4f9a01c2⟧\n---\n", path="posts/rye.md"),
        bad("---\ntitle: Rye\nslug: ⟦brød⟧\n---\n", path="posts/rye.md", allow_unicode=False),
        bad("---\ntitle: Rye\nslug: ⟦rye-bread⟧\n---\n", path="posts/rye.md", max_chars=5),
    ],
)
def check(doc: Document, options: SlugUnfriendly) -> Iterator[Problem]:
    if doc.noindex or doc.front_matter == "export":
        return
    field = doc.field("slug")
    if doc.site.generator == "zola":
        field = field or doc.fields.get("path")
    if field is not None:
        if not field.known or field.type not in ("str", "int", "float", "date"):
            return
        slug = field.text.rstrip("/").rpartition("/")[2]
    else:
        slug = _file_slug(doc)
    if not slug or _TEMPLATE.search(slug):
        return
    shown = slug
    if (field.key.lower() if field is not None else "") in _SLUGGED.get(doc.site.generator, ()):
        shown = slug.lower().replace(" ", "-")
    flaws = list(_flaws(shown, options))
    if flaws:
        yield Problem(
            doc.top if field is None else field.value.span(*_place(field, slug)),
            f"The slug “{shown}” {' and '.join(flaws)}",
            help="Write a few readable words, and redirect the old address if it was published",
            fix=_fix(field, slug, options) if field is not None else None,
            subject="slug",
            anchor="text" if field is not None else "page",
        )


def _file_slug(doc: Document) -> str:
    """What the generator makes an address of: the file's name, or the folder's of an index."""
    path = PurePosixPath(doc.path)
    name = _LANGUAGE.sub("", path.stem)
    if name.lower() in ("index", "_index", "readme"):
        if doc.kind == "index":
            return ""
        name = path.parent.name
    return name[match.end() :] if (match := _DATE.match(name)) else name


def _flaws(slug: str, options: SlugUnfriendly) -> Iterator[str]:
    text = unquote(slug)
    if " " in text:
        yield "has a space"
    if "_" in text and options.separator != "_":
        yield "has an underscore"
    if text != text.lower() and options.case == "lower":
        yield "has capitals"
    if _PUNCTUATION.search(slug.replace("%20", " ")):
        yield "has escaped punctuation"
    if "--" in text:
        yield "has two hyphens in a row"
    if _EXTENSION.search(text):
        yield "has a file extension"
    if _OPAQUE.fullmatch(text):
        yield "has no words"
    if not options.allow_unicode and not text.isascii():
        yield "has other than ASCII letters"
    if 0 < options.max_chars < len(text):
        yield f"has {len(text)} characters"


def _fix(field: Field, slug: str, options: SlugUnfriendly) -> Fix | None:
    """The same words in lower case with one separator, where that mends all of it."""
    if "%" in slug:
        return None
    mended = re.sub(r"[ _]+|-{2,}", options.separator, slug)
    mended = mended.lower() if options.case == "lower" else mended
    if mended == slug or next(_flaws(mended, options), None) is not None:
        return None
    place = _place(field, slug)
    return field.value.replace(*place, mended, message=f"Write {mended}", safe=False)


def _place(field: Field, slug: str) -> tuple[int, int]:
    """Where the last part of an address stands in its field."""
    start = field.text.rindex(slug)
    return start, start + len(slug)
