"""The title holds the name of the site, and the layout adds it once more.

“Rye bread | Our Bakery | Our Bakery” wastes the width of a result, and search engines
rewrite titles that say a name twice.
"""

import re
from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Field,
    Fix,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import G_TITLE

_MARKS = r"(?:(?<!\s)\s++[-–—:|·•»«/~]++|:)\s++"
_OTHER_TYPE = lazy_regex(r"[\d.,:+_-]*|true|false|yes|no|on|off|null|~", re.IGNORECASE)
"""What YAML takes for a number, a date or a truth value."""


@document_rule(
    severity="warning",
    evidence=[Evidence("G", "a site's name that stands twice gets a title rewritten", G_TITLE)],
    hidden_by=("FM001",),
    examples=[
        good(
            "---\ntitle: Rye bread\n---\n",
            site={"name": "Crumb", "title-template": "{title} | {site}"},
        ),
        good(
            "---\ntitle: What is Crumb?\n---\n",
            site={"name": "Crumb", "title-template": "{title} | {site}"},
        ),
        good("---\ntitle: Rye bread | Crumb\n---\n", site={"name": "Crumb"}),
        good(
            "---\ntitle: Rye bread | Crumb\n---\n",
            site={"name": "Crumb", "title-template": "{title}"},
        ),
        bad(
            "---\ntitle: Rye bread⟦ | Crumb⟧\n---\n",
            site={"name": "Crumb", "title-template": "{title} | {site}"},
            fixed="---\ntitle: Rye bread\n---\n",
        ),
        bad(
            "---\ntitle: 'Rye bread⟦ — crumb⟧'\n---\n",
            site={"name": "Crumb", "title-template": "{title} | {site}"},
            fixed="---\ntitle: 'Rye bread'\n---\n",
        ),
        bad(
            "---\ntitle: 404⟦ - Crumb⟧\n---\n",
            site={"name": "Crumb", "title-template": "{site}: {title}"},
        ),
        bad(
            "---\ntitle: '⟦Crumb: ⟧rye bread'\n---\n",
            site={"name": "Crumb", "title-template": "{title} | {site}"},
        ),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    name, template = doc.site.name, doc.site.title_template
    if not name or "{site}" not in template or doc.has_head or doc.noindex:
        return
    title = doc.field("search-title") or doc.field("title")
    if title is None or not title.known:
        return
    found = re.search(
        rf"{_MARKS}{re.escape(name)}\s*$|^\s*{re.escape(name)}{_MARKS}", title.text, re.IGNORECASE
    )
    if found is not None:
        yield Problem(
            title.value.span(*found.span()),
            f"The layout adds “{name}” to the title, which has it already",
            help="Take it out of the title",
            fix=_fix(title, found),
            subject="field:title",
        )


def _fix(title: Field, found: re.Match[str]) -> Fix | None:
    """Takes it out at the end, where what is left reads as text all the same."""
    left = title.text[: found.start()]
    if _OTHER_TYPE.fullmatch(left) or left.endswith(":"):
        return None
    return title.value.replace(*found.span(), "", message=f"Write “{left}”")
