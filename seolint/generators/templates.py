"""Template languages: hides what a generator computes, to the same length."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from seolint.generators.fences import fences
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN

_LINE = r"(?>\r\n?|\n)(?![ \t]*[\r\n])"
"""A line end inside a paragraph."""

_TAG = r"%[-~+]?\s*+(?P<tag>\w*+)[^%{]*+(?:(?:%(?!\})|\{(?!%))[^%{]*+)*+%\}"
_SHORT_TAG = (
    rf"%[-~+]?[ \t]*+(?P<tag>\w*+)[^%{{\r\n]*+(?:(?:%(?!\}})|\{{(?!%)|{_LINE})[^%{{\r\n]*+)*+%\}}"
)
_VALUE = (
    r"\{(?:-?\s*+(?P<quote>[\"'])[^\"'{}]*+\{\{[^\"'{}]*+(?:\}\}[^\"'{}]*+)?(?P=quote)\s*+-?"
    rf"|[^{{}}\r\n]*+(?:(?:\{{(?!\{{)|\}}(?!\}})|{_LINE})[^{{}}\r\n]*+)*+)(?P<value>\}}\}}\}}?)"
)
_SHORTCODE = (
    r"\{[<%]\s*+(?P<closing>/?)\s*+(?P<shortcode>[\w./-]*+)[^\"`{>%]*+(?:(?:"
    r'"[^"\\{]*+(?:(?:\\.|\{(?!\{[<%]))[^"\\{]*+)*+"'
    r"|`[^`{]*+(?:\{(?!\{[<%])[^`{]*+)*+`"
    r"|[>%](?!\}\})|\{(?!\{[<%]))[^\"`{>%]*+)*+[>%]\}\}"
)
_COMMENT = r"#(?=[-\s])[^#{]*+(?:(?:#(?!\})|\{(?!#))[^#{]*+)*+#\}"
_ESCAPE = r"\{[<%]?/\*[^*{]*+(?:(?:\*(?!/)|\{(?!\{))[^*{]*+)*+\*/[>%]?\}\}"
_EXTENSION = r"::(?P<extension>\w++)[^{}\r\n]*+\}"

LIQUID = lazy_regex(rf"\{{(?:{_TAG}|{_VALUE}|{_COMMENT}|{_EXTENSION})")
HUGO = lazy_regex(rf"\{{(?:{_ESCAPE}|{_SHORTCODE}|{_VALUE})", re.DOTALL)
_ANY = lazy_regex(rf"\{{(?:{_ESCAPE}|{_SHORTCODE}|{_SHORT_TAG}|{_VALUE}|{_COMMENT})", re.DOTALL)

_OPENS = lazy_regex(r"\{(?:[{%#]|::)")
"""What may begin a construct of any of them: one quick look at a page that has none."""

_RAW = ("raw", "verbatim")
_CODE: dict[str, frozenset[str]] = {
    "tag": frozenset(
        [
            "code",
            "codeblock",
            "comment",
            "css",
            "graphviz",
            "highlight",
            "javascript",
            "js",
            "katex",
            "math",
            "mermaid",
            "plantuml",
            "raw",
            "schema",
            "style",
            "stylesheet",
            "verbatim",
        ]
    ),
    "shortcode": frozenset(
        ["code", "codeblock", "comment", "highlight", "katex", "math", "mermaid", "rawhtml"]
    ),
    "extension": frozenset({"comment", "nomarkdown"}),
}
"""What stands around text that is code or never printed."""

_CLOSING = {
    "tag": r"\{{%[-~+]?\s*+end{}\s*+[-~+]?%\}}",
    "shortcode": r"\{{\{{[<%]\s*+/\s*+{}\s*+[<%>]\}}\}}",
    "extension": r"\{{:/(?:{})?\}}",
}
_CODE_NAME = lazy_regex(r"code|snippet", re.IGNORECASE)
_RAW_TAG = r"\{%[-~+]?\s*+(raw|verbatim)\s*+[-~+]?%\}"
_STRUCTURE = lazy_regex(r"(?:^|[\r\n])[ \t]*(?:```|~~~|#{2,6}[ \t])")
_SILENT = lazy_regex(
    r"end\w*|el\w*if|else|assign|block|break|capture|case|continue|cycle|decrement|extends|for|"
    r"from|if|import|increment|layout|liquid|macro|set|unless|when|with|raw|verbatim"
)
_VUE_TAG = lazy_regex(r"<[A-Za-z][\w.-]*\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_VUE_NAME = lazy_regex(r"(?<=\s)[@#](?=[\w.:-]+(?:=|[\s/>]))")
_LINE_TEXT = lazy_regex(r"[^\r\n]+")
_OWN_LINE_END = lazy_regex(r"[ \t]*(?:[\r\n]|\Z)")
_TEXT_AFTER = lazy_regex(r"[ \t]*(?:\r\n?|\n)[ \t]*[^\s]")
_CLOSING_TAG = lazy_regex(r"\s*</")
_INK = lazy_regex(r"\S")


_Prints = Literal["nothing", "something", "value"]
_Construct = tuple[int, int, _Prints]
"""A range of template text, and what is printed in its place."""


def mask_liquid(text: str) -> str:
    """`text` without Liquid, Nunjucks or Jinja, which runs before Markdown, in code too."""
    return _hide(text, _constructs(text, LIQUID)) if _OPENS.search(text) else text


def mask_hugo(text: str) -> str:
    """`text` without shortcodes, which Hugo runs before Markdown, in code too."""
    return _hide(text, _constructs(text, HUGO)) if _OPENS.search(text) else text


def mask_outside_code(text: str) -> str:
    """`text` without the syntax of any template language, code left as it is."""
    return _hide(text, _constructs_outside_code(text)) if _OPENS.search(text) else text


def mask_vue(text: str) -> str:
    """`text` without Vue's expressions, its events and slots as attributes that HTML knows."""
    text = mask_outside_code(text)
    if "@" in text or "#" in text:
        return _VUE_TAG.sub(lambda match: _VUE_NAME.sub(":", match[0]), text)
    return text


