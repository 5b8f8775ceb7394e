"""Files of a root that pages refer to: their size and their first bytes."""

import os
import stat
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from posixpath import normpath

from msgspec import Struct

HEAD = 4096
"""How many bytes of a file are read: enough for its type and, mostly, its dimensions."""

_LONGEST = 1024
_LARGEST = 1 << 20


class File(Struct, frozen=True):
    """A file: its path relative to the root, with `/`; its size in bytes; how it begins."""

    path: str
    size: int
    head: bytes


class Looks(Struct, frozen=True, array_like=True):
    """What was looked up below a folder, by paths, with a digest of what was found there.

    The digest of what is not there is empty.
    """

    files: dict[str, bytes]
    texts: dict[str, bytes]
    names: dict[str, bytes]
    folders: dict[str, bool]


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
        self._texts: dict[str, str] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._folders: dict[str, bool] = {}
        self._below: dict[str, bool] = {"": True}

    def get(self, path: str) -> File | None:
        """The file at a path relative to the root; None when there is none."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def names(self, folder: str) -> frozenset[str]:
        """The names in a folder relative to the root, in their own case; empty without one."""
        found = self._names.get(folder)
        if found is None:
            given = self._given.get("" if folder == "." else folder, ())
            found = self._names[folder] = self._listed(folder).union(given)
        return found

    def has_folder(self, path: str) -> bool:
        """Whether there is a folder at a path relative to the root."""
        if path not in self._folders:
            self._folders[path] = self._has_folder(path)
        return self._folders[path]

    def text(self, path: str) -> str:
        """The text of a file on disk, its first MiB; empty when there is none.

        What is not UTF-8 comes out as U+FFFD, and ends of lines as line feeds.
        """
        if path not in self._texts:
            self._texts[path] = self._read(path)
        return self._texts[path]

    @property
    def looks(self) -> Looks:
        """All that was asked for up to now, and what came of it."""
        return Looks(
            {path: _digest_of_file(file) for path, file in self._known.items()},
            {path: _digest(text.encode()) for path, text in self._texts.items()},
            {path: _digest_of_names(names) for path, names in self._names.items()},
            dict(self._folders),
        )

    def shows(self, looks: Looks) -> bool:
        """Whether all that was asked for then comes out the same here."""
        return (
            all(_digest(self.text(path).encode()) == seen for path, seen in looks.texts.items())
            and all(_digest_of_names(self.names(at)) == seen for at, seen in looks.names.items())
            and all(self.has_folder(path) == seen for path, seen in looks.folders.items())
            and all(_digest_of_file(self.get(path)) == seen for path, seen in looks.files.items())
        )

    def _has_folder(self, path: str) -> bool:
        if path == ".":
            return True
        if any(f"{folder}/".startswith(f"{path}/") for folder in self._given):
            return True
        return self._folder is not None and _is_inside(path) and self._is_below(path)

    def _listed(self, folder: str) -> frozenset[str]:
        if self._folder is None or not _is_inside(folder):
            return frozenset()
        if folder != "." and not self._is_below(folder):
            return frozenset()
        try:
            return frozenset(os.listdir(self._folder / folder))
        except OSError:
            return frozenset()

    def _look(self, path: str) -> File | None:
        place = self._place(path)
        if place is None:
            return None
        try:
            with open(place, "rb") as stream:
                return File(path, os.fstat(stream.fileno()).st_size, stream.read(HEAD))
        except OSError:
            return None

    def _read(self, path: str) -> str:
        place = self._place(normpath(path))
        if place is None:
            return ""
        try:
            with open(place, encoding="utf-8", errors="replace") as stream:
                return stream.read(_LARGEST)
        except OSError:
            return ""

    def _place(self, path: str) -> str | None:
        """Where a file of the folder is on disk; None when no regular one is there."""
        if self._folder is None or not _is_inside(path):
            return None
        if not self._is_below(path.rpartition("/")[0]):
            return None
        place = os.path.join(self._folder, path)
        try:
            mode = os.lstat(place).st_mode
            if stat.S_ISLNK(mode):
                if not self._leads_below(place):
                    return None
                mode = os.stat(place).st_mode
        except OSError:
            return None
        return place if stat.S_ISREG(mode) else None

    def _is_below(self, folder: str) -> bool:
        """Whether there is such a folder, and it really lies below the root.

        Each folder on the way is looked at once; what lies in one that is not there is not.
        """
        unknown: list[str] = []
        while folder not in self._below:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        below = self._below[folder]
        for inner in reversed(unknown):
            below = self._below[inner] = below and self._is_folder(inner)
        return below

    def _is_folder(self, path: str) -> bool:
        assert self._folder is not None
        place = os.path.join(self._folder, path)
        try:
            mode = os.lstat(place).st_mode
        except OSError:
            return False
        if stat.S_ISLNK(mode):
            return self._leads_below(place) and os.path.isdir(place)
        return stat.S_ISDIR(mode)

    def _leads_below(self, place: str) -> bool:
        """Whether a path leads to something in the root, wherever links may lead."""
        assert self._folder is not None
        return Path(os.path.realpath(place)).is_relative_to(os.path.realpath(self._folder))


def _is_inside(path: str) -> bool:
    """Whether a path can be looked up: in normal form, below the folder, of sane length."""
    if normpath(path) != path or path.startswith(("/", "..")) or "\\" in path:
        return False
    return len(path) <= _LONGEST and "\0" not in path


def _digest_of_file(file: File | None) -> bytes:
    return b"" if file is None else _digest(b"%d %b" % (file.size, file.head))


def _digest_of_names(names: Iterable[str]) -> bytes:
    return _digest("/".join(sorted(names)).encode("utf-8", "surrogateescape"))


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()[:16] if data else b""
