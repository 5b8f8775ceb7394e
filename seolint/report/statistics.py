"""`--statistics`: findings counted by rule."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from posixpath import dirname

from seolint.finding import Finding
from seolint.report import Report
from seolint.report.summary import Line

_HEADER = ("count", "severity", "fix", "rule", "pages", "most in")


def count_by_rule(report: Report) -> Iterator[Line]:
    """A table, the most frequent rule first, with the folder that has most of each."""
    groups: defaultdict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in report.open:
        groups[finding.code, finding.rule, finding.severity].append(finding)
    if not groups:
        return
    rows = [_HEADER]
    for (code, rule, severity), findings in sorted(
        groups.items(), key=lambda item: (-len(item[1]), item[0])
    ):
        pages = {finding.path for finding in findings}
        folder, most = Counter(dirname(finding.path) or "." for finding in findings).most_common(1)[
            0
        ]
        rows.append(
            (
                str(len(findings)),
                severity,
                _mark(findings),
                f"{code} {rule}",
                str(len(pages)),
                f"{folder}/ ({most})",
            )
        )
    width = max(len(row[3]) for row in rows)
    for count, severity, fix, rule, pages_, place in rows:
        text = f"{count:>5}  {severity:<8}  {fix:^3}  {rule:<{width}}  {pages_:>5}  {place}"
        yield [(text, "bold" if count == "count" else "")]


def _mark(findings: list[Finding]) -> str:
    safe = [finding.fix.safe for finding in findings if finding.fix is not None]
    return "*" if True in safe else "!" if safe else "-"
