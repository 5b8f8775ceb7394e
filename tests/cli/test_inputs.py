"""Which files a command line means: lists of paths, and what `--show-files` tells."""

import io
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture
def stdin(monkeypatch):
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    return give


@pytest.mark.parametrize(
    "data",
    [
        b"good.md\nsub/a b.md\n",
        b"good.md\r\n\r\nsub/a b.md",
        b"\xef\xbb\xbfgood.md\nsub/a b.md\n",
        b"good.md\0sub/a b.md\0",
        b"good.md\0sub/a b.md",
    ],
)
def test_paths_are_read_from_a_list(site, seolint, page, data):
    page("sub/a b.md", "A cup.")
    page("other.md", "A teapot.")
    (site / "list.txt").write_bytes(data)
    result = seolint("check", "--files-from", "list.txt", "--show-files")
    assert result == (0, "good.md\nsub/a b.md\n", "")


def test_names_ended_by_nul_may_hold_line_ends(site, seolint, page):
    page("a\nb.md", "A teapot.")
    (site / "list").write_bytes(b"a\nb.md\0")
    result = seolint("check", "--files-from", "list", "-f", "concise", "-q")
    assert result.code == 1
    assert result.out.startswith("a\\x0ab.md:5:3: error TEA001")


def test_a_list_may_come_from_standard_input(seolint, page, stdin):
    page("bad.md", "A teapot.")
    stdin(b"bad.md\n")
    result = seolint("check", "--files-from", "-", "-f", "concise", "-q")
    assert result.code == 1
    assert result.out.startswith("bad.md:5:3: error TEA001")


def test_a_dash_in_a_list_is_a_file(seolint, page, stdin):
    page("-", "A teapot.")
    stdin(b"-\n")
    result = seolint("check", "--files-from", "-", "-f", "concise", "-q")
    assert result.out.startswith("-:5:3: error TEA001")


def test_a_list_adds_to_the_paths(site, seolint, page):
    page("bad.md", "A teapot.")
    (site / "list").write_text("bad.md\n")
    result = seolint("check", "good.md", "--files-from", "list", "--show-files")
    assert result.out == "bad.md\ngood.md\n"


def test_an_empty_list_is_nothing_to_lint(site, seolint):
    (site / "list").write_text("\n")
    assert seolint("check", "--files-from", "list") == (
        2,
        "",
        "error: no paths are given\n  = help: to accept an empty run, pass --allow-empty\n",
    )
    result = seolint("check", "--files-from", "list", "--allow-empty")
    assert (result.code, result.out) == (0, "Nothing was checked: 0 pages.\n")


def test_a_path_of_a_list_that_is_missing_is_exit_2(site, seolint):
    (site / "list").write_text("gone.md\ngood.md\n")
    result = seolint("check", "--files-from", "list")
    assert result.code == 2
    assert "No such file or folder" in result.out
    assert "1 page" in result.out


@pytest.mark.parametrize("name", ["gone.txt", "sub", "a\0b"])
def test_a_list_that_cannot_be_read_is_exit_2(site, seolint, name):
    (site / "sub").mkdir()
    result = seolint("check", "--files-from", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: cannot read the list ")


def test_standard_input_is_one_thing(seolint):
    result = seolint("check", "-", "--files-from", "-")
    assert result.code == 2
    assert "either a page or a list" in result.err


def test_what_would_be_linted_is_listed(site, seolint, page):
    page("posts/b.md", "A teapot.")
    page("posts/drafts/c.md", "A teapot.")
    page("notes.md", "A teapot.")
    (site / "CHANGELOG.md").write_text("# Changes\n")
    (site / ".gitignore").write_text("notes.md\n")
    (site / ".git").mkdir()
    arguments = ("check", ".", "--show-files", "--exclude", "posts/drafts/")
    assert seolint(*arguments) == (0, "good.md\nposts/b.md\n", "")
    result = seolint(*arguments, "-v")
    assert result.out == "good.md\nposts/b.md\n"
    assert result.err == (
        "CHANGELOG.md: left out by its name, CHANGELOG.md\n"
        "notes.md: left out by .gitignore\n"
        'posts/drafts/: left out by exclude "posts/drafts/"\n'
    )


def test_a_named_file_that_is_left_out_is_told(seolint):
    result = seolint("check", "good.md", "--exclude", "good.md", "--show-files", "-v")
    assert (result.code, result.out) == (0, "")
    assert 'good.md: left out by exclude "good.md"\n' in result.err


def test_nothing_to_list_is_exit_2(seolint):
    result = seolint("check", ".", "--show-files", "--exclude", "*.md")
    assert (result.code, result.out) == (2, "")
    assert "no content files in ." in result.err
    assert seolint("check", "gone.md", "--show-files").code == 2
