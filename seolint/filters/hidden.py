"""One cause, one finding: what a finding of another rule already explains."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from seolint.finding import Finding
from seolint.rule import Rule


def without_hidden(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """The findings that no other finding of their page hides.

    A finding about the page goes when a rule that hides it reported anything there, one
    about a text only where the two places overlap. `rules` are those of the findings' codes.
    """
    pages: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        pages[finding.path].append(finding)
    return [
        finding
        for finding in findings
        if not rules[finding.code].hidden_by
        or not any(
            _hides(other, finding)
            for other in pages[finding.path]
            if other.code != finding.code and other.code.startswith(rules[finding.code].hidden_by)
        )
    ]


def _hides(other: Finding, finding: Finding) -> bool:
    if finding.anchor != "text":
        return True
    one, two = other.span, finding.span
    return one.start < max(two.end, two.start + 1) and two.start < max(one.end, one.start + 1)
