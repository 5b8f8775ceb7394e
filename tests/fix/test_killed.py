"""Whatever ends a run in the middle, each file holds its old bytes or its new ones."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

OLD = (
    "---\ntitle: Rye {0}\n---\n\nRye â€“ and spelt, loaf {0}.\n" + "Good bread takes time.\n\n" * 2
)
NEW = OLD.replace("â€“", "–")
COMMAND = [sys.executable, "-m", "seolint", "check", ".", "--fix", "-qq", "--select", "TEXT001"]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes and signals of POSIX")


def versions(count: int) -> dict[str, tuple[bytes, bytes]]:
    """The old and the new bytes of each page."""
    return {
        f"{number:03}.md": (OLD.format(number).encode(), NEW.format(number).encode())
        for number in range(count)
    }


def start(folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kills a process, and waits until all that it began is over: until nobody can print."""
    process.kill()
    process.communicate(timeout=60)


def check_and_restore(folder: Path, pages: dict[str, tuple[bytes, bytes]]) -> int:
    """How many pages are new; the folder holds nothing but pages that are old or new."""
    assert sorted(os.listdir(folder)) == sorted(pages)
    changed = 0
    for name, (old, new) in pages.items():
        data = (folder / name).read_bytes()
        assert data in (old, new), name
        if data == new:
            changed += 1
            (folder / name).write_bytes(old)
    return changed


def is_begun(folder: Path, pages: dict[str, tuple[bytes, bytes]]) -> bool:
    name, (old, _) = next(iter(pages.items()))
    return (folder / name).read_bytes() != old


def killed(folder: Path, count: int, times: int, seed: int) -> list[int]:
    """How many pages were new at each kill: half of them at any time, half while writing."""
    pages = versions(count)
    for name, (old, _) in pages.items():
        (folder / name).write_bytes(old)
    begun = time.perf_counter()
    process = start(folder)
    process.communicate(timeout=60)
    assert process.returncode == 0
    length = time.perf_counter() - begun
    assert check_and_restore(folder, pages) == count
    moments = random.Random(seed)
    changed = []
    for number in range(times):
        process = start(folder)
        if number % 2:
            time.sleep(moments.uniform(0, length))
        else:
            while process.poll() is None and not is_begun(folder, pages):
                time.sleep(0.001)
            time.sleep(moments.uniform(0, length / 10))
        kill(process)
        changed.append(check_and_restore(folder, pages))
    return changed


def test_a_run_that_is_killed_leaves_whole_files(tmp_path):
    changed = killed(tmp_path, count=40, times=3, seed=7)
    assert any(number > 0 for number in changed)


@pytest.mark.slow
def test_two_hundred_runs_over_five_hundred_files_leave_whole_files(tmp_path):
    changed = killed(tmp_path, count=500, times=200, seed=11)
    assert sum(0 < number < 500 for number in changed) >= 20


def test_a_run_that_is_interrupted_ends_after_the_page_at_hand(tmp_path):
    pages = versions(80)
    for name, (old, _) in pages.items():
        (tmp_path / name).write_bytes(old)
    process = start(tmp_path)
    while process.poll() is None and not is_begun(tmp_path, pages):
        time.sleep(0.001)
    process.terminate()
    process.communicate(timeout=60)
    assert process.returncode in (0, 143)
    assert check_and_restore(tmp_path, pages) > 0
