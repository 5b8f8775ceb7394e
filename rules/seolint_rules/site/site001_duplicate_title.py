"""Two pages of the site have the same title.

In a list of results a title is all that tells the pages apart. Where two have the same, the
reader guesses, and so does the search engine.
"""

from collections.abc import Iterator, Sequence

from seolint.api import (
    Evidence,
    Facts,
    Kind,
    Mention,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_TITLE, GEO_LINT, SCREAMING_FROG

_PUNCTUATION = lazy_regex(r"[^\w\s]|_")
_SUFFIX = lazy_regex(r"(?<!\s)\s++[|–—·»-]\s++")


class DuplicateTitle(Options, frozen=True):
    """`kinds`: the kinds of pages that are compared.

    `normalise`: what makes no difference: `punctuation`, and the name of the site at the
    end (`site-suffix`); case and blanks never do.
    """

    kinds: tuple[Kind, ...] = ("post", "page")
    normalise: tuple[str, ...] = ("punctuation", "site-suffix")


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "titles of pages are distinct", G_TITLE),
        Evidence("M", "0 of 628 posts of two blogs, 37 of 753 of another"),
        Evidence("F", "duplicate titles are an issue", SCREAMING_FROG),
        Evidence("F", "duplicate titles are an error", GEO_LINT),
        Evidence("F", "duplicate titles are reported", ASTRO_POST_AUDIT),
    ],
    options=DuplicateTitle,
    examples=[
        good(
            pages={
                "posts/rye.md": "---\ntitle: Rye bread\n---\n",
                "posts/spelt.md": "---\ntitle: Spelt bread\n---\n",
            }
        ),
        good(
            pages={
                "posts/brot.md": "---\ntitle: Brot\nlang: de\n---\n",
                "posts/bread.md": "---\ntitle: Brot\nlang: nds\n---\n",
            }
        ),
        good(
            pages={
                "posts/rye.md": "---\ntitle: Rye bread\n---\n",
                "posts/rye-2.md": "---\ntitle: Rye bread\ndraft: true\n---\n",
            }
        ),
        good(
            pages={
                "posts/rye.md": "---\ntitle: Rye bread\nseo_title: Rye bread at home\n---\n",
                "posts/rye-2.md": "---\ntitle: Rye bread\n---\n",
            }
        ),
        bad(
            pages={
                "posts/rye-2.md": "---\ntitle: ⟦Rye bread!⟧\n---\n",
                "posts/rye-1.md": "---\ntitle: Rye  Bread\n---\n",
            }
        ),
        bad(
            pages={
                "posts/a.md": "---\ntitle: ⟦Rye bread | Oven⟧\ndate: 2025-02-01\n---\n",
                "posts/b.md": "---\ntitle: Rye bread\ndate: 2024-02-01\n---\n",
            },
            site={"name": "Oven"},
        ),
    ],
)
def check(site: Site, options: DuplicateTitle) -> Iterator[Problem]:
    name = site.settings.name.casefold()

    def fold(text: str) -> str:
        if name and "site-suffix" in options.normalise:
            *front, end = _SUFFIX.split(text)
            if front and end == name:
                text = text[: -len(name)].rstrip(" |–—·»-")
        if "punctuation" in options.normalise:
            text = " ".join(_PUNCTUATION.sub(" ", text).split()) or text
        return text

    for group in site.repeats("title", fold):
        pages = [
            pair
            for pair in group
            if pair[0].kind in options.kinds and "search-title" not in pair[0].fields
        ]
        yield from _problems(site.by_age(pages))


def _problems(group: Sequence[tuple[Facts, Mention]]) -> Iterator[Problem]:
    for page, title in group[1:]:
        others = [pair for pair in group if pair[0] is not page]
        first = others[0][0].path
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield Problem(
            title.span,
            f"The title is also that of {first}{more}",
            help="Say in each title what only this page is about",
            related=tuple(
                Related(other.path, mention.span, "the same title")
                for other, mention in others[:10]
            ),
            subject="field:title",
            anchor="site",
            path=page.path,
            data={"target": f"title:{group[0][1].text.casefold()}", "pages": len(group)},
        )
