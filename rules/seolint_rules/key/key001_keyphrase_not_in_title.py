"""The title does not hold the keyphrase that the page declares.

The title is what people see first in a list of results, so it should name what the page is
about. Any form and order of the words will do, and so will a synonym: search engines know
variants. Nothing has to stand at the beginning.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good, missing_words
from seolint_rules.sources import G_START, RANK_MATH, YOAST


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "search engines understand variants, so no exact match is asked", G_START),
        Evidence("F", "all words of the keyphrase in the title", YOAST),
        Evidence("F", "the keyphrase in the title", RANK_MATH),
    ],
    hidden_by=("FM001", "FM004", "KEY020"),
    examples=[
        good("---\ntitle: How to bake breads of rye\nkeyphrase: baking rye bread\n---\n"),
        good("---\ntitle: A dark loaf\nkeyphrase: rye bread\nkeyphrase_synonyms: dark loaf\n---\n"),
        good("---\ntitle: Roggenbrote backen\nlang: de\nkeyphrase: das Roggenbrot\n---\n"),
        good("---\ntitle: '{{ name }}'\nkeyphrase: rye\n---\n", site={"generator": "jekyll"}),
        good("---\ntitle: A dark loaf\nkeyphrase: rye bread\nnoindex: true\n---\n"),
        good("---\ntitle: Ražen hljab\nlang: mk\nkeyphrase: raženiot hljab\n---\n"),
        bad("---\ntitle: ⟦Bread for beginners⟧\nkeyphrase: rye bread\n---\n"),
        bad("---\ntitle: ⟦Bread of rye⟧\nkeyphrase: '\"rye bread\"'\n---\n"),
        bad("---\ntitle: ⟦Bread for beginners⟧\nseolint: {keyphrase: rye bread}\n---\n"),
        bad("---\ntitle: ⟦パンの焼き方⟧\nlang: ja\nkeyphrase: ライ麦パン\n---\n"),
        bad("---\nkeyphrase: rye bread\n---\n# ⟦Bread for beginners⟧\n"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    phrase = doc.keyphrase
    if phrase is None or doc.noindex or not phrase.certain:
        return
    title = doc.field("search-title") or doc.field("title")
    if title is not None:
        text, place = title.value, title.span
        if not (title.known and title.text):
            return
    else:
        heading = next((heading for heading in doc.headings if heading.level == 1), None)
        if heading is None or heading.hidden or not heading.known:
            return
        text, place = heading.text, heading.text.span()
    missing = missing_words((phrase, *doc.synonyms), text.text)
    if missing:
        words = " and ".join(f"“{word}”" for word in missing)
        whole = len(missing) == len(phrase.words) or phrase.exact
        yield Problem(
            place,
            f"The keyphrase “{phrase.text}” is not in the title"
            + ("" if whole else f", which lacks {words}"),
            help="Name it there, in the form and order that read best",
            subject="keyphrase:title",
            anchor="page",
            data={"keyphrase": phrase.text, "missing": list(missing)},
        )
