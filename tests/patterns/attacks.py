"""Texts that a pattern may be slow on: what it asks for, over and over, and never to the end."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

PIECES = [
    *r"""
a A 0 . , - _ * + ~ ` ' " < > [ ] ( ) { } & # / \ : ; ! ? = | % $ @ ^ é ß 日 ‘ “ ” …
]( [a ![ []( <a <!-- --> </ <a=" =' {{ }} {% %} {{< &a &# &amp -- ** __ `` a. a, {: :: ::: ,a= .a ;a
1. 1- 1: a@ a/ :// // ../ ?a= "a 'a a' a- A. Aa aA \\ \" \' a=b a="b" <br> www. http:// http://a a.b
javascript: style= rel= class= <script <p <div
""".split(),
    *("a ", " a", " ", "\t", "\n", "\r\n", "\r", " \n", "\n ", "\n\n", "\n-", "\n#", "\n> ", "- "),
    *("\u00a0", "\u200b"),
]
"""What texts consist of, for patterns of all kinds."""


Make = Callable[[int], str]


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, Make]]:
    """Texts that may be slow to search, each as its name and a function of its size."""
    shapes: dict[tuple[str, str, str], str] = {("", piece, ""): f"{piece!r}…" for piece in PIECES}
    for before, again in _repeats(pattern):
        for end in ("", "\x01", "\n\x01"):
            shapes.setdefault((before, again, end), f"{before!r}, {again!r}…, {end!r}")
            shapes.setdefault(("", before + again, end), f"{before + again!r}…, {end!r}")
        if before:
            shapes.setdefault((before * 1000, again, ""), f"{before!r}…, {again!r}…")
    for (before, again, end), name in shapes.items():
        yield name, partial(_fill, before, again, end)


def _fill(before: str, piece: str, end: str, size: int) -> str:
    before = before[: size // 2]
    return before + piece * ((size - len(before)) // len(piece)) + end if piece else before + end


def _repeats(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """For each repetition in a pattern: a text that leads to it, and one that it takes."""
    tree = re._parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found: dict[tuple[str, str], None] = {}
    _walk(tree, "", found)
    whole = _sample(tree)
    found[("", whole)] = None
    found[("", whole[:-1])] = None
    found[(whole[:-1], whole[-1:])] = None
    return list(found)


def _walk(tree: Any, before: str, found: dict[tuple[str, str], None]) -> str:
    """Notes the repetitions under a node, and gives a text that leads past it."""
    for operator, given in tree:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inner = given
            if most == re._constants.MAXREPEAT or most > 20:
                for piece in _samples(inner):
                    found[(before, piece)] = None
            _walk(inner, before, found)
            before += _sample(inner) * min(max(least, 0), 3)
        elif name == "BRANCH":
            for branch in given[1]:
                _walk(branch, before, found)
            before += _sample(given[1][0])
        elif name in ("SUBPATTERN", "ATOMIC_GROUP", "ASSERT"):
            inner = given[-1] if name != "ATOMIC_GROUP" else given
            _walk(inner, before, found)
            before += _sample(inner) if name != "ASSERT" else ""
        else:
            before += _sample([(operator, given)])
    return before


def _samples(tree: Any) -> Sequence[str]:
    """Texts that a node takes: one for each branch or kind of character, where it is only that."""
    if len(tree) == 1:
        operator, given = tree[0]
        if str(operator) == "BRANCH":
            return [_sample(branch) for branch in given[1]]
        if str(operator) == "IN":
            return list(dict.fromkeys(_characters(given)))[:12]
        if str(operator) == "SUBPATTERN":
            return _samples(given[-1])
    return [_sample(tree)]


def _sample(tree: Any) -> str:
    """A short text that a node takes."""
    return "".join(map(_of_node, tree))


def _of_node(node: Any) -> str:
    operator, given = node
    match str(operator):
        case "LITERAL":
            return chr(given)
        case "NOT_LITERAL":
            return "a" if given != ord("a") else "b"
        case "ANY":
            return "a"
        case "IN":
            return next(iter(_characters(given)), "a")
        case "BRANCH":
            return _sample(given[1][0])
        case "SUBPATTERN":
            return _sample(given[-1])
        case "ATOMIC_GROUP":
            return _sample(given)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _sample(given[2]) * min(max(given[0], 1), 3)
    return ""


_KINDS = {
    "SPACE": " \n\t",
    "WORD": "a_0",
    "DIGIT": "0",
    "NOT_SPACE": "a.",
    "NOT_WORD": " .-\n",
    "NOT_DIGIT": "a ",
}


def _characters(given: Any) -> Iterator[str]:
    """Characters that a class holds, some of each part."""
    if str(given[0][0]) == "NEGATE":
        out = re.compile("[" + "".join(map(re.escape, _characters(given[1:]))) + "]")
        yield from (each for each in 'a 0.\n<["-&é' if not out.match(each))
        return
    for operator, value in given:
        match str(operator):
            case "LITERAL":
                yield chr(value)
            case "RANGE":
                yield from map(chr, {value[0]: None, value[1]: None})
            case "CATEGORY":
                yield from _KINDS[str(value).removeprefix("CATEGORY_").removeprefix("UNI_")]
