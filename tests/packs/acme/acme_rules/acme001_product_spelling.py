"""The name of our product is spelled in another way.

Readers search for the name as the logo has it; half of them give up after one try.
"""

import re
from collections.abc import Iterator

from seolint.api import Document, Evidence, Options, Problem, bad, document_rule, good


class ProductSpelling(Options, frozen=True):
    """`product`: the name as it is right."""

    product: str = "RoadRunner"


@document_rule(
    severity="warning",
    evidence=[Evidence("F", "the style guide of the house")],
    options=ProductSpelling,
    examples=[
        good("---\ntitle: Feed\n---\nFeed for the RoadRunner.\n"),
        good("Birdseed, the best.\n", product="BirdSeed"),
        bad("A trap for the ⟦Roadrunner⟧.\n", fixed="A trap for the RoadRunner.\n"),
        bad("Fresh ⟦birdseed⟧.\n", fixed="Fresh BirdSeed.\n", product="BirdSeed"),
    ],
)
def check(doc: Document, options: ProductSpelling) -> Iterator[Problem]:
    name = options.product
    for block in doc.blocks:
        for match in re.finditer(rf"\b{re.escape(name)}\b", block.text.opaque, re.I):
            if match[0] not in (name, name.capitalize() if match.start() == 0 else name):
                yield Problem(
                    block.text.span(*match.span()),
                    f"“{match[0]}” is spelled {name}",
                    fix=block.text.replace(*match.span(), name, message=f"Write {name}"),
                    subject=f"product:{match[0]}",
                )
