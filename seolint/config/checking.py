"""Checks settings key by key, so that all problems are found at once."""

import collections.abc
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, get_args, get_origin

import msgspec

from seolint import __version__
from seolint.config import custom_rules
from seolint.config.files import KeyPath, Layer
from seolint.config.keys import (
    SHORTCODE_KEYS,
    AskedGrade,
    Language,
    OverrideTable,
    Table,
    TopTable,
)
from seolint.config.merging import COMMAND_LINE, Settings
from seolint.config.problems import ConfigProblem, Wrong, did_you_mean
from seolint.custom import CustomRule, complaint_about
from seolint.globs import Globs
from seolint.packs import PackError, Packs
from seolint.rule import Options
from seolint.spelling import nearest

_SELECTORS = (
    "select",
    "extend-select",
    "ignore",
    "fixable",
    "unfixable",
    "extend-safe-fixes",
    "extend-unsafe-fixes",
)
_SIZE = r"(\d+(?:\.\d+)?) ?(?:([kKMG])(i?))?B?"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_POWERS = {"k": 1, "m": 2, "g": 3}
_BOUND = r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*"
_URL = r"https?://[^\s/?#]+(/[^\s?#]*)?"
_BRACES = r"\{[^{}]*\}"


class Checker:
    """Checks layers and collects what is wrong in them."""

    def __init__(self) -> None:
        self.problems: list[ConfigProblem] = []

    def settings(self, layer: Layer) -> Settings:
        """The settings of a layer without those that are wrong; rules are not looked at."""
        return self._table(layer, layer.table, TopTable, ())

    def rules(self, layer: Layer, settings: Settings, packs: Packs) -> None:
        """Checks what a layer says of rules: selectors, severities and options."""
        self._rules(layer, settings, (), packs)
        for selectors in settings.get("per-file-ignores", {}).items():
            self._selectors(layer, ("per-file-ignores", selectors[0]), selectors[1], packs)
        for index, entry in enumerate(settings.get("overrides", ())):
            self._rules(layer, entry, ("overrides", index), packs)

    def _rules(self, layer: Layer, settings: Settings, at: KeyPath, packs: Packs) -> None:
        for key in _SELECTORS:
            self._selectors(layer, (*at, key), settings.get(key, ()), packs)
        for selector in settings.get("severity", {}):
            if not packs.codes(selector):
                path = (*at, "severity", selector)
                message = (
                    f"unknown rule `{selector}` in {'[severity]' if not at else '[[overrides]]'}"
                )
                self._add(layer.at_key(path, message, _near_rules(selector, packs)))
        options = settings.get("rules", {})
        for name in list(options):
            options[name] = self._options(layer, options[name], (*at, "rules", name), packs)

    def _selectors(
        self, layer: Layer, path: KeyPath, selectors: Sequence[str], packs: Packs
    ) -> None:
        for index, selector in enumerate(selectors):
            if not packs.codes(selector):
                message = f"unknown rule `{selector}` in {_name(layer, path)}"
                help = _near_rules(selector, packs)
                self._add(layer.at_value((*path, index), message, help))

    def _options(self, layer: Layer, table: Settings, path: KeyPath, packs: Packs) -> Settings:
        name = str(path[-1])
        if name not in packs.names:
            message = f"unknown rule `{name}` in {'[rules]' if len(path) == 2 else '[[overrides]]'}"
            file = packs.files.get(name)
            help = _near_rules(name, packs) if file is None else f"use its name: {file.name}"
            self._add(layer.at_key(path, message, help))
            return {}
        try:
            options = packs.load(packs.names[name]).options
        except PackError as error:
            self._add(layer.at_key(path, str(error)))
            return {}
        return self._table(layer, table, options, path)

    def _table(
        self, layer: Layer, table: Settings, kind: type[Table | Options | CustomRule], at: KeyPath
    ) -> Settings:
        types = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
        found: Settings = {}
        for written, value in table.items():
            key = written.replace("_", "-")
            if key not in types:
                help = did_you_mean(f"`{near}`" for near in nearest(key, types))
                if not help and at:
                    help = f"known are {', '.join(sorted(types))}" if types else "it has none"
                message = f"unknown {_unknown(kind, written, at)}"
                self._add(layer.at_key((*at, written), message, help))
            elif key in found:
                self._add(layer.at_key((*at, written), f"`{key}` is given twice"))
            else:
                fitting = self._value(layer, value, types[key], (*at, key))
                if fitting is not None:
                    found[key] = fitting
        return found

    def _value(self, layer: Layer, value: Any, kind: Any, path: KeyPath) -> Any:
        if isinstance(kind, type) and issubclass(kind, Table) and isinstance(value, dict):
            return self._table(layer, value, kind, path)
        if path == ("overrides",) and isinstance(value, list):
            return self._entries(layer, value, OverrideTable, path, ("files",))
        if path == ("custom-rules",) and isinstance(value, list):
            rules = self._entries(layer, value, CustomRule, path, ("code", "name", "message"))
            for index, entry in enumerate(value):
                for wrong in custom_rules.contradictions(entry) if isinstance(entry, dict) else ():
                    at = (*path, index, *wrong.path)
                    self._add(layer.at_key(at, wrong.message, wrong.help))
            return rules
        value = self._fitting(layer, value, kind, path)
        rule = tuple(part for part in path if isinstance(part, str))
        found = list(_CHECKS[rule](value)) if value is not None and rule in _CHECKS else []
        for wrong in found:
            message = f"{_name(layer, path)} {wrong.message}"
            self._add(layer.at_value((*path, *wrong.path), message, wrong.help))
        return None if found else value

    def _entries(
        self,
        layer: Layer,
        entries: list[Any],
        kind: type[OverrideTable | CustomRule],
        at: KeyPath,
        needed: Sequence[str],
    ) -> list[Settings]:
        found = []
        for index, entry in enumerate(entries):
            path = (*at, index)
            if self._fitting(layer, entry, dict[str, Any], path) is not None:
                table = self._table(layer, entry, kind, path)
                found.append(table)
                for key in needed:
                    if key not in entry or not table.get(key, True):
                        message = f"an entry of [[{at[0]}]] needs `{key}`"
                        self._add(layer.at_key(path, message))
        return found

    def _fitting(self, layer: Layer, value: Any, kind: Any, path: KeyPath) -> Any:
        """The value, of a table those entries that fit, or None."""
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            # Each part by itself, so that every wrong one is named at its place.
            parts = _parts(value, kind, path)
            fitting = [(part[2][-1], self._fitting(layer, *part)) for part in parts]
            if all(inner is not None for _, inner in fitting):
                self._misfit(layer, value, kind, path)
            elif isinstance(value, dict):
                return {key: inner for key, inner in fitting if inner is not None}
            return None
        return value

    def _misfit(self, layer: Layer, value: Any, kind: Any, path: KeyPath) -> None:
        from seolint.config.wording import describe, hint

        message, help = f"must be {describe(kind)}", hint(value, kind)
        if kind == Language and isinstance(value, str):
            message = "must be the tag of a language such as `en` or `pt-BR`"
        elif kind == AskedGrade:
            help = "G: a search engine, S: a standard, M: measurement, F: folklore"
        if isinstance(path[-1], int):
            message = f"must hold {describe(kind, many=True)} only"
        self._add(layer.at_value(path, f"{_name(layer, path)} {message}", help))

    def _add(self, problem: ConfigProblem) -> None:
        self.problems.append(problem)


