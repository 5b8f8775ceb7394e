"""How a run goes about its work: in how many processes, and what it takes from earlier runs."""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.discovery import Root
    from seolint.engine.cache import Cache


def running_keys(
    jobs: int | None = None, cache_dir: str | None = None, *, no_cache: bool = False
) -> dict[str, Any]:
    """The configuration keys that options, else variables of the environment, set.

    Raises:
        CommandLineError: a variable makes no sense.
    """
    if jobs is None and (text := os.environ.get("SEOLINT_JOBS")):
        if not text.isdecimal() or int(text) < 1:
            raise CommandLineError(f"SEOLINT_JOBS has to be a number from 1 up, not {text}")
        jobs = int(text)
    folder = cache_dir or os.environ.get("SEOLINT_CACHE_DIR") or None
    keys = {
        "jobs": jobs,
        "cache": False if no_cache or os.environ.get("SEOLINT_NO_CACHE") else None,
        "cache-dir": os.path.abspath(folder) if folder else None,
    }
    return {key: value for key, value in keys.items() if value is not None}


def jobs_of(roots: Iterable["Root"]) -> int | None:
    """The largest number of processes that a root asks for; None when all leave it open."""
    return max((root.config.jobs for root in roots if root.config.jobs != "auto"), default=None)


def open_caches(
    roots: Sequence["Root"], notes: list[str], *, keeps: bool = True
) -> "dict[Root, Cache]":
    """What is known of the pages of roots that may keep something; adds why it is not used.

    Unless it `keeps` what is new, nothing is written.
    """
    wanted = [root for root in roots if root.indexed and root.config.cache]
    if not wanted:
        return {}
    from seolint.cachedir import FOLDER
    from seolint.engine.cache import Cache
    from seolint.engine.provenance import fingerprint

    caches: dict[Root, Cache] = {}
    known: dict[tuple[str, str], Cache] = {}
    for root in wanted:
        folder = root.folder / root.config.cache_dir
        if folder == root.folder / FOLDER and folder.is_symlink():
            notes.append(f"{FOLDER} is a symbolic link: running without a cache")
            continue
        try:
            mark = fingerprint(root)
        except (OSError, TypeError, ValueError) as error:
            notes.append(f"running without a cache: {error}")
            continue
        key = (str(folder), mark)
        if key not in known:
            known[key] = Cache(folder, mark, [], keeps=keeps)
        known[key].roots.append(root.folder)
        caches[root] = known[key]
    return caches


def told_by(caches: "Mapping[Root, Cache]") -> "tuple[list[str], list[str]]":
    """What went wrong with caches, and what else there is to tell of them."""
    notes, details = [], []
    for cache in {id(cache): cache for cache in caches.values()}.values():
        notes += cache.notes
        details += cache.details
        if cache.asked:
            details.append(f"{cache.found} of {cache.asked} pages known from earlier runs")
    return notes, details
