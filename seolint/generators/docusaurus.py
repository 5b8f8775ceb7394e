"""Docusaurus: docs, blogs and pages in MDX."""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.document import Document, Kind, SiteSettings, find_field
from seolint.generators import SiteGenerator
from seolint.generators.addresses import below, tidied
from seolint.generators.configs import own_literals, script_names, script_objects
from seolint.generators.detection import FILES, names_in, read_text
from seolint.generators.front_matter import GRAY_MATTER
from seolint.generators.paths import POST_FOLDERS
from seolint.links import LinkRules
from seolint.patterns import lazy_regex
from seolint.values import Field, ValueSyntaxError, parse_json

_PATH = lazy_regex(r"""\bpath\s*:\s*["']([^"'\r\n]+)["']""")
_BLOGS = POST_FOLDERS | {"docusaurus-plugin-content-blog"}


class _Docusaurus(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds math, which a plugin brings."""
        return replace(super().settings(root), math="remark-math" in self.text(root))

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each translation."""
        default = self.value(config, "language")
        names = script_names(self.text(root), "locales")
        return {name: f"i18n/{name}" for name in names if name != default}

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The folders of the site, for plugins may read any, and those that lie elsewhere."""
        inside = [name for name in names_in(root) if self._may_hold_pages(root / name)]
        elsewhere = [path for path in _PATH.findall(self.text(root)) if path.startswith("..")]
        folders = dict.fromkeys(path.rstrip("/") for path in (*inside, *elsewhere))
        return (*self.content, *(f"{folder}/**" for folder in folders))

    def _may_hold_pages(self, path: Path) -> bool:
        skipped = path.name in self.outside or path.name in ("src", "node_modules")
        return os.path.isdir(path) and path.name[0] != "." and not skipped

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """The docs and blogs, each with its folder, its route and its id; versions; slashes."""
        text = self.text(root)
        docs = _instances(text, "docs", root)
        return {
            "docs": [{**each, **_versions(text, root, each["id"])} for each in docs],
            "blogs": _instances(text, "blog", root),
            "slash": config.get("trailingSlash"),
            "prefixes": config.get("numberPrefixParser") is not False,
        }

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """By the plugin whose folder the page lies in: docs, blog or pages."""
        build = doc.site.build
        locale, plugin, inner = _translated(path)
        url: str | None = None
        if plugin == "pages" or (not plugin and path.is_relative_to("src/pages")):
            inner = inner if plugin else path.relative_to("src/pages")
            url = "/" + "/".join((*inner.parts[:-1], "" if inner.stem == "index" else inner.stem))
        for each in build["blogs"]:
            place = _below(path, each["path"], plugin, f"blog{each['suffix']}", inner)
            if place is not None:
                url = _blog_url(place, each["route"], doc)
        for each in build["docs"]:
            place, version = _versioned(path, each, plugin, inner)
            if place is not None and version is not None:
                url = _docs_url(place, f"{each['route']}/{version}", doc)
        if url is None:
            return None
        slash = build["slash"]
        if slash is not None and url != "/":
            url = url.rstrip("/") + ("/" if slash else "")
        return tidied(f"{locale}/{url}")

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """A partial for what begins with an underscore; docs but in blogs and `src/pages`."""
        folders = path.parts[:-1]
        if any(part.startswith("_") for part in path.parts):
            return "partial"
        if not _BLOGS.isdisjoint(folders):
            return "index" if path.stem in ("index", "README") and folders[-1] in _BLOGS else "post"
        return None if folders[-2:-1] == ("src",) or "pages" in folders else "docs"

    def is_content(self, path: str) -> bool | None:
        """Whatever lies in a folder, but of the code only `src/pages`."""
        first, _, rest = path.partition("/")
        if first == "src":
            return rest.startswith("pages/")
        return super().is_content(path)


_PREFIX = lazy_regex(r"\d+\s*[-_.]+\s*([^-_.\s].*)")
_NO_PREFIX = lazy_regex(r"\d+[-_.]\d+")
_BLOG_FILE = lazy_regex(
    r"(?P<folder>.*?)(?P<date>\d{4}[-/]\d{1,2}[-/]\d{1,2})[-/]?(?P<text>.*?)(?:/index)?"
)


def _instances(text: str, kind: str, root: Path) -> list[dict[str, str]]:
    """The folders and routes of a preset's docs or blog, and of further instances."""
    found: list[dict[str, str]] = []
    if "preset-classic" in text or "classic" in text:
        bodies = script_objects(text, kind)[:1]
        if bodies or not re.search(rf"\b{kind}\s*:\s*false", text):
            found.append(_instance(own_literals(bodies[0]) if bodies else {}, kind))
    bodies = script_objects(text, rf"@docusaurus/(?:plugin-)?content-{kind}")
    return found + [_instance(own_literals(body), kind) for body in bodies]


def _instance(literals: Mapping[str, str | bool], kind: str) -> dict[str, str]:
    def text(key: str, default: str) -> str:
        value = literals.get(key)
        return value if isinstance(value, str) else default

    id = text("id", "default")
    path = text("path", kind).removeprefix("./").rstrip("/")
    return {
        "path": path,
        "route": text("routeBasePath", kind).strip("/"),
        "id": id,
        "suffix": "" if id == "default" else f"-{id}",
    }


def _versions(text: str, root: Path, id: str) -> dict[str, Any]:
    """What stands in the URLs of the current docs, and of each version."""
    name = "versions.json" if id == "default" else f"{id}_versions.json"
    try:
        versions = parse_json(read_text(root / name) or "[]")
    except ValueSyntaxError:
        versions = []
    names = [each for each in versions if isinstance(each, str)]
    last = next(iter(re.findall(r"lastVersion\s*:\s*[\"']([^\"']+)", text)), "")
    last = last or (names[0] if names else "current")
    found = {each: "" if each == last else each for each in names}
    paths: dict[str, str] = {}
    for each in ("current", *names):
        for body in script_objects(text, re.escape(each)):
            path = own_literals(body).get("path")
            if isinstance(path, str) and "versions" in text:
                paths[each] = path.strip("/")
    current = "" if last == "current" else "next"
    return {"current": paths.get("current", current), "versions": {**found, **paths}}


def _translated(path: PurePosixPath) -> tuple[str, str, PurePosixPath]:
    """The locale, the plugin and the path there of a page of a translation."""
    if path.parts[0] != "i18n" or len(path.parts) < 4:
        return "", "", path
    plugin = path.parts[2].removeprefix("docusaurus-plugin-content-")
    return f"/{path.parts[1]}", plugin, PurePosixPath(*path.parts[3:])


def _below(
    path: PurePosixPath, folder: str, plugin: str, name: str, inner: PurePosixPath
) -> PurePosixPath | None:
    if plugin:
        return inner if plugin == name else None
    return below(path, (folder,))


def _versioned(
    path: PurePosixPath, docs: Mapping[str, Any], plugin: str, inner: PurePosixPath
) -> tuple[PurePosixPath | None, str | None]:
    """The path of a page of docs within its version, and what the version is in URLs."""
    place: PurePosixPath | None
    prefix = "" if docs["id"] == "default" else f"{docs['id']}_"
    if plugin == f"docs{docs['suffix']}" and len(inner.parts) > 1:
        folder, place = inner.parts[0], PurePosixPath(*inner.parts[1:])
    elif not plugin and path.parts[0] == f"{prefix}versioned_docs" and len(path.parts) > 2:
        folder, place = path.parts[1], PurePosixPath(*path.parts[2:])
    else:
        folder, place = "current", None if plugin else below(path, (docs["path"],))
    if folder == "current":
        return place, docs["current"]
    return place, docs["versions"].get(folder.removeprefix("version-"))


def _docs_url(path: PurePosixPath, route: str, doc: Document) -> str | None:
    id = find_field(doc.fields, ("id",))
    slug = find_field(doc.fields, ("slug",))
    if any(field is not None and not field.known for field in (id, slug)):
        return None
    numbered = doc.site.build["prefixes"]
    folders = [_bare(part) if numbered else part for part in path.parts[:-1]]
    base = f"{route}/{'/'.join(folders)}"
    if slug is not None:
        return f"{route}{slug.text}" if slug.text.startswith("/") else f"{base}/{slug.text}"
    name = _bare(path.stem) if numbered else path.stem
    if name.lower() in ("index", "readme") or (folders and name.lower() == folders[-1].lower()):
        return f"{base}/"
    return f"{base}/{id.text if id is not None else name}"


def _blog_url(path: PurePosixPath, route: str, doc: Document) -> str | None:
    slug = find_field(doc.fields, ("slug",))
    if slug is not None:
        return f"{route}/{slug.text}" if slug.known else None
    name = path.with_suffix("").as_posix()
    match = _BLOG_FILE.fullmatch(name)
    if match is None:
        return f"{route}/{name.removesuffix('/index')}"
    year, month, day = re.split("[-/]", match["date"])
    return f"{route}/{year}/{month:0>2}/{day:0>2}/{match['folder']}{match['text']}"


def _bare(name: str) -> str:
    """A name without the number in front that only sorts."""
    match = _PREFIX.fullmatch(name)
    return match[1] if match is not None and not _NO_PREFIX.match(name) else name


DOCUSAURUS = _Docusaurus(
    name="docusaurus",
    slugger="github",
    markup=frozenset(("mdx", "directives", "comment-ids", "emoji")),
    static={"static": "/"},
    detection=FILES["docusaurus"],
    content=("src/pages/**",),
    front_matter=GRAY_MATTER,
    outside=frozenset(("build", "static", "scripts", "plugins", "packages")),
    keys={
        "name": ("title",),
        "base_url": ("url",),
        "folder": ("baseUrl",),
        "language": ("defaultLocale",),
    },
    author_files=("blog/authors.yml", "blog/authors.yaml"),
    links=LinkRules(
        sources=(".md", ".mdx"),
        html_sources=False,
        roots=(".", "docs", "blog", "src/pages"),
        marks={"@site/": "."},
        routes=("pathname://",),
        files="source",
    ),
    yaml="1.2",
    image_tools={"package.json": r"plugin-ideal-image"},
    linkify=True,
    explicit_ids=True,
    description_fallback="excerpt",
)
