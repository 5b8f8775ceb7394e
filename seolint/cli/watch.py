"""`seolint check --watch`: lints again whenever something changes."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from seolint.cli.interrupts import INTERRUPTED, TERMINATED, interrupt_code
from seolint.cli.lint import Memory, Request, lint
from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.discovery import Root
    from seolint.discovery.gates import Gate

Changes = Iterable[set[str]]
"""Sets of absolute paths that changed together; empty ones when nothing did."""

Watcher = Callable[[list[Path], bool, Callable[[str], bool]], Changes]
"""Makes changes from folders, whether what is in their folders counts too, and a filter."""

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_SETTLED = 50
_LATEST = 500
_TURN = 200
"""Milliseconds without a change until a run, at most until one, and between empty sets."""

_NEVER = frozenset((".git", ".hg", ".svn", ".seolint_cache", "node_modules", "__pycache__"))
_IGNORE_FILES = frozenset((".gitignore", ".ignore"))


def watch(request: Request, watcher: Watcher | None = None) -> int:
    """Lints, and lints again after each change, until it is interrupted; the exit code.

    Raises:
        CommandLineError: there is nothing to watch, or no watcher is installed.
        BrokenPipeError: the reader of standard output has gone.
    """
    if "-" in request.paths:
        raise CommandLineError("--watch needs files, and standard input is none")
    session = _Session(request)
    try:
        return session.run(watcher or _watchfiles())
    except KeyboardInterrupt as interrupt:
        return interrupt_code(interrupt)


def _watchfiles() -> Watcher:
    """The watcher that the package `watchfiles` brings along."""
    try:
        import watchfiles
    except ImportError:
        help = "python -m pip install watchfiles"
        raise CommandLineError("--watch needs the package watchfiles", help) from None

    def changes(
        folders: list[Path], deep: bool, wanted: Callable[[str], bool]
    ) -> Iterator[set[str]]:
        for found in watchfiles.watch(
            *folders,
            watch_filter=lambda _, path: wanted(path),
            debounce=_LATEST,
            step=_SETTLED,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            recursive=deep,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in found}

    return changes


class _Session:
    """What is kept between the runs."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.memory = Memory()
        self.outputs = {os.path.realpath(each.path) for each in request.outputs if each.path}
        self.gates: dict[Root, Gate] = {}

    def run(self, watcher: Watcher) -> int:
        """Runs until something ends it."""
        first = True
        while True:
            place = self._place()
            for changed in watcher(*place, self._matters):
                # The first set comes once the watcher is in place, so nothing is missed.
                if not first and not changed:
                    continue
                code = self._lint(changed)
                if code in (INTERRUPTED, TERMINATED):
                    return code
                first = not all(map(self._is_page, changed)) and self._place() != place
                if first:
                    break
            else:
                return INTERRUPTED

    def _place(self) -> tuple[list[Path], bool]:
        """The folders to watch, and whether the folders in them count, too."""
        from seolint.config import ConfigError
        from seolint.discovery.roots import Roots

        request = self.request
        config = Path(os.path.abspath(request.config)) if request.config else None
        roots = Roots(request.given, request.sets, config, request.isolated)
        folders, deep = set(), False
        for path in map(os.path.abspath, request.paths):
            is_file = os.path.isfile(path)
            deep |= not is_file
            folder = Path(os.path.dirname(path) if is_file else path)
            folders.add(folder if folder.is_dir() else Path.cwd())
        for folder in list(folders):
            try:
                found = [root for root in roots.of(folder, folder) if root.indexed]
            except ConfigError:
                file = roots.config_of(folder)
                folders |= {file.parent} if file is not None else set()
                continue
            folders |= {place for root in found for place in (root.folder, root.site)}
            deep |= bool(found)
        outermost = {path for path in folders if not deep or folders.isdisjoint(path.parents)}
        return sorted(outermost), deep

    def _roots(self) -> "list[Root]":
        discovery = self.memory.discovery
        files = discovery.files if discovery is not None else ()
        return list({id(file.root): file.root for file in files}.values())

    def _lint(self, changed: set[str]) -> int:
        from seolint.cli import explain_error

        pages = {path for path in changed if self._is_page(path)}
        if pages != changed:
            self.memory.known.clear()
        if sys.stdout.isatty():
            print(_CLEAR, end="", flush=True)
        started = time.localtime()
        self.memory.report = None
        try:
            code = lint(self.request, self.memory)
        except BrokenPipeError:
            raise
        except Exception as error:
            print(explain_error(error, verbose=self.request.verbose > 1), file=sys.stderr)
            code = 2
        self.gates.clear()
        if code not in (INTERRUPTED, TERMINATED):
            self._tell(started, changed, pages)
        return code

    def _tell(self, started: time.struct_time, changed: set[str], pages: set[str]) -> None:
        from seolint.report.summary import counted

        report = self.memory.report
        watched = counted(len(report.pages), "page") if report is not None else "for changes"
        took = f", {report.duration_ms} ms" if report is not None else ""
        kind = "page" if pages == changed else "file"
        what = f" ({counted(len(changed), kind)} changed)" if changed else ""
        clock = time.strftime("%H:%M:%S", started)
        print(f"\nWatching {watched}; last run {clock}{took}{what}", file=sys.stderr, flush=True)

    def _matters(self, path: str) -> bool:
        """Whether a change of a path may change what a run finds."""
        from seolint.cachedir import is_cache_file
        from seolint.config import FILE_NAMES

        if is_cache_file(os.path.basename(path)):
            return False
        temporary = path.rpartition(".")[0].rpartition(".")[0]  # of `report.json.123.tmp`
        if path in self.outputs or temporary in self.outputs:
            return False
        if not _NEVER.isdisjoint(path.split(os.sep)):
            return False
        if os.path.basename(path) in (*FILE_NAMES, *_IGNORE_FILES):
            return True
        for root, inner in self._inside(path):
            if any(inner.endswith(file) for file in root.generator.detection):
                return True
            if inner == root.config.baseline:
                return True
            gate = self._gate(root)
            return not (gate.reason_around(inner) or gate.reason(inner))
        return True

    def _is_page(self, path: str) -> bool:
        """Whether a path is a page, on which nothing depends but its own findings and facts."""
        for root, inner in self._inside(path):
            gate = self._gate(root)
            return gate.includes(inner) and not gate.refusal(inner)
        return False

    def _inside(self, path: str) -> "Iterator[tuple[Root, str]]":
        """The roots that a path lies in, and its path there, the innermost first."""
        for root in sorted(self._roots(), key=lambda root: len(root.prefix), reverse=True):
            if path.startswith(root.prefix):
                yield root, path[len(root.prefix) :].replace(os.sep, "/")

    def _gate(self, root: "Root") -> "Gate":
        from seolint.discovery.gates import Gate

        if root not in self.gates:
            self.gates[root] = Gate(root)
        return self.gates[root]
