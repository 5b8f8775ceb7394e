"""The description is too short to say anything.

A few words seldom tell what a page is about, so a search engine takes a passage of the
text instead. There is no space to be used up: two short sentences are enough.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    result_text,
)
from seolint_rules.sources import G_SNIP, SCREAMING_FROG, YOAST

DENSE = ("ja", "ko", "zh")
"""Languages that say as much in half the characters."""


class DescriptionTooShort(Options, frozen=True):
    """`min-chars`: characters; half of them in Chinese, Japanese and Korean."""

    min_chars: int = 50


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "a description is specific to its page", G_SNIP),
        Evidence("F", "120 characters", YOAST),
        Evidence("F", "70 characters", SCREAMING_FROG),
        Evidence("M", "8 to 11 % of the posts of two good blogs; 89 to 99 % have fewer than 120"),
    ],
    options=DescriptionTooShort,
    hidden_by=("FM001", "FM004", "META010"),
    examples=[
        good("---\ndescription: Why a loaf of rye bread keeps for a whole week in summer\n---\n"),
        good(
            "---\nlang: ja\ndescription: ライ麦パンが一週間おいしく食べられる理由とその方法\n---\n"
        ),
        good("---\ndescription: '{{ lead }}'\n---\n", site={"generator": "jekyll"}),
        bad("---\ndescription: ⟦All about rye⟧\n---\n"),
        bad("---\ndescription: '⟦**Rye**, [its keeping](https://example.com/rye/keeping)⟧'\n---\n"),
        bad("---\nlang: ja\ndescription: ⟦ライ麦パン⟧\n---\n"),
        bad("---\ndescription: ⟦Why a loaf of rye keeps for a week⟧\n---\n", min_chars=60),
    ],
)
def check(doc: Document, options: DescriptionTooShort) -> Iterator[Problem]:
    description = doc.field("description")
    if description is None or not description.known or doc.noindex or doc.front_matter == "export":
        return
    length = len(result_text(description.text))
    least = options.min_chars // 2 if doc.language in DENSE else options.min_chars
    if 0 < length < least:
        yield Problem(
            description.span,
            f"The description has {length} character{'s' * (length != 1)}, too few to tell what the"
            " page is about",
            help="Say what a reader will find on the page",
            subject="field:description",
            data={"characters": length, "limit": least},
        )
