"""A language tag names no language.

Browsers choose voice, hyphenation and quotation marks by it, and search engines pass over an
`hreflang` that they cannot read. A tag begins with a language; a region may follow it.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    TagFlaw,
    bad,
    document_rule,
    good,
    lazy_regex,
    tag_flaw,
)
from seolint_rules.sources import AXE, BCP47, G_HREF, IANA_SUBTAGS, LIGHTHOUSE

_ATTRIBUTE = lazy_regex(
    r"(?<=\s)(?:xml:)?(?:href)?lang\s*=\s*([\"'])([^\"'<>{}]*)\1", re.IGNORECASE
)
_TAG_START = lazy_regex(r"<([a-z][a-z0-9]*)\s[^<>]*", re.DOTALL)
_ELEMENTS = frozenset(
    "a abbr article aside audio b bdi bdo blockquote body button caption cite dd del details dfn "
    "div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header html i iframe "
    "img input ins label legend li link main mark nav object ol optgroup option p q ruby s section "
    "select small span strong sub summary sup svg table tbody td textarea tfoot th thead time "
    "title tr track u ul var video".split()
)
"""Those whose `lang` names no programming language."""

_PROGRAM_LANGUAGES = frozenset(("go", "js", "jsx", "md", "py", "rb", "tsx", "vb"))
_LIKE_A_TAG = lazy_regex(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


class LanguageTagInvalid(Options, frozen=True):
    """`allow`: tags that are fine all the same."""

    allow: tuple[str, ...] = ()


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "how tags are made", BCP47),
        Evidence("S", "which subtags there are", IANA_SUBTAGS),
        Evidence("S", "the lang attribute has a valid value", AXE),
        Evidence("S", "hreflang names an expected language", LIGHTHOUSE),
        Evidence(
            "G", "hreflang is a language and perhaps a region; a region alone is none", G_HREF
        ),
    ],
    options=LanguageTagInvalid,
    examples=[
        good("---\ntitle: Ton\nlang: de-CH\n---\n"),
        good("---\ntitle: Clay\nlocale: en_US\n---\n"),
        good("---\ntitle: Clay\nlanguage: python\n---\n"),
        good('A word: <i lang="la">terra</i>, `<i lang="xx">`, and <code lang="js">a</code>.\n'),
        good('<Code lang="js" />\n', path="clay.mdx"),
        good('<!-- <i lang="xx">clay</i> -->\n'),
        good('<html><head><link rel="alternate" hreflang="x-default" href="/"></head></html>\n'),
        good("---\ntitle: Clay\nlang: zz\n---\n", allow=["zz"]),
        bad("---\nlang: ⟦en-UK⟧\n---\n", fixed="---\nlang: en-GB\n---\n", severity="error"),
        bad("---\nlanguage: ⟦jp⟧\n---\n", fixed="---\nlanguage: ja\n---\n"),
        bad("---\nlang: ⟦US⟧\n---\n"),
        bad("---\nlang: ⟦English⟧\n---\n"),
        bad("---\nlang: ⟦pt_BR⟧\n---\n", severity="info"),
        bad(
            '<html lang="⟦cz⟧"><head><title>Jíl</title></head></html>\n',
            path="jil.html",
            fixed='<html lang="cs"><head><title>Jíl</title></head></html>\n',
        ),
        bad(
            'A word: <i lang="⟦en_US⟧">clay</i>.\n',
            fixed='A word: <i lang="en-US">clay</i>.\n',
        ),
        bad('A word: <a hreflang="⟦xx⟧" href="/a">clay</a>.\n'),
    ],
)
def check(doc: Document, options: LanguageTagInvalid) -> Iterator[Problem]:
    yield from _front_matter(doc, options)
    if "<" not in doc.masked or "lang=" not in doc.masked:
        return
    for attribute in _ATTRIBUTE.finditer(doc.masked, doc.body):
        tag = attribute[2].strip()
        if not tag or tag in options.allow:
            continue
        flaw = tag_flaw(tag)
        if flaw is not None and _is_of_text(doc, attribute.start()):
            start = attribute.start(2) + attribute[2].index(tag)
            yield _problem(doc, tag, flaw, start, start + len(tag))


def _front_matter(doc: Document, options: LanguageTagInvalid) -> Iterator[Problem]:
    field = doc.field("language")
    if field is None or not field.known or field.type != "str" or field is doc.head.get("language"):
        return
    tag = field.text.strip()
    if not tag or tag in options.allow:
        return
    if field.key.lower() == "language" and not _LIKE_A_TAG.fullmatch(tag):
        return
    if tag.lower() in _PROGRAM_LANGUAGES:
        return
    flaw = tag_flaw(tag.replace("_", "-"))
    if flaw is not None:
        yield _problem(doc, tag, flaw, field.start, field.end)
    elif "_" in tag and field.key.lower() != "locale":
        yield Problem(
            field.span,
            "A language tag has hyphens, no underscores",
            help=f"Write {tag.replace('_', '-')} where it becomes an attribute `lang`",
            subject=f"language:{tag}",
            severity="info",
        )


def _problem(doc: Document, tag: str, flaw: TagFlaw, start: int, end: int) -> Problem:
    span = doc.span(start, end)
    fix: Fix | None = None
    if flaw.meant and doc.text[start:end] == tag:
        fix = Fix((Edit(span.start, span.end, flaw.meant),), f"Write {flaw.meant}")
    return Problem(
        span,
        flaw.message,
        help=f"Write {flaw.meant}"
        if flaw.meant
        else "Write a language such as en, or one with a region such as en-GB",
        fix=fix,
        subject=f"language:{tag}",
    )


def _is_of_text(doc: Document, position: int) -> bool:
    """Whether an attribute stands in the tag of an HTML element that holds text."""
    before = doc.masked[:position]
    tag = _TAG_START.fullmatch(before, before.rfind("<"))
    if tag is None or tag[1] not in _ELEMENTS or doc.is_code(position):
        return False
    return before.rfind("<!--") <= before.rfind("-->")
