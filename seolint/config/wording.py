"""Says in words which values a type takes, and how to write one."""

import re
import types
from collections.abc import Mapping
from inspect import cleandoc
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta, Struct

from seolint.config.problems import did_you_mean
from seolint.patterns import lazy_regex
from seolint.spelling import nearest

_NOUNS = {int: ("a whole number", "whole numbers"), float: ("a number", "numbers")}
_KEY = r"`[a-z][a-z0-9-]*`"
_BLANK_LINE = r"(?<!\s)[^\S\n]*+\n[^\S\n]*+\n\s*+(?<=\n)"
_ENTRY = lazy_regex(rf"(?:^|[.;]\s++|{_BLANK_LINE})({_KEY}(?:(?:, | and ){_KEY})*+):\s+")


def choices(kind: Any) -> list[Any]:
    """The types of a union without None, or the one type."""
    if get_origin(kind) in (Union, types.UnionType):
        return [choice for choice in get_args(kind) if choice is not type(None)]
    return [kind]


def describe(kind: Any, *, many: bool = False) -> str:
    """What a value must be, as in "a whole number of at least 0"; `many`: what several must."""
    kinds = choices(kind)
    if len(kinds) > 1:
        return ", or ".join(describe(choice, many=many) for choice in kinds)
    kind, bounds = kinds[0], ""
    if get_origin(kind) is Annotated:
        kind, *rest = get_args(kind)
        bounds = "".join(_bounds(meta) for meta in rest if isinstance(meta, Meta))
    if kind in _NOUNS:
        return _NOUNS[kind][many] + bounds
    if kind is bool:
        return "true or false"
    if kind is str:
        return "texts" if many else "a text"
    inner = get_args(kind)
    if get_origin(kind) is Literal:
        *most, last = [f'"{value}"' for value in inner]
        return f"{', '.join(most)} or {last}" if most else last
    article = "" if many else "a "
    if get_origin(kind) in (tuple, list, set, frozenset):
        return f"{article}{'lists' if many else 'list'} of {describe(inner[0], many=True)}"
    table = "tables" if many else "table"
    if not inner or inner[1] is Any or _is_table(inner[1]):
        return article + table
    return f"{article}{table} of {describe(inner[1], many=True)}"


def hint(value: Any, kind: Any) -> str:
    """How to write `value` so that it fits; empty when that cannot be told."""
    for choice in choices(kind):
        if get_origin(choice) is Annotated:
            choice = get_args(choice)[0]
        found = _hint(value, choice)
        if found:
            return found
    return ""


def _hint(value: Any, kind: Any) -> str:
    if isinstance(value, str):
        bare = value.strip().lower()
        if get_origin(kind) is Literal:
            return did_you_mean(f'"{near}"' for near in nearest(value, get_args(kind)))
        if kind in _NOUNS and bare.removeprefix("-").replace(".", "", 1).isdecimal():
            return f"write it without quotes: {bare}"
        if kind is bool and bare in ("true", "false"):
            return f"write it without quotes: {bare}"
        if get_origin(kind) in (tuple, list):
            return f'write it as a list: ["{value}"]'
    elif kind is str and not isinstance(value, list | Mapping):
        return f'write it in quotes: "{str(value).lower() if value in (True, False) else value}"'
    return ""


def key_descriptions(docstring: str, keys: list[str]) -> dict[str, str]:
    """What a docstring says of each key, in its order; empty if it tells it in another way."""
    text = cleandoc(docstring)
    found: dict[str, str] = {}
    matches = list(_ENTRY.finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        words = " ".join(text[match.end() : end].split()).rstrip(".")
        found |= dict.fromkeys(
            re.findall(r"[a-z][a-z0-9-]*", re.sub(" and ", " ", match[1])), words
        )
    named = {key for key in re.findall(r"`([a-z][a-z0-9-]*)`", text) if key in keys}
    starts = not matches or matches[0].start() == 0
    return found if starts and named == found.keys() and found.keys() <= set(keys) else {}


def _is_table(kind: Any) -> bool:
    return get_origin(kind) in (dict, Mapping) or (
        isinstance(kind, type) and issubclass(kind, Struct)
    )


def _bounds(meta: Meta) -> str:
    if meta.ge is not None and meta.le is not None:
        return f" from {meta.ge} to {meta.le}"
    words = {"of at least": meta.ge, "over": meta.gt, "of at most": meta.le, "under": meta.lt}
    return "".join(f" {word} {bound}" for word, bound in words.items() if bound is not None)
