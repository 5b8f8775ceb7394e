"""Comments and front matter that silence rules, and those that silence nothing."""

from pathlib import Path

import pytest
from house import House, told

PAGE = 'yield Problem(doc.top, "a page", subject="field:title", anchor="page")'
SITE = """
for page in site.pages:
    yield Problem(page.top, "a page", path=page.path, anchor="site")
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Four rules: of a word, of another, of a page and of the site."""
    made = House(tmp_path)
    made.finds("acme001_rye", "rye", severity="warning")
    made.finds("acme002_oat", "oat")
    made.rule("acme003_titled", PAGE)
    made.rule("acme004_whole", SITE, argument="site")
    return made


def lines(result, code: str, status: str = "open") -> list[int]:
    return [line for _, other, line in told(result, status) if other == code]


def test_a_suppressed_finding_stays_in_sight(house):
    house.page("a.md", "rye <!-- seolint-disable-line ACME001 -- a quote -->\n\nrye\n")
    result = house.lint(select=["ACME001"])
    assert lines(result, "ACME001", "suppressed") == [1]
    assert lines(result, "ACME001") == [3]
    assert {finding.severity for finding in result.findings} == {"warning"}
    assert lines(house.lint(select=["ACME001"], suppressions=False), "ACME001") == [1, 3]


@pytest.mark.parametrize("rules", ["ACME001", "rye", "ACME00", "ACME", "all", "ACME002, rye"])
def test_rules_are_named_by_code_name_or_prefix(house, rules):
    house.page("a.md", f"<!-- seolint-disable-next-line {rules} -- why -->\nrye oat\n")
    result = house.lint(select=["ACME001"])
    assert lines(result, "ACME001", "suppressed") == [2]


@pytest.mark.parametrize(
    ("comment", "silenced"),
    [
        ("<!-- seolint-disable-next-line {} -- why -->", False),
        ("<!-- seolint-disable {} -- why -->", False),
        ("<!-- seolint-disable-file {} -- why -->", True),
    ],
)
@pytest.mark.parametrize("code", ["ACME003", "ACME004"])
def test_a_finding_about_the_page_is_silenced_for_the_whole_page_only(
    house, comment, silenced, code
):
    house.page("a.md", f"{comment.format(code)}\nrye\n")
    result = house.lint(select=[code])
    assert bool(lines(result, code, "suppressed")) is silenced
    assert bool(lines(result, code)) is not silenced


@pytest.mark.parametrize(
    "front_matter",
    [
        "title: Bread # seolint-disable-line ACME003 -- why",
        "# seolint-disable-next-line ACME003 -- why\ntitle: Bread",
        "title: Bread\nseolint: {disable: [ACME003], reason: why}",
        "title: Bread\nseolint:\n  disable: titled\n  reason: why",
        "title: Bread # seolint-disable-file ACME003 -- why",
    ],
)
def test_a_finding_about_a_field_is_silenced_at_that_field(house, front_matter):
    house.page("a.md", f"---\n{front_matter}\n---\nrye\n")
    assert told(house.lint(select=["ACME003", "LINT"])) == []


def test_a_comment_on_another_field_silences_nothing(house):
    house.page("a.md", "---\ntitle: A\nauthor: B # seolint-disable-line ACME003 -- why\n---\n")
    assert lines(house.lint(select=["ACME003"]), "ACME003") == [1]


def test_a_range_silences_from_here_to_there(house):
    house.page(
        "a.md",
        "rye\n\n<!-- seolint-disable ACME001 -- why -->\n\nrye oat\n\n"
        "<!-- seolint-enable ACME001 -->\n\nrye\n",
    )
    result = house.lint(select=["ACME001", "ACME002"])
    assert lines(result, "ACME001") == [1, 9]
    assert lines(result, "ACME002") == [5]


def test_what_was_silenced_still_hides(house):
    house.rule(
        "acme005_bread", 'yield Problem(doc.top, "b", anchor="page")', hidden_by=("ACME001",)
    )
    house.page("a.md", "<!-- seolint-disable-file ACME001 -- why -->\nrye\n")
    assert lines(house.lint(select=["ACME001", "ACME005"]), "ACME005") == []
    assert lines(house.lint(select=["ACME005"]), "ACME005") == [1]


@pytest.mark.parametrize("code", ["FILE002", "LINT001", "LINT002", "LINT003", "all"])
def test_own_rules_are_silenced_by_no_comment(house, code):
    house.page(
        "a.md", f"<!-- seolint-disable-file {code} -->\n<!-- seolint-disable-file ACME9 -->\n"
    )
    result = house.lint(suppressions=True, **{"extend-select": ["LINT003"]})
    assert {"LINT002", "LINT003"} <= {code for _, code, _ in told(result)}


UNUSED = "<!-- seolint-disable-file ACME001 -- why -->\n\nwheat\n"


def test_a_suppression_that_silences_nothing_is_reported(house):
    house.page("a.md", UNUSED)
    (finding,) = [f for f in house.lint().findings if f.code == "LINT001"]
    assert (finding.severity, finding.subject) == ("warning", "suppress:ACME001")
    assert UNUSED[finding.span.start : finding.span.end] == "ACME001"


