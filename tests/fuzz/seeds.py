"""What fuzzing starts from: pages that exist, and the words of the formats."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from fuzz.targets import TARGETS

_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|U[0-9a-f]{8}|x[0-9a-f]{2}|[rnt])")
PROJECT = Path(__file__).parents[2]
LARGEST = 8192
MOST = 120
"""Seeds of one target from one folder: enough for all kinds, few enough to begin at once."""

SUFFIXES = {
    "front_matter": (".md", ".markdown", ".mdx"),
    "markdown": (".md", ".markdown"),
    "mdx": (".mdx", ".md"),
    "html": (".html", ".htm", ".njk", ".liquid"),
    "config": (".toml",),
}
PAGES = (".md", ".markdown", ".mdx", ".html")

WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()


def write_seeds(target: str, folder: Path, given: Iterable[Path]) -> int:
    """Writes the seeds of a target into a folder and tells how many they are.

    They come from the project's examples and from the files under the `given` folders,
    of which nothing is kept elsewhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found = list(_own(target))
    for place in given:
        found += islice(_under(place, target), MOST)
    for number, data in enumerate(dict.fromkeys(found)):
        lead = b"" if target == "config" else bytes([number % 256])
        (folder / f"seed-{number}").write_bytes(lead + data[:LARGEST])
    return len(found)


def write_dictionary(path: Path) -> None:
    """The words of the formats, as libFuzzer reads them."""
    lines = []
    for word in WORDS:
        word = _ESCAPE.sub(lambda escape: escape[0].encode().decode("unicode_escape"), word)
        data = word.encode("utf-8", "surrogateescape")
        lines.append('"' + "".join(f"\\x{byte:02x}" for byte in data) + '"')
    path.write_text("\n".join(lines) + "\n")


def _own(target: str) -> Iterator[bytes]:
    yield from _under(PROJECT / "examples", target)
    yield from _under(PROJECT / "docs", target)
    if target == "config":
        for path in (PROJECT / "docs/configuration.md", PROJECT / "README.md"):
            for block in path.read_text(encoding="utf-8").split("```toml\n")[1:]:
                yield block.partition("```")[0].encode()
        return
    from seolint.testing import example_cases

    for case in example_cases():
        for path, text in case.example.pages.items():
            if path.endswith(SUFFIXES.get(target, PAGES)):
                plain = text.replace("⟦", "").replace("⟧", "").encode()
                yield _fields(plain) if target == "front_matter" else plain


def _under(folder: Path, target: str) -> Iterator[bytes]:
    """The files of a folder that suit a target, evenly chosen, and the texts in its JSON."""
    suffixes = SUFFIXES.get(target, PAGES)
    paths = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    for path in paths[:: max(1, len(paths) // MOST)]:
        if path.is_file():
            data = path.read_bytes()[: LARGEST - 1]
            yield _fields(data) if target == "front_matter" else data
    if target == "config":
        return
    for path in sorted(folder.glob("*.json*")):
        for line in path.read_text(encoding="utf-8").split(
            "\n" if path.suffix == ".jsonl" else "\0"
        ):
            if line.strip():
                for text in _strings(json.loads(line)):
                    data = text.encode("utf-8", "surrogatepass")
                    yield _fields(data) if target == "front_matter" else data


def _fields(data: bytes) -> bytes:
    """What stands between the fences of a page."""
    for fence in (b"---", b"+++"):
        if data.startswith(fence):
            return data[len(fence) :].partition(b"\n" + fence)[0].lstrip()
    return data


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= 20:
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


assert set(SUFFIXES) <= set(TARGETS)
