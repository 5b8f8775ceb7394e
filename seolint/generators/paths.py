"""What the path of a page says about it."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from seolint.document import SiteSettings, find_field, folded
from seolint.patterns import lazy_regex
from seolint.values import Field

POST_FOLDERS = frozenset(("_posts", "posts", "post", "blog", "news", "articles"))
DOCS_FOLDERS = frozenset(
    [
        "doc",
        "docs",
        "documentation",
        "guide",
        "guides",
        "tutorial",
        "tutorials",
        "reference",
        "api",
        "manual",
        "wiki",
    ]
)
PAGE_NAMES = frozenset(
    ["404", "about", "about-us", "contact", "contact-us", "privacy", "privacy-policy"]
)
INDEX_NAMES = frozenset(("_index", "index", "readme"))
PARTIAL_FOLDERS = frozenset(("_includes", "_layouts", "_partials", "_templates"))

DATE_NAMES = ("date", "pubDate", "pubDatetime", "publishDate", "publishedAt", "published_at")
_URL_NAMES = ("slug", "permalink", "url", "path")

_DATED_NAME = lazy_regex(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}(?:[-_.]|$)")
_DATED_PATH = lazy_regex(r"(?:^|/)(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/")
_LANGUAGES = frozenset(
    ["de", "en", "es", "fi", "fr", "hu", "ja", "ko", "nl", "pt", "ru", "sv", "tr", "zh"]
)
"""Languages whose folders count although nobody has named them.

Codes that are English words, countries or subjects as well, such as `it` or `cs`, do not.
"""
_REGIONAL = lazy_regex(r"[a-z]{2}[-_](?:[a-z]{2}|[A-Z]{2}|[A-Z][a-z]{3})")
_LANGUAGE = lazy_regex(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def page_name(path: PurePosixPath) -> str:
    """What a page is called: its file without suffix, or its folder when it is the index."""
    if path.stem.lower() in INDEX_NAMES and len(path.parts) > 1:
        return path.parent.name
    return path.stem


def where_dated(path: PurePosixPath, fields: Mapping[str, Field]) -> str:
    """`file name`, `path` or `URL` when a full date, or a year and a month, stand there."""
    if _DATED_NAME.match(page_name(path)) or _DATED_NAME.match(path.name):
        return "file name"
    if _DATED_PATH.search(str(path)):
        return "path"
    address = find_field(fields, _URL_NAMES)
    return "URL" if address is not None and _DATED_PATH.search(address.text) else ""


def is_dated(path: PurePosixPath, fields: Mapping[str, Field]) -> bool:
    """Whether the front matter, the path or the URL has a date."""
    return bool(find_field(folded(fields), DATE_NAMES, fold=True) or where_dated(path, fields))


def section(path: PurePosixPath, content: str) -> str:
    """The first folder of a page below the folder `content`, a language's left out.

    Empty outside of `content` and for a page that lies right in it, be it a file or a
    folder with an index.
    """
    folders = list(path.parts[:-1])
    if content not in folders:
        return ""
    below = folders[folders.index(content) + 1 :]
    if path.stem == "index":
        below = below[:-1]
    if below and _LANGUAGE.fullmatch(below[0]):
        below = below[1:]
    return below[0] if below else ""


def language_of_path(path: PurePosixPath, settings: SiteSettings) -> str:
    """The language that a folder or a suffix of the file name tells, else the empty text.

    Where the site names its languages these alone count; else the folder right below a
    content root, when it cannot be read as anything but a language.
    """
    folders = path.parts[:-1]
    if not settings.languages:
        length = root_length(folders, settings)
        return folders[length] if is_language(folders[length : length + 1]) else ""
    best, found = 0, ""
    for language, pattern in settings.languages.items():
        if "*" not in pattern:
            length = _end(folders, tuple(pattern.strip("/").split("/")))
        else:
            length = len(path.parts) if fnmatchcase(path.name, pattern) else 0
        if length > best:
            best, found = length, language
    return found


def language_of_suffix(path: PurePosixPath, settings: SiteSettings) -> str:
    """The language in `guide.fr.md`, where the site names none; it need not be in the URL."""
    suffix = tuple(path.name.split(".")[1:-1][-1:])
    return suffix[0] if not settings.languages and is_language(suffix) else ""


def root_length(folders: tuple[str, ...], settings: SiteSettings) -> int:
    """How many of the folders are those of the content root, with a named language's."""
    roots = (*fixed_parts(settings.content), *fixed_parts(tuple(settings.languages.values())))
    return max((_end(folders, root) for root in roots), default=0)


@lru_cache(maxsize=64)
def fixed_parts(patterns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The folders with which each pattern begins, as far as they have no wildcard."""
    found: list[tuple[str, ...]] = []
    for pattern in patterns:
        parts = tuple(part for part in pattern.split("/") if part not in ("", ".", ".."))
        fixed = next((i for i, part in enumerate(parts) if "*" in part), len(parts))
        if fixed and pattern[0] != "!":
            found.append(parts[:fixed])
    return tuple(found)


def fixed_folders(patterns: tuple[str, ...]) -> list[str]:
    """The folders with which globs begin, those above the root included; `""` for the root."""
    found: list[str] = []
    for pattern in patterns:
        if pattern[0] != "!":
            parts = pattern.split("/")
            end = next((i for i, part in enumerate(parts) if "*" in part), len(parts))
            found.append("/".join(part for part in parts[:end] if part not in ("", ".")))
    return found


def _end(folders: tuple[str, ...], inner: tuple[str, ...]) -> int:
    """Where in `folders` the run of folders `inner` ends; 0 when it is not there.

    The root may lie above the generator's folder, so the run may begin anywhere.
    """
    for start in range(len(folders) - len(inner) + 1):
        if folders[start : start + len(inner)] == inner:
            return start + len(inner)
    return 0


def is_language(folder: tuple[str, ...]) -> bool:
    return any(name in _LANGUAGES or _REGIONAL.fullmatch(name) for name in folder)
