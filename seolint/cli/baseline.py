"""`seolint baseline`: takes down what is known, so that only new findings are reported."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from seolint.cli.check import Select, split_list
from seolint.cli.running import jobs_of, open_caches, running_keys, told_by
from seolint.cli.usage import CommandLineError, SectionedCommand

if TYPE_CHECKING:
    from seolint.discovery import Discovery, Root
    from seolint.engine.run import Run
    from seolint.filters.baseline import Baseline, Debt, Entry
    from seolint.finding import Finding

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...", help="Files, folders or globs. [default: .]", show_default=False
    ),
]

app = typer.Typer(
    name="baseline",
    help="Take findings as known: what is listed is not reported again.",
    rich_markup_mode=None,
    invoke_without_command=True,
)


@app.callback()
def _baseline(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command(cls=SectionedCommand)
def create(
    paths: Paths = None,
    file: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write this file. [default: `baseline` of the configuration]",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file.")] = False,
    select: Select = None,
) -> None:
    """List all that is found today in a file, beside the configuration."""
    from seolint.filters.baseline import NEVER, entries_of, written

    discovery, result = _run(paths, split_list(select))
    named = Path(os.path.abspath(file)) if file is not None else None
    if named is not None and len(discovery.roots) > 1:
        raise CommandLineError(
            "one file for several sites", "leave out --file, and each gets its own"
        )
    files = {root: named or _file(root) for root in discovery.roots}
    there = [path for path in files.values() if os.path.lexists(path)]
    if there and not force:
        raise CommandLineError(
            f"there is a baseline already: {_shown(there[0])}",
            "`seolint baseline prune` takes out what is mended; --force replaces the file",
        )
    for root, findings in _by_root(discovery, result).items():
        entries = entries_of(findings)
        known = [each for each in findings if each.status == "open" and each.code not in NEVER]
        _write(files[root], written(entries))
        pages = len({entry.path for entry in entries})
        print(f"Wrote {_shown(files[root])}: {_counted(known)} in {_count(pages, 'page')}.")
        if _keep_mergeable(files[root]):
            print(f"Told git in {_shown(files[root].with_name('.gitattributes'))} to merge it.")
        for finding in findings:
            if finding.code in NEVER:
                print(f"Not taken: {finding.path}: {finding.message} ({finding.code})")


@app.command(cls=SectionedCommand)
def prune(
    paths: Paths = None,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell whether something would go: exit 1.")
    ] = False,
) -> None:
    """Take out of the file what is mended, and follow pages that have moved."""
    from seolint.filters.baseline import written

    gone = 0
    for debt in _debts(*_run(paths, known=True)):
        left = debt.pruned
        before, after = _total(debt.baseline.entries), _total(left)
        gone += before - after
        shown = debt.baseline.shown
        moves = f", {_count(len(debt.moved), 'page')} moved" if debt.moved else ""
        if before == after and not debt.moved:
            print(f"{shown}: nothing to prune, {_findings(after)} still there.")
            continue
        if not check:
            _write(debt.baseline.path, written(left))
        verb = "would go" if check else "gone"
        print(f"{shown}: {_findings(before - after)} {verb}{moves}, {after} left.")
    raise typer.Exit(1 if check and gone else 0)


@app.command(cls=SectionedCommand)
def show(
    paths: Paths = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="As text or as JSON.")
    ] = "text",
) -> None:
    """Print each entry with the line where it stands today."""
    debts = _debts(*_run(paths, known=True))
    if format == "json":
        import msgspec

        from seolint.escapes import escape_json

        records = [record for debt in debts for record in _records(debt)]
        text = escape_json(json.dumps(records, ensure_ascii=False))
        print(msgspec.json.format(text, indent=2))
        return
    from seolint.escapes import escape
    from seolint.report.terminal import concise_line

    for debt in debts:
        for entry in sorted(debt.baseline.entries, key=lambda entry: entry.who):
            for finding in debt.found.get(entry.who, ()):
                print(concise_line(finding))
            if entry.who not in debt.found:
                path, code, subject = entry.who
                state = "stale" if entry.who in debt.judged else "not looked for"
                print(escape(f"{path}: {state}: {code} {subject}"))
        entries = len(debt.baseline.entries)
        unseen = sum(entry.who not in debt.judged for entry in debt.baseline.entries)
        parts = [f"{len(debt.found)} found", f"{len(debt.stale)} stale"]
        parts += [f"{unseen} not looked for"] if unseen else []
        noun = "entry" if entries == 1 else "entries"
        print(f"{debt.baseline.shown}: {entries} {noun}: {', '.join(parts)}.")


def _run(
    paths: Sequence[str] | None, select: Sequence[str] | None = None, *, known: bool = False
) -> "tuple[Discovery, Run]":
    """Lints, with the baselines when they are to be `known`.

    Raises:
        typer.Exit: the run is not to be trusted; it has been told why.
    """
    from seolint.discovery import discover
    from seolint.engine.run import run
    from seolint.escapes import escape
    from seolint.filters.baseline import find_baselines

    config = os.environ.get("SEOLINT_CONFIG") or None
    given: dict[str, Any] = running_keys()
    if select is not None:
        given["select"] = select
    discovery = discover(
        paths or ["."], given, cwd=Path.cwd(), config=Path(config) if config else None
    )
    if discovery.empty:
        print(discovery.empty, file=sys.stderr)
        raise typer.Exit(2)
    baselines: dict[Root, Baseline] = find_baselines(discovery.roots) if known else {}
    notes: list[str] = []
    caches = open_caches(discovery.roots, notes)
    jobs = jobs_of(discovery.roots)
    result = run(discovery, baselines=baselines, jobs=jobs, caches=caches)
    notes += told_by(caches)[0]
    for note in [*result.notes, *notes]:
        print(escape(f"note: {note}"), file=sys.stderr)
    for error in result.errors:
        place = f"{error.path}: " if error.path is not None else ""
        print(escape(f"error: {place}{error.message}"), file=sys.stderr)
    if result.errors:
        print("  = help: a baseline needs a complete run", file=sys.stderr)
        raise typer.Exit(2)
    return discovery, result


def _debts(discovery: "Discovery", result: "Run") -> "Sequence[Debt]":
    if result.debts:
        return result.debts
    missing = ", ".join(_shown(_file(root)) for root in discovery.roots)
    raise CommandLineError(f"no baseline: {missing}", "`seolint baseline create` writes one")


def _by_root(discovery: "Discovery", result: "Run") -> "dict[Root, list[Finding]]":
    """The findings of each root, with paths relative to it."""
    from msgspec.structs import replace

    places = {file.shown: file for file in discovery.files}
    found: dict[Root, list[Finding]] = {root: [] for root in discovery.roots}
    for finding in result.findings:
        file = places[finding.path]
        found[file.root].append(replace(finding, path=file.path))
    return found


def _file(root: "Root") -> Path:
    from seolint.config.keys import TopTable

    return root.folder / (root.config.baseline or TopTable().baseline)


def _write(path: Path, text: str) -> None:
    """Replaces a file as a whole."""
    target = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
        os.replace(target, path)
    except OSError as error:
        target.unlink(missing_ok=True)
        reason = (error.strerror or str(error)).lower()
        raise CommandLineError(f"cannot write {_shown(path)}: {reason}") from error


def _keep_mergeable(path: Path) -> bool:
    """Tells git to merge the file line by line; whether it had to be told."""
    attributes = path.with_name(".gitattributes")
    name = json.dumps(path.name) if " " in path.name else path.name
    line = f"{name} merge=union"
    try:
        text = attributes.read_text("utf-8") if attributes.exists() else ""
        if any(each.split("#")[0].strip().startswith(f"{name} ") for each in text.split("\n")):
            return False
        end = "" if not text or text.endswith("\n") else "\n"
        _write(attributes, f"{text}{end}{line}\n")
    except (OSError, UnicodeDecodeError, CommandLineError):
        print(f"note: write `{line}` into {_shown(attributes)} yourself", file=sys.stderr)
        return False
    return True


def _records(debt: "Debt") -> Iterable[dict[str, Any]]:
    from seolint.fingerprint import fingerprint

    for entry in sorted(debt.baseline.entries, key=lambda entry: entry.who):
        path, code, subject = entry.who
        found = debt.found.get(entry.who, ())
        yield {
            "path": path,
            "code": code,
            "subject": subject,
            "fp": fingerprint(entry.who),
            "n": entry.count,
            "status": "found" if found else "stale" if entry.who in debt.judged else "unknown",
            "findings": [
                {
                    "path": each.path,
                    "line": each.span.line,
                    "column": each.span.column,
                    "severity": each.severity,
                    "rule": each.rule,
                    "message": each.message,
                }
                for each in found
            ],
        }


def _shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")


def _total(entries: "Iterable[Entry]") -> int:
    return sum(entry.count for entry in entries)


def _counted(findings: "Sequence[Finding]") -> str:
    from seolint.finding import SEVERITIES

    kinds = Counter(finding.severity for finding in findings)
    parts = ", ".join(_count(kinds[kind], kind) for kind in SEVERITIES if kinds[kind])
    return _count(len(findings), "problem") + (f" ({parts})" if parts else "")


def _findings(number: int) -> str:
    return _count(number, "problem")


def _count(number: int, noun: str) -> str:
    from seolint.report.summary import counted

    return counted(number, noun)
