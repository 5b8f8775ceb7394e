"""A link inside the site is written in another way than the others.

With a slash at the end or without, with the name of the host or without: each way leads to
the page, one of them through a redirect or only on this host. Where the site says how its
addresses end, or nearly all of its links agree, the others are reported.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from seolint.api import (
    Edit,
    Evidence,
    Fix,
    Options,
    Problem,
    Reference,
    Site,
    Target,
    bad,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_CANON, G_URL, GEO_LINT, NUXT_LINK_CHECKER

AGREE = 0.95
"""The share of links that makes a convention."""

FEWEST = 20
"""Of fewer links there is none."""

_PARTS = lazy_regex(r"((?:https?:)?//[^/?#]*)?([^?#]*)(.*)")
_Ending = Literal["always", "never", ""]


class InternalLinkStyle(Options, frozen=True):
    """`absolute`: links inside the site that name its host are fine."""

    absolute: bool = False


@site_rule(
    severity="info",
    evidence=[
        Evidence("G", "link to the canonical form of an address", G_CANON),
        Evidence("G", "links that are relative to the page go wrong when it moves", G_URL),
        Evidence("F", "slashes and hosts of links", NUXT_LINK_CHECKER),
        Evidence("F", "slashes of links", GEO_LINT),
        Evidence("F", "slashes and hosts of links", ASTRO_POST_AUDIT),
    ],
    options=InternalLinkStyle,
    related=("LINK016",),
    examples=[
        good(
            pages={"content/a.md": "[B](/b), [b](/b/)\n", "content/b.md": "B\n"},
            site={"generator": "zola"},
        ),
        good(
            pages={"content/a.md": "[B](/b/#c), [d](/d.pdf), [b](@/b.md)\n", "content/b.md": "B\n"},
            site={"generator": "zola", "trailing-slash": "always"},
            files={"static/d.pdf": b""},
        ),
        bad(
            pages={"content/a.md": "[B](⟦/b?x=1#c⟧)\n", "content/b.md": "B\n"},
            site={"generator": "zola", "trailing-slash": "always"},
            fixed="[B](/b/?x=1#c)\n",
        ),
        bad(
            pages={"content/a.md": "[B](⟦/b/⟧), [home](/)\n", "content/b.md": "B\n"},
            site={"generator": "zola", "trailing-slash": "never"},
            fixed="[B](/b), [home](/)\n",
        ),
        bad(
            pages={
                "content/a.md": "[B](⟦https://a.example/b/⟧)" + " [B](/b/)" * FEWEST + "\n",
                "content/b.md": "B\n",
            },
            site={"generator": "zola", "base-url": "https://a.example/"},
            fixed="[B](/b/)" + " [B](/b/)" * FEWEST + "\n",
        ),
    ],
)
def check(site: Site, options: InternalLinkStyle) -> Iterator[Problem]:
    known: dict[str, _Parts | None] = {}
    style = _style(site, options, known)
    odd = {url: parts for url, parts in known.items() if parts and style.is_broken_by(parts)}
    for page in site.pages if odd else ():
        for link, target in site.targets(page):
            parts = odd.get(link.text)
            if parts is None or not _is_address(link, target):
                continue
            wanted = style.applied_to(parts)
            text = f"{wanted.host}{wanted.path}{wanted.rest}"
            yield Problem(
                link.span,
                "Links inside this site do without its host"
                if parts.host and not wanted.host
                else "Addresses of this site end with a slash"
                if style.ending == "always"
                else "Addresses of this site end without a slash",
                help=f"Write {text}",
                fix=_fix(link, text),
                subject=f"link:{link.text}",
                path=page.path,
                data={"target": link.text},
            )


class _Parts(NamedTuple):
    """An address: the scheme and the host, the path, the query and the fragment."""

    host: str
    path: str
    rest: str


class _Style(NamedTuple):
    """How the site writes its addresses: whether with a slash at the end, whether by path alone."""

    ending: _Ending
    by_path: bool

    def applied_to(self, parts: _Parts) -> _Parts:
        """An address as it would be written in this style."""
        path = parts.path
        if self.ending == "always" and not path.endswith("/"):
            path = f"{path}/"
        elif self.ending == "never":
            path = path.rstrip("/")
        return _Parts("" if self.by_path else parts.host, path, parts.rest)

    def is_broken_by(self, parts: _Parts) -> bool:
        """Whether an address is written in another style."""
        return self.applied_to(parts) != parts


def _style(site: Site, options: InternalLinkStyle, known: dict[str, _Parts | None]) -> _Style:
    """What the settings say, or else nearly all links; notes the parts of each URL in `known`."""
    said = site.settings.trailing_slash
    count = slashes = paths = 0
    for page in site.pages:
        for link, target in site.targets(page):
            if _is_address(link, target):
                if link.text not in known:
                    known[link.text] = _split(link.text)
                parts = known[link.text]
                if parts is not None:
                    count += 1
                    slashes += parts.path.endswith("/")
                    paths += not parts.host
    ending: _Ending = ""
    if said in ("always", "never"):
        ending = said
    elif said != "ignore" and count >= FEWEST:
        share = slashes / count
        ending = "always" if share >= AGREE else "never" if share <= 1 - AGREE else ""
    return _Style(ending, not options.absolute and count > FEWEST and paths >= AGREE * count)


def _is_address(link: Reference, target: Target) -> bool:
    """Whether a link names another page by its address."""
    return (
        target.state == "page"
        and target.path.startswith("/")
        and link.known
        and link.kind != "bare"
    )


def _split(url: str) -> _Parts | None:
    """The parts of an address; None for the name of a file, or a bare host."""
    match = _PARTS.fullmatch(url.replace("\n", " ")) if "/" in url else None
    if match is None:
        return None
    path = match[2]
    if not path.strip("/.") or "." in path.rstrip("/").rpartition("/")[2]:
        return None
    return _Parts(match[1] or "", path, match[3])


def _fix(link: Reference, text: str) -> Fix | None:
    span = link.span
    if span.end - span.start != len(link.text.encode("utf-8", "replace")) or not text:
        return None
    return Fix((Edit(span.start, span.end, text),), f"Write {text}")
