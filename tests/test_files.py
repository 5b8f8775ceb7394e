"""Files of a root: what is looked up, that nothing outside is, and what a look showed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from seolint.files import Files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a few files, and one beside it."""
    folder = tmp_path / "root"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "rye.png").write_bytes(b"\x89PNG")
    (folder / "_redirects").write_text("/a/ /b/\n")
    (tmp_path / "secret").write_text("secret")
    return folder


def test_a_text(root):
    (root / "odd").write_bytes(b"a\r\nb\xff")
    files = Files(root)
    assert files.text("_redirects") == files.text("./_redirects") == "/a/ /b/\n"
    assert files.text("odd") == "a\nb\ufffd"
    assert files.text("none") == files.text("images") == ""
    assert Files(None).text("_redirects") == ""


def test_nothing_outside_is_read(root):
    (root / "link").symlink_to(root.parent / "secret")
    (root / "up").symlink_to(root.parent)
    files = Files(root)
    for path in ("../secret", "link", "up/secret", str(root.parent / "secret"), "a\0b"):
        assert files.text(path) == ""
        assert files.get(path) is None


def look(files: Files) -> None:
    files.get("images/rye.png")
    files.get("images/oat.png")
    files.text("_redirects")
    files.text("netlify.toml")
    files.names("images")
    files.names("none")
    files.has_folder("images")
    files.has_folder("static")


def test_the_same_looks_show_the_same(root):
    files = Files(root)
    look(files)
    assert Files(root).shows(files.looks)
    assert files.shows(Files(root).looks)
    assert list(files.looks.files) == ["images/rye.png", "images/oat.png"]


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "images/rye.png").write_bytes(b"\x88PNG"),
        lambda root: (root / "images/rye.png").write_bytes(b"\x89PNG" + bytes(9000)),
        lambda root: (root / "images/oat.png").touch(),
        lambda root: (root / "images/new.txt").touch(),
        lambda root: (root / "none").mkdir() or (root / "none/a").touch(),
        lambda root: (root / "static").mkdir(),
        lambda root: (root / "_redirects").write_text("/a/ /c/\n"),
        lambda root: (root / "_redirects").unlink(),
        lambda root: (root / "netlify.toml").write_text("[build]\n"),
        lambda root: (root / "images").rename(root / "pictures"),
    ],
)
def test_a_change_shows(root: Path, change: Callable[[Path], object]):
    files = Files(root)
    look(files)
    change(root)
    assert not Files(root).shows(files.looks)


def test_what_nobody_looked_at_does_not_show(root):
    files = Files(root)
    files.get("images/rye.png")
    (root / "images/new.txt").touch()
    (root / "_redirects").unlink()
    assert Files(root).shows(files.looks)
