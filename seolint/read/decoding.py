"""Bytes to text with one code point for each character or undecodable byte."""

from typing import NamedTuple

from seolint.document import ReadingProblem
from seolint.patterns import lazy_regex

_SAMPLE = 8192
_CONTROL_SHARE = 0.1
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_UNDECODABLE = lazy_regex("[\udc80-\udcff]")
_LONE_RETURN = lazy_regex(r"\r(?!\n)")
_SIGNATURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"\x7fELF",
    b"RIFF",
)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


class UnreadablePageError(Exception):
    """A page whose text cannot be judged; `code` is that of the finding it becomes."""

    def __init__(self, code: str, message: str, help: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.help = help


class Decoded(NamedTuple):
    """`raw` keeps each undecodable byte as a surrogate; `text` is what parsers and rules see."""

    raw: str
    text: str
    problems: tuple[ReadingProblem, ...]


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Undecodable bytes and NUL read as U+FFFD, a byte order mark as a blank, and a carriage return
    that ends a line alone as a line feed, since hardly any parser knows such lines.

    Raises:
        UnreadablePageError: the bytes are UTF-16, UTF-32 or no text at all.
    """
    _refuse_other_encodings(data)
    problems: tuple[ReadingProblem, ...] = ()
    try:
        raw = text = data.decode()
    except UnicodeDecodeError:
        raw = data.decode("utf-8", "surrogateescape")
        found = [match.start() for match in _UNDECODABLE.finditer(raw)]
        text = _UNDECODABLE.sub("\ufffd", raw)
        count = len(found)
        message = f"{count} {'bytes are' if count > 1 else 'byte is'} not valid UTF-8"
        problems = (ReadingProblem("encoding", message, found[0], found[0] + 1, {"count": count}),)
    if b"\0" in data:
        text = text.replace("\0", "\ufffd")
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    return Decoded(raw, text, problems)


def _refuse_other_encodings(data: bytes) -> None:
    if data.startswith(_WIDE_MARKS) or _looks_wide(data[:_SAMPLE]):
        raise UnreadablePageError(
            "FILE003", "The file is UTF-16 or UTF-32, not UTF-8", "Save it as UTF-8"
        )
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample.startswith(_SIGNATURES) or controls > _CONTROL_SHARE * len(sample):
        raise UnreadablePageError(
            "FILE002", "The file is binary, not text", "Exclude it, or give it its own suffix"
        )


def _looks_wide(sample: bytes) -> bool:
    """Whether every second byte is NUL and the others hardly ever are, as in UTF-16 Latin text."""
    if len(sample) < 4 or b"\0" not in sample:
        return False
    halves = [sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])]
    return max(halves) > 0.7 and min(halves) < 0.3