def test_only_the_rule_that_silenced_nothing_is_reported(house):
    house.page("a.md", "<!-- seolint-disable-file ACME001 ACME002 -- why -->\n\nrye\n")
    (finding,) = [f for f in house.lint().findings if f.code == "LINT001"]
    assert finding.subject == "suppress:ACME002"


@pytest.mark.parametrize("rules", ["ACME001", "rye", "ACME", "all"])
def test_a_suppression_that_silences_something_is_not_reported(house, rules):
    house.page("a.md", f"<!-- seolint-disable-file {rules} -- why -->\n\nrye\n")
    assert lines(house.lint(), "LINT001") == []


@pytest.mark.parametrize(
    "given",
    [
        {"select": ["ACME002", "LINT"]},
        {"ignore": ["ACME001"]},
        {"severity": {"ACME001": "off"}},
        {"per-file-ignores": {"a.md": ["ACME001"]}},
        {"overrides": [{"files": ["a.md"], "ignore": ["ACME001"]}]},
    ],
)
def test_a_suppression_of_a_rule_that_did_not_run_is_not_judged(house, given):
    house.page("a.md", UNUSED)
    assert lines(house.lint(**given), "LINT001") == []


def test_a_suppression_is_judged_only_when_all_its_rules_ran(house):
    house.page("a.md", "<!-- seolint-disable-file ACME001 ACME002 -- why -->\n\nwheat\n")
    assert lines(house.lint(), "LINT001") == [1, 1]
    assert lines(house.lint(ignore=["ACME002"]), "LINT001") == []


def test_a_suppression_of_a_rule_that_crashed_is_not_judged(house):
    house.rule("acme005_crash", "raise ZeroDivisionError")
    house.rule("acme006_fall", "raise ZeroDivisionError", argument="site")
    house.page("seolint.toml", "")
    house.page("a.md", "<!-- seolint-disable-file ACME005 -- why -->\n\nwheat\n")
    house.page("b.md", "<!-- seolint-disable-file ACME006 -- why -->\n\nwheat\n")
    result = house.lint()
    assert len(result.errors) == 3
    assert lines(result, "LINT001") == []


@pytest.mark.parametrize(
    ("path", "front_matter"), [("a.md", "---\ndraft: true\n---\n"), ("_includes/a.md", "")]
)
def test_a_suppression_of_a_rule_that_does_not_judge_such_pages_is_not_judged(
    tmp_path, path, front_matter
):
    house = House(tmp_path)
    house.page("seolint.toml", "")
    house.page(path, f"{front_matter}<!-- seolint-disable-file META010 -- why -->\n\nwheat\n")
    result = house.lint(path)
    assert len(result.pages) == 1
    assert lines(result, "LINT001") == []


@pytest.mark.parametrize(("config", "reported"), [(True, 1), (False, 0)])
def test_rules_over_the_site_are_judged_when_the_whole_site_was_read(house, config, reported):
    house.rule("acme005_never", "yield from ()", argument="site")
    if config:
        house.page("seolint.toml", "")
    house.page("a.md", "<!-- seolint-disable-file ACME005 -- why -->\n\nwheat\n")
    assert len(lines(house.lint("a.md"), "LINT001")) == reported


def test_a_mistyped_rule_is_answered_with_what_was_meant(house):
    text = "<!-- seolint-disable-file ACME01, title-too-wid -- why -->\n\n# Wheat\n"
    house.page("a.md", text.replace("ACME01", "ACME011"))
    first, second = (f for f in house.lint().findings if f.code == "LINT002")
    assert first.message == "No rule is called `ACME011`"
    assert "`ACME001`" in (first.help or "")
    assert "`title-too-wide`" in (second.help or "")


def test_a_rule_like_no_other_is_answered_with_the_list(house):
    house.page("a.md", "<!-- seolint-disable-file zwieback -- why -->\n\n# Wheat\n")
    (finding,) = [f for f in house.lint().findings if f.code == "LINT002"]
    assert "seolint rules" in (finding.help or "")


def test_an_unknown_rule_keeps_its_neighbours_from_being_judged(house):
    house.page("a.md", "<!-- seolint-disable-file ACME001 ACME9 -- why -->\n\nwheat\n")
    codes = [code for _, code, _ in told(house.lint()) if code.startswith("LINT")]
    assert codes == ["LINT002"]


def test_a_reason_is_asked_for_on_request(house):
    text = "rye <!-- seolint-disable-line rye -->\n\nrye <!-- seolint-disable-line rye -- why -->\n"
    house.page("a.md", text)
    assert lines(house.lint(select=["ACME001"]), "LINT003") == []
    result = house.lint(select=["ACME001", "LINT"], suppressions=True)
    assert lines(result, "LINT003") == [1]


def test_own_findings_about_a_draft_are_mild(house):
    house.page("a.md", "---\ndraft: true\n---\n<!-- seolint-disable-file ACME9 -- why -->\n")
    severities = {
        drafts: {f.severity for f in house.lint(drafts=drafts).findings if f.code == "LINT002"}
        for drafts in ("relax", "check")
    }
    assert severities == {"relax": {"info"}, "check": {"warning"}}
