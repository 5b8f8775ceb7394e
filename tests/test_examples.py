"""Every example of every built-in rule."""

import pytest

from seolint.packs import BUILTIN, find_packs
from seolint.testing import ExampleCase, check_example, example_cases

PACKS = find_packs()
RULES = [code for code, file in PACKS.files.items() if file.pack == BUILTIN and file.module]


@pytest.mark.parametrize("case", example_cases(), ids=str)
def test_example(case: ExampleCase) -> None:
    check_example(case)


@pytest.mark.parametrize("code", RULES)
def test_rule_is_documented_and_proven(code: str) -> None:
    rule = PACKS.load(code)
    assert {example.wrong for example in rule.examples} == {True, False}
    assert rule.evidence
    assert rule.summary.endswith(".")
    assert rule.rationale


@pytest.mark.parametrize("code", sorted(PACKS.files))
def test_related_rules_exist(code: str) -> None:
    rule = PACKS.load(code)
    assert rule.docs
    assert all(PACKS.codes(other) for other in rule.related)
