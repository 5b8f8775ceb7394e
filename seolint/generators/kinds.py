"""What kind of page a file is, and whether it is meant to be found."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from seolint.document import Kind, SiteSettings, find_field, folded, maps_of
from seolint.generators import SiteGenerator
from seolint.generators.paths import (
    DATE_NAMES,
    DOCS_FOLDERS,
    INDEX_NAMES,
    PAGE_NAMES,
    PARTIAL_FOLDERS,
    POST_FOLDERS,
    is_language,
    page_name,
    root_length,
    where_dated,
)
from seolint.globs import Globs
from seolint.values import Field

_PAGE_LAYOUTS = frozenset(("false", "home", "landing", "none", "page", "redirect", "splash"))
_ORDER_NAMES = ("sidebar_position", "nav_order", "sort_rank", "weight")
_TRUE = frozenset(("true", "yes", "on", "y"))
_FALSE = frozenset(("false", "no", "off", "n"))
_UNLISTED = ("noindex", "do_not_index", "unlisted", "eleventyExcludeFromCollections")
_UNPUBLISHED = ("sitemap", "permalink")
_EXCLUDED = ("search.exclude", "sitemap.exclude", "sitemap.disable")


def _first_keys(*names: str) -> frozenset[str]:
    """The keys, in lower case, with which the paths of some fields begin."""
    return frozenset(name.lower().partition(".")[0] for name in names)


_OF_KINDS = _first_keys(*DATE_NAMES, "author", *_ORDER_NAMES)
_OF_DRAFTS = _first_keys("status", "draft", "published")
_OF_NOINDEX = _first_keys("robots", *_UNLISTED, *_EXCLUDED, *_UNPUBLISHED, "search")


def kind_of(
    generator: SiteGenerator,
    path: PurePosixPath,
    fields: Mapping[str, Field],
    partials: tuple[str, ...],
    lone: bool,
) -> tuple[Kind, str]:
    """The kind of a page, and why in a few words.

    `path` is relative to the root, for a lone file just its name. The first that answers
    decides: `partials`, which are globs, the generator, the path, the front matter.
    """
    if partials and _globs(partials).match(str(path)):
        return "partial", "named in partials"
    kind = generator.classify(path, fields)
    if kind is not None:
        return kind, f"{generator.name} has it so"
    return (
        _kind_by_path(path, fields)
        or _kind_by_fields(fields)
        or (("post", "a lone file with a title") if lone and "title" in fields else None)
        or ("page", "nothing says otherwise")
    )


@lru_cache(maxsize=16)
def _globs(patterns: tuple[str, ...]) -> Globs:
    return Globs(patterns)


def _kind_by_path(path: PurePosixPath, fields: Mapping[str, Field]) -> tuple[Kind, str] | None:
    folders = [part.lower() for part in path.parts[:-1]]
    stem = path.stem.lower()
    if partial := PARTIAL_FOLDERS.intersection(folders):
        return "partial", f"folder {min(partial)}"
    if stem.startswith("_") and stem not in INDEX_NAMES:
        return "partial", "name with a leading underscore"
    if posts := [part for part in folders if part in POST_FOLDERS]:
        if stem in INDEX_NAMES and folders[-1] in POST_FOLDERS:
            return "index", f"index of {folders[-1]}"
        return "post", f"folder {posts[0]}"
    if where := where_dated(path, fields):
        return "post", f"date in the {where}"
    if docs := [part for part in folders if part in DOCS_FOLDERS]:
        return "docs", f"folder {docs[0]}"
    name = page_name(path).lower()
    if name in PAGE_NAMES:
        return "page", f"name {name}"
    if stem in INDEX_NAMES:
        return "index", f"name {path.stem}"
    return None


def _kind_by_fields(fields: Mapping[str, Field]) -> tuple[Kind, str] | None:
    layout = find_field(fields, ("layout",))
    words = layout.text.strip().lower() if layout else ""
    if "post" in words:
        return "post", "front matter: layout"
    fields = folded(fields)
    told = _may_find(fields, _OF_KINDS)
    for name in (*DATE_NAMES, "author") if told else ():
        if find_field(fields, (name,), fold=True):
            return "post", f"front matter: {name}"
    if words in _PAGE_LAYOUTS:
        return "page", "front matter: layout"
    for name in _ORDER_NAMES if told else ():
        if find_field(fields, (name,), fold=True):
            return "docs", f"front matter: {name}"
    return None


def is_draft(path: PurePosixPath, fields: Mapping[str, Field], generator: str = "") -> bool:
    """Whether the folder or the front matter makes the page a draft.

    Only `true` and `false` count, except for Jekyll, which reads `yes` and `no` as well.
    """
    if "_drafts" in path.parts:
        return True
    fields = folded(fields)
    if not _may_find(fields, _OF_DRAFTS):
        return False
    status = find_field(fields, ("status",), fold=True)
    return (
        _says(fields, "draft", True, generator)
        or _says(fields, "published", False, generator)
        or (status is not None and status.text.strip().lower() == "draft")
    )


def is_noindex(fields: Mapping[str, Field], generator: str = "") -> bool:
    """Whether the front matter keeps the page from search engines or off the site."""
    fields = folded(fields)
    if not _may_find(fields, _OF_NOINDEX):
        return False
    robots = find_field(fields, ("robots",), fold=True)
    return (
        (robots is not None and "noindex" in robots.text.lower())
        or _says(fields, "robots.index", False, generator)
        or any(_says(fields, name, True, generator) for name in (*_UNLISTED, *_EXCLUDED))
        or any(_says(fields, name, False, generator) for name in _UNPUBLISHED)
        or _is_text(fields, "search", "exclude")
    )


def _may_find(fields: Mapping[str, Field], keys: frozenset[str]) -> bool:
    """Whether `find_field` may find fields, `folded`, whose paths begin with one of the keys."""
    return any(not keys.isdisjoint(each) for each in maps_of(fields, fold=True))


def _says(fields: Mapping[str, Field], name: str, value: bool, generator: str) -> bool:
    field = find_field(fields, (name,), fold=True)
    if field is None or field.type != "bool":
        return False
    word = field.text.strip().lower()
    if generator == "jekyll":
        return word in (_TRUE if value else _FALSE)
    return word == ("true" if value else "false")


def _is_text(fields: Mapping[str, Field], name: str, text: str) -> bool:
    field = find_field(fields, (name,), fold=True)
    return field is not None and field.text.strip().lower() == text


def collection_of(path: PurePosixPath, settings: SiteSettings) -> str:
    """The folder within which a page is compared with others, relative to the root.

    It is the first folder below the content root within one language; the content root
    itself for a page that lies right in it.
    """
    folders = path.parts[:-1]
    length = root_length(folders, settings)
    if not settings.languages and is_language(folders[length : length + 1]):
        length += 1
    return "/".join(folders[: length + 1])
