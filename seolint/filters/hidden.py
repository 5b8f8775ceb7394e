"""One cause, one finding: what a finding of another rule already explains."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from seolint.finding import Finding
from seolint.rule import Rule
from seolint.span import Span


def without_hidden(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings that no other finding of their page hides.

    A finding about the page goes when a rule that hides it reported anything there, one
    about a text only where the two places overlap. `rules` are those of the findings' codes.
    """
    pages: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        pages[finding.path].append(finding)
    hiding: dict[tuple[str, str], _Places] = {}
    kept = []
    for finding in findings:
        prefixes = rules[finding.code].hidden_by
        if prefixes:
            key = finding.path, finding.code
            if key not in hiding:
                others = (o for o in pages[finding.path] if o.code.startswith(prefixes))
                hiding[key] = _Places(o.span for o in others if o.code != finding.code)
            if hiding[key].hide(finding):
                continue
        kept.append(finding)
    return kept


class _Places:
    """Where the findings stand that hide those of a rule."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ranges = sorted(map(_range, spans))
        self._starts = [start for start, _ in ranges]
        self._ends = list(accumulate((end for _, end in ranges), max))

    def hide(self, finding: Finding) -> bool:
        """Whether one of them hides a finding."""
        if finding.anchor != "text":
            return bool(self._starts)
        start, end = _range(finding.span)
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _range(span: Span) -> tuple[int, int]:
    """The bytes of a place, one at least."""
    return span.start, max(span.end, span.start + 1)
