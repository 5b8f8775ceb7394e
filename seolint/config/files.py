"""Configuration files: where they are, what stands in them, and what they extend."""

import importlib.util
import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seolint.config.problems import ConfigError, ConfigProblem, Place, UnreadableConfigError
from seolint.values import ValueSyntaxError, parse_toml

if TYPE_CHECKING:
    from seolint.config.places import Places

KeyPath = tuple[str | int, ...]
"""Keys from the top, and 0-based places in lists."""

FILE_NAMES = (".seolint.toml", "seolint.toml", "pyproject.toml")
"""Names of configuration files; of several in one folder the first counts."""

_LARGEST = 1 << 20
_PYPROJECT = "pyproject.toml"
_PREFIX: KeyPath = ("tool", "seolint")
_TABLE_HEADER = r"(?m)^\s*\[+\s*tool\s*\.\s*[\"']?seolint\b"


class Layer:
    """Settings from one place: a file, or an option of the command line.

    `folder` is what paths in it are relative to. `prefix` are the keys of the table that
    holds the settings.
    """

    def __init__(
        self,
        source: str,
        folder: Path,
        table: dict[str, Any],
        *,
        text: str = "",
        prefix: KeyPath = (),
        is_option: bool = False,
    ) -> None:
        self.source = source
        self.folder = folder
        self.table = table
        self.is_option = is_option
        self._text = text
        self._prefix = prefix

    def at_key(self, path: KeyPath, message: str, help: str = "") -> ConfigProblem:
        """A problem with a key. A `_` in a key that is written is a `-` in `path`."""
        return ConfigProblem(self.source, message, help, self._places.key(self._written(path)))

    def at_value(self, path: KeyPath, message: str, help: str = "") -> ConfigProblem:
        """A problem with the value of a key, or else with what is around it."""
        return ConfigProblem(self.source, message, help, self._places.value(self._written(path)))

    @cached_property
    def _places(self) -> "Places":
        from seolint.config.places import find_places

        return find_places(self._text, parse_toml(self._text))

    def _written(self, path: KeyPath) -> KeyPath:
        path = (*self._prefix, *path)
        known = (*self._places.keys, *self._places.values)
        if path not in known:
            path = next((key for key in known if _kebab(key) == path), path)
        return path


def _kebab(path: KeyPath) -> KeyPath:
    return tuple(part.replace("_", "-") if isinstance(part, str) else part for part in path)


def find_config(folder: Path) -> Path | None:
    """The configuration file of a folder: a `pyproject.toml` only with `[tool.seolint]`."""
    return next(_configs(folder), None)


def passed_over(path: Path) -> list[Path]:
    """The configuration files beside `path` that would count without it."""
    found = list(_configs(path.parent))
    return found[found.index(path) + 1 :] if path in found else []


def closest_config(folder: Path, known: dict[Path, Path | None] | None = None) -> Path | None:
    """The configuration file of `folder` or of the nearest folder above it.

    The search ends at the top of the repository, without one at that of the file system.
    `known` has what was found for folders, and is filled.
    """
    known = {} if known is None else known
    found: Path | None = None
    passed: list[Path] = []
    for candidate in (folder, *folder.parents):
        if candidate in known:
            found = known[candidate]
            break
        passed.append(candidate)
        found = find_config(candidate)
        if found is not None or is_repository(candidate):
            break
    known.update(dict.fromkeys(passed, found))
    return found


def repository_top(folder: Path) -> Path | None:
    """The top of the repository that `folder` is in; a submodule is part of the outer one."""
    return next(filter(is_repository, (folder, *folder.parents)), None)


def is_repository(folder: Path) -> bool:
    """Whether `folder` is the top of a repository or of a work tree, but no submodule."""
    git = os.path.join(folder, ".git")
    if not os.path.isfile(git):
        return os.path.isdir(git)
    try:
        with open(git, "rb") as file:
            return b"/modules/" not in file.read(_LARGEST).replace(b"\\", b"/")
    except OSError:
        return True


def _configs(folder: Path) -> Iterator[Path]:
    for name in FILE_NAMES:
        if os.path.exists(os.path.join(folder, name)):
            path = folder / name
            if name != _PYPROJECT or _has_table(path):
                yield path


def _has_table(path: Path) -> bool:
    try:
        text = _read(path)
    except UnreadableConfigError:
        return False
    if "seolint" not in text:
        return False
    try:
        return _table(parse_toml(text)) is not None
    except ValueSyntaxError:
        return re.search(_TABLE_HEADER, text) is not None


