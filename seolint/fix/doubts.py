"""Why a page is better left alone, before and after its edits."""

from collections import Counter
from collections.abc import Mapping, Sequence

from seolint.discovery import File
from seolint.finding import Edit, Finding
from seolint.fix.edits import is_touched
from seolint.patterns import lazy_regex
from seolint.read.frontmatter import FrontMatter, read_front_matter
from seolint.span import Lines
from seolint.values import Field

_MARKS = lazy_regex(r"(?m)^(?:<{7}(?=[ \r\n])|={7}(?=[ \r\n]|\Z)|>{7}(?=[ \r\n]|\Z))")


def reason_to_leave(file: File, data: bytes) -> str:
    """What makes every fix of a page a risk, for a sentence about it; empty when nothing does."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "with bytes that are not UTF-8"
    if any(problem.kind == "front-matter" for problem in _front_matter(file, text).problems):
        return "whose front matter cannot be read"
    if _holds_conflict(text):
        return "with a merge conflict"
    return ""


def _holds_conflict(text: str) -> bool:
    """Whether the three marks of a conflict stand in order, also where they are only shown."""
    if "<<<<<<<" not in text:
        return False
    marks = "".join(match[0][0] for match in _MARKS.finditer(text.replace("\r", "\n")))
    opening = marks.find("<")
    parting = marks.find("=", opening + 1)
    return opening >= 0 and parting >= 0 and marks.find(">", parting + 1) >= 0


def _front_matter(file: File, text: str) -> FrontMatter:
    plain = text.replace("\0", "\ufffd")
    if plain.startswith("\ufeff"):
        plain = " " + plain[1:]
    return read_front_matter(plain, Lines(text), file.root.generator.front_matter, file.path)


def flaw(file: File, old: bytes, new: bytes, edits: Sequence[Edit]) -> str:
    """What the edits of a pass broke; empty when they did what they said and no more.

    The front matter must still parse, begin and end where it did, and hold what it held,
    but for the keys that an edit reached.
    """
    before = _front_matter(file, old.decode())
    after = _front_matter(file, new.decode())
    if any(problem.kind == "front-matter" for problem in after.problems):
        return f"the front matter could not be read any more: {after.problems[0].message}"
    added = any(edit.text.lstrip().startswith(("---\n", "+++\n")) for edit in edits)
    if before.format != after.format and not (added and not before.format):
        return "the front matter would be another one"
    if before.format:
        lines = Lines(old.decode())
        shift = _shift(edits, lines.byte(before.body))
        if Lines(new.decode()).byte(after.body) != lines.byte(before.body) + shift:
            return "the front matter would end elsewhere"
        for key in _changed_keys(before, after, edits, lines):
            return f"the field `{key}` would change as well"
    return ""


def _shift(edits: Sequence[Edit], border: int) -> int:
    """By how many bytes a place moves to the right."""
    return sum(
        len(edit.text.encode()) - (edit.end - edit.start) for edit in edits if edit.end <= border
    )


def _changed_keys(
    before: FrontMatter, after: FrontMatter, edits: Sequence[Edit], lines: Lines
) -> list[str]:
    """The keys at the top level that differ although no edit reached them."""
    fields = sorted(before.fields.items(), key=lambda item: item[1].key_start)
    starts = [*(field.key_start for _, field in fields[1:]), before.body]
    free = {
        key
        for (key, field), end in zip(fields, starts, strict=False)
        if is_touched(edits, lines.byte(field.key_start), lines.byte(end))
    }
    free |= {key for key in after.fields if any(key in edit.text for edit in edits)}
    return [
        key
        for key in {**before.fields, **after.fields}
        if key not in free and not _same(before.fields.get(key), after.fields.get(key))
    ]


def _same(one: Field | None, other: Field | None) -> bool:
    if one is None or other is None:
        return one is other
    return (
        (one.type, one.text, one.known) == (other.type, other.text, other.known)
        and len(one.items) == len(other.items)
        and all(map(_same, one.items, other.items))
        and one.fields.keys() == other.fields.keys()
        and all(_same(one.fields[key], other.fields[key]) for key in one.fields)
    )


def new_errors(before: Sequence[Finding], after: Sequence[Finding]) -> Mapping[str, str]:
    """The pages that have more errors of a rule than they had, each with such a rule's code."""
    found = _errors(after)
    found.subtract(_errors(before))
    return {path: code for (path, code), more in sorted(found.items()) if more > 0}


def _errors(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter(
        (finding.path, finding.code)
        for finding in findings
        if finding.severity == "error" and finding.status == "open"
    )
