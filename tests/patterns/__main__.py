"""Prints the slowest patterns on 100 kB of their worst texts: `python tests/patterns [WORD …]`.

With words only those whose names hold one. Exit code 1 when any takes more than 50 ms.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from patterns.collect import patterns
from patterns.worst import LIMIT, SIZE, STOP, Worst, worst

SHOWN = 20


def main(words: list[str]) -> int:
    cases = [case for case in patterns() if not words or any(word in case.name for word in words)]
    found = sorted(map(worst, cases), key=lambda each: each.seconds, reverse=True)
    late = sum(each.seconds > LIMIT for each in found)
    print(f"{len(cases)} patterns, ms of CPU for {SIZE:,} characters of what each is slowest on")
    for each in found[: max(SHOWN, late)]:
        print(_line(each))
    print(f"{late} take more than {LIMIT * 1000:.0f} ms")
    return 1 if late else 0


def _line(each: Worst) -> str:
    time = f"{each.seconds * 1000:8.1f}" if each.seconds <= STOP else f"  > {STOP * 1000:.0f}"
    return f"{time}  {each.case.name}  {each.attack[:60]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
