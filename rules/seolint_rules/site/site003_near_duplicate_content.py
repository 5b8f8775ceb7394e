"""Two pages of the site have nearly the same text.

A copy with a few words changed competes with its original, and readers who find both feel
fooled. Search engines show one of the two, and choose themselves. That is no penalty; many
pages made so are.
"""

from collections.abc import Iterator

from seolint.api import (
    Evidence,
    Kind,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_SPAM, G_START, SCREAMING_FROG

_STORY = (
    "The river rose in the night and took the lower field. "
    "By noon the men had carried the sheep to the hill, and the dog lay down in the barn. "
    "Nobody spoke of the bridge, which had stood for ninety years and was gone. "
    "My aunt boiled coffee for all of them and counted the cups twice. "
    "When the water fell it left a boat in the apple tree, red and whole, with a name on it. "
    "We asked in every village downstream, and no one had lost one. "
    "So it stayed where it was, and the next spring there were blossoms around the oars. "
    "Children climbed into it and sailed to Africa. "
    "In the fourth year a man came, old and thin, and stood under the tree for a long while. "
    "He said that he had built it for his daughter, that she had never seen it, and that we "
    "should keep it. "
)


_VERSION = lazy_regex(
    r"[-_]?(?:v(?:(?<=\bv)|(?<=[-_]v))\d++(?:\.\d++)*+|\d(?<!\d\d)\d*+(?:\.\d++)+)"
)
"""A version in a path: two versions of a document are meant to be alike."""


class NearDuplicateContent(Options, frozen=True):
    """`threshold`: the share of passages of three words and more in common. `kinds`: of pages."""

    threshold: float = 0.85
    kinds: tuple[Kind, ...] = ("post", "page")


def _unversioned(path: str) -> str:
    return _VERSION.sub("", path)


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "many pages with little that is their own are spam", G_SPAM),
        Evidence("G!", "the same content twice is no violation of the policies", G_START),
        Evidence("F", "pages that are 90 % alike are an issue", SCREAMING_FROG),
        Evidence("F", "identical pages are reported", ASTRO_POST_AUDIT),
    ],
    options=NearDuplicateContent,
    related=("TEXT032",),
    examples=[
        good(
            pages={
                "posts/flood.md": f"---\ntitle: The flood\n---\n{_STORY}\n",
                "posts/boat.md": "---\ntitle: The boat\n---\nA boat hung in our apple tree.\n",
            }
        ),
        good(
            pages={
                "posts/flood.md": f"---\ntitle: The flood\n---\n{_STORY}\n",
                "posts/copy.md": (f"---\ntitle: A copy\ncanonical: /posts/flood/\n---\n{_STORY}\n"),
            }
        ),
        good(
            pages={
                "terms/terms-v1.2.html": f"<title>Terms</title><p>{_STORY}</p>\n",
                "terms/terms-v1.3.html": f"<title>Terms</title><p>{_STORY}</p>\n",
            }
        ),
        bad(
            pages={
                "posts/flood-2.md": (
                    f"⟦---⟧\ntitle: The boat\n---\n{_STORY.replace('noon', 'three')}\n"
                ),
                "posts/flood-1.md": f"---\ntitle: The flood\n---\n{_STORY}\n",
            }
        ),
    ],
)
def check(site: Site, options: NearDuplicateContent) -> Iterator[Problem]:
    for first, page, share in site.alike(options.threshold):
        if first.kind not in options.kinds or page.kind not in options.kinds:
            continue
        if "canonical" in first.fields or "canonical" in page.fields:
            continue
        if first.path != page.path and _unversioned(first.path) == _unversioned(page.path):
            continue
        percent = round(share * 100)
        yield Problem(
            page.top,
            f"The text is nearly that of {first.path} ({percent} % alike)",
            help="Make one page of the two, or name the other one as canonical",
            related=(Related(first.path, first.top, "nearly the same text"),),
            subject=f"copy:{first.path}",
            anchor="site",
            path=page.path,
            data={"target": f"copy:{first.path}", "percent": percent},
        )
