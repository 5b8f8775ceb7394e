"""Which files a repository calls generated: `linguist-generated` in `.gitattributes`."""

import os
from pathlib import Path

from seolint.config import repository_top
from seolint.globs import Globs

_FILE = ".gitattributes"
_LARGEST = 1 << 20
_TRUE = ("linguist-generated", "linguist-generated=true")
_FALSE = ("-linguist-generated", "!linguist-generated", "linguist-generated=false")


class GeneratedFiles:
    """Says which files are generated; each `.gitattributes` is read once."""

    def __init__(self) -> None:
        self._globs: dict[Path, Globs | None] = {}

    def has(self, path: Path) -> bool:
        """Whether an absolute path is generated; the closest file that speaks of it counts."""
        top = repository_top(path.parent)
        for folder in path.parents if top is not None else ():
            globs = self._read(folder)
            verdict = globs.verdict(path.relative_to(folder).as_posix()) if globs else None
            if verdict is not None or folder == top:
                return bool(verdict)
        return False

    def _read(self, folder: Path) -> Globs | None:
        if folder not in self._globs:
            self._globs[folder] = _globs(folder / _FILE)
        return self._globs[folder]


def _globs(path: Path) -> Globs | None:
    """The patterns of generated files, those that are none with a `!`."""
    if not os.path.isfile(path):
        return None
    try:
        with path.open("rb") as file:
            lines = file.read(_LARGEST).decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    patterns = []
    for line in lines:
        pattern, *attributes = line.split() or [""]
        if any(attribute in _TRUE for attribute in attributes):
            patterns.append(pattern)
        elif any(attribute in _FALSE for attribute in attributes):
            patterns.append(f"!{pattern}")
    return Globs.of_ignore_file("\n".join(patterns)) if patterns else None
