"""How alike two texts are, from a signature of a fixed size.

A text is the set of its passages: runs of three words and more that end where the text itself
says so, at words with a certain last letter. So a change in one place leaves the passages elsewhere
as they were (content-defined chunks; Manber, 1994). The signature is the smallest 64 hashes of
these, and the share that two texts have of the smallest hashes of both estimates the share of
their passages: a bottom-k sketch (Cohen and Kaplan, 2007).
"""

from array import array
from collections.abc import Sequence
from zlib import crc32

SIZE = 64
"""How many hashes a signature keeps; the error of the estimate is about 1/8 at worst."""

FEWEST_WORDS = 150
"""Of a shorter text there is no signature: headers and footers would be most of it."""

_ENDS = b"ed,.25" + bytes(range(0x82, 0xC0, 8))
"""Bytes of UTF-8 that end the last word of a passage.

These letters and marks end one word in three in many languages; beyond ASCII it is one
letter in eight.
"""
_MARK, _BLANK = ord("e"), ord(" ")
"""What all of them, and all blanks, are made, so that one search finds every end."""

_BEGINNING = 2048
"""Bytes of a text in which it mostly has `FEWEST_WORDS`."""

_MARKED = bytes.maketrans(_ENDS + b"\t\n\r", bytes([_MARK] * len(_ENDS) + [_BLANK] * 3))
_END = bytes((_MARK, _BLANK))


def signature(text: str) -> bytes:
    """The signature of a text, in which blanks part words: hashes of 4 bytes, ascending.

    Empty for fewer than `FEWEST_WORDS`.
    """
    data = text.encode("utf-8", "surrogateescape").translate(_MARKED).replace(b"  ", b" ")
    # Most texts have so many blanks at their beginning, and to count all of them takes long.
    least = FEWEST_WORDS - 1
    if data.count(b" ", 0, _BEGINNING) < least and data.count(b" ") < least:
        return b""
    # One or two words are found in every text, and lists of names would be all made of them.
    found = {crc32(passage) for passage in data.split(_END) if passage.count(b" ") > 1}
    return array("I", sorted(found)[:SIZE]).tobytes()


def similarity(left: bytes, right: bytes, least: float = 0.0) -> float:
    """How alike the texts of two signatures are, from 0 to 1; under `least` it may be 0."""
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    ours, theirs = set(hashes(left)), hashes(right)
    common = ours.intersection(theirs)
    if len(common) / min(SIZE, len(ours) + len(theirs) - len(common)) < least:
        return 0.0
    smallest = sorted(ours.union(theirs))[:SIZE]
    return len(common.intersection(smallest)) / len(smallest)


def hashes(signature: bytes) -> Sequence[int]:
    """The hashes of a signature, the smallest first."""
    return memoryview(signature).cast("I")
