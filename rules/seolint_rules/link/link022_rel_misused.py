"""The `rel` of links says what it does not mean, or means nothing.

`nofollow` is for pages that you do not vouch for. On your own pages it only hides them, and
on every link to others it says nothing about any. Words that nobody knows are ignored.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Link,
    Options,
    Problem,
    Prose,
    bad,
    distance,
    document_rule,
    good,
    host,
    lazy_regex,
)
from seolint_rules.sources import G_LINK, G_QUAL, HTML_STANDARD, RANK_MATH, SCREAMING_FROG, YOAST

_TOKEN = lazy_regex(r"\S+")
_PAID = frozenset(("sponsored", "ugc"))
_MEANINGLESS = frozenset(("dofollow", "follow"))
_PRIVATE = lazy_regex(
    r"(?:^|[/_.-])(?:log-?(?:in|out)|sign-?(?:in|up|out)|register|account|admin|wp-login|cart|basket|"
    r"checkout|add-to-cart|anmelden|abmelden|registrieren|warenkorb|kasse|konto)(?:$|[/?_.#-])"
    r"|[?&](?:add-to-cart|replytocom|print)=",
    re.I,
)
"""Own pages that search engines have no use for."""

_ATTRIBUTE = lazy_regex(r"""(?<!\s)\s++rel\s*+=\s*+(["']?)\Z""", re.I)
LONG = 6
"""Letters from which a word is taken for a slip of another."""

HOSTS = 3
"""From so many on, `nofollow` on all links to other sites is a habit."""


class RelMisused(Options, frozen=True):
    """`known`: the words that `rel` may hold; one that is nearly one of them is a slip."""

    known: tuple[str, ...] = (
        "nofollow",
        "ugc",
        "sponsored",
        "noopener",
        "noreferrer",
        "external",
        "me",
        "author",
        "license",
        "tag",
        "help",
        "prev",
        "next",
        "alternate",
        "bookmark",
        "search",
        "opener",
        "canonical",
        "privacy-policy",
        "terms-of-service",
    )


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "nofollow where a source is not trusted, not on every link", G_LINK),
        Evidence("G", "sponsored, ugc and nofollow are the values there are", G_QUAL),
        Evidence("S", "what the values of rel mean", HTML_STANDARD),
        Evidence("F", "internal links with nofollow are an issue", SCREAMING_FROG),
        Evidence("F", "links with nofollow are counted apart", YOAST),
        Evidence("F", "links with nofollow are counted apart", RANK_MATH),
    ],
    options=RelMisused,
    examples=[
        good('<a href="https://clay.example" rel="nofollow noopener">Clay</a>\n'),
        good('<a href="/login/" rel="nofollow">Sign in</a>\n'),
        good('<a href="clay.jpg" rel="lightbox">Clay</a>\n'),
        good(
            '<a href="https://a.example" rel="nofollow">A</a> [B](https://b.example)'
            ' <a href="https://c.example" rel="nofollow">C</a>\n'
        ),
        good('<a href="/clay/" rel="me prav">Clay</a>\n', known=["me", "prav"]),
        bad(
            '<a href="https://clay.example" rel="⟦dofollow⟧">Clay</a>\n',
            severity="info",
            fixed='<a href="https://clay.example">Clay</a>\n',
        ),
        bad(
            '<a href="https://clay.example" rel="noopener ⟦dofollow⟧">Clay</a>\n',
            fixed='<a href="https://clay.example" rel="noopener">Clay</a>\n',
        ),
        bad(
            '<a href="https://clay.example" rel="⟦no-follow⟧ ugc">Clay</a>\n',
            fixed='<a href="https://clay.example" rel="nofollow ugc">Clay</a>\n',
        ),
        bad(
            '<a href="https://clay.example" rel="noopener ⟦noreferer⟧">Clay</a>\n',
            fixed='<a href="https://clay.example" rel="noopener noreferrer">Clay</a>\n',
        ),
        bad('<a href="https://clay.example" rel="⟦noopener,noreferrer⟧">Clay</a>\n'),
        bad(
            '<a href="/clay/" rel="noopener ⟦nofollow⟧">Clay</a>\n',
            severity="warning",
            fixed='<a href="/clay/" rel="noopener">Clay</a>\n',
        ),
        bad(
            '<a href="https://a.example" rel="⟦nofollow⟧">A</a>,'
            ' <a href="https://b.example" rel="nofollow">B</a>,'
            ' <a href="https://c.example" rel="nofollow">C</a>\n',
            severity="info",
        ),
    ],
)
def check(doc: Document, options: RelMisused) -> Iterator[Problem]:
    if not any(link.rel for link in doc.links):
        return
    distrusted: list[Link] = []
    trusts = False
    for link in doc.links:
        external = bool(host(link.url)) and not doc.site.is_internal(link.url)
        if not link.rel:
            trusts = trusts or external
            continue
        rel = link.attributes["rel"]
        if not rel.known:
            continue
        yield from _slips(doc, link, rel, options)
        if "nofollow" not in link.rel:
            trusts = trusts or external
        elif external and not _PAID.intersection(link.rel):
            distrusted.append(link)
        elif _is_page(doc, link):
            start, end = _place(rel, "nofollow")
            yield Problem(
                rel.span(start, end),
                "A page of this site is linked with nofollow",
                help="Delete it; to keep the page out of search, use noindex there",
                fix=_without(doc, rel, start, end, safe=False),
                subject=f"link:{link.url}",
                severity="warning",
            )
    if not trusts and len({host(link.url) for link in distrusted}) >= HOSTS:
        rel = distrusted[0].attributes["rel"]
        yield Problem(
            rel.span(*_place(rel, "nofollow")),
            f"All {len(distrusted)} links to other sites have nofollow",
            help="Keep it for sites that you do not vouch for",
            subject="links",
            anchor="page",
            data={"links": len(distrusted)},
        )