def _constructs(text: str, pattern: re.Pattern[str]) -> Iterator[_Construct]:
    ahead = _Ahead(text)
    position = literal = 0
    while match := pattern.search(text, position):
        start, position = match.span()
        if match.lastgroup == "value":
            yield start, position, "value"
            continue
        end = 0 if start < literal else _region_end(ahead, match)
        if end and _is_raw(match) and _STRUCTURE.search(text, position, end):
            literal, end = end, 0
        if end:
            position = end
        yield start, position, "nothing" if end else _printed(match)


def _constructs_outside_code(text: str) -> Iterator[_Construct]:
    ahead = _Ahead(text)
    code = iter([*fences(text), (len(text) + 1, 0)])
    code_start, code_end = next(code)
    position = row = ticks = 0
    while match := _ANY.search(text, position):
        start = match.start()
        while code_end and code_end <= start:
            code_start, code_end = next(code)
        if code_start <= start:
            position = code_end
            continue
        line = max(text.rfind("\n", position, start), text.rfind("\r", position, start)) + 1
        ticks = text.count("`", line, start) if line else ticks + text.count("`", position, start)
        row = line or row
        position = match.end()
        if ticks % 2:
            continue
        end = _region_end(ahead, match) if _INK.search(text, row, start) is None else 0
        position = end or position
        yield start, position, "nothing" if end else _printed(match)


def calls(text: str, position: int) -> Iterator[tuple[int, int]]:
    """The places of the tags, shortcodes and values from `position` on that may print something.

    Those inside of code that a template writes are left out.
    """
    ahead = _Ahead(text)
    while match := _ANY.search(text, position):
        start, position = match.span()
        end = _region_end(ahead, match)
        if not end and _printed(match) != "nothing":
            yield start, position
        position = end or position


def _is_raw(match: re.Match[str]) -> bool:
    return match.lastgroup == "tag" and match["tag"] in _RAW


def _printed(match: re.Match[str]) -> _Prints:
    kind = match.lastgroup
    if kind == "value":
        return "value"
    if kind == "tag":
        return "nothing" if _SILENT.fullmatch(match["tag"]) else "something"
    return "something" if kind == "shortcode" and not match["closing"] else "nothing"


