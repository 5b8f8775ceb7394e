"""The process that fuzzes one target: `worker.py TARGET`, then what libFuzzer takes."""

import random
import signal
import sys
from pathlib import Path
from types import FrameType

HANG = 5
"""Seconds of processor time that one input may take; on a busy machine a clock would tell lies."""


class HangError(Exception):
    """An input takes too long."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise HangError(f"more than {HANG} seconds")


def main(arguments: list[str]) -> None:
    import atheris

    sys.path.insert(0, str(Path(__file__).parents[1]))
    with atheris.instrument_imports(include=["seolint", "seolint_rules"]):
        from fuzz.targets import TARGETS

        target = TARGETS[arguments[1]]
        for kind in b"\0\1\2\3":  # loads all that is imported late, and instruments it
            for text in (
                b"---\ntitle: a\n---\n\n# a\n\n<p>a</p> [b](c)\n",
                b"+++\na=1\n+++\n",
                b"{}",
            ):
                for each in TARGETS.values():
                    each(bytes([kind]) + text)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        """Now and then a piece is repeated, which finds what is slow; else as libFuzzer does."""
        chance = random.Random(seed)
        if data and chance.random() < 0.1:
            start = chance.randrange(len(data))
            piece = data[start : start + chance.choice((1, 2, 5, 20, 100))]
            times = chance.choice((2, 10, 100, 1000))
            return (data[:start] + piece * times + data[start:])[:most]
        return bytes(atheris.Mutate(data, most))

    def timed(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, HANG)
        try:
            target(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    signal.signal(signal.SIGPROF, _stop)
    atheris.Setup(
        [arguments[0], *arguments[2:]], timed, custom_mutator=mutate, enable_python_coverage=True
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