def _slips(doc: Document, link: Link, rel: Prose, options: RelMisused) -> Iterator[Problem]:
    """Words that nobody knows."""
    if "," in rel.text:
        yield Problem(
            rel.span(),
            "The words of rel are separated by commas, so none of them is known",
            help="Write blanks between them",
            subject=f"link:{link.url}",
        )
        return
    for match in _TOKEN.finditer(rel.text):
        word = match[0].lower()
        if word in options.known:
            continue
        plain = word.replace("-", "").replace("_", "")
        if plain in _MEANINGLESS:
            help = "Delete it: links are followed unless they have nofollow"
            fix = _without(doc, rel, *match.span(), safe=True)
        else:
            meant = _meant(word, plain, options.known)
            if not meant:
                continue
            help = f"Write {meant}"
            fix = rel.replace(*match.span(), meant, message=help, safe=plain == meant)
        yield Problem(
            rel.span(*match.span()),
            f"rel has no value “{match[0]}”",
            help=help,
            fix=fix,
            subject=f"link:{link.url}",
        )


def _meant(word: str, plain: str, known: tuple[str, ...]) -> str:
    """The known word of which this one is a slip, if there is one."""
    if plain in known:
        return plain
    near = [one for one in known if len(one) >= LONG and distance(word, one, 1) == 1]
    return near[0] if len(near) == 1 else ""


def _is_page(doc: Document, link: Link) -> bool:
    url = link.url
    return (
        bool(url)
        and link.known
        and not url.startswith("#")
        and doc.site.is_internal(url)
        and not _PRIVATE.search(url)
    )


def _place(rel: Prose, word: str) -> tuple[int, int]:
    start = rel.text.lower().index(word)
    return start, start + len(word)


def _without(doc: Document, rel: Prose, start: int, end: int, *, safe: bool) -> Fix | None:
    """Takes a word out of `rel`, and the attribute with its last one."""
    text, (first, last) = doc.text, rel.source(start, end)
    if rel.text.strip() == rel.text[start:end]:
        opening = _ATTRIBUTE.search(text, max(0, rel.start - 30), rel.start)
        if opening is None:
            return None
        first, last = opening.start(), rel.end + len(opening[1])
    elif start:
        first -= 1
    else:
        last += 1
    span = doc.span(first, last)
    return Fix((Edit(span.start, span.end, ""),), f"Delete {rel.text[start:end]}", safe=safe)
