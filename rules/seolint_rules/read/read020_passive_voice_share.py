"""Many sentences are in the passive voice.

A passive hides who acts, and makes readers guess. It is right where nobody knows or cares who
did it, as in reports of incidents and experiments. It is found by its words alone, in English,
German, French, Spanish and Dutch.
"""

from collections.abc import Iterator

from seolint.api import (
    PASSIVE_LANGUAGES,
    Document,
    Evidence,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    is_passive,
)
from seolint_rules.sources import GEO_LINT, WRITE_GOOD, YOAST

LEAST_SENTENCES = 10
MANY = 1.5
"""From that many times the allowed share on the finding is a warning."""

SHOWN = 5


class PassiveVoiceShare(Options, frozen=True):
    """`max-share`: passive sentences, of all, from 0 to 1."""

    max_share: float = 0.10


_ACTIVE = "We weigh the flour. "
_PASSIVE = "The flour is weighed. "


@document_rule(
    severity="info",
    default=False,
    evidence=[
        Evidence("F", "10 % of the sentences, and 15 % are bad", YOAST),
        Evidence("F", "15 %", GEO_LINT),
        Evidence("F", "each passive", WRITE_GOOD),
    ],
    options=PassiveVoiceShare,
    examples=[
        good(_ACTIVE * 9 + _PASSIVE + "\n"),
        good(_PASSIVE * 9 + "\n"),
        good("---\nlang: cs\n---\n\n" + "Mouka je vážena. " * 12 + "\n"),
        good("The mill is located by the river. " * 12 + "\n"),
        bad(
            "⟦" + (_ACTIVE * 13 + _PASSIVE * 2).strip() + "⟧\n",
            severity="info",
        ),
        bad("⟦" + (_ACTIVE * 8 + _PASSIVE * 2).strip() + "⟧\n", severity="warning"),
        bad("---\nlang: de\n---\n\n⟦" + ("Das Mehl wird gewogen. " * 10).strip() + "⟧\n"),
    ],
)
def check(doc: Document, options: PassiveVoiceShare) -> Iterator[Problem]:
    language, most = doc.language, options.max_share
    if language not in PASSIVE_LANGUAGES or doc.sentence_count < LEAST_SENTENCES:
        return
    # Most blocks hold no passive, and so none of their sentences does.
    passive = [
        (block.text, start, end)
        for block in doc.running
        if is_passive(block.text.opaque, language)
        for start, end in doc.sentences_of(block)
        if is_passive(block.text.opaque[start:end], language)
    ]
    share = len(passive) / doc.sentence_count
    if share <= most:
        return
    yield Problem(
        doc.running[0].span,
        f"{len(passive)} of {doc.sentence_count} sentences are passive ({share:.0%})",
        help="Say who acts, where you know it",
        related=tuple(
            Related(doc.path, text.span(start, end), "passive")
            for text, start, end in passive[:SHOWN]
        ),
        subject="passive",
        anchor="page",
        severity="warning" if share > MANY * most else None,
        data={"sentences": doc.sentence_count, "passive": len(passive), "max_share": most},
    )
