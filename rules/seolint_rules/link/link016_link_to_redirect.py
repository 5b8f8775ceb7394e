"""A link goes through a redirect of the site.

The address is a former one. Readers arrive all the same, a moment later; search engines are
told two things about which address counts.
"""

import re
from collections.abc import Iterator

from seolint.api import Edit, Evidence, Fix, Lead, Problem, Related, Site, bad, good, site_rule
from seolint_rules.sources import ASTRO_POST_AUDIT, G_CANON, NUXT_LINK_CHECKER, SCREAMING_FROG


@site_rule(
    severity="info",
    evidence=[
        Evidence("G", "link to the canonical address", G_CANON),
        Evidence("F", "links to redirects are an issue", SCREAMING_FROG),
        Evidence("F", "links to redirects are reported", NUXT_LINK_CHECKER),
        Evidence("F", "links to redirects are reported", ASTRO_POST_AUDIT),
    ],
    related=("LINK010",),
    examples=[
        good(
            pages={
                "content/a.md": "[Ash](/ash/)\n",
                "content/ash.md": "+++\naliases = ['/old/']\n+++\n",
            },
            site={"generator": "zola"},
        ),
        bad(
            pages={
                "content/a.md": "[Ash](⟦/old/?x=1#kiln⟧)\n",
                "content/ash.md": "+++\naliases = ['/old/']\n+++\n",
            },
            site={"generator": "zola"},
            fixed="[Ash](/ash/?x=1#kiln)\n",
        ),
    ],
)
def check(site: Site) -> Iterator[Problem]:
    for lead in site.leads:
        page, link, target = lead
        if target.state != "redirect":
            continue
        to = site.address(target.page) if target.page is not None else ""
        if not to and target.redirect is not None:
            to = target.redirect.to
        yield Problem(
            link.span,
            f"The address leads on to {to}" if to else "The address leads on to another one",
            help=f"Link {to}" if to else "Link the address to which it leads",
            fix=_fix(site, lead),
            related=_related(lead),
            subject=f"link:{link.text}",
            path=page.path,
            data={"target": target.path, "to": to},
        )


def _related(lead: Lead) -> tuple[Related, ...]:
    target = lead.target
    if target.page is not None and target.alias is not None:
        return (Related(target.page.path, target.alias.span, "the redirect"),)
    redirect = target.redirect
    if redirect is not None and redirect.span is not None:
        return (Related(redirect.path, redirect.span, "the redirect"),)
    return ()


def _fix(site: Site, lead: Lead) -> Fix | None:
    """The address of the page, with the host, the query and the fragment as they were."""
    link, target = lead.reference, lead.target
    span = link.span
    if target.page is None or not link.known or target.page.draft:
        return None
    new = site.address(target.page)
    if not new or span.end - span.start != len(link.text.encode("utf-8", "surrogateescape")):
        return None
    match = re.match(r"((?:https?:)?//[^/?#]*)?([^?#]*)", link.text)
    assert match is not None
    if not match[1] and not match[2].startswith("/"):
        return None
    text = (match[1] or "") + new + link.text[match.end() :]
    return Fix((Edit(span.start, span.end, text),), f"Write {text}")
