"""An image is loaded from somebody else's host.

Its owner can move, replace or refuse it at any time, and every reader of the page is
reported to that host. Some hosts give out addresses that expire by design.
"""

from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase

from seolint.api import (
    Evidence,
    Options,
    Problem,
    Site,
    bad,
    good,
    host,
    is_host_within,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_IMG

MADE_FOR_LINKING = (
    "shields.io",
    "badge.fury.io",
    "badgen.net",
    "badges.gitter.im",
    "circleci.com",
    "codecov.io",
    "coveralls.io",
    "github.com",
    "gravatar.com",
    "images.unsplash.com",
    "img.youtube.com",
    "i.ytimg.com",
    "i.vimeocdn.com",
    "travis-ci.com",
    "travis-ci.org",
)
LEARN_FROM = 10
OWN_SHARE = 0.2


class ImageHotlinked(Options, frozen=True):
    """`expiring`: patterns of hosts whose addresses expire or refuse to be embedded."""

    expiring: tuple[str, ...] = (
        "blogger.googleusercontent.com",
        "lh3.googleusercontent.com",
        "encrypted-tbn*.gstatic.com",
        "cdn.discordapp.com",
        "pbs.twimg.com",
        "scontent*",
        "i.imgur.com",
        "*postimg.*",
        "user-images.githubusercontent.com",
    )


@site_rule(
    severity="info",
    evidence=[
        Evidence("G", "refer to an image by one URL; hosts may opt out of inline linking", G_IMG),
        Evidence("F", "images from other hosts are a matter of privacy", ASTRO_POST_AUDIT),
        Evidence("M", "in 0 to 7 % of the pages of good sites, 48 % where it is the own CDN"),
    ],
    options=ImageHotlinked,
    examples=[
        good("![A pot](/img/pot.jpg)\n"),
        good(
            "![A pot](https://img.clay.example/pot.jpg)\n",
            site={"base-url": "https://www.clay.example/blog/"},
        ),
        good(
            "![A pot](https://clay.cdn.example/pot.jpg)\n",
            site={"allowed-hosts": ["clay.cdn.example"]},
        ),
        good("![Build passes](https://img.shields.io/badge/build-passes-green)\n"),
        bad("![A pot](⟦https://glaze.example/pot.jpg⟧)\n", severity="info"),
        bad("![A](⟦//glaze.example/a.jpg⟧)\n\n![B](https://glaze.example/b.jpg)\n"),
        bad("![A pot](⟦https://i.imgur.com/pot.jpg⟧)\n", severity="warning"),
        bad(
            "---\ntitle: Clay\nimage: ⟦https://lh3.googleusercontent.com/x⟧\n---\n",
            severity="warning",
        ),
    ],
)
def check(site: Site, options: ImageHotlinked) -> Iterator[Problem]:
    own = _own_hosts(site, options)
    for page in site.pages:
        seen: set[str] = set()
        for image in page.images:
            name = host(image.text) if image.known else ""
            if not name or name in seen:
                continue
            seen.add(name)
            if any(is_host_within(name, domain) for domain in own):
                continue
            expires = _matches(name, options.expiring)
            yield Problem(
                image.span,
                f"The image is loaded from {name}"
                + (", whose addresses do not last" if expires else ", which is not your host"),
                help="Put a copy on your own host, or name the host in `[site] allowed-hosts`",
                subject=f"host:{name}",
                severity="warning" if expires else "info",
                path=page.path,
                data={"target": name},
            )


def _own_hosts(site: Site, options: ImageHotlinked) -> tuple[str, ...]:
    """Declared hosts, those meant to be linked, and those that serve much of the site."""
    settings = site.settings
    declared = (host(settings.base_url), *settings.allowed_hosts, *MADE_FOR_LINKING)
    counts = Counter(host(image.text) for page in site.pages for image in page.images)
    total = counts.total()
    if len(site.pages) < LEARN_FROM or total < LEARN_FROM:
        return declared
    learned = (
        name
        for name, count in counts.items()
        if name and count >= OWN_SHARE * total and not _matches(name, options.expiring)
    )
    return (*declared, *learned)


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
