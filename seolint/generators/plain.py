"""Plain Markdown: repositories, mdBook, and whatever shows no generator."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from seolint.generators import SiteGenerator, is_project_file
from seolint.generators.configs import text_at
from seolint.generators.detection import FILES
from seolint.generators.templates import mask_outside_code


class _Plain(SiteGenerator, frozen=True, kw_only=True):
    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The folder that a `book.toml` names, else all of it."""
        return (f"{text_at(config, 'book.src') or 'src'}/**",) if config else self.content

    def is_content(self, path: PurePosixPath) -> bool | None:
        """All but what speaks to the people of the repository, at any depth."""
        return False if is_project_file(path.name) else super().is_content(path)


PLAIN = _Plain(
    name="plain",
    detection=FILES["plain"],
    readme=True,
    keys={"name": ("book.title",), "language": ("book.language",)},
    hide=mask_outside_code,
    linkify=True,
)
