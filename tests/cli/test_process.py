"""What only a process of its own shows: pipes, signals, encodings."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Process = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMAND = [sys.executable, "-m", "seolint"]
SITE_RULE = '''\
"""Pages that no other page is like."""

from seolint.api import Evidence, bad, good, site_rule


@site_rule(
    severity="error",
    evidence=[Evidence("F", "tea lore")],
    examples=[good("A cup."), bad("⟦A⟧ pot.")],
)
def check(site):
    yield from ()
'''
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


def signalling(site: Path, word: str, *times: signal.Signals) -> None:
    """Makes TEA001 send signals to its own process where a page holds `word`."""
    path = site / "tea" / "tea001_teapot_word.py"
    lines = [f"            os.kill(os.getpid(), {number.value})" for number in times]
    lines = [
        "        try:",
        *lines,
        "        finally:",
        '            open("signalled", "w").close()',
    ]
    body = "\n".join([f'    if "{word}" in doc.text:', "        import os", "", *lines])
    rule = path.read_text(encoding="utf-8")
    path.write_text(rule.replace("    start = doc", f"{body}\n    start = doc"), encoding="utf-8")


@posix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_was_complete_at_a_signal_is_reported(site, page, process, number, code):
    for name in "abc":
        page(f"{name}.md", "A teapot." + " Stop." * (name == "b"))
    signalling(site, "Stop", number)
    result = process("check", "-f", "concise", "-f", "json:report.json")
    assert result.returncode == code
    assert result.stdout.decode().splitlines() == [
        "a.md:5:3: error TEA001 “teapot” again (teapot-word)",
        "",
        "Found 1 problem in 1 of 1 page: 1 error.",
        'Failed: 1 error (fail-on = "error").',
        "Interrupted: 1 of 4 pages.",
    ]
    assert result.stderr == b""
    run = json.loads((site / "report.json").read_text(encoding="utf-8"))["run"]
    assert (run["complete"], run["exit_code"]) == (False, code)
    assert run["errors"][0]["kind"] == "interrupted"
    assert run["errors"][0]["message"] == "Interrupted: 1 of 4 pages"


@posix
def test_an_interrupted_run_is_told_beside_json_too(site, page, process):
    page("a.md", "Stop.")
    signalling(site, "Stop", signal.SIGINT)
    result = process("check", "-f", "json")
    assert result.returncode == 130
    assert json.loads(result.stdout)["findings"] == []
    assert result.stderr == b"error: Interrupted: 0 of 2 pages\n"
    result = process("check", "-q")
    assert (result.stdout, result.stderr) == (b"", b"Interrupted: 0 of 2 pages\n")


@posix
def test_an_interrupted_run_calls_no_suppression_unused(site, page, process):
    comment = "<!-- seolint-disable-file site-wide -->"
    (site / "tea" / "tea004_site_wide.py").write_text(SITE_RULE, encoding="utf-8")
    config = (site / "seolint.toml").read_text()
    (site / "seolint.toml").write_text(config.replace('"TEA"', '"TEA", "LINT001"'))
    page("a.md", f"A cup.\n\n{comment}")
    assert b"LINT001" in process("check", "-f", "concise").stdout
    page("b.md", "Stop.")
    signalling(site, "Stop", signal.SIGINT)
    result = process("check", "-f", "concise")
    assert result.returncode == 130
    assert b"LINT001" not in result.stdout


@posix
def test_a_second_interrupt_ends_at_once(site, page):
    page("a.md", "Stop.")
    signalling(site, "Stop", signal.SIGINT)
    os.mkfifo(site / "report.json")
    command = [*COMMAND, "check", "-f", "json:report.json"]
    process = subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 60
        while not (site / "signalled").exists() and time.monotonic() < until:
            time.sleep(0.05)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)  # it waits for somebody to read the report
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=10)
    finally:
        process.kill()
    assert (process.returncode, error) == (130, b"Interrupted\n")


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
