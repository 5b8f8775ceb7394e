"""Every format, whatever a run came to, is a whole document by its platform's rules."""

import json
import re
from collections.abc import Callable
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from seolint import __version__
from seolint.finding import Edit, Finding, Fix, Related, RunError
from seolint.report import FORMATS, Report, View, write_report

HERE = Path(__file__).parent
SCHEMAS = HERE / "schemas"
GOLDEN = {
    "jsonl": "report.jsonl",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "checkstyle": "checkstyle.xml",
    "rdjsonl": "rdjsonl.jsonl",
    "azure": "azure.txt",
    "teamcity": "teamcity.txt",
}


def render(report: Report, name: str) -> str:
    out = StringIO()
    write_report(name, report, out, View())
    return out.getvalue()


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


SARIF = jsonschema.Draft4Validator(schema("sarif-2.1.0.json"))
DIAGNOSTIC = jsonschema.Draft4Validator(schema("rdjson-diagnostic.json"))
JUNIT = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
OURS = json.loads(files("seolint.report").joinpath("output-v1.schema.json").read_text())
JSON = jsonschema.Draft202012Validator(OURS)
JSON_FINDING = jsonschema.Draft202012Validator({**OURS["$defs"]["finding"], "$defs": OURS["$defs"]})


def read_json(text: str) -> Any:
    document = json.loads(text)
    JSON.validate(document)
    return document


def read_jsonl(text: str) -> Any:
    *findings, run = map(json.loads, text.splitlines())
    for finding in findings:
        assert finding.pop("type") == "finding"
        JSON_FINDING.validate(finding)
    assert run.pop("type") == "run"
    JSON.validate({**run, "files": [], "findings": findings, "rules": {}})
    return findings


def read_sarif(text: str) -> Any:
    document = json.loads(text)
    SARIF.validate(document)
    return document


def read_gitlab(text: str) -> Any:
    """The required keys, by “Code Quality report format” in GitLab's documentation."""
    issues = json.loads(text)
    assert isinstance(issues, list)
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
        assert all(isinstance(issue[key], str) for key in issue if key != "location")
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        location = issue["location"]
        assert location["path"] and not location["path"].startswith(("/", "./"))
        assert isinstance(location["positions"]["begin"]["line"], int)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    return issues


def read_junit(text: str) -> Any:
    assert not re.search("[\ufffe\uffff]", text)
    JUNIT.validate(text)
    root = ElementTree.fromstring(text)
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert int(element.attrib["tests"]) == len(cases)
        for kind in ("failure", "error"):
            key = "failures" if kind == "failure" else "errors"
            found = sum(case.find(kind) is not None for case in cases)
            assert int(element.attrib[key]) == found
        names = [(case.attrib["classname"], case.attrib["name"]) for case in cases]
        assert len(set(names)) == len(names)
    for suite in root:
        found = sum(case.find("skipped") is not None for case in suite)
        assert int(suite.attrib["skipped"]) == found
    return root


def read_checkstyle(text: str) -> Any:
    """The elements and attributes that `XMLLogger` of Checkstyle writes, and no others."""
    assert not re.search("[\ufffe\uffff]", text)
    root = ElementTree.fromstring(text)
    assert (root.tag, set(root.attrib)) == ("checkstyle", {"version"})
    for file in root:
        assert (file.tag, set(file.attrib)) == ("file", {"name"})
        assert file.attrib["name"]
        for child in file:
            if child.tag == "exception":
                assert child.text and not child.attrib
                continue
            assert child.tag == "error"
            assert set(child.attrib) == {"line", "column", "severity", "message", "source"}
            assert child.attrib["severity"] in ("ignore", "info", "warning", "error")
            assert child.attrib["line"].isdecimal() and child.attrib["column"].isdecimal()
    return root


def read_rdjsonl(text: str) -> Any:
    diagnostics = [json.loads(line) for line in text.splitlines()]
    for diagnostic in diagnostics:
        DIAGNOSTIC.validate(diagnostic)
    return diagnostics


def read_github(text: str) -> Any:
    lines = text.splitlines()
    for line in lines:
        assert re.match(r"::(?:error|warning|notice) [^:]*::.|Not annotated, ", line), line
    return lines


