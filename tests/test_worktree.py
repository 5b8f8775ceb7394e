"""Sparse work trees: what git has and the disk does not."""

from pathlib import Path

import pytest
from clone import Clone

from seolint.discovery import discover
from seolint.engine.run import Run, run
from seolint.worktree import left_out

FILES = {
    "site/hugo.toml": "baseURL = 'https://a.example'\n",
    "site/content/posts/ash.md": (
        "---\ntitle: Ash\n---\n"
        "![Fire](/img/fire.png) ![Smoke](/img/smoke.png) [Rye](/docs/rye/) [Oats](/posts/oats/)\n"
    ),
    "site/content/posts/elm.md": "---\ntitle: Elm\n---\nElm.\n",
    "site/content/docs/rye.md": "---\ntitle: Rye\n---\nRye.\n",
    "site/static/img/fire.png": "",
    "site/static/img/wood.png": "",
    "other/notes.txt": "",
}


def sparse(folder: Path, *patterns: str) -> Clone:
    """A repository with `FILES`, of which the work tree has what the patterns name."""
    clone = Clone(folder)
    for name, text in FILES.items():
        clone.write(name, text)
    clone.commit()
    clone.git("sparse-checkout", "set", "--no-cone", *patterns)
    return clone


def linted(folder: Path) -> Run:
    return run(discover(["site"], {"select": ["LINK010", "IMG012"]}, cwd=folder))


def told(found: Run) -> list[str]:
    return [each.subject for each in found.findings]


def test_a_whole_work_tree_lacks_nothing(tmp_path):
    clone = sparse(tmp_path, "/*")
    clone.git("sparse-checkout", "disable")
    assert left_out(tmp_path / "site") == []
    assert told(linted(tmp_path)) == ["image:/img/smoke.png", "link:/posts/oats/"]


def test_an_image_that_is_left_out_is_there(tmp_path):
    sparse(tmp_path, "/site", "!/site/static/img/fire.png")
    assert left_out(tmp_path / "site") == ["static/img/fire.png"]
    found = linted(tmp_path)
    assert told(found) == ["image:/img/smoke.png", "link:/posts/oats/"]
    assert found.notes == ()


def test_without_all_pages_nothing_is_missing(tmp_path):
    sparse(tmp_path, "/site", "!/site/content/docs")
    found = linted(tmp_path)
    assert told(found) == []
    assert found.notes == (
        "this work tree is sparse and lacks pages of the site: nothing is called missing",
    )


def test_what_is_left_out_beside_the_site_does_not_count(tmp_path):
    sparse(tmp_path, "/site")
    assert left_out(tmp_path / "site") == []
    assert left_out(tmp_path) == ["other/notes.txt"]


def test_a_second_work_tree_is_sparse_by_itself(tmp_path):
    clone = sparse(tmp_path / "first", "/*")
    clone.git("sparse-checkout", "disable")
    second = tmp_path / "second"
    clone.git("worktree", "add", "-q", "--detach", second)
    assert left_out(second / "site") == []
    clone.git("-C", second, "sparse-checkout", "set", "--no-cone", "/site/content")
    assert left_out(second / "site") == ["hugo.toml", "static/img/fire.png", "static/img/wood.png"]
    assert left_out(tmp_path / "first" / "site") == []


@pytest.mark.parametrize("text", ["", "gitdir: /nowhere\n", "\0"])
def test_a_repository_that_cannot_be_read_leaves_nothing_out(tmp_path, text):
    (tmp_path / ".git").write_text(text)
    assert left_out(tmp_path) == []
