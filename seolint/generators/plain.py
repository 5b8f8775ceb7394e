"""Plain Markdown: repositories, mdBook, and whatever shows no generator."""

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.document import Document, SiteSettings
from seolint.generators import SiteGenerator, is_project_file
from seolint.generators.addresses import UrlRules, url_by_rules
from seolint.generators.configs import text_at
from seolint.generators.detection import FILES
from seolint.generators.templates import mask_outside_code
from seolint.links import MARKDOWN_SUFFIXES, LinkRules

_BOOK = UrlRules(ending=".html", indexes=frozenset(("index", "README")))


class _Plain(SiteGenerator, frozen=True, kw_only=True):
    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The folder that a `book.toml` names, else all of it."""
        if not self._is_book(root):
            return self.content
        return (f"{text_at(config, 'book.src') or 'src'}/**",)

    def _is_book(self, root: Path) -> bool:
        return os.path.isfile(root / "book.toml")

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """In a book the path of the page; elsewhere there are only files."""
        return url_by_rules(_BOOK, path, doc) if doc.site.build.get("book") else None

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """Also whether there is a `book.toml`."""
        return {**super().build(root, config), "book": self._is_book(root)}

    def settings(self, root: Path) -> SiteSettings:
        """There is no menu."""
        return replace(super().settings(root), menu=())

    def is_content(self, path: str) -> bool | None:
        """All but what speaks to the people of the repository, at any depth."""
        return False if is_project_file(path.rpartition("/")[2]) else super().is_content(path)


PLAIN = _Plain(
    name="plain",
    slugger="github",
    detection=FILES["plain"],
    readme=True,
    keys={"name": ("book.title",), "language": ("book.language",)},
    hide=mask_outside_code,
    linkify=True,
    markup=frozenset(("emoji",)),
    links=LinkRules(sources=MARKDOWN_SUFFIXES, roots=(".",), files="source"),
)
