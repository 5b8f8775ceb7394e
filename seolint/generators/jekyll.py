"""Jekyll, as on GitHub Pages: Liquid first, then kramdown."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.dates import parse_date
from seolint.document import Document, Kind, Markup, Shortcode, SiteSettings, find_field
from seolint.generators import SiteGenerator
from seolint.generators.addresses import below, date_of, date_part, tidied
from seolint.generators.configs import at, names_at, names_description, text_at
from seolint.generators.detection import FILES, read_text
from seolint.generators.front_matter import JEKYLL as FRONT_MATTER
from seolint.generators.template_problems import liquid_problems
from seolint.generators.templates import mask_liquid
from seolint.links import MARKDOWN_SUFFIXES, LinkRules
from seolint.patterns import lazy_regex
from seolint.values import Field


class _Jekyll(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds whether HTML is read as Markdown inside, and posts of the future left out."""
        config = self.config(root)
        settings = super().settings(root)
        plugins = {*names_at(config, "plugins"), *names_at(config, "gems")}
        emoji: frozenset[Markup] = frozenset(("emoji",) if "jemoji" in plugins else ())
        return replace(
            settings,
            markup=settings.markup | emoji,
            links=self._links(root, plugins),
            slugger=_slugger(config),
            markdown_in_html=at(config, "kramdown.parse_block_html") is True,
            hides_future=at(config, "future") is not True,
        )

    def _links(self, root: Path, plugins: Container[str]) -> LinkRules:
        """How links are read: names of files are turned into addresses only by a plugin.

        GitHub's gem brings that along, and a site without a Gemfile may be built by GitHub.
        """
        gems = read_text(root / "Gemfile") + read_text(root / "Gemfile.lock")
        if "jekyll-relative-links" in plugins or not gems or _TURNS.search(gems):
            return self.links
        return replace(self.links, maybe_sources=())

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """All but what `exclude` names and the collections that are only data."""
        (content,) = super().pages(root, config)
        collections = at(config, "collections")
        excluded = names_at(config, "exclude")
        for name in names_at(config, "collections"):
            published = isinstance(collections, Mapping) and at(collections[name], "output") is True
            if not published and name not in ("posts", "drafts"):
                excluded.append(f"_{name}")
        folder = content.removesuffix("**")
        return (content, *(f"!/{folder}{name.strip('/')}" for name in excluded))

    def defaults(self, config: Mapping[str, Any]) -> frozenset[str]:
        """The keys in the `values` of `defaults`."""
        entries = at(config, "defaults")
        entries = entries if isinstance(entries, list) else ()
        return frozenset(key for entry in entries for key in names_at(entry, "values"))

    def supplies_description(self, root: Path, config: Mapping[str, Any]) -> bool:
        """Whether `defaults` has one."""
        return names_description(at(config, "defaults"))

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """The permalinks of the config and its `defaults`, and whether plain files are pages."""
        plugins = {*names_at(config, "plugins"), *names_at(config, "gems")}
        gemfile = read_text(root / "Gemfile")
        bare = not gemfile or "github-pages" in gemfile
        collections = at(config, "collections")
        return {
            "source": text_at(config, "source").removeprefix("./").strip("/"),
            "folder": text_at(config, "collections_dir").strip("/"),
            "permalink": text_at(config, "permalink") or "date",
            "collections": {
                name: text_at(collections[name], "permalink")
                for name in names_at(config, "collections")
                if isinstance(collections, Mapping)
            },
            "defaults": [
                [
                    text_at(entry, "scope.path"),
                    text_at(entry, "scope.type"),
                    text_at(entry, "values.permalink"),
                    _words(at(entry, "values.categories") or at(entry, "values.category")),
                ]
                for entry in at(config, "defaults") or ()
                if isinstance(entry, Mapping)
            ],
            "bare_pages": bare or "jekyll-optional-front-matter" in plugins,
        }

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """By the permalink of the page, of the defaults, of its collection, of the site."""
        inner = below(path, (doc.site.build["source"],))
        if inner is None:
            return None
        folders = inner.parts[:-1]
        if "_posts" in folders or "_drafts" in folders:
            return _post_url(inner, doc)
        if doc.site.build["folder"]:
            inner = below(inner, (doc.site.build["folder"],)) or inner
        if inner.parts[0][0] == "_":
            label = inner.parts[0][1:]
            return _collection_url(label, inner, doc) if label in _collections(doc) else None
        return _page_url(inner, doc)

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """Posts and drafts by their folder, the pages of other collections as docs."""
        kind = super().classify(path, fields)
        if kind is None and any(part[0] == "_" and part != "_pages" for part in path.parts[:-1]):
            return "docs"
        return kind


