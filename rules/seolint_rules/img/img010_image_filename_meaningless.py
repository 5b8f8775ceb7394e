"""The file name of an image is what a camera, a browser or a hash gave it.

A name such as `clay-pot.jpg` is a small hint to image search and a large one to whoever
maintains the folder. Names on other hosts are reported once a host: they are hard to
change.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from seolint.api import (
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    file_name,
    good,
    host,
    lazy_regex,
    scheme,
)
from seolint_rules.sources import G_IMG

_MEANINGLESS = lazy_regex(
    r"""
    (?:img|imag|image|dsc|dscn|dscf|pxl|mvi|sam|gopr|wp|cimg|kimg|snapchat|fb_img|whatsapp\ image)
        [ _-]?\d{3}[\d _.~-]*                                # camera and telephone
    | p\d{7} | \d{3}_\d{4} | img-\d{8}-wa\d+
    | screen[ _-]?shot(?:from|at|on|[ap]\.?m|[\d _.:()-])*
    | (?:images?|img|pic|pics|picture|photo|foto|bild|unnamed|untitled|unbenannt|download|file
        |imagen|imagem|immagine|captura|capture|clipboard|paste|pasted[ _-]image)
        [ _-]?(?:\(?\d+\)?)?
    | \d+ | (?=[a-f]*\d)[0-9a-f]{16,}
    | [0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}
    """,
    re.VERBOSE,
)
_IMAGE_SUFFIX = lazy_regex(r"\.(?:png|jpe?g|gif|webp|avif|bmp|tiff?|heic|svg)$", re.IGNORECASE)


class ImageFilenameMeaningless(Options, frozen=True):
    """`extra` and `allow`: patterns of file names (`*`, `?`); `local`, `remote`: which images."""

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    local: bool = True
    remote: bool = True


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "generic names such as pic.gif are to be avoided; a light clue", G_IMG),
        Evidence("M", "0.03 % of 3,140 good pages"),
    ],
    options=ImageFilenameMeaningless,
    examples=[
        good("![A pot](clay-pot.jpg)\n"),
        good("![A pot](clay-pot-2.jpg)\n"),
        good("![A pot](screenshot-of-the-kiln.png)\n"),
        good("![A pot](IMG_2041.jpg)\n", allow=["img_*"]),
        good("![A pot](https://img.example/IMG_2041.jpg)\n", remote=False),
        bad("![A pot](photos/⟦IMG_2041.jpg⟧)\n"),
        bad("![A pot](⟦images%20(3).jpeg⟧?w=200)\n"),
        bad("![A pot](<⟦Screenshot 2024-05-01 at 10.11.12.png⟧>)\n"),
        bad("---\ntitle: Clay\nimage: /media/⟦dsc00012.jpg⟧\n---\n"),
        bad("![A](https://i.example/a/⟦1.jpg⟧) ![B](https://i.example/a/2.jpg)\n"),
        bad("![A pot](⟦pot-final.jpg⟧)\n", extra=["*-final.*"]),
    ],
)
def check(doc: Document, options: ImageFilenameMeaningless) -> Iterator[Problem]:
    hosts: set[str] = set()
    for image in doc.images:
        if not image.known or not image.url:
            continue
        name = file_name(image.url)
        if not name or not _is_meaningless(name.casefold(), options):
            continue
        place = host(image.url)
        if scheme(image.url) == "data" or not (options.remote if place else options.local):
            continue
        if place:
            if place in hosts:
                continue
            hosts.add(place)
        start, end = _name_place(doc, image.url_place)
        yield Problem(
            doc.span(start, end),
            f"The file name “{name}” says nothing about the image",
            help="Name the file after what the image shows",
            subject=f"image:{image.url}",
        )


def _is_meaningless(name: str, options: ImageFilenameMeaningless) -> bool:
    if any(fnmatchcase(name, pattern.casefold()) for pattern in options.allow):
        return False
    if any(fnmatchcase(name, pattern.casefold()) for pattern in options.extra):
        return True
    suffix = _IMAGE_SUFFIX.search(name)
    return suffix is not None and _MEANINGLESS.fullmatch(name, 0, suffix.start()) is not None


def _name_place(doc: Document, url_place: tuple[int, int]) -> tuple[int, int]:
    """Where in the source the last segment of the path stands."""
    start, end = url_place
    path = re.split(r"[?#]", doc.text[start:end], maxsplit=1)[0]
    return start + path.rfind("/") + 1, start + len(path)
