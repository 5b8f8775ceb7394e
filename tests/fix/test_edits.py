"""Which edits go together, and what they make of bytes."""

import pytest

from seolint.finding import Edit, Finding, Fix
from seolint.fix.edits import apply_edits, compatible, edits_of, line_end
from seolint.span import Span


def finding(code: str, *edits: tuple[int, int, str]) -> Finding:
    fix = Fix(tuple(Edit(*edit) for edit in edits), "Mend it")
    return Finding(code, "rule", "error", "a.md", Span(0, 0, 1, 1, 1, 1), "wrong", fix=fix)


def taken(*findings: Finding) -> list[str]:
    return [found.code for found in compatible(findings)]


def test_fixes_apart_go_together_in_the_order_of_their_places():
    assert taken(finding("B", (4, 5, "x")), finding("A", (0, 2, "x"))) == ["A", "B"]
    assert taken(finding("A", (0, 2, "x")), finding("B", (2, 4, "x"))) == ["A", "B"]


def test_of_two_that_meet_the_first_is_taken_then_the_lower_code():
    assert taken(finding("A", (1, 4, "x")), finding("B", (0, 2, "x"))) == ["B"]
    assert taken(finding("B", (0, 2, "x")), finding("A", (0, 2, "y"))) == ["A"]


def test_a_fix_goes_in_whole_or_not_at_all():
    whole = finding("B", (2, 3, "x"), (9, 10, "x"))
    assert taken(finding("A", (9, 12, "y")), whole) == ["B"]
    assert taken(finding("A", (0, 3, "y")), whole) == ["A"]


@pytest.mark.parametrize("other", [(2, 2, "y"), (2, 4, ""), (0, 2, "")])
def test_an_insertion_at_the_border_of_another_edit_waits(other):
    assert len(taken(finding("A", (2, 2, "x")), finding("B", other))) == 1


def test_findings_with_one_and_the_same_fix_are_fixed_by_it():
    same = [finding(code, (0, 9, "")) for code in "AB"]
    assert taken(*same) == ["A", "B"]
    assert edits_of(same, b"123456789") == [Edit(0, 9, "")]


def test_edits_are_of_bytes():
    edits = [Edit(0, 2, "e"), Edit(3, 3, "—"), Edit(4, 5, "")]
    assert apply_edits("é. x".encode(), edits) == "e.— ".encode()


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"a\r\nb\r\nc\n", "\r\n"),
        (b"a\rb\rc\r\n", "\r"),
        (b"a\nb\nc\r\n", "\n"),
        (b"a", "\n"),
    ],
)
def test_a_new_line_ends_as_most_lines_do(data, end):
    assert line_end(data) == end
    assert edits_of([finding("A", (0, 0, "x\n"))], data) == [Edit(0, 0, f"x{end}")]