def _table(pyproject: dict[str, Any]) -> dict[str, Any] | None:
    tool = pyproject.get("tool")
    table = tool.get("seolint") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def read_layers(path: Path, chain: Sequence[Path] = ()) -> list[Layer]:
    """The settings of a file, behind those of all that it extends.

    Raises:
        ConfigError: a file cannot be read, is no TOML, or extends what it must not.
    """
    layer = _read_layer(path)
    return [*_extended_layers(layer, (*chain, _real(path))), layer]


def option_layer(argument: str, folder: Path) -> list[Layer]:
    """The settings of `--set KEY=VALUE`, behind those of all that it extends.

    Raises:
        ConfigError: the argument is no line of TOML.
    """
    source = f"--set {argument}"
    try:
        table = parse_toml(argument)
    except ValueSyntaxError as error:
        key, equals, value = argument.partition("=")
        help = f"write --set '{key}=\"{value}\"'" if equals else "write --set 'KEY=VALUE'"
        raise ConfigError([ConfigProblem(source, _lowered(error.message), help)]) from error
    layer = Layer(source, folder, table, is_option=True)
    return [*_extended_layers(layer, ()), layer]


def _extended_layers(layer: Layer, chain: Sequence[Path]) -> list[Layer]:
    layers: list[Layer] = []
    problems: list[ConfigProblem] = []
    extended = layer.table.get("extend", [])
    for index, name in enumerate(extended if isinstance(extended, list) else []):
        if not isinstance(name, str):
            continue
        try:
            path = _extended_path(name, layer.folder, chain)
            layers += read_layers(path, chain)
        except _ExtendError as error:
            problems.append(layer.at_value(("extend", index), str(error)))
        except UnreadableConfigError as error:
            message = f"cannot extend `{name}`: {error.problems[0].message}"
            problems.append(layer.at_value(("extend", index), message))
    if problems:
        raise ConfigError(problems)
    return layers


class _ExtendError(Exception):
    """A configuration that cannot be extended."""


def _extended_path(name: str, folder: Path, chain: Sequence[Path]) -> Path:
    if name.startswith("pkg:"):
        package = name.removeprefix("pkg:").replace("-", "_")
        spec = importlib.util.find_spec(package) if package.isidentifier() else None
        for location in (spec.submodule_search_locations or ()) if spec is not None else ():
            path = Path(location) / "seolint.toml"
            if os.path.isfile(path):
                return _unless_circular(path, chain)
        missing = "is not installed" if spec is None else "holds no seolint.toml"
        raise _ExtendError(f"cannot extend `{name}`: the package {missing}")
    path = folder / name
    top = repository_top(folder)
    if top is not None and not _real(path).is_relative_to(_real(top)):
        raise _ExtendError(f"cannot extend `{name}`: it is outside the repository")
    if not os.path.exists(path):
        raise _ExtendError(f"cannot extend `{name}`: no such file{_chain(chain, path)}")
    return _unless_circular(path, chain)


def _real(path: Path) -> Path:
    """`Path.resolve`, which raises for links in a circle."""
    return Path(os.path.realpath(path))


def _unless_circular(path: Path, chain: Sequence[Path]) -> Path:
    if _real(path) in chain:
        raise _ExtendError("the configuration extends itself" + _chain(chain, path))
    return path


def _chain(chain: Sequence[Path], last: Path) -> str:
    return f" ({' -> '.join(shown(path) for path in (*chain, last))})" if chain else ""


def _read_layer(path: Path) -> Layer:
    source = shown(path)
    text = _read(path)
    try:
        table = parse_toml(text)
    except ValueSyntaxError as error:
        lines = re.split(r"\r\n?|\n", text)
        line = lines[error.line - 1] if 0 < error.line <= len(lines) else ""
        place = Place(error.line, error.column, 1, line)
        raise ConfigError([ConfigProblem(source, _lowered(error.message), place=place)]) from error
    if path.name != _PYPROJECT:
        return Layer(source, path.parent, table, text=text)
    inner = _table(table)
    if inner is None:
        raise UnreadableConfigError(source, "has no table [tool.seolint]")
    return Layer(source, path.parent, inner, text=text, prefix=_PREFIX)


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _read(path: Path) -> str:
    source = shown(path)
    try:
        if os.path.isdir(path):
            raise UnreadableConfigError(source, "is a folder, not a file")
        if os.path.exists(path) and not os.path.isfile(path):
            raise UnreadableConfigError(source, "is not a regular file")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableConfigError(source, f"cannot be read: {reason}") from error
    if len(data) > _LARGEST:
        raise UnreadableConfigError(source, "is larger than 1 MiB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableConfigError(source, "is not UTF-8 text") from None
    if "\0" in text:
        raise UnreadableConfigError(source, "is binary, not text")
    return text


def shown(path: Path) -> str:
    """A path as people see it: relative to the working directory when it is in there."""
    try:
        return Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()
