"""An alt text is very long.

A screen reader reads it in one go: nobody can skip, stop or go back a word. What takes
several sentences is better told in the text, where everybody finds it.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    DENSE,
    Document,
    Evidence,
    Image,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import SCREAMING_FROG

_FIGURE = lazy_regex(r"<(/?)figure\b", re.IGNORECASE)
_CAPTION = lazy_regex(r"<figcaption\b", re.IGNORECASE)


class ImageAltTooLong(Options, frozen=True):
    """`max-chars`: characters; half of them in Chinese, Japanese and Korean."""

    max_chars: int = 150


_LONG = (
    "A kiln of bricks under a low roof, its door open, with forty pots on four shelves inside,"
    " the upper ones glazed in green, and the potter in front of it with a torch"
)


@document_rule(
    severity="info",
    evidence=[
        Evidence("F", "100 characters", SCREAMING_FROG),
        Evidence("F", "125 characters, a habit of people who write for screen readers"),
        Evidence("M", "more than 125 characters on 0.4 % of 3,140 good pages"),
    ],
    options=ImageAltTooLong,
    examples=[
        good("![A kiln, its door open](kiln.jpg)\n"),
        good(f'<img src="kiln.jpg" alt="{_LONG}" longdesc="kiln.html">\n', path="page.html"),
        good(
            f'<figure><img src="k.jpg" alt="{_LONG}"><figcaption>A kiln</figcaption></figure>\n',
            path="page.html",
        ),
        bad(f"![⟦{_LONG}⟧](kiln.jpg)\n"),
        bad("![⟦A kiln, its door open⟧](kiln.jpg)\n", max_chars=20),
        bad("---\nlang: ja\n---\n![⟦窯の扉が開いている⟧](kiln.jpg)\n", max_chars=16),
    ],
)
def check(doc: Document, options: ImageAltTooLong) -> Iterator[Problem]:
    limit = options.max_chars // 2 if doc.language in DENSE else options.max_chars
    for image in doc.images:
        if len(image.alt.text) <= limit or image.hidden or not image.alt.known:
            continue
        length = len(image.alt.folded)
        if length > limit and "longdesc" not in image.attributes and not _has_caption(doc, image):
            yield Problem(
                image.alt.span(),
                f"The alt text has {length} characters, more than {limit}",
                help="Name what matters, and describe the rest in the text or a caption",
                subject=f"image:{image.url}",
                data={"characters": length, "limit": limit},
            )


def _has_caption(doc: Document, image: Image) -> bool:
    """Whether the image stands in a figure with a caption."""
    if "<fig" not in doc.text:
        return False
    before = [match[1] for match in _FIGURE.finditer(doc.text, 0, image.start)]
    if not before or before[-1]:
        return False
    end = _FIGURE.search(doc.text, image.end)
    return _CAPTION.search(doc.text, image.end, end.start() if end else len(doc.text)) is not None
