"""A link inside the site is written in another way than the others.

With a slash at the end or without, with the name of the host or without: each way leads to
the page, one of them through a redirect or only on this host. Where the site says how its
addresses end, or nearly all of its links agree, the others are reported.
"""

from collections.abc import Iterator
from typing import Literal

from seolint.api import (
    Edit,
    Evidence,
    Facts,
    Fix,
    Options,
    Problem,
    Reference,
    Site,
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
    links = [
        (page, link) for page in site.pages for link in page.links if _counts(site, page, link)
    ]
    ending = _ending(site, [link for _, link in links])
    relative = sum("//" not in link.text for _, link in links)
    by_path = not options.absolute and len(links) > FEWEST and relative >= AGREE * len(links)
    for page, link in links:
        host, path, rest = _split(link)
        wanted = path
        why = ""
        if ending == "always" and not path.endswith("/"):
            wanted, why = f"{path}/", "Addresses of this site end with a slash"
        elif ending == "never" and path.endswith("/"):
            wanted, why = path.rstrip("/"), "Addresses of this site end without a slash"
        if by_path and host:
            host, why = "", "Links inside this site do without its host"
        if why:
            text = f"{host}{wanted}{rest}"
            yield Problem(
                link.span,
                why,
                help=f"Write {text}",
                fix=_fix(link, text),
                subject=f"link:{link.text}",
                path=page.path,
                data={"target": link.text},
            )


def _counts(site: Site, page: Facts, link: Reference) -> bool:
    """Whether it is the address of another page, and not a file name or a bare host."""
    if not link.known or "/" not in link.text or link.kind == "bare":
        return False
    _, path, _ = _split(link)
    if not path.strip("/.") or "." in path.rstrip("/").rpartition("/")[2]:
        return False
    target = site.resolver.resolve(link.text, page, kind=link.kind)
    return target.state == "page" and target.path.startswith("/")


def _ending(site: Site, links: list[Reference]) -> _Ending:
    said = site.settings.trailing_slash
    if said in ("always", "never"):
        return said
    if said == "ignore" or len(links) < FEWEST:
        return ""
    share = sum(_split(link)[1].endswith("/") for link in links) / len(links)
    return "always" if share >= AGREE else "never" if share <= 1 - AGREE else ""


def _split(link: Reference) -> tuple[str, str, str]:
    match = _PARTS.fullmatch(link.text.replace("\n", " "))
    return (match[1] or "", match[2], match[3]) if match else ("", "", "")


def _fix(link: Reference, text: str) -> Fix | None:
    span = link.span
    if span.end - span.start != len(link.text.encode("utf-8", "replace")) or not text:
        return None
    return Fix((Edit(span.start, span.end, text),), f"Write {text}")
