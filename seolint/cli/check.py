"""`seolint check`: lints pages and says what the run amounts to."""

import os
from enum import StrEnum
from functools import partial
from typing import Annotated, Literal

import typer

from seolint.cli.inputs import read_list
from seolint.cli.lint import Request, lint, list_files
from seolint.cli.outputs import parse_outputs, reject_second_output
from seolint.cli.running import running_keys
from seolint.cli.usage import CommandLineError

_file = partial(typer.Option, rich_help_panel="Which files")
_rule = partial(typer.Option, rich_help_panel="Which rules")
_fix = partial(typer.Option, rich_help_panel="Fixing")
_gate = partial(typer.Option, rich_help_panel="What fails the run")
_output = partial(typer.Option, rich_help_panel="Output")
_running = partial(typer.Option, rich_help_panel="Running")


class Shown(StrEnum):
    """What a report leaves out unless it is asked for."""

    SUPPRESSED = "suppressed"
    BASELINED = "baselined"
    OUT_OF_SCOPE = "out-of-scope"
    PASSED = "passed"
    DRAFTS = "drafts"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATHS]...",
        help="Files, folders or globs; `-` is standard input. [default: .]",
        show_default=False,
        rich_help_panel="Which files",
    ),
]
Include = Annotated[
    list[str] | None,
    _file(metavar="GLOB", help="Take these files of folders instead of the configured ones."),
]
Exclude = Annotated[list[str] | None, _file(metavar="GLOB", help="Leave these out, too.")]
FilesFrom = Annotated[
    str | None,
    _file(
        metavar="FILE",
        help="Read paths from a file, one a line or ended by NUL; `-` is standard input.",
    ),
]
NoExclude = Annotated[
    bool,
    _file("--no-exclude", help="Lint named files even if excluded, ignored or no content."),
]
NoGitignore = Annotated[bool, _file("--no-gitignore", help="Lint what git ignores, too.")]
StdinFilename = Annotated[
    str, _file(metavar="PATH", help="What standard input would be called as a file.")
]
Drafts = Annotated[
    Literal["check", "relax", "skip"] | None,
    _file(help="Judge drafts like pages, by a few rules that cannot fail the run, or not."),
]
Since = Annotated[
    str | None,
    _file(metavar="REV", help="Report only what is new since this branch left REV."),
]
SinceScope = Annotated[
    Literal["introduced", "lines", "files"],
    _file(
        help="What counts as new: what was not found before, what stands in changed lines, "
        "or all of changed files."
    ),
]
AllowEmpty = Annotated[bool, _file("--allow-empty", help="Accept that nothing is found to lint.")]

Profile = Annotated[
    Literal["essential", "recommended", "strict", "all"] | None, _rule(help="The set of rules.")
]
Select = Annotated[
    list[str] | None,
    _rule(metavar="RULES", help="Run these instead: codes, prefixes, names or `all`, with commas."),
]
ExtendSelect = Annotated[list[str] | None, _rule(metavar="RULES", help="Run these, too.")]
Ignore = Annotated[list[str] | None, _rule(metavar="RULES", help="Do not run these.")]
Evidence = Annotated[
    list[str] | None,
    _rule(
        metavar="GRADES",
        help="Of these, only rules that a search engine (G), a standard (S), measurement (M) or "
        "folklore (F) speaks for; with commas.",
    ),
]
Online = Annotated[bool, _rule("--online", help="Ask the web for links to other sites, too.")]
Accept = Annotated[
    list[str] | None,
    _rule(
        metavar="CODES",
        help="Answers of the web that are fine this time, such as 404 or dns; with commas.",
    ),
]
NoSuppressions = Annotated[
    bool, _rule("--no-suppressions", help="Report what comments and front matter silence.")
]
Baseline = Annotated[
    str | None,
    _rule(
        metavar="FILE",
        help="Take the findings in FILE as known. [default: `baseline` of the configuration]",
        show_default=False,
    ),
]
NoBaseline = Annotated[bool, _rule("--no-baseline", help="Report what is known, too.")]

