"""What a root came to is used again, as long as nothing that was seen is different."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from house import House

import seolint.read
from seolint.cachedir import FOLDER, is_outcome_file
from seolint.cli.running import open_caches
from seolint.discovery import discover
from seolint.engine import cache as cache_module
from seolint.engine import together
from seolint.engine.cache import Cache
from seolint.engine.outcomes import Outcome
from seolint.engine.run import Run, run
from seolint.packs import find_packs
from seolint.testing import example_cases

NOON, EVENING, NEXT_DAY = "1704110400", "1704150000", "1704200000"
"""Of January 2024: the first, its evening, and the second."""

MARCH, NEXT_YEAR = "1709294400", "1735732800"


class Linted(NamedTuple):
    """A run with a cache: which rules over the site it asked, and what it had to say."""

    run: Run
    asked: list[str]
    notes: list[str]


Lint = Callable[..., Linted]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A Hugo site whose pages link to each other, to a picture and to what is not there."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    made = House(tmp_path / "house")
    made.page("hugo.toml", 'baseURL = "https://bakery.example/"\n')
    made.page("static/rye.png", b"\x89PNG")
    made.page("static/pictures/loaf.png", b"\x89PNG")
    for number in range(4):
        made.page(
            f"content/posts/{number}.md",
            f"---\ntitle: Loaf {number}\ndate: 2023-0{number + 1}-01\n---\n\n"
            f"[Next](/posts/{number + 1}/) ![Rye](/rye.png) [old](/old/)\n",
        )
    return made


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch) -> Lint:
    """Lints a house with a cache, and sees to it that a run without one finds the same."""
    asked: list[str] = []
    check = together.check_site_rule

    def spied(site: Any, active: Any, *more: Any) -> Any:
        asked.append(active.code)
        return check(site, active, *more)

    monkeypatch.setattr(together, "check_site_rule", spied)

    def call(house: House, *paths: str, suppressions: bool = True, **given: Any) -> Linted:
        found = discover(paths or ["."], house.given(**given), cwd=house.folder)
        notes: list[str] = []
        caches = open_caches(found.roots, notes)
        asked.clear()
        result = run(found, caches=caches, suppressions=suppressions)
        told = list(asked)
        without = run(found, suppressions=suppressions)
        assert msgspec.to_builtins(result.findings) == msgspec.to_builtins(without.findings)
        for part in ("pages", "errors", "notes", "skipped", "drafts_left_out", "rules"):
            assert getattr(result, part) == getattr(without, part), part
        for cache in caches.values():
            notes += [*cache.notes, *cache.details]
        return Linted(result, told, notes)

    return call


def kept(house: House) -> list[Path]:
    """The files of outcomes."""
    return sorted(path for path in (house.folder / FOLDER).iterdir() if is_outcome_file(path.name))


def told(linted: Linted) -> set[tuple[str, str, str]]:
    """Code, path and message of all findings."""
    return {(finding.code, finding.path, finding.message) for finding in linted.run.findings}


def codes(linted: Linted) -> set[str]:
    return {finding.code for finding in linted.run.findings}


def test_rules_over_the_site_run_once(house, lint):
    first = lint(house)
    assert "LINK010" in first.asked
    assert "LINK010" in codes(first)
    again = lint(house)
    assert again.asked == []
    assert told(again) == told(first)


@pytest.mark.parametrize("paths", [(), ("content/posts",), ("content/posts/2.md",)])
def test_a_page_that_changed_is_compared_anew(house, lint, paths):
    lint(house, *paths)
    assert lint(house, *paths).asked == []
    page = house.folder / "content/posts/2.md"
    page.write_text(page.read_text().replace("Loaf 2", "Loaf 1"))
    changed = lint(house, *paths)
    assert changed.asked
    assert "SITE001" in codes(changed)
    (house.folder / "content/posts/3.md").rename(page.with_name("9.md"))
    assert lint(house, *paths).asked
    page.with_name("9.md").unlink()
    assert lint(house, *paths).asked


def test_pages_that_are_judged_or_only_read_are_told_apart(house, lint):
    lint(house)
    one = lint(house, "content/posts/0.md")
    assert one.asked
    assert {finding.path for finding in one.run.findings} == {"content/posts/0.md"}
    assert lint(house, "content/posts/0.md").asked == []
    assert lint(house).asked == []


def test_suppressions_and_drafts_are_as_they_were(house, lint):
    house.page(
        "content/posts/2.md",
        "---\ntitle: Loaf 2\n---\n\n<!-- seolint-disable LINK010 -->\n[Next](/posts/9/)\n",
    )
    house.page("content/posts/3.md", "---\ntitle: Loaf 3\ndraft: true\n---\n\n[Old](/old/)\n")
    for given in ({}, {"drafts": "skip"}, {"drafts": "check"}, {"suppressions": False}):
        first = lint(house, **given)
        assert first.asked
        assert lint(house, **given).asked == []
    assert {f.status for f in lint(house).run.findings} == {"open", "suppressed"}
    assert {f.status for f in lint(house, suppressions=False).run.findings} == {"open"}
    assert lint(house, drafts="skip").run.drafts_left_out == 1


def test_fixes_are_allowed_by_the_settings_of_the_run(house, lint):
    house.page("content/posts/2.md", "---\ntitle: Loaf 2\n---\n\n#\n\nThe the loaf.\n")
    fixes = {f.code: f.fix for f in lint(house).run.findings if f.fix is not None}
    assert "TEXT030" in fixes
    again = lint(house, unfixable=["TEXT030"])
    assert again.asked == []
    assert {f.code: f.fix for f in again.run.findings}["TEXT030"] is None


def test_who_wants_to_know_each_page_gets_each(house, lint):
    lint(house)
    found = discover(["."], house.given(), cwd=house.folder)
    known: dict[Any, Any] = {}
    run(found, caches=open_caches(found.roots, []), known=known)
    assert len(known) == 4


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_read_once(house, lint):
    page = house.folder / "content/posts/2.md"
    data = page.read_bytes()
    page.unlink()
    os.mkfifo(page)
    for _ in range(2):
        found = discover(["content/posts/2.md"], house.given(), cwd=house.folder)
        writer = threading.Thread(target=page.write_bytes, args=(data,))
        writer.start()
        result = run(found, caches=open_caches(found.roots, []))
        writer.join(timeout=10)
        assert not writer.is_alive()
        assert [page.title for page in result.pages] == ["Loaf 2"]


def test_sites_with_one_cache_are_counted_each(tmp_path):
    for name in ("rye", "oat"):
        House(tmp_path / name).page("seolint.toml", "")
        House(tmp_path / name).page(f"{name}.md", "---\ntitle: A loaf\n---\n\nBread.\n")
    counts = []
    for _ in range(2):
        found = discover(["."], {"cache-dir": str(tmp_path / "kept")}, cwd=tmp_path)
        caches = open_caches(found.roots, [])
        run(found, caches=caches)
        (cache,) = set(caches.values())
        counts.append((cache.found, cache.asked))
    assert counts == [(0, 2), (2, 2)]


def drop(house: House) -> None:
    (house.folder / "static/rye.png").unlink()


def redirect(house: House) -> None:
    house.page("static/_redirects", "/old/ /posts/1/ 301\n")


def link(house: House) -> None:
    drop(house)
    (house.folder / "static/rye.png").symlink_to("/etc/hostname")


def grow(house: House) -> None:
    house.page("static/rye.png", b"\x89PNG" + bytes(4_000_000))


@pytest.mark.parametrize("change", [drop, redirect, link, grow])
def test_a_file_that_was_looked_at_and_changed_counts(house, lint, change):
    before = told(lint(house))
    assert lint(house).asked == []
    change(house)
    changed = lint(house)
    assert changed.asked
    assert told(changed) != before
    assert lint(house).asked == []


def test_a_file_that_nobody_asked_for_does_not_count(house, lint):
    lint(house)
    house.page("static/pictures/oat.png", b"\x89PNG")
    assert lint(house).asked == []


def test_a_date_that_has_come_counts(house, lint, monkeypatch):
    house.page(
        "content/posts/3.md", "---\ntitle: Loaf 3\ndate: 2024-06-01\n---\n\n[a](/posts/1/)\n"
    )
    assert "META030" in codes(lint(house))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MARCH)
    assert lint(house).asked == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_YEAR)
    changed = lint(house)
    assert changed.asked
    assert "META030" not in codes(changed)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    assert "META030" in codes(lint(house)), "a clock that goes backwards is no clock to trust"


def test_a_new_day_counts_where_the_date_does(house, lint, monkeypatch):
    house.page("content/docs/bread.md", "---\ntitle: A guide to bread (2023)\n---\n\nA loaf.\n")
    lint(house)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EVENING)
    assert lint(house).asked == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_DAY)
    assert lint(house).asked


def test_rules_of_others_are_always_asked(house, lint):
    house.rule("acme001_site", "yield from ()", argument="site")
    given = {"select": ["ACME", "LINK010"]}
    assert lint(house, **given).asked == ["ACME001", "LINK010"]
    assert lint(house, **given).asked == ["ACME001", "LINK010"]
    assert kept(house) == []
    assert lint(house, select=["LINK010"]).asked
    assert lint(house, select=["LINK010"]).asked == []


def test_what_went_wrong_is_tried_again(house, lint, monkeypatch):
    check = together.check_site_rule

    def fail(site, active, *more):
        if active.code == "LINK010":
            raise ValueError
        return check(site, active, *more)

    with monkeypatch.context() as patch:
        patch.setattr(together, "check_site_rule", fail)
        assert lint(house).run.errors
    assert kept(house) == []
    assert lint(house).run.errors == ()


def test_a_page_that_could_not_be_compared_is_told_again(house, lint, monkeypatch):
    read = seolint.read.read

    def fail(path, *more, **rest):
        if path.endswith("3.md"):
            raise ValueError
        return read(path, *more, **rest)

    with monkeypatch.context() as patch:
        patch.setattr(seolint.read, "read", fail)
        for _ in range(2):
            [note] = lint(house, "content/posts/1.md").run.notes
            assert "content/posts/3.md: not indexed" in note
    assert lint(house, "content/posts/1.md").run.notes == ()


@pytest.mark.parametrize("given", [{"severity": {"LINK010": "info"}}, {"ignore": ["LINK010"]}])
def test_other_settings_are_other_outcomes(house, lint, given):
    lint(house)
    assert lint(house, **given).asked
    assert lint(house, **given).asked == []
    assert lint(house).asked == []


@pytest.mark.parametrize("kind", ["nothing", "half", "a bit", "another"])
def test_a_damaged_file_is_a_miss_and_is_replaced(house, lint, kind):
    lint(house)
    (path,) = kept(house)
    data = path.read_bytes()
    lint(house, "content/posts/1.md")
    (other,) = (each for each in kept(house) if each != path)
    path.write_bytes(
        {
            "nothing": b"",
            "half": data[: len(data) // 2],
            "a bit": data[:99] + bytes([data[99] ^ 4]) + data[100:],
            "another": other.read_bytes(),
        }[kind]
    )
    again = lint(house)
    assert again.asked
    assert again.notes[0] == f"{path.name} in the cache is damaged and will be replaced"
    assert lint(house).asked == []


@pytest.mark.parametrize(
    "changes",
    [{"path": "../../etc/passwd"}, {"code": "XXX999"}, {"span": [0, 99999, 1, 1, 1, 1]}],
)
def test_a_forged_outcome_that_makes_no_sense_is_a_miss(house, lint, monkeypatch, changes):
    keep = Cache.keep_outcome

    def forge(self: Cache, key: bytes, data: bytes) -> None:
        value = msgspec.to_builtins(msgspec.msgpack.decode(data, type=Outcome))
        value[4][0].update(changes)
        keep(self, key, msgspec.msgpack.encode(value))

    monkeypatch.setattr(Cache, "keep_outcome", forge)
    lint(house)
    assert lint(house).asked


PACKS = find_packs()
SITES = [
    case
    for case in example_cases()
    if PACKS.load(case.code).scope == "site" and (case.example.wrong or case.example.files)
]
"""The examples of our rules over sites, each of which such a rule looks at in its own way."""


@pytest.mark.parametrize("case", SITES, ids=str)
def test_whatever_changes_in_the_site_of_an_example_counts(tmp_path, lint, case):
    house = House(tmp_path)
    example = case.example
    files = {path: text.replace("⟦", "").replace("⟧", "") for path, text in example.pages.items()}
    files |= {"static/_redirects": "/no/ /where/\n", "static/new.png": "", **example.files}
    house.page("seolint.toml", "")
    paths = [house.page(path, text) for path, text in files.items()]
    given = {"profile": "all", "drafts": "check", "site": dict(example.site)}
    lint(house, **given)
    assert lint(house, **given).asked == []
    for path in paths:
        data = path.read_bytes()
        path.write_bytes(data + b"\n[a](/b/)")
        lint(house, **given)
        path.unlink()
        lint(house, **given)
        path.write_bytes(data)
    assert lint(house, **given).run.errors == ()


def test_no_more_than_eight_are_kept(house, lint):
    for number in range(12):
        page = f"content/posts/{number}.md"
        house.page(page, f"---\ntitle: Loaf of {number}\n---\n\nRye.\n")
        lint(house, page)
        for age, path in enumerate(kept(house)):
            os.utime(path, (1e9 + number, 1e9 + number)) if not age else None
    assert len(kept(house)) == 8


def test_a_disk_that_is_full_is_a_note(house, lint, monkeypatch):
    def refuse(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache_module.os, "replace", refuse)
    note = "the cache folder is not writable (no space left on device): running without it"
    assert lint(house).notes == [note]
    assert sorted(os.listdir(house.folder / FOLDER)) == [".gitignore", "CACHEDIR.TAG"]
