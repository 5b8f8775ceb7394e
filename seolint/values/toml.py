"""TOML as fields, or as plain values."""

from typing import Any

from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values.places import TOML_TOKEN, Places, check_depth
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
from seolint.values.templates import line_around, template_near

_LONE_CR = lazy_regex(r"\r(?!\n)")
_PLACE = lazy_regex(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_MAX_REPEATS = 20


def load_toml(text: str, lines: Lines, start: int, end: int) -> Values:
    """The fields of the TOML in `text[start:end]`, with places in `text`.

    A time of day is a `str`. tomllib refuses a repeated key: the second statement is
    blanked and the rest read.
    """
    source = _LONE_CR.sub("\n", text[start:end])
    repeats: list[ValueProblem] = []
    try:
        while True:
            try:
                values = _parse_toml(source, BLOCK_LIMITS)
                break
            except _OverwriteError as error:
                places = Places(source[: error.start], _unquote, lines, start)
                places.statements()
                if not places.repeats or len(repeats) == _MAX_REPEATS:
                    raise
                path, first, again = places.repeats[-1]
                repeats.append(places.problem(path, first, again))
                blank = " " * (again.end - again.key_start)
                source = source[: again.key_start] + blank + source[again.end :]
        places = Places(source, _unquote, lines, start)
        places.statements()
        return places.fields(values), repeats
    except UnreadableText as error:
        return {}, [*repeats, error.within(start)]


def parse_toml(text: str) -> dict[str, Any]:
    """A TOML file as plain values, for configurations.

    Raises:
        ValueSyntaxError: it is no TOML, or exceeds the limits.
    """
    text = _LONE_CR.sub("\n", text.removeprefix("\ufeff"))
    try:
        return _parse_toml(text, FILE_LIMITS)
    except UnreadableText as error:
        raise error.alone(text) from error


def _parse_toml(text: str, limits: Limits) -> dict[str, Any]:
    import tomllib

    check_size(text, limits)
    check_depth(text, TOML_TOKEN)
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise too_deep(0) from error
    except ValueError as error:
        raise _explain_toml(text, str(error)) from error


class _OverwriteError(UnreadableText):
    """A key whose value a later statement would replace; it ends at `start`."""


def _explain_toml(text: str, said: str) -> UnreadableText:
    match = _PLACE.search(said)
    at = 0 if match is None else len(text)
    if match is not None and match[1]:
        row = 0
        for _ in range(int(match[1]) - 1):
            row = text.index("\n", row) + 1
        at = row + int(match[2]) - 1
    reason = said if match is None else said[: match.start()]
    message = f"Invalid TOML: {reason[:1].lower()}{reason[1:]}"
    end = at + 1
    if reason == "Cannot overwrite a value":
        return _OverwriteError(message, at, at if text[at : at + 1] in "\r\n" else end)
    if at == len(text):
        at, end = line_around(text, max(len(text.rstrip()) - 1, 0))
    elif text[at] in "\r\n":
        at, end = line_around(text, at)
    return template_near(text, at) or UnreadableText(message, at, end)


def _unquote(key: str) -> str:
    import tomllib

    return next(iter(tomllib.loads(f"{key} = 0")))
