"""The keyphrase is none that anybody would search for.

It is one phrase of a few words. A long one is found nowhere as a whole, one of function words
alone is found everywhere, and commas and quotes are looked for in no text. Quotes around
all of it are fine: they ask for exactly these words.
"""

from collections.abc import Iterator, Mapping

from seolint.api import (
    UNSPACED,
    Document,
    Evidence,
    Field,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    stop_words,
    word_list,
)
from seolint_rules.sources import YOAST

MOST, MOST_IN_ALL, MOST_CHARACTERS = 4, 6, 12
"""Words that mean something; words where nobody knows which do; characters without blanks."""

FAR_TOO_MANY = {MOST: 8, MOST_IN_ALL: 9, MOST_CHARACTERS: 18}
"""From more than so many on it is an error."""

_COMMA = lazy_regex(r"[;、，]|,(?!\d)")
_INNER_QUOTE = lazy_regex(r"(?<!\d)[\"“”„‟«»]")


class KeyphraseMalformed(Options, frozen=True):
    """`max-content-words`: one for all languages or one for each that it names.

    Words without function words; in languages whose function words are not known all words,
    and in those without blanks between words characters.
    """

    max_content_words: int | Mapping[str, int] = {}


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "four words that mean something, and an error over eight", YOAST),
    ],
    options=KeyphraseMalformed,
    hidden_by=("FM001", "FM004"),
    examples=[
        good("---\nkeyphrase: state-of-the-art rye bread\n---\n"),
        good("---\nkeyphrase: how to bake a bread of rye\n---\n"),
        good("---\nkeyphrase: '\"rye bread\"'\n---\n"),
        good("---\nkeyphrase: '27\" monitor under 1,000 euros'\n---\n"),
        good("---\nkeyphrase: '{{ phrase }}'\n---\n", site={"generator": "jekyll"}),
        good("---\nkeyphrase: five good ways of baking dark rye\n---\n", max_content_words=6),
        bad("---\nkeyphrase: ⟦rye bread, dark loaf⟧\n---\n"),
        bad("---\nkeyphrase: [⟦rye bread⟧, dark loaf]\n---\n"),
        bad('---\nkeyphrase: the ⟦"⟧best" rye\n---\n'),
        bad("---\nkeyphrase: ⟦how to⟧\n---\n"),
        bad("---\nkeyphrase: '⟦!⟧'\n---\n"),
        bad("---\nkeyphrase: ⟦five good ways of baking dark rye⟧\n---\n"),
        bad("---\nlang: mk\nkeyphrase: ⟦eden dva tri četiri pet šest sedum⟧\n---\n"),
        bad("---\nlang: ja\nkeyphrase: ⟦家で焼くおいしいライ麦パン⟧\n---\n"),
        bad(
            "---\nkeyphrase: ⟦quick cheap easy ways of baking dark dense sour rye⟧\n---\n",
            severity="error",
        ),
    ],
)
def check(doc: Document, options: KeyphraseMalformed) -> Iterator[Problem]:
    field = doc.field("keyphrase")
    if field is None or not field.known or doc.noindex:
        return
    if len(field.items) > 1:
        yield _problem(
            field.items[0], "The keyphrase is a list, of which only the first counts", _ONE
        )
        return
    if field.items:
        field = field.items[0]
    phrase, text = doc.keyphrase, field.text
    if phrase is None:
        yield _problem(field, "The keyphrase holds no word", "Delete it, or name the subject")
    elif _COMMA.search(text):
        yield _problem(field, "The keyphrase holds commas, and is read as one phrase", _ONE)
    elif not phrase.exact and (quote := _INNER_QUOTE.search(text)):
        yield Problem(
            field.value.span(*quote.span()),
            "The keyphrase holds a quote",
            help="Put quotes around all of it to have exactly these words, or none at all",
            subject="field:keyphrase",
        )
    else:
        yield from _length(doc, field, word_list(phrase.text.lower()), options)


_ONE = "Leave one, and put those that mean the same into `keyphrase_synonyms`"


def _length(
    doc: Document, field: Field, words: list[str], options: KeyphraseMalformed
) -> Iterator[Problem]:
    common = stop_words(doc.language)
    content = [word for word in words if word not in common]
    if not content:
        yield _problem(
            field,
            "The keyphrase has function words only, which every text holds",
            "Name the subject",
        )
        return
    unspaced = doc.language in UNSPACED
    most = MOST_CHARACTERS if unspaced else MOST if common else MOST_IN_ALL
    most, far = _limit(options, doc.language) or most, FAR_TOO_MANY[most]
    count = sum(map(len, content)) if unspaced else len(content)
    if count > most:
        unit = "characters" if unspaced else "words that mean something" if common else "words"
        yield Problem(
            field.span,
            f"The keyphrase has {count} {unit}",
            help=f"Few people search for more than {most}",
            subject="field:keyphrase",
            severity="error" if count > max(most, far) else None,
            data={"count": count, "limit": most},
        )


def _limit(options: KeyphraseMalformed, language: str) -> int | None:
    most = options.max_content_words
    return most if isinstance(most, int) else most.get(language)


def _problem(field: Field, message: str, help: str) -> Problem:
    return Problem(field.span, message, help=help, subject="field:keyphrase")
