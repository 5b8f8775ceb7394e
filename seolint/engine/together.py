"""The pages of a root together -> what only that shows: the reduce step over a root."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from seolint.discovery import File
from seolint.engine.overtime import OvertimeError, watched
from seolint.engine.page import crash
from seolint.engine.pages import Pages
from seolint.engine.select import ActiveRule
from seolint.engine.site import check_site_rule
from seolint.finding import Finding, RunError
from seolint.history import History
from seolint.site import Site
from seolint.web import Web

if TYPE_CHECKING:
    from seolint.clock import Clock
    from seolint.engine.outward import Asked
    from seolint.facts import Facts
    from seolint.files import Files

SECONDS = 60.0
"""What a rule over a site may take, of processor time: a page may hold 100,000 links."""

SECONDS_A_PAGE = 0.001
"""And what it may take for each page besides; ours take a hundredth of that."""


class Seen(NamedTuple):
    """What rules over a site may have asked besides its pages."""

    clock: "Clock"
    files: "Files"


class Compared(NamedTuple):
    """What rules over a site found; nothing was seen where none ran."""

    findings: list[Finding]
    seen: Seen | None


def check_together(
    pages: Pages,
    gone: Sequence[File],
    history: Callable[[Site], History] | None,
    ask: "Callable[[Iterable[Facts]], Asked]",
) -> Compared:
    """What rules over sites find; the rest of the root is read only when one of them runs.

    `history` gives what rules about changes see, which run with it alone; they also speak
    of the pages that are `gone`. `ask` asks the web for the links of pages.
    """
    groups = _site_rules(pages, gone, changes=history is not None)
    if not groups:
        return Compared([], None)
    pages.read_index()
    site = pages.site()
    scopes = {active.rule.scope for active, _ in groups}
    seen: dict[str, History | Web | None] = {}
    if "git" in scopes and history is not None:
        seen["git"] = history(site)
    if "net" in scopes:
        seen["net"] = _ask_web(pages, site, ask)
    found: list[Finding] = []
    failed = {active.code for active, _ in groups if seen.get(active.rule.scope, site) is None}
    judged = {path for _, sizes in groups for path in sizes}
    relaxed = {path for path in judged if pages.drafts(path) != "check"}
    limit = SECONDS + SECONDS_A_PAGE * len(site.pages)
    with watched(limit) as watch:
        for active, sizes in groups:
            if active.code in failed:
                continue
            try:
                watch.left = limit
                found += check_site_rule(site, active, sizes, relaxed, seen.get(active.rule.scope))
            except OvertimeError:
                pages.errors.append(_too_long(active, limit))
                failed.add(active.code)
            except (Exception, SystemExit) as error:
                pages.errors.append(crash(None, f"{active.code} {active.name}", error))
                failed.add(active.code)
            finally:
                watch.left = math.inf
    for path, result in pages.results.items() if failed else ():
        pages.results[path] = replace(result, failed=(*result.failed, *failed))
    return Compared(found, Seen(site.clock, site.files))


def _too_long(active: ActiveRule, limit: float) -> RunError:
    return RunError(
        "timeout",
        f"{active.code} {active.name} failed: it took longer than {limit:.0f} s",
        None,
        "FILE006",
        f"Report this, or leave the rule out with --ignore {active.code}",
    )


def _site_rules(
    pages: Pages, gone: Sequence[File], *, changes: bool
) -> list[tuple[ActiveRule, dict[str, int]]]:
    """The rules over sites in each of their settings, with the pages and bytes they judge."""
    groups: list[tuple[ActiveRule, dict[str, int]]] = []
    sets: dict[int, tuple[tuple[ActiveRule, ...], dict[str, int]]] = {}
    for path, result in pages.results.items():
        if result.read:
            rules = pages.selection.rules(path)
            sets.setdefault(id(rules), (rules, {}))[1][path] = pages.sizes[path]
    for rules, sizes in sets.values():
        for active in rules:
            if active.rule.scope in ("site", "net") or (active.rule.scope == "git" and changes):
                _add(groups, active, sizes)
    for file in gone:
        for active in pages.selection.rules(file.path):
            if active.rule.scope == "git":
                _add(groups, active, {file.path: 0})
    return sorted(groups, key=lambda group: group[0].code)


def _add(
    groups: list[tuple[ActiveRule, dict[str, int]]], active: ActiveRule, sizes: Mapping[str, int]
) -> None:
    """Adds pages to those of a rule in its settings."""
    for other, known in groups:
        if other == active:
            known.update(sizes)
            return
    groups.append((active, dict(sizes)))


def _ask_web(pages: Pages, site: Site, ask: "Callable[[Iterable[Facts]], Asked]") -> Web | None:
    """What the web says of the links of the pages that are reported; None: it cannot tell."""
    reported = [page for page in site.pages if page.path in pages.results]
    try:
        asked = ask(reported)
    except Exception as error:
        pages.errors.append(crash(None, "asking the web", error))
        return None
    pages.notes.append(asked.note)
    if asked.error is not None:
        pages.errors.append(asked.error)
        return None
    return asked.web
