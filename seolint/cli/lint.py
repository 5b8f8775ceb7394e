"""A run from the command line: finds files, checks them, reports, and says how to exit."""

import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from seolint.cli.changes import print_diff, print_text
from seolint.cli.interrupts import READER_GONE, interrupt_code
from seolint.cli.outputs import Output, can_encode, wants_color, write_file
from seolint.cli.running import jobs_of, open_caches, told_by
from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.config import Config
    from seolint.discovery import Discovery, Root
    from seolint.engine.checking import Known
    from seolint.engine.run import Run
    from seolint.engine.since import Past
    from seolint.filters.baseline import Baseline, Debt
    from seolint.filters.changed import Scope
    from seolint.fix import Outcome
    from seolint.packs import Packs
    from seolint.report import BaselineUse, Report, Since, View


class Request(NamedTuple):
    """What the command line asks for.

    `given` are configuration keys, in kebab case; an empty `baseline` means none.
    """

    paths: Sequence[str]
    given: Mapping[str, Any]
    sets: Sequence[str]
    config: str | None
    isolated: bool
    no_exclude: bool
    stdin_filename: str
    accept: Sequence[str]
    suppressions: bool
    baseline: str | None
    since: str | None
    since_scope: "Scope"
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignores: str | None
    exit_zero: bool
    outputs: Sequence[Output]
    statistics: bool
    show: frozenset[str]
    limit: int | None
    color: str
    quiet: int
    verbose: int


class Memory:
    """What is kept of a run for the next: what its pages gave, what was found, the report."""

    def __init__(self) -> None:
        self.known: Known = {}
        self.discovery: Discovery | None = None
        self.report: Report | None = None


def lint(request: Request, memory: Memory | None = None) -> int:
    """Does what is asked for and returns the exit code.

    With a `memory`, pages that it knows are not read again, and it is filled.

    Raises:
        ConfigError: the configuration cannot be used.
        PackError: a rule pack cannot be used.
        BaselineError: the baseline cannot be used.
        GitError: git cannot tell what has changed.
        CommandLineError: a rule is asked for that cannot run like this.
        BrokenPipeError: the reader of standard output has gone.
    """
    from msgspec.structs import replace

    from seolint.cli.progress import Progress
    from seolint.engine.run import run

    started = time.time()
    discovery = _discover(request)
    if discovery.empty:
        print(discovery.empty, file=sys.stderr)
        return 2
    _check_online(discovery)
    stdin = read_stdin(discovery)
    baselines = _baselines(request, discovery)
    notes: list[str] = []
    pasts = _pasts(request, discovery, notes)
    caches = open_caches(discovery.roots, notes, keeps=not request.diff)
    outcome, piped = None, False
    with Progress(wanted=not request.quiet) as progress:
        check = partial(
            run,
            discovery,
            suppressions=request.suppressions,
            stdin=stdin,
            progress=progress,
            baselines=baselines,
            pasts=pasts,
            accept=request.accept,
            answers={},
            jobs=jobs_of(discovery.roots),
            caches=caches,
        )
        reason = request.add_ignores
        if request.fix or request.diff or reason is not None:
            from seolint.fix import fix_pages

            outcome = fix_pages(
                discovery,
                check,
                fix=request.fix or reason is None,
                unsafe=request.unsafe_fixes,
                reason=reason,
                write=not request.diff,
            )
        known = memory.known if memory is not None else None
        result = outcome.run if outcome is not None else check(known=known)
    wrong, details = told_by(caches)
    notes += wrong
    report = _report(request, discovery, result, started, outcome, pasts)
    report = _write_files(request, report)
    if memory is not None:
        memory.discovery, memory.report = discovery, report
    try:
        if outcome is not None and not request.diff:
            piped = _pass_on(discovery, outcome, stdin)
        if request.quiet < 2:
            _tell(request, [*result.notes, *notes], details, report)
            if outcome is not None and request.diff:
                _print_diff(request, report, outcome)
            else:
                _print(request, report, sys.stderr if piped else sys.stdout)
    except BrokenPipeError:
        outputs = [output for output in request.outputs if not output.append]
        gone = replace(report, exit_code=READER_GONE)
        _write_files(request._replace(outputs=outputs), gone)
        raise
    return report.exit_code


