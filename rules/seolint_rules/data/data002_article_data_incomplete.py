"""The markup of an article leaves out what could be shown of it.

No property of an article is required. Title, picture, dates and author are those from which
search engines choose what to show beside the link.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Evidence,
    Field,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    type_names,
    type_values,
    values_of,
)
from seolint_rules.sources import G_ART, GEO_LINT, INDXEL

ARTICLES = frozenset(("Article", "BlogPosting", "NewsArticle"))
LEAST_AREA = 50_000
"""Pixels of a picture, width times height, that Google asks for."""

_SOURCES = {
    "headline": "title",
    "image": "image",
    "datePublished": "date",
    "dateModified": "updated",
    "author": "author",
}
"""The fields of the front matter of which a theme makes the properties."""


class ArticleDataIncomplete(Options, frozen=True):
    """`recommended`: properties, `a.b` for one of what `a` holds.

    `front-matter`: whether posts without markup are judged by their front matter, for sites
    whose theme makes the markup of it.
    """

    recommended: tuple[str, ...] = (
        "headline",
        "image",
        "datePublished",
        "dateModified",
        "author.name",
        "author.url",
    )
    front_matter: bool = False


def _page(data: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "BlogPosting"{data}}}</script>\n'


@document_rule(
    severity="info",
    evidence=[
        Evidence("G!", "no property is required; these are recommended", G_ART),
        Evidence("F", "properties of articles are required", GEO_LINT),
        Evidence("F", "properties of articles are required", INDXEL),
    ],
    options=ArticleDataIncomplete,
    examples=[
        good(
            _page(
                ', "headline": "Clay", "image": "clay.jpg", "datePublished": "2026-05-01",'
                ' "dateModified": "2026-05-02", "author": {"name": "Ines", "sameAs": "/ines/"}'
            )
        ),
        good(_page(', "headline": "Clay"'), recommended=["headline"]),
        good(_page(', "author": {"@id": "/ines/"}'), recommended=["author.name", "author.url"]),
        good(
            _page(
                ', "author": {"@id": "/ines/", "name": "Ines"},'
                ' "editor": {"@id": "/ines/", "url": "/ines/"}'
            ),
            recommended=["author.name", "author.url"],
        ),
        good('<script type="application/ld+json">{"@type": "Person"}</script>\n'),
        good("---\ntitle: Clay\n---\nClay is dug.\n"),
        bad(_page(', "headline": "Clay"').replace("BlogPosting", "⟦BlogPosting⟧")),
        bad(
            _page(', "author": ["Ines"]').replace("BlogPosting", "⟦BlogPosting⟧"),
            recommended=["author.name", "author.url"],
        ),
        bad(
            _page(', "image": {"width": ⟦200⟧, "height": 150}'),
            recommended=["image"],
        ),
        bad(
            "⟦---⟧\ntitle: Clay\ndate: 2026-05-01\n---\nClay is dug.\n",
            front_matter=True,
        ),
    ],
)
def check(doc: Document, options: ArticleDataIncomplete) -> Iterator[Problem]:
    things: dict[str, list[Field]] = {}
    for data in doc.structured_data:
        for thing in data.objects:
            if "@id" in thing.fields and not _is_reference(thing):
                things.setdefault(thing.fields["@id"].text, []).append(thing)
    articles = [
        thing
        for data in doc.structured_data
        for thing in data.subjects
        if not ARTICLES.isdisjoint(type_names(thing)) and not _is_reference(thing)
    ]
    for article in articles:
        missing = _missing(article, options.recommended, things)
        name = type_values(article)[0]
        if missing:
            yield Problem(
                name.span,
                f"The {type_names(article)[0]} has no {_listed(missing)}",
                help="Add what is true of the page; none of it is required",
                subject=f"json-ld:{type_names(article)[0]}",
                data={"missing": missing},
            )
        yield from _small_images(article)
    if options.front_matter and not articles and doc.kind == "post" and doc.front_matter:
        absent = [
            _SOURCES[name]
            for name in dict.fromkeys(name.partition(".")[0] for name in options.recommended)
            if name in _SOURCES and doc.field(_SOURCES[name]) is None
        ]
        if absent:
            yield Problem(
                doc.top,
                f"The front matter has no {_listed(absent)} to describe the article with",
                help="Add what is true of the page; none of it is required",
                subject="json-ld",
                anchor="page",
                data={"missing": absent},
            )


def _is_reference(thing: Field) -> bool:
    return set(thing.fields) <= {"@type", "@id", "type", "id"}


def _missing(article: Field, names: tuple[str, ...], things: dict[str, list[Field]]) -> list[str]:
    """The names that are not there; of something that is missing altogether, only its own."""
    missing: list[str] = []
    for name in names:
        outer, _, inner = name.partition(".")
        values = values_of(article, outer)
        if not any(map(_is_something, values)):
            missing.append(outer)
        elif inner and not all(_has(value, inner, things) for value in values):
            missing.append(name)
    return list(dict.fromkeys(missing))


def _is_something(value: Field) -> bool:
    return bool(value.fields or value.text.strip())


def _has(value: Field, name: str, things: dict[str, list[Field]]) -> bool:
    """Whether an author has a property; what is said elsewhere under the same `@id` counts.

    A reference to what is not on the page may find it in what a theme adds.
    """
    if value.type != "map":
        return name == "name"
    id = value.fields.get("@id")
    elsewhere = things.get(id.text, []) if id is not None else []
    if id is not None and not elsewhere:
        return True
    alike = ("url", "sameAs") if name == "url" else (name,)
    return any(
        _is_something(one)
        for thing in (value, *elsewhere)
        for key in alike
        for one in values_of(thing, key)
    )


def _small_images(article: Field) -> Iterator[Problem]:
    for image in values_of(article, "image"):
        sides = [value for name in ("width", "height") for value in values_of(image, name)]
        if len(sides) != 2 or not all(side.text.isdecimal() for side in sides):
            continue
        width, height = (int(side.text) for side in sides)
        if width * height < LEAST_AREA:
            yield Problem(
                sides[0].span,
                f"The image of the article has only {width} × {height} pixels",
                help=f"Give one whose width times height is {LEAST_AREA:,} or more",
                subject="json-ld:image",
            )


def _listed(names: list[str]) -> str:
    return " and no ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
