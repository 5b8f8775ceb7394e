"""Two pages declare the same keyphrase.

A search engine shows one page of a site, or two, for a query. Pages that want to be found
for the same one compete with each other, and links to them are split between the two. Pages
that share a subject on purpose say so with the same value of `cluster` in their front matter.
"""

from collections import defaultdict
from collections.abc import Iterator

from seolint.api import (
    Evidence,
    Facts,
    Options,
    Problem,
    Related,
    Site,
    bad,
    good,
    parse_keyphrase,
    site_rule,
)
from seolint_rules.sources import G_SPAM, YOAST


class KeyphraseCannibalised(Options, frozen=True):
    """`max-uses`: pages of one language that may declare the same."""

    max_uses: int = 1


@site_rule(
    severity="warning",
    evidence=[
        Evidence("F", "a keyphrase is used once", YOAST),
        Evidence("G", "many pages for one query are doorways", G_SPAM),
    ],
    options=KeyphraseCannibalised,
    hidden_by=("FM001", "FM004"),
    examples=[
        good(pages={"a.md": "---\nkeyphrase: rye\n---\n", "b.md": "---\nkeyphrase: oats\n---\n"}),
        good(
            pages={
                "a.md": "---\nkeyphrase: taxi\nlang: de\n---\n",
                "b.md": "---\nkeyphrase: taxi\nlang: fr\n---\n",
            }
        ),
        good(
            pages={
                "a.md": "---\nkeyphrase: rye\ncluster: grain\n---\n",
                "b.md": "---\nkeyphrase: rye\ncluster: grain\n---\n",
            }
        ),
        good(
            pages={
                "a.md": "---\nkeyphrase: rye\n---\n",
                "b.md": "---\nkeyphrase: rye\nnoindex: true\n---\n",
            }
        ),
        good(
            pages={"a.md": "---\nkeyphrase: rye\n---\n", "b.md": "---\nkeyphrase: rye\n---\n"},
            max_uses=2,
        ),
        bad(
            pages={
                "a.md": "---\nkeyphrase: how to bake rye bread\n---\n",
                "b.md": "---\nkeyphrase: ⟦baking breads of rye⟧\n---\n",
            }
        ),
    ],
)
def check(site: Site, options: KeyphraseCannibalised) -> Iterator[Problem]:
    uses: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
    clusters: set[tuple[str, str, str]] = set()
    for page in site.pages:
        mention = page.fields.get("keyphrase")
        if mention is None or not (mention.known and page.judged):
            continue
        phrase = parse_keyphrase(mention.text, page.language)
        if phrase is None:
            continue
        use = (page.language, phrase.key)
        cluster = page.fields.get("cluster")
        if cluster is not None:
            shared = (*use, cluster.text)
            if shared in clusters:
                continue
            clusters.add(shared)
        uses[use].append(page)
    for (language, key), pages in uses.items():
        for page in pages[max(1, options.max_uses) :]:
            yield Problem(
                page.fields["keyphrase"].span,
                f"The keyphrase “{page.fields['keyphrase'].text}” is that of {_place(pages[0])},"
                " as well",
                help="Join the pages, or choose the phrase that only this one answers",
                related=tuple(
                    Related(other.path, other.fields["keyphrase"].span, "the same keyphrase")
                    for other in pages
                    if other is not page
                ),
                subject="field:keyphrase",
                anchor="site",
                path=page.path,
                data={"keyphrase": key, "pages": len(pages), "target": f"{language}:{key}"},
            )


def _place(page: Facts) -> str:
    return f"{page.path}:{page.fields['keyphrase'].span.line}"
