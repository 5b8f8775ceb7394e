"""Redirects that hosts and servers are told of, read from the files of a site."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from seolint.patterns import lazy_regex
from seolint.span import Lines, Span
from seolint.values import ValueSyntaxError, parse_json, parse_toml, parse_yaml

FILES = (
    "_redirects",
    "static/_redirects",
    "public/_redirects",
    "src/_redirects",
    "source/_redirects",
    "content/_redirects",
    "netlify.toml",
    "vercel.json",
    "firebase.json",
    "staticwebapp.config.json",
    "public/staticwebapp.config.json",
    ".htaccess",
    "static/.htaccess",
    "public/.htaccess",
    "next.config.js",
    "next.config.mjs",
    "next.config.ts",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "astro.config.mjs",
    "astro.config.js",
    "astro.config.ts",
    "mkdocs.yml",
)
"""Where redirects stand, relative to the top of a site."""

_MOST_FILES = 100
_PARENT = lazy_regex(r"^INHERIT:\s*[\"']?([^\s\"']+)", re.MULTILINE)
_WILDCARD = lazy_regex(r"[*:(\[{^$\\]")
_APACHE = lazy_regex(
    r"^[ \t]*+(?:Redirect(?:Match|Permanent|Temp)?|RewriteRule)\s+"
    r"(?:\d{3}\s+|permanent\s+|temp\s+)?"
    r"(\S+)\s+(\S+)",
    re.MULTILINE | re.IGNORECASE,
)
_NGINX = lazy_regex(
    r"^[ \t]*+(?:rewrite\s+(\S+)\s+(\S+)|location\s+=\s+(\S+)\s*\{\s*return\s+30\d\s+([^\s;]+))",
    re.MULTILINE,
)
_SCRIPT = lazy_regex(
    r"""\b(?:source|from)\s*:\s*(?:(["'`])([^"'`\r\n]+)\1|\[([^\[\]]*+)\])"""
    r"""(?:\s*,\s*(?:destination|to)\s*:\s*(["'`])([^"'`\r\n]+)\4)?"""
)
_BACKWARDS = lazy_regex(
    r"""\bto\s*:\s*(["'`])([^"'`\r\n]+)\1\s*,\s*from\s*:\s*(?:(["'`])([^"'`\r\n]+)\3|\[([^\[\]]*+)\])"""
)
_BLOCK = lazy_regex(r"\bredirects\s*:\s*\{")
_PAIR = lazy_regex(
    r"""(["'`])(/[^"'`\r\n]*)\1\s*:\s*(?:(["'`])([^"'`\r\n]+)\3|\{[^{}]*?"""
    r"""\bdestination\s*:\s*["'`]([^"'`\r\n]+))"""
)
_QUOTED = lazy_regex(r"""["'`]([^"'`\r\n]+)["'`]""")


class Redirect(Struct, frozen=True):
    """An address that leads to another one.

    `source` is a path of the site, the whole of it or with `prefix` how it begins. `to` is
    where it leads, as written, `""` when that is not known. `path` and `span` are where this
    is written; `span` is None for a file that tells no places. `rewrite` tells that readers
    see no other address.
    """

    source: str
    to: str
    path: str
    span: Span | None = None
    prefix: bool = False
    rewrite: bool = False


def read_redirects(text_of: Callable[[str], str], names: Iterable[str]) -> list[Redirect]:
    """The redirects in the files of those names, whose texts `text_of` gives.

    An empty text stands for a file that is not there.
    """
    found: list[Redirect] = []
    waiting = list(dict.fromkeys(names))
    for name in waiting:
        text = text_of(name)
        if not text:
            continue
        found += _placed(text, name, _read(text, name))
        parent = _PARENT.search(text) if name.endswith((".yml", ".yaml")) else None
        if parent is not None and len(waiting) < _MOST_FILES:
            waiting.append(parent[1])
    return found


def _read(text: str, name: str) -> Iterator[tuple[str, str, bool]]:
    """Source, target and whether it is a rewrite, of each redirect in a file."""
    match name.rpartition("/")[2].rpartition(".")[2]:
        case "toml":
            for entry in _entries(_values(parse_toml, text), "redirects"):
                yield _word(entry, "from"), _word(entry, "to"), entry.get("status") == 200
        case "json":
            values = _values(parse_json, text)
            inner = values.get("hosting")
            for table in (values, *([inner] if isinstance(inner, Mapping) else [])):
                for key in ("redirects", "rewrites", "routes"):
                    for entry in _entries(table, key):
                        to = _word(entry, "destination", "redirect", "dest", "rewrite")
                        source = _word(entry, "source", "route", "src")
                        yield source, to, key == "rewrites" or "rewrite" in entry
        case "yml" | "yaml":
            yield from _yaml(_values(parse_yaml, text))
        case "htaccess":
            for source, to in _APACHE.findall(text):
                yield source, to, False
        case "conf":
            for rewritten, to, located, other in _NGINX.findall(text):
                yield rewritten or located, to or other, False
        case "js" | "mjs" | "cjs" | "ts" | "mts":
            yield from _script(text)
        case _:
            for line in text.splitlines():
                words = line.partition("#")[0].split()
                if len(words) >= 2 and words[0].startswith("/"):
                    yield words[0], words[1], words[2:3] == ["200"]


def _yaml(values: Mapping[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """MkDocs: the maps of its plugin, from one source file to another."""
    plugins = values.get("plugins")
    for plugin in [plugins] if isinstance(plugins, Mapping) else plugins or ():
        options = plugin.get("redirects") if isinstance(plugin, Mapping) else None
        maps = options.get("redirect_maps") if isinstance(options, Mapping) else None
        for source, to in maps.items() if isinstance(maps, Mapping) else ():
            if isinstance(source, str) and isinstance(to, str):
                yield f"/{source}", to if "://" in to else f"/{to}", False


def _script(text: str) -> Iterator[tuple[str, str, bool]]:
    """The redirects of Next, Docusaurus and Astro, as far as they are written out."""
    for _, source, sources, _, to in _SCRIPT.findall(text):
        for each in [source] if source else _QUOTED.findall(sources):
            yield each, to, False
    for _, to, _, source, sources in _BACKWARDS.findall(text):
        for each in [source] if source else _QUOTED.findall(sources):
            yield each, to, False
    block = _BLOCK.search(text)
    if block is not None:
        for _, source, _, to, destination in _PAIR.findall(text, block.end()):
            yield source, to or destination, False


def _placed(text: str, name: str, found: Iterable[tuple[str, str, bool]]) -> Iterator[Redirect]:
    lines = Lines(text)
    position = 0
    for source, to, rewrite in found:
        if not source.startswith(("/", "^/")):
            continue
        place = max(text.find(source, position), text.find(source.lstrip("/"), position))
        span = None
        if place >= 0:
            position = place
            span = lines.span(place, place + len(source))
        wild = _WILDCARD.search(source, 1)
        clean = source.removeprefix("^").removesuffix("$")
        if wild is not None and source[wild.start() :] != "$":
            start = source[: wild.start()].removeprefix("^")
            if start.strip("/") or source in ("/*", "/(.*)"):
                yield Redirect(start, to, name, span, prefix=True, rewrite=rewrite)
        else:
            yield Redirect(clean, to, name, span, rewrite=rewrite)


def _values(parse: Any, text: str) -> Mapping[str, Any]:
    try:
        values = parse(text)
    except ValueSyntaxError:
        return {}
    return values if isinstance(values, Mapping) else {}


def _entries(values: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    entries = values.get(key)
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if isinstance(entry, Mapping)]


def _word(entry: Mapping[str, Any], *keys: str) -> str:
    return next((entry[key] for key in keys if isinstance(entry.get(key), str)), "")
