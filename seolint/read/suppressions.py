"""Comments and front matter keys that silence rules."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from seolint.document import Suppression
from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values import Field

LONGEST = 1000
"""Characters between the word of a directive and the end of its comment, at most."""

_WORDS = r"seolint-(?P<word>disable-next-line|disable-line|disable-file|disable|enable)\b"
_OPENING = lazy_regex(
    rf"(?:<!--|\[//\]:[ \t]*#[ \t]*\(|\{{/\*|\{{%-?\s*comment\s*-?%\}}|\{{#|\{{\{{-?\s*/\*)"
    rf"\s*{_WORDS}"
)
_CLOSING = lazy_regex(
    r"-->|\*/\}|\{%-?\s*endcomment\s*-?%\}|-?#\}|\*/\s*-?\}\}|\)[ \t]*(?=[\r\n]|\Z)"
)
_FIELD_COMMENT = lazy_regex(rf"#\s*{_WORDS}(?P<rest>[^\r\n]*)")
_MEMBER_END = lazy_regex(r"\s*,\s*")
_DASH = lazy_regex(r"[ \t]*-[ \t]+")
_NOTHING_MORE = lazy_regex(r"[ \t]*(?:#[^\r\n]*)?[\r\n]*")
_REASON = lazy_regex(r"(?:^|\s)--(?:\s|$)")
_RULE = lazy_regex(r"[^\s,]+")


class _Directive(NamedTuple):
    """A directive as written; places are code points."""

    word: str
    rules: tuple[str, ...]
    names: tuple[tuple[int, int], ...]
    reason: str
    start: int
    end: int


def read_suppressions(
    text: str,
    body: int,
    lines: Lines,
    fields: Mapping[str, Field],
    code: Sequence[tuple[int, int]],
    regions: Sequence[tuple[int, int]],
) -> tuple[Suppression, ...]:
    """What silences which rules where.

    `code` are the places of code, in which a comment is text; `regions` those of blocks:
    a directive for the next line covers the whole block that begins there.
    """
    found: list[Suppression] = []
    if "seolint-" in text:
        in_code = _Ranges(code)
        comments = [each for each in _comments(text) if each.start not in in_code]
        found += _resolve(comments, text, lines, regions)
        if body:
            found += _on_fields(text, body, lines, fields)
    if "seolint" in fields:
        found += _in_front_matter(fields["seolint"], lines)
    return tuple(found)


class _Ranges:
    """Ranges of a text that may be searched for a place."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(ranges):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


def _comments(text: str) -> Iterator[_Directive]:
    """The directives in comments of all kinds.

    An end is searched once for all the openings before it.
    """
    position = 0
    closing: re.Match[str] | None = None
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if closing is None or closing.start() < position:
            closing = _CLOSING.search(text, position)
        if closing is None:
            return
        if closing.start() - position <= LONGEST:
            yield _directive(opening, text[position : closing.start()], closing.end())
            position = closing.end()


def _directive(match: re.Match[str], rest: str, end: int) -> _Directive:
    rules, _, reason = rest, "", ""
    dash = _REASON.search(rest)
    if dash is not None:
        rules, reason = rest[: dash.start()], rest[dash.end() :]
    names = list(_RULE.finditer(rules))
    offset = match.end("word")
    return _Directive(
        match["word"],
        tuple(name[0] for name in names),
        tuple((offset + name.start(), offset + name.end()) for name in names),
        " ".join(reason.split()),
        match.start(),
        end,
    )


def _resolve(
    directives: list[_Directive],
    text: str,
    lines: Lines,
    regions: Sequence[tuple[int, int]],
) -> list[Suppression]:
    found: list[Suppression] = []
    last_line = len(lines.starts)
    enables: defaultdict[str, list[int]] = defaultdict(list)
    for directive in directives if any(each.word == "disable" for each in directives) else ():
        for rule in directive.rules if directive.word == "enable" else ():
            enables[rule].append(directive.start)
    blocks: dict[int, int] = {}
    if any(directive.word == "disable-next-line" for directive in directives):
        blocks = _last_lines(text, lines, regions)
    for directive in directives:
        line = lines.line(directive.start)
        if directive.word == "disable-line":
            found.append(_suppression(directive, lines, line, line))
        elif directive.word == "disable-file":
            found.append(_suppression(directive, lines, 1, last_line, whole=True))
        elif directive.word == "disable-next-line":
            first = _next_line(text, directive.end, lines)
            last = max(first, blocks.get(first, first))
            found.append(_suppression(directive, lines, first, last))
        elif directive.word == "disable":
            for rule in directive.rules:
                ends = (_after(enables[name], directive.start) for name in {rule, "all"})
                enable = min((end for end in ends if end is not None), default=None)
                last = lines.line(enable) if enable is not None else last_line
                found.append(_suppression(directive, lines, line, last, only=rule))
    return found


def _after(places: Sequence[int], place: int) -> int | None:
    """The first of some places in order that comes after one."""
    index = bisect_right(places, place)
    return places[index] if index < len(places) else None


def _next_line(text: str, position: int, lines: Lines) -> int:
    """The next line that is not blank."""
    starts = lines.starts
    row = lines.line(position)
    while row < len(starts):
        end = starts[row + 1] if row + 1 < len(starts) else len(text)
        if text[starts[row] : end].strip():
            break
        row += 1
    return min(row + 1, len(starts))


