"""Issues of an Azure pipeline: logging commands in the log of a task."""

from collections.abc import Mapping
from typing import TextIO

from seolint.escapes import escape
from seolint.finding import Finding, RunError
from seolint.report import Report, View

_TYPES = {"error": "error", "warning": "warning", "info": "warning"}
"""Azure knows no milder issue than a warning."""


def write_azure(report: Report, out: TextIO, view: View, /) -> None:
    """Writes a command for each run error and finding, the worst first."""
    for error in report.errors:
        out.write(_run_error(report, error) + "\n")
    for finding in report.worst_first:
        out.write(_finding(report, finding) + "\n")


def _finding(report: Report, finding: Finding) -> str:
    properties = {
        "type": _TYPES[finding.severity],
        "sourcepath": report.in_repository(finding.path),
        "linenumber": str(finding.span.line),
        "columnnumber": str(finding.span.column),
        "code": finding.code,
    }
    return _command(properties, finding.message)


def _run_error(report: Report, error: RunError) -> str:
    properties = {"type": "error"}
    if error.path is not None:
        properties["sourcepath"] = report.in_repository(error.path)
    if error.code is not None:
        properties["code"] = error.code
    return _command(properties, error.message)


def _command(properties: Mapping[str, str], text: str) -> str:
    """A command by the rules of azure-pipelines-task-lib, `taskcommand.ts`."""
    listed = ";".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"##vso[task.logissue {listed}]{_data(text)}"


def _data(text: str) -> str:
    return escape(text).replace("%", "%AZP25")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
