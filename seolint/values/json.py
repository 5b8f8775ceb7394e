"""JSON as fields, or as plain values."""

from typing import Any

from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values.places import JSON_TOKEN, Places, check_depth
from seolint.values.problems import (
    BLOCK_LIMITS,
    FILE_LIMITS,
    Limits,
    UnreadableText,
    ValueProblem,
    Values,
    check_size,
    too_deep,
)
from seolint.values.templates import template_near

_SURROGATE = lazy_regex(
    r"(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
"""An escaped pair of surrogates, else a lone one, which is no character."""


def load_json(text: str, lines: Lines, start: int, end: int, *, braces: bool = True) -> Values:
    """The fields of the JSON object in `text[start:end]`, with places in `text`.

    Without `braces` there stand only its members.
    """
    source = _SURROGATE.sub(lambda match: match[1] or r"\ufffd", text[start:end])
    if not braces:
        source, start = "{" + source + "}", start - 1
    try:
        values = _parse_json(source, BLOCK_LIMITS)
    except UnreadableText as error:
        return {}, [error.within(start)]
    opening = len(source) - len(source.lstrip())
    if not isinstance(values, dict):
        shape = "list" if isinstance(values, list) else "scalar"
        data = {"shape": shape, "help": "Write an object"}
        at = start + opening
        return {}, [ValueProblem("shape", "This is no JSON object", at, at + 1, data)]
    places = Places(source, _unquote, lines, start)
    places.value(opening, ())
    return places.fields(values), [places.problem(*repeat) for repeat in places.repeats]


def parse_json(text: str) -> Any:
    """A JSON file as plain values, for configurations.

    Raises:
        ValueSyntaxError: it is no JSON, or exceeds the limits.
    """
    text = text.removeprefix("\ufeff")
    try:
        return _parse_json(text, FILE_LIMITS)
    except UnreadableText as error:
        raise error.alone(text) from error


def json_end(text: str, start: int) -> int | None:
    """Where the JSON object that opens at `start` ends; None where it does not."""
    depth = 0
    for match in JSON_TOKEN.finditer(text, start):
        token = match[0]
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


def _parse_json(text: str, limits: Limits) -> Any:
    import json

    check_size(text, limits)
    check_depth(text, JSON_TOKEN)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise template_near(text, error.pos) or UnreadableText(
            f"Invalid JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.pos, error.pos + 1
        ) from error
    except RecursionError as error:
        raise too_deep(0) from error
    except ValueError as error:
        raise UnreadableText(f"Invalid JSON: {error}", 0, 1) from error


def _unquote(key: str) -> str:
    import json

    return str(json.loads(key))
