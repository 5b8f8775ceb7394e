"""How long a pattern takes on a text, and whether that grows faster than the text."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from patterns.attacks import attacks
from patterns.collect import Case

FIRST = 24
"""Characters, on which a pattern that takes twice as long for each one ends at all."""

SIZES = (FIRST, 500, 2_000, 8_000)
"""Characters; each but the first two is only tried where the last took longer than `QUICK`."""

MORE_SIZES = (*SIZES, 32_000)
"""These tell of loops in C, too, which take a tenth of a nanosecond for a character."""

QUICK = 150e-9
"""Seconds for a character. What grows with the square of the text takes longer at some size."""

WORST = 8
"""Four times the text may take so many times as long; the square would be 16 times."""

NOISE = 0.02
"""Seconds below which a time says nothing."""


class Slow(NamedTuple):
    """A text on which a pattern is slow: how it is made, its size, and the seconds it takes."""

    attack: str
    size: int
    seconds: float


def seconds(case: Case, text: str) -> float:
    """Processor time of all that is done with a pattern: of a search until there is no match.

    That of the thread, for while a timer runs Linux counts that of the process in ticks.
    """
    given = text if isinstance(case.pattern.pattern, str) else text.encode(errors="surrogatepass")
    start = time.thread_time()
    for method in case.methods & {"match", "fullmatch"}:
        getattr(case.pattern, method)(given)
    if not case.methods <= {"match", "fullmatch"}:
        for _ in case.pattern.finditer(given):
            pass
    return time.thread_time() - start


def superlinear(case: Case, sizes: Sequence[int] = MORE_SIZES) -> Iterator[Slow]:
    """The texts on which the time of a pattern grows faster than their length."""
    for name, make in attacks(case.pattern):
        slow = _grows(case, make, sizes)
        if slow is not None:
            yield Slow(name, *slow)


def _grows(
    case: Case, make: Callable[[int], str], sizes: Sequence[int]
) -> tuple[int, float] | None:
    """The size at which the time has grown too much, and this time."""
    before = ""
    for size in sizes:
        text = make(size)
        spent = seconds(case, text)
        if size > FIRST and spent < QUICK * size:
            return None
        if spent > NOISE:
            again = min(spent, seconds(case, text)) if spent < 1 else spent
            earlier = min(seconds(case, before) for _ in range(3)) if before else 0
            if again > max(NOISE, WORST * earlier):
                return size, again
        before = text
    return None
