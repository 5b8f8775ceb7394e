"""IMG014: what the first bytes of a file tell about its format."""

from pathlib import Path

import pytest
from house import House

HEADS = {
    "a.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a.jpg": b"\xff\xd8\xff\xe1",
    "a.gif": b"GIF89a",
    "a.webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a.avif": b"\0\0\0\x1cftypavif",
    "a.bmp": b"BM\x36\0\0\0\0\0\0\0",
    "a.svg": b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="x">',
}


def formats(folder: Path, name: str, head: bytes) -> list[str]:
    house = House(folder)
    house.page("post.md", f"![A kiln, still warm]({name})\n")
    house.page(name, head)
    house.page("seolint.toml", "")
    result = house.lint("post.md", select=["IMG014"])
    return [finding.message for finding in result.findings]


@pytest.mark.parametrize("name", HEADS)
def test_a_file_that_holds_what_it_is_called_is_fine(tmp_path: Path, name: str) -> None:
    assert formats(tmp_path, name, HEADS[name]) == []


@pytest.mark.parametrize("name", HEADS)
def test_any_other_format_is_told(tmp_path: Path, name: str) -> None:
    other = "a.jpg" if name == "a.png" else "a.png"
    (message,) = formats(tmp_path, name, HEADS[other])
    assert message.startswith(f"The file is called {name} and holds ")


@pytest.mark.parametrize(
    ("head", "held"),
    [
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"8BPS\0\x01", "PSD"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"%!PS-Adobe-3.0", "EPS"),
        (b"\n<!DOCTYPE html><title>Not found</title>", "a page of HTML"),
    ],
)
def test_what_is_no_image_for_the_web_is_named(tmp_path: Path, head: bytes, held: str) -> None:
    assert formats(tmp_path, "a.png", head) == [f"The file is called a.png and holds {held}"]


@pytest.mark.parametrize("head", [b"", b"version https://git-lfs.example/spec/v1\n", b"\0" * 64])
def test_what_cannot_be_told_is_not_judged(tmp_path: Path, head: bytes) -> None:
    assert formats(tmp_path, "a.png", head) == []
