"""Comments and front matter keys that silence findings, and those that silence nothing."""

from collections.abc import Collection, Iterable, Sequence, Set

from msgspec.structs import replace

from seolint.document import Suppression
from seolint.finding import Edit, Finding, Fix, Problem
from seolint.packs import Packs
from seolint.spelling import distance, nearest

UNSUPPRESSED = ("LINT", "FILE001", "FILE002", "FILE003", "FILE004", "FILE005", "FILE006")


def suppress(
    findings: Sequence[Finding], suppressions: Sequence[Suppression], packs: Packs
) -> tuple[list[Finding], set[tuple[int, int]]]:
    """The findings of a page, those that a suppression covers with status `suppressed`.

    Also returns which names did something: the index of a suppression, and that of the
    rule it names.
    """
    used: set[tuple[int, int]] = set()
    marked: list[Finding] = []
    for finding in findings:
        hits = []
        if not finding.code.startswith(UNSUPPRESSED):
            hits = [
                (index, name)
                for index, suppression in enumerate(suppressions)
                if _covers(suppression, finding)
                for name, rule in enumerate(suppression.rules)
                if finding.code in packs.codes(rule)
            ]
        used.update(hits)
        marked.append(replace(finding, status="suppressed") if hits else finding)
    return marked, used


def _covers(suppression: Suppression, finding: Finding) -> bool:
    if suppression.whole:
        return True
    if suppression.field and finding.subject == f"field:{suppression.field}":
        return True
    if finding.anchor != "text":
        return False
    return suppression.first_line <= finding.span.line <= suppression.last_line


def unused(
    suppressions: Sequence[Suppression],
    used: Collection[tuple[int, int]],
    judged: Set[str],
    packs: Packs,
) -> Iterable[Problem]:
    """LINT001: rules named in a suppression that silenced nothing.

    Only a suppression whose rules all ran to their end on the page (`judged`) is judged.
    """
    for index, suppression in enumerate(suppressions):
        codes = [packs.codes(rule) for rule in suppression.rules]
        if not all(known and known <= judged for known in _meant(codes, judged)):
            continue
        idle = [name for name in range(len(codes)) if (index, name) not in used]
        for name in idle:
            rule = suppression.rules[name]
            yield Problem(
                suppression.names[name],
                f"The suppression of `{rule}` silences nothing",
                help="Delete it",
                fix=_deleted(suppression, name, alone=len(idle) == len(codes)),
                subject=f"suppress:{rule}",
            )


def _deleted(suppression: Suppression, name: int, *, alone: bool) -> Fix | None:
    """Deletes a name that silences nothing, or all of the comment when none is left."""
    if alone and suppression.removal is not None:
        return Fix((Edit(*suppression.removal, ""),), "Delete the comment")
    if not suppression.cuts:
        return None
    return Fix((Edit(*suppression.cuts[name], ""),), "Delete the name")


def _meant(codes: Iterable[frozenset[str]], judged: Set[str]) -> Iterable[frozenset[str]]:
    """For a single rule the rule itself; for a prefix those of its rules that can run here."""
    for known in codes:
        yield known if len(known) <= 1 else known & judged


def unknown(suppressions: Sequence[Suppression], packs: Packs) -> Iterable[Problem]:
    """LINT002: names that no loaded pack has."""
    for suppression in suppressions:
        for name, rule in enumerate(suppression.rules):
            if not packs.codes(rule):
                near = nearest(rule, [*packs.files, *packs.names])
                span = suppression.names[name]
                close = [other for other in near if distance(rule, other) == 1]
                meant = " or ".join(f"`{other}`" for other in near)
                yield Problem(
                    span,
                    f"No rule is called `{rule}`",
                    help=f"Did you mean {meant}?" if near else "See `seolint rules`",
                    fix=Fix((Edit(span.start, span.end, close[0]),), f"Write `{close[0]}`")
                    if len(close) == 1
                    else None,
                    subject=f"suppress:{rule}",
                )


def unexplained(suppressions: Sequence[Suppression]) -> Iterable[Problem]:
    """LINT003: suppressions without a reason."""
    for suppression in suppressions:
        if not suppression.reason:
            yield Problem(
                suppression.span,
                "The suppression gives no reason",
                help="Add one: `-- why this is right here`",
                subject=f"suppress:{','.join(suppression.rules)}",
            )
