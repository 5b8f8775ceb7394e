"""Two different images have the same alt text.

Who cannot see them cannot tell them apart. An alt text that repeats the caption below the
image, or the text of the link around it, is heard twice in a row.
"""

import html
import re
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

_FIGURE = lazy_regex(r"</?figure\b", re.IGNORECASE)
_CAPTION = lazy_regex(r"<figcaption\b[^>]*>(.*?)</figcaption", re.IGNORECASE | re.DOTALL)
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
    same: defaultdict[str, list[Image]] = defaultdict(list)
    for image in doc.images:
        alt = image.alt.folded
        if len(alt) < options.min_chars or image.hidden or not (image.known and image.alt.known):
            continue
        key = _plain(alt)
        others = same[key]
        related: tuple[Related, ...] = ()
        if image.link is not None and _plain(image.link.text.text) == key:
            says, help = "The alt text repeats the text of its link", "Leave the alt text empty"
        elif "<figcaption" in doc.text and _plain(_caption(doc, image)) == key:
            says, help = "The alt text repeats the caption", "Say what can be seen"
        elif others and not _belongs(doc, image, others):
            says, help = "Another image has the same alt text", "Say what is different in this one"
            related = (Related(doc.path, others[0].alt.span(), "the first of them"),)
        else:
            says = help = ""
        others.append(image)
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


def _belongs(doc: Document, image: Image, others: Sequence[Image]) -> bool:
    """Whether it is the same image again, or no text parts it from one of a gallery."""
    if any(other.url == image.url for other in others):
        return True
    starts = [block.start for block in doc.blocks] + [heading.start for heading in doc.headings]
    return not any(others[-1].end <= start < image.start for start in starts)


def _caption(doc: Document, image: Image) -> str:
    """The caption that follows the image in its figure; empty when there is none."""
    caption = _CAPTION.search(doc.text, image.end)
    if caption is None or _FIGURE.search(doc.text, image.end, caption.start()):
        return ""
    return html.unescape(_TAG.sub("", caption[1]))
