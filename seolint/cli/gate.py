"""Whether what was found fails the run."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from seolint.finding import SEVERITIES, Finding
from seolint.report.summary import counted

if TYPE_CHECKING:
    from seolint.config import Config

GATES = ("never", "error", "warning", "info")
"""From the laxest to the strictest."""


class Failures(NamedTuple):
    """Why a run fails, in words, and the findings that it fails for; both empty if it passes."""

    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]


def find_failures(
    findings: Iterable[Finding],
    configs: Mapping[str, "Config"],
    relaxed: Collection[str],
    max_warnings: int | None,
) -> Failures:
    """Which limits the open findings exceed.

    `configs` are those of the paths. Findings on `relaxed` paths count for nothing.
    `max_warnings` holds for the whole run, that of a config for its own pages.
    """
    counting = [each for each in findings if each.status == "open" and each.path not in relaxed]
    reasons: list[str] = []
    failing: list[Finding] = []
    for gate in GATES[1:]:
        severities = SEVERITIES[: SEVERITIES.index(gate) + 1]
        over = [
            finding
            for finding in counting
            if configs[finding.path].fail_on == gate and finding.severity in severities
        ]
        if over:
            found = Counter(finding.severity for finding in over)
            kinds = (counted(found[kind], kind) for kind in severities if found[kind])
            reasons.append(f'{", ".join(kinds)} (fail-on = "{gate}")')
            failing += over
    warnings: defaultdict[tuple[object, int], list[Finding]] = defaultdict(list)
    for finding in counting:
        if finding.severity == "warning":
            config = configs[finding.path]
            scope = (id(config), config.max_warnings)
            warnings[scope if max_warnings is None else (None, max_warnings)].append(finding)
    for (_, limit), over in warnings.items():
        if len(over) > limit >= 0:
            reasons.append(f"{counted(len(over), 'warning')} (max-warnings = {limit})")
            failing += over
    return Failures(tuple(reasons), tuple(failing))
