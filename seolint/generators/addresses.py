"""URLs of pages: from their path, their front matter and templates of URLs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, Literal

from msgspec import Struct

from seolint.dates import parse_date, time_zone
from seolint.document import Document, SiteSettings, find_field, folded
from seolint.generators.paths import language_of_path
from seolint.globs import Globs
from seolint.patterns import lazy_regex
from seolint.sluggers import romanised, slugify
from seolint.values import Field

_COLON = lazy_regex(r":([a-z_]+)")
_BRACE = lazy_regex(r"\{([a-z]+)(?::([^{}]*))?\}")
_LIQUID = lazy_regex(r"\{\{-?((?:(?!\{\{|\}\}).)*+)\}\}")
_TITLE = lazy_regex(r"(?:title|slug)\s*\|\s*slugify")
_SLASHES = lazy_regex(r"/{2,}")
_INDEX_PAGE = lazy_regex(r"(?<=/)index\.html?$")
_DATED_STEM = lazy_regex(r"(\d{4}-\d{1,2}-\d{1,2})(?:T[\d:.+Z-]*)?[-_](?=.)")
_DATE_FORMAT = lazy_regex(r"%(-?)([YmdjyBb])")
URL_TOKENS = ("slug", "path", "name", "year", "month", "day", "lang", "category", "section")
"""What stands in braces in `[site] url-template`."""

_DATES = ("date", "pubDate", "pubDatetime", "publishDate", "published")


class UrlRules(Struct, frozen=True, kw_only=True):
    """How a generator makes the URL of a page.

    `whole` are the keys of the front matter that hold a whole URL, `last` those that replace the
    last segment of the path. `segment` names the slugger for each segment, `ending` is what the
    URL of a file ends in, `indexes` are the stems that stand for their folder; without `dated`
    the date in front of a file's name is left out. Only the pages of the folders `only` have a
    URL that their path tells, where any are named. `posts` is the template for the pages in the
    folder `post_folder`, or for all but those in the folders `pages`; the config's own comes
    first. `slug` tells what a slug is made of where the front matter states none. A config that
    `unless` matches makes URLs by code. Folders in brackets are left out with `groups`. `own_lang`
    tells that a page in another language than the site's has a URL of its own kind.
    """

    whole: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    segment: str = ""
    ending: str = "/"
    indexes: frozenset[str] = frozenset(("index",))
    dated: bool = True
    only: tuple[str, ...] = ()
    posts: str = ""
    post_folder: str = ""
    pages: Mapping[str, str] = {}
    slug: Literal["name", "title"] = "name"
    unless: str = ""
    groups: bool = False
    own_lang: bool = False


def url_by_rules(rules: UrlRules, path: PurePosixPath, doc: Document) -> str | None:
    """The URL that the rules of a generator give a page at `path`, relative to its config."""
    if rules.whole:
        field = find_field(_fields(doc), rules.whole, doc.site.fold_keys)
        if field is not None:
            return stated_url(field, path, doc)
    build = doc.site.build
    inner = below(path, rules.only or build.get("content", ()))
    if inner is None or build.get("computed") or "[" in str(inner):
        return None
    folder = inner.parts[0] if len(inner.parts) > 1 else ""
    if rules.posts and (not rules.post_folder or folder == rules.post_folder):
        if rules.own_lang and _other_language(doc):
            return None
        template = rules.pages.get(folder) or build.get("template") or rules.posts
        if rules.post_folder:
            inner = inner.relative_to(folder)
        return tidied(filled(template, values_of(inner, doc)))
    data = _data_permalink(build.get("permalinks", {}), path)
    if data is not None:
        return tidied(filled(data, values_of(inner, doc))) if data else None
    return path_url(rules, inner, doc)


def path_url(rules: UrlRules, inner: PurePosixPath, doc: Document) -> str | None:
    """The URL of a page by its path below the content folder."""
    parts = [part for part in inner.parts[:-1] if not (rules.groups and part[0] in "(@")]
    stem, language = without_language(inner, doc.site)
    name = stem if rules.dated else _DATED_STEM.sub("", stem)
    if stem in rules.indexes:
        if parts and not rules.dated:
            parts[-1] = _DATED_STEM.sub("", parts[-1])
        name = ""
    segments: list[str] = []
    for part in (*parts, name):
        segment = slugify(part, rules.segment) if rules.segment and part else part
        if segment is None:
            return None
        segments.append(segment)
    last = find_field(_fields(doc), rules.last, doc.site.fold_keys) if rules.last else None
    if last is not None:
        if not last.known or not last.text:
            return None
        own = slugify(last.text, rules.segment) if rules.segment else last.text
        if own is None:
            return None
        if not name and len(segments) > 1:
            segments[-2] = own
        else:
            segments[-1] = own
    ending = doc.site.build.get("ending", rules.ending) if segments[-1] else ""
    prefix = f"/{language}" if language else ""
    return tidied(f"{prefix}/{'/'.join(segments)}{ending}")


def stated_url(field: Field, path: PurePosixPath, doc: Document) -> str | None:
    """The URL that a field holds, perhaps as a template; None for one that is not written."""
    text = field.text.strip()
    if field.type == "bool" or not text:
        return None
    if not field.known and "{{" not in doc.text[field.start : field.end]:
        return None
    return tidied(filled(doc.text[field.start : field.end].strip(), values_of(path, doc)))


def has_template(doc: Document) -> bool:
    """Whether the glob of one of the `[site] url-template`s means the page."""
    return any(_globs(glob).match(doc.path) for glob in doc.site.url_template)


def templated_url(path: PurePosixPath, doc: Document) -> str | None:
    """The URL by the first of the `[site] url-template`s whose glob means the page."""
    for glob, template in doc.site.url_template.items():
        if _globs(glob).match(doc.path):
            return tidied(filled(template, values_of(path, doc)))
    return None


@lru_cache(maxsize=64)
def _globs(pattern: str) -> Globs:
    return Globs((pattern,))


def tidied(url: str | None) -> str | None:
    """The URL with one slash in front and none twice, an index page as its folder."""
    if url is None or "://" in url:
        return None
    return _INDEX_PAGE.sub("", _SLASHES.sub("/", f"/{url}"))


def deepest(path: PurePosixPath, folders: Iterable[str]) -> str | None:
    """The longest of the folders that a page lies in; None when in none of them."""
    text = str(path)
    inside = [folder for folder in folders if _is_inside(text, folder)]
    return max(inside, key=len) if inside else None


def _is_inside(path: str, folder: str) -> bool:
    return path.startswith(f"{folder}/") if folder else not path.startswith("../")


def below(path: PurePosixPath, folders: Iterable[str]) -> PurePosixPath | None:
    """The path below the longest of the folders that it lies in; None when in none of them."""
    folder = deepest(path, folders)
    if folder is None:
        return None
    return PurePosixPath(str(path)[len(folder) + 1 :]) if folder else path


def without_language(path: PurePosixPath, site: SiteSettings) -> tuple[str, str]:
    """The stem of a page without the suffix for its language, and the language that it tells."""
    stem, dot, suffix = path.stem.rpartition(".")
    if dot and site.languages.get(suffix, "").startswith("*."):
        return stem, suffix
    return path.stem, ""


Values = Callable[[str, str], str | None]
"""The value of a token, such as `year`, with its format; None when it is not known."""


def filled(template: str, values: Values) -> str | None:
    """A template with its tokens, `:name`, `{name}` or `{{ name }}`, as values; None if unknown."""
    known = True

    def value(name: str, form: str = "") -> str:
        nonlocal known
        found = values(name, form)
        known = known and found is not None
        return found or ""

    if "{%" in template:
        return None
    if "{{" in template:
        text = _LIQUID.sub(lambda match: value(_liquid_name(match[1])), template)
    elif "{" in template:
        text = _BRACE.sub(lambda match: value(match[1], match[2] or ""), template)
    else:
        text = _COLON.sub(lambda match: value(match[1]), template)
    return text if known else None


def _liquid_name(expression: str) -> str:
    expression = expression.removesuffix("-").strip()
    if _TITLE.fullmatch(expression):
        return "slugified"
    return expression.removeprefix("page.")


def values_of(path: PurePosixPath, doc: Document) -> Values:
    """The values of the tokens for a page at `path`, relative to the content folder or config."""
    stem, language = without_language(path, doc.site)
    path = path.with_name(stem)
    if stem == "index" and len(path.parts) > 1:
        stem = path.parent.name

    def value(name: str, form: str) -> str | None:
        match name:
            case "path" | "title" | "filePathStem":
                return path.as_posix()
            case "name":
                return stem
            case "fileSlug":
                return _DATED_STEM.sub("", stem)
            case "slugified":
                field = find_field(doc.fields, ("title",))
                return slugify(field.text, "sindresorhus") if field and field.known else None
            case "slug":
                return _slug(stem, doc)
            case "lang":
                return language or language_of_path(path, doc.site) or None
            case "category":
                return next(iter(listed(doc, ("category", "categories"))), None)
            case "section":
                return path.parts[0] if len(path.parts) > 1 else None
            case "date":
                moment = date_of(path, doc)
                return _formatted(moment, form) if moment is not None and form else None
            case _:
                moment = date_of(path, doc)
                return date_part(moment, name) if moment is not None else None

    return value


def _slug(stem: str, doc: Document) -> str | None:
    """The slug that the front matter states, else the name of the file without its date."""
    field = find_field(_fields(doc), ("slug",), doc.site.fold_keys)
    if field is not None:
        return field.text.strip() if field.known else None
    if doc.site.build.get("slug") == "title":
        title = find_field(_fields(doc), ("title",), doc.site.fold_keys)
        text = romanised(title.text) if title is not None and title.known else None
        return slugify(text, "pymd") if text is not None else None
    return _DATED_STEM.sub("", stem)


def _other_language(doc: Document) -> bool:
    field = find_field(_fields(doc), ("lang",), doc.site.fold_keys)
    return field is not None and field.text.strip() != (doc.site.language or "en")


def _fields(doc: Document) -> Mapping[str, Field]:
    return folded(doc.fields) if doc.site.fold_keys else doc.fields


def listed(doc: Document, names: tuple[str, ...]) -> list[str]:
    """The texts of fields that are a list, or words between blanks or commas."""
    found: list[str] = []
    for name in names:
        field = find_field(_fields(doc), (name,), doc.site.fold_keys)
        if field is None:
            continue
        found += [item.text for item in field.items] or field.text.replace(",", " ").split()
    return found


def date_of(path: PurePosixPath, doc: Document, names: tuple[str, ...] = _DATES) -> datetime | None:
    """The date of a page in the site's time zone: its front matter's, else its file name's.

    None when there is none, or when the day depends on a time zone that nobody names.
    """
    field = find_field(_fields(doc), names, doc.site.fold_keys)
    if field is not None:
        if field.type == "map" and "created" in field.fields:
            field = field.fields["created"]
        moment = parse_date(field.text) if field.known else None
        return _local(moment, doc.site.time_zone) if moment is not None else None
    for name in (path.stem, path.parent.name):
        match = _DATED_STEM.match(f"{name}-.")
        if match is not None:
            return parse_date(match[1])
    return None


def _local(moment: datetime, zone: str) -> datetime | None:
    if moment.tzinfo is None:
        if not zone or not (moment.hour or moment.minute):
            return moment
        shifted = moment.replace(tzinfo=UTC).astimezone(time_zone(zone))
        return moment if shifted.date() == moment.date() else None
    if zone:
        return moment.astimezone(time_zone(zone))
    return moment if moment.astimezone(UTC).date() == moment.date() else None


_FORMATS = {
    "year": "%Y",
    "short_year": "%y",
    "month": "%m",
    "day": "%d",
    "y_day": "%j",
    "yearday": "%-j",
    "w_year": "%G",
    "week": "%V",
    "w_day": "%u",
    "weekday": "%w",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "i_month": "%-m",
    "i_day": "%-d",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def date_part(moment: datetime, name: str) -> str | None:
    """What a token such as `year`, `i_month` or `short_day` stands for; None for no such token."""
    day, month = _DAYS[moment.weekday()], _MONTHS[moment.month - 1]
    names = {
        "short_day": day[:3],
        "long_day": day,
        "short_month": month[:3],
        "long_month": month,
        "monthname": month,
        "weekdayname": day,
    }
    if name in names:
        return names[name]
    return _formatted(moment, _FORMATS[name]) if name in _FORMATS else None


def _formatted(moment: datetime, form: str) -> str:
    """`strftime` in English, on every system; `%-` leaves zeros in front out."""
    pieces = form.split("%-")
    text = moment.strftime(pieces[0])
    for piece in pieces[1:]:
        text += moment.strftime(f"%{piece[0]}").lstrip("0") + moment.strftime(piece[1:])
    return text


def _data_permalink(permalinks: Mapping[str, Any], path: PurePosixPath) -> str | None:
    """The template that the data of a file or the nearest folder gives; empty when computed."""
    if not permalinks:
        return None
    for place in (path.with_suffix(""), *path.parents):
        if place.as_posix() in permalinks:
            found: str = permalinks[place.as_posix()]
            return found
    return None
