"""The lines that end a text report: how much was found, and whether that is a pass."""

from collections import Counter
from collections.abc import Iterator, Sequence
from os.path import isdir

from seolint.finding import SEVERITIES, Finding
from seolint.report import Report

Piece = tuple[str, str]
"""A text and its style, in the words of rich."""

Line = list[Piece]

_STALE = "LINT004"
"""What is found in the baseline, not on a page."""

_SHORT = 7
"""Digits of a commit that people are shown."""


def summarize(report: Report, *, statistics: bool = False) -> Iterator[Line]:
    """The summary; below `statistics` its first line is a total."""
    yield from fixed(report)
    found = Counter(finding.severity for finding in report.open)
    pages = counted(len(report.pages), "page")
    others = "".join(f"; {part}" for part in _others(report))
    if not found and report.complete:
        if not report.pages:
            yield [("Nothing was checked: 0 pages.", "bold yellow")]
        elif report.since is not None and not report.since.changed:
            place = f" since {report.since.rev} ({report.since.base[:_SHORT]})"
            yield [("No content changed", "bold green"), (f"{place}{others}.", "")]
        else:
            new = "new " if report.baselined or report.since is not None else ""
            yield [("All clear", "bold green"), (f": {pages}, no {new}problems{others}.", "")]
        return
    if found:
        affected = {finding.path for finding in report.open if finding.code != _STALE}
        places = [f"{len(affected)} of {pages}"] if affected else []
        places += ["the baseline"] if any(each.code == _STALE for each in report.open) else []
        kinds = ", ".join(counted(found[kind], kind) for kind in SEVERITIES if found[kind])
        start = "" if statistics else "Found "
        problems = counted(found.total(), "problem")
        where = " and ".join(places)
        yield [(f"{start}{problems} in {where}: {kinds}{others}.", "")]
        if not statistics:
            yield from _fixes(report)
    else:
        yield [(f"Found no problems in {pages}{others}.", "")]
    if report.failures:
        yield [("Failed", "bold red"), (f": {'; '.join(report.failures)}.", "")]
    elif report.complete:
        passed = ", ".join(counted(found[kind], kind) for kind in ("error", "warning"))
        limit = f'(fail-on = "{report.fail_on}")'
        yield [("Passed", "bold green"), (f": {pages}, {passed} {limit}.", "")]
    gaps = _gaps(report)
    if gaps:
        yield [("Incomplete", "bold yellow"), (f": {gaps}.", "")]
    for error in report.errors:
        if error.kind == "interrupted":
            yield [(f"{error.message}.", "bold yellow")]


def _others(report: Report) -> Iterator[str]:
    """What does not count, and why."""
    if report.suppressed:
        yield f"{report.suppressed} suppressed"
    if report.baselined:
        yield f"{report.baselined} baselined"
    if report.out_of_scope:
        yield f"{counted(report.out_of_scope, 'older problem')} not shown"
    if report.drafts_left_out:
        yield f"{counted(report.drafts_left_out, 'draft')} left out"


def counted(number: int, noun: str) -> str:
    """`1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def fixed(report: Report) -> Iterator[Line]:
    """What was fixed, by rule, and what was left as it was, and why."""
    if report.fixes is None:
        return
    written = report.fixes.written
    yield from _changed("Fixed" if written else "Would fix", report.fixes.findings)
    yield from _changed("Suppressed" if written else "Would suppress", report.fixes.ignored)
    if report.fixes.left:
        left = ", ".join(
            f"{counted(number, 'problem')} in pages {kind}"
            for kind, number in report.fixes.left.items()
        )
        yield [("Left alone", "bold yellow"), (f": {left}.", "")]


def _changed(word: str, findings: Sequence[Finding]) -> Iterator[Line]:
    if findings:
        pages = counted(len({finding.path for finding in findings}), "page")
        codes = Counter(finding.code for finding in findings)
        kinds = ", ".join(f"{codes[code]} {code}" for code in sorted(codes))
        yield [
            (word, "bold green"),
            (f" {counted(len(findings), 'problem')} in {pages}: {kinds}.", ""),
        ]


def _fixes(report: Report) -> Iterator[Line]:
    """How many findings more could be fixed, and by which options."""
    safe = [finding.fix.safe for finding in report.open if finding.fix is not None]
    line: Line = []
    if True in safe and report.fixes is None:
        line += [("[*]", "green"), (f" {safe.count(True)} fixable with `--fix`", "")]
    if False in safe and (report.fixes is None or not report.fixes.unsafe):
        more = "more" if line else "fixable"
        line += [(", ", "")] if line else []
        line += [("[!]", "magenta")]
        line += [(f" {safe.count(False)} {more} with `--fix --unsafe-fixes`", "")]
    if line:
        yield [*line, (".", "")]


def _gaps(report: Report) -> str:
    files = sum(error.code == "FILE001" for error in report.errors)
    folders = sum(
        error.kind == "io" and error.path is not None and isdir(error.path)
        for error in report.errors
    )
    interruptions = sum(error.kind == "interrupted" for error in report.errors)
    others = len(report.errors) - files - folders - interruptions
    gaps = []
    if files or folders:
        gaps.append(f"{counted(files, 'file')} and {counted(folders, 'folder')} could not be read")
    if others:
        gaps.append(counted(others, "run error"))
    return "; ".join(gaps)
