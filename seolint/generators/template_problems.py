"""Template languages: what a generator fails on, drops or prints as it stands."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from seolint.document import ReadingProblem
from seolint.generators.templates import HUGO, LIQUID
from seolint.patterns import lazy_regex

_OPENING = lazy_regex(r"\{\{(?!(?:[^{}]|\{(?![{%])|\}(?!\}))*+\}\})|\{%")
_SHORTCODE_OPENING = lazy_regex(r"\{\{[<%](?!/\*)")
_VERBATIM = frozenset(("comment", "raw", "verbatim"))
_PAIRED = _VERBATIM | {"capture", "case", "for", "highlight", "if", "tablerow", "unless"}
_PARTNER = "Write the other tag, or delete this one"
_END = r"\{{%[-~+]?\s*end{}\s*[-~+]?%\}}"
_GO_VALUE = lazy_regex(r"\{\{-?\s*(?:\.[A-Z]|\$\.|(?:site|page)\.[A-Z])")
_FOREIGN = lazy_regex(r"\{\{-?\s*(?:[.#/<>%@^&*$]|!--)")


def liquid_problems(text: str, body: int) -> Iterator[ReadingProblem]:
    """Tags of Liquid and its kin without an end or a partner, and braces of other languages.

    `text` is the whole page, whose body begins at the code point `body`. Code counts, for
    these run before Markdown.
    """
    seen: Counter[str] = Counter()
    opened: list[tuple[str, int, int]] = []
    position = body
    while match := LIQUID.search(text, position):
        yield from _unclosed(_OPENING, text, position, match.start())
        start, position = match.span()
        name = match["tag"] or ""
        if match.lastgroup == "value":
            yield from _foreign(text, start, position)
        elif name in _VERBATIM:
            end = re.compile(_END.format(name)).search(text, position)
            if end is None:
                yield _no_end(name, start, position)
            else:
                position = end.end()
        elif name in _PAIRED:
            opened.append((name, start, position))
        elif name.startswith("end") and name != "end":
            partner = name.removeprefix("end")
            if partner in _PAIRED:
                names = [before for before, _, _ in opened]
                if partner in names:
                    while (top := opened.pop())[0] != partner:
                        yield _no_end(*top)
                    continue
            elif seen[partner]:
                continue
            yield _problem(f"`{name}` ends nothing", _PARTNER, start, position)
        else:
            seen[name] += 1
    yield from _unclosed(_OPENING, text, position, len(text))
    for name, start, position in opened:
        yield _no_end(name, start, position)


def hugo_problems(text: str, body: int) -> Iterator[ReadingProblem]:
    """Shortcodes without an end or a beginning, and values, which Hugo prints as they stand."""
    opened: Counter[str] = Counter()
    position = body
    while match := HUGO.search(text, position):
        yield from _unclosed(_SHORTCODE_OPENING, text, position, match.start())
        start, position = match.span()
        name = match["shortcode"]
        if match.lastgroup == "value":
            if _GO_VALUE.match(text, start):
                message = "Nothing reads this template, it prints as it stands"
                yield _problem(message, "Write what it stands for", start, position, "text")
        elif name and match["closing"]:
            if not opened[name]:
                yield _problem(f"`/{name}` ends nothing", _PARTNER, start, position)
            opened[name] -= 1
        elif name:
            opened[name] += 1
    yield from _unclosed(_SHORTCODE_OPENING, text, position, len(text))


def _unclosed(
    opening: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[ReadingProblem]:
    for match in opening.finditer(text, start, end):
        yield _problem(f"`{match[0]}` is never closed", "Close it", *match.span())


def _foreign(text: str, start: int, end: int) -> Iterator[ReadingProblem]:
    """Braces of another language, of which Liquid leaves nothing."""
    message, help = (
        "This is read as a template and prints nothing",
        "Write it between `{% raw %}` and `{% endraw %}`",
    )
    before, inside = text[max(start - 1, 0) : start], text[start:end]
    if _FOREIGN.match(text, start):
        yield _problem(message, help, start, end)
    elif before == "$" or (before == "=" and ":" in inside and "|" not in inside):
        yield _problem(message, help, start, end, "code")


def _no_end(name: str, start: int, end: int) -> ReadingProblem:
    return _problem(f"`{name}` has no `end{name}`", _PARTNER, start, end)


def _problem(
    message: str,
    help: str,
    start: int,
    end: int,
    where: Literal["anywhere", "code", "text"] = "anywhere",
) -> ReadingProblem:
    """`where` tells that it is a problem only in code, or only outside."""
    return ReadingProblem("template", message, start, end, {"help": help, "where": where})
