"""The same phrase stands in nearly every heading.

The reader knows the topic from the title. Headings that say it again and again are a mark
of text written for a search engine, and they hide what is new in each section.
"""

from collections import defaultdict
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Heading,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    frequent_words,
    good,
    longest_phrase,
    phrases,
    stop_words,
)
from seolint_rules.sources import G_SPAM, YOAST


class HeadingPhraseOverused(Options, frozen=True):
    """`max-share`: from 0 to 1, of the headings."""

    max_share: float = 0.75
    min_headings: int = 4


@document_rule(
    severity="warning",
    evidence=[
        Evidence("F", "at most 75 % of the headings hold the keyphrase", YOAST),
        Evidence("G", "keyword stuffing is spam", G_SPAM),
        Evidence("M", "2 of 712 good posts with four or more headings"),
    ],
    options=HeadingPhraseOverused,
    examples=[
        good("## Baking Rye Bread\n\n## Rye Bread and Salt\n\n## Storing Rye Bread\n"),
        good("## Flour\n\n## Baking Rye Bread\n\n## Rye Bread and Salt\n\n## Storing Rye Bread\n"),
        good("## The oven is\n\n## Is the oven\n\n## In the oven\n\n## For the oven\n"),
        good("---\nlang: ja\n---\n" + "## ライ麦 パン の 話\n\n" * 4),
        bad(
            "---\nlang: fi\n---\n"
            "## ⟦Tumma leipä kotona⟧\n\n## Tumma leipä ja suola\n\n"
            "## Miksi tumma leipä\n\n## Tumma leipä\n"
        ),
        bad(
            "## ⟦Baking Rye Bread⟧\n\n## Rye Bread, Salt\n\n## Storing Rye Bread\n\n## Rye Bread\n"
        ),
        bad(
            "## Flour\n\n## ⟦Baking Rye Bread⟧\n\n## Rye Bread Salt\n\n## Rye Bread\n",
            max_share=0.7,
        ),
    ],
)
def check(doc: Document, options: HeadingPhraseOverused) -> Iterator[Problem]:
    headings = [heading for heading in doc.headings if heading.known and not heading.hidden]
    omit = stop_words(doc.language)
    if not omit or len(headings) < options.min_headings:
        return
    limit = options.max_share * len(headings)
    texts = [heading.text.opaque for heading in headings]
    ends = frequent_words(texts, limit, omit)
    if len(ends) < 2:
        return
    holders: defaultdict[str, list[Heading]] = defaultdict(list)
    for heading, text in zip(headings, texts, strict=True):
        for phrase in dict.fromkeys(found[0] for found in phrases(text, doc.language, ends)):
            holders[phrase].append(heading)
    overused = {phrase: len(held) for phrase, held in holders.items() if len(held) > limit}
    if overused:
        phrase = longest_phrase(overused)
        first, *others = holders[phrase]
        yield Problem(
            first.text.span(),
            f"{1 + len(others)} of {len(headings)} headings hold “{phrase}”",
            help="Say in each heading what its section adds",
            related=tuple(
                Related(doc.path, heading.text.span(), "holds it as well") for heading in others
            ),
            subject=f"phrase:{phrase}",
            data={"phrase": phrase, "count": 1 + len(others), "headings": len(headings)},
        )
