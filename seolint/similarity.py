"""How alike two texts are, from a signature of a fixed size.

A text is the set of its shingles: the runs of a few words that stand in it. The signature
is the smallest 64 hashes of these, and the share that two texts have of the smallest hashes
of both estimates the share of their shingles: a bottom-k sketch (Cohen and Kaplan, 2007).
"""

from array import array
from collections.abc import Iterator, Sequence
from zlib import crc32

SIZE = 64
"""How many hashes a signature keeps; the error of the estimate is about 1/8 at worst."""

SHINGLE = 5
"""Words in a shingle."""

DENSE_SHINGLE = 8
"""Characters in a shingle where each character counts as a word."""


def word_numbers(text: str) -> list[int]:
    """A number for each word of a text, the same in every process; blanks part words."""
    return list(map(crc32, text.encode("utf-8", "surrogateescape").split()))


def signature(numbers: Sequence[int], shingle: int = SHINGLE) -> bytes:
    """The signature of a text by the numbers of its words: hashes of 4 bytes in ascending order.

    Empty for fewer words than one shingle has.
    """
    if len(numbers) < shingle:
        return b""
    # Hashes are spread evenly: below this bound are about twice as many as are kept, and most of
    # the time would go into sorting the others.
    bound = 2**65 * SIZE // len(numbers) - 2**63
    found = {number for number in _hashes(numbers, shingle) if number < bound}
    if len(found) < SIZE:
        found = set(_hashes(numbers, shingle))
    smallest = sorted(found)[:SIZE]
    return array("I", [(number >> 32) + 2**31 for number in smallest]).tobytes()


def _hashes(numbers: Sequence[int], shingle: int) -> Iterator[int]:
    """Those of the shingles, all of it in C; the hash of a tuple of integers has no seed."""
    return map(hash, zip(*(numbers[start:] for start in range(shingle)), strict=False))


def similarity(left: bytes, right: bytes, least: float = 0.0) -> float:
    """How alike the texts of two signatures are, from 0 to 1; under `least` it may be 0."""
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    ours, theirs = set(hashes(left)), set(hashes(right))
    common, union = ours & theirs, ours | theirs
    if len(common) / min(SIZE, len(union)) < least:
        return 0.0
    smallest = sorted(union)[:SIZE]
    return len(common.intersection(smallest)) / len(smallest)


def hashes(signature: bytes) -> Sequence[int]:
    """The hashes of a signature, the smallest first."""
    return memoryview(signature).cast("I")
