"""Settings of a root: found, put together and checked."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import Struct

from seolint import __version__
from seolint.config.checking import Checker, byte_count, is_version_wanted, seconds
from seolint.config.files import (
    FILE_NAMES,
    KeyPath,
    Layer,
    closest_config,
    find_config,
    is_repository,
    option_layer,
    passed_over,
    read_layers,
    repository_top,
    shown,
)
from seolint.config.keys import (
    AskedGrade,
    Drafts,
    FailOn,
    Level,
    OverrideTable,
    Profile,
    SiteTable,
    TopTable,
)
from seolint.config.merging import COMMAND_LINE, Settings, merged, stacked
from seolint.config.origins import Origins, find_origins
from seolint.config.problems import ConfigError, ConfigProblem, UnreadableConfigError
from seolint.custom import CustomRule, custom_rule
from seolint.globs import Globs
from seolint.packs import PackError, Packs, RuleFile, find_packs
from seolint.rule import Options

__all__ = [
    "FILE_NAMES",
    "Config",
    "ConfigError",
    "ConfigProblem",
    "Override",
    "SiteTable",
    "Traced",
    "UnreadableConfigError",
    "closest_config",
    "compiled",
    "find_config",
    "is_repository",
    "load_config",
    "repository_top",
    "trace_config",
]


class Override(Struct, frozen=True, kw_only=True):
    """Settings of the paths that `files` mean; None where it does not speak.

    `rules` holds whole options, `options` what the entry itself says of them.
    """

    files: tuple[str, ...]
    exclude_files: tuple[str, ...] = ()
    profile: Profile | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: Mapping[str, Level] | None = None
    rules: Mapping[str, Options] | None = None
    language: str | None = None
    drafts: Drafts | None = None
    options: Mapping[str, Mapping[str, Any]] = {}

    def applies(self, path: str) -> bool:
        """Whether it speaks of `path`, which is relative to the root, with `/`."""
        if compiled(self.files).match(path) is None:
            return False
        return not self.exclude_files or compiled(self.exclude_files).match(path) is None


class LinkPolicy(Struct, frozen=True, kw_only=True):
    """How links to other hosts are asked for, and what proves that they are dead.

    `timeout` and `keep` are seconds: of one request, and how long an answer holds. `dead`
    are values of `Answer.code`.
    """

    online: bool
    timeout: int
    retries: int
    keep: int
    dead: frozenset[str]
    exclude: tuple[str, ...]
    private: bool


class Config(Struct, frozen=True, kw_only=True):
    """Everything that is set for a root.

    `root` is the folder that patterns are relative to, `path` the file, `max_file_size`
    is in bytes, `baseline` a file and `cache_dir` a folder relative to `root`. `names` maps a
    field to the front matter keys that hold it. `rules` has the options of rules that have a
    table, `options` the tables.
    """

    root: Path
    path: Path | None
    profile: Profile
    select: tuple[str, ...]
    extend_select: tuple[str, ...]
    ignore: tuple[str, ...]
    evidence: tuple[AskedGrade, ...]
    fixable: tuple[str, ...]
    unfixable: tuple[str, ...]
    extend_safe_fixes: tuple[str, ...]
    extend_unsafe_fixes: tuple[str, ...]
    severity: Mapping[str, Level]
    rules: Mapping[str, Options]
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    respect_gitignore: bool
    follow_symlinks: bool
    drafts: Drafts
    max_file_size: int
    fail_on: FailOn
    max_warnings: int
    allow_empty: bool
    jobs: Literal["auto"] | int
    cache: bool
    cache_dir: str
    baseline: str
    language: str
    site: SiteTable
    confidence: Literal["certain", "high", "low"] = "high"
    links: LinkPolicy
    names: Mapping[str, tuple[str, ...]]
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...]
    overrides: tuple[Override, ...]
    custom_rules: tuple[CustomRule, ...]
    require_reason: bool
    git_base: str
    packs: Packs
    notes: tuple[str, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = {}

    def for_path(self, path: str) -> tuple[Override, ...]:
        """The overrides that speak of a path, later ones over earlier.

        Where several set options of one rule, the later holds those of the earlier.
        """
        found = [override for override in self.overrides if override.applies(path)]
        for index, override in enumerate(found):
            tables: dict[str, Settings] = {}
            for earlier in found[:index]:
                for name in earlier.options.keys() & override.options.keys():
                    tables[name] = merged(tables.get(name, {}), earlier.options[name])
            if tables and override.rules is not None:
                rules = dict(override.rules)
                for name, table in tables.items():
                    whole = merged(self.options.get(name, {}), table)
                    whole = merged(whole, override.options[name])
                    rules[name] = msgspec.convert(whole, type(rules[name]))
                found[index] = msgspec.structs.replace(override, rules=rules)
        return tuple(found)

    def ignored_rules(self, path: str) -> tuple[str, ...]:
        """What `[per-file-ignores]` takes out for a path: codes, names, prefixes or `all`."""
        return tuple(selector for _, selectors in self.ignores_for(path) for selector in selectors)

    def ignores_for(self, path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The entries of `[per-file-ignores]` that speak of a path."""
        for pattern, selectors in self.per_file_ignores:
            if compiled((pattern,)).match(path) is not None:
                yield pattern, selectors


