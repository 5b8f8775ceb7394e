"""Headings say the topic of the page over again, with filler around it.

“The Importance of X”, “Why X Matters”, “The Role of X”: take out the topic and the filler,
and nothing is left that tells one section from the next. A reader who scans the page learns
nothing, and neither does a machine that looks for the section to quote.
"""

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
    stop_words,
    word_list,
)
from seolint_rules.sources import G_HELP, MS_AI

TOPIC_WORDS = 10
"""So many of the commonest words of a page are its topic."""

_ENGLISH = (
    "importance value reasons why matter matters benefits role guide overview top exploring "
    "understanding introduction key best ways tips power impact"
)
FILLERS = {"en": frozenset(_ENGLISH.split())}
"""By language, words that fit a heading on any topic."""


class HeadingTemplated(Options, frozen=True):
    """`extra` and `allow`: words that are filler as well, or are none."""

    min_headings: int = 2
    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


_TEXT = "Rye bread is dense. Rye bread keeps. People who bake rye bread know it.\n\n"


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "content is made for people, not for search engines first", G_HELP),
        Evidence("G", "headings are clear and each tells its own section", MS_AI),
        Evidence("M", "1 of 3,140 good pages"),
    ],
    options=HeadingTemplated,
    examples=[
        good(f"## The Value of Rye Bread\n\n{_TEXT}## Baking Rye Bread at Home\n\n{_TEXT}"),
        good(f"## Rye Bread, Day 1\n\n{_TEXT}## Rye Bread, Day 2\n\n{_TEXT}"),
        good(f"## Rye Bread\n\n{_TEXT}## Rye Bread\n\n{_TEXT}"),
        good(
            f"---\nlang: cs\n---\n## Value of Rye Bread\n\n{_TEXT}## Role of Rye Bread\n\n{_TEXT}"
        ),
        bad(f"## The Value of Rye Bread\n\n{_TEXT}## ⟦Why Rye Bread Matters⟧\n\n{_TEXT}"),
        bad(
            f"## Rye Bread Basics\n\n{_TEXT}## ⟦Why Rye Bread Matters⟧\n\n{_TEXT}",
            extra=["basics"],
        ),
        good(f"## Best Rye Bread\n\n{_TEXT}## Why Rye Bread\n\n{_TEXT}", allow=["best"]),
    ],
)
def check(doc: Document, options: HeadingTemplated) -> Iterator[Problem]:
    fillers = (FILLERS.get(doc.language, frozenset()) | set(options.extra)) - set(options.allow)
    if not fillers or len(doc.headings) < options.min_headings:
        return
    filled = list(_filled(doc, fillers))
    if len(filled) < options.min_headings:
        return
    topic = _topic(doc)
    groups: list[tuple[frozenset[str], list[Heading]]] = []
    for heading, words in filled:
        topical = words & topic
        if len(topical) < 2 or not words - topic or words - topic - fillers:
            continue
        for shared, members in groups:
            if len(shared & topical) >= 2:
                members.append(heading)
                break
        else:
            groups.append((topical, [heading]))
    for shared, (first, *others) in groups:
        if others and 1 + len(others) >= options.min_headings:
            second, *further = others
            yield Problem(
                second.text.span(),
                f"{1 + len(others)} headings are “{_phrase(first, shared)}” and filler",
                help="Name what only this section says",
                related=tuple(
                    Related(doc.path, heading.text.span(), "says the same")
                    for heading in (first, *further)
                ),
                subject=f"heading:{second.name}",
            )


def _filled(doc: Document, fillers: frozenset[str]) -> Iterator[tuple[Heading, frozenset[str]]]:
    """The headings that hold filler and two words more, with their words but for stop words."""
    omit = stop_words(doc.language)
    for heading in doc.headings:
        text = heading.text.opaque.lower().replace("’", "'")
        if any(map(text.__contains__, fillers)) and heading.known and not heading.hidden:
            found = word_list(text, doc.language)
            words = frozenset(word for word in found if word in fillers or word not in omit)
            if len(words) > 2 and words & fillers:
                yield heading, words


def _topic(doc: Document) -> frozenset[str]:
    """The commonest words of the page that are neither stop words nor numbers."""
    texts = [heading.text.opaque for heading in doc.headings]
    texts += [block.text.opaque for block in doc.blocks if block.kind != "code"]
    counts = frequent_words(texts, 2, stop_words(doc.language))
    words = sorted(
        (word for word in counts if not word.isdigit()), key=counts.__getitem__, reverse=True
    )
    return frozenset(words[:TOPIC_WORDS])


def _phrase(heading: Heading, topic: frozenset[str]) -> str:
    """What the heading says of the topic, from its first topic word to its last."""
    words = heading.text.text.split()
    places = [index for index, word in enumerate(words) if word.lower().strip(".,:;!?") in topic]
    return " ".join(words[places[0] : places[-1] + 1])
