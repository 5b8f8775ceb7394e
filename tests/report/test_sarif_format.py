"""SARIF: valid by the standard's schema, with what GitHub requires, within its limits."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from seolint import __version__
from seolint.finding import Edit, Fix, Related
from seolint.report import Report, View, write_report
from seolint.report.sarif import LIMIT
from seolint.rule import Evidence, Source

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def render(report: Report, view: View | None = None) -> str:
    out = StringIO()
    write_report("sarif", report, out, view or View())
    return out.getvalue()


def sarif(report: Report) -> Any:
    """The run of the document, which is valid."""
    document = json.loads(render(report))
    VALIDATOR.validate(document)
    [run] = document["runs"]
    return run


def one(report: Report, number: int = 3, **changes: Any) -> Report:
    """The report with one of its findings, changed."""
    findings = (replace(report.findings[number], **changes),)
    return replace(report, findings=findings, uncut=findings)


def test_sarif(report, golden):
    text = render(report)
    VALIDATOR.validate(json.loads(text))
    golden(HERE / "golden" / "report.sarif", text.replace(f'"{__version__}"', '"0"'))


def test_what_github_requires_is_there(report):
    """The list is that of “SARIF support for code scanning” in GitHub's documentation."""
    document = json.loads(render(report))
    assert document["$schema"].startswith("https://") and document["version"] == "2.1.0"
    [run] = document["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "seolint" and driver["semanticVersion"]
    for rule in driver["rules"]:
        assert rule["id"] and rule["name"]
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(rule["properties"]["tags"]) <= 10
    for result in run["results"]:
        assert result["message"]["text"]
        [location] = result["locations"]
        assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
        assert set(location["physicalLocation"]["region"]) == {
            "startLine",
            "startColumn",
            "endLine",
            "endColumn",
        }
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_rule_that_ran_is_listed_though_it_found_nothing(clean):
    codes = [rule["id"] for rule in sarif(clean)["tool"]["driver"]["rules"]]
    assert codes == ["HEAD003", "IMG001", "LINK001", "META002", "META010"]


def test_a_finding_without_a_known_rule_is_still_valid(report):
    run = sarif(replace(one(report), load_rules=dict))
    [rule] = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("IMG001", "image-alt-missing")


def test_descriptions_are_cut_and_evidence_is_cited(clean):
    name, rule = clean.rules["IMG001"]
    cited = Evidence("S", "WCAG asks for it", Source("WCAG", "https://www.w3.org/TR/WCAG22/"))
    rule = replace(rule, docs=f"Short.\n\n{'long ' * 500}", evidence=(cited,))
    [shown] = sarif(replace(clean, load_rules=lambda: {"IMG001": (name, rule)}))["tool"]["driver"][
        "rules"
    ]
    assert len(shown["fullDescription"]["text"]) == 1024
    assert shown["help"]["markdown"].endswith(
        "\n- S: WCAG asks for it ([WCAG](https://www.w3.org/TR/WCAG22/))"
    )
    assert shown["properties"]["precision"] == "high"


def test_the_help_is_the_second_sentence(report):
    assert sarif(report)["results"][0]["message"]["text"] == (
        "This page has no description. Say in a sentence or two what the page offers"
    )


def test_braces_and_links_in_messages_are_escaped(report):
    """By §3.11.5 and §3.11.6 of the standard."""
    run = sarif(one(report, message="`{{ page.title }}` in [a](b) \\", help=None))
    text = run["results"][0]["message"]["text"]
    assert text == "`{{{{ page.title }}}}` in \\[a\\](b) \\\\"


def test_a_place_over_several_lines_is_cut_to_the_first(report):
    span = replace(report.findings[1].span, end_line=5, end_column=3)
    [result] = sarif(one(report, 1, span=span))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 91}


def test_fixes_are_places_in_code_points(report):
    fix = Fix((Edit(95, 99, "x"), Edit(107, 107, "y")), "Try [x](y)")
    [result] = sarif(one(report, 2, fix=fix))["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "blog/bread.md"}
    assert [each["deletedRegion"] for each in change["replacements"]] == [
        {"startLine": 3, "startColumn": 1, "endLine": 4, "endColumn": 1},
        {"startLine": 5, "startColumn": 6, "endLine": 5, "endColumn": 6},
    ]
    assert [each["insertedContent"]["text"] for each in change["replacements"]] == ["x", "y"]


def test_a_page_that_is_gone_has_no_line_hash_and_byte_regions(report):
    def gone(path: str) -> bytes:
        raise FileNotFoundError(path)

    [result] = sarif(replace(one(report, 2), source=gone))["results"]
    assert list(result["partialFingerprints"]) == ["seolintFingerprint/v1"]
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"byteOffset": 118, "byteLength": 9}


def test_paths_are_uris_from_the_top_of_the_repository(report):
    run = sarif(replace(one(report, path="a b/50%/c:ä\udcff.md"), prefix="web/"))
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "web/a%20b/50%25/c%3A%C3%A4%FF.md"


def test_related_places_may_be_in_other_pages(report):
    place = report.findings[4].span
    run = sarif(one(report, related=(Related("not/judged.md", place, "here"),)))
    [related] = run["results"][0]["relatedLocations"]
    assert related["id"] == 1
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "not/judged.md"


def test_run_errors_are_notifications(incomplete):
    [invocation] = sarif(incomplete)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    [notification] = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert notification["descriptor"]["id"] == "FILE001"
    [location] = notification["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "blog/oven.md"


@pytest.mark.parametrize(
    ("status", "suppressions"),
    [
        ("open", None),
        ("out-of-scope", None),
        ("suppressed", [{"kind": "inSource"}]),
        ("baselined", [{"kind": "external"}]),
    ],
)
def test_what_does_not_count_is_marked(report, status, suppressions):
    [result] = sarif(one(report, status=status))["results"]
    assert result.get("suppressions") == suppressions


def test_what_is_fixed_is_no_result(report):
    assert sarif(one(report, status="fixed"))["results"] == []


def test_over_the_limit_the_worst_are_kept_and_it_is_said(report):
    mild, bad = report.findings[4], report.findings[3]
    findings = [
        replace(each, path="blog/bread.md", span=replace(each.span, line=number))
        for number in range(1, LIMIT + 2)
        for each in ((bad, mild) if number <= 3 else (mild,))
    ]
    told: list[str] = []
    many = replace(report, findings=tuple(findings), uncut=tuple(findings))
    run = json.loads(render(many, View(tell=told.append)))["runs"][0]
    assert told == ["5,004 findings are too many for SARIF: the worst 5,000 are in it"]
    [notification] = run["invocations"][0]["toolExecutionNotifications"]
    assert notification == {"level": "warning", "message": {"text": told[0]}}
    assert run["invocations"][0]["executionSuccessful"] is True
    codes = [result["ruleId"] for result in run["results"]]
    assert (len(codes), codes.count("IMG001")) == (LIMIT, 3)
    lines = [
        each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"]
    ]
    assert lines == sorted(lines)


def test_control_characters_never_stand_bare(report):
    text = render(one(report, message="\x1b[2J\u202e\udcff\x85"))
    assert not {c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"}
    assert "\u202e" not in text
    assert json.loads(text)["runs"][0]["results"][0]["message"]["text"] == "\x1b[2J\u202e\\xff\x85"
