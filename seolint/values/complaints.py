"""What YAML parsers say of bad text, in words for people."""

from typing import Any

from seolint.patterns import lazy_regex
from seolint.values.problems import UnreadableText, too_deep
from seolint.values.templates import line_around, template_near

_TIGHT_COLON = lazy_regex(r"[\w.-]+[ \t]*:(?=[^ \t\r\n])")
_COLON = lazy_regex(r":[ \t]")
_QUOTED_VALUE = lazy_regex(r"""(?:[^:\r\n]++:[ \t]++|[ \t]*+-[ \t]++)["']""")
_QUOTE_IT = "Put the value in quotes"
_CLOSE_IT = "Close it, or put the whole value in quotes"


def explain_yaml(text: str, error: Any) -> UnreadableText:
    """What a `yaml.YAMLError` means and where; libyaml and pure Python word it alike."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _control_character(text)
    at = min(mark.index, len(text))
    opening = min(error.context_mark.index, len(text)) if error.context_mark else at
    template = template_near(text, at) or template_near(text, opening)
    if template is not None:
        return template
    said, context = error.problem or "", error.context or ""
    if "nesting depth" in said:
        return too_deep(at)
    start, end = line_around(text, at)
    end = max(end, at + 1)
    if text.startswith("\t", at) or "tab" in said.split():
        stop = at + len(text[at:end]) - len(text[at:end].lstrip("\t"))
        return UnreadableText("Tab in the indentation", at, max(stop, at + 1), "Indent with spaces")
    if "quoted scalar" in context and ("end of stream" in said or "document" in said):
        return UnreadableText("Quote is never closed", opening, opening + 1, "Close it")
    if "escape" in said:
        return UnreadableText("Unknown escape", at, at + 1, "Write the backslash twice")
    if "mapping values are not allowed" in said:
        return _misplaced_colon(text, start, at, end)
    if "sequence entries are not allowed" in said:
        return UnreadableText("List item beside its key", at, at + 1, "Give it a line of its own")
    if "alphabetic or numeric" in said or "undefined alias" in said:
        return _wrong_beginning(text, opening)
    if "cannot start any token" in said or "node content" in said:
        return _wrong_beginning(text, at)
    if "',' or " in said:
        bracket = text[opening : opening + 1]
        return UnreadableText(f"`{bracket}` is never closed", opening, opening + 1, _CLOSE_IT)
    if "expected ':'" in said:
        return _no_key(text, *line_around(text, opening))
    if "expected key" in said or "<block end>" in said:
        if _QUOTED_VALUE.match(text, start, at):
            return _after_quote(at, end)
        return UnreadableText("Line does not fit those above", at, end, "Check its indentation")
    if "document" in said:
        return UnreadableText("Second YAML document", at, end, "Keep one document")
    return UnreadableText(f"Invalid YAML: {said}", at, at + 1)


def tight_colon(text: str, start: int) -> UnreadableText | None:
    """The colon of a key that begins at `start` when no blank follows it."""
    match = _TIGHT_COLON.match(text, start)
    if match is None:
        return None
    at = match.end()
    if text[at] == "\u00a0":
        advice = "Replace it by an ordinary space"
        return UnreadableText("No-break space after the colon", at, at + 1, advice)
    return UnreadableText("No blank after the colon", at - 1, at, "Put a blank after it")


def _control_character(text: str) -> UnreadableText:
    from yaml.reader import Reader

    match = Reader.NON_PRINTABLE.search(text)
    at = match.start() if match is not None else 0
    return UnreadableText("Control character", at, at + 1, "Remove it")


def _misplaced_colon(text: str, start: int, at: int, end: int) -> UnreadableText:
    if _QUOTED_VALUE.match(text, start, at):
        return _after_quote(at, end)
    if _COLON.search(text, start, at):
        return UnreadableText("Colon in an unquoted value", at, at + 1, _QUOTE_IT)
    above = line_around(text, max(start - 2, 0))[0]
    return tight_colon(text, above) or UnreadableText(
        "Key where none can stand", at, at + 1, "Check the indentation of this line"
    )


def _after_quote(start: int, end: int) -> UnreadableText:
    advice = "Quote the whole value; inside '…' write an apostrophe twice"
    return UnreadableText("Text after the closing quote", start, end, advice)


def _wrong_beginning(text: str, at: int) -> UnreadableText:
    sign = text[at : at + 1]
    if not sign.strip():
        return UnreadableText("Value is missing", at, at + 1)
    sign = "a backtick" if sign == "`" else f"`{sign}`"
    return UnreadableText(f"Unquoted value begins with {sign}", at, at + 1, _QUOTE_IT)


def _no_key(text: str, start: int, end: int) -> UnreadableText:
    end = start + len(text[start:end].rstrip())
    return tight_colon(text, start) or UnreadableText(
        "Line without a key", start, max(end, start + 1), "Write `key: value`, or indent the line"
    )
