"""Roots: the folders within which pages are compared, each with its settings."""

import os
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from seolint.config import (
    FILE_NAMES,
    Config,
    closest_config,
    find_config,
    load_config,
    repository_top,
)
from seolint.config.keys import SiteTable
from seolint.document import Shortcode, SiteSettings
from seolint.generators import SiteGenerator, by_name, detect
from seolint.globs import Globs

NEAR = 4
"""In how many folders of a repository, from that of a page upwards, a site is looked for that
it may belong to. Outside of one, what lies beside a folder has nothing to do with it."""


class Root(Struct, frozen=True, eq=False):
    """A folder that is one site.

    `site` is the folder of the generator's own config, `indexed` tells that there is a
    configuration or a generator. `content` are the globs of the pages; None: the whole.
    `prefix` is how the absolute paths of its files begin, with `/`.
    """

    folder: Path
    site: Path
    config: Config
    generator: SiteGenerator
    settings: SiteSettings
    indexed: bool
    content: Globs | None
    prefix: str

    def rivals(self) -> dict[str, str]:
        """The other generators that the folder shows, and what shows them; none when told."""
        from seolint.generators.detection import evidence, other_names

        if self.config.site.generator != "auto" or not self.indexed:
            return {}
        names = other_names(self.site, self.generator.name)
        return {name: evidence(name, self.site) for name in names}

    def in_site(self, path: str) -> PurePosixPath:
        """A path relative to the root as the generator names it: relative to its config."""
        if self.site == self.folder:
            return PurePosixPath(path)
        return PurePosixPath(Path(os.path.relpath(self.folder / path, self.site)).as_posix())

    def settings_of(self, path: str) -> SiteSettings:
        """The settings for a file of the root: an override may give it a language of its own."""
        settings = self.settings
        for override in self.config.for_path(path):
            if override.language is not None:
                settings = replace(settings, language=override.language)
        return settings

    def is_content(self, path: str) -> bool:
        """Whether the generator, or `[site] content`, makes a page of a file of the root."""
        if self.content is not None and self.content.match(path) is None:
            return False
        if self.config.site.content:
            return True
        inner = path if self.site == self.folder else self.in_site(path).as_posix()
        return self.generator.is_content(inner) is not False


class Roots:
    """Finds the roots of folders; each root is made once.

    `given` and `sets` are options of the command line, `config` is the file that one
    names. Paths are absolute.
    """

    def __init__(
        self,
        given: Mapping[str, Any],
        sets: Sequence[str] = (),
        config: Path | None = None,
        isolated: bool = False,
    ) -> None:
        self._given = given
        self._sets = sets
        self._config = config
        self._isolated = isolated
        self._roots: dict[tuple[Path, Path, Path | None], Root] = {}
        self._detected: dict[Path, SiteGenerator | None] = {}
        self._chains: dict[tuple[Path, Path], tuple[Root, ...]] = {}
        self._unconfigured: Config | None = None
        self._closest: dict[Path, Path | None] = {}

    def of(self, folder: Path, named: Path) -> tuple[Root, ...]:
        """The roots that a page in `folder` may belong to: the first that claims it.

        The folder of the closest configuration; else the generators' folders, from
        `folder` upwards; else the top of the repository, else `named`.
        """
        key = (folder, named)
        if key not in self._chains:
            self._chains[key] = self._find(folder, named)
        return self._chains[key]

    def _find(self, folder: Path, named: Path) -> tuple[Root, ...]:
        config = self.config_of(folder)
        if config is not None:
            return (self.configured(config),)
        top = repository_top(folder)
        generated = [
            self.generated(place, place, generator)
            for place in _upwards(folder, top)
            if (generator := self.detected(place)) is not None
        ]
        return tuple(generated or self._claiming(folder, top)) or (self.plain(top or named),)

    def _claiming(self, folder: Path, top: Path | None) -> Iterator[Root]:
        """Sites beside a folder, or beside one above it, whose config makes it part of them."""
        for place in islice(_upwards(folder, top), NEAR) if top is not None else ():
            for site in _folders(place):
                generator = self.detected(site) if site != folder else None
                if generator is not None and "../" in generator.text(site):
                    root = self.generated(place, site, generator)
                    page = (folder / "page.md").relative_to(place).as_posix()
                    if root.content is not None and root.is_content(page):
                        yield root

    def config_of(self, folder: Path) -> Path | None:
        """The configuration that speaks for a folder."""
        if self._isolated:
            return None
        if self._config is not None:
            return self._config if folder.is_relative_to(self._config.parent) else None
        return closest_config(folder, self._closest)

    def own_config(self, folder: Path, names: Container[str]) -> Path | None:
        """The configuration file among the `names` in a folder that is walked through."""
        if self._isolated:
            return None
        if self._config is not None:
            return self._config if folder == self._config.parent else None
        return find_config(folder) if any(name in names for name in FILE_NAMES) else None

    def detected(self, folder: Path) -> SiteGenerator | None:
        """The generator whose config stands in a folder."""
        if folder not in self._detected:
            self._detected[folder] = detect(folder)
        return self._detected[folder]

    def configured(self, path: Path) -> Root:
        """The root of a configuration file."""
        folder = path.parent
        key = (folder, folder, path)
        if key not in self._roots:
            config = load_config(path, folder, self._given, self._sets)
            site = Path(os.path.normpath(folder / config.site.root))
            generator = None
            if config.site.generator == "auto":
                generator = self.detected(site)
            self._roots[key] = _root(folder, site, config, generator, indexed=True)
        return self._roots[key]

    def generated(self, folder: Path, site: Path, generator: SiteGenerator) -> Root:
        """The root of a generator whose config stands in `site`."""
        return self._without_config(folder, site, generator)

    def plain(self, folder: Path) -> Root:
        """The root of pages that nothing claims."""
        return self._without_config(folder, folder, None)

    def _without_config(self, folder: Path, site: Path, generator: SiteGenerator | None) -> Root:
        key = (folder, site, None)
        if key not in self._roots:
            config = self._load(folder)
            indexed = generator is not None or config.path is not None
            self._roots[key] = _root(folder, site, config, generator, indexed=indexed)
        return self._roots[key]

    def _load(self, folder: Path) -> Config:
        if self._unconfigured is None:
            self._unconfigured = load_config(
                self._config, folder, self._given, self._sets, self._isolated
            )
        return replace(self._unconfigured, root=folder)


