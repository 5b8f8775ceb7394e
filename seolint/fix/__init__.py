"""Applies the fixes of findings until nothing changes, and writes what came of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from msgspec import Struct
from msgspec.structs import replace

from seolint.discovery import STDIN, Discovery
from seolint.engine.checking import Known, digest_of, version
from seolint.engine.run import Run
from seolint.finding import Finding, RunError
from seolint.fix.doubts import flaw, new_errors, reason_to_leave
from seolint.fix.edits import apply_edits, compatible, edits_of
from seolint.fix.generated import GeneratedFiles
from seolint.fix.ignores import WAYS, Page, may_ignore, suppressing_edits
from seolint.fix.writing import CHANGED, Job, refusal, write_files

MOST_PASSES = 10
"""After so many passes over a page its fixes are taken for ones that undo each other."""


class Check(Protocol):
    """Checks the pages; the arguments are those of `seolint.engine.run.run`."""

    def __call__(self, *, bodies: Mapping[str, bytes], known: Known) -> Run: ...


class Change(NamedTuple):
    """A page that fixes change. `path` is relative to the working directory."""

    path: str
    old: bytes
    new: bytes


class Outcome(Struct, frozen=True):
    """What fixing came to.

    `run` is the run over the pages as they are, when they were written after that;
    `fixed` are the findings that are gone, and `ignored` those that got a suppression, as
    they were found. `left` counts, by the kind of their pages, the findings about which
    nothing was done.
    """

    run: Run
    changes: tuple[Change, ...]
    fixed: tuple[Finding, ...]
    ignored: tuple[Finding, ...]
    left: Mapping[str, int]


def fix_pages(
    discovery: Discovery,
    check: Check,
    *,
    fix: bool = True,
    unsafe: bool = False,
    reason: str | None = None,
    write: bool = True,
) -> Outcome:
    """Applies the safe fixes of open findings, and with `unsafe` the others too.

    With a `reason`, what is left is suppressed with it. With `write` the pages are written,
    but for the standard input. What could not be fixed or written is an error of the run,
    and its page is as it was.
    """
    fixing = _Fixing(discovery, check, unsafe, write)
    if fix:
        fixing.settle()
        fixing.withdraw_what_harms()
    if reason is not None:
        fixing.suppress(reason)
    if fixing.run.interrupt is not None:
        fixing.abandon()
    elif fixing.writes:
        fixing.write()
    return fixing.outcome()


class _Fixing:
    """Pages on their way to being fixed. Paths are relative to the working directory."""

    def __init__(self, discovery: Discovery, check: Check, unsafe: bool, writes: bool) -> None:
        self.check = check
        self.unsafe = unsafe
        self.writes = writes
        self.wanted: Callable[[Finding], bool] = self._may_apply
        self.files = {file.shown: file for file in discovery.files}
        self.known: Known = {}
        self.first = self.run = check(bodies={}, known=self.known)
        self.old: dict[str, bytes] = {}
        self.new: dict[str, bytes] = {}
        self.fixed: defaultdict[str, list[Finding]] = defaultdict(list)
        self.ignored: defaultdict[str, list[Finding]] = defaultdict(list)
        self.errors: dict[str, RunError] = {}
        self.generated = GeneratedFiles()
        self.left: dict[str, str] = {}

    def settle(self) -> None:
        """Passes over the pages until no fix changes anything."""
        for _ in range(MOST_PASSES):
            if self.run.interrupt is not None or not self._pass():
                return
            self._check_again()
        for path, findings in self._fixable().items():
            codes = ", ".join(sorted({finding.code for finding in findings}))
            self.errors[path] = RunError("fix", f"Fixing did not settle: {codes}", path)

    def _pass(self) -> bool:
        """Applies what can be applied at once; whether that changed anything."""
        changed = False
        for path, findings in self._fixable().items():
            if path in self.errors or path in self.left or not self._may_fix(path):
                continue
            data = self.new.get(path, self.old[path])
            accepted = compatible(findings)
            edits = edits_of(accepted, data)
            new = apply_edits(data, edits)
            if new == data:
                continue
            changed = True
            wrong = flaw(self.files[path], data, new, edits)
            if wrong:
                self._give_up(path, f"Not fixed, as {wrong}")
            else:
                self.new[path] = new
                self.fixed[path] += accepted
        return changed

    def _fixable(self) -> dict[str, list[Finding]]:
        pages: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.run.findings:
            if self._may_apply(finding):
                pages[finding.path].append(finding)
        return pages

    def _may_apply(self, finding: Finding) -> bool:
        fix = finding.fix
        return finding.status == "open" and fix is not None and (fix.safe or self.unsafe)

    def _may_fix(self, path: str) -> bool:
        """Reads a page when its first fix is due, unless it is to be left alone."""
        if path in self.old:
            return True
        file = self.files[path]
        refused = refusal(file) if file.real != STDIN else ""
        if refused:
            self._give_up(path, f"Not fixed: {refused}")
            return False
        try:
            data = self.run.source(path)
        except OSError:
            data = b""
        if version(file, digest_of(data)) not in self.known:
            self._give_up(path, f"Not fixed: {CHANGED}")
            return False
        generated = file.real != STDIN and self.generated.has(Path(file.real))
        reason = "that are generated" if generated else reason_to_leave(file, data)
        if reason:
            self.left[path] = reason
            return False
        self.old[path] = data
        return True

    def _give_up(self, path: str, message: str) -> None:
        """Takes a page back to what it was."""
        self.errors[path] = RunError("fix", message, path)
        self.new.pop(path, None)
        self.fixed.pop(path, None)
        self.ignored.pop(path, None)

    def withdraw_what_harms(self) -> None:
        """Takes back the fixes of pages that would have an error that they had not."""
        while self.new and self.run.interrupt is None and (harmed := self._harmed()):
            guilty = [path for path in harmed if path in self.new] or list(self.new)
            for path in guilty:
                reason = harmed.get(path) or next(iter(harmed.values()))
                self._give_up(path, f"Not fixed, as the fixes would bring a new error: {reason}")
            self._check_again()

    def _harmed(self) -> Mapping[str, str]:
        """Pages with a new error, and what it is."""
        known = {(error.path, error.message) for error in self.first.errors}
        crashes = {
            error.path or "": error.message
            for error in self.run.errors
            if (error.path, error.message) not in known
        }
        return {**new_errors(self.first.findings, self.run.findings), **crashes}

    def suppress(self, reason: str) -> None:
        """Writes suppressions for what is open, each in the narrowest way that does it."""
        self.wanted = may_ignore
        ways: dict[str, int] = {}
        while self.run.interrupt is None and (pages := self._to_suppress(ways)):
            before: dict[str, bytes] = {}
            for path, findings in pages.items():
                before[path] = self.new.get(path, self.old[path])
                self._write_suppressions(path, findings, ways, reason)
            earlier, again = self.run.findings, False
            self._check_again()
            for path, data in before.items():
                targets = {finding.fingerprint for finding in pages[path]}
                open_ = _open(self.run.findings, path)
                failed = open_ & targets
                if failed or open_ - _open(earlier, path):
                    again = True
                    self.new[path] = data
                    for fingerprint in failed or targets:
                        ways[fingerprint] += 1
                else:
                    self.ignored[path] += pages[path]
            if again:
                self._check_again()

    def _to_suppress(self, ways: Mapping[str, int]) -> dict[str, list[Finding]]:
        """The findings for which there is still a way, by page."""
        pages: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in self.run.findings:
            path = finding.path
            if may_ignore(finding) and ways.get(finding.fingerprint, 0) < len(WAYS):
                if path in self.errors or path in self.left or not self._may_fix(path):
                    continue
                pages[path].append(finding)
        return pages

    def _write_suppressions(
        self, path: str, findings: Sequence[Finding], ways: dict[str, int], reason: str
    ) -> None:
        """Puts suppressions into a page, without those that make a difference to readers."""
        page = Page(self.files[path], self.new.get(path, self.old[path]))
        edits = suppressing_edits(page, findings, ways, reason)
        if not page.stays(edits):
            edits = [edit for edit in edits if page.stays([edit])]
        if page.stays(edits):
            self.new[path] = apply_edits(page.data, edits)

    def abandon(self) -> None:
        """Leaves all pages as they were, since somebody ended the run."""
        ended = replace(self.first, errors=self.run.errors, interrupt=self.run.interrupt)
        self.first = self.run = ended
        self.new.clear()
        self.fixed.clear()
        self.ignored.clear()

    def write(self) -> None:
        """Writes the pages. One that cannot be written is as it was, and checked as such."""
        changes = [change for change in self.changes() if self.files[change.path].real != STDIN]
        jobs = [Job(Path(self.files[path].real), old, new) for path, old, new in changes]
        failed = False
        for (path, _, _), refused in zip(changes, write_files(jobs), strict=True):
            if refused:
                failed = True
                self._give_up(path, f"Not fixed: {refused}")
        if failed:
            self._check_again()

    def _check_again(self) -> None:
        bodies = {self.files[path].real: data for path, data in self.new.items()}
        self.run = self.check(bodies=bodies, known=self.known)

    def changes(self) -> list[Change]:
        """The pages that are other than they were."""
        pages = (Change(path, self.old[path], self.new[path]) for path in sorted(self.new))
        return [page for page in pages if page.old != page.new]

    def outcome(self) -> Outcome:
        """What it came to."""
        errors = tuple(self.errors[path] for path in sorted(self.errors))
        left = Counter(
            self.left[finding.path]
            for finding in self.run.findings
            if finding.path in self.left and self.wanted(finding)
        )
        run = self.run if self.writes else self.first
        return Outcome(
            replace(run, errors=(*run.errors, *errors)),
            tuple(self.changes()),
            tuple(
                replace(finding, status="fixed")
                for path in sorted(self.fixed)
                for finding in sorted(self.fixed[path], key=lambda finding: finding.order)
            ),
            tuple(finding for path in sorted(self.ignored) for finding in self.ignored[path]),
            left,
        )


def _open(findings: Iterable[Finding], path: str) -> set[str]:
    """The fingerprints of what is open on a page."""
    return {each.fingerprint for each in findings if each.path == path and each.status == "open"}
