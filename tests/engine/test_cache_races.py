"""Runs side by side, killed ones and damaged files: a result never depends on the cache."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from house import House

from seolint.cachedir import FOLDER

COMMAND = [sys.executable, "-m", "seolint", "check", "-f", "json"]
OPTIONS = (
    (),
    ("--profile", "all"),
    ("1.md", "4.md"),
    ("--drafts", "check"),
    ("-j", "2"),
    ("--ignore", "META"),
)
WORDS = "rye oat [here](/no/) ![](a.png) # A ## B *loaf* teh the the".split()


class Bakery:
    """A site whose pages change, and what runs over it have to print."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.house = House(folder)
        self.chance = chance
        self.house.page("_config.yml", "title: Bakery\n")
        for number in range(24):
            self.write(number)

    def write(self, number: int) -> None:
        words = " ".join(self.chance.choices(WORDS, k=60))
        draft = self.chance.choice(["", "published: false\n"])
        title = self.chance.choice(["Loaf", "Rye", f"Loaf {number}"])
        self.house.page(f"{number}.md", f"---\ntitle: {title}\n{draft}---\n\n{words}\n")

    def toggle_picture(self) -> None:
        """Puts a picture there that pages show, or takes it away."""
        path = self.house.page("a.png", b"\x89PNG")
        if self.chance.random() < 0.5:
            path.unlink()

    def start(self, options: tuple[str, ...], *more: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*COMMAND, *options, *more],
            cwd=self.house.folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def damage(self) -> None:
        """Does something to a file of the cache."""
        paths = sorted((self.house.folder / FOLDER).glob("*.msgpack"))
        if not paths:
            return
        path = self.chance.choice(paths)
        data = bytearray(path.read_bytes())
        kinds = ["bits", "cut", "zeros", "gone", "other", "empty"]
        kind = self.chance.choice(kinds) if data else "gone"
        if kind == "bits":
            for _ in range(self.chance.randint(1, 9)):
                data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
        elif kind == "cut":
            del data[self.chance.randrange(len(data)) :]
        elif kind == "zeros":
            start = self.chance.randrange(len(data))
            data[start : start + 500] = bytes(500)
        elif kind == "other":
            data = bytearray(self.chance.choice(paths).read_bytes())
        elif kind == "empty":
            data.clear()
        if kind == "gone":
            path.unlink()
        else:
            path.write_bytes(data)


def check_pairs(folder: Path, pairs: int, seed: int) -> None:
    chance = random.Random(seed)
    bakery = Bakery(folder, chance)
    took = 1.0
    for _ in range(pairs):
        for number in chance.sample(range(24), chance.randint(0, 4)):
            bakery.write(number)
        bakery.toggle_picture()
        options = [chance.choice(OPTIONS) for _ in range(2)]
        started = time.monotonic()
        expected = [bakery.start(each, "--no-cache") for each in options]
        wanted = [process.communicate(timeout=120)[0] for process in expected]
        took = max(0.3, 0.5 * took + 0.5 * (time.monotonic() - started))
        if chance.random() < 0.5:
            bakery.damage()
        runs = [bakery.start(each) for each in options]
        deeds = chance.choice([(), ("kill",), ("damage",), ("kill", "damage")])
        for deed in deeds:
            time.sleep(chance.uniform(0, took))
            if deed == "kill":
                runs[0].kill()
            else:
                bakery.damage()
        for index, process in enumerate(runs):
            out, error = process.communicate(timeout=120)
            if process.returncode == -9:
                continue
            assert out == wanted[index], (options[index], seed)
            assert process.returncode == expected[index].returncode
            assert b"Traceback" not in error
        assert json.loads(wanted[0])["run"]["complete"]
    out, error = bakery.start((), "-v").communicate(timeout=120)
    assert out == bakery.start((), "--no-cache").communicate(timeout=120)[0]


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be replaced there")
def test_a_few_pairs(tmp_path):
    check_pairs(tmp_path / "bakery", 4, seed=8)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be replaced there")
def test_a_hundred_pairs(tmp_path):
    check_pairs(tmp_path / "bakery", 100, seed=random.randrange(10**6))
