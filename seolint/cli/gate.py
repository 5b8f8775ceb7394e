"""Whether what was found fails the run."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from seolint.finding import SEVERITIES, Finding
from seolint.report.summary import counted

if TYPE_CHECKING:
    from seolint.config import Config

GATES = ("never", "error", "warning", "info")
"""From the laxest to the strictest."""


def find_failures(
    findings: Iterable[Finding],
    configs: Mapping[str, "Config"],
    relaxed: Collection[str],
    max_warnings: int | None,
) -> tuple[str, ...]:
    """Which limits the open findings exceed, in words; empty when the run passes.

    `configs` are those of the paths. Findings on `relaxed` paths count for nothing.
    `max_warnings` holds for the whole run, that of a config for its own pages.
    """
    counting = [each for each in findings if each.status == "open" and each.path not in relaxed]
    failures = []
    for gate in GATES[1:]:
        severities = SEVERITIES[: SEVERITIES.index(gate) + 1]
        failing = [
            finding.severity
            for finding in counting
            if configs[finding.path].fail_on == gate and finding.severity in severities
        ]
        if failing:
            kinds = (counted(failing.count(kind), kind) for kind in severities if kind in failing)
            failures.append(f'{", ".join(kinds)} (fail-on = "{gate}")')
    warnings: defaultdict[tuple[object, int], int] = defaultdict(int)
    for finding in counting:
        if finding.severity == "warning":
            config = configs[finding.path]
            scope = (id(config), config.max_warnings)
            warnings[scope if max_warnings is None else (None, max_warnings)] += 1
    failures += [
        f"{counted(number, 'warning')} (max-warnings = {limit})"
        for (_, limit), number in warnings.items()
        if number > limit >= 0
    ]
    return tuple(failures)
