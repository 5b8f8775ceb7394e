"""The report as Checkstyle writes its own, which many CI systems read."""

from itertools import groupby
from typing import TextIO

from seolint.finding import Finding, RunError
from seolint.report import Report, View
from seolint.report.xml import DECLARATION, start_tag, text


def write_checkstyle(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the findings that count by page, and run errors as exceptions."""
    out.write(f'{DECLARATION}<checkstyle version="8.0">\n')
    for path, findings in groupby(report.open, key=lambda finding: finding.path):
        out.write(f"  {start_tag('file', {'name': path})}\n")
        out.writelines(map(_error, findings))
        out.write("  </file>\n")
    out.writelines(map(_exception, report.errors))
    out.write("</checkstyle>\n")


def _error(finding: Finding) -> str:
    attributes = {
        "line": finding.span.line,
        "column": finding.span.column,
        "severity": finding.severity,
        "message": finding.message,
        "source": f"seolint.{finding.family}.{finding.code}",
    }
    return f"    {start_tag('error', attributes, '/>')}\n"


def _exception(error: RunError) -> str:
    start = start_tag("file", {"name": error.path or "."})
    return f"  {start}\n    <exception>{text(error.message)}</exception>\n  </file>\n"
