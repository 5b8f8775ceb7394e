"""Inspections of TeamCity: service messages in the log of a build."""

from collections.abc import Mapping
from typing import TextIO

from seolint.escapes import escape
from seolint.report import Report, View

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_LONGEST = 4_000
"""Characters of a message, a description; source: TeamCity's page on service messages."""

_ESCAPES = str.maketrans({"|": "||", "'": "|'", "[": "|[", "]": "|]"})


def write_teamcity(report: Report, out: TextIO, view: View, /) -> None:
    """Writes each rule with findings once, then its findings, and run errors as problems."""
    for error in report.errors:
        place = f"{report.in_repository(error.path)}: " if error.path is not None else ""
        out.write(_message("buildProblem", {"description": place + error.message}))
    known: set[str] = set()
    for finding in report.open:
        if finding.code not in known:
            known.add(finding.code)
            name, rule = report.rules.get(finding.code, (finding.rule, None))
            values = {
                "id": finding.code,
                "name": f"{finding.code} {name}",
                "category": finding.family,
                "description": rule.summary if rule is not None else name,
            }
            out.write(_message("inspectionType", values))
        values = {
            "typeId": finding.code,
            "message": finding.message,
            "file": report.in_repository(finding.path),
            "line": str(finding.span.line),
            "SEVERITY": _SEVERITIES[finding.severity],
        }
        out.write(_message("inspection", values))


def _message(name: str, values: Mapping[str, str]) -> str:
    listed = "".join(f" {key}='{_value(value)}'" for key, value in values.items())
    return f"##teamcity[{name}{listed}]\n"


def _value(text: str) -> str:
    return escape(text[:_LONGEST]).translate(_ESCAPES)
