"""Comments and front matter keys that silence findings, and those that silence nothing."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set

from msgspec.structs import replace

from seolint.document import Suppression
from seolint.finding import Edit, Finding, Fix, Problem
from seolint.memo import Memo
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
    named: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, suppression in enumerate(suppressions):
        for name, rule in enumerate(suppression.rules):
            named[rule].append((index, name))
    of_code: defaultdict[str, list[int]] = defaultdict(list)
    for place, finding in enumerate(findings):
        if not finding.code.startswith(UNSUPPRESSED):
            of_code[finding.code].append(place)
    hidden: set[int] = set()
    for code, places in of_code.items():
        hits = [hit for rule, hits in named.items() if code in packs.codes(rule) for hit in hits]
        if hits:
            hidden |= _covered(findings, places, suppressions, hits, used)
    marked = [
        replace(finding, status="suppressed") if place in hidden else finding
        for place, finding in enumerate(findings)
    ]
    return marked, used


def _covered(
    findings: Sequence[Finding],
    places: Sequence[int],
    suppressions: Sequence[Suppression],
    hits: Iterable[tuple[int, int]],
    used: set[tuple[int, int]],
) -> set[int]:
    """Which of the findings of a rule, at `places`, the suppressions that name it cover.

    Adds to `used` those of `hits`, indices of suppressions and of the name in them, that do.
    """
    covered: set[int] = set()
    by_line = sorted(
        (findings[place].span.line, place) for place in places if findings[place].anchor == "text"
    )
    of_field: defaultdict[str, list[int]] = defaultdict(list)
    for place in places:
        if findings[place].subject.startswith("field:"):
            of_field[findings[place].subject].append(place)
    done = -1
    for index, name in sorted(hits, key=lambda hit: suppressions[hit[0]].first_line):
        suppression = suppressions[index]
        if suppression.whole:
            used.add((index, name))
            if len(covered) < len(places):
                covered.update(places)
            continue
        if suppression.field and f"field:{suppression.field}" in of_field:
            used.add((index, name))
            covered.update(of_field[f"field:{suppression.field}"])
        first = bisect_left(by_line, (suppression.first_line, -1))
        last = bisect_left(by_line, (suppression.last_line + 1, -1))
        if first < last:
            used.add((index, name))
            covered.update(place for _, place in by_line[max(first, done) : last])
            done = max(done, last)
    return covered


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
    known = [*packs.files, *packs.names]
    meant_by = Memo(lambda rule: nearest(rule, known))
    for suppression in suppressions:
        for name, rule in enumerate(suppression.rules):
            if not packs.codes(rule):
                near = meant_by[rule]
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