def _last_lines(text: str, lines: Lines, regions: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The last line of the blocks that begin in a line."""
    found: dict[int, int] = {}
    for start, end in regions:
        while end > start and text[end - 1].isspace():
            end -= 1
        first = lines.line(start)
        found[first] = max(found.get(first, 0), lines.line(max(end - 1, start)))
    return found


def _suppression(
    directive: _Directive,
    lines: Lines,
    first: int,
    last: int,
    *,
    only: str = "",
    whole: bool = False,
    field: str = "",
) -> Suppression:
    """A directive as a suppression; with `only` that of one of its rules."""
    chosen = [index for index, rule in enumerate(directive.rules) if only in ("", rule)]
    names = directive.names
    cuts: list[tuple[int, int]] = []
    for index in chosen:
        start, end = names[index]
        if index + 1 < len(names):
            end = names[index + 1][0]
        elif index:
            start = names[index - 1][1]
        cuts.append((lines.byte(start), lines.byte(end)))
    return Suppression(
        tuple(directive.rules[index] for index in chosen),
        first,
        last,
        directive.reason,
        lines.span(directive.start, directive.end),
        whole,
        field,
        tuple(lines.span(*names[index]) for index in chosen),
        tuple(cuts),
        _removal(directive, lines) if len(chosen) == len(names) else None,
    )


def _removal(directive: _Directive, lines: Lines) -> tuple[int, int]:
    """The bytes of a comment, and of its line when nothing else stands there."""
    text, starts = lines.text, lines.starts
    first = starts[lines.line(directive.start) - 1]
    row = lines.line(max(directive.start, directive.end - 1))
    last = starts[row] if row < len(starts) else len(text)
    start, end = directive.start, directive.end
    if not (text[first:start].strip() or text[end:last].strip()):
        start, end = first, last
        if first and last == len(text) and not text.endswith(("\n", "\r")):
            start -= 2 if text[:first].endswith("\r\n") else 1
    else:
        start = first + len(text[first:start].rstrip()) if not text[end:last].strip() else start
    return lines.byte(start), lines.byte(end)


def _on_fields(
    text: str, body: int, lines: Lines, fields: Mapping[str, Field]
) -> list[Suppression]:
    """Comments of YAML and TOML, on a field's line or the line before it."""
    found: list[Suppression] = []
    values = _Ranges((field.start, field.end) for field in fields.values())
    keys = {lines.line(field.key_start): key for key, field in fields.items()}
    for match in _FIELD_COMMENT.finditer(text, 0, body):
        if match.start() in values:
            continue
        directive = _directive(match, match["rest"], match.end())
        line = lines.line(directive.start)
        alone = not text[lines.starts[line - 1] : directive.start].strip()
        if directive.word == "disable-file":
            found.append(_suppression(directive, lines, 1, len(lines.starts), whole=True))
        elif directive.word in ("disable-line", "disable-next-line"):
            target = line + 1 if alone or directive.word == "disable-next-line" else line
            key = keys.get(target, "")
            last = lines.line(fields[key].end) if key else target
            found.append(_suppression(directive, lines, target, last, field=key))
    return found


def _in_front_matter(field: Field, lines: Lines) -> list[Suppression]:
    """`seolint: {disable: [...], reason: ...}`, the only form that JSON can hold."""
    disable = field.fields.get("disable")
    if disable is None:
        return []
    items = disable.items or ((disable,) if disable.text else ())
    reason = field.fields.get("reason")
    removal = _key_removal(field, lines) if set(field.fields) <= {"disable", "reason"} else None
    return [
        Suppression(
            tuple(item.text for item in items),
            1,
            1,
            reason.text if reason is not None else "",
            disable.span,
            True,
            "",
            tuple(item.span for item in items),
            tuple(_item_cuts(items, lines)),
            removal,
        )
    ]


def _item_cuts(items: Sequence[Field], lines: Lines) -> Iterator[tuple[int, int]]:
    """The bytes to delete for each item of a list; none for one that is alone.

    An item with a line for itself goes with it, any other with the comma at its side.
    """
    text = lines.text
    places = []
    for item in items:
        quoted = text[item.start - 1] in "\"'" and text[item.start - 1] == text[item.end]
        places.append((item.start - quoted, item.end + quoted))
    for index, (start, end) in enumerate(places) if len(places) > 1 else ():
        row = lines.line(start)
        first = lines.starts[row - 1]
        last = lines.starts[row] if row < len(lines.starts) else len(text)
        if _DASH.fullmatch(text, first, start) and _NOTHING_MORE.fullmatch(text, end, last):
            start, end = first, last
        elif index + 1 < len(places):
            end = places[index + 1][0]
        else:
            start = places[index - 1][1]
        yield lines.byte(start), lines.byte(end)


def _key_removal(field: Field, lines: Lines) -> tuple[int, int] | None:
    """The bytes of a key and its value, if they have lines for themselves or are JSON."""
    text = lines.text
    first = lines.starts[lines.line(field.key_start) - 1]
    member = _MEMBER_END.match(text, field.end)
    if text[first : field.key_start].endswith('"') and member is not None:
        return lines.byte(field.key_start - 1), lines.byte(member.end())
    row = lines.line(field.end)
    last = lines.starts[row] if row < len(lines.starts) else len(text)
    if text[first : field.key_start].strip() or text[field.end : last].strip():
        return None
    return lines.byte(first), lines.byte(last)