def _check_online(discovery: "Discovery") -> None:
    """Raises CommandLineError when the web is to be asked, and nothing is there to ask with."""
    if any(file.root.config.links.online for file in discovery.files):
        from importlib.util import find_spec

        if find_spec("httpx") is None:
            raise CommandLineError(
                "httpx is not installed, so the web cannot be asked for links",
                "install the extra `online`, or httpx itself: pip install httpx",
            )


def list_files(request: Request) -> int:
    """Prints what would be linted and returns the exit code; with -v also what would not be.

    Raises:
        ConfigError: the configuration cannot be used.
    """
    from seolint.escapes import escape_line

    discovery = _discover(request)
    for file in discovery.files:
        print(escape_line(file.shown))
    lines = [f"note: {note}" for note in discovery.notes]
    lines += [f"error: {error.path}: {error.message}" for error in discovery.errors]
    if request.verbose:
        lines += [f"{path}: left out by {reason}" for path, reason in discovery.left_out]
    for line in lines:
        print(escape_line(line), file=sys.stderr)
    if discovery.empty:
        print(discovery.empty, file=sys.stderr)
    return 2 if discovery.empty or discovery.errors else 0


def _discover(request: Request) -> "Discovery":
    from seolint.discovery import discover

    return discover(
        request.paths,
        request.given,
        cwd=Path.cwd(),
        sets=request.sets,
        config=Path(request.config) if request.config else None,
        isolated=request.isolated,
        no_exclude=request.no_exclude,
        stdin_filename=request.stdin_filename,
    )


def read_stdin(discovery: "Discovery") -> bytes:
    """What stands on standard input, where it is one of the files."""
    for file in discovery.files:
        if file.real == "-":
            return sys.stdin.buffer.read(file.root.config.max_file_size + 1)
    return b""


def _pass_on(discovery: "Discovery", outcome: "Outcome", stdin: bytes) -> bool:
    """Prints the page that came from standard input, if one did."""
    paths = [file.shown for file in discovery.files if file.real == "-"]
    for path in paths:
        print_text(outcome, path, stdin)
    return bool(paths)


def _print_diff(request: Request, report: "Report", outcome: "Outcome") -> None:
    from seolint.report.terminal import write_fixes

    print_diff(outcome, color=wants_color(request.color, sys.stdout, os.environ))
    write_fixes(report, sys.stderr, _view(request, sys.stderr))


def _baselines(request: Request, discovery: "Discovery") -> "dict[Root, Baseline]":
    from seolint.filters.baseline import find_baselines

    if request.baseline == "":
        return {}
    named = Path(os.path.abspath(request.baseline)) if request.baseline is not None else None
    return find_baselines(discovery.roots, named)


def _pasts(request: Request, discovery: "Discovery", notes: list[str]) -> "dict[Root, Past]":
    """What `--since` compares with, else what rules about changes do; adds why they cannot."""
    if request.since is not None:
        from seolint.engine.since import find_pasts

        return find_pasts(discovery, request.since, request.since_scope)
    pasts: dict[Root, Past] = {}
    for root in discovery.roots:
        base = root.config.git_base
        named = _named_git_rules(root.config)
        if named and not base:
            help = "name it with --since REV, or as `base` in [git]"
            raise CommandLineError(f"{named[0]} compares with an earlier commit", help)
        if base and (named or _has_git_rules(discovery, root)):
            from seolint.engine.since import find_pasts
            from seolint.git import GitError

            try:
                pasts |= find_pasts(discovery, base, None, [root])
            except GitError as error:
                if named:
                    raise
                notes.append(f"no rule about changes ran: {error.args[0]}")
    return pasts


def _named_git_rules(config: "Config") -> list[str]:
    """The rules about changes that a configuration, or an option, asks for by name."""
    packs = config.packs
    selectors = [*config.select, *config.extend_select]
    for override in config.overrides:
        selectors += [*(override.select or ()), *(override.extend_select or ())]
    codes = [packs.names.get(selector, selector) for selector in selectors]
    return [code for code in codes if code in packs.files and packs.load(code).scope == "git"]


def _has_git_rules(discovery: "Discovery", root: "Root") -> bool:
    from seolint.engine.select import Selection

    selection = Selection(root.config)
    paths = (file.path for file in discovery.files if file.root is root)
    return any(rule.rule.scope == "git" for path in paths for rule in selection.rules(path))


