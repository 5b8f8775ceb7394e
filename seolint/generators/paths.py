"""What the path of a page says about it."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from seolint.document import find_field, folded
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
