"""An end for what takes for ever in this process: a page, or a rule over a site."""

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 10.0
"""How long a page may take: of processor time in this process, of any in one of its own."""


class OvertimeError(BaseException):
    """Something took too long. No `Exception`, for those are what rules may catch."""


class Watch:
    """Looks at a page ten times in the time that it may take; `left` are its seconds."""

    def __init__(self, seconds: float) -> None:
        self.step = seconds / 10
        self.left = math.inf

    def look(self, number: int, frame: FrameType | None) -> None:
        """The handler of a timer. A page that goes on nevertheless is stopped again."""
        self.left -= self.step
        if self.left <= 0:
            raise OvertimeError


@contextmanager
def watched(seconds: float) -> Iterator[Watch]:
    """Raises OvertimeError inside when `left` of what it gives has been spent.

    The time is that of the processor, so that a debugger may wait. Without effect where the
    system has no such timer, in a thread other than the main one, and where the timer is
    somebody else's. It is one timer for all pages: to set one for each would cost 1 %.
    """
    watch = Watch(seconds)
    if not hasattr(signal, "setitimer") or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield watch
        return
    try:
        former = signal.signal(signal.SIGPROF, watch.look)
    except ValueError:  # not the main thread
        yield watch
        return
    try:
        signal.setitimer(signal.ITIMER_PROF, watch.step, watch.step)
        yield watch
    finally:
        watch.left = math.inf
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL if former is None else former)
