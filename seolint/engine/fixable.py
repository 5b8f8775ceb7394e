"""Which fixes a configuration lets be applied, and how safe it takes them to be."""

from collections.abc import Iterable

from msgspec.structs import replace

from seolint.config import Config
from seolint.engine.select import depths
from seolint.finding import Finding


def with_fixes_allowed(findings: Iterable[Finding], config: Config) -> list[Finding]:
    """The findings with the fixes that `fixable` and its like leave them.

    The more precise selector wins; of two that are equally precise the more careful one.
    """
    found = list(findings)
    packs = config.packs
    barred = depths(packs, config.unfixable)
    promoted = depths(packs, config.extend_safe_fixes)
    demoted = depths(packs, config.extend_unsafe_fixes)
    allowed = depths(packs, config.fixable)
    if config.fixable == ("all",) and not (barred or promoted or demoted):
        return found
    for index, finding in enumerate(found):
        fix, code = finding.fix, finding.code
        if fix is None:
            continue
        if allowed.get(code, -1) <= barred.get(code, -1):
            found[index] = replace(finding, fix=None)
        elif (depth := max(promoted.get(code, -1), demoted.get(code, -1))) >= 0:
            safe = demoted.get(code, -1) < depth
            found[index] = replace(finding, fix=replace(fix, safe=safe))
    return found
