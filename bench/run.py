"""How fast seolint is beside its peers: ratios of runs that alternate."""

import argparse
import gc
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from machine import machine
from peers import FOLDER, Peers, find_peers, install_peers

from seolint import COLLECT_AFTER

COMMON = "the and of to in with for from about between under over through although because".split()
SYLLABLES = (
    "am ber cas kit den el fo gar har is ja la mea nor or peb qua ri sad tim um val win".split()
)

Seconds = Callable[[], float]

READING = "reading a post"
WORDING = "its words and sentences, which rules share"
JUDGING = "all rules on it"


def main() -> None:
    """Measures what the command line asks for and prints a line for each comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="pages; without it some are made up")
    parser.add_argument("--posts", type=int, default=300, metavar="N", help="pages to make up")
    parser.add_argument("--pairs", type=int, default=7, metavar="N", help="runs of each command")
    parser.add_argument(
        "--growth", type=int, nargs="+", metavar="N", help="only sites of so many made-up pages"
    )
    parser.add_argument("--peers", type=Path, default=FOLDER, help=f"their folder ({FOLDER})")
    parser.add_argument("--install", action="store_true", help="install the peers there")
    given = parser.parse_args()
    if given.install:
        install_peers(given.peers)
    peers = find_peers(given.peers)
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.growth:
            measure_growth(folder, sorted(given.growth))
            return
        print("; ".join(versions(peers)))
        markdown, html = collect(given.folder, folder, given.posts)
        print(f"{len(markdown)} Markdown files, {size(markdown) / 1e6:.1f} MB; ", end="")
        print(f"{len(html)} HTML files, {size(html) / 1e6:.1f} MB; {given.pairs} pairs\n")
        compare_processes(peers, folder, markdown, given.pairs)
        gc.set_threshold(COLLECT_AFTER)
        compare_html(html, given.pairs)
        measure_rules(folder / "site", markdown, given.pairs)


def collect(source: Path | None, target: Path, posts: int) -> tuple[list[Path], list[Path]]:
    """Copies the pages of a folder, or makes some up, so that no tool finds its configuration.

    Markdown goes to `site` and HTML to `html`, which peers do not read. An empty configuration
    tells seolint that each is one site, whose pages it compares and remembers.
    """
    site, html = target / "site", target / "html"
    for folder in (site, html):
        folder.mkdir()
        (folder / "seolint.toml").touch()
    if source is None:
        chance = random.Random(7)
        for number in range(posts):
            (site / f"post-{number:04}.md").write_text(make_post(chance), encoding="utf-8")
        for number in range(posts // 10):
            (html / f"page-{number:04}.html").write_text(make_html(chance), encoding="utf-8")
    else:
        for path in sorted(source.rglob("*")):
            if path.suffix in (".md", ".html") and path.is_file():
                copy = (site if path.suffix == ".md" else html) / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
    return sorted(site.rglob("*.md")), sorted(html.rglob("*.html"))


def make_words(chance: random.Random, count: int) -> list[str]:
    """Words, half of them common and the others hardly ever twice; none twice in a row."""
    words: list[str] = []
    while len(words) < count:
        word = chance.choice(COMMON)
        if chance.random() < 0.5:
            word = "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3))))
        if word not in words[-1:]:
            words.append(word)
    return words


def make_sentence(chance: random.Random) -> str:
    """Words in a row, one of them in a link or marked up now and then."""
    words = make_words(chance, chance.randint(6, 22))
    place = chance.randrange(len(words))
    kinds = ("{}", "{}", "{}", "{}", "*{}*", "`{}`", "[{}](/about/things.md)", "**{}**")
    words[place] = chance.choice(kinds).format(words[place])
    return f"{' '.join(words).capitalize()}."


def make_post(chance: random.Random, sections: int = 6, number: int = 0) -> str:
    """A post of about 1.2 kB a section: front matter, lists, pictures and code."""
    title = " ".join((*make_words(chance, 6), str(number) if number else "")).capitalize().strip()
    about = " ".join(make_words(chance, 18)).capitalize()
    lines = ["---", f"title: {title}", f"description: {about}.", "date: 2024-05-06", "---", ""]
    for _ in range(sections):
        lines += [f"## {' '.join(make_words(chance, 4)).capitalize()}", ""]
        for _ in range(2):
            lines += [" ".join(make_sentence(chance) for _ in range(4)), ""]
        lines += [f"- {make_sentence(chance)}" for _ in range(4)]
        lines += ["", f"![{make_words(chance, 3)[0]} by the sea](/images/sea.jpg)", ""]
        lines += ["```sh", "make all", "```", ""]
    return "\n".join(lines)


def make_html(chance: random.Random) -> str:
    """A page of HTML of about 20 kB."""
    sections = "".join(
        f"<section class='a'><h2>{' '.join(make_words(chance, 3))}</h2>"
        + "".join(f"<p id=p{n}>{make_sentence(chance)} <a href='/x/'>more</a>" for n in range(20))
        + "</section>\n"
        for _ in range(8)
    )
    return f"<!doctype html><html lang=en><title>A page</title><body><h1>A</h1>{sections}</html>\n"


def size(paths: Sequence[Path]) -> int:
    """Bytes of some files."""
    return sum(path.stat().st_size for path in paths)


def process(*command: str, cwd: Path) -> Seconds:
    """A command as a function that runs it and gives the seconds it took."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def measure() -> float:
        start = time.perf_counter()
        done = subprocess.run(command, cwd=cwd, env=kept, capture_output=True, check=False)
        seconds = time.perf_counter() - start
        if done.returncode not in (0, 1):
            raise SystemExit(f"{command[:3]} ended with {done.returncode}: {done.stderr.decode()}")
        return seconds

    return measure


