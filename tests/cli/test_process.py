"""What only a process of its own shows: pipes, signals, encodings."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMAND = [sys.executable, "-m", "seolint"]
posix = pytest.mark.skipif(os.name == "nt", reason="pipes and signals of POSIX")


@pytest.fixture
def process(site: Path) -> Process:
    """Runs seolint as a process in the site."""

    def call(*arguments: str, env: dict[str, str] | None = None, **rest: Any):
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=site,
            capture_output="stdout" not in rest,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
            **rest,
        )

    return call


def closed_pipe() -> int:
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@posix
@pytest.mark.parametrize("arguments", [("check",), ("check", "-f", "json"), ("rules",), ("-h",)])
def test_a_reader_that_is_gone_is_exit_141_and_no_message(process, arguments):
    writer = closed_pipe()
    try:
        result = process(*arguments, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert (result.returncode, result.stderr) == (141, b"")


@posix
def test_files_are_written_for_a_reader_that_is_gone(site, process):
    writer = closed_pipe()
    try:
        process("check", "-f", "full", "-f", "json:a.json", stdout=writer)
    finally:
        os.close(writer)
    assert json.loads((site / "a.json").read_text())["run"]["exit_code"] == 141


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a full device")
def test_a_full_disk_is_exit_2(process):
    with open("/dev/full", "w") as full:
        result = process("check", stdout=full, stderr=subprocess.PIPE)
    assert result.returncode == 2
    assert b"No space left on device" in result.stderr
    assert b"Traceback" not in result.stderr


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run(site, number, code):
    process = subprocess.Popen(
        [*COMMAND, "check", "-"], cwd=site, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    try:
        process.stdin.write(b"# Tea\n")
        process.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1.5)
        process.send_signal(number)
        _, error = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == code
    assert b"Traceback" not in error


def test_standard_input(process):
    result = process("check", "-", "-f", "concise", input=b"---\ntitle: A\n---\n\nA teapot.\n")
    assert result.returncode == 1
    assert result.stdout.startswith(b"stdin.md:5:3: error TEA001 ")
    result = process("-", "--stdin-filename", "posts/a.md", "-f", "concise", input=b"A teapot.\n")
    assert result.stdout.startswith(b"posts/a.md:1:3: error TEA001 ")


@pytest.mark.parametrize("name", ["full", "concise", "grouped", "json"])
def test_any_encoding_of_stdout(page, process, name):
    page("bad.md", "A 裸麦 teapot.")
    result = process("check", "-f", name, env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 1
    if name == "json":
        assert "“teapot”" in json.loads(result.stdout.decode())["findings"][0]["message"]
    else:
        assert rb"\u201cteapot\u201d" in result.stdout


@posix
def test_a_terminal_gets_colours_links_and_short_lines(site, page, process):
    import pty

    page("bad.md", "word " * 60 + "teapot")
    leader, follower = pty.openpty()
    try:
        env = {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": "60"}
        process("check", stdout=follower, stderr=subprocess.PIPE, env=env)
        text = os.read(leader, 65536).decode()
    finally:
        os.close(leader)
        os.close(follower)
    assert "\x1b[1;31merror\x1b[0m" in text
    assert "\x1b]8;" in text and "/bad.md" in text
    assert "…" in text and "word " * 20 not in text
