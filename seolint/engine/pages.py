"""The pages of a root, and what each of them gave: the map step over a root."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BufferedReader
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from seolint.discovery import File, Root
from seolint.engine.checking import Check, Job, Terms, digest_of
from seolint.engine.page import PageResult
from seolint.engine.select import ActiveRule, Selection
from seolint.finding import Finding, RunError

if TYPE_CHECKING:
    from seolint.facts import Facts
    from seolint.files import Files
    from seolint.site import Site

Progress = Callable[[int, int], None]
"""Told how many pages of how many have been read."""


class Page(NamedTuple):
    """A page that was judged. `path` is relative to the working directory."""

    path: str
    url: str | None
    title: str | None
    kind: str
    why: str
    draft: bool
    language: str


class Pace:
    """How far a run is, and whether something ends it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.interrupt: KeyboardInterrupt | None = None
        self._total = total
        self._progress = progress
        self._done = 0

    def step(self) -> None:
        """Another page has been read."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)


class Pages:
    """The pages of a root, as they are or as they were.

    `files` are judged, `index` are read for their facts when something compares pages.
    `bodies` are bytes to take for those of a file, by its real path. `check` checks pages;
    it may give them in any order, of which nothing here depends. `results`, `digests`,
    `sizes` in bytes, `indexed` and `listed` are by path; all paths are relative to the root.
    """

    def __init__(
        self,
        root: Root,
        files: Sequence[File],
        index: Sequence[File],
        bodies: dict[str, bytes],
        pace: Pace,
        check: Check,
        selection: Selection | None = None,
    ) -> None:
        self.root = root
        self.files = files
        self.index = index
        self.bodies = bodies
        self.pace = pace
        self.check = check
        self.selection = selection or Selection(root.config)
        self.site_files: Files | None = None
        self.results: dict[str, PageResult] = {}
        self.digests: dict[str, bytes] = {}
        self.sizes: dict[str, int] = {}
        self.indexed: dict[str, Facts] = {}
        self.judged = 0
        self.skipped = 0
        self.listed: dict[str, Page] = {}
        self.errors: list[RunError] = []
        self.notes: list[str] = []
        self._known_terms: dict[tuple[int, str], Terms] = {}

    def judge(self) -> None:
        """Checks the pages that have not been checked; keeps what is complete when that ends."""
        files = [file for file in self.files if file.path not in self.results]
        self.judged += len(self.files) - len(files)
        given: dict[str, PageResult] = {}
        failed: dict[str, OSError] = {}
        try:
            for checked in self.check(self._jobs(files, failed)):
                path = checked.job.file.path
                given[path], self.digests[path] = checked.result, checked.job.digest
                self.judged += 1
                self.pace.step()
        finally:
            for file in files:
                if file.path in failed:
                    self._report(file, failed[file.path])
                elif file.path in given:
                    self._take(file, given[file.path])

    def findings(self, *, again: bool) -> list[Finding]:
        """What the rules over documents found; forgets it, unless it is asked for `again`."""
        found: list[Finding] = []
        for path, result in self.results.items():
            found += result.findings
            if result.findings and not again:
                self.results[path] = replace(result, findings=())
        return found

    def _jobs(self, files: Sequence[File], failed: dict[str, OSError]) -> Iterator[Job]:
        """The pages as they are to be judged, but for those that cannot be read."""
        for file in files:
            try:
                data = read_bytes(file, self.bodies, self.root.config.max_file_size + 1)
            except OSError as error:
                failed[file.path] = error
                self.judged += 1
                self.pace.step()
                continue
            if file.once:
                self.bodies[file.real] = data
            self.sizes[file.path] = len(data)
            relax = self.drafts(file.path) != "check"
            terms = self._terms(file.path, self.selection.rules(file.path))
            yield Job(file, data, digest_of(data), terms, relax)

    def _report(self, file: File, error: OSError) -> None:
        if isinstance(error, FileNotFoundError) and not file.named:
            self.notes.append(f"{file.shown}: gone before it was read")
        else:
            self.errors.append(_unreadable(file, error))

    def _take(self, file: File, result: PageResult) -> None:
        facts = result.facts
        if facts.draft and self.drafts(file.path) == "skip":
            self.skipped += 1
            return
        self.results[file.path] = result
        self.errors += result.errors
        kind, why = facts.kind, result.why
        self.listed[file.path] = Page(
            file.shown, facts.url, result.title, kind, why, facts.draft, facts.language
        )

    @property
    def rules(self) -> list[ActiveRule]:
        """The rules for the pages that were judged, in each of their settings."""
        sets = {id(rules): rules for rules in map(self.selection.rules, self.listed)}
        return [active for rules in sets.values() for active in rules]

    def site(self) -> "Site":
        """All pages of the root together; the others have to be read first, with `read_index`."""
        from seolint.site import Site

        facts = [result.facts for result in self.results.values()]
        facts += self.indexed.values()
        facts.sort(key=lambda page: page.path)
        folder = self.root.folder if self.root.indexed else None
        site = Site(facts, self.root.settings, folder)
        if site.left_out and not site.complete:
            self.notes.append(
                "this work tree is sparse and lacks pages of the site: nothing is called missing"
            )
        if self.site_files is not None:
            site.files = self.site_files
        return site

    def read_index(self) -> None:
        """Reads the facts of pages that are not reported on: what cannot be read is a note."""
        files = [file for file in self.index if file.path not in self.indexed]
        given: dict[str, PageResult] = {}
        failed: dict[str, OSError] = {}
        for checked in self.check(self._index_jobs(files, failed)):
            path = checked.job.file.path
            given[path], self.digests[path] = checked.result, checked.job.digest
            self.pace.step()
        for file in files:
            if file.path in failed:
                self.notes.append(f"{file.shown}: not indexed: {cause(failed[file.path])}")
                continue
            result = given[file.path]
            self.indexed[file.path] = result.facts
            self.notes += [f"{file.shown}: not indexed: {error.message}" for error in result.errors]

    def _index_jobs(self, files: Sequence[File], failed: dict[str, OSError]) -> Iterator[Job]:
        for file in files:
            try:
                data = read_bytes(file, self.bodies, self.root.config.max_file_size + 1)
            except OSError as error:
                failed[file.path] = error
                self.pace.step()
                continue
            yield Job(file, data, digest_of(data), self._terms(file.path, ()), True)

    def _terms(self, path: str, rules: tuple[ActiveRule, ...]) -> Terms:
        """What a page is checked under; pages to which the same applies have the same object."""
        root = self.root
        settings = root.settings_of(path)
        key = (id(rules), settings.language)
        if key not in self._known_terms:
            config = root.config
            self._known_terms[key] = Terms(
                rules, root.generator, settings, config.max_file_size, config.links.online
            )
        return self._known_terms[key]

    def drafts(self, path: str) -> str:
        """What becomes of drafts at a path: `check`, `relax` or `skip`."""
        drafts: str = self.root.config.drafts
        if not self.root.config.overrides:
            return drafts
        for override in self.root.config.for_path(path):
            drafts = override.drafts or drafts
        return drafts


def read_bytes(file: File, bodies: Mapping[str, bytes], limit: int = -1) -> bytes:
    """The bytes of a file, at most `limit` of them.

    Raises:
        OSError: it cannot be read.
    """
    if file.real in bodies:
        return bodies[file.real]
    with open(file.real, "rb", buffering=0) as stream:
        # To read up to a limit takes room for all of it; a pipe has no size.
        if 0 < os.fstat(stream.fileno()).st_size < limit:
            return stream.readall()
        with BufferedReader(stream) as buffered:
            return buffered.read(limit)


def _unreadable(file: File, error: OSError) -> RunError:
    return RunError(
        "io",
        f"Cannot read the file: {cause(error)}",
        file.path,
        "FILE001",
        "Change its permissions, or exclude it",
    )


def cause(error: OSError) -> str:
    """What the system says of an error, in the middle of a sentence."""
    return (error.strerror or str(error)).lower()
