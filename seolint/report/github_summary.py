"""The report as the summary of a job on GitHub: Markdown with the findings of each page."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

from seolint.finding import SEVERITIES, Finding
from seolint.report import Report, View
from seolint.report.markdown import overview, plain_in_html, table_row
from seolint.report.summary import counted

LIMIT = 1_000 * 1024
"""Bytes to stay below. GitHub throws a whole summary away that is larger than 1,024 KiB."""

_HEADER = "| Line | Severity | What | Rule |\n| ---: | --- | --- | --- |\n"
_RESERVE = 200


def write_github_summary(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the verdict, the worst, and each page with its findings, until the limit.

    What is already in the file, which other commands of the step may have written, counts.
    """
    text = "".join(overview(report))
    room = LIMIT - _RESERVE - len(text.encode()) - (out.tell() if out.seekable() else 0)
    if room < 0:
        view.tell("the summary of the job is full: nothing was added to it")
        return
    out.write(text)
    pages = [(path, list(found)) for path, found in groupby(report.open, lambda each: each.path)]
    for number, (path, found) in enumerate(pages):
        text = "".join(_page(report.in_repository(path), found))
        room -= len(text.encode())
        if room < 0:
            left = counted(len(pages) - number, "page")
            out.write(f"\nThe findings of {left} more would be too much for a summary.\n")
            return
        out.write(text)


def _page(path: str, findings: list[Finding]) -> Iterator[str]:
    severities = Counter(finding.severity for finding in findings)
    kinds = ", ".join(counted(severities[kind], kind) for kind in SEVERITIES if severities[kind])
    yield f"\n<details><summary>{plain_in_html(path)}: {kinds}</summary>\n\n{_HEADER}"
    for finding in findings:
        rule = f"{finding.code} {finding.rule}"
        yield table_row(str(finding.span.line), finding.severity, finding.message, rule)
    yield "\n</details>\n"
