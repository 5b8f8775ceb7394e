"""One file -> its findings and its facts: the map step."""

import traceback
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from seolint.custom import SlowPatternError
from seolint.engine.select import ActiveRule
from seolint.facts import Facts
from seolint.finding import ANCHORS, SEVERITIES, Finding, Problem, RunError
from seolint.span import Span

if TYPE_CHECKING:
    from seolint.document import Document, SiteSettings
    from seolint.engine.pages import Page
    from seolint.generators import SiteGenerator
    from seolint.read.decoding import UnreadablePageError

DRAFT_FAMILIES = frozenset(("FM", "FILE"))
DRAFT_RULES = frozenset(
    (
        "TEXT001 TEXT002 TEXT003 TEXT010 TEXT011 TEXT012 TEXT020 TEXT021 TEXT022 TEXT023 "
        "LINK002 LINK012 IMG001 IMG012 META030"
    ).split()
)
"""What a draft is checked for under `drafts = "relax"`, at the level of an info."""

PAGE_FAMILIES = frozenset(("META", "KEY", "SOC", "SITE"))
"""Families that judge a page as a whole, and so not a file that pages include."""

_START = Span(0, 0, 1, 1, 1, 1)


class PageResult(Struct, frozen=True):
    """What one file gives. Paths are relative to the root. `failed` are rules that raised."""

    facts: Facts
    findings: tuple[Finding, ...]
    why: str
    title: str | None
    errors: tuple[RunError, ...] = ()
    failed: tuple[str, ...] = ()
    read: bool = True


def check_page(
    path: str,
    data: bytes,
    rules: Sequence[ActiveRule],
    generator: "SiteGenerator",
    site: "SiteSettings",
    *,
    lone: bool = False,
    relax: bool = True,
    where: PurePosixPath | None = None,
    outward: bool = False,
) -> PageResult:
    """Reads a page and runs the document rules on it.

    `where` is the path as the generator knows it, `outward` asks for the links to other
    hosts. The result follows from the arguments alone. It never raises: a rule that does is a
    run error, and a page that cannot be read is a finding.
    """
    from seolint.engine.facts import facts_of
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    try:
        doc = read(path, data, generator, site, lone=lone, where=where)
    except UnreadablePageError as error:
        return unread_page(path, error, rules)
    except Exception as error:
        result = unread_page(path, None, rules)
        return PageResult(
            result.facts, (), "", None, (crash(path, "reading the page", error),), read=False
        )
    findings: list[Finding] = []
    errors: list[RunError] = []
    failed: list[str] = []
    size = len(data)
    ordinary = doc.kind != "partial" and not doc.draft
    for active in rules:
        check = active.rule.check
        if check is None or active.rule.scope != "doc":
            continue
        if not (ordinary or applies(active, doc, relax)):
            continue
        # As in `run_rule`, but without a call for each of a hundred rules on each page.
        options = active.options
        try:
            problems = [*(check(doc, options) if options.__struct_fields__ else check(doc))]
            if problems:
                findings += [to_finding(active, problem, path, size) for problem in problems]
        except (Exception, SystemExit) as error:
            errors.append(crash(path, f"{active.code} {active.name}", error))
            failed.append(active.code)
    if doc.draft and relax:
        findings = [lowered(finding) for finding in findings]
    title = doc.field("title")
    return PageResult(
        facts_of(doc, outward=outward),
        tuple(findings),
        doc.why,
        title.value.folded if title is not None else None,
        tuple(errors),
        tuple(failed),
    )


def run_rule(active: ActiveRule, *subjects: object) -> Iterable[Problem]:
    """The problems that a rule finds in what its scope shows it."""
    check = active.rule.check
    assert check is not None
    options = active.options
    return check(*subjects, options) if options.__struct_fields__ else check(*subjects)


def applies(active: ActiveRule, page: "Document | Facts | Page", relax: bool) -> bool:
    """Whether a rule judges pages of this kind: drafts are relaxed, partials are no pages."""
    if page.draft and relax:
        return active.code in DRAFT_RULES or active.family in DRAFT_FAMILIES
    return page.kind != "partial" or active.family not in PAGE_FAMILIES


def to_finding(active: ActiveRule, problem: Problem, path: str, size: int) -> Finding:
    """A problem as the engine's own word.

    Raises:
        ValueError: the problem makes no sense, so the rule is wrong.
    """
    span = problem.span
    if not 0 <= span.start <= span.end <= size or span.line < 1 or span.column < 1:
        raise ValueError(f"a problem outside the file: {span}")
    if problem.severity is not None and problem.severity not in SEVERITIES:
        raise ValueError(f"an unknown severity: {problem.severity!r}")
    if problem.anchor not in ANCHORS:
        raise ValueError(f"an unknown anchor: {problem.anchor!r}")
    if not problem.message:
        raise ValueError("a problem without a message")
    for edit in problem.fix.edits if problem.fix is not None else ():
        if not 0 <= edit.start <= edit.end <= size:
            raise ValueError(f"an edit outside the file: {edit}")
    severity = active.severity if active.fixed else problem.severity or active.severity
    return Finding(
        active.code,
        active.name,
        severity,
        path,
        span,
        problem.message,
        problem.help,
        problem.fix,
        problem.related,
        problem.subject,
        problem.anchor,
        problem.data,
    )


def lowered(finding: Finding) -> Finding:
    """The finding as it counts on a draft under `drafts = "relax"`: an info."""
    return finding if finding.severity == "info" else replace(finding, severity="info")


def unread_page(
    path: str, error: "UnreadablePageError | None", rules: Sequence[ActiveRule]
) -> PageResult:
    """The result for a page whose text could not be judged, and the finding that says why."""
    facts = Facts(
        path, "page", False, False, "", "", False, True, False, False, _START, {}, (), (), ()
    )
    findings: tuple[Finding, ...] = ()
    if error is not None:
        findings = tuple(
            Finding(
                rule.code,
                rule.name,
                rule.severity,
                path,
                _START,
                error.message,
                error.help,
                subject="file",
                anchor="page",
            )
            for rule in rules
            if rule.code == error.code
        )
    return PageResult(facts, findings, "", None, read=False)


def crash(path: str | None, where: str, error: BaseException) -> RunError:
    """FILE006: something of seolint or of a pack raised."""
    if isinstance(error, SlowPatternError):
        return RunError("timeout", f"{where}: {error}", path, "FILE006", error.help)
    return RunError(
        "rule-crash",
        f"{where} failed: {type(error).__name__}: {error}",
        path,
        "FILE006",
        "Report this with the page, or leave the rule out with --ignore",
        "".join(traceback.format_exception(error)),
    )
