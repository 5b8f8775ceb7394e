"""Finds rule packs by entry point; knows codes and names without importing a rule."""

import importlib
import importlib.machinery
import importlib.util
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from seolint.own_rules import OWN_RULES
from seolint.patterns import lazy_regex
from seolint.rule import Rule

GROUP = "seolint.rules"
BUILTIN = "builtin"
LOCAL = frozenset(("files", "custom-rules"))
"""Packs that are no packages: the rules of one repository."""

RESERVED_FAMILIES = frozenset(
    "FM META HEAD IMG LINK READ TEXT KEY SITE DATA SOC I18N FILE LINT".split()
)
CODE = lazy_regex(r"[A-Z][A-Z0-9]{0,6}[A-Z]\d{3}")
NAME = lazy_regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULE_FILE = lazy_regex(r"([a-z][a-z0-9]{0,6}[a-z])(\d{3})_([a-z0-9_]+)\.py")
_SELECTOR = lazy_regex(r"[A-Z][A-Z0-9]{0,6}[A-Z]\d{0,2}")


class PackError(Exception):
    """A pack or a rule file that cannot be used; the message names it."""


class RuleFile(NamedTuple):
    """A rule as its file's name tells it. `module` is empty for the engine's own rules."""

    code: str
    name: str
    pack: str
    module: str
    path: str

    @property
    def family(self) -> str:
        """The capitals of the code."""
        return self.code[:-3]


class Packs:
    """The rules that may run, and the packs that are installed but not enabled."""

    def __init__(self, files: Iterable[RuleFile], others: Sequence[str] = ()) -> None:
        self.files: dict[str, RuleFile] = {}
        self.names: dict[str, str] = {}
        self.others = tuple(others)
        self._rules: dict[str, Rule] = {}
        self._former: dict[str, frozenset[str]] | None = None
        for code, (name, rule) in OWN_RULES.items():
            self.files[code] = RuleFile(code, name, BUILTIN, "", "")
            self.names[name] = code
            self._rules[code] = rule
        for file in sorted(files, key=lambda file: (file.pack != BUILTIN, file)):
            self.add(file)

    def add(self, file: RuleFile, rule: Rule | None = None) -> None:
        """Adds a rule, which is imported when it is asked for unless it is given.

        Raises:
            PackError: another rule has its code or its name.
        """
        for known in (self.files.get(file.code), self.files.get(self.names.get(file.name, ""))):
            if known is not None:
                raise PackError(
                    f"{file.path or file.pack}: {file.code} {file.name} is already "
                    f"{known.code} {known.name} of {known.path or known.pack}"
                )
        self.files[file.code] = file
        self.names[file.name] = file.code
        self._former = None
        if rule is not None:
            self._rules[file.code] = rule

    def codes(self, selector: str) -> frozenset[str]:
        """The codes that a code, name, prefix or `all` means; empty when it means none."""
        if selector in self.files:
            return frozenset((selector,))
        if selector in self.names:
            return frozenset((self.names[selector],))
        if selector == "all":
            return frozenset(self.files)
        if not _SELECTOR.fullmatch(selector):
            return self._renamed(selector)
        family = selector.rstrip("0123456789")
        families = {selector, family} & {file.family for file in self.files.values()}
        return frozenset(
            code
            for code, file in self.files.items()
            if file.family in families and code.startswith(selector)
        )

    def _renamed(self, selector: str) -> frozenset[str]:
        """The code of the rule that once had this name."""
        if self._former is None:
            self._former = {}
            for code in self.files:
                for name in self.load(code).formerly:
                    self._former[name] = self._former.get(name, frozenset()) | {code}
        return self._former.get(selector, frozenset())

    def load(self, code: str) -> Rule:
        """The rule of a code, imported when first asked for.

        Raises:
            PackError: its file cannot be imported or defines no rule.
        """
        if code not in self._rules:
            self._rules[code] = load_rule(self.files[code])
        return self._rules[code]