def read_azure(text: str) -> Any:
    lines = text.splitlines()
    for line in lines:
        assert re.fullmatch(
            r"##vso\[task\.logissue type=(?:error|warning)(?:;[a-z]+=[^;\]]+)*\][^;]*.*", line
        ), line
        assert line.count("##vso[") == 1
    return lines


def read_teamcity(text: str) -> Any:
    """Service messages with escaped values, by TeamCity's page on them."""
    lines = text.splitlines()
    value = r"(?:[^|'\[\]]|\|[|'\[\]nrxlp])*"
    for line in lines:
        assert re.fullmatch(rf"##teamcity\[[a-zA-Z]+(?: [a-zA-Z]+='{value}')+\]", line), line
    return lines


READERS: dict[str, Callable[[str], Any]] = {
    "full": str,
    "concise": str,
    "grouped": str,
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "github-summary": str,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "checkstyle": read_checkstyle,
    "rdjsonl": read_rdjsonl,
    "azure": read_azure,
    "teamcity": read_teamcity,
    "markdown": str,
}
HOSTILE = (
    "\x00\x1b[2J\r\n::error::x\n##vso[task.complete]'|]]>;&<b>\"\u202e\udcff\ufffe\uffff %0A 100%"
)


def with_findings(report: Report, *findings: Finding) -> Report:
    return replace(report, findings=findings, uncut=findings)


def with_status(status: str) -> Callable[[Report], Report]:
    return lambda report: with_findings(
        report, *(replace(each, status=status) for each in report.findings)
    )


def hostile(report: Report) -> Report:
    related = Related(HOSTILE, report.findings[0].span, HOSTILE)
    fix = Fix((Edit(0, 1, HOSTILE), Edit(2, 3, "x")), HOSTILE)
    finding = replace(report.findings[3], path=HOSTILE, message=HOSTILE, help=HOSTILE)
    finding = replace(finding, related=(related,), fix=fix, subject=HOSTILE)
    page = report.pages[0]._replace(path=HOSTILE, title=HOSTILE)
    error = RunError("io", HOSTILE, HOSTILE, "FILE001", HOSTILE)
    report = replace(report, pages=(page,), errors=(error,), source=lambda path: b"\xff\x00\n" * 3)
    return with_findings(report, finding)


def incomplete(report: Report) -> Report:
    """Something could not be read, and there is what was found before."""
    unread = RunError("io", "Cannot read the file", "blog/oven.md", "FILE001", "Make it readable")
    git = RunError("git", "No merge base")
    return replace(report, errors=(unread, git), exit_code=2)


def interrupted(report: Report) -> Report:
    error = RunError("interrupted", "Interrupted: 1 of 3 pages")
    return replace(report, errors=(error,), exit_code=130, pages=report.pages[:1])


STATES: dict[str, Callable[[Report], Report]] = {
    "failed": lambda report: report,
    "clean": with_findings,
    "nothing to lint": lambda report: replace(with_findings(report), pages=()),
    "incomplete": incomplete,
    "incomplete, nothing found": lambda report: incomplete(with_findings(report)),
    "interrupted": interrupted,
    "suppressed": with_status("suppressed"),
    "baselined": with_status("baselined"),
    "out of scope": with_status("out-of-scope"),
    "fixed": with_status("fixed"),
    "hostile": hostile,
    "twice the same": lambda report: with_findings(
        report, *(each for finding in report.findings for each in (finding, finding))
    ),
    "pages are gone": lambda report: replace(report, source={}.__getitem__),
}


def test_every_format_has_a_reader():
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_whole_whatever_the_run_came_to(report, name, state):
    text = render(STATES[state](report), name)
    READERS[name](text)
    assert text == "" or text.endswith("\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff]", text)
    text.encode()


@pytest.mark.parametrize("name", FORMATS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=40), path=st.text(min_size=1, max_size=20))
def test_every_format_is_whole_whatever_stands_in_a_page(report, name, text, path):
    finding = replace(report.findings[2], message=text or "-", help=text, path=f"p{path}")
    page = report.pages[0]._replace(path=finding.path, title=text)
    changed = replace(with_findings(report, finding), pages=(page,))
    READERS[name](render(changed, name))


