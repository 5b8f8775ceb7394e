"""The description does not hold the keyphrase that the page declares, or too often.

Search engines print the words of a query in bold where the description holds them. Once is
enough, in any form; a description that says it in every sentence reads like a list.
"""

from collections import Counter
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    index_words,
    missing_words,
    occurrences,
    word_list,
)
from seolint_rules.sources import RANK_MATH, YOAST


class KeyphraseNotInDescription(Options, frozen=True):
    """`min` and `max`: how often the description has to and may hold the keyphrase."""

    min: int = 1
    max: int = 2


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "once or twice in the description", YOAST),
        Evidence("F", "in the description", RANK_MATH),
    ],
    options=KeyphraseNotInDescription,
    hidden_by=("FM001", "FM004", "KEY020", "META010", "META013"),
    examples=[
        good("---\ndescription: Why bread made of rye keeps\nkeyphrase: rye bread\n---\n"),
        good("---\ndescription: Bread\nkeyphrase: rye bread\n---\n", min=0),
        good("---\ndescription: A loaf\nkeyphrase: rye\nkeyphrase_synonyms: loaf\n---\n"),
        good("---\nkeyphrase: rye bread\n---\n"),
        bad("---\ndescription: ⟦Why a loaf keeps for a week⟧\nkeyphrase: rye bread\n---\n"),
        bad(
            "---\ndescription: Buy ⟦rye bread⟧. Our rye bread is the best rye bread.\n"
            "keyphrase: rye bread\n---\n"
        ),
    ],
)
def check(doc: Document, options: KeyphraseNotInDescription) -> Iterator[Problem]:
    phrase = doc.keyphrase
    description = doc.field("description")
    if phrase is None or doc.noindex or description is None:
        return
    if not (description.known and description.text):
        return
    text = description.value
    missing = missing_words((phrase, *doc.synonyms), text.text)
    if missing:
        if options.min < 1 or not phrase.certain:
            return
        yield Problem(
            description.span,
            f"The keyphrase “{phrase.text}” is not in the description",
            help="Say there what the page is about",
            subject="keyphrase:description",
            anchor="page",
            data={"keyphrase": phrase.text, "missing": list(missing)},
        )
        return
    vocabulary = Counter(word_list(text.text.lower(), doc.language))
    places = list(occurrences(phrase, (text,), vocabulary, index_words(vocabulary)))
    if len(places) > options.max:
        _, start, end = places[0]
        yield Problem(
            text.span(start, end),
            f"The description holds the keyphrase “{phrase.text}” {len(places)} times",
            help="Say it once, and use the space for what is different here",
            related=tuple(
                Related(doc.path, text.span(*place), "here again") for _, *place in places[1:]
            ),
            subject="keyphrase:description",
            anchor="page",
            data={"keyphrase": phrase.text, "count": len(places), "limit": options.max},
        )