class _Ahead:
    """Searches that look at no text twice: a match still ahead is the next one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._found: dict[str, re.Match[str] | None] = {}

    def find(self, pattern: str, position: int) -> re.Match[str] | None:
        if pattern in self._found:
            found = self._found[pattern]
            if found is None or found.start() >= position:
                return found
        found = self._found[pattern] = re.compile(pattern).search(self.text, position)
        return found


def _region_end(ahead: _Ahead, opening: re.Match[str]) -> int:
    """Where the code that a construct opens ends, its closing tag included; 0 if it has none."""
    kind = opening.lastgroup or ""
    name = opening[kind] if kind else ""
    if kind == "tag" and name in ("set", "capture"):
        return 0 if name == "set" and "=" in opening[0] else _captured_code_end(ahead, opening)
    if name not in _CODE.get(kind, ()) and not (kind == "shortcode" and name.endswith(".inline")):
        return 0
    if kind == "shortcode" and opening["closing"]:
        return 0
    closing = ahead.find(_CLOSING[kind].format(re.escape(name)), opening.end())
    return closing.end() if closing else 0


def _captured_code_end(ahead: _Ahead, opening: re.Match[str]) -> int:
    """Where a `set` or `capture` ends whose name says code, or which holds a raw region."""
    position = opening.end()
    end_tag = _CLOSING["tag"].format(opening["tag"])
    is_code = _CODE_NAME.search(opening[0]) is not None
    while closing := ahead.find(end_tag, position):
        raw = ahead.find(_RAW_TAG, position)
        if raw is None or raw.start() > closing.start():
            return closing.end() if is_code else 0
        end = ahead.find(_CLOSING["tag"].format(raw[1]), raw.end())
        if end is None:
            return 0
        position = end.end()
        is_code = True
    return 0


def _hide(text: str, constructs: Iterable[_Construct]) -> str:
    pieces: list[str] = []
    position = 0
    for group in _groups(text, constructs):
        filler = _filler(text, group)
        for start, end, _ in group:
            pieces += text[position:start], filled(text[start:end], filler)
            position = end
    if not position:
        return text
    pieces.append(text[position:])
    return "".join(pieces)


def _groups(text: str, constructs: Iterable[_Construct]) -> Iterator[list[_Construct]]:
    """The constructs, together when nothing but blanks stands between them."""
    group: list[_Construct] = []
    for construct in constructs:
        if group:
            start, end = group[-1][1], construct[0]
            if start != end and text[start:end].strip(" \t"):
                yield group
                group = []
        group.append(construct)
    if group:
        yield group


def filled(text: str, filler: str) -> str:
    """`text` with `filler`, one character, for all of its characters but line ends."""
    if "\r" not in text:
        return "\n".join([filler * len(line) for line in text.split("\n")])
    return _LINE_TEXT.sub(lambda match: filler * len(match[0]), text)


def _filler(text: str, group: list[_Construct]) -> str:
    """Blanks for constructs with lines of their own and among attributes, else `UNKNOWN`.

    What prints inside an element, or a value in the middle of a paragraph, is unknown text
    even on lines of its own.
    """
    start, end = group[0][0], group[-1][1]
    before = start
    while before and text[before - 1] in " \t":
        before -= 1
    if (before and text[before - 1] not in "\r\n") or not _OWN_LINE_END.match(text, end):
        return " " if _among_attributes(text, start) else UNKNOWN
    printed = {prints for _, _, prints in group}
    if printed == {"nothing"}:
        return " "
    if _CLOSING_TAG.match(text, end) and text[max(0, start - 200) : start].rstrip()[-1:] == ">":
        return UNKNOWN
    if "value" in printed and _TEXT_AFTER.match(text, end):
        above = text[max(0, before - 200) : before].removesuffix("\n").removesuffix("\r")
        if above.rstrip(" \t")[-1:].strip():
            return UNKNOWN
    return " "


def _among_attributes(text: str, position: int) -> bool:
    """Whether an HTML tag is open at `position`, outside the values of its attributes."""
    if not position or text[position - 1] not in " \t\r\n\"'":
        return False
    begin = text.rfind("<", max(0, position - 1000), position)
    if begin < 0 or not text[begin + 1].isalpha() or text.find(">", begin, position) >= 0:
        return False
    tag = text[begin:position]
    return tag.count('"') % 2 == 0 and tag.count("'") % 2 == 0
