"""Annotations on GitHub: workflow commands in the log of a step."""

from collections import Counter
from typing import TextIO

from seolint.escapes import escape
from seolint.finding import SEVERITIES, Finding, RunError
from seolint.report import Report, View
from seolint.report.summary import counted

LIMIT = 10
"""Annotations of a kind that GitHub takes from a step; it drops the others without a word."""

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def write_github(report: Report, out: TextIO, view: View, /) -> None:
    """Writes a command for each run error and finding, the worst first, within GitHub's limit.

    A last line, which is no command, counts what is left out.
    """
    seen: Counter[str] = Counter({"error": len(report.errors)})
    for error in report.errors[:LIMIT]:
        out.write(_run_error(report, error) + "\n")
    for finding in report.worst_first:
        seen[finding.severity] += 1
        if seen[finding.severity] <= LIMIT:
            out.write(_finding(report, finding) + "\n")
    left = [counted(seen[kind] - LIMIT, kind) for kind in SEVERITIES if seen[kind] > LIMIT]
    if left:
        out.write(f"Not annotated, as GitHub takes {LIMIT} of a kind: {', '.join(left)}.\n")


def _finding(report: Report, finding: Finding) -> str:
    span = finding.span
    properties = {
        "file": report.in_repository(finding.path),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = f"seolint {finding.code} {finding.rule}"
    text = finding.message if finding.help is None else f"{finding.message}\nhelp: {finding.help}"
    return _command(_COMMANDS[finding.severity], properties, text)


def _run_error(report: Report, error: RunError) -> str:
    properties = {"file": report.in_repository(error.path)} if error.path is not None else {}
    properties["title"] = f"seolint {error.code}" if error.code is not None else "seolint"
    text = error.message if error.help is None else f"{error.message}\nhelp: {error.help}"
    return _command("error", properties, text)


def _command(name: str, properties: dict[str, str], data: str) -> str:
    """A workflow command. What it holds cannot end it, nor begin another one."""
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(data)}"


def _data(text: str) -> str:
    lines = text.replace("%", "%25").replace("\r", "%0D").split("\n")
    return "%0A".join(escape(line) for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
