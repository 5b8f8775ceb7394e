"""One cause, one finding."""

from typing import Any

import pytest

from seolint.api import Evidence, document_rule
from seolint.filters.hidden import without_hidden
from seolint.finding import Finding
from seolint.span import Span


def rule(*hidden_by: str):
    decorate = document_rule(
        severity="error", evidence=[Evidence("F", "a test")], examples=[], hidden_by=hidden_by
    )
    return decorate(lambda doc: ())


RULES = {
    "ACME001": rule(),
    "ACME002": rule("ACME001"),
    "ACME003": rule("ACME002"),
    "ACME004": rule("META"),
    "META001": rule(),
}


def found(code: str, start: int = 0, end: int = 5, **more: Any) -> Finding:
    place = Span(start, end, 1, start + 1, 1, end + 1)
    return Finding(code, "a-rule", "error", more.pop("path", "a.md"), place, "Rye", **more)


def left(*findings: Finding) -> list[str]:
    return [finding.code for finding in without_hidden(findings, RULES)]


def test_a_finding_about_a_page_is_hidden_by_any_on_that_page():
    hidden = found("ACME002", 90, 95, anchor="page")
    assert left(found("ACME001"), hidden) == ["ACME001"]
    assert left(found("ACME001", path="b.md"), hidden) == ["ACME001", "ACME002"]


@pytest.mark.parametrize(
    ("place", "overlaps"),
    [
        ((10, 20), True),
        ((0, 11), True),
        ((19, 30), True),
        ((12, 13), True),
        ((0, 30), True),
        ((0, 10), False),
        ((20, 30), False),
        ((10, 10), True),
        ((15, 15), True),
        ((20, 20), False),
    ],
)
def test_a_finding_about_a_text_is_hidden_where_the_places_overlap(place, overlaps):
    hidden, hider = found("ACME002", 10, 20), found("ACME001", *place)
    assert left(hider, hidden) == (["ACME001"] if overlaps else ["ACME001", "ACME002"])


def test_empty_places_overlap_when_they_are_the_same():
    assert left(found("ACME001", 7, 7), found("ACME002", 7, 7)) == ["ACME001"]
    assert left(found("ACME001", 7, 7), found("ACME002", 8, 8)) == ["ACME001", "ACME002"]


def test_only_the_named_rules_hide():
    assert left(found("META001"), found("ACME002"), found("ACME001", 90, 95)) == [
        "META001",
        "ACME002",
        "ACME001",
    ]


def test_a_family_hides():
    assert left(found("META001"), found("ACME004")) == ["META001"]


def test_what_is_hidden_hides_all_the_same():
    assert left(found("ACME001"), found("ACME002"), found("ACME003")) == ["ACME001"]


def test_the_order_does_not_matter():
    assert left(found("ACME002"), found("ACME001")) == ["ACME001"]
