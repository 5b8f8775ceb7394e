"""Pages in worker processes: the same findings, and no page that harms another."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from house import House, told
from msgspec.json import encode

from seolint.cli import run as run_command
from seolint.engine import pool, worker
from seolint.finding import RunError

EXAMPLES = Path(__file__).parents[2] / "examples"
COMMAND = [sys.executable, "-m", "seolint"]
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory and /proc of Linux")
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Forty pages with the word rye, and a rule that finds it."""
    made = House(tmp_path / "house")
    made.finds("acme001_rye", "rye")
    for number in range(40):
        made.page(f"{number:02}.md", f"---\ntitle: Loaf {number}\n---\n\nA loaf of rye.\n")
    return made


@pytest.fixture(params=["fork", "spawn"])
def started(request, monkeypatch):
    """Processes are started in this way."""
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip(f"there is no {request.param} here")
    context = multiprocessing.get_context(request.param)
    monkeypatch.setattr(pool, "_context", lambda: context)
    return request.param


def harmful(house: House, body: str) -> None:
    """Adds a rule that does something on the pages with the word oat, of which there are two."""
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    house.rule(
        "acme002_oat", f"import os, sys, time\nif 'oat' in doc.text:\n{lines}\nyield from ()"
    )
    house.page("07.md", "---\ntitle: Oat\n---\n\nA loaf of oat and rye.\n")
    house.page("23.md", "---\ntitle: Oats\n---\n\nA loaf of oat and rye.\n")


def messages(errors: tuple[RunError, ...]) -> list[tuple[str, str | None, str | None, str]]:
    return [(each.kind, each.path, each.code, each.message) for each in errors]


def lint_examples(folder: Path, format: str, jobs: int, capsys) -> tuple[int, str]:
    code = run_command(["check", "-f", format, "-j", str(jobs), "--profile", "all", "."])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("format", ["full", "json"])
def test_the_bytes_are_the_same_for_any_number_of_processes(tmp_path, monkeypatch, capsys, format):
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    alone = lint_examples(folder, format, 1, capsys)
    assert alone[0] == 1
    for jobs in (2, 3, 7):
        assert lint_examples(folder, format, jobs, capsys) == alone


def test_what_crosses_processes(house, started):
    """Rule files, options, `[[custom-rules]]`, overrides, and pages that are only indexed."""
    house.page(
        "house/acme003_long.py",
        '"""A page is long.\n\nIt is here for a test.\n"""\n\n'
        "from seolint.api import Evidence, Options, Problem, document_rule\n\n\n"
        "class Long(Options, frozen=True):\n"
        "    most: float = 12\n    words: tuple[str, ...] = ()\n\n\n"
        '@document_rule(severity="warning", evidence=[Evidence("F", "no")], options=Long, '
        "examples=[])\n"
        "def check(doc, options):\n"
        "    data = {'most': options.most, 'words': options.words}\n"
        "    yield Problem(doc.top, f'over {options.most} {options.words}', data=data)\n",
    )
    house.page("_config.yml", "title: Bakery\n")
    given = {
        "select": ["ACME", "HOUSE", "META005", "LINT"],
        "rules": {"long": {"words": ["a", "b"]}},
        "custom-rules": [
            {
                "code": "HOUSE001",
                "name": "loaf-word",
                "pattern": "loaf",
                "in": "body",
                "message": "x",
            }
        ],
        "overrides": [{"files": ["1*.md"], "ignore": ["ACME001"], "language": "de"}],
    }
    alone = house.lint(**given)
    several = house.lint(jobs=3, **given)
    assert {finding.code for finding in alone.findings} == {"ACME001", "ACME003", "HOUSE001"}
    assert encode(several.findings) == encode(alone.findings)
    assert several.pages == alone.pages
    assert several.errors == alone.errors == ()
    one, other = house.lint("01.md", **given), house.lint("01.md", jobs=3, **given)
    assert encode(one.findings) == encode(other.findings)
    assert one.notes == other.notes


def test_a_page_that_kills_its_process_is_the_only_one_without_findings(house, started):
    harmful(house, "os._exit(3)")
    result = house.lint(jobs=2)
    assert len(told(result)) == 38
    assert messages(result.errors) == [
        (
            "worker-crash",
            path,
            "FILE006",
            "checking the page failed: the process that did it exited with 3",
        )
        for path in ("07.md", "23.md")
    ]


@posix
def test_a_page_that_breaks_its_process_is_told_with_the_signal(house):
    harmful(house, "os.kill(os.getpid(), 11)")
    result = house.lint(jobs=2)
    assert len(told(result)) == 38
    assert [error.message[-22:] for error in result.errors] == ["was ended by signal 11"] * 2


def test_a_process_that_died_by_chance_costs_nothing(house):
    flag = house.folder / "once"
    harmful(
        house,
        f"if not os.path.exists({str(flag)!r}):\n    open({str(flag)!r}, 'w')\n    os._exit(9)",
    )
    result = house.lint(jobs=2)
    assert len(told(result)) == 40
    assert result.errors == ()
    assert flag.exists()


def test_a_page_that_takes_too_long_is_given_up(house, monkeypatch):
    monkeypatch.setattr(pool, "SECONDS", 0.5)
    harmful(house, "while True: pass")
    result = house.lint(jobs=2)
    assert len(told(result)) == 38
    assert [(error.kind, error.path) for error in result.errors] == [
        ("timeout", "07.md"),
        ("timeout", "23.md"),
    ]


@linux
def test_a_page_that_takes_too_much_memory_is_a_run_error(house):
    harmful(house, "x = bytearray(700 * 2**20)")
    result = house.lint(jobs=2)
    assert len(told(result)) == 40
    assert [(error.kind, error.path) for error in result.errors] == [
        ("rule-crash", "07.md"),
        ("rule-crash", "23.md"),
    ]
    assert "MemoryError" in result.errors[0].message