_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
_TURNS = lazy_regex(r"\b(?:github-pages|jekyll-relative-links)\b")
"""The gems that turn names of files in links into addresses."""

_POST = lazy_regex(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)")
_UNSAFE = lazy_regex(r"[^\w._~!$&'()+,;=@-]+")
_NOT_LETTERS = lazy_regex(r"[^\w]+|_+")
_TOKEN = lazy_regex(r":(?:output_ext|\w+?(?=:output_ext)|\w+)")


def _slugger(config: Mapping[str, Any]) -> str:
    engine = text_at(config, "markdown").lower()
    if engine and engine != "kramdown":
        return "any"
    return "kramdown" if text_at(config, "kramdown.input").lower() == "kramdown" else "kramdown-gfm"


def _words(value: Any) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [each for each in value or () if isinstance(each, str)]


def _collections(doc: Document) -> Mapping[str, str]:
    found: Mapping[str, str] = doc.site.build["collections"]
    return found


def _post_url(path: PurePosixPath, doc: Document) -> str | None:
    folders = path.parts[:-1]
    draft = "_posts" not in folders
    at_posts = folders.index("_drafts" if draft else "_posts")
    name = _POST.fullmatch(path.stem)
    if name is None and not draft:
        return None
    style = doc.site.build["permalink"]
    template = (
        _default(path, "drafts" if draft else "posts", doc, 2)
        or _collections(doc).get("posts")
        or _STYLES.get(style, style)
    )
    moment = date_of(path, doc, ("date",))
    if name is not None and find_field(doc.fields, ("date",)) is None:
        year, rest = name[1].split("-", 1)
        moment = parse_date(f"{year if len(year) == 4 else '20' + year}-{rest}")
    categories = [
        *folders[:at_posts],
        *(_default(path, "posts", doc, 3) or ()),
        *_categories(doc),
    ]
    slug = name[2] if name is not None else path.stem
    return _filled(template, path, doc, slug=slug, moment=moment, categories=categories)


def _collection_url(label: str, path: PurePosixPath, doc: Document) -> str | None:
    style = doc.site.build["permalink"]
    template = _default(path, label, doc, 2) or _collections(doc)[label]
    if not template:
        ending = "/" if style == "pretty" or style.endswith("/") else ""
        if style in _STYLES or style.endswith(":output_ext"):
            ending = ending or ":output_ext"
        template = f"/:collection/:path{ending}"
    name = _POST.fullmatch(path.stem)
    inner = PurePosixPath(*path.parts[1:])
    slug = name[2] if name is not None else path.stem
    moment = date_of(path, doc, ("date",))
    return _filled(template, inner, doc, slug=slug, moment=moment, label=label)


def _page_url(path: PurePosixPath, doc: Document) -> str | None:
    if not doc.front_matter and not (doc.site.build["bare_pages"] and path.suffix == ".md"):
        return f"/{path}"
    template = _default(path, "pages", doc, 2)
    if not template:
        style = doc.site.build["permalink"]
        if path.stem == "index" or (path.stem == "README" and not doc.front_matter):
            template = "/:folder/"
        elif style == "pretty" or style.endswith("/"):
            template = "/:path/"
        else:
            template = "/:path:output_ext"
    return _filled(template, path, doc, slug=path.stem, moment=None)


