"""The target of a link is no usable address.

A letter is missing, a scheme stands twice or not at all, a bracket is in the wrong place:
readers get a broken link, or the raw marks instead of one. Pairs of brackets that may be tags
(`[clay][kiln]` before a text) are warnings, unless references elsewhere on the page lead somewhere.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from seolint.api import (
    UNKNOWN,
    Document,
    Edit,
    Evidence,
    Fix,
    Image,
    Link,
    Options,
    Problem,
    Prose,
    bad,
    distance,
    document_rule,
    good,
    has_valid_host,
    host,
    lazy_regex,
    scheme,
)
from seolint_rules.sources import COMMONMARK, G_URL, MARKDOWNLINT, RFC3986

_SOUND = lazy_regex(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,4})?(?:[/?#]\S*)?"
    r"|(?!//)[#/.?][^\s@]*|(?!https?/)[\w-]+(?:/[^\s:@]*)?",
    re.IGNORECASE,
)
"""What most addresses look like, and none that is malformed."""

_HTTP_SLIP = lazy_regex(r"(https?)(?:;//|//|:/?(?=[^/]))", re.IGNORECASE)
_TWO_SCHEMES = lazy_regex(r"(?:https?|ftp)://(?:https?|ftp)://", re.IGNORECASE)
_TOP_LEVEL = r"(?:com|net|org|edu|gov|io|dev|eu|uk|de|fr|nl|ch|se|dk|fi|jp|kr|ru|ua|cz|mx|nz|info)"
_HOST_ONLY = lazy_regex(
    rf"(?:[a-z0-9-]+\.)+(?!info(?![/])|org(?![/])){_TOP_LEVEL}(?::\d+)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_MAIL_ONLY = lazy_regex(rf"[^\s/:@?#]+@(?:[a-z0-9-]+\.)+{_TOP_LEVEL}(?:\?\S*)?", re.IGNORECASE)
_REAL_SCHEMES = frozenset(("ftps", "mms", "ntp", "rtp", "sftp", "smb", "tftp"))
"""One edit away from a common scheme, and yet no slip."""

_IN_PARENTHESES = lazy_regex(r"\[[^\[\]]*\]\(([^()\"]*)\)")
_UNCLOSED = lazy_regex(r"\[[^\[\]]*\]\(([^()\s]+(?:\([^()\s]*|(?=(?:\s[^()]*)?$)))")
_ADDRESS = lazy_regex(
    r"(?:https?://|www\.|mailto:|\.{0,2}/|#)\S|[\w./ -]+\.(?:md|mdx|html?|pdf|png|jpe?g|gif|svg)\b",
    re.IGNORECASE,
)
_PHRASE = lazy_regex(r"[\s`]")
"""In a text of several words or with code, which is no tag."""

_NOT_PLAIN = lazy_regex(r"[\\<{]")
_REVERSED = lazy_regex(
    r"\([^()]+\)\[(?:https?://|www\.|mailto:|\.{1,2}/|/\w)[^\[\]\s]*\]", re.IGNORECASE
)


class LinkMalformed(Options, frozen=True):
    """`schemes`: those that may be meant by a mistyped one."""

    schemes: tuple[str, ...] = ("http", "https", "mailto", "tel", "sms", "ftp")


class _Flaw(NamedTuple):
    message: str
    help: str
    mended: str = ""


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "URLs follow the IETF's standard", G_URL),
        Evidence("S", "how scheme, host and port are written", RFC3986),
        Evidence("S", "what Markdown reads as a link", COMMONMARK),
        Evidence("F", "reversed links and undefined labels (MD011, MD052)", MARKDOWNLINT),
    ],
    options=LinkMalformed,
    examples=[
        good("[Clay](https://clay.example/a?b=c#d), [glaze](../glaze.md), [ash](#ash)\n"),
        good("[Clay](https://httpd.example/https://clay.example)\n"),
        good("[Ask](mailto:ask@kiln.example?subject=Clay)\n"),
        good("[Notes](notes.md), [archive](kiln.zip), [play](spotify:track:1)\n"),
        good("[Clay](http://localhost:4000/)\n"),
        good("[Clay]({{ site.url }} /clay)\n", site={"generator": "jekyll"}),
        good("The matrix m[i][j], a note[^1], a list: \n\n- [ ] fire\n- [x] dry\n\n[^1]: Yes.\n"),
        good("Write `[text](a b)` or `(text)[https://x.example]`.\n"),
        good(r"Write \[text](/a b)." + "\n"),
        bad("[Clay](⟦htps://clay.example⟧)\n", fixed="[Clay](https://clay.example)\n"),
        bad("[Clay](⟦http//clay.example⟧)\n", fixed="[Clay](http://clay.example)\n"),
        bad("[Clay](⟦www.clay.example/a⟧)\n", fixed="[Clay](https://www.clay.example/a)\n"),
        bad("[Clay](⟦clay.com/prices⟧)\n"),
        bad("[Ask](⟦ask@clay.com⟧)\n"),
        bad("[Clay](⟦http://https://clay.example⟧)\n"),
        bad("[Ask](⟦mailto:⟧)\n"),
        bad("[Clay](⟦http://clay.example:99999/⟧)\n"),
        bad("[Clay](⟦http://[::1⟧)\n"),
        bad("[Clay](⟦/clay prices.md⟧)\n", fixed="[Clay](/clay%20prices.md)\n"),
        bad("See [clay](⟦https://clay.example/a_(b⟧).\n"),
        bad("See ⟦(clay)[https://clay.example]⟧.\n"),
        bad("See ⟦[clay][prices]⟧.\n", severity="error"),
        bad("- ⟦[clay][kiln]⟧ It is hotter.\n", severity="warning"),
        bad("- ⟦[clay][kiln]⟧, [glaze][glaze].\n\n[glaze]: /glaze\n", severity="error"),
        bad(
            '<a href="⟦ clay.html⟧">Clay</a>\n',
            path="p.html",
            fixed='<a href="clay.html">Clay</a>\n',
        ),
        bad(
            '<a href="⟦a b.html⟧">Clay</a>\n',
            path="p.html",
            fixed='<a href="a%20b.html">Clay</a>\n',
        ),
    ],
)
def check(doc: Document, options: LinkMalformed) -> Iterator[Problem]:
    judged: set[tuple[int, int]] = set()
    for link in doc.links:
        if (
            _SOUND.fullmatch(link.url)
            or not (link.known and link.has_url)
            or link.kind in ("bare", "wiki", "shortcode")
            or link.url_place in judged
        ):
            continue
        judged.add(link.url_place)
        flaw = _flaw(link, options)
        if flaw is not None:
            yield Problem(
                link.url_span,
                flaw.message,
                help=flaw.help,
                fix=_fix(doc, link, flaw),
                subject=f"link:{link.url}",
            )
    if not doc.path.endswith((".html", ".htm")):
        if "[" in doc.visible and ("](" in doc.visible or ")[" in doc.visible):
            for text in doc.texts:
                if "](" in text.text or ")[" in text.text:
                    yield from _unread_links(doc, text)
        yield from _undefined_labels(doc)


def _flaw(link: Link, options: LinkMalformed) -> _Flaw | None:
    url = link.url.strip()
    if link.kind == "html" and url != link.url:
        return _Flaw("The address has blanks around it", "Delete the blanks", url)
    if link.kind == "html" and " " in url:
        return _Flaw("The address holds a space", "Write it as %20", url.replace(" ", "%20"))
    if _TWO_SCHEMES.match(url):
        return _Flaw("The address has two schemes", "Delete the first")
    name = scheme(url)
    slip = _HTTP_SLIP.match(url)
    if slip:
        right = f"{slip[1]}://{url[slip.end() :]}"
        return _Flaw(f"“{slip[0]}” is no beginning of an address", f"Write {slip[1]}://", right)
    if name == "mailto":
        to, _, query = url[len("mailto:") :].partition("?")
        if "@" not in unquote(to) and not (query and not to):
            return _Flaw("The mailto: link has no address", "Add the address to write to")
    elif name in options.schemes:
        if name in ("http", "https", "ftp") and not (host(url) and has_valid_host(url)):
            return _Flaw("The host or port cannot be read", "Correct what follows “//”")
    elif name:
        return _misspelt(url, name, options.schemes)
    elif url.lower().startswith("www."):
        return _Flaw(
            "The address has no scheme, so it leads to a page of this site",
            "Put https:// in front of it",
            f"https://{url}",
        )
    elif url.startswith("//"):
        if not has_valid_host(url):
            return _Flaw("The host or port cannot be read", "Correct what follows “//”")
    elif _MAIL_ONLY.fullmatch(url):
        return _Flaw("The mail address has no scheme", "Put mailto: in front of it")
    elif _HOST_ONLY.fullmatch(url):
        return _Flaw(
            "The address has no scheme, so it leads to a page of this site",
            f"Did you mean https://{url}?",
        )
    return None


def _misspelt(url: str, name: str, schemes: tuple[str, ...]) -> _Flaw | None:
    """A scheme that a slip of the finger made of a known one; others may be real."""
    if name in _REAL_SCHEMES:
        return None
    near = [known for known in schemes if distance(name, known, 1) == 1]
    if not near:
        return None
    mended = near[0] + url[len(name) :] if len(near) == 1 else ""
    return _Flaw(f"“{name}:” is no scheme", f"Write {' or '.join(near)}", mended)


def _fix(doc: Document, link: Link, flaw: _Flaw) -> Fix | None:
    """Only where the address reads as it is written."""
    start, end = link.url_place
    if not flaw.mended or doc.text[start:end] != link.url:
        return None
    span = link.url_span
    return Fix((Edit(span.start, span.end, flaw.mended),), f"Write {flaw.mended}")


def _unread_links(doc: Document, text: Prose) -> Iterator[Problem]:
    """Marks of links that Markdown left standing in the text."""
    opaque = text.opaque
    for match in _IN_PARENTHESES.finditer(opaque):
        address = match[1].strip()
        start = match.start(1) + match[1].index(address)
        end = start + len(address)
        if " " in address and _ADDRESS.match(address) and _is_written_so(doc, text, match):
            written = doc.text[slice(*text.source(start, end))]
            local = written == address and "://" not in address
            encoded = address.replace(" ", "%20")
            yield Problem(
                text.span(start, end),
                "The address holds a space, so this is no link",
                help="Write it as %20" if local else "Delete it, or write it as %20",
                fix=text.replace(start, end, encoded, message=f"Write {encoded}")
                if local
                else None,
                subject=f"link:{address}",
            )
    for match in _UNCLOSED.finditer(opaque):
        if _ADDRESS.match(match[1]) and _is_written_so(doc, text, match):
            yield Problem(
                text.span(*match.span(1)),
                "A parenthesis is not closed, so this is no link",
                help="Close it, or write one that belongs to the address as %28",
                subject=f"link:{match[1]}",
            )
    for match in _REVERSED.finditer(opaque):
        if _is_written_so(doc, text, match):
            yield Problem(
                text.span(*match.span()),
                "The brackets of this link are swapped",
                help="Write [text](address)",
                subject=f"link:{match[0]}",
            )


def _is_written_so(doc: Document, text: Prose, match: re.Match[str]) -> bool:
    """Whether no backslash, tag or template has a part in it."""
    start, end = text.source(*match.span())
    source = doc.text[max(0, start - 1) : end]
    return not _NOT_PLAIN.search(source) and UNKNOWN not in match[0]


def _undefined_labels(doc: Document) -> Iterator[Problem]:
    """References `[text][label]`; what a template prints may define the label."""
    if doc.dynamic:
        return
    parts: tuple[Link | Image, ...] = (*doc.links, *doc.images)
    refers = any(part.kind == "reference" for part in parts)
    for problem in doc.reading_problems:
        if problem.kind != "undefined-reference":
            continue
        label = str(problem.data["label"]).strip()
        source = doc.text[problem.start : problem.end]
        before = doc.text[problem.start - 1 : problem.start]
        if (
            problem.data["kind"] != "reference"
            or label.startswith("^")
            or label.lower() in ("", "x")
            or UNKNOWN in label
            or before.isalnum()
            or before in (")", "]", "\\")
            or source.replace("][", "").strip("[]").isdigit()
        ):
            continue
        yield Problem(
            doc.span(problem.start, problem.end),
            f"No line defines “{label}”, so this is no link",
            help=f"Add the line [{label}]: and its address, or write [text](address)",
            subject=f"label:{label}",
            severity="error"
            if refers or not _may_be_tags(doc, problem.start, source)
            else "warning",
        )


def _may_be_tags(doc: Document, start: int, source: str) -> bool:
    """Whether brackets may be no link: `[#12][Found by Ines]`, `[clay][kiln]` before a text."""
    text, _, label = source[1:-1].partition("][")
    begin = max(doc.text.rfind("\n", 0, start), doc.text.rfind("\r", 0, start)) + 1
    opens = not doc.text[begin:start].strip(" \t>-*+")
    return " " in label or (opens and not _PHRASE.search(text))