@linux
def test_a_process_that_grows_is_replaced(house, monkeypatch):
    monkeypatch.setattr(worker, "WORN", 20 * 2**20)
    house.rule(
        "acme002_leak",
        "import builtins, os\n"
        "builtins.leak = [*getattr(builtins, 'leak', ()), bytes([1]) * 10 * 2**20]\n"
        "yield Problem(doc.top, f'{os.getpid()} {len(builtins.leak)}', severity='info')",
    )
    result = house.lint(jobs=2)
    assert result.errors == ()
    words = [f.message.split() for f in result.findings if f.code == "ACME002"]
    assert len(words) == 40
    assert {int(count) for _, count in words} <= {1, 2, 3}
    assert len({process for process, _ in words}) > 10


def test_without_other_processes_there_is_this_one(house, monkeypatch):
    def refuse(self):
        raise OSError(11, "Resource temporarily unavailable")

    alone = house.lint()
    monkeypatch.setattr(multiprocessing.get_context("fork").Process, "start", refuse)
    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    result = house.lint(jobs=4)
    assert (result.findings, result.errors) == (alone.findings, ())


def test_processes_that_cannot_begin_are_done_without(house, monkeypatch):
    monkeypatch.setattr(pool, "serve", lambda connection, others: os._exit(1))
    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context("fork"))
    alone = house.lint()
    result = house.lint(jobs=4)
    assert (result.findings, result.errors) == (alone.findings, ())


def test_what_cannot_be_sent_is_checked_here(house):
    house.rule("acme002_odd", "yield Problem(doc.top, 'odd', data={'what': object})")
    house.page("40.md", '{"title": "\\ud800 rye"}\n\nA loaf of rye.\n')
    alone, several = house.lint(), house.lint(jobs=2)
    assert several.findings == alone.findings
    assert len(alone.findings) == 83


@posix
def test_a_file_name_that_is_no_utf8(house):
    name = os.fsdecode(b"\xff.md")
    try:
        house.page(name, "A loaf of rye.\n")
    except (OSError, UnicodeError):
        pytest.skip("no such names on this disk")
    alone, several = house.lint(), house.lint(jobs=2)
    assert several.findings == alone.findings
    assert any(finding.path == name for finding in several.findings)


def test_few_pages_are_checked_in_this_process(house):
    house.rule("acme002_who", "import os\nyield Problem(doc.top, str(os.getpid()))")
    here = {f.message for f in house.lint(jobs=None).findings if f.code == "ACME002"}
    assert here == {str(os.getpid())}
    there = {f.message for f in house.lint(jobs=3).findings if f.code == "ACME002"}
    assert len(there) == 3 and not there & here


def test_the_pages_of_small_roots_count_together(monkeypatch):
    monkeypatch.setattr(pool, "check_here", lambda jobs: (("here", job) for job in jobs))
    monkeypatch.setattr(pool.Pool, "_sendable", lambda self, jobs, others: jobs)
    monkeypatch.setattr(pool.Pool, "_share", lambda self, jobs, _: (("there", job) for job in jobs))
    several = pool.Pool(2, least=10)
    roots = [{place for place, _ in several.check(range(6))} for _ in range(3)]
    assert roots == [{"here"}, {"there"}, {"there"}]


@posix
def test_what_rules_print_is_in_no_report(house, tmp_path):
    harmful(house, "print('printed'); os.write(1, b'written')")
    house.page("seolint.toml", 'select = ["ACME"]\n[plugins]\nfiles = ["house"]\n')
    command = [*COMMAND, "check", "-j", "2", "-f", "json"]
    done = subprocess.run(command, cwd=house.folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    assert len(json.loads(done.stdout)["findings"]) == 40
    assert b"printed" in done.stderr and b"written" in done.stderr


@pytest.fixture
def waiting(house, tmp_path) -> Callable[[], "subprocess.Popen[bytes]"]:
    """Starts a run in a session of its own, in which two processes wait at a page each."""
    signs = tmp_path / "signs"
    signs.mkdir()
    harmful(house, f"open({str(signs)!r} + f'/{{os.getpid()}}', 'w').close(); time.sleep(60)")
    house.page("seolint.toml", 'select = ["ACME"]\n[plugins]\nfiles = ["house"]\n')

    def start() -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [*COMMAND, "check", "-j", "2", "-f", "json"],
            cwd=house.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert soon(lambda: len(list(signs.iterdir())) == 2)
        return process

    return start


def soon(happened: Callable[[], bool]) -> bool:
    """Whether something happens within a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if happened():
            return True
        time.sleep(0.05)
    return happened()


def is_gone(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@posix
@pytest.mark.parametrize(
    ("number", "whole", "code"),
    [
        (signal.SIGINT, True, 130),
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, 143),
        (signal.SIGTERM, True, 143),
    ],
)
def test_a_signal_leaves_no_process(waiting, number, whole, code):
    process = waiting()
    try:
        if whole:
            os.killpg(process.pid, number)
        else:
            process.send_signal(number)
        out, error = process.communicate(timeout=60)
        assert process.returncode == code
        assert is_gone(process.pid)
    finally:
        if not is_gone(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
    assert b"Traceback" not in error
    run = json.loads(out)["run"]
    assert not run["complete"]
    assert "Interrupted" in run["errors"][-1]["message"]


@posix
def test_processes_end_with_the_one_that_started_them(waiting, monkeypatch):
    process = waiting()
    try:
        process.kill()
        process.wait(60)
        assert soon(lambda: is_gone(process.pid))
    finally:
        if not is_gone(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
