"""The line that tells how far a run is."""

import io
import os
import subprocess
import sys

import pytest

from seolint.cli import progress as module
from seolint.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when a test says so."""
    now = [0.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    return now


def test_a_quick_run_shows_nothing(clock):
    stream = Terminal()
    with Progress(stream) as progress:
        clock[0] = 0.9
        progress(5, 10)
    assert stream.getvalue() == ""


def test_a_long_run_shows_how_far_it_is_and_cleans_up(clock):
    stream = Terminal()
    with Progress(stream) as progress:
        clock[0] = 1.1
        progress(5, 10)
        clock[0] = 1.15
        progress(6, 10)
        clock[0] = 1.3
        progress(10, 10)
    half, full = "#" * 15 + "." * 15, "#" * 30
    clear = "\r\x1b[K"
    shown = f"{clear}[{half}] 5 of 10 pages{clear}[{full}] 10 of 10 pages{clear}"
    assert stream.getvalue() == shown


def test_it_cleans_up_after_an_exception_too(clock):
    stream = Terminal()
    with pytest.raises(KeyboardInterrupt), Progress(stream) as progress:
        clock[0] = 2
        progress(1, 2)
        raise KeyboardInterrupt
    assert stream.getvalue().endswith("1 of 2 pages\r\x1b[K")


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_off_a_terminal_or_on_a_dumb_one_there_is_none(clock, monkeypatch, stream):
    if isinstance(stream, Terminal):
        monkeypatch.setenv("TERM", "dumb")
    with Progress(stream) as progress:
        clock[0] = 5
        progress(1, 2)
    assert stream.getvalue() == ""


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
@pytest.mark.parametrize(("options", "shown"), [((), True), (("-q",), False)])
def test_a_slow_run_on_a_terminal(site, page, options, shown):
    import pty

    rule = (site / "tea" / "tea001_teapot_word.py").read_text(encoding="utf-8")
    slow = rule.replace(
        "    start = doc", "    import time\n\n    time.sleep(0.4)\n    start = doc"
    )
    (site / "tea" / "tea001_teapot_word.py").write_text(slow, encoding="utf-8")
    for name in "abcd":
        page(f"{name}.md", "A cup.")
    leader, follower = pty.openpty()
    try:
        process = subprocess.run(
            [sys.executable, "-m", "seolint", "check", *options],
            cwd=site,
            stdout=subprocess.PIPE,
            stderr=follower,
            env={**os.environ, "TERM": "xterm"},
            timeout=60,
            check=False,
        )
        os.write(follower, b"end")
        text = ""
        while not text.endswith("end"):
            text += os.read(leader, 65536).decode()
    finally:
        os.close(leader)
        os.close(follower)
    assert process.returncode == 0
    assert (" of 5 pages\r\x1b[K" in text) is shown
    assert text.endswith("\r\x1b[Kend" if shown else "end")
    assert b"of 5 pages" not in process.stdout
