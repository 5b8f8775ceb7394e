"""Text of rules as HTML."""

import re
from collections.abc import Iterable
from html import escape

from seolint.escapes import escape as escape_invisible
from seolint.rule import GRADES, Evidence, Grade, Rule

_CODE = re.compile(
    r"(?<!`)(?:`(?!`)((?:[^`]++|``++)++)`(?!`)|``(?!`)((?:[^`]++|`(?!`)|```++)++)``(?!`))"
)
"""Between backquotes or pairs of them, where other numbers of backquotes are text."""
_TAGS: dict[Grade, str] = {"G": "g", "G!": "against", "S": "s", "M": "m", "F": "f"}


def document(title: str, body: Iterable[str]) -> str:
    """A whole page; it loads nothing but the style sheet beside it."""
    inner = "\n".join(body)
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
{inner}
</body>
</html>
"""


def inline(text: str) -> str:
    """A line of documentation: code between backquotes."""
    parts = []
    end = 0
    for match in _CODE.finditer(text):
        parts.append(escape(text[end : match.start()], quote=False))
        parts.append(f"<code>{escape((match[1] or match[2]).strip(), quote=False)}</code>")
        end = match.end()
    return "".join(parts) + escape(text[end:], quote=False)


def paragraphs(text: str) -> str:
    """Documentation: paragraphs, and lists of lines that begin with a hyphen."""
    blocks = re.split(r"\n[ \t]*\n", text.strip())
    return "\n".join(
        _list(block) if block.startswith("- ") else _paragraph(block) for block in blocks
    )


def _paragraph(block: str) -> str:
    return f"<p>{inline(' '.join(block.split()))}</p>"


def _list(block: str) -> str:
    items = [" ".join(item.split()) for item in block.removeprefix("- ").split("\n- ")]
    return f"<ul>{''.join(f'<li>{inline(item)}</li>' for item in items)}</ul>"


def source(text: str) -> str:
    """The text of a file; what `⟦…⟧` holds is marked, what cannot be seen is spelt out."""
    opening, *parts = text.rstrip("\n").split("⟦")
    html = _visible(opening)
    for part in parts:
        inside, _, after = part.partition("⟧")
        html += f"<mark>{_visible(inside)}</mark>{_visible(after)}"
    return f"<pre><code>{html}</code></pre>"


def _visible(text: str) -> str:
    lines = text.replace("\t", "    ").split("\n")
    return "\n".join(escape(escape_invisible(line), quote=False) for line in lines)


def link(code: str, text: str) -> str:
    """A link to the page of a rule."""
    return f'<a href="{code}.html">{escape(text)}</a>'


def severity(rule: Rule) -> str:
    """The severity of a rule as a label."""
    return f'<span class="level {rule.severity}">{rule.severity}</span>'


def grades(evidence: Iterable[Evidence]) -> str:
    """The grades of some evidence, each once, the best first."""
    found = {each.grade for each in evidence}
    return " ".join(grade(each) for each in GRADES if each in found)


def grade(letters: Grade) -> str:
    """A grade of evidence as a label."""
    return f'<abbr class="grade {_TAGS[letters]}" title="{GRADES[letters]}">{letters}</abbr>'
