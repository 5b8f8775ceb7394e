"""A format of somebody else's: findings as values between tabs."""

from typing import TextIO

from seolint.report import Report, View


def write_table(report: Report, out: TextIO, view: View, /) -> None:
    """Writes code, path and line of the findings that count."""
    for finding in report.open:
        out.write(f"{finding.code}\t{finding.path}\t{finding.span.line}\n")
