"""What the first bytes of an image tell: its format and its size."""

import re
from typing import NamedTuple

_SVG = re.compile(rb"(?:\s|<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>)*+<svg[\s>]", re.DOTALL)
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG that begin a frame, which states height and width (ITU-T T.81, B.1.1.3)."""


class ImageType(NamedTuple):
    """A format in lower case, and width and height in pixels; None where they are unknown."""

    name: str
    size: tuple[int, int] | None = None


def image_type(head: bytes) -> ImageType | None:
    """The type of the image that begins with `head`; None when it is none that is known.

    The formats are avif, gif, jpeg, png, svg and webp. The size of a JPEG stands behind its
    metadata, so a short `head` may not hold it; that of avif and svg is not looked for.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        size = (_big(head, 16, 4), _big(head, 20, 4)) if head[12:16] == b"IHDR" else None
        return ImageType("png", size if len(head) >= 24 else None)
    if head.startswith((b"GIF87a", b"GIF89a")):
        size = (_little(head, 6, 2), _little(head, 8, 2))
        return ImageType("gif", size if len(head) >= 10 else None)
    if head.startswith(b"\xff\xd8\xff"):
        return ImageType("jpeg", _jpeg_size(head))
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return ImageType("webp", _webp_size(head) if len(head) >= 30 else None)
    if head[4:8] == b"ftyp" and head[8:12] in (b"avif", b"avis"):
        return ImageType("avif")
    return ImageType("svg") if _SVG.match(head.removeprefix(b"\xef\xbb\xbf")) else None


def _jpeg_size(head: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(head) and head[place] == 0xFF:
        marker = head[place + 1]
        if marker in _FRAMES:
            return _big(head, place + 7, 2), _big(head, place + 5, 2)
        place += 1 if marker == 0xFF else 2 + _big(head, place + 2, 2)
    return None


def _webp_size(head: bytes) -> tuple[int, int] | None:
    """The three kinds of WebP: lossy, lossless and extended (RFC 9649, section 2)."""
    kind = head[12:16]
    if kind == b"VP8 " and head[23:26] == b"\x9d\x01\x2a":
        return _little(head, 26, 2) & 0x3FFF, _little(head, 28, 2) & 0x3FFF
    if kind == b"VP8L" and head[20] == 0x2F:
        bits = _little(head, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8X":
        return _little(head, 24, 3) + 1, _little(head, 27, 3) + 1
    return None


def _big(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(data[start : start + length], "big")


def _little(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(data[start : start + length], "little")