def _parts(value: Any, kind: Any, path: KeyPath) -> list[tuple[Any, Any, KeyPath]]:
    from seolint.config.wording import choices

    kind = choices(kind)[0]
    inner = get_args(kind)
    if get_origin(kind) in (dict, collections.abc.Mapping) and isinstance(value, dict):
        return [(part, inner[1], (*path, key)) for key, part in value.items()]
    if get_origin(kind) in (list, tuple) and isinstance(value, list | tuple):
        return [(part, inner[0], (*path, index)) for index, part in enumerate(value)]
    return []


def _name(layer: Layer, path: KeyPath) -> str:
    """What a value is called in messages: its keys, or the option that gave it."""
    if layer.source == COMMAND_LINE:
        return f"--{path[0]}"
    return ".".join(part for part in path if isinstance(part, str))


def _unknown(kind: type[Table | Options | CustomRule], key: str, at: KeyPath) -> str:
    if issubclass(kind, Options):
        return f"option `{key}` of `{at[-1]}`"
    if not at:
        return f"key `{key}`"
    if kind in (OverrideTable, CustomRule):
        return f"key `{key}` in [[{at[0]}]]"
    return f"key `{key}` in [{at[0]}]"


def _near_rules(selector: str, packs: Packs) -> str:
    codes = packs.files
    families = {file.family for file in codes.values()}
    near = []
    for found in nearest(selector, [*codes, *packs.names, *families, "all"]):
        file = codes.get(packs.names.get(found, found))
        other = "" if file is None else f" ({file.name if found == file.code else file.code})"
        near.append(f"`{found}`{other}")
    return did_you_mean(near)


