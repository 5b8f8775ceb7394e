"""Where reports go: the terminal, pipes and files."""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

from seolint.cli.usage import CommandLineError, did_you_mean

if TYPE_CHECKING:
    from seolint.report import Report, View


class Output(NamedTuple):
    """A format, and the file it goes to; standard output without one."""

    format: str
    path: str = ""
    append: bool = False


def parse_outputs(words: Sequence[str]) -> list[Output]:
    """The outputs that `NAME` and `NAME:FILE` ask for; the first colon splits.

    Without a file, `github-summary` goes to the end of the one that GitHub names.

    Raises:
        CommandLineError: a format does not exist, a file has no name, or several formats
            that cannot share it would go to standard output.
        ReporterError: an installed reporter cannot be used.
    """
    outputs: list[Output] = []
    for word in words:
        name, colon, path = word.partition(":")
        _check_format(name)
        if colon and not path:
            raise CommandLineError(f"no file after the colon: {word}", f"write {name}:FILE")
        summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
        if name == "github-summary" and not path and summary:
            outputs.append(Output(name, summary, append=True))
        else:
            outputs.append(Output(name, path))
    _check_stdout([output.format for output in outputs if not output.path])
    return outputs


def _check_format(name: str) -> None:
    from seolint.report import FORMATS, installed_reporters, reporter

    if name in FORMATS:
        return
    installed = installed_reporters()
    if name not in installed:
        known = [*FORMATS, *installed]
        help = did_you_mean(name, known) or f"choose one of {', '.join(known)}"
        raise CommandLineError(f"no such format: {name}", help)
    reporter(name)


def _check_stdout(formats: Sequence[str]) -> None:
    """Refuses formats that cannot share standard output: commands for a log may follow a text."""
    from seolint.report import LOG_FORMATS, TEXT_FORMATS

    whole = [name for name in formats if name not in LOG_FORMATS]
    if len(whole) > 1 or (len(formats) > 1 and not TEXT_FORMATS.issuperset(whole)):
        first, second = whole[0], next(name for name in formats if name != whole[0])
        raise CommandLineError(
            f"two formats for one standard output: {first} and {second}",
            f"send one of them to a file: -f {first} -f {second}:FILE",
        )


def reject_second_output(outputs: Sequence[Output]) -> None:
    """Refuses a report for programs on the standard output that a diff has for itself.

    Raises:
        CommandLineError: there is one.
    """
    from seolint.report import TEXT_FORMATS

    for output in outputs:
        if not output.path and output.format not in TEXT_FORMATS:
            raise CommandLineError(
                f"two things for one standard output: --diff and {output.format}",
                f"send the report to a file: -f {output.format}:FILE",
            )


def write_file(output: Output, report: "Report", view: "View") -> None:
    """Writes a report to a file, which is either replaced as a whole or left alone.

    What is no plain file, such as a pipe, is written to directly, and so is what others
    write to as well. Missing folders are made.

    Raises:
        OSError: the file cannot be written.
        ReporterError: an installed reporter fails.
    """
    from seolint.report import write_report

    path = os.path.realpath(output.path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    plain = not output.append and (os.path.isfile(path) or not os.path.exists(path))
    target = f"{path}.{os.getpid()}.tmp" if plain else path
    mode: Literal["a", "w"] = "a" if output.append else "w"
    try:
        with open(target, mode, encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            write_report(output.format, report, file, view)
        if plain:
            os.replace(target, path)
    except BaseException:
        if plain and os.path.exists(target):
            os.unlink(target)
        raise


def wants_color(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to write colours: `--color`, else the environment, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name) not in (None, "", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def close_stdout() -> None:
    """Sends what is still to be printed to nowhere, so that ending raises nothing more."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def can_encode(text: str, stream: TextIO) -> bool:
    """Whether a stream can take a text as it is."""
    try:
        text.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
