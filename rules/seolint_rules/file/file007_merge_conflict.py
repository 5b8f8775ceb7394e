"""Marks of a merge conflict are left in the file.

Both versions of the text are published, with the marks of git around them.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import GIT_MERGE, RUMDL

_MARK = lazy_regex(r"(?:\A|(?<=[\r\n]))(?:<{7} |={7}(?=[\r\n])|>{7} )[^\r\n]*")


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "git writes these three marks around both versions", GIT_MERGE),
        Evidence("F", "rumdl reports them, too", RUMDL),
    ],
    examples=[
        good("Kiln\n=======\n\nHot.\n"),
        good("```\n<<<<<<< HEAD\nHot.\n=======\nCold.\n>>>>>>> main\n```\n"),
        good("> > > > > > > Hot.\n"),
        good("<<<<<<< HEAD\nHot.\n"),
        bad("⟦<<<<<<< HEAD⟧\nHot.\n=======\nCold.\n>>>>>>> main\n"),
        bad("---\n⟦<<<<<<< HEAD⟧\ntitle: Hot\n=======\ntitle: Cold\n>>>>>>> main\n---\nText.\n"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    text = doc.text
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return
    code = [block for block in doc.blocks if block.kind == "code"]
    opening = None
    parted = False
    for mark in _MARK.finditer(text):
        if any(block.start <= mark.start() < block.end for block in code):
            continue
        if mark[0][0] == "<":
            opening, parted = mark, False
        elif mark[0][0] == "=":
            parted = opening is not None
        elif opening is not None and parted:
            yield Problem(
                doc.span(*opening.span()),
                "A merge conflict was not resolved",
                help="Keep one version and delete the three marks",
                subject="conflict",
            )
            return
