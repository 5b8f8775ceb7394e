"""`python -m seolint.ci.github`: a run inside GitHub Actions, as `action.yml` asks for it.

Inputs come as environment variables only, so that no text of a pull request is ever part
of a command. What was counted goes to the file that `$GITHUB_OUTPUT` names.
"""

import json
import os
import shlex
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from seolint.cli import prepare_process, run

SWITCHES = ("true", "false")


class InputError(Exception):
    """An input of the action that makes no sense."""


def main() -> NoReturn:
    """Runs the check that the environment describes, and ends the process with its code."""
    prepare_process()
    sys.exit(check(os.environ))


def check(environ: Mapping[str, str]) -> int:
    """Runs the check, writes the outputs of the action, and returns the exit code."""
    with tempfile.TemporaryDirectory(dir=environ.get("RUNNER_TEMP") or None) as folder:
        report = Path(folder) / "report.json"
        try:
            code = run(arguments(environ, report))
        except InputError as error:
            print(f"error: {error}", file=sys.stderr)
            code = 2
        outputs = {"exit-code": code, **_counts(report)}
    if environ.get("GITHUB_OUTPUT"):
        with open(environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in outputs.items())
    return code


def arguments(environ: Mapping[str, str], report: Path) -> list[str]:
    """The command line that the inputs ask for; `report` is where to write JSON.

    Raises:
        InputError: an input makes no sense.
    """
    formats = ["full"]
    if _switch(environ, "annotations"):
        formats.append("github")
    if _switch(environ, "summary"):
        formats.append("github-summary")
    if sarif := environ.get("IN_SARIF", ""):
        formats.append(f"sarif:{sarif}")
    formats.append(f"json:{report}")
    words = ["check", *(word for name in formats for word in ("-f", name))]
    since = environ.get("IN_SINCE", "") or "auto"
    if since == "auto":
        since = environ.get("BASE_SHA", "") or "off"
    if since != "off":
        words.append(f"--since={since}")
    words += _split(environ, "args")
    return [*words, "--", *(_split(environ, "paths") or ["."])]


def _switch(environ: Mapping[str, str], name: str) -> bool:
    value = environ.get(f"IN_{name.upper()}", "") or "true"
    if value not in SWITCHES:
        raise InputError(f"the input {name} is true or false, not {value!r}")
    return value == "true"


def _split(environ: Mapping[str, str], name: str) -> list[str]:
    """The words of an input, quoted as in a shell; nothing is expanded."""
    try:
        return shlex.split(environ.get(f"IN_{name.upper()}", ""))
    except ValueError as error:
        raise InputError(f"the input {name} cannot be split: {error}") from error


def _counts(report: Path) -> dict[str, int]:
    """What was counted; nothing when the run did not come that far."""
    try:
        summary = json.loads(report.read_bytes())["summary"]
    except FileNotFoundError:
        return {}
    return {"errors": summary["errors"], "warnings": summary["warnings"]}


if __name__ == "__main__":
    main()
