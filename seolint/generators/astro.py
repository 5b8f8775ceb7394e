"""Astro, with Starlight: routes and content collections."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from seolint.document import Kind
from seolint.generators import SiteGenerator
from seolint.generators.configs import script_names
from seolint.generators.detection import FILES, read_text
from seolint.generators.front_matter import ASTRO as FRONT_MATTER
from seolint.patterns import lazy_regex
from seolint.values import Field

_BASE = lazy_regex(r"""\bbase\s*:\s*["'](?:\./)?([^"'\r\n]+)["']""")
_COLLECTIONS = ("src/content.config.ts", "src/content/config.ts", "src/content.config.mjs")


class _Astro(SiteGenerator, frozen=True, kw_only=True):
    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each locale; `root` is the one without a folder of its own."""
        text = next(filter(None, (read_text(root / name) for name in self.detection)), "")
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

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """A partial for what begins with an underscore; docs for the docs collection."""
        if any(part.startswith("_") for part in path.parts):
            return "partial"
        return "docs" if "src/content/docs/" in f"{path}" else None


ASTRO = _Astro(
    name="astro",
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
    title_fallback="none",
)
