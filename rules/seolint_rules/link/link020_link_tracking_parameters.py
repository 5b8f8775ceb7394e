"""An address carries parameters that only track who clicks.

On a link inside the site they overwrite where a visit came from and make a second address
of one page. On a link to another site a click id is that of the author.
"""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Fix,
    Link,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_URL, SCREAMING_FROG

_PARAMETER = lazy_regex(r"[?&](?:amp;)?([^&#]+)")
_CAMPAIGN = "utm_*"
_ASSISTANTS = lazy_regex(r"utm_source=(?:chatgpt\.com|openai|perplexity|copilot\.com)", re.I)
"""What assistants put on the addresses that are copied from them."""


class LinkTrackingParameters(Options, frozen=True):
    """`params`: patterns of parameters that do not change what a page shows."""

    params: tuple[str, ...] = (
        "utm_*",
        "fbclid",
        "gclid",
        "dclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "igshid",
        "_hsenc",
        "_hsmi",
        "yclid",
    )


class _Parameter(NamedTuple):
    text: str
    start: int
    end: int
    tracks: bool


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "parameters that do not change the content are left out", G_URL),
        Evidence("F", "internal links with tracking parameters are an issue", SCREAMING_FROG),
        Evidence("F", "internal links have no query", ASTRO_POST_AUDIT),
        Evidence("M", "0.2 % of 3,140 good pages"),
    ],
    options=LinkTrackingParameters,
    examples=[
        good("[Clay](/clay/?page=2), [ash](/ash/#utm_source=x), [a shop](https://a.co/?aff=7)\n"),
        good("[Our sponsor](https://glaze.example/?utm_source=kiln&utm_medium=blog)\n"),
        good("[Clay](/clay/?utm_source=a)\n", params=["gclid"]),
        bad("[Clay](/clay/?⟦utm_source=blog⟧)\n", severity="warning", fixed="[Clay](/clay/)\n"),
        bad(
            "[Clay](https://kiln.example/clay?page=2&⟦utm_source=a&utm_medium=b⟧#dry)\n",
            site={"base-url": "https://www.kiln.example"},
            fixed="[Clay](https://kiln.example/clay?page=2#dry)\n",
        ),
        bad(
            "<https://glaze.example/?⟦fbclid=IwAR0x⟧&id=3>\n",
            severity="info",
            fixed="<https://glaze.example/?id=3>\n",
        ),
        bad(
            "[Glaze](https://glaze.example/?⟦utm_source=chatgpt.com⟧)\n",
            severity="info",
            fixed="[Glaze](https://glaze.example/)\n",
        ),
        bad(
            '<a href="/clay?a=1&amp;⟦gclid=7⟧&amp;b=2">Clay</a>\n',
            path="page.html",
            fixed='<a href="/clay?a=1&amp;b=2">Clay</a>\n',
        ),
    ],
)
def check(doc: Document, options: LinkTrackingParameters) -> Iterator[Problem]:
    judged: set[tuple[int, int]] = set()
    for link in doc.links:
        if "?" not in link.url or not link.known or link.url_place in judged:
            continue
        judged.add(link.url_place)
        internal = doc.site.is_internal(link.url)
        parameters = _parameters(doc, link, internal, options)
        tracking = [parameter for parameter in parameters if parameter.tracks]
        if tracking:
            names = [parameter.text.partition("=")[0] for parameter in tracking]
            yield Problem(
                doc.span(tracking[0].start, tracking[-1].end),
                f"The link inside the site is tracked by {_join(names)}"
                if internal
                else f"The link carries {_join(names)}, which tells how you came there",
                help="Delete what tracks",
                fix=_fix(doc, parameters),
                subject=f"link:{link.url}",
                severity="warning" if internal else "info",
            )


def _parameters(
    doc: Document, link: Link, internal: bool, options: LinkTrackingParameters
) -> list[_Parameter]:
    """The parameters where they are written; none where they are not written as they read."""
    start, end = link.url_place
    written = doc.text[start:end]
    if written.replace("&amp;", "&") != link.url:
        return []
    query, _, _ = written.partition("#")
    return [
        _Parameter(
            match[1],
            start + match.start(1),
            start + match.end(1),
            _tracks(match[1], internal, options.params),
        )
        for match in _PARAMETER.finditer(query, query.find("?"))
    ]


def _tracks(parameter: str, internal: bool, patterns: tuple[str, ...]) -> bool:
    """On links to other sites, campaigns are for them to count."""
    name = parameter.partition("=")[0].lower()
    if not any(fnmatchcase(name, pattern) for pattern in patterns):
        return False
    return internal or not fnmatchcase(name, _CAMPAIGN) or bool(_ASSISTANTS.match(parameter))


def _fix(doc: Document, parameters: list[_Parameter]) -> Fix:
    """Writes the query anew, without what tracks; without a `?` when nothing is left."""
    start, end = parameters[0].start, parameters[-1].end
    between = doc.text[parameters[0].end : parameters[1].start] if len(parameters) > 1 else ""
    kept = between.join(parameter.text for parameter in parameters if not parameter.tracks)
    span = doc.span(start if kept else start - 1, end)
    return Fix((Edit(span.start, span.end, kept),), "Delete what tracks")


def _join(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names))
