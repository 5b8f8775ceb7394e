"""Many sentences are long.

One long sentence is a breath, many are a climb. What counts as long differs by language; the
share is a convention, and more than half of the posts of good blogs exceed it.
"""

from collections.abc import Iterator, Mapping

from seolint.api import (
    SENTENCE_LENGTHS,
    UNSPACED,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    limit_for,
    may_exceed,
    word_list,
)
from seolint_rules.sources import YOAST

LEAST_SENTENCES = 10
"""Of fewer a share says little."""

SHARE = 0.25
SHARES = {"pl": 0.15, "tr": 0.2}
MANY = 0.05
"""That much above the allowed share the finding is a warning."""


class LongSentenceShare(Options, frozen=True):
    """`limit`: words from which on a sentence is long, characters in Japanese and Chinese.

    `max-share`: of all sentences, from 0 to 1. Each is one number for all languages or one for
    each that it names.
    """

    limit: float | Mapping[str, float] | None = None
    max_share: float | Mapping[str, float] | None = None


_SHORT = "It is wet. "
_LONG = "It is so wet that it has to rest for a night. "


@document_rule(
    severity="info",
    default=False,
    evidence=[
        Evidence("F", "more than a quarter of the sentences has more than 20 words", YOAST),
        Evidence("M", "52 to 59 % of the posts of three good blogs"),
    ],
    options=LongSentenceShare,
    examples=[
        good(_SHORT * 8 + _LONG * 2 + "\n", limit=6),
        good(_LONG * 9 + "\n", limit=6),
        good("---\nlang: xx\n---\n\n" + _LONG * 12 + "\n"),
        good("---\nlang: th\n---\n\n" + "แป้งเปียก " * 12 + "\n", max_share={"de": 0.1}),
        bad("⟦" + (_SHORT * 7 + _LONG * 3).strip() + "⟧\n", limit={"en": 6}),
        bad("⟦" + (_SHORT * 6 + _LONG * 4).strip() + "⟧\n", limit=6, severity="warning"),
        bad("⟦" + (_SHORT * 9 + _LONG).strip() + "⟧\n", limit=6, max_share=0.08),
    ],
)
def check(doc: Document, options: LongSentenceShare) -> Iterator[Problem]:
    language = doc.language
    built_in = SENTENCE_LENGTHS.get(language)
    limit = limit_for(options.limit, language, built_in and built_in.long)
    if limit is None or doc.sentence_count < LEAST_SENTENCES:
        return
    most = limit_for(options.max_share, language, SHARES.get(language, SHARE))
    sentences = doc.sentence_places
    likely = [
        text.opaque[start:end]
        for text, start, end in sentences
        if may_exceed(text.opaque, limit, language, start, end)
    ]
    long = sum([len(word_list(each, language)) > limit for each in likely])
    share = long / len(sentences)
    if share <= most:
        return
    unit = "characters" if language in UNSPACED else "words"
    yield Problem(
        doc.running[0].span,
        f"{long} of {len(sentences)} sentences have more than {limit:g} {unit} ({share:.0%})",
        help="Part some of them",
        subject="sentences",
        anchor="page",
        severity="warning" if share > most + MANY else None,
        data={"sentences": len(sentences), "long": long, "limit": limit, "max_share": most},
    )