@pytest.mark.parametrize("name", GOLDEN)
def test_format(report, golden, name):
    text = render(report, name)
    assert text.count(f'"version": "{__version__}"') == (name == "jsonl")
    golden(HERE / "golden" / GOLDEN[name], text.replace(f'"{__version__}"', '"0"'))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"full", "concise", "grouped"}))
def test_the_view_changes_no_format_for_programs(report, name):
    out = StringIO()
    write_report(name, report, out, View(color=True, width=20, limit=1, statistics=True))
    assert out.getvalue() == render(report, name)


@pytest.mark.parametrize("name", ["github", "azure", "teamcity", "checkstyle", "rdjsonl", "junit"])
def test_findings_that_do_not_count_fail_nothing(report, name):
    report = replace(with_status("suppressed")(report), failing=frozenset())
    text = render(report, name)
    if name == "junit":
        assert "<failure" not in text and text.count("<skipped") == len(report.findings)
    else:
        assert "IMG001" not in text


@pytest.mark.parametrize("name", ["sarif", "gitlab"])
def test_what_is_out_of_scope_stays_in_what_compares_by_itself(report, name):
    old = replace(report.findings[3], status="out-of-scope")
    report = replace(report, findings=(report.findings[0],), uncut=(report.findings[0], old))
    text = render(report, name)
    assert "IMG001" in text and "META010" in text
    assert "IMG001" not in render(replace(report, load_rules=dict), "rdjsonl")


def test_gitlab_leaves_out_what_was_accepted(report):
    found = [
        replace(report.findings[n], status=s) for n, s in ((0, "baselined"), (1, "suppressed"))
    ]
    assert json.loads(render(with_findings(report, *found), "gitlab")) == []


def test_gitlab_paths_start_at_the_top_of_the_repository(report):
    issues = read_gitlab(render(replace(report, prefix="web/"), "gitlab"))
    assert {issue["location"]["path"] for issue in issues} == {
        "web/blog/bread.md",
        "web/blog/yeast.md",
    }


def test_junit_fails_where_the_run_fails(report):
    root = read_junit(render(report, "junit"))
    failed = [
        case.attrib["name"] for case in root.iter("testcase") if case.find("failure") is not None
    ]
    assert failed == ["IMG001 image-alt-missing"]
    [clean] = root.findall("testsuite[@name='salt.html']/testcase")
    assert (clean.attrib["name"], list(clean)) == ("no problems", [])


def test_junit_tells_run_errors(report):
    root = read_junit(render(incomplete(report), "junit"))
    errors = {
        suite.attrib["name"]: suite.find("testcase/error").attrib["message"]
        for suite in root
        if suite.attrib["errors"] != "0"
    }
    assert errors == {"blog/oven.md": "Cannot read the file", "seolint": "No merge base"}


def test_suggestions_are_bytes_and_one_for_a_fix(report):
    finding = report.findings[2]
    fix = Fix((Edit(107, 110, "rye"), Edit(112, 117, "loaf")), "Two edits")
    [diagnostic] = read_rdjsonl(render(with_findings(report, replace(finding, fix=fix)), "rdjsonl"))
    place = diagnostic["location"]["range"]
    assert place == {"start": {"line": 5, "column": 19}, "end": {"line": 5, "column": 28}}
    [suggestion] = diagnostic["suggestions"]
    line = report.source("blog/bread.md").split(b"\n")[4]
    start, end = (suggestion["range"][key]["column"] - 1 for key in ("start", "end"))
    changed = line[:start] + suggestion["text"].encode() + line[end:]
    data = report.source("blog/bread.md")
    whole = data[:107] + b"rye" + data[110:112] + b"loaf" + data[117:]
    assert changed == whole.split(b"\n")[4]


def test_azure_escapes_by_its_own_rules(report):
    finding = replace(report.findings[3], message="50%; a]b", path="a;b]c%.md")
    assert render(with_findings(report, finding), "azure") == (
        "##vso[task.logissue type=error;sourcepath=a%3Bb%5Dc%AZP25.md;linenumber=7;"
        "columnnumber=1;code=IMG001]50%AZP25; a]b\n"
    )


def test_teamcity_names_a_rule_once(report):
    text = render(with_findings(report, *(report.findings[3],) * 3), "teamcity")
    assert text.count("##teamcity[inspectionType id='IMG001'") == 1
    assert text.count("##teamcity[inspection typeId='IMG001'") == 3
