"""What a site is made of: its generator, where its pages are, what they call their fields."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from seolint.document import CONTAINERS
from seolint.patterns import lazy_regex

if TYPE_CHECKING:
    from seolint.discovery import File, Root
    from seolint.document import Document

SAMPLE = 200
"""How many posts are read, evenly spread over the site."""

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "heading", "name"),
    "description": (
        *("teaser", "abstract", "lead", "lede", "intro", "tagline", "snippet", "dek", "standfirst"),
        *("metaDesc", "meta_desc", "desc", "shortDescription", "short_description"),
        *("subtitle", "synopsis", "blurb"),
    ),
    "image": ("hero", "hero_image", "heroimage", "header_image", "picture", "photo", "preview"),
    "date": ("created", "created_at", "createdAt", "publish_date", "posted", "published_on"),
    "updated": ("modified_at", "modifiedAt", "last_update", "updatedAt", "last_updated", "lastMod"),
    "author": ("by", "byline", "writer", "creator"),
    "tags": ("topics", "keywords", "labels"),
}
"""Names of fields that sites use and that are not known unless a configuration says so."""

_LEAST = 0.25
"""The share of the sampled posts that must have such a name for it to be meant."""

_HEAD = 4096
"""Bytes at the beginning of the posts outside the sample in which known names are looked for."""

_KEY = lazy_regex(r"""^([ \t]*)["']?([A-Za-z][\w-]*)["']?[ \t]*[:=]""", re.MULTILINE)


class Survey(NamedTuple):
    """What was found in a folder. `pages` counts all, `sampled` those that were read.

    `names` has for each field of the model the names in use, in the order in which they
    count, with the number of sampled posts that hold them. `others` are further sites.
    """

    root: "Root"
    pages: int
    sampled: int
    names: Mapping[str, Mapping[str, int]]
    others: Sequence["Root"]


def survey(folder: Path) -> Survey | None:
    """Looks at the site in a folder, whatever configurations say; None when there are no pages."""
    from seolint.discovery import discover

    found = discover([str(folder)], {}, cwd=Path.cwd(), isolated=True).files
    by_root: dict[int, list[File]] = defaultdict(list)
    for file in found:
        by_root[id(file.root)].append(file)
    if not by_root:
        return None
    largest = max(by_root.values(), key=len)
    root = largest[0].root
    others = [files[0].root for files in by_root.values() if files[0].root is not root]
    sample = _spread(largest, SAMPLE)
    pages = list(_read(sample))
    rest = [file for file in largest if file not in sample]
    return Survey(root, len(largest), len(pages), _names(pages, rest, root), others)


def _spread(files: "Sequence[File]", number: int) -> "list[File]":
    if len(files) <= number:
        return list(files)
    return [files[index * len(files) // number] for index in range(number)]


def _read(files: "Sequence[File]") -> "Iterator[Document]":
    """The pages that are posts, pages or docs; what cannot be read is left out."""
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    for file in files:
        root = file.root
        try:
            data = Path(file.real).read_bytes()
            where = root.in_site(file.path)
            doc = read(file.path, data, root.generator, root.settings, where=where)
        except (OSError, UnreadablePageError):
            continue
        if doc.fields and doc.kind in ("post", "page", "docs"):
            yield doc


def _names(
    pages: "Sequence[Document]", rest: "Sequence[File]", root: "Root"
) -> dict[str, dict[str, int]]:
    from seolint.document import find_field

    fold = root.settings.fold_keys
    counts: Counter[str] = Counter()
    found: dict[str, dict[str, int]] = {}
    elsewhere = _used(rest, {name for field in OTHER_NAMES for name in root.config.names[field]})
    for field, others in OTHER_NAMES.items():
        known = root.config.names[field]
        for doc in pages:
            for name in (*known, *others):
                value = find_field(doc.fields, (name,), fold)
                counts[name] += value is not None and value.type != "map"
        used = [name for name in known if counts[name] or name in elsewhere]
        covered = sum(counts[name] for name in used)
        least = max(1, _LEAST * len(pages), covered + 1)
        used += [name for name in others if counts[name] >= least]
        found[field] = {name: counts[name] for name in used}
    return found


def _used(files: "Sequence[File]", names: Collection[str]) -> set[str]:
    """Which names seem to be in use in the front matter of some file, without parsing it."""
    found: set[str] = set()
    for file in files:
        here: set[str] = set()
        try:
            with open(file.real, "rb") as stream:
                head = stream.read(_HEAD).decode("utf-8", "replace")
        except OSError:
            continue
        outer, inner = _keys(head)
        for name in sorted(names, key=lambda name: "." not in name):
            first, dot, last = name.partition(".")
            nested = bool(dot and first in outer and last in inner)
            contained = first in inner and not outer.isdisjoint(CONTAINERS)
            plain = not dot and not any(other.startswith(f"{name}.") for other in here)
            if nested or (plain and (first in outer or contained)):
                here.add(name)
        found |= here
    return found


def _keys(head: str) -> tuple[set[str], set[str]]:
    """The keys at the margin of a front matter, and those further in."""
    fence = head[:3]
    if fence not in ("---", "+++") and head[:1] != "{":
        return set(), set()
    block = head[3:].partition(f"\n{fence}")[0] if head[0] != "{" else head
    keys = _KEY.findall(block)
    outer = {key for indent, key in keys if not indent or head[0] == "{"}
    return outer, {key for indent, key in keys if indent or fence == "+++"}
