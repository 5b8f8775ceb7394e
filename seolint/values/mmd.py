"""Lines of `Key: value`, as MultiMarkdown, MkDocs and Pelican read them."""

from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values.field import Field
from seolint.values.problems import (
    BLOCK_LIMITS,
    UnreadableText,
    ValueProblem,
    Values,
    check_size,
    duplicate,
)
from seolint.values.templates import prose_of

_LINE_END = lazy_regex(r"[\r\n]+")
_MEMBER = lazy_regex(
    r" {0,3}(?P<key>[A-Za-z0-9_-]+):"
    r"(?P<value>[^\r\n]*+(?:(?:\r\n|\r|\n)(?: {4}|\t)[ \t]*+[^\s][^\r\n]*+)*+)(?:\r\n|\r|\n|\Z)"
)


def load_mmd(text: str, lines: Lines, start: int, end: int) -> Values:
    """The fields of the `Key: value` lines at the beginning of `text[start:end]`.

    A line that is indented by four blanks or a tab goes on with the value above. Keys are
    found in lower case, values are text as it is written, and an empty one is null.
    """
    try:
        check_size(text[start:end], BLOCK_LIMITS)
    except UnreadableText as error:
        return {}, [error.within(start)]
    fields: dict[str, Field] = {}
    problems: list[ValueProblem] = []
    match = _MEMBER.match(text, start, end)
    while match is not None:
        key = match["key"].lower()
        key_start, key_end = match.span("key")
        written = match["value"].rstrip()
        stop = match.start("value") + len(written)
        begin = stop - len(written.lstrip())
        value = " ".join([line.strip() for line in _LINE_END.split(written)]).strip()
        if key in fields:
            first = fields[key].key_start, fields[key].key_end
            problems.append(duplicate(key, key_start, key_end, first))
        prose = prose_of(lines, value, begin, stop)
        fields[key] = Field(
            match["key"],
            "str" if value else "null",
            prose,
            lines,
            key_start,
            key_end,
            begin,
            stop,
            known=prose.known,
        )
        match = _MEMBER.match(text, match.end(), end)
    return fields, problems


def mmd_end(text: str, start: int) -> int:
    """Where the `Key: value` lines that begin at `start` end; `start` when there are none."""
    match = _MEMBER.match(text, start)
    while match is not None:
        start = match.end()
        match = _MEMBER.match(text, start)
    return start