def find_packs(entry_points: Sequence[str] = (), files: Sequence[Path] = ()) -> Packs:
    """The built-in pack, the installed packs of those names, and a repository's own rules.

    `files` are rule files or folders of them.

    Raises:
        PackError: a named pack is missing or broken, a code or a name occurs twice, or
            no rule was found at all.
    """
    installed = read_entry_points(GROUP)
    found: list[RuleFile] = []
    for pack in (BUILTIN, *entry_points):
        package = installed.get(pack)
        if package is None:
            known = ", ".join(sorted(set(installed) - {BUILTIN})) or "none"
            raise PackError(f"no rule pack `{pack}` is installed (installed: {known})")
        rules = list(_scan_package(pack, package))
        if not rules:
            raise PackError(f"the rule pack `{pack}` ({package}) holds no rules")
        found += rules
    for path in files:
        found += _scan_path(path)
    return Packs(found, sorted(set(installed) - {BUILTIN, *entry_points}))


def read_entry_points(group: str, search: Sequence[str] | None = None) -> Mapping[str, str]:
    """The entry points of a group on `sys.path`: name to value.

    Reads the files that the packaging standard defines; `importlib.metadata` does the
    same forty milliseconds slower. The first of two equal names on the path wins.
    """
    found: dict[str, str] = {}
    for folder in sys.path if search is None else search:
        try:
            entries = sorted(os.listdir(folder or "."))
        except OSError:
            continue
        for entry in entries:
            if entry.endswith((".dist-info", ".egg-info")):
                path = os.path.join(folder, entry, "entry_points.txt")
                try:
                    with open(path, encoding="utf-8") as file:
                        text = file.read()
                except (OSError, UnicodeDecodeError):
                    continue
                for name, value in _parse_entry_points(text, group):
                    found.setdefault(name, value)
    return found


def _parse_entry_points(text: str, group: str) -> Iterable[tuple[str, str]]:
    inside = False
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            inside = line == f"[{group}]"
        elif inside and "=" in line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()


def _scan_package(pack: str, package: str) -> Iterable[RuleFile]:
    try:
        spec = importlib.util.find_spec(package)
    except Exception as error:
        raise PackError(f"cannot import the rule pack `{pack}` ({package}): {error}") from error
    if spec is None or not spec.submodule_search_locations:
        raise PackError(f"cannot import the rule pack `{pack}`: no package {package}")
    for location in spec.submodule_search_locations:
        for folder, folders, files in os.walk(location):
            folders.sort()
            inner = os.path.relpath(folder, location)
            prefix = package if inner == "." else f"{package}.{inner.replace(os.sep, '.')}"
            for file in files:
                rule = _rule_file(pack, file, os.path.join(folder, file))
                if rule is not None:
                    if pack != BUILTIN and rule.family in RESERVED_FAMILIES:
                        raise PackError(f"{rule.path}: the family {rule.family} is seolint's own")
                    yield rule._replace(module=f"{prefix}.{file[:-3]}")


def rule_files(paths: Iterable[Path]) -> list[RuleFile]:
    """The rules among some files of a repository; none is imported."""
    found = (_rule_file("files", path.name, str(path)) for path in sorted(paths))
    return [rule for rule in found if rule is not None]


def _scan_path(path: Path) -> list[RuleFile]:
    if not path.is_dir() and not path.is_file():
        raise PackError(f"{path}: no such rule file or folder")
    rules = rule_files(path.rglob("*.py") if path.is_dir() else [path])
    if not rules:
        raise PackError(f"{path}: no rule file such as acme001_alt_prefix.py")
    for rule in rules:
        if rule.family in RESERVED_FAMILIES:
            raise PackError(f"{rule.path}: the family {rule.family} is seolint's own")
    return rules


def _rule_file(pack: str, file: str, path: str) -> RuleFile | None:
    match = _RULE_FILE.fullmatch(file)
    if match is None:
        return None
    family, number, name = match.groups()
    return RuleFile(family.upper() + number, name.replace("_", "-"), pack, "", path)


def load_rule(file: RuleFile) -> Rule:
    """The rule of a file.

    Raises:
        PackError: the file cannot be imported or defines no rule.
    """
    try:
        module = importlib.import_module(file.module) if file.module else _import_file(file)
    except (Exception, SystemExit) as error:
        raise PackError(
            f"cannot import {file.code} {file.name} of the pack `{file.pack}` ({file.path}): "
            f"{type(error).__name__}: {error}"
        ) from error
    rule = getattr(module, "check", None)
    if not isinstance(rule, Rule):
        raise PackError(f"{file.path}: its `check` is not decorated as a rule")
    return rule


def _import_file(file: RuleFile) -> ModuleType:
    name = f"seolint_rule_files.{Path(file.path).stem}"
    loader = importlib.machinery.SourceFileLoader(name, file.path)
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
