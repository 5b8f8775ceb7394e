"""A root as it was at an earlier commit, for comparison with how it is."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from msgspec import Struct

from seolint.config import closest_config
from seolint.discovery import Discovery, File, Root
from seolint.discovery.gates import Gate
from seolint.files import HEAD, Files
from seolint.files import File as SiteFile
from seolint.filters.changed import ALL, Scope
from seolint.git import Change, GitError, Hunk, Repository


class Past(Struct, frozen=True):
    """What was different in a root at `commit`.

    `pages` has each page that changed, by its present path, as the file that it was; None
    when it is new. `deleted` are the pages that are gone. `bodies` are the bytes of both, by
    `File.real`. `hunks` are the changed lines of `pages`. `files` are those of the root as
    they were. Without a `scope` nothing is out of it.
    """

    commit: str
    scope: Scope | None
    pages: Mapping[str, File | None]
    deleted: tuple[File, ...]
    bodies: Mapping[str, bytes]
    hunks: Mapping[str, Sequence[Hunk]]
    files: Files

    @property
    def changed(self) -> bool:
        """Whether any page is not what it was."""
        return bool(self.pages or self.deleted)

    @property
    def renamed(self) -> dict[str, str]:
        """Present paths of pages by those they had."""
        return {
            normalize("NFC", old.path): normalize("NFC", path)
            for path, old in self.pages.items()
            if old is not None and old.path != path
        }

    @property
    def paths(self) -> set[str]:
        """The paths, now and then, of the pages that changed."""
        olds = (old.path for old in (*self.pages.values(), *self.deleted) if old is not None)
        return {normalize("NFC", path) for path in (*self.pages, *olds)}


def find_pasts(
    discovery: Discovery, revision: str, scope: Scope | None, roots: Sequence[Root] | None = None
) -> dict[Root, Past]:
    """How each root, or some `roots`, were where the present branch left a revision.

    Raises:
        GitError: git cannot tell.
    """
    known: dict[Path, tuple[str, list[Change]]] = {}
    pasts: dict[Root, Past] = {}
    for root in discovery.roots if roots is None else roots:
        repository = Repository(root.folder)
        if repository.top not in known:
            try:
                commit = repository.branched_from(revision)
            except GitError as error:
                if len(discovery.roots) > 1:
                    error.note = error.note or f"in {repository.top}"
                raise
            known[repository.top] = (commit, repository.changes(commit))
        pasts[root] = _past(root, discovery, repository, *known[repository.top], scope)
    return pasts


class _Changed(NamedTuple):
    """A page then and now, and the name of what it held then."""

    now: File | None
    then: File | None
    change: Change


def _past(
    root: Root,
    discovery: Discovery,
    repository: Repository,
    commit: str,
    changes: Sequence[Change],
    scope: Scope | None,
) -> Past:
    files = {file.real: file for file in (*discovery.files, *discovery.index) if file.root is root}
    found: list[_Changed] = []
    others: dict[str, str] = {}
    past_page = _past_page(root, repository, discovery)
    for change in changes:
        if change.new is not None and change.new.endswith("/"):
            own = (repository.top / change.new).as_posix() + "/"
            new = (file for real, file in files.items() if real.startswith(own))
            found += (_Changed(file, None, change) for file in new)
            continue
        now = None if change.new is None else files.get((repository.top / change.new).as_posix())
        then = now if now is not None and change.new == change.old else past_page(change)
        if now is not None or then is not None:
            found.append(_Changed(now, then if change.blob else None, change))
        for path, blob in ((change.new, ""), (change.old, change.blob)):
            inner = None if path is None else repository.below(path, root.folder)
            if inner is not None:
                others[inner] = blob
    blobs = repository.read(each.change.blob for each in found if each.then is not None)
    hunks = repository.hunks(
        commit, [each.change.new for each in found if each.then is not None and each.change.new]
    )
    pages: dict[str, File | None] = {}
    deleted: list[File] = []
    bodies: dict[str, bytes] = {}
    lines: dict[str, Sequence[Hunk]] = {}
    for now, then, change in found:
        if then is not None:
            data = blobs[change.blob]
            if now is then and change.new not in hunks and _holds(now, data):
                continue
            bodies[then.real] = data
        if now is None:
            deleted += [] if then is None else [then]
        else:
            pages[now.path] = then
            lines[now.path] = ALL if then is None else hunks.get(change.new or "", ())
    folder = root.folder if root.indexed else None
    return Past(
        commit,
        scope,
        pages,
        tuple(deleted),
        bodies,
        lines,
        _PastFiles(folder, others, repository),
    )


def _past_page(
    root: Root, repository: Repository, discovery: Discovery
) -> Callable[[Change], File | None]:
    """Gives the page of the root that a file was, if it was one."""
    gate = Gate(root)
    lone = not root.indexed

    def past_page(change: Change) -> File | None:
        path = None if change.old is None else repository.below(change.old, root.folder)
        if path is None or change.old is None:
            return None
        place = root.folder / path
        if lone and not any(place.is_relative_to(folder) for folder in discovery.folders):
            return None
        if not gate.includes(path) or gate.reason_anywhere(path):
            return None
        config = closest_config(place.parent)
        if config is not None and config.parent != root.folder:
            inner = config.parent.is_relative_to(root.folder)
            if inner and config != root.config.path:
                return None
        shown = os.path.relpath(place).replace(os.sep, "/")
        return File(path, shown, (repository.top / change.old).as_posix(), root, False, lone)

    return past_page


def _holds(file: File, data: bytes) -> bool:
    try:
        return Path(file.real).read_bytes() == data
    except OSError:
        return False


class _PastFiles(Files):
    """The files of a root as they were; `changed` has the blob of each that differs, or ""."""

    def __init__(
        self, folder: Path | None, changed: Mapping[str, str], repository: Repository
    ) -> None:
        super().__init__(folder)
        self._changed = changed
        self._repository = repository

    def _listed(self, folder: str) -> frozenset[str]:
        names = set(super()._listed(folder))
        for path, blob in self._changed.items():
            above, _, name = path.rpartition("/")
            if above == folder.strip("."):
                names = names | {name} if blob else names - {name}
        return frozenset(names)

    def _look(self, path: str) -> SiteFile | None:
        blob = self._changed.get(path)
        if blob is None or self._folder is None:
            return super()._look(path)
        if not blob:
            return None
        try:
            data = self._repository.read([blob])[blob]
        except GitError:
            return super()._look(path)
        return SiteFile(path, len(data), data[:HEAD])
