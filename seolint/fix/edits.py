"""Edits of bytes: which of them go together, and what they make of a file."""

from collections.abc import Collection, Iterable, Sequence

from seolint.finding import Edit, Finding


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """The findings whose fixes can be applied at once, in the order of their places.

    Fixes are taken by where they start, then by code, each with all of its edits or not at
    all. One that meets an edit of an earlier one waits, unless all of its edits are the same.
    """
    accepted: list[Finding] = []
    edits: set[Edit] = set()
    for finding in sorted(findings, key=_start):
        assert finding.fix is not None
        own = finding.fix.edits
        if edits.issuperset(own) or not any(_meet(edit, other) for edit in own for other in edits):
            edits.update(own)
            accepted.append(finding)
    return accepted


def _start(finding: Finding) -> tuple[int, str]:
    assert finding.fix is not None
    return min((edit.start for edit in finding.fix.edits), default=0), finding.code


def _meet(one: Edit, other: Edit) -> bool:
    """Whether the order in which two edits are made would matter."""
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def edits_of(findings: Iterable[Finding], data: bytes) -> list[Edit]:
    """The edits of the fixes, each once, in order; their new lines end as most of `data` do."""
    edits = {edit for finding in findings if finding.fix for edit in finding.fix.edits}
    end = line_end(data)
    return sorted(
        (Edit(edit.start, edit.end, edit.text.replace("\n", end)) for edit in edits),
        key=lambda edit: (edit.start, edit.end),
    )


def apply_edits(data: bytes, edits: Sequence[Edit]) -> bytes:
    """The bytes after edits that are in order and do not overlap.

    Raises:
        UnicodeEncodeError: a text is none that a file can hold.
    """
    parts: list[bytes] = []
    position = 0
    for edit in edits:
        parts += [data[position : edit.start], edit.text.encode()]
        position = edit.end
    return b"".join([*parts, data[position:]])


def line_end(data: bytes) -> str:
    """How most lines of a file end."""
    pairs = data.count(b"\r\n")
    ends = {"\n": data.count(b"\n") - pairs, "\r\n": pairs, "\r": data.count(b"\r") - pairs}
    return max(ends, key=lambda end: ends[end])


def is_touched(edits: Collection[Edit], start: int, end: int) -> bool:
    """Whether an edit reaches into the bytes from `start` to `end`, or to their borders."""
    return any(edit.start <= end and start <= edit.end for edit in edits)
