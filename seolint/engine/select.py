"""Config and packs -> the rules that run on a path."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from seolint.config import Config
from seolint.finding import Severity
from seolint.packs import Packs
from seolint.rule import Options, Rule

ALWAYS = frozenset(("FILE001", "FILE002", "FILE003", "FILE004", "FILE005", "FILE006"))
"""What nothing can switch off: a page that was not read is excluded in the open or fails."""

_PROFILES = ("essential", "recommended", "strict", "all")
_EXACT = 100
_SEVERITY_WORDS: dict[str, Severity | None] = {
    "error": "error",
    "warning": "warning",
    "info": "info",
    "off": None,
}


class ActiveRule(NamedTuple):
    """A rule that runs on a path. `fixed` tells that a config sets the severity."""

    code: str
    name: str
    rule: Rule
    options: Options
    severity: Severity
    fixed: bool

    @property
    def family(self) -> str:
        """The capitals of the code."""
        return self.code[:-3]


class Selection:
    """The rules of one config, by path; each combination of overrides is worked out once."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._known: dict[object, tuple[ActiveRule, ...]] = {}
        self._only: tuple[ActiveRule, ...] | None = None

    @property
    def asleep(self) -> list[str]:
        """The rules that the config names and that would have to ask the web, but may not."""
        config = self.config
        named = [*config.select, *config.extend_select]
        codes = {config.packs.names.get(name, name) for name in named} & config.packs.files.keys()
        if config.links.online:
            return []
        return sorted(code for code in codes if config.packs.load(code).scope == "net")

    def rules(self, path: str) -> tuple[ActiveRule, ...]:
        """The rules that run on a path (relative to the root), sorted by code."""
        config = self.config
        if not (config.overrides or config.per_file_ignores):
            if self._only is None:
                self._only = active_rules(config, path)
            return self._only
        applying = tuple(override.applies(path) for override in config.overrides)
        key = (applying, config.ignored_rules(path))
        if key not in self._known:
            self._known[key] = active_rules(config, path)
        return self._known[key]


def active_rules(config: Config, path: str) -> tuple[ActiveRule, ...]:
    """The rules that run on a path (relative to the root), sorted by code.

    Raises:
        PackError: a rule cannot be imported.
    """
    packs = config.packs
    profile, select, extend = config.profile, config.select, list(config.extend_select)
    ignore = list(config.ignore)
    severities: dict[str, str] = dict(config.severity)
    options: dict[str, Options] = dict(config.rules)
    for override in config.for_path(path):
        profile = override.profile or profile
        if override.select is not None:
            select = override.select
        extend += override.extend_select or ()
        ignore += override.ignore or ()
        severities.update(override.severity or {})
        options.update(override.rules or {})
    wanted = depths(packs, [*select, *extend])
    levels, off = _severities(packs, severities)
    unwanted = depths(packs, ignore)
    for code, depth in off.items():
        unwanted[code] = max(depth, unwanted.get(code, 0))
    barred = frozenset().union(*map(packs.codes, config.ignored_rules(path)))
    grades = frozenset[str](config.evidence)
    active: list[ActiveRule] = []
    for code, file in sorted(packs.files.items()):
        if code in barred and code not in ALWAYS:
            continue
        wish = wanted.get(code)
        if wish is None and not select and code not in unwanted:
            wish = -1 if _in_profile(packs, code, profile, config) else None
        if (wish is None or wish <= unwanted.get(code, -2)) and code not in ALWAYS:
            continue
        rule = packs.load(code)
        if rule.scope == "net" and not config.links.online:
            continue
        if grades and not is_founded(rule, grades) and code not in ALWAYS:
            continue
        severity = levels.get(code) if code not in ALWAYS else None
        active.append(
            ActiveRule(
                code,
                file.name,
                rule,
                options.get(file.name) or rule.options(),
                severity or rule.severity,
                severity is not None,
            )
        )
    return tuple(active)


def is_founded(rule: Rule, grades: Collection[str]) -> bool:
    """Whether a rule has evidence of one of these grades."""
    return any(evidence.grade in grades for evidence in rule.evidence)


def _in_profile(packs: Packs, code: str, profile: str, config: Config) -> bool:
    if code == "LINT003" and config.require_reason:
        return True
    rule = packs.load(code)
    if rule.scope == "net":
        return config.links.online
    return _PROFILES.index(rule.profile) <= _PROFILES.index(profile)


def _depth(packs: Packs, selector: str) -> int:
    if selector in packs.files or selector in packs.names:
        return _EXACT
    return 0 if selector == "all" else len(selector)


def depths(packs: Packs, selectors: Sequence[str]) -> dict[str, int]:
    """How precisely each code is named; the more specific selector wins."""
    depths: dict[str, int] = {}
    for selector in selectors:
        depth = _depth(packs, selector)
        for code in packs.codes(selector):
            depths[code] = max(depth, depths.get(code, 0))
    return depths


def _severities(
    packs: Packs, severities: Mapping[str, str]
) -> tuple[dict[str, Severity], dict[str, int]]:
    """The severity that the config gives to each code, and how precisely it switches one off."""
    levels: dict[str, Severity] = {}
    off: dict[str, int] = {}
    for selector in sorted(severities, key=lambda selector: _depth(packs, selector)):
        level = _SEVERITY_WORDS[severities[selector]]
        for code in packs.codes(selector):
            levels.pop(code, None)
            off.pop(code, None)
            if level is None:
                off[code] = _depth(packs, selector)
            else:
                levels[code] = level
    return levels, off
