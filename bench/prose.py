"""What the rules on readability and keyphrases cost, on posts with and without a keyphrase."""

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from machine import machine
from yoast import Post, posts_of

from seolint.config import load_config
from seolint.discovery.roots import make_root
from seolint.engine.page import applies, run_rule
from seolint.engine.select import active_rules
from seolint.read import read

SIZES = range(3500, 6500)
"""Bytes of a post of about 5 kB."""

BUDGET = 0.5
READING = "reading a post"
"""`README.md` wants less than 0.4 ms of it for such a post: it shows how busy the machine is."""


def main() -> None:
    """Prints the processor time of each rule for a post of about 5 kB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a site")
    parser.add_argument("--posts", type=int, default=300, metavar="N", help="of each site")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    given = parser.parse_args()
    posts = [post for folder in given.folders for post in list(posts_of(folder))[: given.posts]]
    posts = [post for post in posts if len(post.source.encode()) in SIZES]
    size = sum(len(post.source.encode()) for post in posts) / len(posts)
    print(f"{machine()}; {len(posts)} posts of {size:.0f} bytes, ms of the processor")
    tell("as they are", [post.source.encode() for post in posts], given.rounds)
    tell("each with a keyphrase", [page_of(post) for post in posts], given.rounds)
    print(f"\nwanted: less than {BUDGET}")


def tell(title: str, pages: Sequence[bytes], count: int) -> None:
    """Prints what each rule costs on some pages."""
    first, *rounds = [measure(pages) for _ in range(1 + count)]
    print(f"\n{title:44} {'first':>7} {'least':>7} {'median':>7}")
    line(READING, first.pop(READING), [spent.pop(READING) for spent in rounds])
    for rule in sorted(first, key=first.__getitem__, reverse=True):
        line(rule, first[rule], [spent[rule] for spent in rounds])
    line("all rules on it", sum(first.values()), [sum(spent.values()) for spent in rounds])


def page_of(post: Post) -> bytes:
    """The post with a keyphrase, a title and a description."""
    title = f"All about {post.keyphrase}"
    head = f"lang: {post.language}\ntitle: {title}\ndescription: {title}, and more.\n"
    body = post.source.partition("---\n")[2].partition("---\n")[2]
    return f"---\n{head}keyphrase: {post.keyphrase}\n---\n{body}".encode()


def measure(pages: Sequence[bytes]) -> dict[str, float]:
    """The time of each rule for one post, what it makes of the page for others included."""
    root = make_root(Path("/nowhere"), load_config(None, Path("/nowhere"), {}))
    rules = [
        active
        for active in active_rules(root.config, "post.md")
        if active.family in ("READ", "KEY") and active.rule.scope == "doc"
    ]
    spent: defaultdict[str, float] = defaultdict(float)
    for data in pages:
        start = time.process_time()
        doc = read("posts/post.md", data, root.generator, root.settings)
        spent[READING] += time.process_time() - start
        for active in rules:
            if applies(active, doc, True):
                start = time.process_time()
                list(run_rule(active, doc))
                spent[f"{active.code} {active.name}"] += time.process_time() - start
    return {title: 1000 * seconds / len(pages) for title, seconds in spent.items()}


def line(title: str, first: float, others: Sequence[float]) -> None:
    """Prints a row: the first round, in which stems are still unknown, and the later ones."""
    print(f"{title:44} {first:7.3f} {min(others):7.3f} {median(others):7.3f}")


if __name__ == "__main__":
    main()
