"""Jekyll, as on GitHub Pages: Liquid first, then kramdown."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.document import Kind, SiteSettings
from seolint.generators import SiteGenerator
from seolint.generators.configs import at, names_at, names_description
from seolint.generators.detection import FILES
from seolint.generators.front_matter import JEKYLL as FRONT_MATTER
from seolint.generators.template_problems import liquid_problems
from seolint.generators.templates import mask_liquid
from seolint.values import Field


class _Jekyll(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds whether HTML is read as Markdown inside, and posts of the future left out."""
        config = self.config(root)
        return replace(
            super().settings(root),
            markdown_in_html=at(config, "kramdown.parse_block_html") is True,
            hides_future=at(config, "future") is not True,
        )

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

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """Posts and drafts by their folder, the pages of other collections as docs."""
        kind = super().classify(path, fields)
        if kind is None and any(part[0] == "_" and part != "_pages" for part in path.parts[:-1]):
            return "docs"
        return kind


JEKYLL = _Jekyll(
    name="jekyll",
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
    explicit_ids=True,
    description_fallback="excerpt",
)
