"""Markup does not do its work: Markdown prints as it stands, or HTML is dropped.

Inside a block of HTML most generators read no Markdown, so the asterisks show. Some drop the
HTML that stands in Markdown, and with it whatever a block of it says.
"""

from collections.abc import Iterator

from seolint.api import (
    Block,
    Document,
    Evidence,
    Heading,
    Problem,
    Prose,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import COMMONMARK, HUGO_MARKUP

_TAG = lazy_regex(r"(?<!\\)</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*|/)?>")
_MARKS = ("**", "](", "`")
_MARKUP = lazy_regex(
    r"(?<![\w*\\])\*\*(?P<strong>[\w\"“‘'(\[](?:[^*\r\n]{0,200}[^\s*])?)\*\*(?![\w*])"
    r"|(?<![\w!\]\\])\[(?P<text>[^\[\]\r\n]+)\]"
    r"\((?P<url>(?:https?://|mailto:|\.{0,2}/|#)[^\s()<>]*)\)"
    r"|(?<![\w`\\])`(?P<code>[^`\s](?:[^`\r\n]{0,100}[^`\s])?)`(?![\w`])"
)

_HTML = {
    "strong": r"<strong>\g<strong></strong>",
    "url": r'<a href="\g<url>">\g<text></a>',
    "code": r"<code>\g<code></code>",
}


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "a block of HTML goes on to a blank line, and is no Markdown", COMMONMARK),
        Evidence("S", "HTML in Markdown is left out unless the site says otherwise", HUGO_MARKUP),
        Evidence("M", "at most 1 % of the Markdown pages of a site; in MDX it is right"),
    ],
    examples=[
        good("<div>\n\n**Rye** and [oats](/oats/)\n\n</div>\n"),
        good('<div markdown="1">\n**Rye**\n</div>\n'),
        good("<p>Write <code>**rye**</code>, 2**3**4, **/*.md.</p>\n\n\\*\\*Rye\\*\\*\n"),
        good("<em>\n**Rye**\n</em>\n", site={"generator": "jekyll"}),
        good("<p>**Rye**</p>\n", path="post.mdx"),
        good("Rye `<p>`, 2 < 3, <https://rye.example>\n", site={"generator": "hugo"}),
        bad("<p>⟦**Rye**⟧</p>\n", fixed="<p><strong>Rye</strong></p>\n"),
        bad("<p>⟦[Rye](/rye/)⟧</p>\n", fixed='<p><a href="/rye/">Rye</a></p>\n'),
        bad("<p>⟦`rye`⟧</p>\n", fixed="<p><code>rye</code></p>\n"),
        bad(
            "Rye\n\n⟦<p class=a>⟧Oats</p>\n",
            site={"generator": "hugo"},
            severity="error",
        ),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    if doc.syntax != "markdown" or "<" not in doc.text:
        return
    if not doc.site.raw_html:
        yield from _dropped(doc)
        return
    if doc.site.markdown_in_html:
        return
    marks = [mark for mark in _MARKS if mark[0] in doc.visible and mark in doc.visible]
    if not marks:
        return
    live = [(e.start, e.end) for e in doc.elements if "markdown" in e.attributes]
    parts: list[Block | Heading] = [*doc.headings, *doc.blocks]
    for part in parts:
        if (
            any(mark in part.text.text for mark in marks)
            and not any(start <= part.start < end for start, end in live)
            and (doc.text.startswith("<", part.start) or not doc.site.whole_html)
        ):
            yield from _literal(doc, part.text)


def _dropped(doc: Document) -> Iterator[Problem]:
    """One finding for all tags, at the first."""
    tags = [
        match for match in _TAG.finditer(doc.masked, doc.body) if not doc.is_code(match.start())
    ]
    if tags:
        count = len(tags)
        yield Problem(
            doc.span(*tags[0].span()),
            f"The generator drops the HTML tag{'s' * (count > 1)} here"
            + (f", {count} in all" if count > 1 else ""),
            help="Write Markdown or a shortcode, or let the generator keep HTML",
            severity="error",
            subject=f"tag:{tags[0][1].lower()}",
            data={"element": tags[0][1].lower(), "count": count},
        )


def _literal(doc: Document, prose: Prose) -> Iterator[Problem]:
    text = prose.opaque
    for match in _MARKUP.finditer(text):
        start, end = prose.source(*match.span())
        written = doc.text[start:end]
        if written != match[0]:
            continue
        html = match.expand(_HTML[match.lastgroup or ""])
        yield Problem(
            doc.span(start, end),
            f"“{written}” prints as it stands",
            help="Write HTML inside HTML",
            fix=prose.replace(*match.span(), html, message=f"Write `{html}`", safe=False),
            subject=f"markup:{written}",
        )