Fix = Annotated[bool, _fix("--fix", help="Apply safe fixes, then report what is left.")]
UnsafeFixes = Annotated[
    bool,
    _fix("--unsafe-fixes", help="With --fix or --diff take unsafe fixes, too; alone show them."),
]
Diff = Annotated[bool, _fix("--diff", help="Print what --fix would change, and change nothing.")]
AddIgnores = Annotated[
    str | None,
    _fix(metavar="REASON", help="Write a suppression, with this reason, for all that is left."),
]

FailOn = Annotated[
    Literal["error", "warning", "info", "never"] | None,
    _gate(help="The mildest severity that fails the run."),
]
Strict = Annotated[bool, _gate("--strict", help="Short for --fail-on warning.")]
MaxWarnings = Annotated[int | None, _gate(metavar="N", min=0, help="Fail on more warnings.")]
ExitZero = Annotated[
    bool, _gate("--exit-zero", help="Exit with 0 where it would be 1; 2 remains 2.")
]

ShowFiles = Annotated[
    bool,
    _output("--show-files", help="List what would be linted; -v also what is left out, and why."),
]
Formats = Annotated[
    list[str] | None,
    _output(
        "--format",
        "-f",
        metavar="NAME[:FILE]",
        help="full, concise, grouped, json, jsonl, sarif, github, github-summary, gitlab, junit, "
        "checkstyle, rdjsonl, azure, teamcity or markdown; repeatable. "
        "[env: SEOLINT_FORMAT; default: full]",
    ),
]
Statistics = Annotated[
    bool, _output("--statistics", help="Print counts by rule, not findings (text formats).")
]
Show = Annotated[
    list[Shown] | None,
    _output(help="Print findings that do not count, clean pages, drafts, too; repeatable."),
]
Limit = Annotated[
    int | None,
    _output(metavar="N", min=0, help="Print no more findings than this (text formats)."),
]
Color = Annotated[Literal["auto", "always", "never"], _output(help="Use colours.")]
Quiet = Annotated[
    int,
    _output("--quiet", "-q", count=True, help="No summary; -qq: nothing.", show_default=False),
]
Verbose = Annotated[
    int,
    _output(
        "--verbose",
        "-v",
        count=True,
        help="What pages were taken for, and the time; -vv: tracebacks.",
        show_default=False,
    ),
]

Jobs = Annotated[
    int | None,
    _running(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Check pages in so many processes. "
        "[env: SEOLINT_JOBS; default: one for each processor, one for few pages]",
        show_default=False,
    ),
]
NoCache = Annotated[
    bool,
    _running(
        "--no-cache",
        help="Take nothing from earlier runs, and keep nothing. [env: SEOLINT_NO_CACHE]",
    ),
]
CacheDir = Annotated[
    str | None,
    _running(
        metavar="DIR",
        help="Keep what pages gave there. [env: SEOLINT_CACHE_DIR; default: .seolint_cache]",
    ),
]
ConfigFile = Annotated[
    str | None,
    _running(
        "--config",
        "-c",
        metavar="FILE",
        help="Use this configuration. [env: SEOLINT_CONFIG; default: the closest one]",
    ),
]
Sets = Annotated[
    list[str] | None,
    _running("--set", metavar="KEY=VALUE", help="Set a configuration key to a TOML value."),
]
Isolated = Annotated[
    bool, _running("--isolated", help="Use no configuration file and no other rule packs.")
]
Watch = Annotated[bool, _running("--watch", "-w", help="Lint again whenever a file changes.")]


