"""A link leads to no page and no file of the site.

Readers get an error page, and search engines lose the way. The page was renamed, or never
written, or the address is relative to another folder than the author thought. How addresses
come about is the generator's affair, so each one's own rules decide; where they cannot be
known, nothing is said.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath, relpath

from seolint.api import (
    CONFIDENCES,
    Edit,
    Evidence,
    Facts,
    Fix,
    Lead,
    Problem,
    Related,
    Site,
    bad,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_LINK, HTML_PROOFER, NUXT_LINK_CHECKER

_HOST = lazy_regex(
    r"(?:[a-z0-9-]+\.)+(?:ai|app|co|fm|gg|im|io|is|it|ly|me|md|py|rs|sh|so|to|tv|us|zip)(?:[/?#]\S*)?",
    re.IGNORECASE,
)
"""What may be an address without its scheme, if it is no file."""

_SOURCES = (".md", ".mdx", ".markdown")
_FILES = frozenset(("md", "py", "rs", "sh", "zip"))
"""Ends of hosts that are ends of file names, too."""


@site_rule(
    severity="error",
    evidence=[
        Evidence("G", "search engines find pages by links that lead to them", G_LINK),
        Evidence("F", "broken links of a built site", HTML_PROOFER),
        Evidence("F", "broken links", NUXT_LINK_CHECKER),
        Evidence("F", "broken links", ASTRO_POST_AUDIT),
    ],
    hidden_by=("LINK012",),
    related=("LINK011", "LINK016"),
    examples=[
        good(pages={"a.md": "[Ash](b.md), [all](./), [b](/b.md#b)\n", "b.md": "# B\n"}),
        good(
            pages={"content/a.md": "[Ash](/b/), [tag](/tags/ash/)\n", "content/b.md": "B\n"},
            site={"generator": "zola"},
        ),
        good(
            pages={"content/a.md": "[Shop](/shop/kiln/)\n", "content/b.md": "B\n"},
            site={"generator": "zola"},
        ),
        good("[Drawing](kiln.pdf)\n", files={"kiln.pdf": b"%PDF"}),
        good(
            pages={
                "content/a.md": "[Ash](/old/)\n",
                "content/b.md": "+++\naliases = ['/old/']\n+++\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={"a.md": "[Glaze](⟦glace.md⟧)\n", "glaze.md": "# Glaze\n"},
            fixed="[Glaze](glaze.md)\n",
        ),
        bad(
            pages={"content/a.md": "[Ash](⟦@/ash.md⟧)\n", "content/b.md": "B\n"},
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/kiln/a.md": "[Fire](⟦/kiln/fir/#wood⟧)\n",
                "content/kiln/fire.md": "## Wood\n",
            },
            site={"generator": "zola"},
            fixed="[Fire](/kiln/fire/#wood)\n",
        ),
        bad(
            pages={
                "_posts/2025-01-02-a.md": "[Fire](⟦{% post_url 2025-01-03-fire %}⟧)\n",
                "_posts/2025-01-04-b.md": "B\n",
            },
            site={"generator": "jekyll"},
        ),
        bad(
            pages={
                "content/a.md": "---\ntitle: A\n---\n[Fire](⟦fire.md⟧)\n",
                "content/fire.md": "---\ntitle: Fire\n---\nF\n",
            },
            site={"generator": "hugo"},
        ),
        bad(pages={"a.md": "[Ask](⟦kiln.sh/docs⟧)\n", "b.md": "B\n"}),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    least = CONFIDENCES.index(site.settings.confidence)
    for lead in site.leads:
        page, link, target = lead
        if target.state != "missing" or CONFIDENCES.index(target.confidence) > least:
            continue
        if link.kind == "bare":
            continue
        source = _source(site, lead)
        near = source or site.nearest(target)
        yield Problem(
            link.span,
            _message(lead),
            help=_help_with_source(site, source) if source else _help(lead, near),
            fix=_fix(site, lead, near),
            related=(Related(near.path, near.top, _said(source)),) if near else (),
            subject=f"link:{link.text}",
            path=page.path,
            data={"target": target.path or link.text, "confidence": target.confidence},
        )


def _message(lead: Lead) -> str:
    target = lead.target
    if target.reason.startswith("the build fails: "):
        return f"{target.reason.removeprefix('the build fails: ').capitalize()}: {target.path}"
    if target.reason == "the site has no address of this kind":
        return f"The site has no address {target.path}: its pages are not called by their files"
    if not target.path:
        return "No page or file can have this address"
    if target.path.startswith("/"):
        return f"The site has no page {target.path}"
    return f"There is no file {target.path}"


def _source(site: Site, lead: Lead) -> Facts | None:
    """The page whose file is named where an address should be."""
    page, link, target = lead
    path = re.split("[?#]", link.text, maxsplit=1)[0]
    if not link.known or not target.path.endswith(path.lstrip("./")) or "://" in path:
        return None
    if not target.path.startswith("/") or not path.endswith(_SOURCES):
        return None
    places = (normpath(join(dirname(page.path), path)), normpath(path.lstrip("/")))
    return next(filter(None, map(site.by_path.get, places)), None)


def _help_with_source(site: Site, source: Facts) -> str:
    """How the generator links to the file of a page."""
    calls = site.settings.links.calls
    folder = site.settings.folder
    if "link" in calls:
        return f"Write {{% link {relpath(source.path, folder)} %}}"
    if "ref" in calls:
        path = relpath(source.path, folder).removeprefix("content/")
        return f'Write {{{{< ref "/{path}" >}}}}'
    address = site.address(source)
    return f"Write {address}" if address else f"Did you mean {source.path}?"


def _said(source: Facts | None) -> str:
    return "the page of that file" if source else "the nearest page"


def _help(lead: Lead, near: Facts | None) -> str:
    url = lead.reference.text
    if _looks_like_host(url):
        return f"Did you mean https://{url}?"
    if near is not None:
        return f"Did you mean {near.path}?"
    if lead.target.reason.startswith("the build fails"):
        return "Correct the name; the site cannot be built so"
    return "Correct the address, or add a redirect; [site] routes names what is built elsewhere"


def _looks_like_host(url: str) -> bool:
    if not _HOST.fullmatch(url):
        return False
    host, slash, _ = url.partition("/")
    return bool(slash) or host.rpartition(".")[2].lower() not in _FILES


def _fix(site: Site, lead: Lead, near: Facts | None) -> Fix | None:
    """The nearest page in the form in which the link is written."""
    page, link, target = lead
    span = link.span
    as_written = span.end - span.start == len(link.text.encode("utf-8", "surrogateescape"))
    if near is None or not link.known or not as_written or "://" in link.text:
        return None
    path = re.split("[?#]", link.text, maxsplit=1)[0]
    if target.path.startswith("/"):
        new = site.address(near)
        if not path.startswith("/"):
            return None
    elif path.startswith(("/", "@", "{")):
        return None
    else:
        new = relpath(near.path, dirname(page.path) or ".")
        if path.startswith("./"):
            new = f"./{new}"
    if not new or "(" in new or " " in new:
        return None
    text = new + link.text[len(path) :]
    return Fix((Edit(span.start, span.end, text),), f"Write {text}", safe=False)