@cache
def compiled(patterns: tuple[str, ...]) -> Globs:
    """The globs of some patterns, compiled once."""
    return Globs(patterns)


def load_config(
    path: Path | None,
    root: Path,
    given: Mapping[str, Any],
    sets: Sequence[str] = (),
    isolated: bool = False,
) -> Config:
    """The settings in force in `root`.

    From the weakest: defaults, what the file at `path` extends, the file, `given`
    (options of the command line, by the names of keys; lists of what to leave out and
    of what to add only ever add) and `sets` (`KEY=VALUE` with TOML values).

    Raises:
        ConfigError: with all that is wrong.
    """
    file = None if isolated else path
    layers = read_layers(file) if file is not None else []
    layers.append(Layer(COMMAND_LINE, root, dict(given), is_option=True))
    for argument in sets:
        layers += option_layer(argument, root)
    return _Loading(layers, file, root).config()[0]


class Traced(NamedTuple):
    """A configuration, its whole table by the names of keys, and where keys are set."""

    config: Config
    table: dict[str, Any]
    origins: Origins


def trace_config(path: Path | None, root: Path) -> Traced:
    """The settings that the file at `path`, or none, gives `root`, and where each stands.

    Raises:
        ConfigError: with all that is wrong.
    """
    loading = _Loading(read_layers(path) if path is not None else [], path, root)
    config, top = loading.config()
    return Traced(config, msgspec.to_builtins(top), find_origins(loading.layers))


