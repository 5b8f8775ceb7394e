"""Makes text from files harmless to terminals and logs."""

from seolint.patterns import lazy_regex

_UNSAFE = lazy_regex(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_COMMAND_IN_LINE = lazy_regex(r"#(?=#\w*\[)")
"""Where GitHub's and Azure's logs take `##[error]` and `##vso[...]` for commands: anywhere.
Sources: `ActionCommand.cs` of actions/runner, `Command.cs` of microsoft/azure-pipelines-agent.
"""


def escape(text: str) -> str:
    r"""A text without control characters and without commands to a CI log.

    Line ends, escape sequences and marks that turn the writing direction come out as
    `\x1b` or `\u202e`, a surrogate that stands for an undecodable byte as that byte, and
    `##[` as `\x23#[`.
    """
    if not text.isprintable():
        text = _UNSAFE.sub(lambda match: _escape_character(match[0]), text)
    return _COMMAND_IN_LINE.sub(r"\\x23", text) if "##" in text else text


def commands_in(text: str) -> list[int]:
    """Where a text that is not escaped yet has something that a CI log takes for a command."""
    return [match.start() for match in _COMMAND_IN_LINE.finditer(text)] if "##" in text else []


def escape_json(text: str) -> str:
    r"""JSON text with such characters and commands escaped as JSON does it; bytes as
    `\\\\xff`, for the surrogate itself is no valid JSON.
    """
    if not text.isprintable():
        text = _UNSAFE.sub(lambda match: _escape_in_json(match[0]), text)
    return _COMMAND_IN_LINE.sub(r"\\u0023", text) if "##" in text else text


def escape_line(line: str) -> str:
    """A line for a log, with `./` before what a CI system would take for a command."""
    line = escape(line)
    return f"./{line}" if is_command(line) else line


def are_harmless(lines: str) -> bool:
    """Whether lines, one after the other without their ends, are so as they are."""
    return lines.isprintable() and "##" not in lines and "::" not in lines


def is_command(line: str) -> bool:
    """Whether a CI log takes a line for a command by its start, such as `::error::`."""
    return line.lstrip().startswith(("::", "##"))


def _escape_character(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _escape_in_json(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return f"\\{_escape_character(character)}"
    return f"\\u{ord(character):04x}"
