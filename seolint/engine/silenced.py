"""What suppressions silence on the pages of a root, and what is to be said of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from seolint.engine.page import applies, lowered, to_finding
from seolint.engine.pages import Pages
from seolint.filters.suppressed import suppress, unexplained, unknown, unused
from seolint.finding import Finding, Problem


def silenced(pages: Pages, findings: Sequence[Finding], *, changes: bool) -> list[Finding]:
    """The findings, with those that a suppression covers marked, and the findings about these.

    `changes` tells that rules about changes ran.
    """
    packs = pages.root.config.packs
    by_page: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_page[finding.path].append(finding)
    marked = [each for path in by_page.keys() - pages.results for each in by_page[path]]
    for path, result in pages.results.items():
        comments = result.facts.suppressions
        if not comments:
            marked += by_page[path]
            continue
        relax = pages.drafts(path) != "check"
        rules = {active.code: active for active in pages.selection.rules(path)}
        judged = ran_on(pages, path, changes=changes)
        found, used = suppress(by_page[path], comments, packs)
        marked += found
        own: list[tuple[str, Iterable[Problem]]] = [
            ("LINT001", unused(comments, used, judged, packs)),
            ("LINT002", unknown(comments, packs)),
            ("LINT003", unexplained(comments)),
        ]
        for code, problems in own:
            if code in rules:
                size = pages.sizes[path]
                reported = [to_finding(rules[code], p, path, size) for p in problems]
                if result.facts.draft and relax:
                    reported = [lowered(finding) for finding in reported]
                marked += reported
    return sorted(marked, key=lambda finding: finding.order)


def ran_on(pages: Pages, path: str, *, changes: bool) -> set[str]:
    """The codes of the rules that judged a page, and saw all that they have to see."""
    page = pages.listed[path]
    failed = pages.results[path].failed if path in pages.results else ()
    relax = pages.drafts(path) != "check"
    compared = pages.root.indexed and pages.pace.interrupt is None
    return {
        active.code
        for active in pages.selection.rules(path)
        if active.code not in failed
        and applies(active, page, relax)
        and (active.rule.scope in ("doc", "engine") or compared)
        and (active.rule.scope != "git" or changes)
    }
