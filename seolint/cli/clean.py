"""`seolint clean`: deletes what runs have kept."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer


class _Cache(NamedTuple):
    """A cache folder, the files in it that are seolint's, and why it is left alone, if it is."""

    folder: Path
    files: list[Path]
    reason: str = ""


def clean(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be deleted.")
    ] = False,
) -> None:
    """Delete what runs have kept, for the site of this folder and those below it.

    Only files that seolint made are deleted. They cost nothing but the time to make them
    again.
    """
    from seolint.escapes import escape
    from seolint.report.summary import counted

    found, failed = False, False
    notes: list[str] = []
    for cache in _find(Path.cwd(), notes):
        shown = escape(os.path.relpath(cache.folder).replace(os.sep, "/"))
        if cache.reason:
            print(f"note: {shown} {cache.reason}", file=sys.stderr)
            continue
        found = True
        size = sum(path.lstat().st_size for path in cache.files) / 1e6
        files = f"{counted(len(cache.files), 'file')} ({size:.1f} MB)"
        if dry_run:
            print(f"Would delete {shown}: {files}")
            continue
        try:
            left = _delete(cache)
        except OSError as error:
            failed = True
            reason = (error.strerror or str(error)).lower()
            print(f"error: {shown} cannot be deleted: {reason}", file=sys.stderr)
            continue
        others = f"; {counted(left, 'file')} of others left" if left else ""
        print(f"Deleted {shown}: {files}{others}")
    for note in notes:
        print(escape(f"note: {note}"), file=sys.stderr)
    if failed:
        raise typer.Exit(2)
    if not found:
        print("Nothing to delete.")


def _find(here: Path, notes: list[str]) -> Iterator[_Cache]:
    """The caches of the sites that a folder belongs to and of those below it."""
    from seolint.cachedir import own_files

    for folder in sorted(_folders(here, notes)):
        if folder.is_symlink():
            yield _Cache(folder, [], "is a symbolic link and is left alone")
            continue
        try:
            files = list(own_files(folder))
        except OSError:
            continue
        if any(path.name == "CACHEDIR.TAG" for path in files):
            yield _Cache(folder, files)
        elif files:
            yield _Cache(folder, [], "has no CACHEDIR.TAG of seolint and is left alone")


def _folders(here: Path, notes: list[str]) -> set[Path]:
    """Where runs keep things, or might."""
    from seolint.cachedir import FOLDER
    from seolint.config import ConfigError
    from seolint.discovery.roots import Roots

    roots = Roots({})
    given = os.environ.get("SEOLINT_CACHE_DIR")
    folders = {Path(os.path.abspath(given))} if given else set()
    try:
        for root in roots.of(here, here):
            folders.add(Path(os.path.normpath(root.folder / root.config.cache_dir)))
    except ConfigError as error:
        notes.append(str(error).partition("\n")[0].removeprefix("error: "))
    for place, names, files in os.walk(here):
        if FOLDER in names:
            folders.add(Path(place, FOLDER))
        names[:] = [name for name in names if name[0] != "." and name != "node_modules"]
        try:
            config = roots.own_config(Path(place), files)
            if config is not None:
                root = roots.configured(config)
                folders.add(Path(os.path.normpath(root.folder / root.config.cache_dir)))
        except ConfigError as error:
            notes.append(str(error).partition("\n")[0].removeprefix("error: "))
    return folders


def _delete(cache: _Cache) -> int:
    """Deletes a cache; gives how many files of others are left, with which its folder stays.

    Raises:
        OSError: something cannot be deleted.
    """
    for path in cache.files:
        path.unlink(missing_ok=True)
    left = len(os.listdir(cache.folder))
    if not left:
        cache.folder.rmdir()
    return left
