"""How tags pair, and which ids are stated twice."""

from collections.abc import Collection
from typing import Any, Literal

from msgspec import Struct

from seolint.document import ReadingProblem
from seolint.read.elements import SPANS

_OPTIONAL = frozenset(
    (
        "body caption colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot "
        "th thead tr"
    ).split()
)
"""Elements whose end tags may be left out."""

_Flaw = Literal["unclosed-element", "stray-end-tag", "ended-paragraph"]


class Tag(Struct, gc=False):
    """A start tag of an HTML element; `depth` is how many blocks of Markdown are open around it."""

    name: str
    start: int
    end: int
    depth: int


class Nesting:
    """Pairs the tags of a page as they are read, and takes note of those without a partner.

    Components are none of its business. An element that is no span may end in another block
    of Markdown than it began in. Of a problem, `until` is the code point where the element
    has to end, and `crossed` tells that its end tag comes after that.
    """

    def __init__(self) -> None:
        self.problems: list[ReadingProblem] = []
        self.open: list[Tag] = []
        self._counts: dict[str, int] = {}
        self._ended_paragraph: Tag | None = None
        self._crossed: dict[str, list[dict[str, Any]]] = {}
        self._ids: dict[str, tuple[int, int]] = {}

    def start(self, tag: Tag) -> None:
        """The start tag of an element that has an end tag."""
        self.open.append(tag)
        self._counts[tag.name] = self._counts.get(tag.name, 0) + 1

    def end_implied(self, ends: Collection[str]) -> None:
        """A start tag that ends the innermost of `ends`, as far as they are open."""
        tags = self.open
        while tags and tags[-1].name in ends:
            self._end_innermost()

    def end(self, name: str, start: int, end: int) -> None:
        """An end tag."""
        if self._counts.get(name):
            while (inner := self._pop()).name != name:
                self._unclosed(inner, start)
        elif self._crossed.get(name):
            self._crossed[name].pop()["crossed"] = True
        elif name == "p" and self._ended_paragraph is not None:
            self._add("ended-paragraph", self._ended_paragraph, start)
            self._ended_paragraph = None
        else:
            self._add("stray-end-tag", Tag(name, start, end, 0), end)

    def enter(self) -> None:
        """A block of Markdown begins."""
        if self.open[-1].name == "p":
            self._end_innermost()

    def leave(self, depth: int, end: int) -> None:
        """A block of Markdown ends; `depth` others are open."""
        tags = self.open
        for index in range(len(tags) - 1, -1, -1):
            tag = tags[index]
            if tag.depth <= depth:
                break
            if tag.name in SPANS:
                del tags[index]
                self._counts[tag.name] -= 1
                self._unclosed(tag, end)
            else:
                tag.depth = depth

    def id(self, id: str, start: int, end: int) -> None:
        """An id that an element states."""
        if self._counts.get("template"):
            return
        first = self._ids.setdefault(id, (start, end))
        if first != (start, end):
            data = {"id": id, "first": first}
            self.problems.append(
                ReadingProblem("duplicate-id", "The id is taken", start, end, data)
            )

    def finish(self, end: int) -> None:
        """The page ends."""
        for tag in self.open:
            self._unclosed(tag, end)
        self.problems.sort(key=_by_start)

    def _pop(self) -> Tag:
        tag = self.open.pop()
        self._counts[tag.name] -= 1
        return tag

    def _end_innermost(self) -> None:
        tag = self._pop()
        if tag.name == "p":
            self._ended_paragraph = tag

    def _unclosed(self, tag: Tag, until: int) -> None:
        if tag.name not in _OPTIONAL:
            data = self._add("unclosed-element", tag, until)
            self._crossed.setdefault(tag.name, []).append(data)

    def _add(self, kind: _Flaw, tag: Tag, until: int) -> dict[str, Any]:
        data: dict[str, Any] = {"element": tag.name, "until": until, "crossed": False}
        message = f"`{tag.name}` has no partner"
        self.problems.append(ReadingProblem(kind, message, tag.start, tag.end, data))
        return data


def _by_start(problem: ReadingProblem) -> int:
    return problem.start
