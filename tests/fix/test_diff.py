"""Diffs that `patch` applies to the byte."""

import shutil
import subprocess
from pathlib import Path

import pytest

from seolint.fix.diff import diff_lines

PAIRS = {
    "lf": (b"a\nb\nc\n", b"a\nB\nc\n"),
    "crlf": (b"a\r\nb\r\nc\r\n", b"a\r\nB\r\nc\r\n"),
    "cr": (b"a\rb\rc\r", b"a\rB\rc\r"),
    "mixed": (b"a\r\nb\nc\rd\n", b"a\r\nB\nc\rD\n"),
    "no-end": (b"a\nb", b"a\nB"),
    "end-goes": (b"a\nb\n", b"a\nb"),
    "end-comes": (b"a\nb", b"a\nb\n"),
    "emptied": (b"a\n", b""),
    "mark": ("\ufeffa\nb\n".encode(), "\ufeffa\nc\n".encode()),
    "far": (b"a\n" + b"x\n" * 50 + b"b\n", b"A\n" + b"x\n" * 50 + b"B\n"),
    "no-utf-8": (b"a \xff\nb\n", b"a \xff\nB\n"),
    "dashes": (b"-- a\n++ b\n", b"-- a\n++ c\n"),
}
NAMES = ["plain.md", "with blank.md", 'quote".md', "back\\slash.md", "tab\t.md", "Brötchen.md"]


def diff(path: str, old: bytes, new: bytes) -> bytes:
    return b"".join(diff_lines(path, old, new))


def applied(folder: Path, path: str, old: bytes, text: bytes) -> bytes:
    (folder / path).write_bytes(old)
    command = ["patch", "-p1", "--binary", "-s"]
    process = subprocess.run(command, input=text, cwd=folder, capture_output=True, check=False)
    assert process.returncode == 0, process.stdout
    return (folder / path).read_bytes() if (folder / path).exists() else b""


needs_patch = pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")


@needs_patch
@pytest.mark.parametrize("name", PAIRS)
def test_a_diff_leads_to_the_same_bytes(name, tmp_path):
    old, new = PAIRS[name]
    assert applied(tmp_path, "page.md", old, diff("page.md", old, new)) == new


@needs_patch
@pytest.mark.parametrize("name", NAMES)
def test_a_diff_finds_its_page(name, tmp_path):
    old, new = PAIRS["lf"]
    assert applied(tmp_path, name, old, diff(name, old, new)) == new


def test_a_diff_reads_like_one_of_git():
    assert diff("a.md", b"a\nb", b"a\nc\n").decode() == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )
    assert diff("a.md", b"a\n", b"a\n") == b""
