"""A paragraph stands twice on the page.

It is mostly a slip of copy and paste. Readers wonder whether they have lost their place,
and the one who mends a mistake later mends only one of the two. What stands there three
times is meant as a refrain, and reference pages repeat themselves for readers of one section.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from seolint.api import (
    UNSPACED,
    Block,
    Document,
    Evidence,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    lazy_regex,
    word_list,
)
from seolint_rules.sources import G_HELP, G_SPAM, GEO_LINT

END = 16
"""Characters at either end, of which one must be alike: an edit changes one of them at most."""

SHORTEST_WORD = 4
"""Characters, the blank after it counted, that a word of a paragraph has on average at least."""

MOST_PASTES = 2
"""A page that repeats more, each from another place, is written that way."""

_ASIDE = lazy_regex(
    r"<(?:Tab(?:Item|s)?|details|blockquote)\b|^[ \t]*===[!+]? \"|\{%-?[ ]*tab", re.MULTILINE
)
"""Where a tab, a quotation or something folded begins: it may well repeat what is outside."""


class RepeatedPassage(Options, frozen=True):
    """`min-overlap`: from 0 to 1, the runs of three words that both share.

    `min-words`: shorter paragraphs may repeat.
    """

    min_overlap: float = 0.9
    min_words: int = 25


_RYE = "Rye keeps for a week when it is wrapped in linen and stored away from the stove"
_LONG = (
    "Let the dough rest under a damp cloth until it has grown by half, then fold it twice from"
    " each side, turn it over, and wait again for as long as the first time"
)


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "a page has something of its own to say", G_HELP),
        Evidence("G", "text that is only there to be long adds nothing for readers", G_SPAM),
        Evidence("F", "repeated passages are reported", GEO_LINT),
        Evidence("M", "on 4 of 754 posts of a good blog; alike sentences on 7.3 % of 3,140 pages"),
    ],
    options=RepeatedPassage,
    examples=[
        good(f"{_LONG}.\n\n{_RYE}.\n"),
        good(f"{_RYE}.\n\nAgain:\n\n{_RYE}.\n"),
        good(f"    {_LONG}.\n\nText.\n\n    {_LONG}.\n"),
        good(f"<Tabs>\n<Tab>\n\n{_LONG}.\n\n</Tab>\n<Tab>\n\n{_LONG}.\n\n</Tab>\n</Tabs>\n"),
        good(f"{_LONG}, so.\n\n{_LONG.replace('damp', 'dry').replace('over', 'round')}.\n"),
        good(f"## a()\n\n{_LONG}.\n\n## b()\n\n{_LONG}.\n", path="docs/api.md"),
        good(f"{_LONG}.\n\nText.\n\n{_LONG}.\n\nText.\n\n{_LONG}.\n"),
        bad(f"{_LONG}.\n\nText.\n\n⟦{_LONG}.⟧\n"),
        bad(f"{_LONG}.\n\n{_RYE} {_LONG}.\n\n⟦{_LONG}.⟧\n\n{_RYE} {_LONG}.\n"),
        bad(f"{_RYE}.\n\n⟦{_RYE}!⟧\n", min_words=10),
        bad(f"{_LONG}.\n\n⟦{_LONG}, or so.⟧\n", min_overlap=0.8),
    ],
)
def check(doc: Document, options: RepeatedPassage) -> Iterator[Problem]:
    if doc.kind == "docs" or len(doc.running_words) < 2 * options.min_words:
        return
    copies = list(_copies(doc, options))
    if max(Counter(first for first, _ in copies).values(), default=0) > 1:
        return
    pastes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for first, again in copies:
        pastes[again - first].append((first, again))
    if len(pastes) > MOST_PASTES:
        return
    asides = [aside.start() for aside in _ASIDE.finditer(doc.text)] if pastes else []
    for places in pastes.values():
        one, other = (doc.blocks[index] for index in places[0])
        if not any(doc.blocks[first].kind == "paragraph" for first, _ in places):
            continue
        if bisect_left(asides, one.end) == bisect_left(asides, other.start):
            line = one.span.line
            yield Problem(
                other.span,
                f"The paragraph repeats the one in line {line}"
                if len(places) == 1
                else f"{len(places)} paragraphs repeat those from line {line} on",
                help="Delete the copy, or say what is different here",
                related=(Related(doc.path, one.span, "the first of them"),),
                subject=f"passage:{' '.join(word_list(other.text.text, doc.language)[:8])}",
            )


def _copies(doc: Document, options: RepeatedPassage) -> Iterator[tuple[int, int]]:
    """The first block of a text and each later one that is almost the same."""
    shortest = options.min_words * (1 if doc.language in UNSPACED else SHORTEST_WORD)
    known: dict[str, int] = {}
    for index, block in enumerate(doc.blocks):
        text = block.text.text
        if len(text) < shortest or block.kind not in ("paragraph", "item") or not block.text.known:
            continue
        for end in (text[:END], text[-END:]):
            first = known.setdefault(end, index)
            if first != index:
                if _is_copy(doc, doc.blocks[first], block, options):
                    yield first, index
                    break
                known[end] = index


def _is_copy(doc: Document, one: Block, other: Block, options: RepeatedPassage) -> bool:
    """Whether both share enough runs of three words (Jaccard index)."""
    shorter, longer = sorted((len(one.text.text), len(other.text.text)))
    if shorter < options.min_overlap * options.min_overlap * longer:
        return False
    ours, theirs = (word_list(block.text.opaque.lower(), doc.language) for block in (one, other))
    if min(len(ours), len(theirs)) < options.min_words:
        return False
    left, right = (set(zip(words, words[1:], words[2:], strict=False)) for words in (ours, theirs))
    return len(left & right) >= options.min_overlap * len(left | right)
