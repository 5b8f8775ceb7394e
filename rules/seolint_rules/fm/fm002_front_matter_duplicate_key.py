"""A key of the front matter occurs twice.

Some generators keep the last value without a word, others stop. Whoever edits the first one
wonders why nothing changes on the page.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Options, Problem, Related, bad, document_rule, good
from seolint_rules.sources import YAML_SPEC


class DuplicateKey(Options, frozen=True):
    """`allow` are keys that may repeat; inside maps they are written `a.b`."""

    allow: tuple[str, ...] = ()


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "the keys of a mapping are unique", YAML_SPEC),
        Evidence("M", "PyYAML and Ruby keep the last value and say nothing"),
    ],
    options=DuplicateKey,
    examples=[
        good("---\ntitle: Rye\nauthor:\n  title: Baker\n---\n"),
        good("---\ntag: rye\ntag: spelt\n---\n", allow=["tag"]),
        bad("---\ntitle: Rye\n⟦title⟧: Spelt\n---\n"),
        bad("---\nseo:\n  title: Rye\n  ⟦title⟧: Spelt\n---\n"),
        bad("+++\ntitle = 'Rye'\n⟦title⟧ = 'Spelt'\n+++\n"),
    ],
)
def check(doc: Document, options: DuplicateKey) -> Iterator[Problem]:
    for problem in doc.reading_problems:
        if problem.kind != "duplicate-key" or problem.data["key"] in options.allow:
            continue
        key = problem.data["key"]
        first = Related(doc.path, doc.span(*problem.data["first"]), f"first `{key}`")
        yield Problem(
            doc.span(problem.start, problem.end),
            problem.message,
            help="Remove one of the two",
            related=(first,),
            subject=f"field:{key}",
        )
