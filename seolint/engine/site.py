"""All facts of a root -> the findings that only all pages together show: the reduce step."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from seolint.engine.page import applies, lowered, run_rule, to_finding
from seolint.engine.select import ActiveRule
from seolint.facts import Facts
from seolint.finding import Finding, Fix, Related
from seolint.history import History
from seolint.site import Site
from seolint.web import Web

MANY = 10
"""More findings of one rule with one target than this become one."""


def check_site_rule(
    site: Site,
    active: ActiveRule,
    sizes: Mapping[str, int],
    relaxed: Collection[str],
    seen: History | Web | None = None,
) -> list[Finding]:
    """The findings of one site rule on the pages that are reported.

    `sizes` are the bytes of these pages, `relaxed` holds those on which drafts are
    relaxed. `seen` is what the rule sees beside the site: a change, in which it may speak of
    pages that are gone, or the web. Many findings with one target become one.

    Raises:
        Exception: whatever the rule raises.
    """
    pages = site.by_path
    if isinstance(seen, History):
        gone = [change.then for change in seen.changes if change.now is None]
        pages = {page.path: page for page in gone if page is not None} | dict(pages)
    subjects = (site,) if seen is None else (site, seen)
    findings = list(_check(subjects, active, pages, sizes, relaxed))
    return _merged(findings)


def _check(
    subjects: tuple[object, ...],
    active: ActiveRule,
    pages: Mapping[str, Facts],
    sizes: Mapping[str, int],
    relaxed: Collection[str],
) -> Iterator[Finding]:
    for problem in run_rule(active, *subjects):
        path = problem.path
        if path is None or path not in pages:
            raise ValueError(f"a problem of no page: {path!r}")
        if path in sizes and applies(active, pages[path], path in relaxed):
            finding = to_finding(active, problem, path, sizes[path])
            yield lowered(finding) if pages[path].draft and path in relaxed else finding


def _merged(findings: list[Finding]) -> list[Finding]:
    """Findings that share `data["target"]`, as one at the first place when they are many."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: finding.order):
        target = finding.data.get("target") or f"{finding.path}:{finding.span.start}"
        groups[target].append(finding)
    merged: list[Finding] = []
    for group in groups.values():
        if len(group) <= MANY:
            merged += group
            continue
        first, *others = group
        related = tuple(Related(other.path, other.span, "here too") for other in others[:MANY])
        message = f"{first.message} ({len(group)} times on this site)"
        data = {**first.data, "count": len(group)}
        fix = _whole_fix(group)
        merged.append(replace(first, message=message, related=related, data=data, fix=fix))
    return merged


def _whole_fix(group: list[Finding]) -> Fix | None:
    """One fix for all findings of a page, when each of them has one; else that of the first."""
    fixes = [finding.fix for finding in group if finding.path == group[0].path]
    if None in fixes or len(fixes) < len(group):
        return group[0].fix
    edits = {edit for fix in fixes if fix is not None for edit in fix.edits}
    safe = all(fix.safe for fix in fixes if fix is not None)
    ordered = tuple(sorted(edits, key=lambda edit: edit.start))
    return Fix(ordered, f"Change all {len(fixes)} places", safe)
