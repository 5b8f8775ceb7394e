"""Words, sentences, paragraphs and keyphrases as Yoast counts them, and as seolint does."""

import argparse
import difflib
import json
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from machine import machine
from markdown_it import MarkdownIt
from peers import FOLDER, YOAST, install_peers

from seolint.config import load_config
from seolint.discovery import discover
from seolint.discovery.roots import make_root
from seolint.document import Document
from seolint.keyphrase import Keyphrase, occurrences, parse_keyphrase
from seolint.language.sentences import split_sentences
from seolint.language.stems import stem
from seolint.language.stopwords import stop_words
from seolint.language.words import count_words, word_list
from seolint.read import read

LIMITS = {"es": 25, "it": 25, "pt": 25, "ca": 25}
"""Words of the longest sentence that Yoast is content with, where it is not 20."""

LONGEST_PARAGRAPH = 150
LEAST_WORDS = 100
"""Shorter posts tell nothing in per cent."""

WHOLE = 10
"""Posts on which `yoast.mjs` has everything judged."""

KINDS = "words,sentences,keyphrases"

PHRASE_WORDS, LEAST_LETTERS = 3, 4

_NOTE = re.compile(r"\[\^[^\]\s]+\]:?")
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}|\{[%{].*?[%}]\}", re.DOTALL)
_CODE_BLOCK = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_CODE = re.compile(r"<(code|kbd|samp|var)\b[^>]*>.*?</\1>", re.DOTALL)
_LEFT_OUT = re.compile(r"<!--.*?-->|<(script|style|svg|iframe)\b.*?</\1>", re.DOTALL)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTE = re.compile(r"</?(?:blockquote|q|cite)\b[^>]*>")


class Post(NamedTuple):
    """A page as both tools get it: HTML without front matter, templates and code."""

    name: str
    language: str
    html: str
    keyphrase: str
    source: str


class Counts(NamedTuple):
    """What a tool counts; `sentences` has the text and the words of each.

    `keyphrase` is what a tool counts by itself, `stemmed` with the stems of seolint, and `same`
    with its function words, too.
    """

    words: int
    sentences: Sequence[tuple[str, int]]
    paragraphs: Sequence[int]
    keyphrase: int
    stemmed: int
    same: int
    ms: float


Row = tuple[Post, Counts, Counts]


