"""Known findings: the file that lists them, and what it covers.

The file is JSON Lines. A union of two versions of it is valid again: lines may come in any
order and more than once.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from seolint.discovery import Root
from seolint.finding import Finding, Problem, Related
from seolint.fingerprint import Identity, fingerprint, folded, identity
from seolint.span import Lines, Span

VERSION = 1
KEY = "seolint-baseline"
"""The key of the first line of the file."""

NEVER = ("FILE002", "FILE003", "FILE004", "FILE005", "LINT004")
"""What no baseline covers: pages that were not read, and the baseline itself."""

MANY = 10
"""More stale entries than this are one problem."""

_RESTORE = "restore the file, or write it anew with `seolint baseline create --force`"


class BaselineError(Exception):
    """A baseline that cannot be used: where, why, and what to do."""

    def __init__(self, place: str, message: str, help: str = _RESTORE) -> None:
        super().__init__(message)
        self.place = place
        self.help = help

    def __str__(self) -> str:
        from seolint.escapes import escape

        return escape(f"{self.place}: error: {self.args[0]}") + f"\n  = help: {escape(self.help)}"


class Entry(Struct, frozen=True):
    """A finding that is known, or `count` equal ones. `span` is its line of the file."""

    who: Identity
    count: int
    span: Span = Span(0, 0, 1, 1, 1, 1)

    @property
    def path(self) -> str:
        """The page, relative to the root."""
        return self.who[0]

    @property
    def code(self) -> str:
        """The rule."""
        return self.who[1]


class Baseline(Struct, frozen=True):
    """A file of known findings: no two entries are about the same.

    `path` is absolute, `shown` is what people call it, `data` are its bytes.
    """

    path: Path
    shown: str
    data: bytes
    entries: tuple[Entry, ...]


class Covered(Struct, frozen=True):
    """What a baseline covers: the findings, those that are known with status `baselined`.

    `found` has the findings of each entry, `moved` the new paths of pages whose entries
    still have the old one.
    """

    findings: list[Finding]
    found: Mapping[Identity, Sequence[Finding]]
    moved: Mapping[str, str]


class Debt(Struct, frozen=True):
    """What became of the baseline of a root.

    `found` has the findings that each entry covers, with paths relative to the working
    directory; `moved` the new paths of pages by their old ones. `judged` are the entries of
    which the run could tell: it read the page and ran the rule, or the page is gone.
    """

    root: Root
    baseline: Baseline
    found: Mapping[Identity, Sequence[Finding]]
    moved: Mapping[str, str]
    judged: frozenset[Identity]

    @property
    def stale(self) -> list[Entry]:
        """The entries that match nothing any more."""
        return [
            entry
            for entry in self.baseline.entries
            if entry.who in self.judged and entry.who not in self.found
        ]

    @property
    def pruned(self) -> list[Entry]:
        """The entries without what is mended, and with the new paths of what has moved."""
        kept: dict[Identity, Entry] = {}
        for entry in self.baseline.entries:
            count = entry.count
            if entry.who in self.judged:
                count = len(self.found.get(entry.who, ()))
            path, code, subject = entry.who
            who = (self.moved.get(path, path), code, subject)
            if count:
                kept[who] = Entry(who, count)
        return list(kept.values())


def find_baselines(roots: Iterable[Root], named: Path | None = None) -> dict[Root, Baseline]:
    """The baselines of some roots: the file `named`, else those that the settings name.

    What the settings name need not exist.

    Raises:
        BaselineError: one cannot be used, or `named` would have to serve several roots.
    """
    roots = list(roots)
    if named is not None:
        if len(roots) > 1:
            folders = ", ".join(sorted(_shown(root.folder) for root in roots))
            help = "lint them one by one, or give each its own `baseline` in its configuration"
            raise BaselineError(_shown(named), f"one baseline for several sites: {folders}", help)
        return {root: read_baseline(named, _shown(named)) for root in roots}
    paths = {root: root.folder / root.config.baseline for root in roots if root.config.baseline}
    return {
        root: read_baseline(path, _shown(path))
        for root, path in paths.items()
        if os.path.lexists(path)
    }


def _shown(path: Path) -> str:
    """A path as seen from the working directory."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:
        return path.as_posix()


