"""The front matter cannot be read.

A colon too many in a title is enough: the generator then stops, prints the block as text or
publishes the page without its title, description and date. Which of these happens differs,
and so does what is read at all. A block that another generator would take, but not this one,
is reported too. The rest of the page is checked as if the block were not there.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good
from seolint_rules.sources import HUGO_FM, JEKYLL_FM, YAML_SPEC


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "front matter is valid YAML between two lines of three dashes", JEKYLL_FM),
        Evidence("S", "the delimiters tell the format: YAML, TOML or JSON", HUGO_FM),
        Evidence("S", "an unquoted value holds no colon that a blank follows", YAML_SPEC),
        Evidence("M", "no published page of 31,683 with YAML front matter has invalid YAML"),
    ],
    examples=[
        good('---\ntitle: "Rye: a short guide"\n---\n'),
        good("+++\ntitle = 'Rye'\n+++\n"),
        good("---\n\nBread first, then the rest.\n\n---\n"),
        good("---js\n{ title: flour() }\n---\n"),
        good("---\ntitle: Rye\n...\n", site={"generator": "jekyll"}),
        bad("---\ntitle: Rye⟦:⟧ a short guide\n---\n"),
        bad("---\ntitle: ⟦@⟧rye_and_spelt\n---\n"),
        bad("---\nbread:\n⟦\t⟧flour: rye\n---\n"),
        bad("---\ntitle: ⟦{{ bread.name }}⟧\n---\n"),
        bad("⟦---⟧\ntitle: Rye\n\nFlour and water.\n"),
        bad("+++\ntitle = ⟦R⟧ye\n+++\n"),
        bad("---\ntitle: Rye\n⟦...⟧\n", site={"generator": "hugo"}),
        bad("⟦+++⟧\ntitle = 'Rye'\n+++\n", site={"generator": "jekyll"}),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for problem in doc.reading_problems:
        if problem.kind == "front-matter":
            yield Problem(
                doc.span(problem.start, problem.end),
                problem.message,
                help=problem.data.get("help"),
                subject="front-matter",
            )