def compare(title: str, one: Seconds, other: Seconds, pairs: int) -> None:
    """Prints the ratio of two measures taken in turns, after each has run once to get warm."""
    one(), other()
    taken = [(one(), other()) for _ in range(pairs)]
    ratios = sorted(first / second for first, second in taken)
    times = [f"{min(column) * 1000:8.0f}" for column in zip(*taken, strict=True)]
    print(f"{title:48} {ratios[0]:7.2f} {median(ratios):7.2f}  {times[0]} {times[1]}")


def seolint_command() -> tuple[str, ...]:
    """The command of this environment, else the module."""
    script = shutil.which("seolint", path=Path(sys.executable).parent) or shutil.which("seolint")
    return (script,) if script else (sys.executable, "-m", "seolint")


def versions(peers: Peers) -> list[str]:
    """What each of the commands says of its version."""
    told = []
    for command in (seolint_command(), *filter(None, peers)):
        done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
        lines = (done.stdout or done.stderr).splitlines()
        told.append(lines[0] if lines else command[-1])
    return told


def compare_processes(peers: Peers, folder: Path, markdown: Sequence[Path], pairs: int) -> None:
    """Compares whole runs: starting, one file alone, all files without a cache and with one."""
    print(f"{'ratio of wall times':48} {'least':>7} {'median':>7}  {'ms':>8} {'peer ms':>8}")
    seolint = seolint_command()
    bare = process(sys.executable, "-c", "", cwd=folder)
    compare("--version / an interpreter", process(*seolint, "--version", cwd=folder), bare, pairs)
    alone = folder / "alone"
    alone.mkdir()
    lone = sorted(markdown, key=lambda path: abs(path.stat().st_size - 7000))[0]
    shutil.copy(lone, alone / "post.md")
    site = folder / "site"
    names = [path.relative_to(site).as_posix() for path in markdown]
    check = (*seolint, "check", "--no-exclude")
    cold = process(*check, "--no-cache", *names, cwd=site)
    warm = process(*check, *names, cwd=site)
    if peers.markdownlint:
        one = process(*seolint, "check", "post.md", cwd=alone)
        other = process(*peers.markdownlint, "post.md", cwd=alone)
        compare("one file / markdownlint-cli2", one, other, pairs)
        other = process(*peers.markdownlint, *names, cwd=site)
        compare("all Markdown / markdownlint-cli2", cold, other, min(pairs, 3))
    if peers.rumdl:
        other = process(*peers.rumdl, "check", "--no-cache", *names, cwd=site)
        compare("all Markdown / rumdl --no-cache", cold, other, pairs)
        other = process(*peers.rumdl, "check", *names, cwd=site)
        compare("all Markdown again / rumdl again", warm, other, pairs)
    if not all(peers):
        print("(peers are missing: --install gets them)")