def check(
    paths: Paths = None,
    include: Include = None,
    exclude: Exclude = None,
    no_exclude: NoExclude = False,
    no_gitignore: NoGitignore = False,
    files_from: FilesFrom = None,
    stdin_filename: StdinFilename = "stdin.md",
    drafts: Drafts = None,
    since: Since = None,
    since_scope: SinceScope = "introduced",
    allow_empty: AllowEmpty = False,
    profile: Profile = None,
    select: Select = None,
    extend_select: ExtendSelect = None,
    evidence: Evidence = None,
    ignore: Ignore = None,
    online: Online = False,
    accept: Accept = None,
    no_suppressions: NoSuppressions = False,
    baseline: Baseline = None,
    no_baseline: NoBaseline = False,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    add_ignores: AddIgnores = None,
    fail_on: FailOn = None,
    strict: Strict = False,
    max_warnings: MaxWarnings = None,
    exit_zero: ExitZero = False,
    show_files: ShowFiles = False,
    formats: Formats = None,
    statistics: Statistics = False,
    show: Show = None,
    limit: Limit = None,
    color: Color = "auto",
    quiet: Quiet = 0,
    verbose: Verbose = 0,
    jobs: Jobs = None,
    watch: Watch = False,
    no_cache: NoCache = False,
    cache_dir: CacheDir = None,
    config: ConfigFile = None,
    sets: Sets = None,
    isolated: Isolated = False,
) -> None:
    """Lint Markdown, MDX and HTML pages."""
    if strict and fail_on not in (None, "warning"):
        raise CommandLineError(f"--strict and --fail-on {fail_on} exclude each other")
    outputs = parse_outputs(formats or os.environ.get("SEOLINT_FORMAT", "").split() or ["full"])
    if diff:
        reject_second_output(outputs)
    alone = (
        ("show-files", show_files),
        ("fix", fix),
        ("diff", diff),
        ("add-ignores", add_ignores is not None),
    )
    for option, also in alone:
        if watch and also:
            raise CommandLineError(f"--watch and --{option} exclude each other")
    if add_ignores is not None:
        _check_reason(add_ignores)
    if isolated and config is not None:
        raise CommandLineError("--isolated and --config exclude each other")
    if since is not None and "-" in (paths or ()):
        raise CommandLineError(
            "--since and the standard input exclude each other", "save the page, and name its file"
        )
    if no_baseline and baseline is not None:
        raise CommandLineError("--baseline and --no-baseline exclude each other")
    if config is None and not isolated:
        config = os.environ.get("SEOLINT_CONFIG") or None
    given = {
        "include": include,
        "exclude": exclude,
        "respect-gitignore": False if no_gitignore else None,
        "drafts": drafts,
        "allow-empty": allow_empty or None,
        "profile": profile,
        "select": split_list(select),
        "extend-select": split_list(extend_select),
        "evidence": split_list(evidence),
        "ignore": split_list(ignore),
        "links": {"online": True} if online else None,
        "fail-on": "warning" if strict else fail_on,
        "max-warnings": max_warnings,
        **running_keys(jobs, cache_dir, no_cache=no_cache),
    }
    request = Request(
        paths=_all_paths(paths, files_from),
        given={key: value for key, value in given.items() if value is not None},
        sets=sets or [],
        config=config,
        isolated=isolated,
        no_exclude=no_exclude,
        stdin_filename=stdin_filename,
        accept=split_list(accept) or (),
        suppressions=not no_suppressions,
        baseline="" if no_baseline else baseline,
        since=since,
        since_scope=since_scope,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        add_ignores=add_ignores,
        exit_zero=exit_zero,
        outputs=outputs,
        statistics=statistics,
        show=frozenset(kind.value for kind in show or ()),
        limit=limit,
        color=color,
        quiet=quiet,
        verbose=verbose,
    )
    if watch:
        from seolint.cli.watch import watch as lint_again

        raise typer.Exit(lint_again(request))
    raise typer.Exit(list_files(request) if show_files else lint(request))


def _all_paths(paths: list[str] | None, files_from: str | None) -> list[str]:
    if files_from is None:
        return paths or ["."]
    if files_from == "-" and paths and "-" in paths:
        raise CommandLineError("standard input is either a page or a list of paths")
    return [*(paths or ()), *read_list(files_from)]


def _check_reason(reason: str) -> None:
    from seolint.fix.ignores import reason_flaw

    if flaw := reason_flaw(reason):
        raise CommandLineError(f"--add-ignores: {flaw}", 'say why: --add-ignores "old posts"')


def split_list(words: list[str] | None) -> list[str] | None:
    """The parts of comma lists and repeated options; None when the option was not given."""
    if words is None:
        return None
    return [part.strip() for word in words for part in word.split(",") if part.strip()]
