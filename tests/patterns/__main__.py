"""Prints the slowest patterns on 100 kB of their worst texts: `python tests/patterns`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from patterns.attacks import attacks
from patterns.collect import SHORT, patterns
from patterns.growth import QUICK, seconds

SIZE = 100_000
SHOWN = 20


def main() -> int:
    times: list[tuple[float, str, str]] = []
    cases = [case for case in patterns() if case.name not in SHORT]
    for case in cases:
        worst = (0.0, "")
        for name, make in attacks(case.pattern):
            if seconds(case, make(2_000)) > QUICK * 200:
                worst = max(worst, (seconds(case, make(SIZE)), name))
        times.append((worst[0], case.name, worst[1]))
    times.sort(reverse=True)
    print(f"{len(cases)} patterns, {SIZE:,} characters of what each is slowest on, ms of CPU")
    for spent, name, attack in times[:SHOWN]:
        print(f"{spent * 1000:8.1f}  {name}  {attack[:60]}")
    late = sum(spent > 0.05 for spent, _, _ in times)
    print(f"{late} take more than 50 ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
