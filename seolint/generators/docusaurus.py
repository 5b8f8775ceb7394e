"""Docusaurus: docs, blogs and pages in MDX."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.document import Kind, SiteSettings
from seolint.generators import SiteGenerator
from seolint.generators.configs import script_names
from seolint.generators.detection import FILES, read_text
from seolint.generators.front_matter import GRAY_MATTER
from seolint.generators.paths import POST_FOLDERS
from seolint.patterns import lazy_regex
from seolint.values import Field

_PATH = lazy_regex(r"""\bpath\s*:\s*["']([^"'\r\n]+)["']""")
_BLOGS = POST_FOLDERS | {"docusaurus-plugin-content-blog"}


class _Docusaurus(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds math, which a plugin brings."""
        return replace(super().settings(root), math="remark-math" in self._text(root))

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each translation."""
        default = self.value(config, "language")
        names = script_names(self._text(root), "locales")
        return {name: f"i18n/{name}" for name in names if name != default}

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The folders of the site, for plugins may read any, and those that lie elsewhere."""
        folders_here = sorted(root.iterdir()) if root.is_dir() else []
        inside = [path.name for path in folders_here if self._may_hold_pages(path)]
        elsewhere = [path for path in _PATH.findall(self._text(root)) if path.startswith("..")]
        folders = dict.fromkeys(path.rstrip("/") for path in (*inside, *elsewhere))
        return (*self.content, *(f"{folder}/**" for folder in folders))

    def _may_hold_pages(self, path: Path) -> bool:
        skipped = path.name in self.outside or path.name in ("src", "node_modules")
        return path.is_dir() and path.name[0] != "." and not skipped

    def _text(self, root: Path) -> str:
        return next(filter(None, (read_text(root / name) for name in self.detection)), "")

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """A partial for what begins with an underscore; docs but in blogs and `src/pages`."""
        folders = path.parts[:-1]
        if any(part.startswith("_") for part in path.parts):
            return "partial"
        if not _BLOGS.isdisjoint(folders):
            return "index" if path.stem in ("index", "README") and folders[-1] in _BLOGS else "post"
        return None if folders[-2:-1] == ("src",) or "pages" in folders else "docs"

    def is_content(self, path: PurePosixPath) -> bool | None:
        """Whatever lies in a folder, but of the code only `src/pages`."""
        if path.parts[0] == "src":
            return path.parts[1:2] == ("pages",)
        return super().is_content(path)


DOCUSAURUS = _Docusaurus(
    name="docusaurus",
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
    mdx=True,
    yaml="1.2",
    image_tools={"package.json": r"plugin-ideal-image"},
    linkify=True,
    explicit_ids=True,
    description_fallback="excerpt",
)
