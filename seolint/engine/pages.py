"""The pages of a root, and what each of them gave: the map step over a root."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from seolint.discovery import File, Root
from seolint.engine.page import PageResult, check_page, unread_page
from seolint.engine.select import ActiveRule, Selection
from seolint.facts import Facts
from seolint.finding import RunError
from seolint.read.decoding import UnreadablePageError
from seolint.site import Site

if TYPE_CHECKING:
    from seolint.files import Files

Version = tuple[str, bytes]
"""A file with certain bytes: its absolute path, and a digest of them."""

Known = dict[Version, PageResult]
"""What pages gave in an earlier run; one with the same bytes is not checked again."""

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
    `bodies` are bytes to take for those of a file, by its real path. `results`, `sizes` in
    bytes and `indexed` are by path; all paths are relative to the root.
    """

    def __init__(
        self,
        root: Root,
        files: Sequence[File],
        index: Sequence[File],
        bodies: dict[str, bytes],
        pace: Pace,
        known: Known | None = None,
        selection: Selection | None = None,
    ) -> None:
        self.root = root
        self.files = files
        self.index = index
        self.bodies = bodies
        self.pace = pace
        self.known = known
        self.selection = selection or Selection(root.config)
        self.site_files: Files | None = None
        self.results: dict[str, PageResult] = {}
        self.sizes: dict[str, int] = {}
        self.indexed: dict[str, Facts] = {}
        self.judged = 0
        self.skipped = 0
        self.listed: list[Page] = []
        self.errors: list[RunError] = []
        self.notes: list[str] = []

    def judge(self) -> None:
        """Checks the pages that have not been checked."""
        for file in self.files:
            if file.path not in self.results:
                self._judge(file)
            self.judged += 1
            self.pace.step()

    def _judge(self, file: File) -> None:
        data = self._read(file)
        if data is None:
            return
        relax = self.drafts(file.path) != "check"
        result = self._check(file, data, self.selection.rules(file.path), relax)
        facts = result.facts
        if self.drafts(file.path) == "skip" and facts.draft:
            self.skipped += 1
            return
        self.results[file.path] = result
        self.sizes[file.path] = len(data)
        self.errors += result.errors
        kind, why = facts.kind, result.why
        self.listed.append(
            Page(file.shown, facts.url, result.title, kind, why, facts.draft, facts.language)
        )

    def _read(self, file: File) -> bytes | None:
        try:
            data = read_bytes(file, self.bodies, self.root.config.max_file_size + 1)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not file.named:
                self.notes.append(f"{file.shown}: gone before it was read")
            else:
                self.errors.append(_unreadable(file, error))
            return None
        if file.named and not file.real.is_file():
            self.bodies[str(file.real)] = data
        return data

    def site(self) -> Site:
        """All pages of the root together."""
        facts = [result.facts for result in self.results.values()]
        for file in self.index:
            if file.path not in self.indexed and (read := self._facts(file)) is not None:
                self.indexed[file.path] = read
        facts += self.indexed.values()
        facts.sort(key=lambda page: page.path)
        folder = self.root.folder if self.root.indexed else None
        site = Site(facts, self.root.settings, folder)
        if self.site_files is not None:
            site.files = self.site_files
        return site

    def _facts(self, file: File) -> Facts | None:
        """The facts of a page that is not reported on: what cannot be read is a note."""
        self.pace.step()
        try:
            data = read_bytes(file, self.bodies, self.root.config.max_file_size + 1)
        except OSError as error:
            self.notes.append(f"{file.shown}: not indexed: {cause(error)}")
            return None
        result = self._check(file, data, (), relax=True)
        self.notes += [f"{file.shown}: not indexed: {error.message}" for error in result.errors]
        return result.facts

    def _check(
        self, file: File, data: bytes, rules: Sequence[ActiveRule], relax: bool
    ) -> PageResult:
        if self.known is None:
            return check_file(file, data, rules, relax)
        key = version(file, data)
        if key not in self.known:
            self.known[key] = check_file(file, data, rules, relax)
        return self.known[key]

    def drafts(self, path: str) -> str:
        """What becomes of drafts at a path: `check`, `relax` or `skip`."""
        drafts: str = self.root.config.drafts
        for override in self.root.config.for_path(path):
            drafts = override.drafts or drafts
        return drafts


def version(file: File, data: bytes) -> Version:
    """The key in `Known` of a file that holds `data`."""
    return file.root.prefix + file.path, blake2b(data, digest_size=16).digest()


def check_file(file: File, data: bytes, rules: Sequence[ActiveRule], relax: bool) -> PageResult:
    """What a file gives that holds `data`, under the settings of its root."""
    root = file.root
    limit = root.config.max_file_size
    if len(data) > limit:
        error = UnreadablePageError(
            "FILE004",
            f"The file is larger than {limit:,} bytes and was not read",
            "Split it, exclude it, or raise max-file-size",
        )
        return unread_page(file.path, error, rules)
    return check_page(
        file.path,
        data,
        rules,
        root.generator,
        root.settings_of(file.path),
        lone=file.lone,
        relax=relax,
        where=root.in_site(file.path),
        outward=root.config.links.online,
    )


def read_bytes(file: File, bodies: Mapping[str, bytes], limit: int = -1) -> bytes:
    """The bytes of a file, at most `limit` of them.

    Raises:
        OSError: it cannot be read.
    """
    name = str(file.real)
    if name in bodies:
        return bodies[name]
    with file.real.open("rb") as stream:
        return stream.read(limit)


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
