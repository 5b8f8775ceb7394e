"""Nearly all headings repeat the keyphrase that the page declares.

A heading tells what its section adds. Where each of them says the keyphrase again, readers
cannot tell the sections apart, and the text looks written for a search engine.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Heading,
    Keyphrase,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    missing_words,
)
from seolint_rules.sources import RANK_MATH, YOAST

LEAST_HEADINGS = 3


class KeyphraseInHeadings(Options, frozen=True):
    """`min` and `max`: shares, from 0 to 1, of the headings of the second and third level."""

    min: float = 0.0
    max: float = 0.75


_RYE = "---\nkeyphrase: rye bread\n---\n"


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "in 30 to 75 % of the headings of the second and third level", YOAST),
        Evidence("F", "in a heading", RANK_MATH),
    ],
    options=KeyphraseInHeadings,
    hidden_by=("FM001", "FM004", "KEY020", "HEAD011"),
    examples=[
        good(f"{_RYE}## Rye bread\n\n## Baking\n\n## Bread of rye\n"),
        good(f"{_RYE}## Rye bread\n\n## Baking rye bread\n\n#### Salt in rye bread\n"),
        good(f"{_RYE}## Flour\n\n## Salt\n\n## Water\n"),
        bad(f"{_RYE}## ⟦Rye bread⟧\n\n## Rye bread at home\n\n### Bread of rye\n"),
        bad(f"{_RYE}## ⟦Flour⟧\n\n## Salt\n\n## Water\n", min=0.3),
    ],
)
def check(doc: Document, options: KeyphraseInHeadings) -> Iterator[Problem]:
    phrase = doc.keyphrase
    if phrase is None or doc.noindex:
        return
    headings = [
        heading
        for heading in doc.headings
        if heading.level in (2, 3) and heading.known and not heading.hidden and heading.name
    ]
    if len(headings) < LEAST_HEADINGS:
        return
    holding = [heading for heading in headings if _reflects(heading, (phrase, *doc.synonyms))]
    share = len(holding) / len(headings)
    if share > options.max:
        first, *others = holding
        message = f"{len(holding)} of {len(headings)} headings hold the keyphrase “{phrase.text}”"
        help = "Say in each heading what its section adds"
    elif share < options.min and phrase.certain:
        first, others = headings[0], []
        some = f"only {len(holding)}" if holding else "none"
        message = f"Of {len(headings)} headings {some} hold the keyphrase “{phrase.text}”"
        help = "Name the subject in a heading where it helps readers"
    else:
        return
    yield Problem(
        first.text.span(),
        message,
        help=help,
        related=tuple(Related(doc.path, other.text.span(), "holds it as well") for other in others),
        subject="keyphrase:headings",
        anchor="page",
        data={"keyphrase": phrase.text, "count": len(holding), "headings": len(headings)},
    )


def _reflects(heading: Heading, phrases: tuple[Keyphrase, ...]) -> bool:
    """Whether the heading holds more than half of the words of one of the phrases."""
    return any(
        2 * len(missing_words((phrase,), heading.text.text)) < len(phrase.words)
        for phrase in phrases
    )
