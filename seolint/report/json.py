"""The report for programs: JSON of format 1, as `output-v1.schema.json` describes it."""

import base64
import json
from collections import Counter
from typing import Any, TextIO

import msgspec

from seolint import __version__
from seolint.escapes import escape_json
from seolint.finding import Finding, Fix, RunError
from seolint.report import Report, Since, View
from seolint.span import Span

FORMAT_VERSION = "1.0"


def write_json(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the whole report, indented by two; `view` does not change it."""
    out.write(render(report_record(report)))


def render(document: Any, indent: int = 2) -> str:
    """A value as JSON with a line end, without control characters; with `indent` 0 on one line."""
    text = json.dumps(document, ensure_ascii=False, default=msgspec.to_builtins)
    return msgspec.json.format(escape_json(text), indent=indent) + "\n"


def report_record(report: Report) -> dict[str, Any]:
    """The whole document."""
    codes = {finding.code for finding in shown_findings(report)}
    severities = Counter(finding.severity for finding in report.open)
    by_page = Counter((finding.path, finding.severity) for finding in report.open)
    safe = [finding.fix.safe for finding in report.open if finding.fix is not None]
    return {
        "format": "seolint-json",
        "format_version": FORMAT_VERSION,
        "tool": {
            "name": "seolint",
            "version": __version__,
            "plugins": [{"name": name, "version": version} for name, version in report.plugins],
        },
        "run": {
            "complete": report.complete,
            "exit_code": report.exit_code,
            "root": ".",
            "config": report.config,
            "profile": report.profile,
            "fail_on": report.fail_on,
            "since": report.since and _since(report.since),
            "baseline": report.baseline and msgspec.structs.asdict(report.baseline),
            "started_at": report.started_at,
            "duration_ms": report.duration_ms,
            "errors": [_error(error) for error in report.errors],
        },
        "summary": {
            "files_checked": len(report.pages),
            "files_skipped": report.skipped,
            "files_with_findings": len({finding.path for finding in report.open}),
            "errors": severities["error"],
            "warnings": severities["warning"],
            "infos": severities["info"],
            "fixable": {"safe": safe.count(True), "unsafe": safe.count(False)},
            "suppressed": report.suppressed,
            "baselined": report.baselined,
            "out_of_scope": report.out_of_scope,
            "score": None,
            "grade": None,
        },
        "files": [
            {
                **_path(page.path),
                "url": page.url,
                "title": page.title,
                "draft": page.draft,
                "language": page.language or None,
                "score": None,
                "grade": None,
                "errors": by_page[page.path, "error"],
                "warnings": by_page[page.path, "warning"],
                "infos": by_page[page.path, "info"],
            }
            for page in report.pages
        ],
        "findings": [finding_record(finding) for finding in shown_findings(report)],
        "rules": {
            code: {
                "name": name,
                "family": code[:-3],
                "severity": rule.severity,
                "summary": rule.summary,
                "url": None,
            }
            for code, (name, rule) in sorted(report.rules.items())
            if code in codes
        },
    }


def shown_findings(report: Report) -> list[Finding]:
    """The findings, and those that were fixed at the places where they were found."""
    fixes = report.fixes
    fixed = fixes.findings if fixes is not None and fixes.written else ()
    return sorted([*report.findings, *fixed], key=lambda finding: finding.order)


def _since(since: Since) -> dict[str, str]:
    return {"rev": since.rev, "base": since.base, "scope": since.scope}


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as it stands in the document."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity,
        "message": finding.message,
        "help": finding.help,
        "url": None,
        **_path(finding.path),
        "range": _range(finding.span),
        "anchor": finding.anchor,
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
        "status": finding.status,
        "fix": finding.fix and _fix(finding.fix),
        "related": [
            {**_path(other.path), "range": _range(other.span), "message": other.message}
            for other in finding.related
        ],
        "data": dict(finding.data),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safety": "safe" if fix.safe else "unsafe",
        "message": fix.message,
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
    }


def _range(span: Span) -> dict[str, Any]:
    return {
        "start": {"line": span.line, "column": span.column, "offset": span.start},
        "end": {"line": span.end_line, "column": span.end_column, "offset": span.end},
    }


def _error(error: RunError) -> dict[str, Any]:
    path = _path(error.path) if error.path is not None else {"path": None}
    return {"kind": error.kind, "message": error.message, **path, "code": error.code}


def _path(path: str) -> dict[str, str]:
    """A path; one that is not UTF-8 also as the base64 of its bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        raw = path.encode("utf-8", "surrogateescape")
        return {"path": path, "path_bytes": base64.b64encode(raw).decode()}
    return {"path": path}
