"""What a baseline covers of the findings of a root, and what is to be said of it."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from seolint.engine.before import is_below
from seolint.engine.page import to_finding
from seolint.engine.pages import Pages
from seolint.engine.select import ActiveRule
from seolint.engine.silenced import ran_on
from seolint.engine.since import Past
from seolint.filters.baseline import Baseline, Debt, Entry, cover, stale
from seolint.finding import Finding
from seolint.fingerprint import fingerprinted


class Covered(NamedTuple):
    """The findings, those that are known marked, what became of the baseline, and who told."""

    findings: list[Finding]
    debt: Debt
    rules: list[ActiveRule]


def covered(
    pages: Pages,
    found: Sequence[Finding],
    baseline: Baseline,
    past: Past | None,
    folders: Sequence[Path],
    seen: Callable[[Finding], Finding],
) -> Covered:
    """Marks what the baseline covers, and adds what is to be said of the baseline itself.

    `seen` gives a finding as it is seen from the working directory.
    """
    root = pages.root

    def is_gone(path: str) -> bool:
        """Whether there is no such file in the root. Of what lies outside nothing is asked."""
        if os.path.isabs(path) or os.path.normpath(path).startswith(".."):
            return True
        return path not in pages.listed and not os.path.lexists(root.folder / path)

    known = cover(found, baseline, root.folder, is_gone)
    paths = {normalize("NFC", path): path for path in pages.listed}
    ran: dict[str, set[str]] = {}

    def is_judged(entry: Entry) -> bool:
        path = known.moved.get(entry.path, entry.path)
        if path not in ran:
            ran[path] = set()
            if path in paths:
                ran[path] = ran_on(pages, paths[path], changes=past is not None)
            elif is_gone(path) and is_below(root, path, folders):
                ran[path] = {active.code for active in pages.selection.rules(path)}
        return entry.code in ran[path]

    debt = Debt(
        root,
        baseline,
        {who: [seen(finding) for finding in each] for who, each in known.found.items()},
        known.moved,
        frozenset(entry.who for entry in baseline.entries if is_judged(entry)),
    )
    own = own_path(root.folder, baseline)
    rules = [rule for rule in pages.selection.rules(own) if rule.code == "LINT004"]
    entries = debt.stale
    if past is not None and past.scope is not None:
        changed = past.paths
        entries = [entry for entry in entries if entry.path in changed]
    told = [
        to_finding(rule, problem, own, len(baseline.data))
        for rule in rules
        for problem in stale(entries, own)
    ]
    marked = fingerprinted(told, lambda finding: "")
    findings = sorted((*known.findings, *marked), key=lambda finding: finding.order)
    return Covered(findings, debt, rules if told else [])


def own_path(folder: Path, baseline: Baseline) -> str:
    """The path of a baseline relative to the folder of its root."""
    return Path(os.path.relpath(baseline.path, folder)).as_posix()
