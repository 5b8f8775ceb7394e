"""Hugo: shortcodes first, then goldmark."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from seolint.document import SiteSettings
from seolint.generators import SiteGenerator
from seolint.generators.configs import at, files_named, names_description, read_values, text_at
from seolint.generators.detection import FILES, read_text
from seolint.generators.front_matter import HUGO as FRONT_MATTER
from seolint.generators.template_problems import hugo_problems
from seolint.generators.templates import mask_hugo

_PARTS = frozenset(("cascade", "languages", "markup", "module"))


class _Hugo(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds math, raw HTML, which goldmark drops unless told not to, and what is built."""
        config = self.config(root)
        return replace(
            super().settings(root),
            math=at(config, "markup.goldmark.extensions.passthrough.enable") is True,
            raw_html=at(config, "markup.goldmark.renderer.unsafe") is True,
            hides_future=at(config, "buildfuture") is not True,
            hides_expired=at(config, "buildexpired") is not True,
        )

    def config(self, root: Path) -> Mapping[str, Any]:
        """The config file, or those of `config/_default`, with all keys in lower case."""
        folder = root / "config" / "_default"
        merged: dict[str, Any] = _lower(super().config(root))
        names = sorted(os.listdir(folder)) if folder.is_dir() else []
        for name in names:
            part, *rest = name.rpartition(".")[0].split(".")
            if part in _PARTS:
                values = _lower(read_values(folder / name))
                for key in reversed(rest):
                    values = {key: values}
                merged[part] = {**(at(merged, part) or {}), **values}
        return merged

    def value(self, config: Mapping[str, Any], setting: str) -> str:
        """For the name of the site also what its default language says."""
        found = super().value(config, setting)
        if setting == "name" and not found:
            return text_at(config, f"languages.{self._default_language(config)}.title")
        return found

    def _default_language(self, config: Mapping[str, Any]) -> str:
        return self.value(config, "language") or "en"

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each language, or for those without one a suffix of the file name."""
        default = self._default_language(config)
        found: dict[str, str] = {}
        for name, traits in (at(config, "languages") or {}).items():
            folder = text_at(traits, "contentdir")
            if folder or name != default:
                found[name] = folder or f"*.{name}.*"
        return found

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The content folder, those of languages, and what is mounted there."""
        folders = [self.value(config, "content") or "content"]
        folders += [name for name in self.languages(root, config).values() if "*" not in name]
        for mount in at(config, "module.mounts") or ():
            if text_at(mount, "target").split("/")[0] == "content":
                folders.append(text_at(mount, "source"))
        found = dict.fromkeys(f"{name.strip('/')}/**" for name in folders if name)
        return tuple(found)

    def defaults(self, config: Mapping[str, Any]) -> frozenset[str]:
        """The keys of `cascade` in the config, with those of its `params`."""
        cascade = at(config, "cascade")
        entries = cascade if isinstance(cascade, list) else [cascade]
        parts = [part for entry in entries for part in (entry, at(entry, "params"))]
        return frozenset(key for part in parts if isinstance(part, Mapping) for key in part)

    def supplies_description(self, root: Path, config: Mapping[str, Any]) -> bool:
        """Whether a `cascade` has one, in the config or in a section's front matter."""
        if names_description(at(config, "cascade")):
            return True
        return any(
            "cascade" in text and "description" in text.partition("cascade")[2]
            for text in map(read_text, files_named(root / "content", r".*/_index\..*"))
        )


def _lower(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {str(key).lower(): _lower(value) for key, value in values.items()}
    return [_lower(value) for value in values] if isinstance(values, list) else values


HUGO = _Hugo(
    name="hugo",
    static={"static": "/", "assets": "/"},
    detection=FILES["hugo"],
    content=("content/**",),
    front_matter=FRONT_MATTER,
    stems={"_index": "index"},
    undated="docs",
    outside=frozenset(
        [
            "archetypes",
            "assets",
            "data",
            "i18n",
            "layouts",
            "public",
            "resources",
            "static",
            "themes",
        ]
    ),
    keys={
        "name": ("title",),
        "base_url": ("baseurl",),
        "language": ("defaultcontentlanguage", "languagecode"),
        "content": ("contentdir",),
        "time_zone": ("timezone",),
    },
    author_files=("data/authors.yml", "data/authors.yaml", "data/authors.toml"),
    yaml="1.2",
    image_tools={
        "layouts/_default/_markup/render-image.html": r"\.(?:Fill|Fit|Process|Resize)\b",
        "layouts/_markup/render-image.html": r"\.(?:Fill|Fit|Process|Resize)\b",
    },
    hide=mask_hugo,
    find_problems=hugo_problems,
    linkify=True,
    explicit_ids=True,
    fold_keys=True,
    title_fallback="none",
    description_fallback="excerpt",
)
