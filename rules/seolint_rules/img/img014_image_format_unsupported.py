"""An image is in a format that browsers and search engines do not read.

TIFF, HEIC and PSD files come from scanners, phones and drawing programs; most readers see
a gap instead. A file whose ending tells another format than it holds is sent with the wrong
type, and may not be shown either.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Evidence,
    File,
    Options,
    Problem,
    Site,
    bad,
    file_name,
    good,
    image_type,
    is_external,
    site_rule,
)
from seolint_rules.sources import G_IMG

FORMATS = {
    "apng": "png",
    "avif": "avif",
    "bmp": "bmp",
    "eps": "eps",
    "gif": "gif",
    "heic": "heic",
    "heif": "heic",
    "jfif": "jpeg",
    "jp2": "jp2",
    "jpeg": "jpeg",
    "jpg": "jpeg",
    "png": "png",
    "psd": "psd",
    "svg": "svg",
    "tif": "tiff",
    "tiff": "tiff",
    "webp": "webp",
    "xcf": "xcf",
}
"""The format that the ending of a file name tells."""

_OTHERS = re.compile(
    rb"(?P<bmp>BM.{4}\0\0\0\0)|(?P<tiff>II\*\0|MM\0\*)|(?P<psd>8BPS)|(?P<eps>%!PS-Adobe)"
    rb"|(?P<heic>.{4}ftyp(?:hei[cmsx]|hev[cx]))"
    rb"|(?P<html>(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b)",
    re.DOTALL | re.IGNORECASE,
)
"""How files begin that are no images for the web."""


class ImageFormatUnsupported(Options, frozen=True):
    """`allowed`: the formats that may be used."""

    allowed: tuple[str, ...] = ("bmp", "gif", "jpeg", "png", "webp", "svg", "avif")


_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff\xe0"


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "BMP, GIF, JPEG, PNG, WebP, SVG and AVIF are supported", G_IMG),
        Evidence("G", "the ending of the name should match the type of the file", G_IMG),
    ],
    options=ImageFormatUnsupported,
    examples=[
        good("![A loaf](loaf.jpg)\n", files={"loaf.jpg": _JPEG}),
        good("![A loaf](loaf.jpg)\n", files={"loaf.jpg": b""}),
        good("[All scans](loaf.tiff), ![a loaf](loaf.webp)\n"),
        good("![A loaf](loaf.tiff)\n", allowed=["tiff"]),
        good("![A loaf](loaf.heic)\n", site={"generator": "astro"}),
        bad("![A loaf](⟦/scans/loaf.tiff⟧)\n\n![A slice](/scans/loaf.tiff)\n"),
        bad("![A loaf](⟦https://bread.example/loaf.HEIC?w=300⟧)\n"),
        bad("![A loaf](⟦loaf.png⟧)\n", files={"loaf.png": _JPEG}),
        bad("![A loaf](⟦loaf.gif⟧)\n", files={"loaf.gif": b"<!DOCTYPE html>\n<html>"}),
        bad("![A loaf](⟦loaf.png⟧)\n", files={"loaf.png": _PNG}, allowed=["svg"]),
    ],
)
def check(site: Site, options: ImageFormatUnsupported) -> Iterator[Problem]:
    converts = site.settings.image_pipeline
    for page in site.pages:
        seen: set[str] = set()
        for image in page.images:
            name = file_name(image.text)
            told = FORMATS.get(name.rpartition(".")[2].lower())
            if told is None or image.text in seen or not image.known:
                continue
            seen.add(image.text)
            file = site.find_file(image.text, page)
            held = _held(file) if file is not None else ""
            if held and held != told:
                says = f"The file is called {name} and holds {_called(held)}"
                help = "Give it the ending of its format" if held in FORMATS else "Replace it"
            elif told not in options.allowed and (is_external(image.text) or not converts):
                says = f"Not every browser and search engine reads {_called(told)}"
                help = "Save it as WebP, JPEG or PNG"
            else:
                continue
            yield Problem(
                image.span,
                says,
                help=help,
                subject=f"image:{image.text}",
                path=page.path,
                data={"target": file.path if file is not None else image.text},
            )


def _held(file: File) -> str:
    """The format of what a file holds; empty where it cannot be told."""
    known = image_type(file.head)
    if known is not None:
        return known.name
    other = _OTHERS.match(file.head)
    return (other.lastgroup or "") if other is not None else ""


def _called(format: str) -> str:
    return {"html": "a page of HTML", "jpeg": "JPEG", "webp": "WebP"}.get(format, format.upper())
