"""Suppressions for findings that are there to stay, written where they do least."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from seolint.discovery import File
from seolint.filters.suppressed import UNSUPPRESSED
from seolint.finding import Edit, Finding
from seolint.fix.doubts import flaw
from seolint.fix.edits import apply_edits, line_end
from seolint.patterns import lazy_regex
from seolint.read import read
from seolint.values import Field

_NESTED = lazy_regex(r"[ \t]|[-*+>|][ \t]|\d{1,9}[.)][ \t]|[-*+>][\r\n]")
_ENDS = ("-->", "*/", "--!>")
_FENCES = {"yaml": "---", "toml": "+++", "json": "{"}

Way = Callable[["Page", Finding], "Note | None"]
"""Where and how a finding may be suppressed on a page."""


class Note(NamedTuple):
    """What is written at a byte of a page: `names` and `reason` in braces stand for those.

    With `quoted` both stand in the double quotes of a list and of a text.
    """

    byte: int
    text: str
    quoted: bool = False


def reason_flaw(reason: str) -> str:
    """What keeps a text from being the reason of a suppression; empty when it can be one."""
    if not reason.strip():
        return "the reason is empty"
    if any(ord(letter) < 32 for letter in reason):
        return "the reason is not one line"
    if any(end in reason for end in _ENDS):
        return "the reason would end its comment"
    return ""


def may_ignore(finding: Finding) -> bool:
    """Whether a finding is one that a comment can silence."""
    return finding.status == "open" and not finding.code.startswith(UNSUPPRESSED)


class Page:
    """A page that gets suppressions."""

    def __init__(self, file: File, data: bytes) -> None:
        root = file.root
        self.file = file
        self.data = data
        self.end = line_end(data)
        self.doc = read(
            file.path,
            data,
            root.generator,
            root.settings,
            lone=file.lone,
            where=root.in_site(file.path),
        )

    @cached_property
    def essence(self) -> tuple[object, ...]:
        """All that readers and search engines see, for a look at whether it stays."""
        doc = self.doc
        return (
            [(block.kind, block.text.folded) for block in doc.blocks],
            [(heading.level, heading.text.folded, heading.ids) for heading in doc.headings],
            [(link.url, link.name) for link in doc.links],
            [(image.url, image.alt.folded) for image in doc.images],
            [data.text for data in doc.json_ld],
            [(key, _plain(field)) for key, field in doc.fields.items() if key != "seolint"],
            [(key, field.text) for key, field in doc.head.items()],
        )

    def stays(self, edits: Sequence[Edit]) -> bool:
        """Whether edits leave the page what it is for readers, and its front matter whole."""
        new = apply_edits(self.data, edits)
        if flaw(self.file, self.data, new, edits):
            return False
        return Page(self.file, new).essence == self.essence

    def position(self, byte: int) -> int:
        """The code point of a byte."""
        return len(self.data[:byte].decode("utf-8", "surrogateescape"))

    def block_start(self, position: int) -> int:
        """The code point at which the outermost block around one begins, or that itself."""
        places = [(heading.start, heading.end) for heading in self.doc.headings]
        places += [(block.start, block.end) for block in self.doc.blocks]
        return min((start for start, end in places if start <= position <= end), default=position)

    def line_start(self, position: int) -> int:
        """The code point at which the line of a code point begins."""
        lines = self.doc.lines
        return lines.starts[lines.line(position) - 1]

    def line_stop(self, position: int) -> int:
        """The code point at which the line of a code point ends, blanks at its end aside."""
        lines = self.doc.lines
        row = lines.line(position)
        stop = lines.starts[row] if row < len(lines.starts) else len(lines.text)
        line = lines.text[lines.starts[row - 1] : stop]
        return lines.starts[row - 1] + len(line.rstrip("\r\n").rstrip(" \t\\"))

    def is_in_body(self, finding: Finding) -> bool:
        """Whether a finding is about characters of the body."""
        return finding.anchor == "text" and finding.span.start >= self.byte(self.doc.body)

    def comment(self, word: str) -> str:
        """A comment of the body, to be filled like the text of a `Note`."""
        inner = f"seolint-{word} {{names}} -- {{reason}}"
        return f"{{/* {inner} */}}" if self.doc.syntax == "mdx" else f"<!-- {inner} -->"

    def byte(self, position: int) -> int:
        """The byte of a code point."""
        return self.doc.lines.byte(position)


def suppressing_edits(
    page: Page, findings: Iterable[Finding], ways: dict[str, int], reason: str
) -> list[Edit]:
    """The edits that suppress findings, those at one place in one comment.

    `ways` has, by fingerprint, the number of the first way of `WAYS` to try; it is set to
    that of the way that is taken.
    """
    places: defaultdict[Note, set[str]] = defaultdict(set)
    for finding in findings:
        start = ways.get(finding.fingerprint, 0)
        for number, way in enumerate(WAYS[start:], start):
            note = way(page, finding)
            if note is not None:
                places[note].add(finding.rule)
                ways[finding.fingerprint] = number
                break
    return [
        Edit(note.byte, note.byte, _text(note, names, reason, page.end))
        for note, names in sorted(places.items())
    ]


def _text(note: Note, names: Iterable[str], reason: str, end: str) -> str:
    listed, told = ", ".join(sorted(names)), reason.strip()
    if note.quoted:
        told = json.dumps(told, ensure_ascii=False)
        if not note.text.startswith("seolint: "):
            listed = ", ".join(f'"{name}"' for name in sorted(names))
    text = note.text.replace("{names}", listed).replace("{reason}", told)
    return text.replace("\n", end)


def _at_field(page: Page, finding: Finding) -> Note | None:
    """A comment on the line before a field of YAML or TOML."""
    doc = page.doc
    field = _field_of(page, finding) if doc.front_matter in ("yaml", "toml") else None
    if field is None:
        return None
    start = page.line_start(field.key_start)
    indent = doc.lines.text[start : field.key_start]
    if indent.strip():
        return None
    text = f"{indent}# seolint-disable-next-line {{names}} -- {{reason}}\n"
    return Note(page.byte(start), text)


def _field_of(page: Page, finding: Finding) -> Field | None:
    """The field at the top level that a finding stands in, or is about."""
    fields = page.doc.fields
    kind, _, name = finding.subject.partition(":")
    if kind == "field" and finding.anchor != "text":
        return fields.get(name)
    if finding.anchor != "text" or page.is_in_body(finding):
        return None
    position = page.position(finding.span.start)
    around = [field for field in fields.values() if field.key_start <= position <= field.end]
    return max(around, key=lambda field: field.key_start, default=None)


def _before_block(page: Page, finding: Finding) -> Note | None:
    """A comment on the line before the block of a finding, if that begins at the left edge."""
    if not page.is_in_body(finding):
        return None
    doc, text = page.doc, page.doc.lines.text
    position = page.position(finding.span.start)
    start, indent = page.line_start(page.block_start(position)), ""
    if doc.syntax == "html":
        start = page.line_start(position)
        line = text[start:position]
        indent = line[: len(line) - len(line.lstrip(" \t"))]
    elif _NESTED.match(text, start):
        return None
    comment = page.comment("disable-next-line")
    return Note(page.byte(start), f"{indent}{comment}\n")


def _on_line(page: Page, finding: Finding) -> Note | None:
    """A comment at the end of the line of a finding."""
    if not page.is_in_body(finding):
        return None
    stop = page.line_stop(page.position(finding.span.start))
    return Note(page.byte(stop), f" {page.comment('disable-line')}")


def _in_front_matter(page: Page, finding: Finding) -> Note | None:
    """The key `seolint` of the front matter, where it has none yet."""
    doc, text = page.doc, page.doc.lines.text
    fence = _FENCES.get(doc.front_matter, "")
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if not fence or "seolint" in doc.fields or not text.startswith(fence, start):
        return None
    if doc.front_matter == "json":
        text = '\n  "seolint": {"disable": [{names}], "reason": {reason}},'
        return Note(page.byte(start + 1), text, quoted=True)
    row = doc.lines.line(start)
    if row >= len(doc.lines.starts):
        return None
    entry = "seolint: {disable: [{names}], reason: {reason}}\n"
    if doc.front_matter == "toml":
        entry = "seolint = {disable = [{names}], reason = {reason}}\n"
    return Note(page.byte(doc.lines.starts[row]), entry, quoted=True)


def _for_page(page: Page, finding: Finding) -> Note | None:
    """A comment for the whole page, at its end."""
    ended = page.doc.lines.text.endswith(("\n", "\r"))
    comment = page.comment("disable-file")
    return Note(len(page.data), f"\n{comment}\n" if ended else f"\n\n{comment}")


WAYS: Sequence[Way] = (_at_field, _before_block, _on_line, _in_front_matter, _for_page)
"""The ways to suppress a finding, the narrowest first."""


def _plain(field: Field) -> object:
    return (
        field.type,
        field.text,
        [*map(_plain, field.items)],
        [(key, _plain(inner)) for key, inner in field.fields.items()],
    )
