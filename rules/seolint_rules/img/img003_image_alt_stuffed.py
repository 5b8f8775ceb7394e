"""An alt text is a pile of keywords.

It is read aloud to people who cannot see the image. A list of search phrases tells them
nothing, and search engines take it for spam.
"""

import re
from collections import Counter
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    stop_words,
    word_list,
)
from seolint_rules.sources import G_IMG, G_SPAM

MOST_WORDS = 4
"""Words of a fragment that may be a keyword and not a part of a sentence."""

SHARE = 0.2
"""A word that is a smaller part of the alt text belongs to a long description."""

_COMMA = lazy_regex(r"[,;|]|(?<=\w)、")
_COUNTED = lazy_regex(r"[\s(#:-]*(?:\w\b|[A-Z0-9])")
"""What follows a word that is one of several: “server A”, “step 2”, “Rye Bread”."""


class ImageAltStuffed(Options, frozen=True):
    """`fragments`: so many keywords between commas are a list.

    `max-word`: how often one word may stand in an alt text.
    """

    fragments: int = 4
    max_word: int = 2


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "alt text filled with keywords may make a site be seen as spam", G_IMG),
        Evidence("G", "keyword stuffing is spam", G_SPAM),
    ],
    options=ImageAltStuffed,
    examples=[
        good("![Rye bread, sliced, on a board beside a knife](rye.jpg)\n"),
        good("![Flour, water, salt, and yeast](rye.jpg)\n"),
        good("![Flour, water, salt, yeast](rye.jpg)\n"),
        good("![60 % dark rye, 20 % light rye, 15 % spelt, 5 % rye malt](flours.png)\n"),
        good("![Oven 1, oven 2 and oven 3 stand in a row](ovens.jpg)\n"),
        good(
            "![The dough rises in the first bowl, falls in the second bowl where the salt is"
            " missing, and in the third bowl it has gone sour](bowls.jpg)\n"
        ),
        bad("![⟦rye bread, buy rye bread, rye bakery, fresh rye⟧](rye.jpg)\n"),
        bad("![⟦Bread shop best bread cheap bread online⟧](rye.jpg)\n"),
        bad('<img src="rye.jpg" alt="⟦rye, rye flour, dark rye⟧">\n', path="page.html"),
        bad("![⟦rye bread, old rye, spelt⟧](rye.jpg)\n", fragments=3),
    ],
)
def check(doc: Document, options: ImageAltStuffed) -> Iterator[Problem]:
    for image in doc.images:
        alt = image.alt.text
        if len(alt) < 12 or image.hidden or not image.alt.known:
            continue
        omit = stop_words(doc.language)
        if fragments := _keywords(alt, doc.language, options.fragments):
            says = f"The alt text is a list of {fragments} keywords"
        elif omit and (word := _repeated(alt, doc.language, options.max_word)):
            says = f"The alt text says “{word}” again and again"
        else:
            continue
        yield Problem(
            image.alt.span(),
            says,
            help="Describe the image in a short sentence",
            subject=f"image:{image.url}",
        )


def _keywords(alt: str, language: str, least: int) -> int:
    """The number of fragments where the whole is a list of keywords that share a word."""
    fragments = [word_list(part.lower(), language) for part in _COMMA.split(alt)]
    fragments = [fragment for fragment in fragments if fragment]
    if len(fragments) < least or any(len(fragment) > MOST_WORDS for fragment in fragments):
        return 0
    omit = stop_words(language)
    figures = sum(any(word[0].isdigit() for word in fragment) for fragment in fragments)
    if alt.rstrip().endswith((".", "!", "?")) or fragments[-1][0] in omit or figures > 1:
        return 0
    shared = Counter(word for fragment in fragments for word in set(fragment) if word not in omit)
    return len(fragments) if 2 * max(shared.values(), default=0) >= len(fragments) else 0


def _repeated(alt: str, language: str, most: int) -> str:
    """A content word that stands in the alt text more often, each time by itself.

    Empty where there is none, and for a chart told in numbers.
    """
    words = word_list(alt.lower(), language)
    omit = stop_words(language)
    if sum(word[0].isdigit() for word in words) > most:
        return ""
    for word, count in Counter(words).most_common(3):
        if count <= most or count < SHARE * len(words):
            break
        if word in omit or len(word) < 3 or word.isdigit():
            continue
        places = [match.end() for match in re.finditer(rf"\b{re.escape(word)}\b", alt, re.I)]
        if sum(_COUNTED.match(alt, place) is None for place in places) > most:
            return word
    return ""
