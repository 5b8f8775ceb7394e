"""How our sentences compare with those of libraries: on hard cases, and on real pages."""

import argparse
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from peers import BIN, FOLDER

from seolint.language.sentences import split_sentences
from seolint.prose import CODE

PACKAGES = ("blingfire==0.1.8", "numpy", "pysbd==0.3.4", "sentencex==1.0.32", "syntok==1.4.4")
CASES = Path(__file__).parents[1] / "tests" / "language" / "sentences.txt"

PEER = """
import json, sys, time
import blingfire, pysbd, sentencex
from syntok import segmenter

def splitter(name, language):
    if name == "pysbd":
        return pysbd.Segmenter(language=language, clean=False).segment
    if name == "sentencex":
        return lambda text: sentencex.segment(language, text)
    if name == "blingfire":
        return lambda text: blingfire.text_to_sentences(text).split("\\n")
    if language not in ("de", "en", "es"):
        raise ValueError(language)
    return lambda text: [
        "".join(token.spacing + token.value for token in sentence)
        for paragraph in segmenter.process(text) for sentence in paragraph
    ]

found = {}
for name in ("blingfire", "pysbd", "sentencex", "syntok"):
    split, seconds = [], 0.0
    splitters = {}
    for language, text in json.load(open(sys.argv[1], encoding="utf-8")):
        try:
            split_one = splitters.setdefault(language, None) or splitter(name, language)
            splitters[language] = split_one
            start = time.process_time()
            parts = list(split_one(text))
            seconds += time.process_time() - start
        except ValueError:
            parts = None
        split.append(parts)
    found[name] = [seconds, split]
print(json.dumps(found))
"""


class Split(NamedTuple):
    """The sentences of some texts, None where their language is not known, and the time it took."""

    seconds: float
    sentences: Sequence[Sequence[str] | None]


Text = tuple[str, str]
"""A language and a text."""


def main() -> None:
    """Prints both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="pages, in languages that they say")
    parser.add_argument("--peers", type=Path, default=FOLDER, help=f"their folder ({FOLDER})")
    parser.add_argument("--install", action="store_true", help="install the libraries there")
    given = parser.parse_args()
    home = given.peers / "sentences"
    python = home / BIN / "python"
    if given.install:
        venv.create(home, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    if not python.exists():
        parser.error("the libraries are missing: --install gets them")
    hard_cases(python, home)
    if given.folder is not None:
        pages(python, home, given.folder)


def hard_cases(python: Path, home: Path) -> None:
    """Prints on how many of the cases of the tests each is right."""
    _, *parts = CASES.read_text(encoding="utf-8").split("\n= ")
    lines = [(part[:2], line) for part in parts for line in part.splitlines()[1:] if line]
    texts = [(language, line.replace("¦", "").replace("▒", CODE)) for language, line in lines]
    wanted = [[part.strip() for part in line.replace("▒", CODE).split("¦")] for _, line in lines]
    print(f"{len(lines)} hard cases in {len(parts)} languages")
    for name, split in all_splits(python, home, texts).items():
        pairs = zip(split.sentences, wanted, strict=True)
        right = sum(found is not None and cleaned(found) == want for found, want in pairs)
        print(f"  {name:10} {right:5} right")


def pages(python: Path, home: Path, folder: Path) -> None:
    """Prints how many sentences each finds in the pages of a folder, language by language."""
    texts: dict[str, list[Text]] = {}
    for language, text in read_blocks(folder):
        texts.setdefault(language, []).append((language, text))
    for language, blocks in sorted(texts.items()):
        size = sum(len(text) for _, text in blocks)
        print(f"\n{language}: {len(blocks)} blocks, {size / 1000:.0f} kB")
        splits = all_splits(python, home, blocks)
        ours = [cleaned(each or ()) for each in splits["seolint"].sentences]
        for name, split in splits.items():
            if None in split.sentences:
                continue
            theirs = [cleaned(each or ()) for each in split.sentences]
            equal = sum(one == other for one, other in zip(ours, theirs, strict=True))
            speed = 1e8 * split.seconds / size
            print(f"  {name:10} {sum(map(len, theirs)):6} sentences", end="")
            print(f"  {equal / len(blocks):6.1%} of the blocks as ours  {speed:7.1f} ms a 100 kB")


def all_splits(python: Path, home: Path, texts: Sequence[Text]) -> Mapping[str, Split]:
    """The sentences of ours and of the libraries, which run in an environment of their own."""
    start = time.process_time()
    ours = [[text[a:b] for a, b in split_sentences(text, language)] for language, text in texts]
    found = {"seolint": Split(time.process_time() - start, ours)}
    path = home / "texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [python, "-c", PEER, path]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return found | {name: Split(*split) for name, split in json.loads(done.stdout).items()}


def cleaned(sentences: Sequence[str]) -> list[str]:
    """Sentences without the blanks around them, and only those that have a letter or digit."""
    stripped = (sentence.strip() for sentence in sentences)
    return [text for text in stripped if any(char.isalnum() or char == CODE for char in text)]


def read_blocks(folder: Path) -> Iterator[Text]:
    """The paragraphs, items and quotes of the pages of a folder, with their languages."""
    from seolint.config import load_config
    from seolint.discovery.roots import make_root
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    root = make_root(folder, load_config(None, folder, {}))
    for path in sorted([*folder.rglob("*.md"), *folder.rglob("*.mdx")]):
        name = path.relative_to(folder).as_posix()
        try:
            doc = read(name, path.read_bytes(), root.generator, root.settings)
        except UnreadablePageError:
            continue
        if doc.language:
            yield from ((doc.language, block.text.opaque) for block in doc.running)


if __name__ == "__main__":
    main()
