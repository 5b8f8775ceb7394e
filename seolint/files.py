"""Files of a root that pages refer to: their size and their first bytes."""

import os
import stat
from collections.abc import Mapping
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

    def get(self, path: str) -> File | None:
        """The file at a path relative to the root; None when there is none."""
        if path not in self._known:
            self._known[path] = self._look(path)
        return self._known[path]

    def _look(self, path: str) -> File | None:
        outside = normpath(path) != path or path.startswith(("/", "..")) or "\\" in path
        if self._folder is None or outside or len(path) > _LONGEST or "\0" in path:
            return None
        place = self._folder / path
        try:
            found = os.stat(place)
            if not stat.S_ISREG(found.st_mode):
                return None
            if not place.resolve().is_relative_to(self._folder.resolve()):
                return None
            with place.open("rb") as stream:
                return File(path, found.st_size, stream.read(HEAD))
        except OSError:
            return None
