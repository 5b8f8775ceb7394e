"""`seolint config`: the settings in force, and where each of them was written."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.config import Config, Traced
    from seolint.discovery import Root

_DEFAULT = "default"
_UNSAID = (None, "", ())
_WIDEST = 48
_SITE_OWN = ("generator", "root", "shortcodes")
"""Keys of `[site]` that do not replace what the generator says."""

_REPLACING = ("profile", "select", "language", "drafts")
_ADDING = ("extend-select", "ignore")

KeyPath = tuple[str | int, ...]


class Place(NamedTuple):
    """What settings are asked for: a root, and a page of it or the empty text."""

    root: "Root"
    page: str


def config(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="A page, or a folder.")] = ".",
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of a configuration.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Only tell whether it is right.")] = False,
    format: Annotated[
        Literal["toml", "json"], typer.Option("--format", "-f", help="How to show it.")
    ] = "toml",
) -> None:
    """Show the settings in force, and where each comes from."""
    if schema and check:
        raise CommandLineError("--schema and --check exclude each other")
    place = _find(path)
    if check:
        print(_verdict(place.root.config))
    elif schema:
        from seolint.config.schema import config_schema, schema_text

        print(schema_text(config_schema(place.root.config.packs)), end="")
    else:
        from seolint.config import trace_config

        traced = trace_config(place.root.config.path, place.root.config.root)
        found = _Settings(place, traced)
        if format == "json":
            from seolint.cli.catalogue import to_json

            print(to_json(found.to_json()))
        else:
            print("\n".join(found.to_toml()))


def _find(path: str) -> Place:
    """The root that a path belongs to.

    Raises:
        CommandLineError: there is no such path.
        ConfigError: the configuration there cannot be used.
    """
    from seolint.config import FILE_NAMES
    from seolint.discovery import discover
    from seolint.discovery.roots import Roots

    named = os.environ.get("SEOLINT_CONFIG") or None
    place = Path(os.path.abspath(path))
    if not place.exists():
        raise CommandLineError(f"no such file or folder: {path}")
    if place.is_file() and place.name not in FILE_NAMES and place.suffix != ".toml":
        option = Path(named) if named else None
        files = discover([path], {}, cwd=Path.cwd(), config=option, no_exclude=True).files
        if not files:
            raise CommandLineError(f"no page: {path}")
        return Place(files[0].root, files[0].path)
    if place.is_file():
        named, place = str(place), place.parent
    roots = Roots({}, config=Path(os.path.abspath(named)) if named else None)
    return Place(roots.of(place, place)[0], "")


def _verdict(config: "Config") -> str:
    from seolint.config.files import shown

    if config.path is None:
        return "There is no configuration; the defaults hold."
    return f"{shown(config.path)} is right."


class _Settings:
    """All settings of a place, with where each comes from."""

    def __init__(self, place: Place, traced: "Traced") -> None:
        self.root, self.page = place
        self.config = traced.config
        self.table = dict(traced.table)
        self.origins = dict(traced.origins)
        if self.table["fail-on"] is None:
            self._set(("fail-on",), self.config.fail_on, self._of_profile())
        self._add_site()
        if self.page:
            self._keep_what_applies()
        self._add_options()

    def _of_profile(self) -> str:
        strict = self.config.profile == "strict"
        return f'profile "{self.config.profile}"' if strict else _DEFAULT

    def _set(self, path: tuple[str, ...], value: Any, *origins: str) -> None:
        table = self.table
        for key in path[:-1]:
            table = table.setdefault(key, {})
        table[path[-1]] = value
        self.origins[path] = origins

    def _add_site(self) -> None:
        """What the generator's own config says where ours does not."""
        from msgspec import to_builtins

        root = self.root
        generator = root.generator
        file = self._generator_file()
        told = generator.config(root.site)
        if self.config.site.generator == "auto":
            self._set(("site", "generator"), generator.name, file or _DEFAULT)
        for key, value in list(self.table["site"].items()):
            name = key.replace("-", "_")
            theirs = to_builtins(getattr(root.settings, name, value))
            if not self._written(("site", key)) and key not in _SITE_OWN and theirs != value:
                is_told = bool(file and generator.value(told, name))
                self._set(("site", key), theirs, file if is_told else generator.name)
        if not self.config.language and root.settings.language:
            self._set(("language",), root.settings.language, file or generator.name)

    def _generator_file(self) -> str:
        from seolint.config.files import shown

        found = (self.root.site / name for name in self.root.generator.detection)
        return next((shown(path) for path in found if path.is_file()), "")

    def _keep_what_applies(self) -> None:
        """The settings of one page: `[[overrides]]` become part of the others."""
        for index, (entry, override) in enumerate(
            zip(self.table["overrides"], self.config.overrides, strict=True)
        ):
            if not override.applies(self.page):
                continue
            at = ("overrides", index)
            for key in (*_REPLACING, *_ADDING):
                if entry[key] is not None:
                    self._override((*at, key), (key,), entry[key], adds=key in _ADDING)
            for name, level in (entry["severity"] or {}).items():
                self._override((*at, "severity", name), ("severity", name), level)
            for name, table in (entry["rules"] or {}).items():
                for key in table:
                    origin = self._origin((*at, "rules", name, key))
                    self.origins[("rules", name, key)] = (origin,)
        del self.table["overrides"]
        ignores = self.config.ignores_for(self.page)
        self.table["per-file-ignores"] = {pattern: list(rules) for pattern, rules in ignores}

    def _override(
        self, source: KeyPath, path: tuple[str, ...], value: Any, *, adds: bool = False
    ) -> None:
        origins = [self._origin(source)]
        if adds:
            value = [*self.table[path[0]], *value]
            origins = [*self.origins.get(path, ()), *origins]
        self._set(path, value, *origins)

    def _add_options(self) -> None:
        """The options of all rules that are in force."""
        from msgspec import to_builtins

        from seolint.engine.select import active_rules

        self.active = active_rules(self.config, self.page)
        given = self.table["rules"]
        self.table["rules"] = {}
        for rule in self.active:
            options = to_builtins(rule.options)
            known = {key: value for key, value in options.items() if value is not None}
            if known or rule.name in given:
                self.table["rules"][rule.name] = known

    def _written(self, path: KeyPath) -> bool:
        return any(key[: len(path)] == path for key in self.origins)

    def _origin(self, path: KeyPath) -> str:
        """Where a key is set, or what is in it; a path of which nothing is set is a default."""
        found = self.origins.get(path)
        if found is None:
            inner = (self.origins[key] for key in self.origins if key[: len(path)] == path)
            found = tuple(place for places in inner for place in places)
        return ", ".join(dict.fromkeys(found)) or _DEFAULT

    def to_json(self) -> dict[str, Any]:
        """The settings as a table, and the places of those that are set."""
        from seolint.config.files import shown

        return {
            "root": shown(self.config.root),
            "config": shown(self.config.path) if self.config.path is not None else None,
            "page": self.page or None,
            "rules": [rule.code for rule in self.active],
            "settings": self.table,
            "origins": [
                {"key": list(path), "from": list(places)}
                for path, places in self.origins.items()
                if _is_in(self.table, path) and places != (_DEFAULT,)
            ],
        }

    def to_toml(self) -> Iterator[str]:
        """The settings as a configuration, with comments that tell where each comes from."""
        from seolint.config.files import shown

        of = f"the page {self.page}" if self.page else f"the folder {shown(self.config.root)}"
        path = self.config.path
        yield f"# Settings of {of}, {'without a configuration' if path is None else shown(path)}"
        yield f"# {len(self.active)} rules are in force: seolint rules --enabled"
        yield from self._section(self.table, ())

    def _section(self, table: Mapping[str, Any], path: KeyPath) -> Iterator[str]:
        """The lines of a table: first its values, then the tables in it."""
        from seolint.cli.catalogue import to_key, to_toml

        inner = {key: value for key, value in table.items() if _is_section(value)}
        lines = []
        for key, value in table.items():
            if key not in inner:
                text = f"{to_key(key)} = {to_toml(value)}"
                lines.append((text, self._origin((*path, key))))
        width = min(max((len(line) for line, _ in lines), default=0), _WIDEST)
        for line, origin in lines:
            comment = origin if origin == _DEFAULT else f"from {origin}"
            yield f"{line:<{width}}  # {comment}"
        for key, value in inner.items():
            here = (*path, key)
            name = ".".join(to_key(part) for part in here if isinstance(part, str))
            if isinstance(value, Mapping):
                if not all(map(_is_section, value.values())):
                    yield f"\n[{name}]"
                yield from self._section(value, here)
                continue
            for index, entry in enumerate(value):
                yield f"\n[[{name}]]"
                given = {key: inner for key, inner in entry.items() if inner not in _UNSAID}
                yield from self._section(given, (*here, index))


def _is_section(value: Any) -> bool:
    """Whether a value is a table with something in it, or a list of tables."""
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, list | tuple) and bool(value) and isinstance(value[0], Mapping)


def _is_in(table: Any, path: KeyPath) -> bool:
    for key in path:
        try:
            table = table[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
