"""The report for GitLab's Code Quality: a list of issues in the form of Code Climate."""

from collections import Counter
from hashlib import blake2b
from typing import Any, TextIO

from seolint.finding import Finding
from seolint.report import Report, View
from seolint.report.json import render

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def write_gitlab(report: Report, out: TextIO, view: View, /) -> None:
    """Writes every open finding, none left out by `--since`: GitLab compares by itself.

    Fingerprints are unique, for GitLab shows issues with the same one as one.
    """
    seen: Counter[str] = Counter()
    issues = []
    for finding in report.uncut:
        if finding.status in ("open", "out-of-scope"):
            issues.append(_issue(report, finding, seen[finding.fingerprint]))
            seen[finding.fingerprint] += 1
    out.write(render(issues))


def _issue(report: Report, finding: Finding, before: int) -> dict[str, Any]:
    """An issue; `before` counts equal fingerprints, which two sites in one run may have."""
    fingerprint = finding.fingerprint
    if before:
        fingerprint = blake2b(f"{fingerprint} {before}".encode(), digest_size=8).hexdigest()
    span = finding.span
    return {
        "description": f"{finding.code}: {finding.message}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": report.in_repository(finding.path),
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": span.end_line, "column": span.end_column},
            },
        },
    }
