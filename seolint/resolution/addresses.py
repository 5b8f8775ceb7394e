"""Addresses and paths as strings: how those of one page compare."""

import re
from collections.abc import Iterable
from posixpath import basename, dirname, splitext

from seolint.facts import Facts
from seolint.links import MARKDOWN_SUFFIXES
from seolint.patterns import lazy_regex

INDEXES = frozenset(("index", "readme", "_index"))
"""The stems of files that are the pages of their folders."""

HTML_SUFFIXES = frozenset((".html", ".htm"))
_HOST = lazy_regex(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}", re.IGNORECASE)


def address_key(path: str) -> str:
    """A path as all the ways to write the address of a page come to: kept case, no suffix.

    `/a/`, `/a`, `/a/index.html` and `/a.html` are one to most hosts, by themselves or through
    a redirect.
    """
    if "//" in path:
        path = re.sub("//+", "/", path)
    stem, suffix = splitext(path)
    if suffix.lower() in HTML_SUFFIXES:
        path = stem
        if basename(path) == "index":
            path = path[:-5]
    return path.rstrip("/") or "/"


def folder_of(url: str) -> str:
    """The address from which a browser reads relative ones."""
    return url if url.endswith("/") else f"{dirname(url).rstrip('/')}/"


def page_address(source: str) -> str:
    """The address of a page whose source file a redirect names."""
    stem, suffix = splitext(source)
    if suffix not in MARKDOWN_SUFFIXES:
        return source
    if basename(stem).lower() in INDEXES:
        return dirname(stem)
    return stem


def page_path(page: Facts) -> str:
    """The path of a page without what only its file has: suffix, and `index`."""
    stem = splitext(page.path)[0].lower()
    return dirname(stem) if basename(stem) in INDEXES else stem


def logical_keys(path: str, languages: Iterable[str]) -> list[str]:
    """The logical paths of a page, of which Hugo takes any: lower case, without suffix."""
    path = path.lower()
    stem, suffix = splitext(path)
    if suffix not in MARKDOWN_SUFFIXES and suffix not in HTML_SUFFIXES:
        stem = path
    for language in languages:
        stem = stem.removesuffix(f".{language.lower()}")
    keys = [stem]
    if basename(stem) in ("index", "_index"):
        keys.append(dirname(stem))
    return keys


def is_index(path: str) -> bool:
    """Whether a file is the page of its folder."""
    return splitext(basename(path))[0].lower() in INDEXES


def on_host(url: str) -> str:
    """Path, query and fragment of a URL with a host."""
    rest = url.partition("//")[2]
    match = re.search(r"[/?#]", rest)
    if match is None:
        return "/"
    found = rest[match.start() :]
    return found if found.startswith("/") else f"/{found}"


def is_host(path: str) -> bool:
    """Whether a relative path begins as an address without its scheme would."""
    first, slash, _ = path.partition("/")
    return bool(slash) and _HOST.fullmatch(first) is not None


def glob_pattern(glob: str) -> str:
    """The expression for the addresses that a glob of `[site] routes` takes in."""
    parts = re.split(r"(\*\*|\*)", glob.rstrip("/"))
    pattern = "".join(
        ".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part) for part in parts
    )
    return f"{pattern.removesuffix('/.*') + '(?:/.*)?' if pattern.endswith('/.*') else pattern}/?"
