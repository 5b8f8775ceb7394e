"""The command line: its commands, and the exit code of whatever happens."""

import os
import re
import shlex
import signal
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer
from typer.core import TyperGroup
from typer.main import get_group

from seolint import __version__
from seolint.cli.interrupts import INTERRUPTED, READER_GONE, interrupt_code, terminate
from seolint.cli.outputs import close_stdout
from seolint.cli.usage import CommandLineError, SectionedCommand, UsageError, describe, did_you_mean

COMMANDS: Mapping[str, str | None] = {
    "check": None,
    "rules": None,
    "explain": "Explain rules in full.",
    "init": None,
    "config": None,
    "site": "Show what is known of the site.",
    "stats": "Show the figures of pages.",
    "new": "Begin a new rule.",
    "clean": "Delete what runs have kept.",
    "completions": None,
    "baseline": None,
}
"""The commands, each a function in a module of its name; None: its first sentence is its help."""

GLOBAL_OPTIONS = ("-h", "--help", "--version")
_SHORT_FLAGS = re.compile("-[qv]+")


def command_line(commands: Iterable[str] = COMMANDS) -> TyperGroup:
    """The parser of command lines with some commands, whose modules alone are imported."""
    app = typer.Typer(
        name="seolint",
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": 80},
    )
    app.callback()(_seolint)
    for name in commands:
        module = import_module(f"{__name__}.{name}")
        if name == "baseline":
            app.add_typer(module.app)
        else:
            command = app.command(cls=SectionedCommand, short_help=COMMANDS[name])
            command(getattr(module, name))
    return get_group(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"seolint {__version__}")
        raise typer.Exit


def _seolint(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", is_eager=True, callback=_print_version
        ),
    ] = False,
) -> None:
    """Find what keeps written content from being found.

    A path that no command could be called, with a dot, a slash or a star in it, is linted:
    `seolint posts/` is short for `seolint check posts/`.
    """


def main() -> NoReturn:
    """Runs the command line of this process and ends it."""
    prepare_process()
    sys.exit(run(sys.argv[1:]))


def prepare_process() -> None:
    """Lets streams take any text, and a SIGTERM end the run in good order."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, terminate)


def run(arguments: Sequence[str]) -> int:
    """Runs a command line and returns the exit code, whatever happens."""
    try:
        code = _invoke(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        close_stdout()
        return READER_GONE
    except KeyboardInterrupt as interrupt:
        code = interrupt_code(interrupt)
        if code == INTERRUPTED:
            print("Interrupted", file=sys.stderr)
        return code
    except (Exception, SystemExit) as error:
        if isinstance(error, OSError):
            close_stdout()
        print(explain_error(error, verbose=_is_verbose(arguments)), file=sys.stderr)
        return 2
    return code


def _invoke(arguments: list[str]) -> int:
    arguments = complete(arguments)
    wanted = COMMANDS if arguments[0] in ("-h", "--help") else COMMANDS.keys() & {arguments[0]}
    group = command_line(wanted)
    try:
        with group.make_context("seolint", arguments) as context:
            group.invoke(context)
    except typer.Exit as stop:
        return stop.exit_code
    return 0


def explain_error(error: BaseException, *, verbose: bool = False) -> str:
    """What an exception tells the user; of one that nobody expected the traceback if `verbose`."""
    from seolint.config import ConfigError
    from seolint.filters.baseline import BaselineError
    from seolint.git import GitError
    from seolint.packs import PackError
    from seolint.report import ReporterError

    if isinstance(error, UsageError):
        return str(describe(error))
    if isinstance(error, CommandLineError | ConfigError | BaselineError | GitError):
        return str(error)
    if isinstance(error, PackError):
        return f"error: {error}"
    if isinstance(error, ReporterError) and not verbose:
        return f"error: {error}\n  = help: -vv shows where it happened"
    if verbose:
        import traceback

        return "".join(traceback.format_exception(error)).rstrip()
    return f"error: {type(error).__name__}: {error}\n  = help: -vv shows where it happened"


def _is_verbose(arguments: Sequence[str]) -> bool:
    short = sum(each.count("v") for each in arguments if _SHORT_FLAGS.fullmatch(each))
    return short + arguments.count("--verbose") > 1


def complete(arguments: list[str]) -> list[str]:
    """The command line with the command that it leaves out.

    Raises:
        CommandLineError: the first word is neither a command nor a path for sure.
    """
    if not arguments:
        return ["--help"]
    first = arguments[0]
    if first in COMMANDS or first in GLOBAL_OPTIONS:
        return arguments
    if first == "-" or (not first.startswith("-") and any(mark in first for mark in "./\\*")):
        return ["check", *arguments]
    if first.startswith("-"):
        raise _misplaced(arguments)
    problem = f"no such command: {first}"
    if os.path.exists(first):
        kind = "folder" if os.path.isdir(first) else "file"
        line = shlex.join(["seolint", "check", *arguments])
        raise CommandLineError(problem, f"`{first}` is a {kind} here; to lint it: {line}")
    near = did_you_mean(first, COMMANDS, mark="")
    raise CommandLineError(problem, near or f"the commands are {', '.join(COMMANDS)}")


def _misplaced(arguments: list[str]) -> CommandLineError:
    """The answer to an option before the command."""
    name = arguments[0].partition("=")[0]
    if not name.startswith("--"):
        name = name[:2]
    check = command_line(["check"]).commands["check"]
    own = [option for parameter in check.params for option in parameter.opts]
    if name in ("--", *own):
        rest = list(arguments)
        if "check" in rest:
            rest.remove("check")
        line = shlex.join(["seolint", "check", *rest])
        return CommandLineError(f"no command before {name}", f"options follow the command: {line}")
    return CommandLineError(f"no such option: {name}", did_you_mean(name, {*own, *GLOBAL_OPTIONS}))
