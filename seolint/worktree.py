"""What a sparse work tree of git does not have on disk."""

import re
from pathlib import Path

from seolint.patterns import lazy_regex

_SPARSE = lazy_regex(
    r"^[ \t]*+sparseCheckout[ \t]*+=[ \t]*+(?:true|yes|on|1)[ \t]*+\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_LARGEST = 1 << 18


def left_out(folder: Path) -> list[str]:
    """The files below a folder that git has and its sparse work tree leaves out, from there.

    git is asked only where a work tree is sparse; what it cannot tell is nothing.
    """
    if not any(_SPARSE.search(text) for text in _configs(folder)):
        return []
    from seolint.git import GitError, Repository

    try:
        return Repository(folder).left_out(folder)
    except GitError:
        return []


def _configs(folder: Path) -> list[str]:
    """The configurations of the repository that a folder lies in, and of its work tree."""
    for place in (folder, *folder.parents):
        mark = place / ".git"
        if mark.is_dir():
            return [_text(mark / "config"), _text(mark / "config.worktree")]
        if mark.is_file():
            own = place / _text(mark).removeprefix("gitdir:").strip()
            common = own / (_text(own / "commondir").strip() or ".")
            return [_text(common / "config"), _text(own / "config.worktree")]
    return []


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_LARGEST)
    except (OSError, ValueError):
        return ""
