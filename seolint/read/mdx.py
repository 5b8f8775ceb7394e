"""MDX: expressions, imports and JSX between Markdown."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

from seolint.generators.fences import fences
from seolint.generators.templates import filled
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN
from seolint.read.tags import Token

if TYPE_CHECKING:
    from seolint.read.dialects import Dialect

_MARK = lazy_regex(r"[\\`<{]")
_NEXT = lazy_regex(
    r"\\.|(?P<ticks>`+)|(?P<comment><!--)|(?P<tag></?(?:[A-Za-z][\w.:-]*)?(?=[\s/>]))|(?P<brace>\{)"
)
_MODULE = lazy_regex(
    r"^(?:import\s+(?:[\"'*{]|[\w$]+\s*(?:,|from\b)|type\b)|export\s+(?:default|const|let|var"
    r"|function|async|class|type|interface|\*|\{))",
    re.MULTILINE,
)
_BLANK_LINE = lazy_regex(r"(?:\r\n?|\n)[ \t]*(?=[\r\n])|\Z")
_IN_CODE = lazy_regex(r"[{}\"'`]|//|/\*")
_LINE_END = lazy_regex(r"[\r\n]|\Z")
_INK = lazy_regex(r"\S")
_TEXT_BEFORE = lazy_regex(r"[^ \t>]")
"""Before an expression this leaves it no line of its own; a mark of a quote does not."""
_ATTRIBUTE = lazy_regex(
    r"\s*+(?:(?P<end>/?\s*>)|(?P<spread>\{)"
    r"|[A-Za-z_$@:#][\w.:@$-]*+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?P<value>\{)))?)"
)
_HEADING_ID = lazy_regex(r"\{/\*[ \t]*#?([\w:.-]+)[ \t]*\*/\}[ \t]*$", re.MULTILINE)
_WORDS = lazy_regex(
    r"\{(?!(?:new|typeof|await|void|delete|async|function|class|yield)\b)"
    r"[A-Za-z_]\w*(?: (?!(?:in|of|instanceof|as|satisfies)\b)[A-Za-z_]\w*)+[.!?]?\}"
)
"""Words in braces that are no expression: a mistake, and so text for the rules."""

_BLANK_TEXT = lazy_regex(r"\{\s*([\"'`])\s*\1\s*\}")
_INDENT = lazy_regex(r"[ \t]*")
_MARGIN = lazy_regex(r"[ \t>]*+")
_LINE = lazy_regex(r"([ \t]*+)[^\r\n]*+")
_EMPTY_ABOVE = lazy_regex(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\Z")
_DEEPEST = 200
_LOOKS = 8
"""How often, on average, a character may be looked at for the ends of expressions and code."""

_BLOCKS = frozenset(
    (
        "address article aside base basefont blockquote body caption center col colgroup dd "
        "details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 "
        "h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes "
        "ol optgroup option p param pre script search section style summary table tbody td "
        "textarea tfoot th thead title tr track ul"
    ).split()
)
"""Names with which CommonMark begins a block of HTML, whatever follows on the line."""

_Change = tuple[int, int, str]


def read_mdx(dialect: "Dialect", comment_ids: bool) -> None:
    """Hides what MDX computes, and takes out the tags that stand on lines of their own.

    In MDX these end no paragraph of HTML: what stands between them is Markdown, and an indent
    there means nothing. With `comment_ids` a comment at the end of a heading is its id.
    """
    text = dialect.masked
    reader = _Reader(text, dialect.body, comment_ids)
    dialect.masked = _changed(text, reader.changes)
    dialect.parsed = _changed(dialect.masked, [(t.start, t.end, " ") for t in reader.own_tags])
    opening = [tag for tag in reader.own_tags if text[tag.end - 2] != "/"]
    dialect.tags = sorted([*reader.own_tags, *reader.cut_tags], key=_by_start)
    dialect.cuts = _apart(
        [*_indents(dialect.parsed, opening), *((t.start, t.end) for t in reader.cut_tags)]
    )


def _apart(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that overlap as one: a tag may hold the indent of its next line."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _changed(text: str, changes: list[_Change]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end, filler in changes:
        if start < position:
            continue
        pieces.append(text[position:start])
        pieces.append(filled(text[start:end], filler) if len(filler) == 1 else filler)
        position = end
    return "".join([*pieces, text[position:]])


def _by_start(tag: Token) -> int:
    return tag.start


class _Reader:
    """One walk over a page: what changes, and the tags that the parser does not get."""

    def __init__(self, text: str, body: int, comment_ids: bool) -> None:
        self.text = text
        self.changes: list[_Change] = []
        self.own_tags: list[Token] = []
        self.cut_tags: list[Token] = []
        self._comment_ids = comment_ids
        self._budget = _LOOKS * len(text)
        self._kept_until = 0
        self._line = (body, body)
        self._last_comment_end = text.rfind("-->")
        self._paragraph_end = body - 1
        self._unpaired: set[str] = set()
        self._line_of_tags = (0, False)
        modules = "import" in text or "export" in text
        self._modules = [each.start() for each in _MODULE.finditer(text, body)] if modules else []
        self._modules.append(len(text))
        self._modules.reverse()
        position = body
        for start, end in [*fences(text), (len(text), len(text))]:
            if start >= position:
                position = max(self._read(position, start), end)

    def _read(self, position: int, end: int) -> int:
        """Reads up to a code block; the place up to which all is read."""
        text, modules = self.text, self._modules
        mark = _MARK.search(text, position, end)
        while position < end:
            if mark is not None and mark.start() < position:
                mark = _MARK.search(text, position, end)
            start = mark.start() if mark else end
            while modules[-1] < position:
                modules.pop()
            if modules[-1] <= start and modules[-1] < end:
                position = self._module(modules.pop())
                continue
            if mark is None:
                break
            match = _NEXT.match(text, start, end)
            position = match.end() if match else start + 1
            kind = match.lastgroup if match else None
            if match is None or kind is None:
                continue
            if kind == "ticks":
                position = self._after_code(match[0], position)
            elif kind == "comment":
                position = self._after_comment(position)
            elif kind == "brace":
                position = self._expression(start)
            elif kind == "tag":
                position = self._tag(start, position, match["tag"])
        return position

    def _line_around(self, position: int) -> tuple[int, int]:
        """Where the line begins and ends in which `position` stands; asked for in order."""
        start, end = self._line
        if position > end or position < start:
            text = self.text
            start = max(text.rfind("\n", start, position), text.rfind("\r", start, position)) + 1
            self._line = start or self._line[0], _line_end(text, position)
        return self._line

    def _after_comment(self, position: int) -> int:
        if position <= self._last_comment_end:
            return self.text.find("-->", position) + 3
        return position

    def _after_code(self, ticks: str, position: int) -> int:
        if position > self._paragraph_end:
            end = _BLANK_LINE.search(self.text, position)
            self._paragraph_end = end.start() if end else len(self.text)
            self._unpaired.clear()
        if ticks in self._unpaired:
            return position
        pattern = re.compile(rf"(?<!`){ticks}(?!`)")
        closing = pattern.search(self.text, position, self._paragraph_end)
        if closing is None:
            self._unpaired.add(ticks)
            return position
        return closing.end()

    def _end_of(self, brace: int) -> int:
        """The end of the expression at a brace; 0 when it has none, or all have cost too much."""
        if self._budget < 0:
            return 0
        end = expression_end(self.text, brace)
        self._budget -= (end or len(self.text)) - brace
        return end

    def _expression(self, start: int) -> int:
        text = self.text
        end = self._end_of(start)
        if not end:
            return start + 1
        line, _ = self._line_around(start)
        source = text[start:end]
        if _WORDS.fullmatch(source):
            return end
        if self._comment_ids and source.startswith("{/*"):
            heading_id = _HEADING_ID.match(text, start)
            if heading_id is not None and text[line:start].lstrip(" >").startswith("#"):
                self.changes.append(
                    (start, end, f"{{#{heading_id[1]}".ljust(end - start - 1) + "}")
                )
                return end
        silent = source.startswith("{/*") and source.endswith("*/}")
        own = False
        if _TEXT_BEFORE.search(text, line, start) is None:
            _, line_end = self._line_around(end)
            own = _INK.search(text, end, line_end) is None
        filler = " " if silent or own or _BLANK_TEXT.fullmatch(source) else UNKNOWN
        self.changes.append((start, end, filler))
        return end

    def _module(self, start: int) -> int:
        """An import or an export, up to the first empty line outside of its braces."""
        text = self.text
        above = text[max(0, start - 200) : start].rstrip(" \t")
        if above.strip() and not _EMPTY_ABOVE.search(above):
            before = self.changes[-1][1] if self.changes else -1
            if before < 0 or text[before:start].strip():
                return start + 1
        end = start
        depth = 0
        while True:
            blank = _BLANK_LINE.search(text, end)
            limit = blank.start() if blank else len(text)
            depth += _depth(text[end:limit])
            end = limit
            if depth <= 0 or end >= len(text):
                break
            end += 1
        self.changes.append((start, end, " "))
        return end

    def _tag(self, start: int, position: int, opening: str) -> int:
        changes: list[_Change] = []
        end = self._tag_end(position, changes)
        if not end:
            return start + len(opening)
        self.changes += changes
        closing = opening.startswith("</")
        token = Token("end" if closing else "start", opening.lstrip("</"), start, end)
        line, _ = self._line_around(start)
        begin = min(max(line, self._kept_until), start)
        if _MARGIN.fullmatch(self.text, begin, start):
            if self._ends_own_line(end):
                self._keep(self.own_tags, token)
            elif token.name.lower() in _BLOCKS and not closing:
                self._keep(self.cut_tags, token)
        return end

    def _tag_end(self, position: int, changes: list[_Change]) -> int:
        """The end of the tag whose attributes begin at `position`; 0 when it is none."""
        text = self.text
        while attribute := _ATTRIBUTE.match(text, position):
            kind = attribute.lastgroup
            position = attribute.end()
            if kind == "end":
                return position
            if kind is not None:
                brace = attribute.start(kind)
                position = self._end_of(brace)
                if not position:
                    return 0
                changes += _attribute_changes(text, brace, position, kind == "value")
        return 0

    def _ends_own_line(self, position: int) -> bool:
        """Whether nothing but tags stands from `position` to the end of the line."""
        text = self.text
        end, only_tags = self._line_of_tags
        if position <= end:
            return only_tags
        end = _line_end(text, position)
        self._line_of_tags = end, False
        while (rest := _INDENT.match(text, position)) and rest.end() < end:
            match = _NEXT.match(text, rest.end())
            position = 0
            if match is not None and match.lastgroup == "tag":
                position = self._tag_end(match.end(), [])
            if not position:
                return False
            if position > end:
                end = _line_end(text, position)
                self._line_of_tags = end, False
        self._line_of_tags = end, True
        return True

    def _keep(self, tags: list[Token], token: Token) -> None:
        self._kept_until = token.end
        if token.name:
            tags.append(token)
        else:
            self.changes.append((token.start, token.end, " "))


def _after(mark: str, text: str, position: int) -> int:
    """The place after the next `mark`; 0 when there is none."""
    found = text.find(mark, position)
    return found + len(mark) if found >= 0 else 0


def _line_end(text: str, position: int) -> int:
    match = _LINE_END.search(text, position)
    return match.start() if match else len(text)


def _attribute_changes(text: str, start: int, end: int, is_value: bool) -> Iterator[_Change]:
    """An expression as the value of an attribute: unknown, and all in its first line."""
    if not is_value:
        yield start, end, " "
        return
    match = _LINE_END.search(text, start, end)
    line_end = match.start() if match else end
    yield start, line_end, UNKNOWN
    if line_end < end:
        yield line_end, end, " "


def expression_end(text: str, start: int) -> int:
    """The end of the expression whose `{` stands at `start`; 0 when it has none."""
    opened = ["{"]
    position = start + 1
    while match := _IN_CODE.search(text, position):
        mark, position = match[0], match.end()
        if mark == "{":
            opened.append(mark)
            if len(opened) > _DEEPEST:
                return 0
        elif mark == "}":
            opened.pop()
            if not opened:
                return position
            if opened[-1] == "`":
                position = _template_end(text, position, opened)
        elif mark == "`":
            opened.append(mark)
            position = _template_end(text, position, opened)
            if len(opened) > _DEEPEST:
                return 0
        elif mark == "/*":
            position = _after("*/", text, position)
            if not position:
                return 0
        elif mark == "//":
            if text[match.start() - 1] != ":":
                end = _LINE_END.search(text, position)
                position = end.start() if end else len(text)
        else:
            string = re.compile(rf"(?:[^\\{mark}\r\n]|\\.)*+{mark}").match(text, position)
            position = string.end() if string else position
    return 0


def _template_end(text: str, position: int, opened: list[str]) -> int:
    """The place after a template literal, or inside the first `${` of it, then open."""
    while position < len(text):
        letter = text[position]
        if letter == "\\":
            position += 1
        elif letter == "`":
            opened.pop()
            return position + 1
        elif letter == "$" and text.startswith("{", position + 1):
            opened.append("{")
            return position + 2
        position += 1
    return position


def _depth(part: str) -> int:
    return part.count("{") + part.count("(") - part.count("}") - part.count(")")


class _Region:
    """What stands between two tags: the column of the first as the parser sees it, and the indent.

    `indent` is that of the first line; -1 before it.
    """

    __slots__ = ("column", "indent", "name")

    def __init__(self, name: str, column: int) -> None:
        self.name = name
        self.column = column
        self.indent = -1


def _indents(text: str, tags: list[Token]) -> Iterator[tuple[int, int]]:
    """The indents of lines between tags, as far as they go beyond that of the tags."""
    regions: list[_Region] = []
    names: Counter[str] = Counter()
    ahead = deque(tags)
    position = 0
    while position < len(text) and (ahead or regions):
        if not regions:
            start = ahead[0].start
            before = max(text.rfind("\n", position, start), text.rfind("\r", position, start))
            position = max(position, before + 1)
        match = _LINE.match(text, position)
        assert match is not None
        end = match.end()
        here: list[Token] = []
        while ahead and ahead[0].start < end:
            here.append(ahead.popleft())
        indent = match.end(1) - position
        filled = position + indent < end
        if here and (not filled or here[0].start < position + indent):
            indent = here[0].start - position
            filled = True
        if here and here[0].kind == "end":
            _leave(regions, names, here[0].name)
        cut = 0
        if regions and filled:
            region = regions[-1]
            if region.indent < 0:
                region.indent = indent
            cut = max(0, min(indent, region.indent) - region.column)
            if cut:
                yield position + region.column, position + region.column + cut
        for tag in here:
            if tag.kind == "start":
                regions.append(_Region(tag.name, max(0, tag.start - position - cut)))
                names[tag.name] += 1
            elif tag is not here[0]:
                _leave(regions, names, tag.name)
        position = end + 2 if text.startswith("\r\n", end) else end + 1


def _leave(regions: list[_Region], names: Counter[str], name: str) -> None:
    if names[name]:
        while True:
            region = regions.pop()
            names[region.name] -= 1
            if region.name == name:
                return
