import base64
import json
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace

from seolint import __version__
from seolint.report import Report, View, reporter

GOLDEN = Path(__file__).parent / "golden"


def render(report: Report, **view: Any) -> str:
    out = StringIO()
    reporter("json")(report, out, View(**view))
    return out.getvalue()


def validate(text: str) -> Any:
    schema = json.loads(files("seolint.report").joinpath("output-v1.schema.json").read_text())
    document = json.loads(text)
    jsonschema.validate(document, schema)
    return document


def test_json(report, golden):
    text = render(report)
    validate(text)
    version = f'"version": "{__version__}"'
    assert version in text
    golden(GOLDEN / "report.json", text.replace(version, '"version": "0"'))


def test_a_run_without_findings_is_a_whole_document(clean):
    document = validate(render(clean))
    assert document["findings"] == []
    assert document["summary"]["files_checked"] == 3


def test_run_errors_are_no_findings(incomplete):
    document = validate(render(incomplete))
    assert document["findings"] == []
    assert document["run"]["complete"] is False
    assert [error["code"] for error in document["run"]["errors"]] == ["FILE001"]


def test_the_view_changes_nothing(report):
    view = {"limit": 1, "statistics": True, "color": True, "summary": False}
    assert render(report, **view) == render(report)


def test_a_path_that_is_not_utf8_comes_with_its_bytes(report):
    path = "caf\udce9.md"
    page = report.pages[0]._replace(path=path)
    document = validate(render(replace(report, pages=(page,), findings=(), load_rules=dict)))
    assert document["files"][0]["path"] == "caf\\xe9.md"
    assert base64.b64decode(document["files"][0]["path_bytes"]) == b"caf\xe9.md"


@pytest.mark.parametrize("message", ["\x1b[2J", "\x9b31m", "\u202eabc", "\udcff", "\u2028", "é"])
def test_no_control_character_is_written(report, message):
    text = render(replace(report, findings=(replace(report.findings[0], message=message),)))
    assert not {c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"}
    assert not {"\u202e", "\u2028", "\udcff"} & set(text)
    expected = "\\xff" if message == "\udcff" else message
    assert validate(text)["findings"][0]["message"] == expected


def test_no_command_to_a_ci_log_is_written(report):
    message = "See ##[add-mask]x and ##vso[task.complete]"
    text = render(replace(report, findings=(replace(report.findings[0], message=message),)))
    assert "##[" not in text and "##vso[" not in text
    assert validate(text)["findings"][0]["message"] == message


def test_suppressed_findings_are_listed_and_not_counted(report):
    findings = (replace(report.findings[3], status="suppressed"),)
    document = validate(render(replace(report, findings=findings)))
    assert document["findings"][0]["status"] == "suppressed"
    assert document["summary"]["errors"] == 0
    assert document["files"][0]["errors"] == 0
