"""Checks what entries of `[[custom-rules]]` say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from seolint.config.problems import Wrong, did_you_mean
from seolint.custom import AREAS, FIELD, PLACEHOLDER, PLACEHOLDERS, complaint_about
from seolint.packs import CODE, NAME, RESERVED_FAMILIES
from seolint.spelling import nearest

_ORDERS = ("pattern", "must-match", "require-field")


def contradictions(entry: Mapping[str, Any]) -> Iterator[Wrong]:
    """What is wrong with an entry of [[custom-rules]] as a whole."""
    keys = {key.replace("_", "-") for key in entry}
    given = [key for key in _ORDERS if key in keys]
    if not given:
        yield Wrong("an entry of [[custom-rules]] needs `pattern`, `must-match` or `require-field`")
        return
    if len(given) > 1:
        names = " and ".join(f"`{key}`" for key in given)
        help = "make a rule of each"
        yield Wrong(f"{names} exclude each other", (given[1],), help)
    elif given == ["require-field"] and "in" in keys:
        help = "it goes with `pattern` and `must-match`"
        yield Wrong("`in` has no meaning for `require-field`", ("in",), help)
    elif given != ["require-field"] and "in" not in keys:
        help = f"known are {', '.join(AREAS)} and {FIELD}KEY"
        yield Wrong(f"`{given[0]}` needs `in`", (given[0],), help)
    if "pattern" not in keys and "{match}" in str(entry.get("message")):
        yield Wrong("{match} is known for `pattern` only", ("message",))


def _code(value: str) -> Iterator[Wrong]:
    if not CODE.fullmatch(value):
        yield Wrong("must be a family in capitals and three digits, such as ACME001")
    elif value[:-3] in RESERVED_FAMILIES:
        help = "take a family of your own, such as ACME"
        yield Wrong(f"is of the family {value[:-3]}, which is seolint's own", help=help)


def _rule_name(value: str) -> Iterator[Wrong]:
    if not NAME.fullmatch(value):
        yield Wrong("must be words in lower case with hyphens, such as no-competitor-names")


def _area(value: str) -> Iterator[Wrong]:
    if value not in AREAS and not value.removeprefix(FIELD):
        yield Wrong("must name a field", help=f"write {FIELD}KEY, with a key of your front matter")
    elif value not in AREAS and not value.startswith(FIELD):
        near = did_you_mean(f'"{name}"' for name in nearest(value, AREAS))
        help = near or f"known are {', '.join(AREAS)} and {FIELD}KEY"
        yield Wrong(f"names no part of a page: {value}", help=help)


def _placeholders(value: str) -> Iterator[Wrong]:
    for found in PLACEHOLDER.findall(value):
        if found not in PLACEHOLDERS:
            yield Wrong(f"holds {found}; known are {' and '.join(PLACEHOLDERS)}")


def _pattern(value: str) -> Iterator[Wrong]:
    complaint = complaint_about(value)
    if not value:
        yield Wrong("must not be empty")
    elif complaint:
        help = "write it between single quotes, in which a backslash is a backslash"
        yield Wrong(f"is no regular expression: {complaint}", help=help)


def _field(value: str) -> Iterator[Wrong]:
    if not value:
        yield Wrong("must be a key of the front matter")


CHECKS: Mapping[str, Callable[[str], Iterator[Wrong]]] = {
    "code": _code,
    "name": _rule_name,
    "message": _placeholders,
    "in": _area,
    "pattern": _pattern,
    "must-match": _pattern,
    "require-field": _field,
}
"""What is checked of the value of a key."""
