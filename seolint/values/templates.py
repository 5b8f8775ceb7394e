"""Template expressions inside values."""

from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN, Prose
from seolint.span import Lines
from seolint.values.problems import UnreadableText

_EXPRESSION = lazy_regex(r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}|\{%(?:[^{%]|\{(?!%)|%(?!\}))*+%\}")
_UNQUOTED = lazy_regex(r"[ \t]*+(?:- ++)*+(?:[^:=\r\n]++[:=][ \t]*+)?(?=\{\{|\{%)")


def prose_of(lines: Lines, value: str, start: int, end: int) -> Prose:
    """The text of a value as one piece, what a template prints as `UNKNOWN`."""
    if "{{" in value or "{%" in value:
        value = _EXPRESSION.sub(lambda match: UNKNOWN * len(match[0]), value)
    return Prose(lines, [(start, end, value, False)] if value else [], start, end)


def unquoted_template(start: int, end: int) -> UnreadableText:
    """That a value is a template expression, which no parser reads as one."""
    return UnreadableText(
        "Template expression without quotes", start, end, "Put the whole value in quotes"
    )


def template_near(text: str, at: int) -> UnreadableText | None:
    """The unquoted template expression that begins the value on the line of `at`."""
    start, end = line_around(text, at)
    match = _UNQUOTED.match(text, start, end)
    if match is None:
        return None
    return unquoted_template(match.end(), match.end() + len(text[match.end() : end].rstrip()))


def line_around(text: str, at: int) -> tuple[int, int]:
    """Where the line of `at` begins and ends, its line end left out."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return start, min(ends, default=len(text))
