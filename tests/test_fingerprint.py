"""Who a finding is: the same while lines come and go around it."""

from collections.abc import Callable
from typing import Any

from house import House
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from seolint.finding import Finding
from seolint.fingerprint import fingerprinted
from seolint.span import Span

PLACE = Span(0, 1, 1, 1, 1, 2)
FINDING = Finding("ACME001", "a-rule", "error", "post.md", PLACE, "Rye", subject="word:rye")
PAGE = "---\ntitle: Rye rye\n---\n# Rye\n\nA rye and a\nsecond rye.\n\n- rye\n"


def marks(*findings: Finding, line_of: Callable[[Finding], str] = lambda finding: "") -> list[str]:
    return [finding.fingerprint for finding in fingerprinted(findings, line_of)]


def mark(**changes: Any) -> str:
    return marks(replace(FINDING, **changes))[0]


def test_a_fingerprint_is_for_ever():
    assert mark() == "73712373b59f9c20"


def test_who_a_finding_is():
    assert len({mark(), mark(code="ACME002"), mark(path="b.md"), mark(subject="word:oat")}) == 4


def test_what_a_finding_says_and_where_it_stands_is_not_part_of_it():
    same = {
        mark(),
        mark(span=Span(90, 95, 7, 3, 8, 1)),
        mark(message="Wheat", help="Say so"),
        mark(severity="info", status="suppressed", anchor="page"),
        mark(rule="renamed"),
        mark(data={"count": 3}),
    }
    assert len(same) == 1


def test_equal_findings_are_counted_in_their_order():
    assert len(set(marks(FINDING, FINDING, FINDING))) == 3
    assert marks(FINDING, FINDING, FINDING)[:2] == marks(FINDING, FINDING)
    other = replace(FINDING, subject="word:oat")
    assert marks(FINDING, other, FINDING) == [*marks(FINDING, other), marks(FINDING, FINDING)[1]]


def test_blanks_and_composition_of_letters_do_not_matter():
    assert mark(subject=" caf\u00e9  au\nlait ") == mark(subject="cafe\u0301 au lait")
    assert mark(path="caf\u00e9.md") == mark(path="cafe\u0301.md")


def test_the_text_stands_in_for_a_missing_subject():
    bare = replace(FINDING, subject="")
    assert marks(bare, line_of=lambda finding: "word:rye") == marks(FINDING)


def test_names_that_are_not_utf8_have_a_fingerprint():
    assert len({mark(path="caf\udce9.md"), mark(path="caf\udcea.md")}) == 2


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(3, 8), st.sampled_from(["", "Bran.", "## Oats", "\t"]))))
def test_inserted_lines_change_no_fingerprint(tmp_path_factory, insertions):
    house = House(tmp_path_factory.mktemp("house"))
    house.finds("acme001_rye", "rye")
    house.rule("acme002_page", "yield Problem(doc.top, 'a page', anchor='page')")
    lines = PAGE.split("\n")
    for row, text in insertions:
        lines.insert(row, text)
    house.page("a.md", PAGE)
    before = [finding.fingerprint for finding in house.lint("a.md").findings]
    house.page("a.md", "\n".join(lines))
    after = [finding.fingerprint for finding in house.lint("a.md").findings]
    assert len(set(before)) == len(before) == 5
    assert sorted(after) == sorted(before)
