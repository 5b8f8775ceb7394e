"""The hooks of pre-commit, as another repository uses them."""

import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from checkout import call, commit, copy_project

pytestmark = pytest.mark.network

GOOD = """\
---
title: Pruning an apple tree
description: When to cut which branch of an apple tree, and why less is more in its first years.
author: Ada Orchard
---

Cut in winter, while the tree sleeps. See [how the buds differ](buds.md).
"""
BUDS = GOOD.replace("Pruning an apple tree", "Telling buds apart").replace("buds.md", "good.md")
BAD = GOOD.replace("Pruning an apple tree", "A picture").replace(
    "Cut in", '<img src="tree.jpg"> Cut in'
)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory) -> Path:
    """A repository that holds this project."""
    folder = copy_project(tmp_path_factory.mktemp("hooks") / "seolint")
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def site(tmp_path) -> Path:
    """A repository with three pages, one of which has an image without an alt."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD)
    (folder / "buds.md").write_text(BUDS)
    (folder / "bad.md").write_text(BAD)
    (folder / "notes.txt").write_text("![](no-page.jpg)")
    commit(folder)
    return folder


def try_hook(hooks: Path, cache: str, site: Path, *arguments: str):
    return call(
        sys.executable, "-m", "pre_commit", "try-repo", hooks, *arguments,
        cwd=site, PRE_COMMIT_HOME=cache,
    )  # fmt: skip


def test_a_bad_page_cannot_be_committed(hooks, cache, site):
    process = try_hook(hooks, cache, site, "seolint", "--files", "good.md", "bad.md", "notes.txt")
    assert process.returncode == 1, process.stdout + process.stderr
    assert "IMG001" in process.stdout
    assert "bad.md:7:1" in process.stdout
    assert "notes.txt" not in process.stdout


def test_a_good_page_can(hooks, cache, site):
    process = try_hook(hooks, cache, site, "seolint", "--files", "good.md")
    assert process.returncode == 0, process.stdout + process.stderr
    assert "Passed" in process.stdout


def test_the_whole_site_is_checked_on_a_push(hooks, cache, site):
    arguments = ("seolint-site", "--hook-stage", "pre-push", "--files", "good.md")
    process = try_hook(hooks, cache, site, *arguments)
    assert process.returncode == 1, process.stdout + process.stderr
    assert "bad.md:7:1" in process.stdout
    (site / "bad.md").write_text(BUDS.replace("buds", "more buds"))
    process = try_hook(hooks, cache, site, *arguments)
    assert process.returncode == 0, process.stdout + process.stderr


class Clone:
    """A repository with the hooks of its configuration installed, and one that it is pushed to."""

    def __init__(self, hooks: Path, cache: str, site: Path, *names: str) -> None:
        self.site = site
        self.cache = cache
        head = call("git", "rev-parse", "HEAD", cwd=hooks).stdout.strip()
        lines = ["repos:", f"  - repo: {hooks}", f"    rev: {head}", "    hooks:"]
        lines += [f"      - id: {name}" for name in names]
        (site / ".pre-commit-config.yaml").write_text("\n".join(lines) + "\n")
        (site / "bad.md").unlink()
        remote = site.parent / "remote.git"
        self.must("git", "init", "-q", "--bare", str(remote))
        self.must("git", "remote", "add", "origin", str(remote))
        self.must("git", "add", "-A")
        self.must("git", "commit", "-q", "-m", "Use the hooks")
        types = ("-t", "pre-commit", "-t", "pre-push")
        self.must(sys.executable, "-m", "pre_commit", "install", *types)

    def run(self, *command: str) -> CompletedProcess[str]:
        return call(*command, cwd=self.site, PRE_COMMIT_HOME=self.cache)

    def must(self, *command: str) -> str:
        process = self.run(*command)
        assert process.returncode == 0, process.stdout + process.stderr
        return process.stdout

    def commit(self, message: str) -> CompletedProcess[str]:
        self.must("git", "add", "-A")
        return self.run("git", "commit", "-m", message)


def test_a_staged_page_that_is_bad_blocks_the_commit(hooks, cache, site):
    clone = Clone(hooks, cache, site, "seolint")
    (site / "bad.md").write_text(BAD)
    process = clone.commit("A bad page")
    assert process.returncode == 1
    assert "IMG001" in process.stdout + process.stderr
    assert clone.must("git", "log", "--oneline").count("\n") == 2
    (site / "bad.md").write_text(BAD.replace("<img ", '<img alt="A tree" '))
    (site / "unstaged.md").write_text(BAD)
    clone.must("git", "add", "bad.md")
    clone.must("git", "commit", "-m", "A page")
    assert clone.must("git", "log", "--oneline").count("\n") == 3


def test_with_the_fix_hook_it_is_mended(hooks, cache, site):
    clone = Clone(hooks, cache, site, "seolint-fix")
    (site / "bad.md").write_text(GOOD + "\n[shop](htps://a.example/)\n")
    process = clone.commit("A bad link")
    assert process.returncode == 1
    assert "files were modified by this hook" in process.stdout + process.stderr
    assert "[shop](https://a.example/)" in (site / "bad.md").read_text()
    process = clone.commit("A link")
    assert process.returncode == 0, process.stdout + process.stderr


def test_a_push_finds_what_a_commit_broke_in_another_file(hooks, cache, site):
    clone = Clone(hooks, cache, site, "seolint", "seolint-site")
    (site / "seolint.toml").write_text('extend-select = ["link-broken-internal"]\n')
    clone.commit("A configuration")
    clone.must("git", "push", "-q", "origin", "HEAD:main")
    (site / "buds.md").unlink()
    process = clone.commit("Away with the buds")
    assert process.returncode == 0, process.stdout + process.stderr
    process = clone.run("git", "push", "-q", "origin", "HEAD:main")
    assert process.returncode != 0
    told = process.stdout + process.stderr
    assert "LINK010" in told and "good.md:" in told


def test_what_can_be_fixed_is_fixed_and_stops_the_commit_once(hooks, cache, site):
    page = site / "good.md"
    page.write_text(GOOD.replace("why less", "why itâ€™s less"))
    arguments = ("seolint-fix", "--files", "good.md")
    process = try_hook(hooks, cache, site, *arguments)
    assert process.returncode == 1, process.stdout + process.stderr
    assert "files were modified by this hook" in process.stdout
    assert "Fixed" in process.stdout
    assert "why it’s less" in page.read_text(encoding="utf-8")
    process = try_hook(hooks, cache, site, *arguments)
    assert process.returncode == 0, process.stdout + process.stderr
    assert (site / "bad.md").read_text() == BAD
