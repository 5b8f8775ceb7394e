"""Astro, with Starlight: routes and content collections."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from seolint.document import Document, Kind, find_field
from seolint.generators import SiteGenerator
from seolint.generators.addresses import UrlRules, deepest, path_url, tidied
from seolint.generators.configs import script_names
from seolint.generators.detection import FILES, names_in, read_text
from seolint.generators.front_matter import ASTRO as FRONT_MATTER
from seolint.links import LinkRules
from seolint.patterns import lazy_regex
from seolint.values import Field

_BASE = lazy_regex(r"""\bbase\s*:\s*["'](?:\./)?([^"'\r\n]+)["']""")
_COLLECTIONS = ("src/content.config.ts", "src/content/config.ts", "src/content.config.mjs")

_PAGES = UrlRules()
_ENTRIES = UrlRules(segment="github")


class _Astro(SiteGenerator, frozen=True, kw_only=True):
    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each locale; `root` is the one without a folder of its own."""
        text = self.text(root)
        folder = "src/content/docs" if "starlight" in text else "src/pages"
        default = self.value(config, "language")
        found: dict[str, str] = {}
        for name in script_names(text, "locales"):
            if name != "root":
                found[name] = f"{folder}/{name}"
            elif default and default != "root":
                found[default] = folder
        return found

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """Routes, the usual folder of collections, and those that loaders name."""
        loaders = (_BASE.findall(read_text(root / name)) for name in _COLLECTIONS)
        folders = [folder.strip("/") for found in loaders for folder in found]
        return (*self.content, *(f"{folder}/**" for folder in dict.fromkeys(folders)))

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """The folders whose pages have URLs, each with what stands in front of their path."""
        text = self.text(root)
        prefixes = {"src/pages": "/"}
        if "starlight" in text:
            prefixes["src/content/docs"] = "/"
        for folder in self.pages(root, config)[2:]:
            self._add_route(root, folder.removesuffix("/**"), prefixes)
        collections = root / "src" / "content"
        for name in names_in(collections):
            if os.path.isdir(collections / name):
                self._add_route(root, f"src/content/{name}", prefixes)
        return {
            "prefixes": prefixes,
            "ending": ".html" if config.get("format") == "file" else "/",
        }

    def _add_route(self, root: Path, folder: str, prefixes: dict[str, str]) -> None:
        """Finds the route that builds the pages of a collection: one in a folder of its name."""
        name = folder.rpartition("/")[2]
        route = root / "src" / "pages" / name
        if os.path.isdir(route) and any(route.glob("[[]*")):
            prefixes.setdefault(folder, f"/{name}")

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """The path of the page below its folder, or the slug that it states."""
        build = doc.site.build
        prefixes: Mapping[str, str] = build["prefixes"]
        folder = deepest(path, prefixes)
        if folder is None or "[" in path.name:
            return None
        inner = PurePosixPath(str(path)[len(folder) + 1 :])
        slug = find_field(doc.fields, ("slug",)) if folder != "src/pages" else None
        if slug is not None:
            return tidied(f"{prefixes[folder]}/{slug.text}/") if slug.known else None
        url = path_url(_PAGES if folder == "src/pages" else _ENTRIES, inner, doc)
        return tidied(f"{prefixes[folder]}{url}") if url is not None else None

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """A partial for what begins with an underscore; docs for the docs collection."""
        if any(part.startswith("_") for part in path.parts):
            return "partial"
        return "docs" if "src/content/docs/" in f"{path}" else None


ASTRO = _Astro(
    name="astro",
    slugger="github",
    markup=frozenset(("directives",)),
    html_heading_ids=True,
    static={"public": "/"},
    detection=FILES["astro"],
    content=("src/pages/**", "src/content/**"),
    front_matter=FRONT_MATTER,
    outside=frozenset(("dist", "public")),
    keys={
        "name": ("title",),
        "base_url": ("site",),
        "folder": ("base",),
        "language": ("defaultLocale",),
    },
    author_files=("src/data/authors.yml", "src/data/authors.json"),
    yaml="1.2",
    image_pipeline=True,
    linkify=True,
    links=LinkRules(files="source"),
    title_fallback="none",
)