def make_root(folder: Path, config: Config) -> Root:
    """The root of a configuration that no file holds, for a folder that need not exist."""
    return _root(folder, folder, config, None, indexed=False)


def _root(
    folder: Path, site: Path, config: Config, generator: SiteGenerator | None, *, indexed: bool
) -> Root:
    named = config.site.generator
    if named != "auto":
        generator = by_name(named)
    shown = generator is not None
    if generator is None:
        generator = by_name("plain")
    settings = _settings(generator, folder, site, config)
    if not shown and config.site.slugger == "auto":
        settings = replace(settings, slugger="any")
    content = None if settings.content in ((), ("**",)) else Globs(settings.content)
    prefix = folder.as_posix().rstrip("/") + "/"
    return Root(folder, site, config, generator, settings, indexed, content, prefix)


def _settings(generator: SiteGenerator, folder: Path, site: Path, config: Config) -> SiteSettings:
    """What the generator's own config says, and on top of it what ours says."""
    settings = generator.settings(site)
    inner = site.relative_to(folder).as_posix()
    given: dict[str, Any] = {
        "content": tuple(_moved(pattern, inner) for pattern in settings.content),
        "static": {
            os.path.normpath(f"{inner}/{name}").replace(os.sep, "/"): prefix
            for name, prefix in settings.static.items()
        },
        "names": config.names,
        "folder": inner,
        "menu": None
        if settings.menu is None
        else tuple(os.path.normpath(f"{inner}/{name}") for name in settings.menu),
        "confidence": config.confidence,
    }
    unset = SiteTable()
    for key in unset.__struct_fields__:
        value = getattr(config.site, key)
        if key not in ("generator", "root") and value != getattr(unset, key):
            given[key] = value
    template = given.get("url_template")
    if isinstance(template, str):
        given["url_template"] = {"**": template}
    ignored = frozenset(config.site.ignore_shortcodes)
    shortcodes = {**settings.shortcodes, **_shortcodes(config.site.shortcodes)}
    given["shortcodes"] = {
        name: shortcode for name, shortcode in shortcodes.items() if name not in ignored
    }
    given["links"] = replace(settings.links, calls=settings.links.calls - ignored)
    if config.language:
        given["language"] = config.language
    return replace(settings, **given)


def _shortcodes(declared: Mapping[str, Mapping[str, str]]) -> dict[str, Shortcode]:
    def named(arguments: Mapping[str, str], key: str) -> tuple[str, ...]:
        return (arguments[key],) if arguments.get(key) else ()

    return {
        name: Shortcode(
            src=named(arguments, "src"), alt=named(arguments, "alt"), href=named(arguments, "href")
        )
        for name, arguments in declared.items()
    }


def _moved(pattern: str, folder: str) -> str:
    """A glob relative to the site's folder as one that is relative to the root."""
    if folder == ".":
        return pattern
    mark = "!" if pattern.startswith("!") else ""
    body = pattern.removeprefix("!")
    depth = "" if "/" in body.rstrip("/") or body == "**" else "**/"
    moved = os.path.normpath(f"{folder}/{depth}{body}").replace(os.sep, "/")
    top = "" if "/" in moved else "/"
    return f"{mark}{top}{moved}{'/' if body.endswith('/') else ''}"


def _folders(place: Path) -> Iterator[Path]:
    try:
        with os.scandir(place) as entries:
            names = [
                entry.name for entry in entries if entry.is_dir() and entry.name[0] not in "._"
            ]
    except OSError:
        return
    yield from (place / name for name in sorted(names))


def _upwards(folder: Path, top: Path | None) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield place
        if place == top:
            return