def _globs(value: Sequence[str]) -> Iterator[Wrong]:
    for index, pattern in enumerate(value):
        try:
            Globs([pattern])
        except ValueError:
            yield Wrong(f"holds `{pattern}`, which matches nothing", (index,))


def _glob_keys(value: Mapping[str, Any]) -> Iterator[Wrong]:
    for pattern in value:
        for wrong in _globs([pattern]):
            yield Wrong(wrong.message, (pattern,))


def _languages(value: Mapping[str, str]) -> Iterator[Wrong]:
    for language in value:
        try:
            msgspec.convert(language, Language)
        except msgspec.ValidationError:
            yield Wrong(f"holds `{language}`, which is no tag of a language", (language,))


def _shortcodes(value: Mapping[str, Mapping[str, str]]) -> Iterator[Wrong]:
    for name, arguments in value.items():
        for key in arguments:
            if key not in SHORTCODE_KEYS:
                yield Wrong(f"holds `{key}`", (name, key), f"known are {', '.join(SHORTCODE_KEYS)}")
        if not arguments.get("src") and not arguments.get("href"):
            yield Wrong(f"says no src and no href of `{name}`", (name,))


def _size(value: int | str) -> Iterator[Wrong]:
    if not byte_count(value):
        yield Wrong('must be a size such as "500 kB" or "2 MiB"')


def _time(value: int | str) -> Iterator[Wrong]:
    if seconds(value) is None:
        yield Wrong('must be a time such as "10s", "5m", "12h" or "7d"')


def _dead(value: Sequence[str]) -> Iterator[Wrong]:
    if "429" in value:
        yield Wrong("holds 429, with which a host asks for patience", (value.index("429"),))


def _patterns(value: Sequence[str]) -> Iterator[Wrong]:
    for index, pattern in enumerate(value):
        complaint = complaint_about(pattern)
        if complaint:
            yield Wrong(f"is no regular expression: {complaint}", (index,))


def _version(value: str) -> Iterator[Wrong]:
    if value and not all(re.fullmatch(_BOUND, bound) for bound in value.split(",")):
        yield Wrong('must be bounds of a version such as ">=1.2,<2"')


def _site_root(value: str) -> Iterator[Wrong]:
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        yield Wrong("must be a folder below that of the configuration")


def _generator(value: str) -> Iterator[Wrong]:
    from seolint.generators import NAMES

    if value not in ("auto", *NAMES):
        near = did_you_mean(f'"{name}"' for name in nearest(value, NAMES))
        help = near or f"known are auto, {', '.join(sorted(NAMES))}"
        yield Wrong(f"names no generator: {value}", help=help)


