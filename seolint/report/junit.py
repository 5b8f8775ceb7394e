"""The report as results of tests in the form of JUnit: a suite for each page."""

from collections import Counter, defaultdict
from typing import TextIO

from seolint.finding import Finding, RunError
from seolint.report import Report, View
from seolint.report.xml import DECLARATION, start_tag, text

_RUN = "seolint"
"""The suite of what happened to the run as a whole."""


def write_junit(report: Report, out: TextIO, view: View, /) -> None:
    """Writes a test case for each finding: failed if it fails the run, else skipped.

    So the colour of a build equals the exit code. A page without findings is one passed
    case, a run error is a case with an error.
    """
    suites: defaultdict[str, list[str]] = defaultdict(list)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    names: Counter[tuple[str, str]] = Counter()
    for page in report.pages:
        suites[page.path] = []
    for error in report.errors:
        path = error.path or _RUN
        suites[path].append(_error(report, error))
        counts[path]["error"] += 1
    for finding in report.findings:
        key = (finding.path, finding.code)
        names[key] += 1
        number = f" ({names[key]})" if names[key] > 1 else ""
        fails = (finding.path, finding.fingerprint) in report.failing and finding.status == "open"
        kind = "failure" if fails else "skipped"
        counts[finding.path][kind] += 1
        suites[finding.path].append(_finding(report, finding, kind, number))
    total = sum(counts.values(), Counter())
    tests = sum(len(cases) or 1 for cases in suites.values())
    seconds = f"{report.duration_ms / 1000:.3f}"
    run = {"name": _RUN, "tests": tests, "failures": total["failure"], "errors": total["error"]}
    out.write(f"{DECLARATION}{start_tag('testsuites', {**run, 'time': seconds})}\n")
    for path, cases in sorted(suites.items()):
        out.write(_suite(report, path, cases, counts[path]))
    out.write("</testsuites>\n")


def _suite(report: Report, path: str, cases: list[str], counts: Counter[str]) -> str:
    attributes = {
        "name": path if path == _RUN else report.in_repository(path),
        "tests": len(cases) or 1,
        "failures": counts["failure"],
        "errors": counts["error"],
        "skipped": counts["skipped"],
    }
    body = "".join(cases or [_case(report, path, "no problems")])
    return f"  {start_tag('testsuite', attributes)}\n{body}  </testsuite>\n"


def _finding(report: Report, finding: Finding, kind: str, number: str) -> str:
    place = f"{report.in_repository(finding.path)}:{finding.span.line}:{finding.span.column}"
    status = "" if finding.status == "open" else f" ({finding.status})"
    lines = [f"{place}: {finding.severity}{status}: {finding.message}"]
    lines += [f"help: {finding.help}"] if finding.help is not None else []
    name = f"{finding.code} {finding.rule}{number}"
    outcome = start_tag(kind, {"type": finding.code, "message": finding.message})
    body = "\n".join(map(text, lines))
    return _case(report, finding.path, name, finding.span.line, f"{outcome}{body}</{kind}>")


def _error(report: Report, error: RunError) -> str:
    path = error.path or _RUN
    lines = [error.message] + ([f"help: {error.help}"] if error.help is not None else [])
    outcome = start_tag("error", {"type": error.code or error.kind, "message": error.message})
    body = "\n".join(map(text, lines))
    return _case(report, path, error.code or error.kind, 1, f"{outcome}{body}</error>")


def _case(report: Report, path: str, name: str, line: int = 1, outcome: str = "") -> str:
    """A test case; a page's has its file and line, which GitLab shows."""
    attributes: dict[str, object] = {"name": name, "classname": path}
    if path != _RUN:
        place = report.in_repository(path)
        attributes = {"name": name, "classname": place, "file": place, "line": line}
    if not outcome:
        return f"    {start_tag('testcase', attributes, '/>')}\n"
    return f"    {start_tag('testcase', attributes)}{outcome}</testcase>\n"
