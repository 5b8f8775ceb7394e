"""The text is in another language than the page says.

Screen readers pronounce it by the rules of the wrong language, translations are offered to
those who need none, and a title in one language above a text in another is rewritten.
Mostly a page was copied to be translated and never was.
"""

from collections.abc import Iterator

from seolint.api import (
    CODE,
    UNKNOWN,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    other_language,
    result_text,
    word_list,
)
from seolint_rules.sources import ACT_UCWVC8, G_HREF, G_TITLE, WCAG_311

LEAST_WORDS = 60
"""Words of the shortest text that is judged."""

SAMPLE = 400
"""Words of a text that are looked at."""


class LanguageMismatch(Options, frozen=True):
    """`min-confidence`: from 0 to 1, how certain another language has to be."""

    min_confidence: float = 0.9


_ENGLISH = "The dough is wet, so we let it rest. Then we fold it and wait for the oven.\n\n"
_GERMAN = "Der Teig ist nass, also lassen wir ihn ruhen und warten auf den Ofen.\n\n"
_RUSSIAN = "Тесто сырое, поэтому мы даём ему отдохнуть и ждём, пока печь нагреется.\n\n"


@document_rule(
    severity="warning",
    evidence=[
        Evidence(
            "G", "a title in another language or script than the content is rewritten", G_TITLE
        ),
        Evidence("G", "the language is found by the text, not by lang or hreflang", G_HREF),
        Evidence("S", "the language of a page can be told by programs", WCAG_311),
        Evidence("S", "the tag matches the language of the content", ACT_UCWVC8),
        Evidence("M", "0 of 1,690 pages in five languages are misjudged"),
    ],
    options=LanguageMismatch,
    hidden_by=("I18N001",),
    examples=[
        good("---\nlang: en\n---\n" + _ENGLISH * 6),
        good("---\nlang: de\ntitle: The Rye\n---\n" + _GERMAN * 6),
        good("---\nlang: de\n---\n" + _ENGLISH * 2),
        good(_ENGLISH * 6),
        good("---\nlang: da\n---\n" + _GERMAN * 6),
        good("---\nlang: de\n---\n" + _GERMAN * 6 + "> " + _ENGLISH),
        good("---\nlang: sr\n---\n" + _RUSSIAN * 6),
        bad("---\nlang: ⟦de⟧\n---\n" + _ENGLISH * 6),
        bad("⟦---⟧\ntitle: Roggen\n---\n" + _ENGLISH * 6, path="de/roggen.md"),
        bad("---\nlang: ⟦en⟧\n---\n" + _RUSSIAN * 6),
        bad("---\nlang: ⟦ja⟧\n---\n" + _ENGLISH * 6),
        bad(
            "---\nlang: de\ndescription: ⟦What happens to the bread while you wait for it⟧\n---\n"
            + _GERMAN * 6
        ),
        bad("---\nlang: de\ntitle: ⟦Хлеб из ржаной муки⟧\n---\n" + _GERMAN * 6),
    ],
)
def check(doc: Document, options: LanguageMismatch) -> Iterator[Problem]:
    declared = doc.stated_language
    own = doc.field("language")
    if not declared:
        return
    words = [
        word for word in doc.running_words[:SAMPLE] if CODE not in word and UNKNOWN not in word
    ]
    if len(words) >= LEAST_WORDS:
        guess = other_language(words, declared)
        if guess is not None and guess.confidence >= options.min_confidence:
            yield Problem(
                doc.top if own is None else own.span,
                f"The text is in “{guess.name}”, and the page says “{declared}”",
                help="Translate the text, or correct the language of the page",
                subject="language",
                anchor="page",
                data={"language": guess.name, "confidence": round(guess.confidence, 2)},
            )
            return
    for name in ("title", "description"):
        field = doc.field(name)
        if field is None or not field.known or not field.text:
            continue
        guess = other_language(word_list(result_text(field.text).lower(), declared), declared)
        if guess is not None and guess.confidence >= options.min_confidence:
            yield Problem(
                field.span,
                f"The {name} is in “{guess.name}”, and the page is in “{declared}”",
                help=f"Translate the {name}",
                subject=f"field:{name}",
            )
