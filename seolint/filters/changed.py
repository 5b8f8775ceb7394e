"""What a change brought about, and what was there before it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from seolint.finding import Finding
from seolint.fingerprint import Identity, identity

if TYPE_CHECKING:
    from seolint.git import Hunk

Scope = Literal["introduced", "lines", "files"]

ALL: "Sequence[Hunk]" = ((1, 1 << 62),)
"""The changed lines of a page that is new."""


def out_of_scope(
    now: Sequence[Finding],
    before: Iterable[Finding],
    hunks: "Mapping[str, Sequence[Hunk]]",
    renamed: Mapping[str, str],
    source: Callable[[str], bytes],
    scope: Scope,
    own: Collection[str] = (),
) -> list[Finding]:
    """The findings, those that are none of the change's with status `out-of-scope`.

    `before` are the findings of the version that it is compared with, `hunks` the changed
    lines of each changed page, `renamed` the present paths of pages by those they had, and
    `source` gives the bytes of a page. In scope are

    - `introduced`: those of which there were fewer before, and those in changed lines
    - `lines`: those in changed lines, and all of pages that are new
    - `files`: all of changed pages

    and those of rules that see the change itself, which are `own` to it.
    """
    lines = _Lines(hunks, source)
    if scope == "files":
        kept = {index for index, each in enumerate(now) if each.path in hunks}
    else:
        kept = {index for index, each in enumerate(now) if lines.touch(each)}
    if scope == "introduced":
        kept |= _introduced(now, before, renamed, kept)
    return [
        replace(finding, status="out-of-scope")
        if finding.status == "open" and index not in kept and finding.code not in own
        else finding
        for index, finding in enumerate(now)
    ]


def _introduced(
    now: Sequence[Finding],
    before: Iterable[Finding],
    renamed: Mapping[str, str],
    touched: set[int],
) -> set[int]:
    """The findings that are more than there were.

    Of equal ones those in changed lines count as new first, then the last.
    """
    old: Counter[Identity] = Counter()
    for finding in before:
        if finding.status == "open":
            path, code, subject = identity(finding)
            old[renamed.get(path, path), code, subject] += 1
    groups: defaultdict[Identity, list[int]] = defaultdict(list)
    for index, finding in enumerate(now):
        if finding.status == "open":
            groups[identity(finding)].append(index)
    found: set[int] = set()
    for who, indices in groups.items():
        others = [index for index in indices if index not in touched]
        more = len(indices) - old[who] - (len(indices) - len(others))
        if more > 0:
            found.update(others[-more:])
    return found


class _Lines:
    """Which findings stand in changed lines."""

    def __init__(
        self, hunks: "Mapping[str, Sequence[Hunk]]", source: Callable[[str], bytes]
    ) -> None:
        self._hunks = hunks
        self._source = source
        self._read: tuple[str, bytes] = ("", b"")

    def touch(self, finding: Finding) -> bool:
        """Whether lines of a finding were changed, or one was deleted between them.

        One about the page as a whole does so only where the page is new.
        """
        hunks = self._hunks.get(finding.path, ())
        if hunks is ALL:
            return True
        if not hunks or finding.anchor != "text":
            return False
        first, last = self._lines(finding)
        return any(
            (first <= start + count - 1 and start <= last) if count else first <= start < last
            for start, count in hunks
        )

    def _lines(self, finding: Finding) -> tuple[int, int]:
        """The lines of a finding as git counts them: by line feeds alone."""
        if self._read[0] != finding.path:
            self._read = (finding.path, self._source(finding.path))
        data = self._read[1]
        start, end = finding.span.start, max(finding.span.start, finding.span.end - 1)
        first = data.count(b"\n", 0, start) + 1
        return first, first + data.count(b"\n", start, end)
