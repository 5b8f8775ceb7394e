"""Walks through a folder for the pages in it."""

import os
from collections import Counter
from collections.abc import Container, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from seolint.config import is_repository
from seolint.config.keys import EXCLUDE
from seolint.discovery.gates import Gate
from seolint.discovery.roots import Root, Roots
from seolint.generators import find_generator_folders

Chain = tuple[Root, ...]
"""The roots that may claim a page; the first that does has it."""

_OF_NO_INTEREST = {f'exclude "{pattern}"' for pattern in EXCLUDE if pattern[0] != "/"}


class Page(NamedTuple):
    """A page in its root: `path` is relative to the root, `real` without symbolic links."""

    root: Root
    path: str
    real: str


class _Folder(NamedTuple):
    path: str
    real: str
    outer: Chain
    configured: bool


class Walk:
    """The pages in a folder, what was left out and what went wrong.

    With `only` it looks for the pages of that root; else for all, and patterns that mean
    `start` itself do not count. Files whose real path is `known` are passed by. `left_out` are
    files with what leaves them out, `unread` folders that cannot be read, `dangling` links that
    lead nowhere.
    """

    def __init__(
        self, roots: Roots, start: Path, only: Root | None = None, known: Container[str] = ()
    ) -> None:
        self.pages: list[Page] = []
        self.left_out: list[tuple[str, str]] = []
        self.unread: list[tuple[str, OSError]] = []
        self.dangling: list[str] = []
        self._roots = roots
        self._start = start
        self._only = only
        self._known = known
        self._gates: dict[Root, Gate] = {}
        self._pruned: dict[str, tuple[Gate, str]] = {}
        self._inner: list[Root] = []
        self._linked: list[_Folder] = []
        self._seen: set[str] = set()
        outer = roots.of(start, start)
        configured = roots.config_of(start) is not None
        if not configured:
            self._inner = sorted(self._find_inner(outer), key=_depth, reverse=True)
        self._walk(_Folder(start.as_posix(), _real(start), outer, configured))

    def count_pruned(self) -> Counter[str]:
        """How many files lie in folders that were left out, by what leaves them out."""
        found: Counter[str] = Counter()
        for top, reason in self.pruned():
            gate, _ = self._pruned[top]
            for _, _, names in os.walk(top):
                found[reason] += sum(map(gate.includes, names))
        return +found

    def pruned(self) -> list[tuple[str, str]]:
        """Folders that were left out, with what leaves them out; not those that all know."""
        found = ((top, reason) for top, (_, reason) in self._pruned.items())
        return [(top, reason) for top, reason in found if reason not in _OF_NO_INTEREST]

    def _walk(self, first: _Folder) -> None:
        waiting = [first]
        while waiting:
            folder = waiting.pop()
            self._seen.add(folder.real)
            try:
                with os.scandir(folder.path) as entries:
                    listed = list(entries)
            except FileNotFoundError:
                continue
            except OSError as error:
                self.unread.append((folder.path, error))
                continue
            waiting += self._read(folder, listed)
            while self._linked and not waiting:
                linked = self._linked.pop()
                waiting += [linked] if linked.real not in self._seen else []

    def _read(self, folder: _Folder, entries: list["os.DirEntry[str]"]) -> Iterator[_Folder]:
        outer, configured = self._governed(folder, {entry.name for entry in entries})
        chain = outer if configured else self._chain(folder.path, outer)
        if configured and self._only is not None and self._only not in chain:
            return
        prefix, real_prefix = f"{folder.path.rstrip('/')}/", f"{folder.real.rstrip('/')}/"
        for entry in entries:
            path, real = prefix + entry.name, real_prefix + entry.name
            if entry.is_symlink():
                self._link(_Folder(path, real, outer, configured), chain)
            elif entry.is_dir(follow_symlinks=False):
                if not self._prunes(path, chain):
                    yield _Folder(path, real, outer, configured)
            elif real not in self._known and entry.is_file(follow_symlinks=False):
                self._file(path, real, chain)

    def _governed(self, folder: _Folder, names: set[str]) -> tuple[Chain, bool]:
        """The roots of a folder, and whether a configuration speaks for it."""
        place = Path(folder.path)
        config = self._roots.own_config(place, names)
        if config is not None:
            return (self._roots.configured(config),), True
        if ".git" in names and place != self._start and is_repository(place):
            return self._roots.of(place, place), self._roots.config_of(place) is not None
        return folder.outer, folder.configured

    def _find_inner(self, outer: Chain) -> Iterator[Root]:
        """The roots of generators below the start."""

        def prunes(folder: Path) -> bool:
            return self._prunes(folder.as_posix(), outer)

        for site, generator in find_generator_folders(self._start, prunes):
            root = self._roots.generated(site, site, generator)
            climbs = max(
                (pattern.split("/").count("..") for pattern in root.settings.content), default=0
            )
            if climbs:
                folder = Path(os.path.normpath(os.path.join(site, *[".."] * climbs)))
                if not folder.is_relative_to(self._start):
                    folder = self._start
                yield self._roots.generated(folder, site, generator)
            elif site != self._start:
                yield root

    def _chain(self, folder: str, outer: Chain) -> Chain:
        inner = [root for root in self._inner if f"{folder}/".startswith(root.prefix)]
        if any(f"{folder}/".startswith(f"{root.site.as_posix()}/") for root in inner):
            outer = tuple(root for root in outer if self._roots.detected(root.site) is not None)
        return (*inner, *outer)

    def _prunes(self, folder: str, chain: Chain) -> bool:
        gate = self._gate(chain[0])
        reason = gate.reason(f"{folder}/"[len(chain[0].prefix) :])
        if reason:
            self._pruned[folder] = (gate, reason)
            return True
        if any(root.prefix.startswith(f"{folder}/") for root in self._inner):
            return False
        return all(self._gate(root).never(folder[len(root.prefix) :]) for root in chain)

    def _link(self, link: _Folder, chain: Chain) -> None:
        root = chain[0]
        try:
            mode = os.stat(link.path).st_mode
        except OSError:
            if self._gate(root).includes(link.path[len(root.prefix) :]):
                self.dangling.append(link.path)
            return
        real = _real(link.path)
        top = _real(root.folder).rstrip("/") + "/"
        if S_ISDIR(mode):
            inside = root.config.follow_symlinks and real.startswith(top)
            if inside and not self._prunes(link.path, chain):
                self._linked.append(link._replace(real=real))
        elif S_ISREG(mode) and real.startswith(top):
            path = real[len(top) :]
            gate = self._gate(root)
            if gate.includes(path) and not gate.reason_anywhere(path):
                self._add(root, path, real)
        elif S_ISREG(mode):
            self._file(link.path, real, chain)

    def _file(self, path: str, real: str, chain: Chain) -> None:
        refusals = []
        for root in chain:
            gate = self._gate(root)
            name = path[len(root.prefix) :]
            if not gate.includes(name):
                continue
            refusal = gate.refusal(name)
            if refusal:
                refusals.append(refusal)
                continue
            reason = gate.reason(name)
            if not reason:
                self._add(root, name, real)
                return
            refusals = [reason]
            break
        self.left_out += [(path, refusal) for refusal in refusals[:1]]

    def _add(self, root: Root, path: str, real: str) -> None:
        if self._only is None or root is self._only:
            self.pages.append(Page(root, path, real))

    def _gate(self, root: Root) -> Gate:
        if root not in self._gates:
            self._gates[root] = Gate(root, None if self._only is not None else self._start)
        return self._gates[root]


def _depth(root: Root) -> int:
    return len(root.site.parts)


def _real(path: str | Path) -> str:
    return os.path.realpath(path).replace(os.sep, "/")
