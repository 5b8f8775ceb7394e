"""The W3C's cases of accessibility rules, judged by the rules that answer to them."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from seolint.document import SiteSettings
from seolint.engine.page import check_page
from seolint.engine.select import ActiveRule
from seolint.finding import Finding
from seolint.generators import by_name
from seolint.packs import find_packs

CASES = Path(__file__).parents[1].parent / "shared" / "oracles" / "act-cases.jsonl"
OURS = {
    "23a2a8": "IMG001",
    "9eb3f6": "IMG002",
    "ffd0e9": "HEAD004",
    "c487ae": "LINK002",
    "aizyf1": "LINK001",
    "3ea0c8": "TEXT023",
    "2779a5": "META001",
}
"""Rules of the catalogue that is built so far, by the ACT rule they answer to."""

NEEDS_SIGHT = {("9eb3f6", "Failed 5")}
"""Whether the alt text fits the picture can only be seen."""

needs_cases = pytest.mark.skipif(not CASES.is_file(), reason=f"no ACT cases at {CASES}")


class Case(NamedTuple):
    rule: str
    title: str
    outcome: str
    html: str


def _cases() -> list[Case]:
    if not CASES.is_file():
        return []
    found = (Case(**json.loads(line)) for line in CASES.read_text("utf-8").splitlines())
    return [case for case in found if case.rule in OURS]


@cache
def _active(code: str) -> ActiveRule:
    packs = find_packs()
    rule = packs.load(code)
    return ActiveRule(code, packs.files[code].name, rule, rule.options(), rule.severity, False)


def _findings(case: Case) -> tuple[Finding, ...]:
    result = check_page(
        "page.html",
        case.html.encode(),
        [_active(OURS[case.rule])],
        by_name("plain"),
        SiteSettings(),
    )
    assert not result.errors
    return result.findings


@needs_cases
@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case.rule}-{case.title}")
def test_agrees_with_the_outcome(case: Case) -> None:
    if (case.rule, case.title) in NEEDS_SIGHT:
        pytest.skip("needs sight of the picture")
    assert bool(_findings(case)) == (case.outcome == "failed")


@needs_cases
def test_only_one_case_is_left_undecided() -> None:
    cases = _cases()
    wrong = {
        (case.rule, case.title)
        for case in cases
        if bool(_findings(case)) != (case.outcome == "failed")
    }
    assert wrong == NEEDS_SIGHT
    assert len(cases) == 61
