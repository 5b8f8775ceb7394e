"""Two different images have the same alt text.

Who cannot see them cannot tell them apart. An alt text that repeats the caption below the
image, or the text of the link around it, is heard twice in a row.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from seolint.api import (
    Document,
    Evidence,
    Image,
    Options,
    Problem,
    Related,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import AXE, WCAG_111

_FIGURE = lazy_regex(r"</?figure\b|(?P<caption><figcaption\b[^<>]*+>)", re.IGNORECASE)
_CAPTION_END = lazy_regex(r"</figcaption", re.IGNORECASE)
_LONGEST_CAPTION = 2_000
_TAG = lazy_regex(r"<[^<>]*>")
_WORD = lazy_regex(r"\w+")


class ImageAltDuplicated(Options, frozen=True):
    """`min-chars`: shorter alt texts may repeat."""

    min_chars: int = 8


@document_rule(
    severity="info",
    evidence=[
        Evidence("S", "an alt text serves the same purpose as its image", WCAG_111),
        Evidence("S", "no text of a link is repeated as an alt text in it", AXE),
        Evidence("M", "0.6 % of 3,140 good pages have one alt text on two images"),
    ],
    options=ImageAltDuplicated,
    examples=[
        good("![A kiln in May](a.jpg)\n\nIt is cold.\n\n![A kiln in June](b.jpg)\n"),
        good("![A kiln in May](a.jpg)\n\nAgain:\n\n![A kiln in May](a.jpg)\n"),
        good("![A kiln in May](a.jpg)\n![A kiln in May](b.jpg)\n"),
        good("![A kiln](a.jpg)\n\nText.\n\n![A kiln](b.jpg)\n", min_chars=7),
        good("[![A kiln in May](a.jpg) See the kiln](/kiln/)\n"),
        bad("![A kiln in May](a.jpg)\n\nIt is cold.\n\n![⟦A kiln in May⟧](b.jpg)\n"),
        bad("[![⟦See the kiln⟧](a.jpg) See the kiln](/kiln/)\n"),
        bad(
            '<figure><img src="a.jpg" alt="⟦A kiln in May⟧">'
            "<figcaption>A <b>kiln</b> in May.</figcaption></figure>\n",
            path="page.html",
        ),
    ],
)
def check(doc: Document, options: ImageAltDuplicated) -> Iterator[Problem]:
    if not doc.images:
        return
    last: dict[str, Image] = {}
    first: dict[str, Image] = {}
    urls: defaultdict[str, set[str]] = defaultdict(set)
    captions = _captions(doc)
    parts = sorted([*(b.start for b in doc.blocks), *(h.start for h in doc.headings)])
    for image in doc.images:
        alt = image.alt.folded
        if len(alt) < options.min_chars or image.hidden or not (image.known and image.alt.known):
            continue
        key = _plain(alt)
        related: tuple[Related, ...] = ()
        if image.link is not None and _plain(image.link.text.text) == key:
            says, help = "The alt text repeats the text of its link", "Leave the alt text empty"
        elif captions and _plain(_caption(doc, image, captions)) == key:
            says, help = "The alt text repeats the caption", "Say what can be seen"
        elif key in first and image.url not in urls[key] and _is_apart(image, last[key], parts):
            says, help = "Another image has the same alt text", "Say what is different in this one"
            related = (Related(doc.path, first[key].alt.span(), "the first of them"),)
        else:
            says = help = ""
        first.setdefault(key, image)
        last[key] = image
        urls[key].add(image.url)
        if says:
            yield Problem(
                image.alt.span(),
                f"{says}: “{alt}”",
                help=help,
                related=related,
                subject=f"image:{image.url}",
            )


def _plain(text: str) -> str:
    """The words alone, in lower case."""
    return " ".join(_WORD.findall(text.casefold()))


def _is_apart(image: Image, other: Image, parts: Sequence[int]) -> bool:
    """Whether text parts two images; those of one gallery stand side by side.

    `parts` are where blocks and headings begin, in order.
    """
    index = bisect_left(parts, other.end)
    return index < len(parts) and parts[index] < image.start


def _captions(doc: Document) -> list[tuple[int, int]]:
    """Where tags of figures begin, and where they end if they begin a caption, else 0."""
    if "figcaption" not in doc.tags:
        return []
    tags = _FIGURE.finditer(doc.text)
    return [(tag.start(), tag.end() if tag["caption"] else 0) for tag in tags]


def _caption(doc: Document, image: Image, captions: Sequence[tuple[int, int]]) -> str:
    """The caption that follows the image in its figure; empty when there is none."""
    index = bisect_left(captions, (image.end, 0))
    start = captions[index][1] if index < len(captions) else 0
    if not start:
        return ""
    end = _CAPTION_END.search(doc.text, start, start + _LONGEST_CAPTION)
    if end is None:
        return ""
    from html import unescape

    return unescape(_TAG.sub("", doc.text[start : end.start()]))
