"""Which rules run on which path, and how severe they are."""

from pathlib import Path

import pytest

from seolint.config import load_config
from seolint.engine.select import ALWAYS, Selection, active_rules
from seolint.packs import find_packs

PACKS = find_packs()


def active(path: str = "post.md", **given):
    keys = {name.replace("_", "-"): value for name, value in given.items()}
    return {rule.code: rule for rule in active_rules(load_config(None, Path("/s"), keys), path)}


def codes(path: str = "post.md", **given) -> set[str]:
    return set(active(path, **given)) - ALWAYS


def family(prefix: str) -> set[str]:
    return {code for code in PACKS.files if code.startswith(prefix)}


def test_profiles_hold_one_another():
    essential, recommended, strict, every = (
        codes(profile=name) for name in ("essential", "recommended", "strict", "all")
    )
    assert essential < recommended < strict <= every
    assert every == set(PACKS.files) - ALWAYS - {"LINK017"}
    assert all(PACKS.load(code).severity == "error" for code in essential)
    assert all(PACKS.load(code).default for code in recommended)
    assert "LINT003" in strict - recommended


def test_rules_that_ask_the_web_run_when_it_may_be_asked():
    online = {"links": {"online": True}}
    assert "LINK017" not in codes(select=["LINK017"])
    assert codes(select=["LINK017"], **online) == {"LINK017"}
    assert "LINK017" in codes(profile="essential", **online)
    assert "LINK017" not in codes(ignore=["LINK017"], **online)


def test_select_replaces_the_profile_and_extend_select_adds_to_it():
    assert codes(select=["META010"]) == {"META010"}
    assert codes(select=["description-missing", "IMG"]) == {"META010", *family("IMG")}
    essential = codes(profile="essential")
    assert "META010" not in essential
    assert codes(profile="essential", extend_select=["META010"]) == {*essential, "META010"}
    assert codes(select=["META010"], extend_select=["META011"]) == {"META010", "META011"}


def test_ignore_takes_away_from_the_profile():
    assert codes(ignore=["META"]) == codes() - family("META")
    assert codes(ignore=["all"]) == set()


@pytest.mark.parametrize(
    ("select", "ignore", "runs"),
    [
        ("META010", "META01", True),
        ("META01", "META", True),
        ("META", "all", True),
        ("description-missing", "META01", True),
        ("META01", "META010", False),
        ("META", "META01", False),
        ("all", "META", False),
        ("META010", "META010", False),
        ("META01", "META01", False),
        ("META010", "description-missing", False),
        ("all", "all", False),
    ],
)
def test_the_more_specific_selector_wins_and_ignore_at_equal_depth(select, ignore, runs):
    for key in ("select", "extend_select"):
        assert ("META010" in codes(**{key: [select]}, ignore=[ignore])) is runs
        assert ("META010" in codes(**{key: [select]}, severity={ignore: "off"})) is runs


def grades(code: str) -> set[str]:
    return {evidence.grade for evidence in PACKS.load(code).evidence}


@pytest.mark.parametrize("wanted", [["G"], ["S"], ["M", "F"]])
def test_evidence_keeps_rules_of_a_grade(wanted):
    for more in ({}, {"profile": "all"}, {"select": ["META"], "extend_select": ["IMG001"]}):
        kept = {code for code in codes(**more) if grades(code) & set(wanted)}
        assert codes(evidence=wanted, **more) == kept
    assert set(active(evidence=wanted)) >= ALWAYS


def test_a_search_engine_that_contradicts_is_no_evidence_of_one():
    assert "G!" in grades("META002") and "G" not in grades("META002")
    assert "META002" not in codes(evidence=["G"])
    assert "META002" not in codes(evidence=["G"], select=["META002"])
    assert "META002" in codes(evidence=["M"])


def test_a_severity_is_that_of_the_most_specific_selector():
    rules = active(severity={"META010": "error", "META": "info", "META01": "warning"})
    assert rules["META010"].severity == "error"
    assert rules["META011"].severity == "warning"
    assert rules["META001"].severity == "info"
    assert rules["META010"].fixed
    assert not rules["IMG001"].fixed
    assert rules["IMG001"].severity == PACKS.load("IMG001").severity


def test_a_severity_may_be_off():
    assert codes(severity={"META": "off"}) == codes() - family("META")
    rules = codes(severity={"META": "off", "META010": "error"})
    assert rules & family("META") == {"META010"}


def test_a_severity_switches_nothing_on():
    assert "LINT003" not in codes(severity={"LINT003": "error"})
    assert codes(select=["META010"], severity={"IMG001": "error"}) == {"META010"}


def test_overrides_hold_for_their_paths():
    given = {
        "overrides": [
            {"files": ["docs/**"], "profile": "essential", "extend-select": ["META010"]},
            {"files": ["docs/api/**"], "ignore": ["META010"], "severity": {"IMG001": "info"}},
            {"files": ["news/**"], "select": ["READ001"]},
        ]
    }
    assert codes("post.md", **given) == codes()
    assert codes("docs/a.md", **given) == {*codes(profile="essential"), "META010"}
    assert codes("docs/api/a.md", **given) == codes(profile="essential")
    assert active("docs/api/a.md", **given)["IMG001"].severity == "info"
    assert active("docs/a.md", **given)["IMG001"].severity == "error"
    assert codes("news/a.md", **given) == {"READ001"}


def test_overrides_change_options_for_their_paths():
    given = {"overrides": [{"files": ["docs/**"], "rules": {"title-too-wide": {"max-px": 400}}}]}
    assert active("post.md", **given)["META002"].options.max_px == 580
    assert active("docs/a.md", **given)["META002"].options.max_px == 400


def test_a_selection_tells_apart_paths_with_other_overrides():
    width = "title-too-wide"
    overrides = [{"files": ["**"], "rules": {width: {"max-px": 100}}}]
    overrides += [
        {"files": [f"{number}/**"], "rules": {width: {"max-px": number}}}
        for number in range(200, 210)
    ]
    selection = Selection(load_config(None, Path("/s"), {"overrides": overrides}))
    for number in range(200, 210):
        (rule,) = (rule for rule in selection.rules(f"{number}/a.md") if rule.name == width)
        assert rule.options.max_px == number


def test_per_file_ignores_hold_for_their_paths():
    given = {"per_file_ignores": {"legal/**": ["META", "no-links"], "**/a.md": ["IMG001"]}}
    assert codes("legal/b.md", **given) == codes() - family("META") - {"LINK030"}
    assert codes("legal/a.md", **given) == codes("legal/b.md", **given) - {"IMG001"}
    assert codes("b.md", **given) == codes()
    given["select"] = ["META010"]
    assert codes("legal/b.md", **given) == set()


@pytest.mark.parametrize(
    "given",
    [
        {"select": ["META010"]},
        {"ignore": ["all", "FILE", "FILE002", "binary-file"]},
        {"severity": {"FILE": "off", "FILE004": "off", "FILE003": "info"}},
        {"per_file_ignores": {"**": ["all", "FILE005"]}},
        {"overrides": [{"files": ["**"], "ignore": ["FILE"], "severity": {"all": "info"}}]},
    ],
)
def test_pages_that_cannot_be_read_are_always_errors(given):
    rules = active(**given)
    assert set(rules) >= ALWAYS
    assert {rules[code].severity for code in ALWAYS} == {"error"}


def test_reasons_are_required_on_request():
    assert "LINT003" not in codes()
    assert "LINT003" in codes(suppressions={"require-reason": True})
    assert "LINT003" not in codes(suppressions={"require-reason": True}, ignore=["LINT003"])
