"""The text of a link is a whole sentence, or more.

Of so many words none says what the target is about, neither to readers who go from link
to link nor to search engines.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Link, Options, Problem, bad, document_rule, good
from seolint_rules.sources import G_LINK

DENSE = ("ja", "ko", "zh")
"""Languages that say as much in half the characters."""

TITLES = 1.6
"""So much longer may be a link that is an item of a list, or all of a paragraph.

There works are cited by their titles.
"""


class LinkTextTooLong(Options, frozen=True):
    """`max-chars`: characters; half of them in Chinese, Japanese and Korean."""

    max_chars: int = 100


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "the text of a link is concise, not oddly long", G_LINK),
        Evidence("M", "1.1 % of 3,140 good pages"),
    ],
    options=LinkTextTooLong,
    examples=[
        good("The kiln needs [a week to cool](cooling.md).\n"),
        good("- [Firing a kiln with wood](wood.md)\n", max_chars=20),
        good("Also read:\n\n[Firing a kiln with wood](wood.md)\n", max_chars=20),
        good("## [Firing a kiln with wood](wood.md)\n", max_chars=20),
        good("[https://clay.example/firing/a/kiln/with/wood](wood.md)\n", max_chars=20),
        good("[![How a kiln is fired with wood](wood.jpg)](wood.md)\n", max_chars=20),
        good('<a href="wood.html"><h3>Wood</h3><p>Firing a kiln with wood</p></a>\n', max_chars=20),
        bad("See [⟦how a kiln is fired with wood⟧](wood.md).\n", max_chars=20),
        bad("- [⟦How a kiln is fired with wood, and then cooled⟧](wood.md)\n", max_chars=20),
        bad("---\nlang: ja\n---\n[⟦薪窯の焼き方と冷まし方⟧](wood.md)を読む。\n", max_chars=20),
    ],
)
def check(doc: Document, options: LinkTextTooLong) -> Iterator[Problem]:
    most = options.max_chars // 2 if doc.language in DENSE else options.max_chars
    for link in doc.links:
        if len(link.name) <= most or link.kind in ("auto", "bare") or link.hidden:
            continue
        length = len(link.text.folded)
        if length > most and length > _limit(doc, link, most) and not _is_address(link):
            yield Problem(
                link.text.span(),
                f"The text of the link has {length} characters",
                help="Link the few words that name the target",
                subject=f"link:{link.url}",
                data={"characters": length, "limit": most},
            )


def _is_address(link: Link) -> bool:
    """An address, which is LINK003's matter, or what a template prints."""
    return not link.known or "://" in link.name.partition(" ")[0]


def _limit(doc: Document, link: Link, most: int) -> float:
    """How long this one may be: headings, and cards with several blocks, as they like."""
    for heading in doc.headings:
        if heading.start < link.end and link.start < heading.end:
            return len(link.name)
    for block in doc.blocks:
        if block.start <= link.start < block.end:
            if link.end > block.end:
                return len(link.name)
            whole = block.text.folded == link.text.folded
            return most * TITLES if whole or block.kind == "item" else most
    return len(link.name)
