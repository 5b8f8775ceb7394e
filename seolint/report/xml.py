"""Tags and texts of XML."""

from collections.abc import Mapping
from xml.sax.saxutils import escape as escape_markup

from seolint.escapes import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_QUOTE = {'"': "&quot;"}
_NO_CHARACTERS = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def start_tag(name: str, attributes: Mapping[str, object], end: str = ">") -> str:
    """A start tag; with `/>` as its `end`, a whole element."""
    listed = "".join(f' {key}="{text(str(value))}"' for key, value in attributes.items())
    return f"<{name}{listed}{end}"


def text(content: str) -> str:
    """A text for an element or an attribute, with what XML 1.0 cannot hold escaped or replaced.

    Line ends are kept in elements only when they are added after this.
    """
    if content.isalnum() and content.isascii():
        return content
    return escape_markup(escape(content).translate(_NO_CHARACTERS), _QUOTE)