def _base_url(value: str) -> Iterator[Wrong]:
    if value and not re.fullmatch(_URL, value):
        yield Wrong("must be an address such as https://example.org/")


def _title_template(value: str) -> Iterator[Wrong]:
    if value and "{title}" not in value:
        yield Wrong("must hold {title}")
    for brace in re.findall(_BRACES, value):
        if brace not in ("{title}", "{site}"):
            yield Wrong(f"holds {brace}; known are {{title}} and {{site}}")


def _url_template(value: str | Mapping[str, str]) -> Iterator[Wrong]:
    from seolint.generators.addresses import URL_TOKENS

    if isinstance(value, Mapping):
        yield from _glob_keys(value)
        for glob, template in value.items():
            for wrong in _url_template(template):
                yield Wrong(wrong.message, (glob,), wrong.help)
        return
    if value and not value.startswith("/"):
        yield Wrong("must begin with a slash")
    for brace in re.findall(_BRACES, value):
        if brace.strip("{}") not in URL_TOKENS:
            known = ", ".join(f"{{{name}}}" for name in URL_TOKENS)
            yield Wrong(f"holds {brace}, which stands for nothing", help=f"known are {known}")


_CHECKS: Mapping[KeyPath, Callable[[Any], Iterator[Wrong]]] = {
    ("required-version",): _version,
    ("include",): _globs,
    ("exclude",): _globs,
    ("extend-exclude",): _globs,
    ("max-file-size",): _size,
    ("links", "timeout"): _time,
    ("links", "cache-ttl"): _time,
    ("links", "dead"): _dead,
    ("links", "exclude"): _patterns,
    ("per-file-ignores",): _glob_keys,
    ("overrides", "files"): _globs,
    ("overrides", "exclude-files"): _globs,
    ("custom-rules", "files"): _globs,
    **{("custom-rules", key): check for key, check in custom_rules.CHECKS.items()},
    ("site", "generator"): _generator,
    ("site", "root"): _site_root,
    ("site", "base-url"): _base_url,
    ("site", "title-template"): _title_template,
    ("site", "url-template"): _url_template,
    ("site", "content"): _globs,
    ("site", "partials"): _globs,
    ("site", "languages"): _languages,
    ("site", "shortcodes"): _shortcodes,
}


def seconds(time: int | str) -> int | None:
    """The seconds of a time such as `10s` or `7d`; None when it is none."""
    if isinstance(time, int):
        return time
    match = re.fullmatch(r"(\d+) ?([smhd])", time.strip())
    return int(match[1]) * _UNITS[match[2]] if match is not None else None


def byte_count(size: int | str) -> int:
    """The bytes of a size such as `2 MiB` or `500 kB`; 0 when it is none."""
    if isinstance(size, int):
        return size
    match = re.fullmatch(_SIZE, size.strip())
    if match is None:
        return 0
    number, unit, binary = match.groups()
    return int(float(number) * (1024 if binary else 1000) ** _POWERS.get((unit or "").lower(), 0))


def is_version_wanted(bounds: str, version: str = __version__) -> bool:
    """Whether a version lies within bounds such as `>=1.2,<2`; only its numbers count."""
    return all(_is_within(version, bound) for bound in bounds.split(","))


def _is_within(version: str, bound: str) -> bool:
    match = re.fullmatch(_BOUND, bound)
    if match is None:
        return True
    operator, wanted = match.groups()
    left, right = _numbers(version), _numbers(wanted)
    length = max(len(left), len(right))
    left += [0] * (length - len(left))
    right += [0] * (length - len(right))
    return {
        ">=": left >= right,
        "<=": left <= right,
        ">": left > right,
        "<": left < right,
        "==": left == right,
        "!=": left != right,
    }[operator]


def _numbers(version: str) -> list[int]:
    match = re.match(r"\d+(?:\.\d+)*", version)
    return [int(number) for number in match[0].split(".")] if match else []
