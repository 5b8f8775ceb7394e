"""A style hides text or links from readers.

What only a search engine can see is spam to it, whoever put it there. Text for screen readers,
tabs, and whatever a script shows on demand is something else.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from seolint.api import (
    Document,
    Element,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    word_list,
)
from seolint_rules.sources import G_SPAM

_DECLARATION = lazy_regex(r"(?<![\w-])([\w-]++)\s*+:([^;]++)")
_ZERO = lazy_regex(r"(?:0++(?:\.0++)?|\.0++)(?:px|em|rem|pt|%|vw|vh)?")
_FAR_AWAY = lazy_regex(r"-(?:999|\d{4,})(?:\.\d+)?(?:px|em|rem|pt|%|vw|vh)")
_TAG = lazy_regex(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*+>|\Z)|<[^<>]*+>", re.DOTALL
)
_LINK = lazy_regex(r"<a\s[^<>]*\bhref\b|\]\([^()\s]", re.IGNORECASE)
_SHOWN_BY = lazy_regex(
    r"(?:id|role|itemprop|itemscope|itemtype|data-.*|aria-.*|on.*|x-.*|v-.*|:.*)"
)
_WIDGET = lazy_regex(
    r"tab|accord|collaps|toggle|expand|modal|popup|drop|menu|spoiler|hid|slide|lightbox|overlay"
    r"|tooltip|print|panel|\bjs-|more|\b[hpu]-",
    re.IGNORECASE,
)
_NO_TEXT = frozenset(("script", "style", "template", "svg", "noscript", "iframe", "math"))
_COLOURS = {"white": "#ffffff", "black": "#000000"}


class HiddenText(Options, frozen=True):
    """`min-words`: fewer are fine, unless they are a link.

    `classes-ok`: those of text for screen readers.
    """

    min_words: int = 5
    classes_ok: tuple[str, ...] = ("sr-only", "visually-hidden", "screen-reader-text")


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "text that only search engines see is spam", G_SPAM),
        Evidence("M", "0.1 % of 3,140 good pages hide something inline"),
    ],
    options=HiddenText,
    examples=[
        good('<p style="color: white; background: black">Rye is what we bake here.</p>\n'),
        good('<p style="display: none">Rye</p>\n'),
        good('<p class="sr-only" style="font-size: 0">Rye is what we bake here.</p>\n'),
        good('<div id="more" style="display: none">Rye is what we bake here.</div>\n'),
        good('<div class="tab" style="display: none">Rye is what we bake here.</div>\n'),
        good('<p style="position: fixed; left: -999px; width: 1px">Rye is what we bake.</p>\n'),
        good('`<p style="display: none">Rye is what we bake here.</p>`\n'),
        bad('<p style="⟦display: none⟧">Rye is what we bake here.</p>\n'),
        bad('<p style="⟦font-size:0⟧">Rye, <b>rye bread</b>, rye loaf.</p>\n'),
        bad('<a style="⟦text-indent: -9999px⟧" href="https://rye.example">Rye</a>\n'),
        bad('<p style="⟦color: #FFF; background: white⟧">Rye is what we bake here.</p>\n'),
    ],
)
def check(doc: Document, options: HiddenText) -> Iterator[Problem]:
    covered = 0
    for element in doc.elements:
        style = element.attributes.get("style")
        if style is None or element.start < covered or element.name in _NO_TEXT:
            continue
        how = _how(style.text)
        if not how or _is_for_somebody(element, how, options.classes_ok, doc):
            continue
        covered = element.end
        inside = doc.masked[element.start : element.end]
        text = _TAG.sub(" ", inside)
        if "\\newcommand" in text or "\\def" in text:
            continue
        words = len(word_list(text, doc.language))
        if words >= options.min_words or (words and _LINK.search(inside)):
            yield Problem(
                style.span(),
                f"`{how}` hides {words} word{'s' * (words != 1)} from readers",
                help="Show them, or delete them",
                subject=f"style:{how}",
                data={"style": how, "words": words},
            )


@lru_cache(maxsize=64)
def _how(style: str) -> str:
    """The declaration that hides an element, or an empty text."""
    styles = {
        name: value.strip().removesuffix("!important").rstrip()
        for name, value in _DECLARATION.findall(style.lower())
    }
    if styles.get("display") == "none":
        return "display: none"
    if styles.get("visibility") == "hidden":
        return "visibility: hidden"
    for name in ("font-size", "opacity"):
        if _ZERO.fullmatch(styles.get(name, "1")):
            return f"{name}: 0"
    if {"1px", "0"} & {styles.get("width"), styles.get("height")} or "clip" in styles:
        return ""
    for name in ("text-indent", "left", "top", "margin-left"):
        if _FAR_AWAY.fullmatch(styles.get(name, "")):
            return f"{name}: {styles[name]}"
    color, behind = styles.get("color"), styles.get("background-color", styles.get("background"))
    if color and behind and _colour(color) == _colour(behind):
        return f"color: {color}"
    return ""


def _colour(value: str) -> str:
    value = _COLOURS.get(value, value)
    return "#" + "".join(2 * digit for digit in value[1:]) if len(value) == 4 else value


def _is_for_somebody(
    element: Element, how: str, classes_ok: tuple[str, ...], doc: Document
) -> bool:
    """Whether a screen reader or a script is meant to find what the style hides."""
    named = element.attributes.get("class")
    classes = named.text.split() if named is not None else []
    if any(name in classes_ok for name in classes):
        return True
    if not how.startswith(("display", "visibility", "opacity")):
        return False
    if any(_SHOWN_BY.fullmatch(name) for name in element.attributes):
        return True
    return bool(classes) and (
        "<script" in doc.text or _WIDGET.search(" ".join(classes)) is not None
    )
