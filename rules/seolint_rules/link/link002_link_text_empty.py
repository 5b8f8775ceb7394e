"""A link has no text.

It cannot be seen, or it is an icon that nobody named: a screen reader then spells out
its address. Where an image is the link, its alt text is the text of the link.
"""

import re
from collections.abc import Iterator

from seolint.api import Document, Evidence, Link, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import ACT_C487AE, AXE, G_LINK, WCAG_H30

_SELF_LINK = lazy_regex(r"\b(?:anchor|headerlink|permalink|heading-?link|header-?link)", re.I)


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "a link needs text; of a linked image it is the alt text", G_LINK),
        Evidence("S", "a link has an accessible name that is not empty", ACT_C487AE),
        Evidence("S", "links must have discernible text", AXE),
        Evidence("S", "link text describes the purpose of a link", WCAG_H30),
        Evidence("M", "0.2 % of 3,140 good pages"),
    ],
    examples=[
        good("[Clay](clay.md)\n"),
        good("[`throw()`](api.md)\n"),
        good("[![Clay, by the sack](clay.jpg)](clay.md)\n"),
        good('<a href="clay.html" title="Clay"><img src="clay.jpg" alt=""></a>\n', path="p.html"),
        good('<a href="clay.html"><clay-icon></clay-icon></a>\n', path="p.html"),
        good('<a id="clay"></a>\n', path="p.html"),
        good('<h2 id="clay"><a class="anchor" href="#clay"></a>Clay</h2>\n', path="p.html"),
        good('<a href="clay.html" style="display: none"></a>\n', path="p.html"),
        good('<a href="/clay">{% include icon.html %}</a>\n', site={"generator": "jekyll"}),
        bad("Clay: ⟦[](clay.md)⟧\n"),
        bad("⟦[![](clay.jpg)](clay.md)⟧\n"),
        bad('⟦<a href="clay.html"><img src="clay.jpg" alt=""></a>⟧\n', path="p.html"),
        bad('⟦<a href="clay.html"> </a>⟧\n', path="p.html"),
        bad('⟦<span role="link" tabindex="0"></span>⟧\n', path="p.html"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for link in doc.links:
        if link.name or link.hidden or _is_other(doc, link):
            continue
        pictured = any(link.start <= image.start and image.end <= link.end for image in doc.images)
        yield Problem(
            link.span,
            "The image that is a link has no alt text" if pictured else "The link has no text",
            help="Say where the link leads" + (" in the alt text of its image" if pictured else ""),
            subject=f"link:{link.url}",
        )


def _is_other(doc: Document, link: Link) -> bool:
    """No link that is followed, a heading's link to itself, or content nobody can know."""
    attributes = link.attributes
    if not link.has_url and "role" not in attributes:
        return True
    if link.url.startswith("#"):
        style = attributes.get("class")
        named = "id" in attributes or "name" in attributes
        if named or (style is not None and _SELF_LINK.search(style.text)):
            return True
        if any(part.start <= link.start and link.end <= part.end for part in doc.headings):
            return True
    inside = slice(link.start, link.end)
    return not link.text.known or doc.masked[inside] != doc.text[inside]