def measure_growth(folder: Path, sizes: Sequence[int]) -> None:
    """Prints time and memory of sites that differ in nothing but the number of their pages."""
    print(f"{'pages':>8} {'wall s':>8} {'cpu s':>8} {'MB':>6} {'exponent':>9}  without a cache")
    before: tuple[int, float] | None = None
    for pages in sizes:
        site = folder / f"site-{pages}"
        chance = random.Random(7)
        for number in range(pages):
            place = site / "content" / "posts" / f"{number // 1000:03}"
            place.mkdir(parents=True, exist_ok=True)
            text = make_post(chance, sections=1, number=number)
            (place / f"post-{number}.md").write_text(text, encoding="utf-8")
        (site / "seolint.toml").write_text('[site]\ngenerator = "hugo"\n', encoding="utf-8")
        command = [*seolint_command(), "check", "--no-cache", "--format", "concise", "."]
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL)
        _, _, used = os.wait4(child.pid, 0)
        wall, cpu = time.perf_counter() - start, used.ru_utime + used.ru_stime
        growth = ""
        if before is not None:
            growth = f"{math.log(cpu / before[1]) / math.log(pages / before[0]):.2f}"
        before = pages, cpu
        memory = used.ru_maxrss / (1000 if sys.platform != "darwin" else 1e6)
        print(f"{pages:8} {wall:8.1f} {cpu:8.1f} {memory:6.0f} {growth:>9}", flush=True)
        shutil.rmtree(site)


def compare_html(paths: Sequence[Path], pairs: int) -> None:
    """Compares the processor time of checking HTML with that of making a tree of it."""
    if not paths:
        return
    from bs4 import BeautifulSoup

    from seolint.config import load_config
    from seolint.discovery.roots import make_root
    from seolint.engine.page import check_page
    from seolint.engine.select import active_rules

    root = make_root(paths[0].parent, load_config(None, paths[0].parent, {}))
    rules = active_rules(root.config, "page.html")
    pages = [path.read_bytes() for path in paths]

    def check() -> float:
        start = time.process_time()
        for data in pages:
            check_page("page.html", data, rules, root.generator, root.settings)
        return time.process_time() - start

    def parse() -> float:
        start = time.process_time()
        for data in pages:
            BeautifulSoup(data.decode("utf-8", "replace"), "html.parser")
        return time.process_time() - start

    compare("all HTML / BeautifulSoup, processor time", check, parse, pairs)


def measure_rules(folder: Path, paths: Sequence[Path], rounds: int) -> None:
    """Prints the processor time a post takes to read, and all rules of every profile on it."""
    from seolint.config import load_config
    from seolint.discovery.roots import make_root
    from seolint.engine.page import applies, run_rule
    from seolint.engine.select import active_rules
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    root = make_root(folder, load_config(None, folder, {"profile": "all"}))
    rules = [active for active in active_rules(root.config, "post.md") if active.rule.check]
    rules = [active for active in rules if active.rule.scope == "doc"]
    pages = [path.read_bytes() for path in paths]
    rounds_of: dict[str, list[float]] = defaultdict(list)
    judging: list[dict[str, float]] = []
    for _ in range(rounds):
        spent: dict[str, float] = defaultdict(float)
        reading = wording = 0.0
        for data in pages:
            start = time.process_time()
            try:
                doc = read("post.md", data, root.generator, root.settings)
            except UnreadablePageError:
                continue
            then = time.process_time()
            reading += then - start
            _ = doc.vocabulary, doc.sentence_places
            wording += time.process_time() - then
            for active in rules:
                if applies(active, doc, True):
                    start = time.process_time()
                    list(run_rule(active, doc))
                    spent[f"{active.code} {active.name}"] += time.process_time() - start
        rounds_of[READING].append(reading)
        rounds_of[WORDING].append(wording)
        rounds_of[JUDGING].append(sum(spent.values()))
        judging.append(spent)
    posts = len(pages)
    share = 7000 * posts / max(1, size(paths))
    print(f"\n{'processor time in ms':48} {'least':>7} {'median':>7}  {'for 7 kB':>8}")
    for title, totals in rounds_of.items():
        least, middle = (1000 * value / posts for value in (min(totals), median(totals)))
        print(f"{title:48} {least:7.3f} {middle:7.3f}  {least * share:8.3f}")
    rows = list(zip(*rounds_of.values(), strict=True))
    shares = [judged / (read + worded) for read, worded, judged in rows]
    print(f"{'  the rules / what comes before them':48} {min(shares):7.2f} {median(shares):7.2f}")
    shares = [(worded + judged) / read for read, worded, judged in rows]
    print(f"{'  all but reading / reading':48} {min(shares):7.2f} {median(shares):7.2f}")
    fastest = judging[rounds_of[JUDGING].index(min(rounds_of[JUDGING]))]
    for title in sorted(fastest, key=fastest.__getitem__, reverse=True)[:6]:
        print(f"  {title:46} {1000 * fastest[title] / posts:7.3f}")


if __name__ == "__main__":
    main()
