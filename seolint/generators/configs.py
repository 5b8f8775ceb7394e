"""What a generator's own config says; nothing of it is executed."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seolint.generators.detection import read_text
from seolint.patterns import lazy_regex
from seolint.values import ValueSyntaxError, parse_json, parse_toml, parse_yaml

_COMMENT = lazy_regex(r"^[ \t]*//[^\r\n]*|/\*(?:[^*/]|\*(?!/)|/(?!\*))*+\*/", re.MULTILINE)
_LITERAL = lazy_regex(r"""["']?(\b\w+)["']?[ \t]*[:=(][ \t\r\n]*(["'`])((?:(?!\2)[^\\\r\n])*)\2""")
_FLAG = lazy_regex(r"""["']?(\b\w+)["']?[ \t]*:[ \t]*(true|false)\b""")
_KEY = lazy_regex(r"""(?:["']([\w-]++)["']|(?<!\w)(\w++))\s*+:""")
_QUOTED = lazy_regex(r"""["']([\w-]+)["']""")
_DESCRIPTIONS = frozenset(
    ["description", "excerpt", "meta_description", "metaDescription", "seo_description", "summary"]
)
_MOST_FILES = 5000


def read_config(folder: Path, names: Sequence[str]) -> Mapping[str, Any]:
    """The first of the files that can be read, else nothing."""
    return next(filter(None, (read_values(folder / name) for name in names)), {})


def read_values(path: Path) -> Mapping[str, Any]:
    """The mapping in a YAML, TOML or JSON file, or the literals of a script; else nothing."""
    text = read_text(path)
    if not text:
        return {}
    try:
        match path.suffix:
            case ".yml" | ".yaml":
                values = parse_yaml(text)
            case ".toml":
                values = parse_toml(text)
            case ".json":
                values = parse_json(text)
            case ".py":
                values = python_literals(text)
            case _:
                values = script_literals(text)
    except ValueSyntaxError:
        return {}
    return values if isinstance(values, Mapping) else {}


def python_literals(text: str) -> dict[str, Any]:
    """The names to which a Python file assigns a literal at its top level."""
    import ast

    try:
        statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            try:
                found[statement.targets[0].id] = ast.literal_eval(statement.value)
            except (ValueError, TypeError, RecursionError, MemoryError, SyntaxError):
                continue
    return found


def script_literals(text: str) -> dict[str, str | bool]:
    """The first string or truth value that a JavaScript config gives to each key, anywhere."""
    found: dict[str, str | bool] = {}
    text = _COMMENT.sub("", text)
    for key, _, value in _LITERAL.findall(text):
        if "${" not in value:
            found.setdefault(key, value)
    for key, flag in _FLAG.findall(text):
        found.setdefault(key, flag == "true")
    return found


def script_objects(text: str, key: str) -> list[str]:
    """The insides of the objects that follow `key:` or, in a list, the string `key`.

    `key` is a regular expression.
    """
    text = _COMMENT.sub("", text)
    pattern = rf"""(?:\b(?:{key})["']?\s*:|["'](?:{key})["']\s*,)\s*(\{{)"""
    return [_bracketed(text, match.start(1)) for match in re.finditer(pattern, text)]


def own_literals(body: str) -> dict[str, str | bool]:
    """The strings and truth values at the top level of an object."""
    return script_literals(_top_level(body))


def script_names(text: str, key: str) -> list[str]:
    """The strings of the list, or the keys of the object, that follows `key:`."""
    text = _COMMENT.sub("", text)
    match = re.search(rf"\b{key}[\"']?\s*:\s*([\[{{])", text)
    if match is None:
        return []
    body = _bracketed(text, match.start(1))
    if match[1] == "[":
        return _QUOTED.findall(body)
    return [quoted or bare for quoted, bare in _KEY.findall(_top_level(body))]


def _bracketed(text: str, start: int) -> str:
    """What stands between the bracket at `start` and its partner."""
    depth = 0
    for match in re.finditer(r"[\[{]|[\]}]", text[start:]):
        depth += 1 if match[0] in "[{" else -1
        if depth == 0:
            return text[start + 1 : start + match.start()]
    return ""


def _top_level(text: str) -> str:
    """`text` without what its brackets hold."""
    pieces: list[str] = []
    depth = 0
    for piece in re.split(r"([\[{]|[\]}])", text):
        if piece in ("[", "{"):
            depth += 1
        elif piece in ("]", "}"):
            depth -= 1
        elif depth == 0:
            pieces.append(piece)
    return "".join(pieces)


def at(config: Any, key: str) -> Any:
    """The value at `a.b` in nested mappings, None where there is none."""
    for part in key.split("."):
        if not isinstance(config, Mapping):
            return None
        config = config.get(part)
    return config


def text_at(config: Any, key: str) -> str:
    """The text at `a.b` in nested mappings, of a list the first; else the empty text."""
    value = at(config, key)
    if isinstance(value, list) and value:
        value = value[0]
    return value.strip() if isinstance(value, str) else ""


def names_at(config: Any, key: str) -> list[str]:
    """The texts of the list, or the keys of the mapping, at `a.b`."""
    value = at(config, key)
    if isinstance(value, (Mapping, list, tuple)):
        return [name for name in value if isinstance(name, str)]
    return []


def names_description(value: Any) -> bool:
    """Whether some mapping in `value` has a key that names a description."""
    if isinstance(value, Mapping):
        return not _DESCRIPTIONS.isdisjoint(value) or any(map(names_description, value.values()))
    return isinstance(value, (list, tuple)) and any(map(names_description, value))


def read_authors(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """The names of the authors by their keys, from the first of the files that has any."""
    authors = read_config(folder, names)
    inner = authors.get("authors")
    found: dict[str, str] = {}
    for key, author in (inner if isinstance(inner, Mapping) else authors).items():
        name = text_at(author, "name") or (author if isinstance(author, str) else "")
        if isinstance(key, str) and name:
            found[key] = name
    return found


def uses_image_tool(folder: Path, tools: Mapping[str, str]) -> bool:
    """Whether one of the files holds what its pattern matches."""
    return any(re.search(pattern, read_text(folder / name)) for name, pattern in tools.items())


def read_permalinks(folder: Path) -> dict[str, str]:
    """The `permalink` that Eleventy's data files give to folders and pages; empty if computed.

    Keys are folders, and pages without their suffix, relative to `folder`.
    """
    found: dict[str, str] = {}
    for path in files_named(folder, r"([^/]+)/\1\.json|.*\.11tydata\.\w+"):
        name = path.name.partition(".")[0]
        owner = path.parent if name == path.parent.name else path.parent / name
        key = owner.relative_to(folder).as_posix()
        if path.suffix == ".json":
            value = at(read_values(path), "permalink")
            if isinstance(value, str):
                found.setdefault(key, value)
            elif value is not None:
                found[key] = ""
        elif "permalink" in read_text(path):
            found[key] = ""
    return found


def files_named(folder: Path, pattern: str) -> Iterator[Path]:
    """Files at any depth, among the first 5,000, whose `folder/name` matches a pattern."""
    matches = re.compile(pattern).fullmatch
    seen = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name[0] not in "._" and name != "node_modules"
        )
        seen += len(names)
        if seen > _MOST_FILES:
            return
        inside = os.path.basename(place)
        yield from (Path(place, name) for name in sorted(names) if matches(f"{inside}/{name}"))
