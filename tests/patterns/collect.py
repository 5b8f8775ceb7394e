"""Every pattern of seolint and its rules, found without a list that somebody would have to keep."""

import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import seolint
import seolint_rules
from seolint.patterns import lazy_regex

_METHODS = {"match": "match", "fullmatch": "fullmatch"}
LATE = type(lazy_regex("a"))
PACKAGES = (seolint, seolint_rules)


ANCHORED = {
    "seolint.config.places._KEY": "taken where the last token ended",
    "seolint.dates._DATES": "at the beginning of a value",
    "seolint.generators.configs:files_named": "`fullmatch` of a path",
    "seolint.language.sentences._GREEK_STOP": "at the first of some marks",
    "seolint.language.sentences._STOP": "at the first of some marks",
    "seolint.read.frontmatter._KEY": "at the beginning of a line",
    "seolint.read.frontmatter._OPENING": "at the beginning of a file",
    "seolint_rules.link.link014_link_to_dev_host:_any_of": "the whole of a host",
    "seolint_rules.meta.meta021_robots_directive_invalid._VALUES": "the whole of a value",
    "seolint_rules.text.text011_assistant_residue._AT_START": "at the beginning of a block",
}
"""Patterns that are never searched, which their modules do not show: where they are matched."""


class Case(NamedTuple):
    """A pattern and where it comes from. `methods` are those of its uses."""

    name: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def patterns() -> list[Case]:
    """Those that modules hold, and those that functions make while the examples are linted."""
    found: dict[tuple[Any, int], Case] = {}
    for module in _modules():
        source = Path(module.__file__ or "").read_text(encoding="utf-8")
        for name, value in vars(module).items():
            for pattern in _within(value):
                _add(found, f"{module.__name__}.{name}", pattern, _methods(name, source))
    for case in made_while_linting():
        if (case.pattern.pattern, case.pattern.flags) not in found:
            _add(found, *case)
    return sorted(found.values(), key=lambda case: case.name)


def _modules() -> Iterator[ModuleType]:
    for package in PACKAGES:
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not info.name.endswith("__main__"):
                yield importlib.import_module(info.name)


def _within(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value, also those in its tuples, maps and classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LATE):
        yield re.compile(value._source, value._flags)
    elif depth:
        inner: list[Any] = []
        if isinstance(value, dict):
            inner = [*value.keys(), *value.values()]
        elif isinstance(value, (tuple, list, set, frozenset)):
            inner = list(value)
        elif isinstance(value, type) and value.__module__.startswith("seolint"):
            inner = list(vars(value).values())
        elif type(value).__module__.startswith("seolint") and hasattr(value, "__struct_fields__"):
            inner = [getattr(value, field) for field in value.__struct_fields__]
        for each in inner:
            yield from _within(each, depth - 1)


def _add(
    found: dict[tuple[Any, int], Case],
    name: str,
    pattern: re.Pattern[Any],
    methods: frozenset[str],
) -> None:
    key = (pattern.pattern, pattern.flags)
    before = found[key].methods if key in found else frozenset()
    if name in ANCHORED:
        methods, before = frozenset(("match",)), frozenset()
    found[key] = Case(name, pattern, before | methods)


def _methods(name: str, source: str) -> frozenset[str]:
    """The methods of a pattern that a module calls; `finditer` when it hands the pattern on."""
    uses = re.findall(rf"\b{re.escape(name)}\b(?!\s*(?::[^=\n]*)?=[^=])(?:\.(\w+))?", source)
    return frozenset(use or "finditer" for use in uses) or frozenset(("finditer",))


def made_while_linting() -> list[Case]:
    """The patterns that functions compile while the examples of all rules are checked.

    In a process of its own, for some functions keep what they have made.
    """
    tests = str(Path(__file__).parents[1])
    told = subprocess.run(
        [sys.executable, "-c", "from patterns.collect import tell; tell()"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([tests, *sys.path])},
        capture_output=True,
        check=True,
    )
    return [
        Case(name, re.compile(source, flags), frozenset(methods))
        for name, source, flags, methods in json.loads(told.stdout)
    ]


def tell() -> None:
    """Prints the patterns that functions of seolint compile on the examples, as JSON."""
    from seolint.testing import check_example, example_cases

    made: dict[tuple[Any, int], Case] = {}
    original = re._compile

    def compile(pattern: Any, flags: Any) -> Any:
        compiled = original(pattern, flags)
        called = sys._getframe(1)
        place = called.f_back if called.f_globals["__name__"] == "re" else called
        module = place.f_globals.get("__name__", "") if place is not None else ""
        if module.startswith("seolint") and isinstance(compiled.pattern, str):
            name = f"{module}:{place.f_code.co_name}"
            _add(
                made, name, compiled, frozenset((_METHODS.get(called.f_code.co_name, "finditer"),))
            )
        return compiled

    re._compile = compile
    for case in example_cases():
        check_example(case)
    found = [(c.name, c.pattern.pattern, c.pattern.flags, [*c.methods]) for c in made.values()]
    sys.stdout.write(json.dumps(found))