def _default(path: PurePosixPath, kind: str, doc: Document, index: int) -> Any:
    """What the most specific of the `defaults` gives a page: its permalink, or its categories."""
    best, found = -1, None
    for entry in doc.site.build["defaults"]:
        scope, type = entry[0].strip("/"), entry[1]
        if not entry[index] or (type and type != kind) or len(scope) < best:
            continue
        inside = not scope or path.is_relative_to(scope)
        if inside or ("*" in scope and fnmatchcase(str(path), f"{scope.rstrip('*')}*")):
            best, found = len(scope), entry[index]
    return found


def _categories(doc: Document) -> list[str]:
    found: list[str] = []
    for name in ("category", "categories"):
        field = find_field(doc.fields, (name,))
        if field is not None and field.items:
            found += [item.text for item in field.items]
        elif field is not None:
            found += [field.text] if name == "category" else field.text.split()
    return found


def _filled(
    template: str,
    path: PurePosixPath,
    doc: Document,
    *,
    slug: str,
    moment: datetime | None,
    categories: Sequence[str] = (),
    label: str = "",
) -> str | None:
    field = find_field(doc.fields, ("permalink",))
    if field is not None:
        if not field.known or field.type == "bool":
            return None
        template = field.text.strip()
    own = find_field(doc.fields, ("slug",))
    if own is not None and not own.known:
        return None
    known = True

    def value(match: re.Match[str]) -> str:
        nonlocal known
        found: str | None
        match match[0][1:]:
            case "output_ext":
                found = ".html"
            case "title":
                found = _UNSAFE.sub("-", own.text if own else slug).strip("-")
            case "slug":
                found = _NOT_LETTERS.sub("-", own.text if own else slug).strip("-").lower()
            case "name" | "basename":
                found = _NOT_LETTERS.sub("-", path.stem).strip("-").lower()
            case "path":
                found = path.with_suffix("").as_posix()
            case "folder":
                found = path.parent.as_posix() if len(path.parts) > 1 else ""
            case "collection":
                found = label or "posts"
            case "categories":
                found = "/".join(dict.fromkeys(each.lower() for each in categories))
            case "slugified_categories":
                slugs = (_NOT_LETTERS.sub("-", each).strip("-").lower() for each in categories)
                found = "/".join(dict.fromkeys(slugs))
            case name:
                found = date_part(moment, name) if moment is not None else None
        known = known and found is not None
        return found or ""

    url = _TOKEN.sub(value, template)
    return tidied(url) if known else None


_INCLUDED_IMAGE = Shortcode(
    src=("src", "url", "image_path"), alt=("alt",), caption=("caption",), value="rooted"
)
"""What files that sites include for an image are given; each site writes its own."""

JEKYLL = _Jekyll(
    name="jekyll",
    markup=frozenset(("abbreviations", "attributes", "kramdown", "contents")),
    detection=FILES["jekyll"],
    front_matter=FRONT_MATTER,
    folders={"_posts": "post", "_drafts": "post"},
    templates=frozenset(("_data", "_includes", "_layouts", "_plugins", "_sass", "_templates")),
    outside=frozenset(("_site", "gemfiles", "vendor")),
    keys={
        "name": ("title", "name"),
        "base_url": ("url",),
        "folder": ("baseurl",),
        "language": ("lang", "locale", "language"),
        "content": ("source",),
        "time_zone": ("timezone",),
    },
    author_files=("_data/authors.yml", "_data/authors.yaml", "_data/authors.json"),
    image_tools={"Gemfile": r"jekyll[-_](?:picture[-_]tag|responsive[-_]image|imagemagick)"},
    whole_html=True,
    hide=mask_liquid,
    find_problems=liquid_problems,
    links=LinkRules(
        calls=frozenset(("post_url", "link", "relative_url", "absolute_url", "site")),
        maybe_sources=MARKDOWN_SUFFIXES,
    ),
    shortcodes={
        **dict.fromkeys(
            ("figure", "figure.html", "image.html", "img.html"),
            _INCLUDED_IMAGE,
        ),
        "asset": Shortcode(src=("1",), alt=("alt",), value="name"),
        "responsive_image": Shortcode(src=("path",), alt=("alt",), value="name"),
    },
    explicit_ids=True,
    description_fallback="excerpt",
)
