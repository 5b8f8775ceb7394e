"""The description is nothing that can be shown.

It repeats the title, lists keywords, breaks off, or holds markup that a search engine prints
as it stands. Such a description is passed over, or looks broken where it is not.
"""

import re
from collections.abc import Iterator

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
    result_text,
    stop_words,
)
from seolint_rules.sources import G_SNIP

CUT_LENGTH = 100
"""Characters from which an ellipsis is taken for a cut, not for suspense."""

_WORD = lazy_regex(r"\w+")
_CUT = lazy_regex(r"(?<!\w)\w*+(?:(?<=\w)(?:…|\.\.\.)|\[(?:…|\.\.\.)\])$")
_MARKUP = lazy_regex(
    r"(?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});)"
    r"|(?P<template>\$?\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{%(?:(?!\{%|%\}).)*+%\}|\$\{[^{}]*+\}"
    r"|<%(?:(?!<%|%>).)*+%>|%%\w++%%)"
    r"|(?P<html><(?P<tag>[a-z][a-z0-9]*)\b[^<>]*+>(?=.{0,200}</(?P=tag)>).{0,200}?</(?P=tag)>"
    r"|<(?:br|hr|p)\s*/?>|<(?:a|img)\s[^<>]*>)"
    r"|(?P<link>!?\[[^\[\]]*+\]\([^)\s\[]++\))"
    r"|(?P<markdown>\*\*(?=\S)[^*]+(?<=\S)\*\*|(?<![\w*])\*(?=[^\s*])[^*]+(?<=\S)\*(?![\w*])"
    r"|(?<!\w)_(?=[^\s_])[^_]+(?<=[^\s_])_(?!\w)|`[^`]+`)",
    re.DOTALL,
)
_NAMES = {
    "entity": "an entity",
    "template": "template code",
    "html": "HTML",
    "link": "Markdown",
    "markdown": "Markdown",
}
_READS_AS_TEXT = {
    "jekyll": frozenset(["entity", "html", "link", "markdown"]),
    "hugo": frozenset(["link", "markdown"]),
}
"""Markup that a generator's usual templates take out of a description."""

_HARMLESS = lazy_regex(r"[\w\s.,;()!?’“”‘–—…·•©®™°×€£-]*")
"""What means the same however the value is quoted."""


class DescriptionUnusable(Options, frozen=True):
    """`list-fragments`: so many keywords between commas are a list.

    `similarity-to-title`: from 0 to 1, the words that both share.
    """

    list_fragments: int = 5
    similarity_to_title: float = 0.9


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "strings of keywords are less likely to be shown", G_SNIP),
        Evidence("M", "1.4 % of 3,140 good pages repeat the title"),
    ],
    options=DescriptionUnusable,
    hidden_by=("FM001", "META010"),
    examples=[
        good("---\ntitle: Rye bread\ndescription: Why a loaf keeps for a week\n---\n"),
        good("---\ndescription: Bake with rye, spelt, wheat, oats, or barley.\n---\n"),
        good("---\ndescription: What __init__ and a*b*c mean, and the <video> element\n---\n"),
        good("---\ndescription: And then the crust broke...\n---\n"),
        good("---\ndescription: 'Keep **rye** fresh'\n---\n", site={"generator": "jekyll"}),
        bad("---\ntitle: Rye bread\ndescription: ⟦Rye Bread.⟧\n---\n"),
        bad("---\ndescription: ⟦rye, rye bread, sourdough rye, dark bread, bakery⟧\n---\n"),
        bad("---\ndescription: 'See ⟦[the guide](/rye/)⟧ to rye'\n---\n"),
        bad("---\ndescription: Rye keeps ⟦<b>long</b>⟧\n---\n"),
        bad("---\ndescription: Rye by ⟦${author}⟧\n---\n"),
        bad(
            "---\ndescription: Rye ⟦&amp;⟧ spelt\n---\n",
            fixed="---\ndescription: Rye & spelt\n---\n",
        ),
        bad("---\ndescription: 'Rye ⟦&lt;⟧ spelt'\n---\n"),
        bad(
            "---\ndescription: Keep ⟦**rye**⟧ fresh\n---\n",
            fixed="---\ndescription: Keep rye fresh\n---\n",
        ),
        bad("---\ndescription: Keep ⟦**rye:**⟧ fresh\n---\n"),
        bad(
            "---\ndescription: Rye is the grain of the north, where summers are short and the"
            " soil is poor, and it makes a bread that stays fresh for ⟦wee…⟧\n---\n"
        ),
    ],
)
def check(doc: Document, options: DescriptionUnusable) -> Iterator[Problem]:
    description = doc.field("description")
    if (
        description is None
        or not description.known
        or doc.noindex
        or doc.front_matter == "export"
        or not description.text
    ):
        return
    text = description.text
    if _repeats(doc.field("title"), text, options.similarity_to_title):
        yield _problem(description, "The description repeats the title", "Say what the title omits")
    elif fragments := _keywords(text, doc.language, options.list_fragments):
        yield _problem(
            description,
            f"The description is a list of {fragments} keywords",
            "Write a sentence or two for a reader",
        )
    elif (cut := _CUT.search(text)) and (len(text) >= CUT_LENGTH or cut[0].endswith("]")):
        yield Problem(
            description.value.span(*cut.span()),
            "The description breaks off",
            help="End with a whole sentence",
            subject="field:description",
        )
    for markup in _MARKUP.finditer(text):
        yield from _markup(doc, description, markup)


def _problem(description: Field, message: str, help: str) -> Problem:
    return Problem(description.span, message, help=help, subject="field:description")


def _repeats(title: Field | None, text: str, least: float) -> bool:
    if title is None or not title.known:
        return False
    ours = set(_WORD.findall(result_text(text).casefold()))
    theirs = set(_WORD.findall(result_text(title.text).casefold()))
    return bool(ours and theirs) and 2 * len(ours & theirs) >= least * (len(ours) + len(theirs))


def _keywords(text: str, language: str, least: int) -> int:
    """The number of fragments where the whole is a list of keywords, else 0."""
    fragments = [fragment.split() for fragment in re.split(r"[,;|]", text) if fragment.strip()]
    if len(fragments) < least or any(len(fragment) > 3 for fragment in fragments):
        return 0
    sentence = text.rstrip().endswith((".", "!", "?", "…"))
    return 0 if sentence or fragments[-1][0].lower() in stop_words(language) else len(fragments)


def _markup(doc: Document, description: Field, markup: re.Match[str]) -> Iterator[Problem]:
    kind = markup.lastgroup or ""
    if kind in _READS_AS_TEXT.get(doc.site.generator, ()):
        return
    plain = _plain(kind, markup[0])
    if plain == markup[0]:
        return
    fix: Fix | None = None
    if plain and (_HARMLESS.fullmatch(plain) or (plain == "&" and markup.start())):
        fix = description.value.replace(
            *markup.span(), plain, message=f"Write “{plain}” instead of “{markup[0]}”"
        )
    yield Problem(
        description.value.span(*markup.span()),
        f"The description holds {_NAMES[kind]} that is shown as it stands: “{markup[0]}”",
        help="Write plain text",
        fix=fix,
        subject="field:description",
    )


def _plain(kind: str, markup: str) -> str:
    """What the markup reads as; empty where that is not for a fix to say."""
    if kind == "entity":
        import html

        return html.unescape(markup).replace("\xa0", " ")
    return markup.strip("*_`") if kind == "markdown" else ""
