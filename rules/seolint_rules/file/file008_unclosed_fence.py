"""A block of code has no end.

Everything after it is code: headings, links and images are gone, and no rule looks there.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good
from seolint_rules.sources import COMMONMARK


@document_rule(
    severity="warning",
    evidence=[
        Evidence(
            "S", "without its closing fence a block of code takes all that follows", COMMONMARK
        ),
    ],
    examples=[
        good("```\nfire()\n```\n\nText.\n"),
        good("Text.\n\n```\nfire()\n```"),
        good("- Fire it:\n  ```\n  fire()\n\nText.\n"),
        bad("Text.\n\n⟦```python⟧\nfire()\n\n## Cooling\n"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for problem in doc.reading_problems:
        if problem.kind == "unclosed-fence":
            lines = problem.data["lines"]
            yield Problem(
                doc.span(problem.start, problem.end),
                f"This fence has no end and hides {lines} line{'s' * (lines != 1)}",
                help="Close it with a line of the same marks",
                subject="fence",
                data={"lines": lines},
            )
