"""How long each pattern takes on 100,000 characters of the text that it is slowest on."""

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from patterns.attacks import attacks
from patterns.collect import Case
from patterns.growth import seconds

SIZE = 100_000
"""Characters."""

LIMIT = 0.05
"""Seconds of CPU that a pattern may take for them."""

STOP = 1.0
"""Seconds of CPU after which a search is stopped."""

ROUNDS = ((1_000, 12), (10_000, 3))
"""Sizes of a text, and how many of those that took longest there are tried at the next.

What takes a tenth of `STOP` at one of them is stopped there: it would take longer than that.
"""

RUNS = 5
"""The best of so many counts where the first is above half of `LIMIT`: other work only adds."""


class Worst(NamedTuple):
    """A pattern, the text it is slowest on, and its seconds; infinite where it was stopped."""

    seconds: float
    case: Case
    attack: str


class _StoppedError(Exception):
    pass


def worst(case: Case) -> Worst:
    """The slowest of all texts that may be slow, as far as smaller ones of the kind tell."""
    tried = list(attacks(case.pattern))
    for size, kept in ROUNDS:
        times = []
        for name, make in tried:
            spent = _limited(case, make(size), STOP / 10)
            if spent == math.inf:
                return Worst(spent, case, name)
            times.append((spent, name, make))
        times.sort(key=lambda each: each[0], reverse=True)
        tried = [(name, make) for _, name, make in times[:kept]]
    return max(
        (Worst(_best(case, make(SIZE)), case, name) for name, make in tried),
        key=lambda each: each.seconds,
    )


def _best(case: Case, text: str) -> float:
    spent = _limited(case, text, STOP)
    for _ in range(RUNS - 1 if LIMIT / 2 < spent < STOP else 0):
        spent = min(spent, _limited(case, text, STOP))
    return spent


def _limited(case: Case, text: str, limit: float) -> float:
    """The seconds for a text, infinite where they are more than a limit."""
    try:
        with _stopped_after(limit):
            return seconds(case, text)
    except _StoppedError:
        return math.inf


@contextmanager
def _stopped_after(limit: float) -> Iterator[None]:
    """Ends what runs inside after some seconds of CPU, where the system has such a timer.

    `re` looks for signals while it searches.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: Any) -> None:
        raise _StoppedError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
