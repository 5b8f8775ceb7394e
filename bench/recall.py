"""What peers find and seolint does not, and the other way round, rule by rule."""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from peers import FOLDER, find_peers, install_peers

SUFFIXES = (".md", ".mdx")
LEFT_OUT = (".git", "node_modules", ".markdownlint*", ".rumdl*", "*seolint.toml", "pyproject.toml")
"""What would configure one of the tools, and what is nobody's writing."""

_LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::\d+)? (?:error|warning) (?P<rule>MD\d+)")

Places = Mapping[str, set[tuple[str, int]]]
"""Rule -> the files and lines (1-based) that it reports."""


class Pair(NamedTuple):
    """A rule of the peers and those of ours that mean the same, with words of their messages."""

    theirs: str
    ours: tuple[str, ...]
    words: str = ""


PAIRS = (
    Pair("MD001", ("HEAD003",)),
    Pair("MD011", ("LINK012",), "swapped"),
    Pair("MD024", ("HEAD005",)),
    Pair("MD036", ("HEAD021",)),
    Pair("MD042", ("LINK013",), "no address|leads nowhere"),
    Pair("MD045", ("IMG001",)),
    Pair("MD059", ("LINK001",)),
)


def main() -> None:
    """Runs all tools over the folders of the command line and prints where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a site")
    parser.add_argument("--only", metavar="RULE", help="one rule of the peers, such as MD036")
    parser.add_argument("--counts", action="store_true", help="print no places")
    parser.add_argument("--peers", type=Path, default=FOLDER, help=f"their folder ({FOLDER})")
    parser.add_argument("--install", action="store_true", help="install the peers there")
    given = parser.parse_args()
    if given.install:
        install_peers(given.peers)
    peers = find_peers(given.peers)
    if not all(peers):
        parser.error("peers are missing: --install gets them")
    tools: dict[str, Callable[[Path, Sequence[str]], Places]] = {
        "markdownlint-cli2": lambda site, names: run_markdownlint(peers.markdownlint, site, names),
        "rumdl": lambda site, names: run_rumdl(peers.rumdl, site, names),
    }
    theirs: dict[str, defaultdict[str, set[tuple[str, int]]]] = {
        tool: defaultdict(set) for tool in tools
    }
    ours: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    with tempfile.TemporaryDirectory() as name:
        for source in given.folders:
            site = Path(name) / source.name
            shutil.copytree(source, site, ignore=shutil.ignore_patterns(*LEFT_OUT))
            names = sorted(
                path.relative_to(site).as_posix()
                for path in site.rglob("*")
                if path.suffix in SUFFIXES and path.is_file()
            )
            add(ours, run_seolint(site, names), site.name)
            for tool, run in tools.items():
                add(theirs[tool], run(site, names), site.name)
    for tool, found in theirs.items():
        for pair in PAIRS:
            if given.only in (None, pair.theirs):
                report(tool, pair, found[pair.theirs], ours[pair.theirs], not given.counts)


def add(all_places: defaultdict[str, set[tuple[str, int]]], places: Places, site: str) -> None:
    """Adds the places of a site, whose name becomes the first folder of the paths."""
    for rule, found in places.items():
        all_places[rule] |= {(f"{site}/{path}", line) for path, line in found}


def run_seolint(site: Path, names: Sequence[str]) -> Places:
    """What seolint reports, by the rules of the peers."""
    codes = ",".join(code for pair in PAIRS for code in pair.ours)
    command = [sys.executable, "-m", "seolint", "check", "--isolated", "--no-exclude"]
    command += ["--drafts", "check", "--no-suppressions", "--select", codes, "-f", "json"]
    command += ["--set", "rules.heading-level-skipped.allow-start = false", *names]
    done = subprocess.run(command, cwd=site, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    places: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for finding in json.loads(done.stdout)["findings"]:
        for pair in PAIRS:
            if finding["code"] in pair.ours and re.search(pair.words, finding["message"]):
                places[pair.theirs].add((finding["path"], finding["range"]["start"]["line"]))
    return places


def run_markdownlint(command: Sequence[str], site: Path, names: Sequence[str]) -> Places:
    """What markdownlint-cli2 reports; its own comments in pages count for nothing."""
    rules: dict[str, object] = {pair.theirs: True for pair in PAIRS}
    options = {
        "config": {"default": False, **rules, "MD024": {"siblings_only": True}},
        "noInlineConfig": True,
    }
    config = site.parent / f"{site.name}.markdownlint-cli2.jsonc"
    config.write_text(json.dumps(options), encoding="utf-8")
    literal = [f":{name}" for name in names]
    done = subprocess.run(
        [*command, "--no-globs", "--config", config, *literal],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    places: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for line in done.stderr.splitlines():
        if match := _LINE.match(line):
            places[match["rule"]].add((match["path"], int(match["line"])))
    return places


def run_rumdl(command: Sequence[str], site: Path, names: Sequence[str]) -> Places:
    """What rumdl reports; it offers no way to pass over its comments in pages."""
    rules = ",".join(pair.theirs for pair in PAIRS)
    options = ["--no-config", "--no-cache", "--no-exclude", "--enable", rules]
    options += ["--config", "MD024.siblings-only = true", "--output-format", "json"]
    done = subprocess.run(
        [*command, "check", *options, *names],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    places: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for finding in json.loads(done.stdout):
        places[finding["rule"]].add((finding["file"], finding["line"]))
    return places


def report(
    tool: str,
    pair: Pair,
    theirs: set[tuple[str, int]],
    ours: set[tuple[str, int]],
    with_places: bool,
) -> None:
    """Prints how many places two rules share, and those that only one of them has."""
    rules = f"{pair.theirs} / {' '.join(pair.ours)}"
    only_theirs, only_ours = sorted(theirs - ours), sorted(ours - theirs)
    counts = f"both {len(theirs & ours)}, only {tool} {len(only_theirs)}, only seolint"
    print(f"{rules:18} {counts} {len(only_ours)}")
    for name, places in ((tool, only_theirs), ("seolint", only_ours)) if with_places else ():
        for path, line in places:
            print(f"    {name:18} {path}:{line}")


if __name__ == "__main__":
    main()
