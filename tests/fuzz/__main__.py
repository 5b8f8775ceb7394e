"""Fuzzes the targets one after the other: `python tests/fuzz --seconds 60 --seeds FOLDER`."""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from fuzz.seeds import LARGEST, write_dictionary, write_seeds
from fuzz.targets import TARGETS

LATEST = 120
"""Seconds after which an input is stopped that not even a hang of `worker.HANG` stops."""

MEMORY = 1024
"""MiB that one target may use."""


class Outcome(NamedTuple):
    """What fuzzing a target came to. `found` are the inputs that break it."""

    target: str
    runs: int
    seconds: float
    found: list[Path]
    log: str


def fuzz(target: str, seconds: int, folder: Path, seeds: Sequence[Path] = ()) -> Outcome:
    """Fuzzes one target; its corpus and what is found stay in `folder`."""
    corpus, found = folder / target, folder / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    if not corpus.is_dir():
        write_seeds(target, corpus, seeds)
    dictionary = folder / "words.dict"
    if not dictionary.exists():
        write_dictionary(dictionary)
    before = set(found.iterdir())
    spent = _children()
    worker = subprocess.run(
        [
            *(sys.executable, str(Path(__file__).with_name("worker.py")), target),
            *(f"-max_total_time={seconds}", f"-timeout={LATEST}", f"-rss_limit_mb={MEMORY}"),
            *(f"-max_len={LARGEST}", f"-dict={dictionary}", f"-artifact_prefix={found}/"),
            *("-print_final_stats=1", "-len_control=100", "-report_slow_units=1000"),
            str(corpus),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        check=False,
    )
    log = worker.stdout.decode("utf-8", "replace")
    runs = re.findall(r"stat::number_of_executed_units: (\d+)|^#(\d+)\t", log, re.MULTILINE)
    new = sorted(set(found.iterdir()) - before)
    if worker.returncode and not new:
        raise SystemExit(f"{target} could not be fuzzed:\n{log[-3000:]}")
    return Outcome(target, max(int(a or b) for a, b in runs), _children() - spent, new, log)


def _children() -> float:
    """Seconds of processor time of the processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("--seeds", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="for what was learnt and found")
    given = parser.parse_args()
    if unknown := set(given.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    folder = given.keep or Path(tempfile.mkdtemp(prefix="seolint-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    total, broken = 0, 0
    for target in given.targets or TARGETS:
        outcome = fuzz(target, given.seconds, folder.absolute(), given.seeds)
        total += outcome.runs
        broken += len(outcome.found)
        print(f"{target:14} {outcome.runs:9,} runs {outcome.seconds:7.0f} s", flush=True)
        for path in outcome.found:
            print(f"  {path}")
        if outcome.found:
            print(outcome.log[outcome.log.find("\n === ") :])
    print(f"{'all':14} {total:9,} runs; {broken} inputs found")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
