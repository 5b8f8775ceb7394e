"""An alt text is a file name or a stock word.

`IMG_2041.jpg` and `image` are what an editor fills in. They stop every check for a
missing alt text and tell a reader just as little.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Image,
    Options,
    Problem,
    bad,
    document_rule,
    file_name,
    good,
    lazy_regex,
)
from seolint_rules.sources import ACT_9EB3F6, G_IMG, MARKDOWNLINT_GITHUB

_SUFFIXES = (
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "avif",
    "bmp",
    "tif",
    "tiff",
    "heic",
    "ico",
)
_NUMBERING = " _-()0123456789"
_MACHINE_MADE = lazy_regex(r"[\d_]|^[0-9a-f]{16,}$")
_SCREENSHOT = lazy_regex(r"screen ?shot[ _-](?:from |at )?\d{4}\W.*", re.IGNORECASE)

_STOCK_WORDS = (
    "alt|alt text|alternative text|figure|graphic|icon|image|image alt text|image description|img"
    "|logo|photo|photograph|pic|picture|placeholder|screen shot|screenshot|thumbnail|untitled"
    "|bild|foto|abbildung|bildschirmfoto|grafik|imagen|captura de pantalla|imagem|captura de tela"
    "|immagine|schermata|afbeelding|schermafbeelding|obraz|obrazek|zdjęcie|zrzut ekranu|skärmbild"
    "|capture d'écran|capture d’écran|изображение|картинка|фото|скриншот|画像|写真|图片|照片|截图"
    "|이미지|사진|그림"
)
STOCK_WORDS = frozenset(_STOCK_WORDS.split("|"))
"""Whole alt texts, in lower case, that fit every image."""

LONGEST = 200
"""Characters of a name that may still be a file's; longer ones are not looked at."""


class ImageAltMeaningless(Options, frozen=True):
    """`extra` and `allow`: whole alt texts that say nothing, or that are fine."""

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "a file name is no name of an image", ACT_9EB3F6),
        Evidence("G", "write alt text that is useful and rich in information", G_IMG),
        Evidence("F", "no default alt text (GH001)", MARKDOWNLINT_GITHUB),
        Evidence("M", "0.1 % of 3,140 good pages"),
    ],
    options=ImageAltMeaningless,
    examples=[
        good("![A kiln, still warm](kiln_2041.jpg)\n"),
        good("![Kiln](kiln.jpg)\n"),
        good("![Logo of the potters' guild](logo.svg)\n"),
        good("![Photo](kiln.jpg)\n", allow=["photo"]),
        good('<a href="kiln.jpg">Get <img src="kiln.jpg" alt="kiln.jpg"></a>\n', path="page.html"),
        good('<img src="k.png" alt="k.png" aria-label="A kiln">\n', path="page.html"),
        bad("![⟦kiln.jpg⟧](img/kiln.jpg)\n"),
        bad("![⟦IMG_2041⟧](IMG_2041.jpg)\n"),
        bad("![⟦image⟧](kiln.jpg)\n"),
        bad("![⟦Screenshot 2024-05-01 at 10.11.12⟧](kiln.png)\n"),
        bad('<img src="kiln.jpg" alt="⟦Bild 3⟧">\n', path="page.html"),
        bad("![⟦Our kiln⟧](kiln.jpg)\n", extra=["our kiln"]),
    ],
)
def check(doc: Document, options: ImageAltMeaningless) -> Iterator[Problem]:
    if not doc.images:
        return
    stock = STOCK_WORDS | {text.casefold() for text in options.extra}
    allow = {text.casefold() for text in options.allow}
    for image in doc.images:
        name = image.name
        if (
            not name
            or len(name) > LONGEST
            or image.hidden
            or image.kind == "field"
            or not image.known
        ):
            continue
        folded = name.casefold()
        if folded in allow:
            continue
        if folded in stock or folded.rstrip(_NUMBERING) in stock or _SCREENSHOT.fullmatch(name):
            says = f"The alt text “{name}” says nothing about this image"
        elif _is_file_name(folded, image) and not _leads_to_it(image):
            says = f"The alt text “{name}” is a file name"
        else:
            continue
        yield Problem(
            image.alt.span() if image.alt.folded == name else image.span,
            says,
            help="Say what the image shows",
            subject=f"image:{image.url}",
        )


def _is_file_name(name: str, image: Image) -> bool:
    """Whether `name`, in lower case, is that of a file, or the stem of this image's."""
    stem, _, suffix = name.rpartition(".")
    file = file_name(image.url).casefold()
    if stem and suffix in _SUFFIXES:
        return " " not in stem or name == file
    own, _, suffix = file.rpartition(".")
    return name == (own if suffix in _SUFFIXES else file) and bool(_MACHINE_MADE.search(name))


def _leads_to_it(image: Image) -> bool:
    """Whether the image stands for a file that its link offers."""
    link = image.link
    return link is not None and (
        "download" in link.attributes or file_name(link.url) == file_name(image.url)
    )
