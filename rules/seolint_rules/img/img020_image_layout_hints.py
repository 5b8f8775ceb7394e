"""An image of HTML makes the page jump, or comes late.

Without width and height a browser does not know how much room to leave, and the text moves
when the image arrives. An image at the top that is loaded lazily arrives last. Markdown
cannot say either, and many layouts add both, so this rule is off until a site asks for it.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Image,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    word_list,
)
from seolint_rules.sources import LIGHTHOUSE, WEB_DEV, WEB_DEV_LAZY

ABOVE = 100
"""So many words before an image push it off the first screen of a phone."""

_SIZED = lazy_regex(r"\A(?s:(?=.*?\bwidth\s*+:)(?=.*?\bheight\s*+:)|.*?\baspect-ratio\s*+:)")
_LAZY = lazy_regex(r"(?<!\s)\s++loading\s*=\s*(?:\"lazy\"|'lazy'|lazy\b)", re.IGNORECASE)


class ImageLayoutHints(Options, frozen=True):
    """`dimensions`: ask for width and height; `lazy-first`: look at the first image."""

    dimensions: bool = True
    lazy_first: bool = True


@document_rule(
    severity="info",
    default=False,
    evidence=[
        Evidence("S", "width and height reserve the room that an image takes", WEB_DEV),
        Evidence("S", "images at the top are not loaded lazily", WEB_DEV_LAZY),
        Evidence("S", "images have explicit width and height", LIGHTHOUSE),
        Evidence("M", "nearly every image that is written by hand has no dimensions"),
    ],
    options=ImageLayoutHints,
    examples=[
        good("![A loaf](loaf.jpg)\n"),
        good('<img src="loaf.jpg" alt="A loaf" width="640" height="480">\n', path="page.html"),
        good(
            '<img src="loaf.jpg" alt="A loaf" style="width: 100%; aspect-ratio: 4/3">\n',
            path="page.html",
        ),
        good('<img src="loaf.jpg" alt="A loaf">\n', dimensions=False),
        good(
            f"<p>{'Rye keeps well. ' * 40}</p>\n"
            '<img src="a.jpg" alt="A" width="64" height="48" loading="lazy">\n',
            path="page.html",
        ),
        bad('⟦<img src="loaf.jpg" alt="A loaf">⟧\n', path="page.html"),
        bad(
            '⟦<img src="a.jpg" loading="lazy" alt="A" width="64" height="48">⟧\n'
            '<img src="b.jpg" loading="lazy" alt="B" width="64" height="48">\n',
            path="page.html",
            fixed='<img src="a.jpg" alt="A" width="64" height="48">\n'
            '<img src="b.jpg" loading="lazy" alt="B" width="64" height="48">\n',
        ),
    ],
)
def check(doc: Document, options: ImageLayoutHints) -> Iterator[Problem]:
    images = [image for image in doc.images if image.kind != "field" and not image.hidden]
    for image in images:
        if image.kind != "html" or image.element != "img":
            continue
        if options.dimensions and not _is_sized(image):
            yield Problem(
                image.span,
                "The image has no width and height",
                help="Add the attributes `width` and `height`, in pixels of the file",
                subject=f"image:{image.url}",
            )
        if options.lazy_first and image is images[0] and _is_late(doc, image):
            yield Problem(
                image.span,
                "The first image is loaded lazily",
                help='Remove `loading="lazy"`',
                fix=_fix(doc, image),
                subject=f"loading:{image.url}",
            )


def _is_sized(image: Image) -> bool:
    attributes = image.attributes
    if "width" in attributes and "height" in attributes:
        return True
    return "style" in attributes and bool(_SIZED.search(attributes["style"].text))


def _is_late(doc: Document, image: Image) -> bool:
    """Whether it is lazy although it stands at the top."""
    loading = image.attributes.get("loading")
    if loading is None or loading.text.strip().lower() != "lazy":
        return False
    before = (block.text.opaque for block in doc.blocks if block.end <= image.start)
    return len(word_list("\n".join(before), doc.language)) < ABOVE


def _fix(doc: Document, image: Image) -> Fix | None:
    lazy = _LAZY.search(doc.text, image.start, image.end)
    if lazy is None:
        return None
    span = doc.span(*lazy.span())
    return Fix((Edit(span.start, span.end, ""),), "Load it at once")
