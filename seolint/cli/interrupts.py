"""What ends a run early, and the exit codes that say so."""

from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
TERMINATED = 143
READER_GONE = 141
"""128 and the number of the signal: SIGINT, SIGTERM, SIGPIPE."""

_told_to_end = False


class TerminatedError(KeyboardInterrupt):
    """Somebody asked the process to end."""


def terminate(number: int, frame: FrameType | None) -> NoReturn:
    """What the process does when it is told to end: a handler of SIGTERM."""
    global _told_to_end
    _told_to_end = True
    raise TerminatedError


def interrupt_code(interrupt: KeyboardInterrupt) -> int:
    """The exit code of an interrupt; code in other languages may have put in one of its own."""
    is_end = _told_to_end or isinstance(interrupt, TerminatedError)
    return TERMINATED if is_end else INTERRUPTED
