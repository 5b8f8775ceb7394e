"""Which generator a folder belongs to, by the files in it."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from seolint.patterns import lazy_regex

_SCRIPTS = (".js", ".ts", ".mjs", ".cjs", ".mts")
_YAML = (".yml", ".yaml")
_FORMATS = (".toml", *_YAML, ".json")


def _named(stem: str, suffixes: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem + suffix for suffix in suffixes)


FILES = {
    "docusaurus": (*_named("docusaurus.config", _SCRIPTS), "siteConfig.js"),
    "astro": _named("astro.config", _SCRIPTS),
    "vitepress": (
        *_named(".vitepress/config", _SCRIPTS),
        *_named(".vitepress/config/index", _SCRIPTS),
    ),
    "quarto": _named("_quarto", _YAML),
    "mkdocs": _named("mkdocs", _YAML),
    "pelican": ("pelicanconf.py", "publishconf.py"),
    "eleventy": (*_named(".eleventy", _SCRIPTS), *_named("eleventy.config", _SCRIPTS)),
    "gatsby": _named("gatsby-config", _SCRIPTS),
    "hugo": (
        *_named("hugo", _FORMATS),
        *_named("config/_default/hugo", _FORMATS),
        *_named("config/_default/config", _FORMATS),
        *_named("config", _FORMATS),
    ),
    "zola": ("zola.toml", "config.toml"),
    "hexo": _named("_config", _YAML),
    "jekyll": _named("_config", (*_YAML, ".toml")),
    "nextjs": _named("next.config", _SCRIPTS),
    "plain": ("book.toml",),
    "html": ("index.html",),
}
"""The files of which one proves a generator, in the order in which they are asked for."""

_HUGO = lazy_regex(r"^[ \t]*+[\"']?baseurl[\"']?\s*[=:]", re.MULTILINE | re.IGNORECASE)
_PROOFS = {
    **{("hugo", name): _HUGO for name in _named("config", _FORMATS)},
    ("zola", "config.toml"): lazy_regex(r"^base_url\s*=", re.MULTILINE),
    **{
        ("hexo", name): lazy_regex(
            r"^(?:source_dir|new_post_name|public_dir|skip_render)\s*:", re.MULTILINE
        )
        for name in FILES["hexo"]
    },
    ("html", "index.html"): lazy_regex(r"\A\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE),
}
"""What must stand in a file whose name alone proves nothing."""

_HINTS = {
    "eleventy": ("package.json", lazy_regex(r'"@11ty/eleventy"\s*:')),
    "hexo": ("package.json", lazy_regex(r'"hexo"\s*:')),
    "jekyll": ("Gemfile", lazy_regex(r"[\"'](?:jekyll|github-pages)[\"']")),
    "nextjs": ("package.json", lazy_regex(r'"next"\s*:')),
}
"""A file that proves a generator where its config is missing, or shared with another."""

_OUTPUT_FOLDERS = frozenset(("_site", "build", "dist", "out", "public", "site"))
_MOST_CHARACTERS = 1 << 18


def detected_name(folder: Path) -> str:
    """The name of the generator whose files stand in `folder`, the empty text for none."""
    try:
        names = frozenset(os.listdir(folder))
    except OSError:
        return ""
    return next((name for name in FILES if _proves(name, folder, names)), "")


def other_names(folder: Path, chosen: str) -> list[str]:
    """The other generators that a config of their own in `folder` proves as well.

    A file of both proves another one by what stands in it alone.
    """
    try:
        names = frozenset(os.listdir(folder))
    except OSError:
        return []
    own = frozenset(FILES.get(chosen, ()))
    return [
        name
        for name in FILES
        if name not in (chosen, "html", "plain")
        and any(
            (file not in own or (name, file) in _PROOFS) and _is_proof(name, file, folder, names)
            for file in FILES[name]
        )
    ]


def evidence(name: str, folder: Path) -> str:
    """What in `folder` proves the generator of that name, in a few words; empty for nothing."""
    try:
        names = frozenset(os.listdir(folder))
    except OSError:
        return ""
    if name == "jekyll" and {"_posts", "_layouts"} <= names:
        return "_posts and _layouts"
    for file in FILES[name]:
        if _exists(file, folder, names):
            pattern = _PROOFS.get((name, file))
            match = pattern.search(read_text(folder / file)) if pattern is not None else None
            if pattern is None:
                return file
            if match is not None:
                return f"{file} with `{match[0].strip()}`"
    if name in _HINTS:
        file, pattern = _HINTS[name]
        match = pattern.search(read_text(folder / file)) if file in names else None
        return f"{file} with `{match[0].strip()}`" if match is not None else ""
    return ""


def _proves(name: str, folder: Path, names: frozenset[str]) -> bool:
    if name == "html" and folder.name not in _OUTPUT_FOLDERS:
        return False
    if name == "jekyll" and {"_posts", "_layouts"} <= names:
        return True
    if any(_is_proof(name, file, folder, names) for file in FILES[name]):
        return True
    if name not in _HINTS:
        return False
    if name == "hexo" and not any(_exists(file, folder, names) for file in FILES[name]):
        return False
    file, pattern = _HINTS[name]
    return file in names and pattern.search(read_text(folder / file)) is not None


def _is_proof(name: str, file: str, folder: Path, names: frozenset[str]) -> bool:
    """Whether a file is there, and says what must stand in it."""
    if not _exists(file, folder, names):
        return False
    pattern = _PROOFS.get((name, file))
    return pattern is None or pattern.search(read_text(folder / file)) is not None


def _exists(file: str, folder: Path, names: frozenset[str]) -> bool:
    top, slash, _ = file.partition("/")
    return top in names and (not slash or os.path.exists(folder / file))


def names_in(folder: Path) -> list[str]:
    """The names in a folder, sorted; none when it cannot be listed."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def read_text(path: Path) -> str:
    """The first 256 Ki characters of a file; the empty text when it cannot be read.

    A pipe is never opened: nobody may be there to write to it.
    """
    if not os.path.isfile(path):
        return ""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(_MOST_CHARACTERS)
    except OSError:
        return ""
