"""A static page for each rule, and an index: `python -m seolint.rulepages FOLDER`."""

import shutil
from importlib import import_module
from pathlib import Path

from seolint.packs import CODE, Packs
from seolint.rulepages.index import index_page
from seolint.rulepages.page import Entry, rule_page

STYLE = Path(__file__).with_name("style.css")


def write_pages(packs: Packs, folder: Path) -> int:
    """Writes the pages into a folder, removes those of rules that are gone, and counts them.

    Raises:
        OSError: the folder cannot be written.
        PackError: a rule cannot be imported.
    """
    entries = [
        Entry(code, packs.files[code].name, packs.load(code)) for code in sorted(packs.files)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.html"):
        if CODE.fullmatch(path.stem):
            path.unlink()
    shutil.copyfile(STYLE, folder / STYLE.name)
    subjects = {entry.family: _subject(packs, entry.code) for entry in entries}
    (folder / "index.html").write_text(index_page(entries, subjects), encoding="utf-8")
    for entry in entries:
        text = rule_page(entry, entries, packs)
        (folder / f"{entry.code}.html").write_text(text, encoding="utf-8")
    return len(entries)


def _subject(packs: Packs, code: str) -> str:
    """What a family is about, as the docstring of its folder says; else empty."""
    package = packs.files[code].module.rpartition(".")[0]
    if package.rpartition(".")[2] != packs.files[code].family.lower():
        return ""
    return (import_module(package).__doc__ or "").strip().partition("\n")[0]
