"""A long address is the text of a link.

An address is hard to read, to say and to search for, and it tells less of the target than
its title would. Short ones such as `example.com` read like names.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Link,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import LIGHTHOUSE

_ADDRESS = lazy_regex(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CITED = lazy_regex(r"(?:https?://)?(?:dx\.)?(?:doi\.org|hdl\.handle\.net|arxiv\.org)/", re.I)


class LinkTextUrl(Options, frozen=True):
    """`max-chars`: characters up to which an address reads like a name."""

    max_chars: int = 40


@document_rule(
    severity="info",
    evidence=[
        Evidence("S", "an address is no descriptive text of a link", LIGHTHOUSE),
        Evidence("M", "1.3 % of 3,140 good pages"),
    ],
    options=LinkTextUrl,
    examples=[
        good("Prices are at [clay.example/prices](https://clay.example/prices).\n"),
        good("See <https://clay.example/shop/prices/of/this/year/and/the/next>.\n"),
        good("See https://clay.example/shop/prices/of/this/year/and/the/next\n"),
        good(
            "[`https://clay.example/api/v2/prices/{year}/{month}`]"
            "(https://clay.example/api/v2/prices)\n"
        ),
        good(
            "[https://doi.org/10.1000/182.clay.minerals.2024.15](https://doi.org/10.1000/182.clay)\n"
        ),
        bad(
            "Prices: [⟦https://clay.example/shop/prices-of-2024.html⟧]"
            "(https://clay.example/shop/prices-of-2024.html)\n"
        ),
        bad(
            '<a href="https://clay.example/"><b>⟦www.clay.example/shop⟧</b></a>\n',
            path="page.html",
            max_chars=10,
        ),
    ],
)
def check(doc: Document, options: LinkTextUrl) -> Iterator[Problem]:
    for link in doc.links:
        name = link.name
        if (
            len(name) > options.max_chars
            and link.kind not in ("auto", "bare")
            and _ADDRESS.fullmatch(name)
            and not _CITED.match(name)
            and not link.hidden
            and not _is_code(link)
        ):
            yield Problem(
                link.text.span() if link.text.folded == name else link.span,
                f"The text of the link is an address of {len(name)} characters",
                help="Link the title of the page, or what it is about",
                subject=f"link:{link.url}",
                data={"characters": len(name), "limit": options.max_chars},
            )


def _is_code(link: Link) -> bool:
    return any(code for _, _, _, code in link.text.pieces)