def _report(
    request: Request,
    discovery: "Discovery",
    result: "Run",
    started: float,
    outcome: "Outcome | None",
    pasts: "Mapping[Root, Past]",
) -> "Report":
    from seolint.cli.gate import GATES, find_failures
    from seolint.report import Fixes, Report

    configs = {file.shown: file.root.config for file in discovery.files}
    configs |= {path: root.config for path, root in result.beside.items()}
    drafts = {page.path for page in result.pages if page.draft}
    relaxed = {
        file.shown
        for file in discovery.files
        if file.shown in drafts and _drafts(file.root.config, file.path) == "relax"
    }
    max_warnings = request.given.get("max-warnings")
    failures = find_failures(result.findings, configs, relaxed, max_warnings)
    counting = () if request.exit_zero else failures.findings
    failing = frozenset((finding.path, finding.fingerprint) for finding in counting)
    shown = tuple(
        finding
        for finding in result.findings
        if finding.status == "open" or finding.status in request.show
    )
    fixes = None
    if outcome is not None:
        fixes = Fixes(
            outcome.fixed,
            outcome.ignored,
            outcome.left,
            request.unsafe_fixes,
            not request.diff,
        )
    failed = bool(failing)
    if outcome is not None and request.diff:
        failed = bool(outcome.changes) and not request.exit_zero
    uncut = tuple(
        finding
        for finding in result.findings
        if finding.status in ("open", "out-of-scope", *request.show)
    )
    statuses = Counter(finding.status for finding in result.findings)
    roots = {id(config): config for config in configs.values()}.values()
    paths = {str(config.path) for config in roots if config.path is not None}
    started_at, duration = _clock(started)
    return Report(
        findings=shown,
        uncut=uncut,
        pages=result.pages,
        load_rules=result.load_rules,
        errors=result.errors,
        suppressed=statuses["suppressed"],
        skipped=result.skipped,
        exit_code=_exit_code(result, failed=failed),
        failures=failures.reasons,
        failing=failing,
        profile=", ".join(sorted({config.profile for config in roots})),
        fail_on=max((config.fail_on for config in roots), key=GATES.index, default="error"),
        config=_relative(paths.pop()) if len(paths) == 1 else None,
        plugins=_plugins(config.packs for config in roots),
        started_at=started_at,
        duration_ms=duration,
        prefix=_prefix(),
        source=result.source,
        fixes=fixes,
        drafts_left_out=result.drafts_left_out,
        baselined=statuses["baselined"],
        baseline=_baseline(result.debts),
        out_of_scope=statuses["out-of-scope"],
        since=_since(request, pasts),
    )


def _since(request: Request, pasts: "Mapping[Root, Past]") -> "Since | None":
    from seolint.report import Since

    if request.since is None or not pasts:
        return None
    bases = dict.fromkeys(past.commit for past in pasts.values())
    changed = any(past.changed for past in pasts.values())
    return Since(request.since, ", ".join(bases), request.since_scope, changed)


def _baseline(debts: "Sequence[Debt]") -> "BaselineUse | None":
    from seolint.report import BaselineUse

    if not debts:
        return None
    return BaselineUse(
        ", ".join(debt.baseline.shown for debt in debts),
        sum(len(debt.baseline.entries) for debt in debts),
        sum(len(debt.stale) for debt in debts),
    )


def _exit_code(result: "Run", *, failed: bool) -> int:
    if result.interrupt is not None:
        return interrupt_code(result.interrupt)
    return 2 if result.errors else int(failed)


def _drafts(config: "Config", path: str) -> str:
    """What holds for drafts at a path, which is relative to the root."""
    drafts: str = config.drafts
    for override in config.for_path(path):
        drafts = override.drafts or drafts
    return drafts


