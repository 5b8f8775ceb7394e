"""What pages gave is used again: always the same result, whatever became of the cache."""

import errno
import os
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from house import House, told

from seolint.cachedir import FOLDER, is_outcome_file, is_pages_file
from seolint.cli import run as run_command
from seolint.cli.running import open_caches
from seolint.discovery import discover
from seolint.engine import cache as cache_module
from seolint.engine.cache import Cache, Entry
from seolint.engine.page import PageResult
from seolint.engine.run import Run, run

EXAMPLES = Path(__file__).parents[2] / "examples"
GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"]


class Result(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Seolint = Callable[..., Result]


@pytest.fixture
def seolint(monkeypatch, capsys) -> Seolint:
    """Runs a command line."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("CONFIG", "FORMAT", "CACHE_DIR", "NO_CACHE", "JOBS"):
        monkeypatch.delenv(f"SEOLINT_{name}", raising=False)

    def call(*arguments: str) -> Result:
        code = run_command(arguments)
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def examples(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder, ignore=shutil.ignore_patterns(FOLDER))
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> list[Path]:
    """The files of pages in a cache folder."""
    return sorted(path for path in folder.glob("*") if is_pages_file(path.name))


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("-f", "json"),
        ("-f", "json", "--profile", "all", "--no-suppressions"),
        ("-f", "json", "--drafts", "check"),
        ("-f", "json", "--drafts", "skip"),
        ("-f", "json", "--select", "SITE,LINK", "--strict"),
        ("-f", "json", "--set", 'overrides=[{files=["**/_posts/**"], language="de"}]'),
        ("-f", "sarif"),
        ("--statistics",),
        ("--diff",),
        ("-j", "2", "-f", "json"),
    ],
)
def test_cold_and_warm_are_the_same_bytes(examples, seolint, options):
    without = seolint("check", *options, "--no-cache")
    assert not list(examples.rglob(FOLDER))
    cold = seolint("check", *options)
    warm = seolint("check", *options)
    assert warm == cold == without
    if "--diff" not in options:
        told = seolint("check", *options, "-v").err
        assert list(examples.rglob(FOLDER))
        assert all(
            line.split()[0] == line.split()[2]
            for line in told.splitlines()
            if line.endswith("known from earlier runs")
        )
        assert "known from earlier runs" in told


def test_a_fix_finds_and_does_the_same(tmp_path, examples, seolint, monkeypatch):
    for name in ("without", "cold", "warm"):
        shutil.copytree(examples, tmp_path / name)
    results = []
    for name, options in (("without", ["--no-cache"]), ("cold", []), ("warm", [])):
        monkeypatch.chdir(tmp_path / name)
        if name == "warm":
            seolint("check")
        results.append(seolint("check", "--fix", "--unsafe-fixes", "-f", "json", *options))
        again = seolint("check", "-f", "json")
        assert again == seolint("check", "-f", "json", "--no-cache")
    assert results[0] == results[1] == results[2]
    texts = [
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*.md")
        }
        for name in ("without", "cold", "warm")
    ]
    assert texts[0] == texts[1] == texts[2]


def test_what_is_new_since_a_commit_is_the_same(examples, seolint):
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        subprocess.run([*GIT, *command], check=True, cwd=examples)
    pages = sorted(examples.rglob("*.md"))
    seolint("check")
    for page in pages[::7]:
        page.write_bytes(page.read_bytes() + b"\n### Click [here](/no/where/)\n")
    pages[1].unlink()
    options = ("check", "-f", "json", "--since", "HEAD", "--show", "out-of-scope")
    without = seolint(*options, "--no-cache")
    assert seolint(*options) == without
    assert seolint(*options) == without
    assert seolint("check", "-f", "json") == seolint("check", "-f", "json", "--no-cache")


def test_a_baseline_covers_the_same(examples, seolint):
    assert seolint("baseline", "create").code == 0
    texts = {path: path.read_bytes() for path in examples.rglob(".seolint-baseline.jsonl")}
    assert texts
    without = seolint("check", "-f", "json", "--show", "baselined", "--no-cache")
    assert seolint("check", "-f", "json", "--show", "baselined") == without
    assert seolint("baseline", "create", "--force").code == 0
    assert {path: path.read_bytes() for path in texts} == texts


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A Jekyll site of five pages, one with the word rye, and a rule that finds it."""
    made = House(tmp_path / "house")
    made.page("_config.yml", "title: Bakery\n")
    made.finds("acme001_rye", "rye")
    for number in range(5):
        made.page(f"{number}.md", f"---\ntitle: Loaf {number}\n---\n\nA loaf.\n")
    made.page("2.md", "---\ntitle: Rye\n---\n\nA loaf of rye.\n")
    return made


class Linted(NamedTuple):
    """A run with a cache: of how many pages it was asked, and how many it knew."""

    run: Run
    asked: int
    found: int
    notes: list[str]


def forget_outcomes(folder: Path) -> None:
    """Deletes what spares a run to look at what each page gave."""
    for path in [*folder.glob("*")]:
        if is_outcome_file(path.name):
            path.unlink()


def lint(house: House, *paths: str, **given: Any) -> Linted:
    forget_outcomes(house.folder / FOLDER)
    found = discover(paths or ["."], house.given(**given), cwd=house.folder)
    notes: list[str] = []
    caches = open_caches(found.roots, notes)
    result = run(found, caches=caches)
    assert msgspec.to_builtins(result.findings) == msgspec.to_builtins(run(found).findings)
    (cache,) = caches.values()
    return Linted(result, cache.asked, cache.found, [*notes, *cache.notes, *cache.details])


def test_only_what_changed_is_read_again(house):
    assert lint(house)[1:3] == (5, 0)
    assert lint(house)[1:3] == (5, 5)
    house.page("3.md", "---\ntitle: Rye, too\n---\n\nMore rye.\n")
    changed = lint(house)
    assert changed[1:3] == (5, 4)
    assert told(changed.run) == [("2.md", "ACME001", 5), ("3.md", "ACME001", 5)]
    os.utime(house.folder / "1.md", (1, 1))
    assert lint(house)[1:3] == (5, 5)


def test_a_page_at_another_path_is_another_page(house):
    lint(house)
    (house.folder / "2.md").rename(house.folder / "9.md")
    moved = lint(house)
    assert moved[1:3] == (5, 4)
    assert told(moved.run) == [("9.md", "ACME001", 5)]
    house.page("7.md", "A loaf.\n")
    lint(house)
    (path,) = files(house.folder / FOLDER)
    assert b"2.md" not in path.read_bytes()


@pytest.mark.parametrize(
    "given",
    [
        {"severity": {"rye": "info"}},
        {"language": "de"},
        {"drafts": "check"},
        {"overrides": [{"files": ["2.md"], "severity": {"ACME001": "warning"}}]},
        {"per-file-ignores": {"2.md": ["ACME001"]}},
        {"frontmatter": {"title": ["heading"]}},
        {"site": {"name": "Bakery"}},
        {"rules": {"title-too-wide": {"max-px": 100}}},
    ],
)
def test_other_settings_are_other_results(house, given):
    lint(house)
    assert lint(house, **given).found == 0
    assert lint(house, **given).found == 5
    assert lint(house).found == 5


@pytest.mark.parametrize(
    "given", [{"fail-on": "warning"}, {"max-warnings": 1}, {"jobs": 2}, {"fixable": []}]
)
def test_what_becomes_of_findings_is_no_setting_of_pages(house, given):
    lint(house)
    assert lint(house, **given).found == 5


def test_a_rule_that_changed_is_asked_again(house):
    lint(house)
    house.finds("acme001_rye", "loaf")
    changed = lint(house)
    assert changed.found == 0
    assert len(told(changed.run)) == 5
    house.page("house/helper.py", "WORD = 'oat'\n")
    assert lint(house).found == 0


def test_the_config_of_the_generator_counts(house):
    lint(house)
    house.page("_config.yml", "title: Bakery\nlang: de\n")
    assert lint(house).found == 0


def test_what_went_wrong_is_tried_again(house):
    flag = house.folder / "flag"
    flag.touch()
    body = f"import os\nif os.path.exists({str(flag)!r}) and 'rye' in doc.text: raise OSError\n"
    house.rule("acme002_crash", f"{body}yield from ()")
    found = discover(["."], house.given(), cwd=house.folder)
    caches = open_caches(found.roots, [])
    assert [error.path for error in run(found, caches=caches).errors] == ["2.md"]
    flag.unlink()
    again = lint(house)
    assert again.run.errors == ()
    assert again[1:3] == (5, 4)


def test_pages_that_are_only_indexed_are_kept_too(house):
    given = {"select": ["ACME", "META", "SITE"]}
    assert lint(house, "2.md", **given)[1:3] == (5, 0)
    assert lint(house, "2.md", **given)[1:3] == (5, 5)
    assert lint(house, **given)[1:3] == (5, 1), "four have been read, not judged"
    assert lint(house, **given)[1:3] == (5, 5)
    assert lint(house, "1.md", **given)[1:3] == (5, 5)


def test_a_folder_without_a_site_gets_no_cache(tmp_path):
    house = House(tmp_path)
    house.page("a.md", "A loaf.\n")
    found = discover(["."], {}, cwd=tmp_path)
    assert open_caches(found.roots, []) == {}


def damaged(data: bytes) -> dict[str, bytes]:
    return {
        "nothing": b"",
        "short": data[:20],
        "half": data[: len(data) // 2],
        "a bit": data[:300] + bytes([data[300] ^ 4]) + data[301:],
        "more": data + b"x",
        "text": b"seolint pages 4\n" * 50,
        "pickle": b"\x80\x04\x95cos\nsystem\n(S'touch pwned'\ntR.",
    }


@pytest.mark.parametrize("kind", sorted(damaged(bytes(400))))
def test_a_damaged_file_is_a_miss_and_is_replaced(house, kind):
    lint(house)
    (path,) = files(house.folder / FOLDER)
    path.write_bytes(damaged(path.read_bytes())[kind])
    again = lint(house)
    assert again.found == 0
    assert again.notes == [f"{path.name} in the cache is damaged and will be replaced"]
    assert lint(house).found == 5


def test_a_file_of_other_settings_is_a_miss(house):
    lint(house)
    (path,) = files(house.folder / FOLDER)
    data = path.read_bytes()
    lint(house, severity={"rye": "info"})
    (other,) = (each for each in files(house.folder / FOLDER) if each != path)
    other.write_bytes(data)
    again = lint(house, severity={"rye": "info"})
    assert again.found == 0
    assert again.notes == [f"{other.name} in the cache is damaged and will be replaced"]


def forged(path: Path, change: Callable[[dict[str, Entry]], dict[Any, Any]]) -> None:
    """Changes the entries of a file as somebody would who knows its format."""
    data = path.read_bytes()
    entries = msgspec.msgpack.decode(data[16:-32], type=dict[str, Entry])
    changed = change(entries)
    body = msgspec.msgpack.encode(changed)
    if isinstance(changed, dict):
        items = (msgspec.msgpack.encode(part) for item in changed.items() for part in item)
        body = b"\xdf" + len(changed).to_bytes(4, "big") + b"".join(items)
    key = path.stem.removeprefix("v1-").encode()
    digest = sha256(key + body[5:] + body[:5]).digest()
    path.write_bytes(data[:16] + body + digest)


def with_result(**changes: Any) -> Callable[[dict[str, Entry]], dict[Any, Any]]:
    """Changes what the page with a finding gave: fields of the finding, or of the result."""

    def change(entries: dict[str, Entry]) -> dict[Any, Any]:
        entry = entries["2.md"]
        result = msgspec.msgpack.decode(entry.result, type=PageResult)
        value = msgspec.to_builtins(result)
        for name, new in changes.items():
            (value["findings"][0] if name in value["findings"][0] else value)[name] = new
        data = msgspec.msgpack.encode(value)
        return {**entries, "2.md": msgspec.structs.replace(entry, result=data)}

    return change


@pytest.mark.parametrize(
    "change",
    [
        lambda entries: [1, 2, 3],
        lambda entries: {path: [1, 2] for path in entries},
        lambda entries: {**entries, "2.md": [entries["2.md"].digest, True, {"facts": None}]},
        lambda entries: {**entries, "2.md": entries["1.md"]},
        lambda entries: {
            **entries,
            "2.md": msgspec.structs.replace(entries["1.md"], digest=entries["2.md"].digest),
        },
        with_result(code="XXX999"),
        with_result(path="../../etc/passwd"),
        with_result(span=[0, 99999, 1, 1, 1, 1]),
        with_result(status="suppressed"),
        with_result(severity="fatal"),
        with_result(errors=[{"kind": "io", "message": "no"}]),
        with_result(message=3),
    ],
)
def test_a_forged_entry_that_makes_no_sense_is_a_miss(house, change):
    lint(house)
    (path,) = files(house.folder / FOLDER)
    forged(path, change)
    again = lint(house)
    assert told(again.run) == [("2.md", "ACME001", 5)]
    assert again.run.errors == ()
    assert lint(house).found == 5


def test_no_more_is_kept_than_eight_settings(house):
    for number in range(12):
        lint(house, language="de", site={"name": str(number)})
        for age, path in enumerate(files(house.folder / FOLDER)):
            os.utime(path, (1e9 + number, 1e9 + number)) if not age else None
    assert len(files(house.folder / FOLDER)) == 8
    assert lint(house, language="de", site={"name": "11"}).found == 5


def test_what_a_killed_run_left_goes_in_time(house):
    lint(house)
    (path,) = files(house.folder / FOLDER)
    old, new = (path.with_name(f".{path.name}.{name}.tmp") for name in ("0" * 12, "1" * 12))
    old.touch()
    new.touch()
    os.utime(old, (1e9, 1e9))
    house.page("8.md", "A loaf.\n")
    lint(house)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.fixture
def site(house, monkeypatch) -> Path:
    """The house as a place to run commands in."""
    house.page("seolint.toml", 'select = ["ACME"]\n[plugins]\nfiles = ["house"]\n')
    monkeypatch.chdir(house.folder)
    return house.folder


def test_a_cache_that_cannot_be_written_is_a_note(site, seolint):
    without = seolint("check", "--no-cache")
    (site / FOLDER).write_text("no folder")
    result = seolint("check")
    assert (result.code, result.out) == (without.code, without.out)
    assert result.err.startswith("note: the cache folder is not writable (")
    assert seolint("check", "-qq").err == ""


@pytest.mark.parametrize("act", ["add", "finish"])
def test_a_disk_that_is_full_is_a_note(site, seolint, monkeypatch, act):
    def refuse(self, *arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    without = seolint("check", "--no-cache")
    monkeypatch.setattr(cache_module._NewFile, act, refuse)
    result = seolint("check")
    assert (result.code, result.out) == (without.code, without.out)
    note = "the cache folder is not writable (no space left on device): running without it"
    assert result.err == f"note: {note}\n"
    assert sorted(os.listdir(site / FOLDER)) == [".gitignore", "CACHEDIR.TAG"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_stands_in_the_place_of_the_file_is_not_opened(site, seolint, kind, tmp_path):
    without = seolint("check", "--no-cache")
    seolint("check")
    (path,) = files(site / FOLDER)
    forget_outcomes(site / FOLDER)
    secret = tmp_path / "secret"
    path.rename(secret)
    if kind == "link":
        path.symlink_to(secret)
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    before = secret.read_bytes()
    result = seolint("check", "-v")
    assert (result.code, result.out) == (without.code, without.out)
    assert "in the cache cannot be read" in result.err
    assert (kind == "folder") == ("note: the cache folder is not writable" in result.err)
    forget_outcomes(site / FOLDER)
    assert seolint("check", "-v").err.count("5 of 5 pages known") == (kind != "folder")
    assert secret.read_bytes() == before


def test_a_cache_folder_that_is_a_link_is_not_used(site, seolint, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (site / FOLDER).symlink_to(other)
    result = seolint("check")
    assert result.err == f"note: {FOLDER} is a symbolic link: running without a cache\n"
    assert not list(other.iterdir())


def test_marks_are_not_written_through_links(site, seolint, tmp_path):
    (site / FOLDER).mkdir()
    (site / FOLDER / ".gitignore").symlink_to(tmp_path / "elsewhere")
    seolint("check")
    assert files(site / FOLDER)
    assert not (tmp_path / "elsewhere").exists()


def test_where_it_is(site, seolint, tmp_path, monkeypatch):
    seolint("check", "--no-cache")
    monkeypatch.setenv("SEOLINT_NO_CACHE", "1")
    seolint("check")
    seolint("check", "--cache-dir", "no")
    monkeypatch.delenv("SEOLINT_NO_CACHE")
    seolint("check", "--set", "cache=false")
    assert not (site / FOLDER).exists() and not (site / "no").exists()
    seolint("check", "--set", 'cache-dir="kept/here"')
    assert files(site / "kept/here")
    monkeypatch.setenv("SEOLINT_CACHE_DIR", str(tmp_path / "env"))
    seolint("check")
    assert files(tmp_path / "env")
    seolint("check", "--cache-dir", str(tmp_path / "option"))
    assert files(tmp_path / "option")
    assert not (site / FOLDER).exists()
    assert (tmp_path / "option" / ".gitignore").read_text() == "*\n"


def test_without_a_cache_nothing_is_deleted(site, seolint):
    seolint("check")
    before = [path.stat() for path in files(site / FOLDER)]
    seolint("check", "--no-cache")
    assert [path.stat() for path in files(site / FOLDER)] == before


def test_the_standard_input_does_not_replace_the_page(site, seolint, monkeypatch):
    import io

    class Input(io.TextIOWrapper):
        pass

    seolint("check")
    before = [path.read_bytes() for path in files(site / FOLDER)]
    monkeypatch.setattr("sys.stdin", Input(io.BytesIO(b"A loaf of rye, unsaved.\n")))
    assert "2.md:1:11" in seolint("check", "-", "--stdin-filename", "2.md", "-f", "concise").out
    assert [path.read_bytes() for path in files(site / FOLDER)] == before


def test_a_cache_reads_nothing_before_it_is_asked(tmp_path):
    cache = Cache(tmp_path / "none", "0" * 24, [tmp_path])
    cache.write()
    assert not (tmp_path / "none").exists()