def main() -> None:
    """Compares the pages of the folders on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="a site, or a file")
    parser.add_argument("--languages", default="en,de,es,fr", metavar="LIST")
    parser.add_argument("--posts", type=int, default=100, metavar="N", help="of each language")
    parser.add_argument("--keyphrase", metavar="TEXT", help="instead of one from each title")
    parser.add_argument("--show", default="", metavar="LIST", help=f"differences in {KINDS}")
    parser.add_argument("--peers", type=Path, default=FOLDER, help=f"their folder ({FOLDER})")
    parser.add_argument("--install", action="store_true", help="install the peers there")
    given = parser.parse_args()
    if given.install:
        install_peers(given.peers)
    if not (given.peers / "node" / "node_modules" / YOAST).is_dir():
        parser.error(f"{YOAST} is missing: --install gets it")
    languages = given.languages.split(",")
    posts = []
    for folder in given.folders:
        found = list(posts_of(folder, given.keyphrase))
        for language in languages:
            posts += [post for post in found if post.language == language][: given.posts]
    print(f"{machine()}; {len(posts)} posts\n", flush=True)
    theirs = run_yoast(given.peers, posts)
    ours = run_seolint(posts)
    for language in languages:
        rows = [row for row in zip(posts, ours, theirs, strict=True) if row[0].language == language]
        if rows:
            report(language, rows, given.show.split(","))
    seconds = [sum(counts.ms for counts in found) for found in (ours, theirs)]
    each = [spent / len(posts) for spent in seconds]
    print(
        f"ms of the processor a post for these: seolint {each[0]:.2f}, yoastseo {each[1]:.2f}, ",
        end="",
    )
    print(f"{each[1] / each[0]:.0f} times as much")


def posts_of(folder: Path, keyphrase: str | None = None) -> Iterator[Post]:
    """The pages that have enough words and a title to take a phrase from, the newest first."""
    cwd, name = (folder, ".") if folder.is_dir() else (folder.parent, folder.name)
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for file in reversed(discover([name], {}, cwd=cwd, isolated=True).files):
        root = file.root
        where = root.in_site(file.path)
        doc = read(
            file.path,
            Path(file.real).read_bytes(),
            root.generator,
            root.settings,
            lone=file.lone,
            where=where,
        )
        title = doc.field("title")
        if doc.syntax != "markdown" or title is None or doc.word_count < LEAST_WORDS:
            continue
        language = doc.language or "en"
        phrase = keyphrase or phrase_of(title.text, language)
        if phrase:
            body = _NOTE.sub("", _SHORTCODE.sub(" ", doc.text[doc.body :]))
            html = _LEFT_OUT.sub("", renderer.render(body))
            html = _QUOTE.sub("", _CODE.sub("code", _CODE_BLOCK.sub("", html)))
            source = f"---\nlang: {language}\n---\n{doc.text[doc.body :]}"
            yield Post(f"{folder.name}/{file.path}", language, html, phrase, source)


def phrase_of(title: str, language: str) -> str:
    """The first words of a title that have some length and are no stop words."""
    common = stop_words(language)
    words = [
        word
        for word in word_list(title.lower(), language)
        if len(word) >= LEAST_LETTERS and word.isalpha() and word not in common
    ]
    return " ".join(words[:PHRASE_WORDS])


def run_yoast(peers: Path, posts: Sequence[Post]) -> list[Counts]:
    """What Yoast counts, in a process of its own."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("node is missing")
    given = [
        {
            **post._asdict(),
            "stems": stems_of(post),
            "functionWords": sorted(stop_words(post.language)),
        }
        for post in posts
    ]
    done = subprocess.run(
        [node, Path(__file__).with_suffix(".mjs"), (peers / "node").resolve()],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    whole = sum(each.pop("all_ms") for each in found[:WHOLE]) / len(found[:WHOLE])
    for each in found[WHOLE:]:
        del each["all_ms"]
    print(f"yoastseo takes {whole:.0f} ms of a post for all that it judges\n")
    return [Counts(**each) for each in found]


def stems_of(post: Post) -> dict[str, str]:
    """The stem of each word of a post, so that both tools have the same."""
    text = f"{post.html} {post.keyphrase}".lower().replace("’", "'")
    words = {*_WORD.findall(text), *_WORD.findall(text.replace("'", " "))}
    return {word: stem(word, post.language) for word in words}


def run_seolint(posts: Sequence[Post]) -> list[Counts]:
    """What seolint counts on the same HTML; the time is that of the Markdown."""
    with tempfile.TemporaryDirectory() as name:
        root = make_root(Path(name), load_config(None, Path(name), {}))
        found = []
        for post in (*posts[:WHOLE], *posts):
            page = f"<!doctype html><html lang={post.language}><body>{post.html}</body></html>"
            phrase = parse_keyphrase(post.keyphrase, post.language)
            counts = count(read("a.html", page.encode(), root.generator, root.settings), phrase)
            start = time.process_time()
            count(read("a.md", post.source.encode(), root.generator, root.settings), phrase)
            found.append(counts._replace(ms=1000 * (time.process_time() - start)))
        return found[-len(posts) :]


def count(doc: Document, phrase: Keyphrase | None) -> Counts:
    """The counts of a page over headings, paragraphs, items and cells, as Yoast takes them."""
    texts = [text.opaque for text in sorted(doc.texts, key=lambda text: text.start)]
    sentences = [
        (text[start:end], count_words(text[start:end], doc.language))
        for text in texts
        for start, end in split_sentences(text, doc.language)
    ]
    blocks = [block.text.opaque for block in doc.blocks if block.kind != "code"]
    places = []
    if phrase is not None:
        places = list(occurrences(phrase, doc.texts, doc.vocabulary, doc.word_index))
    return Counts(
        doc.word_count,
        [sentence for sentence in sentences if sentence[1]],
        [length for text in blocks if (length := count_words(text, doc.language))],
        *[len(places)] * 3,
        0,
    )


def report(language: str, rows: Sequence[Row], show: Sequence[str]) -> None:
    """Prints what both tools count in the posts of a language, and where they differ."""
    most = LIMITS.get(language, 20)
    print(f"{language}: {len(rows)} posts{'':23} {'seolint':>8} {'yoastseo':>8}  difference")
    compare("words", rows, lambda counts: counts.words, 0.01)
    compare("sentences", rows, lambda counts: len(counts.sentences), 0.03)
    compare(
        f"sentences over {most} words",
        rows,
        lambda counts: sum(words > most for _, words in counts.sentences),
    )
    compare(
        f"paragraphs over {LONGEST_PARAGRAPH} words",
        rows,
        lambda counts: sum(words > LONGEST_PARAGRAPH for words in counts.paragraphs),
    )
    compare("keyphrases", rows, lambda counts: counts.keyphrase, 0)
    compare("  with the same stems", rows, lambda counts: counts.stemmed, 0)
    compare("  and the same function words", rows, lambda counts: counts.same, 0)
    for kind in show:
        for row in rows:
            differences(kind, *row)
    print()


def compare(
    title: str, rows: Sequence[Row], number: Callable[[Counts], int], near: float | None = None
) -> None:
    """Prints a line: both sums, by how much they differ, and on how many posts they agree."""
    ours = [number(row[1]) for row in rows]
    theirs = [number(row[2]) for row in rows]
    whole = sum(ours) - sum(theirs)
    share = 100 * whole / max(1, sum(theirs))
    line = f"  {title:34} {sum(ours):8} {sum(theirs):8} {whole:+6} ({share:+.2f} %)"
    if near is not None:
        agree = sum(abs(a - b) <= near * b for a, b in zip(ours, theirs, strict=True))
        within = f"within {100 * near:g} %" if near else "equal"
        line += f", {within} on {100 * agree / len(rows):.1f} % of the posts"
    print(line)


def differences(kind: str, post: Post, ours: Counts, theirs: Counts) -> None:
    """Prints where the tools differ on a post."""
    if kind == "sentences":
        one, two = ([fold(text) for text, _ in each.sentences] for each in (ours, theirs))
        if one != two:
            print(f"    {post.name}")
            for line in difflib.unified_diff(two, one, "yoastseo", "seolint", "", "", 0, ""):
                if not line.startswith(("---", "+++", "@@")):
                    print(f"      {line[:160]}")
    elif kind == "words" and ours.words != theirs.words:
        print(f"    {post.name} {ours.words} {theirs.words}")
        for (one, count), (other, length) in zip(ours.sentences, theirs.sentences, strict=False):
            if fold(one) == fold(other) and count != length:
                print(f"      {count} {length} {fold(one)[:160]}")
    elif kind == "keyphrases" and theirs[3:6] != ours[3:6]:
        print(f"    {post.name} “{post.keyphrase}” {ours.keyphrase}; {theirs[3:6]}")


def fold(text: str) -> str:
    """A sentence with one kind of blank."""
    return " ".join(text.split())


if __name__ == "__main__":
    main()
