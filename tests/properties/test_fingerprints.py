"""Findings keep their fingerprints while pages are edited elsewhere."""

import textwrap
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seolint import testing
from seolint.fingerprint import fingerprinted
from seolint.testing import ExampleCase, example_cases

CASES = [case for case in example_cases() if case.example.wrong]
LINES = st.lists(st.sampled_from(["", "", " ", "<!-- a note -->\n"]), min_size=1, max_size=50)
ONCE = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def marks(case: ExampleCase, pages: Mapping[str, str]) -> list[str]:
    """The fingerprints of what a rule says of pages, in no order."""
    data = {path: text.encode() for path, text in pages.items()}
    findings = sorted(testing._findings(case, data), key=lambda finding: finding.order)
    found = fingerprinted(findings, lambda finding: "")
    assert all(finding.subject for finding in found)
    return sorted(finding.fingerprint for finding in found)


def plain(case: ExampleCase) -> dict[str, str]:
    """The pages of an example without its marks."""
    return {
        path: text.replace("⟦", "").replace("⟧", "") for path, text in case.example.pages.items()
    }


def blocks(text: str) -> tuple[str, list[str]]:
    """The front matter of a page, and what stands between its empty lines."""
    head = ""
    if text.startswith("---\n") and "\n---\n" in text:
        head, _, text = text.partition("\n---\n")
        head += "\n---\n"
    return head, text.split("\n\n")


@ONCE
@given(st.sampled_from(CASES), st.data())
def test_inserted_lines_change_none(case: ExampleCase, data: st.DataObject) -> None:
    pages = plain(case)
    edited = {}
    for path, text in pages.items():
        head, parts = blocks(text)
        if "```" not in text and "~~~" not in text:
            first = 1 if not head and text.startswith(("---", "+++", "{")) else 0
            row = data.draw(st.integers(first, len(parts)))
            parts.insert(row, "\n".join(data.draw(LINES)))
        edited[path] = head + "\n\n".join(parts)
    assert marks(case, edited) == marks(case, pages)


@ONCE
@given(st.sampled_from(CASES), st.integers(20, 90))
def test_paragraphs_wrapped_anew_change_none(case: ExampleCase, width: int) -> None:
    pages = plain(case)
    edited = {}
    for path, text in pages.items():
        head, parts = blocks(text)
        prose = [
            all(line[:1].isalpha() and not line.endswith(("  ", "\\")) for line in part.split("\n"))
            for part in parts
        ]
        edited[path] = head + "\n\n".join(
            textwrap.fill(part, width, break_long_words=False, break_on_hyphens=False)
            if is_prose
            else part
            for part, is_prose in zip(parts, prose, strict=True)
        )
    assert marks(case, edited) == marks(case, pages)
