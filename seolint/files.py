"""Files of a root that pages refer to: their size and their first bytes."""

import os
import stat
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from posixpath import normpath

from msgspec import Struct

HEAD = 4096
"""How many bytes of a file are read: enough for its type and, mostly, its dimensions."""

_LONGEST = 1024


class File(Struct, frozen=True):
    """A file: its path relative to the root, with `/`; its size in bytes; how it begins."""

    path: str
    size: int
    head: bytes


class Files:
    """The files below a folder, each looked up once and only when asked for.

    Nothing outside the folder is ever looked at, whatever a page refers to. `given` are
    files by their paths that need not be there.
    """

    def __init__(self, folder: Path | None, given: Mapping[str, bytes] = {}) -> None:
        self._folder = folder
        self._known: dict[str, File | None] = {
            path: File(path, len(data), data[:HEAD]) for path, data in given.items()
        }
        self._given: dict[str, set[str]] = {}
        for path in given:
            above, _, name = path.rpartition("/")
            self._given.setdefault(above, set()).add(name)
        self._names: dict[str, frozenset[str]] = {}

    def get(self, path: str) -> File | None:
        """The file at a path relative to the root; None when there is none."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder relative to the root, in their own case; empty without one."""
        if folder not in self._names:
            here = self._given.get(folder.strip("."), ())
            self._names[folder] = self._listed(folder).union(here)
        return self._names[folder]

    def _listed(self, folder: str) -> frozenset[str]:
        if self._folder is None or not _is_inside(folder):
            return frozenset()
        place = self._folder / folder
        try:
            if not self._is_below(place):
                return frozenset()
            return frozenset(os.listdir(place))
        except OSError:
            return frozenset()

    def _is_below(self, place: Path) -> bool:
        """Whether a path leads to something in the folder, wherever links may lead."""
        return Path(os.path.realpath(place)).is_relative_to(self._top)

    @cached_property
    def _top(self) -> str:
        return os.path.realpath(self._folder or "")

    def _look(self, path: str) -> File | None:
        if self._folder is None or not _is_inside(path):
            return None
        place = self._folder / path
        try:
            found = os.stat(place)
            if not stat.S_ISREG(found.st_mode):
                return None
            if not self._is_below(place):
                return None
            with place.open("rb") as stream:
                return File(path, found.st_size, stream.read(HEAD))
        except OSError:
            return None


def _is_inside(path: str) -> bool:
    """Whether a path can be looked up: in normal form, below the folder, of sane length."""
    if normpath(path) != path or path.startswith(("/", "..")) or "\\" in path:
        return False
    return len(path) <= _LONGEST and "\0" not in path
