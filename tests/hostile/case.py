"""One hostile input: what is made in a folder, the command that meets it, what came of that."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

SECONDS = 30
MEMORY = 1 << 30
"""Bytes of address space."""

CODES = {0, 1, 2, 130, 141, 143}
FINE = "---\ntitle: Dried beans\n---\n\nSoak them overnight.\n"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
COMMAND = (sys.executable, "-m", "seolint")

RULE = '''\
"""A page is as it should not be."""

from seolint.api import Evidence, Problem, bad, document_rule, good


@document_rule(
    severity="warning",
    evidence=[Evidence("F", "house style")],
    examples=[good("a\\n"), bad("⟦b⟧\\n")],
)
def check(doc):
    {body}
    yield from ()
'''


class Result(NamedTuple):
    """What a command came to: exit code, what it printed, and its JSON report."""

    code: int
    out: str
    err: str
    report: Mapping[str, Any]

    @property
    def found(self) -> list[tuple[str, str, int, int]]:
        """Code, severity, line and column of each finding."""
        return [
            (f["code"], f["severity"], f["range"]["start"]["line"], f["range"]["start"]["column"])
            for f in self.report["findings"]
        ]

    @property
    def serious(self) -> list[tuple[str, int, int]]:
        """The errors, and what is found about the file itself: code, line and column."""
        return [
            (code, line, column)
            for code, severity, line, column in self.found
            if severity == "error" or code.startswith("FILE")
        ]

    @property
    def errors(self) -> list[tuple[str, str | None, str | None]]:
        """Kind, code and path of each run error."""
        return [(e["kind"], e["code"], e["path"]) for e in self.report["run"]["errors"]]

    @property
    def checked(self) -> list[str]:
        """The paths of the pages that were judged."""
        return [file["path"] for file in self.report["files"]]

    @property
    def told(self) -> str:
        """What it did, in a few words."""
        said = [f"{code} at {line}:{column}" for code, line, column in self.serious]
        said += [code for code, _, _, _ in self.found if code == "TEXT002"][: not said]
        said += [f"{code or kind} error" for kind, code, _ in self.errors]
        first = next((line for line in self.err.splitlines() if line.strip()), "")
        if not said or "note:" in first:
            said += [first.removeprefix("note: ")] if first else []
        return "; ".join(dict.fromkeys(said)) or "nothing to say"


class Folder:
    """A folder with hostile files, and the command run in it under limits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: list[Result] = []
        self._reports = 0

    def write(self, name: str, text: str | bytes = FINE) -> Path:
        """Writes a file."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        )
        return path

    def rule(self, body: str) -> None:
        """A rule of the site with this body, and the configuration that names it."""
        self.write("house/acme001_as_it_should_not_be.py", RULE.format(body=body))
        self.write("seolint.toml", '[plugins]\nfiles = ["house"]\n')

    def check(self, *arguments: str, **rest: Any) -> Result:
        """Lints, with a report for people and one for programs, and asserts what always holds."""
        self._reports += 1
        report = Path(tempfile.gettempdir(), f"seolint-report-{os.getpid()}-{self._reports}.json")
        report.unlink(missing_ok=True)
        report.touch()
        report.chmod(0o666)
        try:
            result = self.run("check", "-f", "full", "-f", f"json:{report}", *arguments, **rest)
            text = report.read_text(encoding="utf-8")
        finally:
            report.unlink(missing_ok=True)
        assert CONTROL.search(text) is None
        self.results[-1] = result._replace(report=json.loads(text) if text else EMPTY)
        return self.results[-1]

    def run(
        self,
        *arguments: str,
        command: tuple[str, ...] = COMMAND,
        bound: bool = False,
        largest: int | None = None,
        **rest: Any,
    ) -> Result:
        """Runs seolint; further keywords are those of `subprocess.run`.

        When it is `bound`, permissions hold for it even where root runs the tests; `largest`
        is the size of a file that it may write.
        """
        env = {**os.environ, "NO_COLOR": "1", **rest.pop("env", {})}
        for name in ("SEOLINT_CONFIG", "SEOLINT_FORMAT", "GITHUB_STEP_SUMMARY", "FORCE_COLOR"):
            env.pop(name, None)
        ended = subprocess.run(
            [*command, *arguments],
            cwd=self.path,
            env=env,
            check=False,
            preexec_fn=partial(_limit, bound, largest) if os.name == "posix" else None,
            **{"timeout": SECONDS, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **rest},
        )
        result = Result(ended.returncode, _text(ended.stdout), _text(ended.stderr), EMPTY)
        self.results.append(result)
        harmless(result)
        return result


EMPTY: Mapping[str, Any] = {"findings": [], "files": [], "run": {"errors": []}, "summary": {}}


def harmless(result: Result) -> None:
    """Asserts what holds of every run, whatever it met."""
    assert result.code in CODES, (result.code, result.err[-2000:])
    for told in (result.out, result.err):
        assert "Traceback" not in told, told[-2000:]
        assert CONTROL.search(told) is None, told[:2000]
        assert not re.search(r"(?m)^(?:::|##(?![# ]))", told), told[:2000]


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "backslashreplace").replace(os.linesep, "\n")


def _limit(bound: bool, largest: int | None) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    if bound:
        _bind()


Make = Callable[[Folder], None]


class Case(NamedTuple):
    """A row of the table. `make` writes the input, runs the command and asserts what it did."""

    name: str
    make: Make
    needs: str


CASES: list[Case] = []


def case(name: str, needs: str = "") -> Callable[[Make], Make]:
    """Adds a row. `needs` is something that not every system has, named in `LACKING`."""

    def add(make: Make) -> Make:
        CASES.append(Case(name, make, needs))
        return make

    return add


def lacking(needs: str) -> str:
    """Why a row cannot be tried here; empty when it can."""
    missing = {
        "posix": os.name != "posix" and "a POSIX system",
        "pipes": not hasattr(os, "mkfifo") and "named pipes",
        "full": not os.path.exists("/dev/full") and "/dev/full",
        "mem": not os.path.exists("/proc/self/mem") and "a file that nobody can read",
        "user": not _is_bound() and "a user whom permissions bind",
    }
    return str(missing.get(needs) or "")


def _is_bound() -> bool:
    """Whether a command can be run that permissions bind, and be it one of root's."""
    if os.name != "posix":
        return False
    if os.geteuid() != 0:
        return True
    with tempfile.NamedTemporaryFile() as file:
        os.chmod(file.name, 0)
        tried = subprocess.run(
            [sys.executable, "-c", f"open({file.name!r})"],
            preexec_fn=_bind,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    return tried.returncode == 1


def _bind() -> None:
    """Takes from root what lets it read and write everything, for what it executes next."""
    if os.geteuid() == 0:
        import ctypes

        prctl = ctypes.CDLL(None).prctl
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@contextmanager
def folder() -> Iterator[Folder]:
    """An empty folder that everybody may enter."""
    with tempfile.TemporaryDirectory(prefix="seolint-") as name:
        top = Path(name)
        top.chmod(0o755)
        site = top / "site"
        site.mkdir()
        site.chmod(0o777)
        try:
            yield Folder(site)
        finally:
            for path in [site, *site.rglob("*")]:
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o755)
