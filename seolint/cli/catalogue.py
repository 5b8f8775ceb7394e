"""The rules that there are here, and what is told of them."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from seolint.cli.usage import CommandLineError, did_you_mean
from seolint.config import closest_config, load_config

if TYPE_CHECKING:
    from seolint.config import Config
    from seolint.packs import Packs
    from seolint.rule import Example, Rule


def local_config() -> "Config":
    """The configuration of the working directory.

    Raises:
        ConfigError: it cannot be used.
    """
    here = Path.cwd()
    named = os.environ.get("SEOLINT_CONFIG")
    path = here / named if named else closest_config(here)
    return load_config(path, path.parent if path is not None else here, {})


def choose(packs: "Packs", selectors: Sequence[str]) -> list[str]:
    """The codes that codes, names, prefixes or `all` mean, sorted.

    Raises:
        CommandLineError: one of them means no rule.
    """
    chosen: set[str] = set()
    for selector in selectors:
        codes = packs.codes(selector)
        if not codes:
            families = {file.family for file in packs.files.values()}
            known = {*packs.files, *packs.names, *families, "all"}
            raise CommandLineError(f"no such rule: {selector}", did_you_mean(selector, known))
        chosen |= codes
    return sorted(chosen)


def describe_rule(code: str, name: str, rule: "Rule") -> dict[str, Any]:
    """A rule as JSON shows it. `options` is a JSON Schema."""
    examples = [(example.wrong, _describe_example(example)) for example in rule.examples]
    return {
        "code": code,
        "name": name,
        "family": code[:-3],
        "summary": rule.summary,
        "docs": rule.docs.strip(),
        "severity": rule.severity,
        "default": rule.default,
        "profile": rule.profile,
        "scope": rule.scope,
        "fix": rule.fixable,
        "evidence": [
            {
                "grade": evidence.grade,
                "claim": evidence.claim,
                "source": evidence.source,
            }
            for evidence in rule.evidence
        ],
        "options": msgspec.json.schema(rule.options),
        "examples": {
            "good": [example for wrong, example in examples if not wrong],
            "bad": [example for wrong, example in examples if wrong],
        },
        "formerly": rule.formerly,
    }


def _describe_example(example: "Example") -> dict[str, Any]:
    return {
        "pages": example.pages,
        "fixed": example.fixed,
        "severity": example.severity,
        "site": example.site,
        "files": example.files,
        "options": example.options,
    }


def to_json(document: Any) -> str:
    """A document as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


class Option(NamedTuple):
    """An option of a rule. `default` is in TOML, and empty where none is set."""

    key: str
    type: Any
    default: str

    def __str__(self) -> str:
        return f"{self.key} = {self.default}" if self.default else self.key


def rule_options(rule: "Rule") -> Iterator[Option]:
    """The options of a rule, in their order."""
    for field in msgspec.structs.fields(rule.options):
        default = field.default_factory() if callable(field.default_factory) else field.default
        written = "" if default is None else to_toml(msgspec.to_builtins(default))
        yield Option(field.encode_name, field.type, written)


def ways_out(code: str, name: str) -> Iterator[tuple[str, str, str]]:
    """For how much a rule can be turned off, by which words, and where these stand."""
    from seolint.engine.select import ALWAYS

    if code in ALWAYS:
        yield "never", "", "a page that cannot be judged is mended or excluded"
        return
    if not code.startswith("LINT"):
        yield "one place", f"<!-- seolint-disable-next-line {name} -- why -->", ""
        yield "one page", f"seolint: {{disable: [{name}]}}", "in the front matter"
    yield "some pages", f'"docs/**" = ["{code}"]', "in [per-file-ignores]"
    yield "everywhere", f'ignore = ["{code}"]', ""


def to_toml(value: Any) -> str:
    """A value as TOML in one line."""
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{to_key(key)} = {to_toml(each)}" for key, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(to_toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def to_key(key: str) -> str:
    """A key as TOML writes it."""
    bare = key.replace("-", "").replace("_", "")
    return key if bare.isalnum() and bare.isascii() else to_toml(key)
