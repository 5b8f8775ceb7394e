"""The report as SARIF 2.1.0, as GitHub's code scanning wants it."""

from collections.abc import Mapping, Sequence
from typing import Any, TextIO
from urllib.parse import quote

from seolint import __version__
from seolint.finding import SEVERITIES, Finding, Fix, RunError
from seolint.patterns import lazy_regex
from seolint.report import Report, View
from seolint.report.json import render
from seolint.report.pages import PageLines
from seolint.rule import Rule
from seolint.span import Span

LIMIT = 5_000
"""Results that GitHub keeps of a run; of more it drops the rest, whatever their severity."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}
_PRECISIONS = {"G": "high", "S": "high", "M": "medium"}
_LONGEST_DESCRIPTION = 1_024
_LINK = lazy_regex(r"\]\(")
_NO_RULE = Rule(scope="doc", severity="error", evidence=(), docs="")


def write_sarif(report: Report, out: TextIO, view: View, /) -> None:
    """Writes one run with every rule that ran and the findings, none left out by `--since`.

    Over 5,000 findings the worst are written, which a notification and `view.tell` say.
    """
    findings = [each for each in report.uncut if each.status != "fixed"]
    kept = findings
    notifications = [_notification(report, error) for error in report.errors]
    if len(findings) > LIMIT:
        worst = sorted(findings, key=lambda each: SEVERITIES.index(each.severity))[:LIMIT]
        kept = sorted(worst, key=lambda each: each.order)
        note = f"{len(findings):,} findings are too many for SARIF: the worst {LIMIT:,} are in it"
        notifications.append({"level": "warning", "message": {"text": note}})
        view.tell(note)
    rules = _rules(report, kept)
    codes = {code: number for number, code in enumerate(rules)}
    pages = PageLines(report.source)
    run = {
        "tool": {
            "driver": {
                "name": "seolint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code, name, rule) for code, (name, rule) in rules.items()],
            },
            "extensions": [
                {"name": name, **({"version": version} if version else {})}
                for name, version in report.plugins
            ],
        },
        "invocations": [
            {
                "executionSuccessful": report.complete,
                "exitCode": report.exit_code,
                "startTimeUtc": report.started_at,
                "toolExecutionNotifications": notifications,
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, each, codes[each.code], pages) for each in kept],
    }
    out.write(render({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}))


def _rules(report: Report, findings: Sequence[Finding]) -> Mapping[str, tuple[str, Rule]]:
    """Every rule that ran, by code: GitHub closes the alerts of those that report nothing now."""
    rules = {finding.code: (finding.rule, _NO_RULE) for finding in findings}
    return dict(sorted({**rules, **report.rules}.items()))


def _rule(code: str, name: str, rule: Rule) -> dict[str, Any]:
    docs = rule.docs.strip() or name
    grades = {evidence.grade for evidence in rule.evidence}
    precision = next((_PRECISIONS[grade] for grade in _PRECISIONS if grade in grades), "low")
    evidence = "".join(f"\n- {_evidence(each)}" for each in rule.evidence)
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": _cut(rule.summary or name)},
        "fullDescription": {"text": _cut(" ".join(docs.split()))},
        "help": {
            "text": docs,
            "markdown": f"{docs}\n\n**Evidence**\n{evidence}" if evidence else docs,
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["seo", code[:-3].lower()],
            "precision": precision,
            "problem.severity": _SEVERITIES[rule.severity],
        },
    }


def _evidence(evidence: Any) -> str:
    source = evidence.source
    cited = f" ([{source.title}]({source.url}))" if source is not None else ""
    return f"{evidence.grade}: {evidence.claim}{cited}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_DESCRIPTION else text[: _LONGEST_DESCRIPTION - 1] + "…"


def _result(report: Report, finding: Finding, index: int, pages: PageLines) -> dict[str, Any]:
    line_hash = pages.line_hash(finding.path, finding.span.line)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _text(finding)},
        "locations": [_location(report, finding.path, _region(finding, pages))],
        "partialFingerprints": {
            **({"primaryLocationLineHash": line_hash} if line_hash is not None else {}),
            "seolintFingerprint/v1": finding.fingerprint,
        },
    }
    if report.since is not None:
        result["baselineState"] = "unchanged" if finding.status == "out-of-scope" else "new"
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                **_location(report, other.path, _whole(other.span)),
                "message": {"text": _escape(other.message)},
            }
            for number, other in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        result["fixes"] = [_fix(report, finding, finding.fix, pages)]
    if finding.status in ("suppressed", "baselined"):
        kind = "inSource" if finding.status == "suppressed" else "external"
        result["suppressions"] = [{"kind": kind}]
    return result


def _text(finding: Finding) -> str:
    """The message, and the help as the next sentence."""
    if finding.help is None:
        return _escape(finding.message)
    stop = "" if finding.message.endswith((".", "!", "?", "…")) else "."
    return _escape(f"{finding.message}{stop} {finding.help}")


def _escape(text: str) -> str:
    """A plain text message: braces are no placeholders (§3.11.5), brackets no links (§3.11.6)."""
    text = text.replace("{", "{{").replace("}", "}}")
    if _LINK.search(text):
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return text


def _location(report: Report, path: str, region: dict[str, int] | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(report, path)}}
    if region is not None:
        place["region"] = region
    return {"physicalLocation": place}


def _uri(report: Report, path: str) -> str:
    return quote(report.in_repository(path).encode("utf-8", "surrogateescape"))


def _region(finding: Finding, pages: PageLines) -> dict[str, int]:
    """The first line of a place: GitHub shows an alert in a pull request when all its lines
    are in the diff.
    """
    span = finding.span
    end = span.end_column
    if span.end_line != span.line:
        line = pages.line(finding.path, span.start)
        end = span.column + 1 if line is None else len(line) + 1
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.line,
        "endColumn": max(end, span.column),
    }


def _whole(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(report: Report, finding: Finding, fix: Fix, pages: PageLines) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        start, end = (pages.place(finding.path, byte) for byte in (edit.start, edit.end))
        if start is None or end is None:
            region = {"byteOffset": edit.start, "byteLength": edit.end - edit.start}
        else:
            region = {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            }
        replacements.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
    change = {
        "artifactLocation": {"uri": _uri(report, finding.path)},
        "replacements": replacements,
    }
    return {"description": {"text": _escape(fix.message)}, "artifactChanges": [change]}


def _notification(report: Report, error: RunError) -> dict[str, Any]:
    notification: dict[str, Any] = {"level": "error", "message": {"text": _escape(error.message)}}
    if error.path is not None:
        notification["locations"] = [_location(report, error.path, None)]
    if error.code is not None:
        notification["descriptor"] = {"id": error.code}
    return notification
