"""Where reports go: the terminal, pipes and files."""

import contextlib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TextIO

from seolint.cli.usage import CommandLineError, did_you_mean

if TYPE_CHECKING:
    from seolint.report import Report, View


class Output(NamedTuple):
    """A format, and the file it goes to; standard output without one."""

    format: str
    path: str = ""


def parse_outputs(words: Sequence[str]) -> list[Output]:
    """The outputs that `NAME` and `NAME:FILE` ask for; the first colon splits.

    Raises:
        CommandLineError: a format does not exist, a file has no name, or several formats
            would go to standard output.
    """
    from seolint.report import FORMATS

    outputs: list[Output] = []
    for word in words:
        name, colon, path = word.partition(":")
        if name not in FORMATS:
            help = did_you_mean(name, FORMATS) or f"choose one of {', '.join(FORMATS)}"
            raise CommandLineError(f"no such format: {name}", help)
        if colon and not path:
            raise CommandLineError(f"no file after the colon: {word}", f"write {name}:FILE")
        outputs.append(Output(name, path))
    if sum(not output.path for output in outputs) > 1:
        first, second = [output.format for output in outputs if not output.path][:2]
        raise CommandLineError(
            f"two formats for one standard output: {first} and {second}",
            f"send one of them to a file: -f {first} -f {second}:FILE",
        )
    return outputs


def write_file(output: Output, report: "Report", view: "View") -> None:
    """Writes a report to a file, which is either replaced as a whole or left alone.

    What is no plain file, such as a pipe, is written to directly. Missing folders are made.

    Raises:
        OSError: the file cannot be written.
    """
    from seolint.report import reporter

    path = os.path.realpath(output.path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    plain = os.path.isfile(path) or not os.path.exists(path)
    target = f"{path}.{os.getpid()}.tmp" if plain else path
    try:
        with open(target, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            reporter(output.format)(report, file, view)
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
