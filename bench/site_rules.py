"""How site rules grow with a site: `python bench/site_rules.py 1000 10000 100000`.

Makes the facts of a blog of so many posts, each with links to others, images, tags and a
text of its own, then runs every site rule over them. Prints for each size the seconds of CPU,
the memory of the facts and what the rules added, and the exponent of growth from the size
before.
"""

import gc
import math
import random
import resource
import sys
import time
from pathlib import Path

from msgspec.msgpack import encode

from seolint.config import load_config
from seolint.discovery.roots import make_root
from seolint.engine.facts import facts_of
from seolint.engine.select import active_rules
from seolint.engine.site import check_site_rule
from seolint.facts import Facts
from seolint.files import Files
from seolint.read import read
from seolint.site import Site

WORDS = [f"{first}{last}" for first in "b d f g k l m n p r s t".split() for last in ("an", "or")]
NOWHERE = Path("/nowhere")


def post(number: int, size: int, chance: random.Random) -> str:
    """A post of some 400 words, with ten links, of which one in a hundred leads nowhere."""
    parts = [f"---\ntitle: Post {number}\ndate: 2024-01-01\ntags: [t{number % 97}]\n"]
    parts.append(f"description: What post {number} is about, in a sentence\n---\n")
    for section in range(4):
        parts.append(f"\n## Section {section}\n\n")
        parts.append(" ".join(f"{chance.choice(WORDS)}{chance.randrange(999)}" for _ in range(100)))
        near = (chance.randrange(size) for _ in range(2))
        parts += (f" [more](/posts/post-{number}/#section-1)" for number in near)
        parts.append(f" [x](@/posts/post-{chance.randrange(size + size // 100)}.md)\n")
    return "".join(parts)


def facts(size: int) -> list[Facts]:
    """The facts of a generated site, as the reader takes them."""
    root = make_root(NOWHERE, load_config(None, NOWHERE, {"site": {"generator": "zola"}}))
    chance = random.Random(size)
    found: list[Facts] = []
    for number in range(size):
        path = f"content/posts/post-{number}.md"
        text = post(number, size, chance).encode()
        found.append(facts_of(read(path, text, root.generator, root.settings)))
    return found


def measure(size: int) -> tuple[float, float, float]:
    """Seconds of CPU of all site rules, MB of the facts, MB more at the end."""
    config = load_config(None, NOWHERE, {"site": {"generator": "zola"}, "profile": "all"})
    root = make_root(NOWHERE, config)
    before = _megabytes()
    pages = facts(size)
    gc.collect()
    held = _megabytes()
    encoded = sum(len(encode(page)) for page in pages[:1000]) / min(size, 1000)
    site = Site(pages, root.settings, complete=True)
    site.files = Files(None)
    sizes = {page.path: 1 << 20 for page in pages}
    gc.freeze()
    begin = time.process_time()
    slowest = ("", 0.0)
    count = 0
    for active in active_rules(config, pages[0].path):
        if active.rule.scope == "site":
            start = time.process_time()
            count += len(check_site_rule(site, active, sizes, ()))
            slowest = max(slowest, (active.code, time.process_time() - start), key=lambda x: x[1])
    seconds = time.process_time() - begin
    after = _megabytes()
    print(
        f"{size:>7} pages: {seconds:6.2f} s CPU, {count} findings, slowest {slowest[0]} "
        f"{slowest[1]:.2f} s; facts {held - before:.0f} MB ({encoded:.0f} bytes a page when "
        f"encoded), rules {after - held:.0f} MB more"
    )
    return seconds, held - before, after - held


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measures each size that the command line names, in ascending order."""
    last: tuple[int, float] | None = None
    for size in sorted(map(int, sys.argv[1:] or ["1000", "10000"])):
        seconds, _, _ = measure(size)
        if last is not None and last[1] > 0:
            exponent = math.log(seconds / last[1]) / math.log(size / last[0])
            print(f"        growth from {last[0]}: exponent {exponent:.2f}")
        last = size, seconds


if __name__ == "__main__":
    main()
