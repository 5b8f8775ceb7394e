"""The text does not begin with the keyphrase that the page declares.

Who comes from a search wants to see in the first lines that this is the page they looked
for. A synonym tells it as well. Pictures, quotes and lines of a few words are passed over.
"""

from collections.abc import Iterator
from typing import Literal

from seolint.api import (
    Block,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    missing_words,
    word_list,
)
from seolint_rules.sources import RANK_MATH, YOAST

LEAST_WORDS = 20
"""A first paragraph of fewer is a line above the text, and the next one belongs to it."""

TENTH = 10


class KeyphraseNotInIntro(Options, frozen=True):
    """`within`: the first paragraph, or the first tenth of the text if that is more."""

    within: Literal["first-paragraph", "first-tenth"] = "first-paragraph"


_RYE = "---\nkeyphrase: rye bread\n---\n"
_PLAIN = (
    "It keeps for a week and tastes of the field it grew on, and all of us like it with butter.\n\n"
)


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "in the first paragraph", YOAST),
        Evidence("F", "in the first tenth of the text", RANK_MATH),
    ],
    options=KeyphraseNotInIntro,
    hidden_by=("FM001", "FM004", "KEY020", "KEY010"),
    examples=[
        good(f"{_RYE}Bread of rye is dense.\n\n{_PLAIN * 3}"),
        good(f"{_RYE}By Ann.\n\n> A loaf!\n\nBread is what we do, most of all with rye.\n"),
        good(f"{_RYE}{_PLAIN * 2}Now the rye bread.\n\n{_PLAIN * 40}", within="first-tenth"),
        good(
            "---\nkeyphrase: rye bread\nkeyphrase_synonyms: [dark crust]\n---\nDark crusts keep.\n"
        ),
        good("---\nkeyphrase: rye bread\n---\n- A list.\n"),
        good(f"{_RYE}{{% include lead.md %}}\n\n{_PLAIN}", site={"generator": "jekyll"}),
        bad(f"{_RYE}⟦{_PLAIN.strip()}⟧\n\nNow the rye bread.\n"),
        bad(f"{_RYE}⟦{_PLAIN.strip()}⟧\n\n{_PLAIN * 40}\n\nRye bread.\n", within="first-tenth"),
    ],
)
def check(doc: Document, options: KeyphraseNotInIntro) -> Iterator[Problem]:
    phrase = doc.keyphrase
    if phrase is None or doc.noindex or doc.dynamic or not phrase.certain:
        return
    least = LEAST_WORDS
    if options.within == "first-tenth":
        least = max(least, doc.word_count // TENTH)
    intro = _intro(doc, least)
    if not intro or not all(block.text.known for block in intro):
        return
    text = "\n".join(block.text.text for block in intro)
    if missing := missing_words((phrase, *doc.synonyms), text):
        where = "first paragraph" if options.within == "first-paragraph" else "beginning"
        yield Problem(
            intro[0].span,
            f"The keyphrase “{phrase.text}” is not in the {where}",
            help="Say early what the page is about",
            subject="keyphrase:intro",
            anchor="page",
            data={"keyphrase": phrase.text, "missing": list(missing)},
        )


def _intro(doc: Document, least: int) -> list[Block]:
    """The first paragraphs, as many as it takes to `least` words."""
    intro = []
    for block in doc.blocks:
        if block.kind == "paragraph" and (words := word_list(block.text.text, doc.language)):
            intro.append(block)
            least -= len(words)
            if least <= 0:
                break
    return intro