class _Loading:
    """Layers on their way to a configuration, the strongest last."""

    def __init__(self, layers: Sequence[Layer], path: Path | None, root: Path) -> None:
        self.path = path
        self.root = root
        self.checker = Checker()
        self.layers = [(layer, self.checker.settings(layer)) for layer in layers]

    def config(self) -> tuple[Config, TopTable]:
        """What is in force, and the table that it was made of."""
        self._check_version()
        packs = self._find_packs()
        for layer, settings in self.layers:
            self.checker.rules(layer, settings, packs)
        self._stop_at_problems()
        top = msgspec.convert(stacked(self.layers), TopTable)
        self._check_site_folder(top.site.root)
        rules = {name: self._options(packs, name, table) for name, table in top.rules.items()}
        overrides = tuple(self._override(packs, top, entry) for entry in top.overrides)
        self._stop_at_problems()
        config = Config(
            root=self.root,
            path=self.path,
            profile=top.profile,
            select=top.select,
            extend_select=top.extend_select,
            ignore=top.ignore,
            evidence=top.evidence,
            fixable=top.fixable,
            unfixable=top.unfixable,
            extend_safe_fixes=top.extend_safe_fixes,
            extend_unsafe_fixes=top.extend_unsafe_fixes,
            severity=top.severity,
            rules=rules,
            include=top.include,
            exclude=(*top.exclude, *top.extend_exclude),
            respect_gitignore=top.respect_gitignore,
            follow_symlinks=top.follow_symlinks,
            drafts=top.drafts,
            max_file_size=byte_count(top.max_file_size),
            fail_on=top.fail_on or ("warning" if top.profile == "strict" else "error"),
            max_warnings=top.max_warnings,
            allow_empty=top.allow_empty,
            jobs=top.jobs,
            cache=top.cache,
            cache_dir=top.cache_dir,
            baseline=top.baseline,
            language=top.language,
            site=top.site,
            confidence=top.links.confidence,
            links=LinkPolicy(
                online=top.links.online,
                timeout=seconds(top.links.timeout) or 1,
                retries=top.links.retries,
                keep=seconds(top.links.cache_ttl) or 0,
                dead=frozenset(top.links.dead),
                exclude=top.links.exclude,
                private=top.links.private,
            ),
            names={name.replace("_", "-"): keys for name, keys in _fields(top.frontmatter)},
            per_file_ignores=tuple(top.per_file_ignores.items()),
            overrides=overrides,
            custom_rules=top.custom_rules,
            require_reason=top.suppressions.require_reason,
            git_base=top.git.base,
            packs=packs,
            notes=self._notes(),
            options=top.rules,
        )
        return config, top

    def _check_version(self) -> None:
        for layer, settings in self.layers:
            wanted = settings.get("required-version", "")
            if not is_version_wanted(wanted):
                message = f"this is seolint {__version__}, and {wanted} is required"
                raise ConfigError([layer.at_value(("required-version",), message)])

    def _find_packs(self) -> Packs:
        names: Sequence[str] = ()
        files: Sequence[Path] = ()
        custom: Sequence[Settings] = ()
        for layer, settings in self.layers:
            plugins = settings.get("plugins", {})
            names = plugins.get("entry-points", names)
            if "files" in plugins:
                files = [layer.folder / file for file in plugins["files"]]
            custom = settings.get("custom-rules", custom)
        try:
            packs = find_packs(names, files)
        except PackError as error:
            self._add(("plugins",), str(error))
            raise ConfigError(self.checker.problems) from error
        for index, entry in enumerate(custom):
            if "code" in entry and "name" in entry:
                self._add_rule(packs, index, msgspec.convert(entry, CustomRule))
        return packs

    def _add_rule(self, packs: Packs, index: int, given: CustomRule) -> None:
        """Adds a rule of `[[custom-rules]]`, or the problem that another one is called so."""
        for key, word in (("code", given.code), ("name", given.name)):
            taken = packs.files.get(packs.names.get(word, word))
            if taken is not None:
                message = f"custom-rules.{key} `{word}` is taken by {taken.code} {taken.name}"
                self._add(("custom-rules", index, key), message)
                return
        packs.add(RuleFile(given.code, given.name, "custom-rules", "", ""), custom_rule(given))

    def _check_site_folder(self, folder: str) -> None:
        if folder != "." and not os.path.isdir(self.root / folder):
            self._add(("site", "root"), f"site.root: no such folder: {folder}")

    def _options(self, packs: Packs, name: str, table: Mapping[str, Any]) -> Options:
        kind = packs.load(packs.names[name]).options
        try:
            return msgspec.convert(table, kind)
        except msgspec.ValidationError as error:
            self._add(("rules", name), f"rules.{name}: {error}")
            return Options()

    def _override(self, packs: Packs, top: TopTable, entry: OverrideTable) -> Override:
        rules = {
            name: self._options(packs, name, merged(top.rules.get(name, {}), table))
            for name, table in (entry.rules or {}).items()
        }
        given = {**dict(_fields(entry)), "rules": rules or None, "options": entry.rules or {}}
        return Override(**given)

    def _notes(self) -> tuple[str, ...]:
        if self.path is None:
            return ()
        return tuple(
            f"{shown(self.path)} is used, {shown(other)} beside it is passed over"
            for other in passed_over(self.path)
        )

    def _add(self, path: KeyPath, message: str) -> None:
        """Adds a problem to the strongest layer that sets the key."""
        layers = [layer for layer, settings in self.layers if _holds(settings, path)]
        layer = layers[-1] if layers else self.layers[-1][0]
        self.checker.problems.append(layer.at_value(path, message))

    def _stop_at_problems(self) -> None:
        if self.checker.problems:
            raise ConfigError(self.checker.problems)


def _holds(settings: Any, path: KeyPath) -> bool:
    for key in path:
        try:
            settings = settings[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _fields(table: Struct) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(table, name)) for name in table.__struct_fields__)