def _clock(started: float) -> tuple[str, int]:
    """The start in UTC and the milliseconds since; reproducible under SOURCE_DATE_EPOCH."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    duration = 0 if epoch.isdecimal() else max(0, round((time.time() - started) * 1000))
    moment = time.gmtime(int(epoch) if epoch.isdecimal() else started)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment), duration


def _prefix() -> str:
    """The way from the top of the repository to the working directory."""
    from seolint.config import repository_top

    here = Path.cwd()
    inside = here.relative_to(repository_top(here) or here).as_posix()
    return "" if inside == "." else f"{inside}/"


def _relative(path: str) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _plugins(packs: Iterable["Packs"]) -> tuple[tuple[str, str], ...]:
    """Name and version of each installed pack that may run beside the built-in one."""
    from seolint.packs import BUILTIN, GROUP, LOCAL

    names = {file.pack for each in packs for file in each.files.values()} - {BUILTIN, *LOCAL}
    if not names:
        return ()
    from importlib.metadata import entry_points

    versions = {each.name: each.dist.version for each in entry_points(group=GROUP) if each.dist}
    return tuple((name, versions.get(name, "")) for name in sorted(names))


def _write_files(request: Request, report: "Report") -> "Report":
    """Writes the reports that go to files; the result tells of those that could not be."""
    from msgspec.structs import replace

    from seolint.finding import RunError
    from seolint.report import ReporterError

    failed = []
    for output in request.outputs:
        if output.path:
            try:
                write_file(output, report, _view(request))
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                failed.append(RunError("io", f"Cannot write {output.path}: {reason}"))
            except ReporterError as error:
                failed.append(RunError("io", f"Cannot write {output.path}: {error}"))
    if not failed:
        return report
    errors = (*report.errors, *failed)
    return replace(report, errors=errors, exit_code=max(report.exit_code, 2))


def _print(request: Request, report: "Report", stream: TextIO) -> None:
    from seolint.report import TEXT_FORMATS, write_report

    for output in request.outputs:
        if not output.path:
            if output.format not in TEXT_FORMATS and isinstance(stream, TextIOWrapper):
                stream.reconfigure(encoding="utf-8", newline="\n")
            write_report(output.format, report, stream, _view(request, stream))
    stream.flush()


def _view(request: Request, stream: TextIO | None = None) -> "View":
    """How a report looks on a terminal, or else in a pipe or a file."""
    from seolint.report import View

    color = stream is not None and wants_color(request.color, stream, os.environ)
    terminal = stream is not None and stream.isatty()
    return View(
        color=color,
        links=color and terminal,
        width=shutil.get_terminal_size().columns if terminal else None,
        ellipsis="…" if stream is None or can_encode("…", stream) else "~",
        limit=request.limit,
        statistics=request.statistics,
        summary=not request.quiet,
        show=request.show,
        tell=_note if request.quiet < 2 else View().tell,
        unsafe_fixes=request.unsafe_fixes and not request.fix,
    )


def _note(text: str) -> None:
    from seolint.escapes import escape

    print(f"note: {escape(text)}", file=sys.stderr)


def _unjudged(languages: Mapping[str, int]) -> Iterator[str]:
    """Of which languages rules say nothing, with the number of their pages; each once."""
    from seolint.language.lengths import SENTENCE_LENGTHS
    from seolint.language.readability import FORMULAS
    from seolint.report.summary import counted

    for language, number in sorted(languages.items()):
        pages = counted(number, "page")
        if not language:
            yield f"{pages} in no language that is known: rules of language say nothing there"
        elif language not in SENTENCE_LENGTHS:
            yield f"readability is not available for {language} ({pages})"
        elif language not in FORMULAS:
            yield f"reading ease is not available for {language} ({pages})"


def _tell(request: Request, notes: Sequence[str], details: Sequence[str], report: "Report") -> None:
    """Says on standard error what does not belong to the report; `details` only with -v."""
    from seolint.escapes import escape_line
    from seolint.report import TEXT_FORMATS
    from seolint.report.summary import counted

    for note in notes:
        _note(note)
    lines = []
    if request.verbose:
        for page in report.pages:
            why = f" ({page.why})" if page.why else ""
            language = page.language or "unknown"
            lines.append(f"{page.path}: {page.kind}{why}, language {language}")
        lines += _unjudged(Counter(page.language for page in report.pages))
        lines += details
        lines.append(f"checked {counted(len(report.pages), 'page')} in {report.duration_ms} ms")
        fixed = report.fixes.findings if report.fixes and report.fixes.written else ()
        for path, number in Counter(finding.path for finding in fixed).items():
            lines.append(f"{path}: fixed {counted(number, 'problem')}")
    texts = [each for each in request.outputs if not each.path and each.format in TEXT_FORMATS]
    if request.diff or not texts:
        for error in report.errors:
            place = f"{error.path}: " if error.path is not None else ""
            lines.append(f"error: {place}{error.message}")
    elif request.quiet:
        lines += [error.message for error in report.errors if error.kind == "interrupted"]
    if request.verbose > 1:
        for error in report.errors:
            lines += error.traceback.splitlines()
    for line in lines:
        print(escape_line(line), file=sys.stderr)
