"""The report as Markdown, short enough for a comment on a pull request."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from seolint.escapes import escape
from seolint.finding import Finding, RunError
from seolint.patterns import lazy_regex
from seolint.report import Report, View
from seolint.report.summary import summarize

WORST = 50
"""Run errors and findings that the table holds at most."""

_ROOM = 60_000
"""Characters of the whole text; GitHub takes 65,536 in a comment."""

_LONGEST_CELL = 400
_HEADER = "\n| Severity | Where | What | Rule |\n| --- | --- | --- | --- |\n"
_MARKUP = lazy_regex(r"[\\`*_{}\[\]|~$<>&]|[@#](?=\w)")
_HTML = lazy_regex(r"[<>&]|[@#](?=\w)")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "@&#8203;", "#": "#&#8203;"}


def write_markdown(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the verdict and a table of the worst, run errors first."""
    out.writelines(overview(report))


def overview(report: Report) -> Iterator[str]:
    """The verdict and the table, each piece with its line end."""
    verdict = "incomplete" if not report.complete else "failed" if report.failures else "passed"
    pieces = [f"### seolint: {verdict}\n"]
    pieces += [f"\n{plain(''.join(text for text, _ in line))}\n" for line in summarize(report)]
    rows = [_error_row(report, error) for error in report.errors[:WORST]]
    rows += [_row(report, finding) for finding in report.worst_first[: WORST - len(rows)]]
    yield from pieces
    yield from [_HEADER] if rows else []
    shown = list(fitting(rows, _ROOM - sum(map(len, pieces))))
    yield from shown
    if left := len(report.errors) + len(report.open) - len(shown):
        yield f"\n{left} more are not in this table.\n"


def fitting(pieces: Iterable[str], room: int) -> Iterator[str]:
    """The pieces from the first on that take no more than `room` characters together."""
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            return
        yield piece


def plain(text: str) -> str:
    """A text that Markdown shows as it is: no markup, nobody mentioned, nothing referred to."""
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - 1] + "…"
    return _MARKUP.sub(_shown, escape(text))


def plain_in_html(text: str) -> str:
    """The same between two tags, where Markdown reads nothing."""
    return _HTML.sub(_shown, escape(text))


def _shown(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0], f"\\{match[0]}")


def _row(report: Report, finding: Finding) -> str:
    where = f"{report.in_repository(finding.path)}:{finding.span.line}"
    rule = f"{finding.code} {finding.rule}"
    return table_row(finding.severity, where, finding.message, rule)


def _error_row(report: Report, error: RunError) -> str:
    where = report.in_repository(error.path) if error.path is not None else ""
    return table_row("error", where, error.message, error.code or "")


def table_row(*cells: str) -> str:
    """A row of a table, with its line end."""
    return f"| {' | '.join(map(plain, cells))} |\n"
