"""An image has no alternative text.

Who cannot see the image gets nothing, or its file name read out, and image search loses
its best clue. An image that only decorates says so with an empty `alt`; Markdown has no
way to say it, hence the milder level there.
"""

from collections.abc import Iterator
from typing import Literal

from seolint.api import (
    UNKNOWN,
    Document,
    Evidence,
    Image,
    Options,
    Problem,
    bad,
    document_rule,
    good,
)
from seolint_rules.sources import ACT_23A2A8, AXE, G_IMG, WCAG_111


class ImageAltMissing(Options, frozen=True):
    """`decorative-markdown`: whether `![](…)` is reported or taken as decoration."""

    decorative_markdown: Literal["warn", "allow"] = "warn"


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "the alt text is the attribute that tells most about an image", G_IMG),
        Evidence("S", "non-text content has a text alternative", WCAG_111),
        Evidence("S", "an image has an accessible name or is decorative", ACT_23A2A8),
        Evidence("S", "images must have alternative text", AXE),
        Evidence("M", "0.1 % of 3,140 good pages in HTML, 0.5 % in Markdown"),
    ],
    options=ImageAltMissing,
    hidden_by=("LINK002",),
    examples=[
        good("![A kiln, still warm](kiln.jpg)\n"),
        good('<img src="kiln.jpg" alt="A kiln, still warm">\n', path="page.html"),
        good('<img src="line.svg" alt="">\n', path="page.html"),
        good('<img src="line.svg" role="presentation">\n', path="page.html"),
        good('<img src="kiln.jpg" aria-label="A kiln, still warm">\n', path="page.html"),
        good('<p hidden><img src="kiln.jpg"></p>\n', path="page.html"),
        good('<img src="https://count.example/x.gif" width="1" height="1">\n', path="page.html"),
        good("![](line.svg)\n", decorative_markdown="allow"),
        good("![{{ kiln.name }}](kiln.jpg)\n", site={"generator": "jekyll"}),
        good('{{< figure src="kiln.jpg" caption="A kiln" >}}\n', site={"generator": "hugo"}),
        good(
            '{{< photo file="kiln.jpg" >}}\n',
            site={"generator": "hugo", "shortcodes": {"photo": {"src": "file", "alt": "text"}}},
        ),
        bad("⟦![](kiln.jpg)⟧\n", severity="warning"),
        bad('⟦<img src="kiln.jpg">⟧\n', severity="error"),
        bad('⟦<img src="kiln.jpg" alt=" ">⟧\n', path="page.html"),
        bad('⟦<img src="kiln.jpg" role="none" tabindex="0">⟧\n', path="page.html"),
        bad('⟦<div role="img" class="kiln"></div>⟧\n', path="page.html"),
        bad('⟦{{< figure src="kiln.jpg" >}}⟧\n', site={"generator": "hugo"}),
        bad('⟦<input type="image" src="send.png" alt="">⟧\n', path="page.html"),
    ],
)
def check(doc: Document, options: ImageAltMissing) -> Iterator[Problem]:
    for image in doc.images:
        if image.name or image.hidden or image.kind == "field":
            continue
        markdown = image.kind == "markdown"
        if markdown:
            if options.decorative_markdown == "allow" or not image.alt.known:
                continue
            help = "Say between the brackets what it shows"
        else:
            if _is_decorative(image) or any(UNKNOWN in name for name in image.attributes):
                continue
            help = 'Say in `alt` what it shows, or write alt="" if it only decorates'
            if image.element == "input":
                help = "Say in `alt` what the button does"
        yield Problem(
            image.span,
            "The image has no alt text",
            help=help,
            subject=f"image:{image.url}",
            severity="warning" if markdown else "error",
        )


def _is_decorative(image: Image) -> bool:
    attributes = image.attributes
    if image.has_alt and not image.alt.text and image.element == "img":
        return True
    role = attributes.get("role")
    if role is not None and role.text.strip().lower() in ("none", "presentation"):
        return "tabindex" not in attributes
    sizes = [attributes[name].text.strip() for name in ("width", "height") if name in attributes]
    return len(sizes) == 2 and all(size in ("0", "1", "0px", "1px") for size in sizes)
