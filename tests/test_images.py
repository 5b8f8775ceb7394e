"""Types and sizes of images, from their first bytes."""

import struct

import pytest

from seolint.images import ImageType, image_type

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 1200, 630) + b"\x08\x06\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 320, 200) + b"\xf7\0\0"
EXIF = b"\xff\xe1" + struct.pack(">H", 102) + b"\xff" * 100
FRAME = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 630, 1200) + b"\x03" * 10
LOSSY = b"VP8 " + b"\0" * 4 + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 1200, 630)
LOSSLESS = b"VP8L" + b"\0" * 4 + b"\x2f" + struct.pack("<I", (629 << 14) | 1199) + b"\0" * 5
EXTENDED = b"VP8X" + b"\0" * 8 + (1199).to_bytes(3, "little") + (629).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("head", "type"),
    [
        (PNG, ImageType("png", (1200, 630))),
        (PNG[:20], ImageType("png")),
        (GIF, ImageType("gif", (320, 200))),
        (b"\xff\xd8" + EXIF + FRAME, ImageType("jpeg", (1200, 630))),
        (b"\xff\xd8" + EXIF + b"\xff" + FRAME, ImageType("jpeg", (1200, 630))),
        (b"\xff\xd8" + EXIF + FRAME[:6], ImageType("jpeg")),
        (b"\xff\xd8\xff\xe0\0\0" + b"\0" * 20, ImageType("jpeg")),
        (b"RIFF\0\0\0\0WEBP" + LOSSY, ImageType("webp", (1200, 630))),
        (b"RIFF\0\0\0\0WEBP" + LOSSLESS, ImageType("webp", (1200, 630))),
        (b"RIFF\0\0\0\0WEBP" + EXTENDED, ImageType("webp", (1200, 630))),
        (b"RIFF\0\0\0\0WEBPVP8 ", ImageType("webp")),
        (b"\0\0\0\x20ftypavif" + b"\0" * 20, ImageType("avif")),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ImageType("svg")),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a > b -->\n<svg>", ImageType("svg")),
    ],
)
def test_format_and_size_are_in_the_first_bytes(head: bytes, type: ImageType) -> None:
    assert image_type(head) == type


@pytest.mark.parametrize("head", [b"", b"<html><svg>", b"version https://git-lfs", b"%PDF-1.7"])
def test_other_files_are_no_images(head: bytes) -> None:
    assert image_type(head) is None
