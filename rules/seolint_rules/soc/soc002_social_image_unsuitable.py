"""The picture for the card of a page is of a kind or size that cards cannot show.

Networks draw no SVG, cut what is not about twice as wide as high, and show a small picture
as a stamp beside the text or not at all.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from seolint.api import (
    Evidence,
    File,
    Options,
    Problem,
    Site,
    bad,
    file_name,
    good,
    host,
    image_type,
    scheme,
    site_rule,
)
from seolint_rules.sources import FACEBOOK, G_DISC, G_IMG, OGP, X_CARDS

NOT_DRAWN = ("avif", "svg")
SQUARE = 0.1
"""By how much the sides of a square may differ; square pictures make small cards by design."""

MEGABYTE = 1024 * 1024


class SocialImageUnsuitable(Options, frozen=True):
    """`min` and `hard-min`: width and height in pixels that cards want, and that they need.

    `min-ratio` and `max-ratio`: width by height. `max-mb`: megabytes.
    """

    min: tuple[int, int] = (1200, 630)
    hard_min: tuple[int, int] = (600, 315)
    min_ratio: float = 1.3
    max_ratio: float = 2.4
    max_mb: float = 5


class _Flaw(NamedTuple):
    message: str
    help: str
    severity: Literal["warning", "info"] = "warning"


def _png(width: int, height: int) -> bytes:
    """How a PNG of that size begins."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


@site_rule(
    severity="warning",
    evidence=[
        Evidence("S", "2:1, 300 x 157 pixels at least, 5 MB at most, no SVG", X_CARDS),
        Evidence("S", "1200 x 630 pixels; 600 x 315 for a large card", FACEBOOK),
        Evidence("S", "og:image is a URL, with its scheme", OGP),
        Evidence("G", "large images, 1200 pixels wide at least", G_DISC),
        Evidence("G", "no image with an extreme ratio", G_IMG),
    ],
    options=SocialImageUnsuitable,
    hidden_by=("FM001", "IMG012"),
    examples=[
        good(
            "---\ntitle: Clay\nimage: /img/pot.png\n---\n",
            site={"generator": "jekyll"},
            files={"img/pot.png": _png(1200, 630)},
        ),
        good("---\ntitle: Clay\nimage: pot.png\n---\n", files={"pot.png": _png(1200, 1200)}),
        good("---\ntitle: Clay\nimage: https://clay.example/pot.png\n---\n"),
        good("---\ntitle: Clay\nimage: pot.png\n---\n"),
        good("![A pot](pot.svg)\n", files={"pot.svg": b"<svg></svg>"}),
        bad(
            "---\ntitle: Clay\nimage: ⟦pot.svg⟧\n---\n",
            files={"pot.svg": b"<svg></svg>"},
            severity="warning",
        ),
        bad(
            "---\ntitle: Clay\nimage: ⟦/img/pot.png⟧\n---\n",
            site={"generator": "jekyll"},
            files={"img/pot.png": _png(320, 180)},
            severity="warning",
        ),
        bad(
            "---\ntitle: Clay\nimage: ⟦pot.png⟧\n---\n",
            files={"pot.png": _png(800, 420)},
            severity="info",
        ),
        bad(
            "---\ntitle: Clay\nimage: ⟦pot.png⟧\n---\n",
            files={"pot.png": _png(1200, 400)},
            severity="info",
        ),
        bad(
            "---\ntitle: Clay\nimage: ⟦pot.png⟧\n---\n",
            files={"pot.png": _png(1200, 630) + bytes(2000)},
            max_mb=0.001,
        ),
        bad(
            '<html><head><meta property="og:image" content="⟦/pot.png⟧"></head></html>\n',
            path="clay.html",
        ),
    ],
)
def check(site: Site, options: SocialImageUnsuitable) -> Iterator[Problem]:
    for page in site.pages:
        image = page.fields.get("image")
        if image is None or not image.known or not image.text or not page.judged:
            continue
        url = image.text
        flaw: _Flaw | None = None
        if page.full and not scheme(url) and not host(url):
            flaw = _Flaw("The share image has a relative address", "Write it with https://")
        else:
            flaw = _flaw(site.find_file(url, page), url, options)
        if flaw is not None:
            yield Problem(
                image.span,
                flaw.message,
                help=flaw.help,
                subject=f"image:{url}",
                severity=flaw.severity,
                path=page.path,
                data={"target": url},
            )


def _flaw(file: File | None, url: str, options: SocialImageUnsuitable) -> _Flaw | None:
    """What is wrong with a file; of one on another host only the suffix is known."""
    type = image_type(file.head) if file is not None else None
    name = type.name if type is not None else file_name(url).rpartition(".")[2].lower()
    if name in NOT_DRAWN:
        return _Flaw(f"Cards show no {name.upper()}", "Use a PNG, JPEG or WebP")
    if file is None:
        return None
    if file.size > options.max_mb * MEGABYTE:
        size = file.size / MEGABYTE
        return _Flaw(f"The share image has {size:.1f} MB", f"Stay below {options.max_mb:g} MB")
    return _size_flaw(type.size, options) if type is not None and type.size else None


def _size_flaw(size: tuple[int, int], options: SocialImageUnsuitable) -> _Flaw | None:
    width, height = size
    if not width or not height:
        return None
    least, wanted = options.hard_min, options.min
    message = f"The share image has {width} x {height} pixels"
    help = f"Make it {wanted[0]} x {wanted[1]}"
    if width < least[0] or height < least[1]:
        return _Flaw(f"{message}, too few for a large card", help)
    if width < wanted[0] or height < wanted[1]:
        return _Flaw(message, help, "info")
    ratio = width / height
    if abs(ratio - 1) > SQUARE and not options.min_ratio <= ratio <= options.max_ratio:
        return _Flaw(f"{message} and will be cut", help, "info")
    return None
