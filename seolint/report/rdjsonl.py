"""The report as diagnostics for reviewdog, one on a line, with fixes as suggestions."""

from itertools import pairwise
from typing import Any, TextIO

from seolint.finding import Finding, Fix, Related
from seolint.report import Report, View
from seolint.report.json import render
from seolint.report.pages import PageLines

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write_rdjsonl(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the findings that count. Columns are bytes of the line, 1-based.

    A fix is one suggestion even if it has several edits, for they belong together.
    """
    pages, others = PageLines(report.source), PageLines(report.source)
    for finding in report.open:
        out.write(render(_diagnostic(finding, pages, others), indent=0))


def _diagnostic(finding: Finding, pages: PageLines, others: PageLines) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": _location(finding, pages),
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "seolint"},
        "code": {"value": finding.code},
    }
    if finding.fix is not None:
        diagnostic["suggestions"] = _suggestions(finding.path, finding.fix, pages)
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": other.message, "location": _location(other, others)}
            for other in finding.related
        ]
    return diagnostic


def _location(at: Finding | Related, pages: PageLines) -> dict[str, Any]:
    span = at.span
    place = _range(at.path, span.start, span.end, pages)
    lines = {"start": {"line": span.line}, "end": {"line": span.end_line}}
    return {"path": at.path, "range": place or lines}


def _range(path: str, start: int, end: int, pages: PageLines) -> dict[str, Any] | None:
    """The range of two bytes; None when the page cannot be read any more."""
    first, last = pages.place(path, start), pages.place(path, end)
    if first is None or last is None:
        return None
    return {
        "start": {"line": first.line, "column": first.byte_column},
        "end": {"line": last.line, "column": last.byte_column},
    }


def _suggestions(path: str, fix: Fix, pages: PageLines) -> list[dict[str, Any]]:
    edits = sorted(fix.edits, key=lambda edit: edit.start)
    start, end = edits[0].start, max(edit.end for edit in edits)
    place = _range(path, start, end, pages)
    parts = [edits[0].text]
    for before, edit in pairwise(edits):
        kept = pages.text(path, before.end, edit.start)
        if kept is None:
            return []
        parts += [kept, edit.text]
    return [] if place is None else [{"range": place, "text": "".join(parts)}]