def read_baseline(path: Path, shown: str) -> Baseline:
    """The baseline in a file, which people know as `shown`.

    Raises:
        BaselineError: it cannot be read, is damaged, or of an unknown version.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BaselineError(shown, f"the baseline cannot be read: {reason}") from error
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise BaselineError(shown, "the baseline is no UTF-8 text") from None
    import json

    lines = Lines(text)
    entries: dict[Identity, Entry] = {}
    first, at = True, 0
    for number, line in enumerate(text.split("\n"), 1):
        start, at = at, at + len(line) + 1
        if not line.strip():
            continue
        place = f"{shown}:{number}:1"
        try:
            given = json.loads(line.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            raise BaselineError(place, "the baseline is damaged: this line is no JSON") from None
        if isinstance(given, dict) and KEY in given:
            _check_version(given[KEY], place)
        elif first:
            raise BaselineError(place, f'no baseline: the first line is not {{"{KEY}": {VERSION}}}')
        else:
            entry = _entry(given, place, lines.span(start, start + len(line.rstrip())))
            known = entries.get(entry.who)
            if known is None or known.count < entry.count:
                entries[entry.who] = entry
        first = False
    if first:
        raise BaselineError(shown, "the baseline is empty; even one without entries has a line")
    return Baseline(path, shown, data, tuple(entries.values()))


def _check_version(version: Any, place: str) -> None:
    if version != VERSION or isinstance(version, bool):
        help = "use the seolint that wrote it, or write it anew with this one"
        raise BaselineError(
            place, f"a baseline of version {version!r}; this seolint reads {VERSION}", help
        )


def _entry(given: Any, place: str, span: Span) -> Entry:
    problem = "it is no object"
    if isinstance(given, dict):
        texts = [given.get(key) for key in ("path", "code", "subject")]
        count = given.get("n", 1)
        path, code, subject = (text if isinstance(text, str) else None for text in texts)
        if path and code and subject is not None:
            if isinstance(count, int) and not isinstance(count, bool) and count > 0:
                return Entry((normalize("NFC", path), code, folded(subject)), count, span)
            problem = "`n` is no number of findings"
        else:
            problem = "it needs `path`, `code` and `subject`"
    raise BaselineError(place, f"the baseline is damaged: this line is no entry, {problem}")


def stale(entries: Sequence[Entry], path: str) -> Iterator[Problem]:
    """LINT004: entries of the baseline at `path` that match nothing any more.

    Many of them are one problem.
    """
    told = entries if len(entries) <= MANY else entries[:1]
    for entry in told:
        page, code, subject = entry.who
        others = entries[1 : MANY + 1] if len(told) < len(entries) else ()
        about = f" of `{subject}`" if subject else ""
        message = f"{page} no longer has the {code}{about} that is listed here"
        yield Problem(
            entry.span,
            f"{len(entries)} entries of the baseline match nothing any more" if others else message,
            help="Take them out: `seolint baseline prune`"
            if others
            else "`seolint baseline prune` takes it out",
            related=tuple(Related(path, other.span, "here too") for other in others),
            subject="entries" if others else f"entry:{page}|{code}|{subject}",
            data={"count": len(entries)} if others else {},
        )


def entries_of(findings: Iterable[Finding]) -> list[Entry]:
    """Entries that cover all the open findings that can be covered."""
    counts = Counter(
        identity(finding)
        for finding in findings
        if finding.status == "open" and finding.code not in NEVER
    )
    return [Entry(who, count) for who, count in counts.items()]


def written(entries: Iterable[Entry]) -> str:
    """The file that holds the entries: sorted, in ASCII, without anything that always changes."""
    import json

    lines = [json.dumps({KEY: VERSION})]
    for entry in sorted(entries, key=lambda entry: entry.who):
        path, code, subject = entry.who
        record = {"path": path, "code": code, "subject": subject, "fp": fingerprint(entry.who)}
        lines.append(json.dumps(record | ({"n": entry.count} if entry.count > 1 else {})))
    return "\n".join(lines) + "\n"


def cover(
    findings: Sequence[Finding],
    baseline: Baseline,
    folder: Path,
    is_gone: Callable[[str], bool],
) -> Covered:
    """Marks the findings that a baseline covers, `n` of those that are equal.

    Those out of scope are taken first, then open ones in their order. The entries of a page
    that is gone from the root's `folder` (`is_gone`) cover those of the one that it became:
    git may know it, else it is the page without entries that has most of what they list.
    """
    entries = baseline.entries
    covering = _Covering(findings)
    left: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for entry in entries:
        rest = entry.count - covering.take(entry.who, entry.who, entry.count)
        if rest:
            left[entry.path][entry.who[1:]] = rest
    gone = [path for path in left if is_gone(path)]
    moved: dict[str, str] = {}
    if gone:
        listed = {entry.path for entry in entries}
        fresh = {who[0] for who in covering.waiting if who[0] not in listed}
        moved = _moved(
            gone, fresh, left, covering, _renames(folder, baseline.path) if fresh else {}
        )
        for old, new in moved.items():
            for (code, subject), count in left[old].items():
                covering.take((old, code, subject), (new, code, subject), count)
    return Covered(covering.findings, covering.found, moved)


def _renames(folder: Path, baseline: Path) -> dict[str, str]:
    """Old and new paths of files in a folder, by what git knows since it has this baseline."""
    from seolint.git import GitError, Repository

    try:
        repository = Repository(folder)
        commit = repository.last_commit(baseline)
        changes = repository.changes(commit) if commit is not None else []
    except GitError:
        return {}
    found = {}
    for change in changes:
        if change.old != change.new and change.old is not None and change.new is not None:
            old, new = (repository.below(path, folder) for path in (change.old, change.new))
            if old is not None and new is not None:
                found[old] = new
    return found


class _Covering:
    """Findings on their way to being covered; `waiting` has the indices of those that are not."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        self.found: defaultdict[Identity, list[Finding]] = defaultdict(list)
        self.waiting: defaultdict[Identity, list[int]] = defaultdict(list)
        for status in ("out-of-scope", "open"):
            for index, finding in enumerate(findings):
                if finding.status == status and finding.code not in NEVER:
                    self.waiting[identity(finding)].append(index)

    def take(self, entry: Identity, who: Identity, count: int) -> int:
        """Covers up to `count` findings of `who` by the entry and tells how many."""
        waiting = self.waiting.get(who, [])
        taken, waiting[:] = waiting[:count], waiting[count:]
        for index in taken:
            self.findings[index] = replace(self.findings[index], status="baselined")
            self.found[entry].append(self.findings[index])
        return len(taken)


def _moved(
    gone: Sequence[str],
    fresh: Collection[str],
    left: Mapping[str, Counter[tuple[str, str]]],
    covering: _Covering,
    renames: Mapping[str, str],
) -> dict[str, str]:
    moved = {old: renames[old] for old in gone if renames.get(old) in fresh}
    taken = set(moved.values())
    homes: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for (path, code, subject), indices in covering.waiting.items():
        if path in fresh and path not in taken and indices:
            homes[code, subject].append((path, len(indices)))
    shared: Counter[tuple[str, str]] = Counter()
    for old in gone:
        if old not in moved:
            for key, count in left[old].items():
                for new, number in homes.get(key, ()):
                    shared[old, new] += min(count, number)
    for old, new in sorted(shared, key=lambda pair: (-shared[pair], not _alike(*pair), *pair)):
        if old not in moved and new not in taken:
            moved[old] = new
            taken.add(new)
    return moved


def _alike(one: str, other: str) -> bool:
    return one.rpartition("/")[2] == other.rpartition("/")[2]
