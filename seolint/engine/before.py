"""The pages of a root as they were, and what became of them."""

from collections.abc import Sequence
from pathlib import Path

from seolint.discovery import File, Root
from seolint.engine.checking import Check
from seolint.engine.pages import Pace, Pages, read_bytes
from seolint.engine.since import Past
from seolint.facts import Facts
from seolint.history import Change, History
from seolint.read import read
from seolint.site import Site


def pages_before(pages: Pages, past: Past, check: Check) -> Pages:
    """The pages as they were, under today's settings; what has not changed is taken over."""
    then = Pages(
        pages.root,
        [old for file in pages.files if (old := past.pages.get(file.path, file)) is not None],
        [old for file in pages.index if (old := past.pages.get(file.path, file)) is not None],
        {**pages.bodies, **past.bodies},
        Pace(0, None),
        check,
        pages.selection,
    )
    then.index = [*then.index, *past.deleted]
    then.site_files = past.files
    for file in pages.files:
        if file.path not in past.pages and file.path in pages.results:
            then.results[file.path] = pages.results[file.path]
            then.listed[file.path] = pages.listed[file.path]
            then.sizes[file.path] = pages.sizes[file.path]
    for file in pages.index:
        if file.path not in past.pages and file.path in pages.indexed:
            then.indexed[file.path] = pages.indexed[file.path]
    return then


def history(pages: Pages, site: Site, then: Pages, past: Past) -> History:
    """What became of the pages that changed; judges them as they were."""
    then.judge()
    then.read_index()
    site_then = then.site()
    facts_then = {page.path: page for page in site_then.pages}
    facts_now = {page.path: page for page in site.pages}
    files = {file.path: file for file in (*pages.files, *pages.index)}
    olds = {file.path: file for file in (*then.files, *then.index)}

    def words(page: Facts, is_now: bool) -> Sequence[str]:
        file = (files if is_now else olds)[page.path]
        data = read_bytes(file, pages.bodies if is_now else then.bodies)
        return read(page.path, data, pages.root.generator, pages.root.settings).words

    changes = []
    for path, old in past.pages.items():
        before = facts_then.get(old.path) if old is not None else None
        data = read_bytes(files[path], pages.bodies)
        changes.append(Change(before, facts_now.get(path), data, words))
    changes += (Change(facts_then.get(old.path), None, b"", words) for old in past.deleted)
    return History(site_then, changes)


def gone(root: Root, past: Past, folders: Sequence[Path]) -> list[File]:
    """The pages that are gone from the folders that were named."""
    return [file for file in past.deleted if is_below(root, file.path, folders)]


def is_below(root: Root, path: str, folders: Sequence[Path]) -> bool:
    """Whether a path of the root is in one of some folders."""
    place = root.folder / path
    return any(place.is_relative_to(folder) for folder in folders)
