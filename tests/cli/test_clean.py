"""`seolint clean`: what seolint made goes, and nothing else."""

import os
from pathlib import Path

import pytest

from seolint.cachedir import FOLDER


@pytest.fixture
def kept(site: Path, seolint, monkeypatch) -> Path:
    """The cache folder of the site, with something in it."""
    for name in ("CACHE_DIR", "NO_CACHE"):
        monkeypatch.delenv(f"SEOLINT_{name}", raising=False)
    seolint("check")
    (site / FOLDER / "links.json").write_text("{}")
    return site / FOLDER


def test_what_runs_kept_is_deleted(kept, seolint):
    assert kept.is_dir()
    result = seolint("clean")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Deleted {FOLDER}: 5 files (0.0 MB)\n"
    assert not kept.exists()
    assert seolint("clean") == (0, "Nothing to delete.\n", "")


def test_a_dry_run_deletes_nothing(kept, seolint):
    before = sorted(os.listdir(kept))
    result = seolint("clean", "--dry-run")
    assert result.out == f"Would delete {FOLDER}: 5 files (0.0 MB)\n"
    assert sorted(os.listdir(kept)) == before


def test_files_of_others_stay(kept, seolint):
    for name in ("notes.txt", "v1-short.msgpack", "links.json.bak"):
        (kept / name).write_text("mine")
    (kept / "inner").mkdir()
    (kept / "inner" / f"v1-{'0' * 24}.msgpack").touch()
    (kept / ".gitignore").write_text("*.log\n")
    result = seolint("clean")
    assert result.out == f"Deleted {FOLDER}: 4 files (0.0 MB); 5 files of others left\n"
    assert sorted(os.listdir(kept)) == [
        ".gitignore",
        "inner",
        "links.json.bak",
        "notes.txt",
        "v1-short.msgpack",
    ]


def test_a_folder_that_is_not_marked_is_left_alone(kept, seolint):
    (kept / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n")
    before = sorted(os.listdir(kept))
    result = seolint("clean")
    assert result.out == "Nothing to delete.\n"
    assert result.err == f"note: {FOLDER} has no CACHEDIR.TAG of seolint and is left alone\n"
    assert sorted(os.listdir(kept)) == before


def test_links_are_not_followed(kept, site, seolint, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "links.json").write_text("{}")
    (other / "inner").mkdir()
    kept.rename(other / "inner" / FOLDER)
    kept.symlink_to(other / "inner" / FOLDER)
    (site / "away").symlink_to(other)
    result = seolint("clean")
    assert result.err == f"note: {FOLDER} is a symbolic link and is left alone\n"
    assert (other / "inner" / FOLDER / "links.json").exists()

    kept.unlink()
    seolint("check")
    (kept / "links.json").symlink_to(other / "links.json")
    assert seolint("clean").code == 0
    assert (other / "links.json").exists()
    assert not kept.exists()


def test_sites_below_and_above(kept, site, seolint, monkeypatch):
    inner = site / "inner"
    (inner / "deep").mkdir(parents=True)
    (inner / "seolint.toml").write_text('cache-dir = "../kept"\n')
    (inner / "a.md").write_text("A cup.\n")
    (site / "b" / FOLDER).mkdir(parents=True)
    seolint("check")
    assert (site / "kept").is_dir()
    monkeypatch.chdir(inner / "deep")
    assert seolint("clean").out.startswith("Deleted ../../kept: 4 files")
    assert kept.is_dir()
    monkeypatch.chdir(site)
    seolint("check", "inner")
    assert [line.split(":")[0] for line in seolint("clean").out.splitlines()] == [
        f"Deleted {FOLDER}",
        "Deleted kept",
    ]


def test_the_folder_that_the_environment_names(kept, site, seolint, monkeypatch, tmp_path):
    monkeypatch.setenv("SEOLINT_CACHE_DIR", str(tmp_path / "elsewhere"))
    seolint("check")
    assert "elsewhere" in seolint("clean").out
    assert not (tmp_path / "elsewhere").exists()


def test_a_broken_configuration_is_told(kept, site, seolint):
    (site / "seolint.toml").write_text("nonsense = 1\n")
    result = seolint("clean")
    assert result.code == 0
    assert "Deleted" in result.out
    assert "nonsense" in result.err
