"""The folder for what a run may use again; it can be deleted at any time."""

import os
from collections.abc import Iterator
from pathlib import Path

from seolint.patterns import lazy_regex

FOLDER = ".seolint_cache"
"""Its name, in the root of a site."""

LINKS = "links.json"
"""The file in it that holds the answers of other sites."""

_MARKS = {
    "CACHEDIR.TAG": (
        "Signature: 8a477f597d28d172789f06886806bc55\n"
        "# This folder was made by seolint and can be deleted (https://bford.info/cachedir/).\n"
    ),
    ".gitignore": "*\n",
}
"""What keeps it out of backups and repositories."""

_PAGES = lazy_regex(r"v1-[0-9a-f]{24}\.msgpack")
_OUTCOME = lazy_regex(r"site1-[0-9a-f]{24}\.msgpack")
_TEMPORARY = lazy_regex(
    r"\.(?:v|site)1-[0-9a-f]{24}\.msgpack\.[0-9a-f]{12}\.tmp|links\.json[a-z0-9_]{8}"
)


def pages_file(fingerprint: str) -> str:
    """The name of the file that holds what pages gave under settings of that fingerprint."""
    return f"v1-{fingerprint}.msgpack"


def outcome_file(key: str) -> str:
    """The name of the file that holds what pages with that key, 24 hex digits, came to."""
    return f"site1-{key}.msgpack"


def make_cache_folder(folder: Path) -> None:
    """Makes the folder, with what keeps it out of backups and repositories.

    Raises:
        OSError: it cannot be made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _MARKS.items():
        try:
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            continue


def is_cache_file(name: str) -> bool:
    """Whether a file of that name is one that runs write there."""
    return name == LINKS or is_pages_file(name) or is_outcome_file(name) or is_left_over(name)


def is_left_over(name: str) -> bool:
    """Whether a file of that name is one that a run was writing when it was killed."""
    return _TEMPORARY.fullmatch(name) is not None


def is_pages_file(name: str) -> bool:
    """Whether a file of that name holds what pages gave."""
    return _PAGES.fullmatch(name) is not None


def is_outcome_file(name: str) -> bool:
    """Whether a file of that name holds what pages came to."""
    return _OUTCOME.fullmatch(name) is not None


def own_files(folder: Path) -> Iterator[Path]:
    """The files in a cache folder that seolint made there.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = {entry.name for entry in entries if not entry.is_dir(follow_symlinks=False)}
    for name in sorted(names):
        if is_cache_file(name) or (name in _MARKS and _is_mark(folder / name)):
            yield folder / name


def _is_mark(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            return file.read(1000) == _MARKS[path.name].encode()
    except OSError:
        return False
