"""What fixing changes, on standard output: a diff, or the text that came from standard input."""

import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seolint.fix import Outcome

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def print_diff(outcome: "Outcome", *, color: bool) -> None:
    """Prints what would change: on a terminal for people, else byte for byte for `patch`."""
    from seolint.escapes import escape
    from seolint.fix.diff import diff_lines

    for change in outcome.changes:
        for line in diff_lines(change.path, change.old, change.new):
            if color or sys.stdout.isatty():
                text = escape(line.decode("utf-8", "surrogateescape").rstrip("\n"))
                print(_colored(text) if color else text)
            else:
                sys.stdout.buffer.write(line)
    sys.stdout.flush()


def _colored(line: str) -> str:
    from seolint.report.terminal import colored

    return colored(line, _STYLES.get(line[:1], ""))


def print_text(outcome: "Outcome", path: str, read: bytes) -> None:
    """Prints the text of the page that came from standard input, fixed where it could be.

    `read` are the bytes that were read of it: what follows is passed on as it is.
    """
    new = next((change.new for change in outcome.changes if change.path == path), read)
    sys.stdout.buffer.write(new)
    shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)
    sys.stdout.buffer.flush()
