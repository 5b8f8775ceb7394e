"""The report for streams: a line of JSON for each finding, then one for the run."""

from typing import TextIO

from seolint.report import Report, View
from seolint.report.json import finding_record, render, report_record, shown_findings


def write_jsonl(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the findings as in `json`, each with `"type": "finding"`, and then the run.

    A stream whose last line is not of type `run` was cut off.
    """
    for finding in shown_findings(report):
        out.write(render({"type": "finding", **finding_record(finding)}, indent=0))
    whole = report_record(report)
    run = {key: whole[key] for key in ("format", "format_version", "tool", "run", "summary")}
    out.write(render({"type": "run", **run}, indent=0))
