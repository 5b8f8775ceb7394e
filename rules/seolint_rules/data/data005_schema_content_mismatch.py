"""The structured data says something else than the page.

Search engines believe neither when title, dates, author or picture differ, and count
questions or reviews that no reader finds on the page as deception.
"""

from collections.abc import Iterator
from datetime import date

from seolint.api import (
    Document,
    Evidence,
    Field,
    Options,
    Problem,
    bad,
    document_rule,
    file_name,
    good,
    lazy_regex,
    type_names,
    values_of,
    word_list,
)
from seolint_rules.sources import G_DATE, G_SDPOL, ISO_8601

_ARTICLES = frozenset(("Article", "BlogPosting", "NewsArticle", "TechArticle"))
_DATES = {"datePublished": "date", "dateModified": "updated"}
_STAMPS = (*_DATES, "dateCreated", "uploadDate")
_ISO = lazy_regex(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)"
    r"(?:(?<=-\d\d-\d\d)T\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_DAY = lazy_regex(r"\d{4}-\d\d-\d\d")
_TAG = lazy_regex(r"<[^<>]*>")
_NO_LETTER = lazy_regex(r"[\W_]+")

OPENING = 8
"""Words by which a text is looked for on the page."""

LEAST_STEM = 3
"""Letters of a file name that tell one picture from another."""


class SchemaContentMismatch(Options, frozen=True):
    """`headline-similarity`: from 0 to 1, the words that headline and title share at least.

    It is the share of the shorter of the two, so that a short headline may leave words out.
    """

    headline_similarity: float = 0.6


def _page(data: str, front: str = "title: Clay from the river\n") -> str:
    return (
        f"---\n{front}---\nHow long does clay dry? A week or two.\n\n"
        f'<script type="application/ld+json">{{{data}}}</script>\n'
    )


_ARTICLE = '"@type": "BlogPosting", '
_QUESTION = (
    '"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "How long does clay dry?",'
    ' "acceptedAnswer": {"@type": "Answer", "text": "%s"}}'
)


@document_rule(
    severity="warning",
    evidence=[
        Evidence("G", "markup describes what readers see on the page", G_SDPOL),
        Evidence("G", "dates in text and markup agree, with a time zone", G_DATE),
        Evidence("S", "how dates are written", ISO_8601),
    ],
    options=SchemaContentMismatch,
    examples=[
        good(_page(_ARTICLE + '"headline": "River clay"')),
        good(
            _page(
                _ARTICLE + '"datePublished": "2026-05-01T23:30:00Z", "author": "Ines Moor",'
                ' "image": "https://kiln.example/img/pit-1200x630.jpg"',
                "date: 2026-05-02\nauthor: Ines Moor\nimage: /img/pit.jpg\n",
            )
        ),
        good(_page(_QUESTION % "<p>A week or two.</p>")),
        bad(_page(_ARTICLE + '"headline": "⟦Ten kilns you must see⟧"'), severity="warning"),
        bad(_page(_ARTICLE + '"datePublished": "⟦2024-05-01⟧"', "date: 2026-05-01\n")),
        bad(_page(_ARTICLE + '"dateModified": "⟦1 May 2026⟧"')),
        bad(_page(_ARTICLE + '"dateModified": "⟦2026-05-01T10:00:00⟧"'), severity="info"),
        bad(_page(_ARTICLE + '"author": {"name": "⟦Jan Holt⟧"}', "author: Ines Moor\n")),
        bad(_page(_ARTICLE + '"image": "⟦/img/logo.png⟧"', "image: /img/pit.jpg\n")),
        bad(_page(_QUESTION % "⟦Five minutes in the sun.⟧")),
    ],
)
def check(doc: Document, options: SchemaContentMismatch) -> Iterator[Problem]:
    if not doc.structured_data:
        return
    articles = []
    for data in doc.structured_data:
        for thing in data.objects:
            yield from _dates(thing)
        articles += [thing for thing in data.subjects if _ARTICLES & set(type_names(thing))]
        if not doc.dynamic:
            yield from _unseen(doc, [*data.objects])
    if len(articles) == 1:
        article = articles[0]
        yield from _headline(doc, article, options.headline_similarity)
        yield from _days(doc, article)
        yield from _author(doc, article)
        yield from _image(doc, article)


def _problem(value: Field, name: str, message: str, help: str) -> Problem:
    return Problem(value.span, message, help=help, subject=f"json-ld:{name}")


def _dates(thing: Field) -> Iterator[Problem]:
    """Dates that cannot be read, and times of which nobody knows where they hold."""
    for name in _STAMPS:
        for value in values_of(thing, name):
            stamp = _ISO.fullmatch(value.text.strip())
            if stamp is None or (len(stamp["day"]) == len("2026-01-31") and not _day(value.text)):
                message = f"“{value.text}” is no date as structured data has it"
                yield _problem(value, name, message, "Write it like 2026-01-31 (ISO 8601)")
            elif "T" in stamp[0] and not stamp["zone"]:
                yield Problem(
                    value.span,
                    f"The time of {name} has no time zone",
                    help="Add one, such as Z or +01:00",
                    subject=f"json-ld:{name}",
                    severity="info",
                )


def _day(text: str) -> date | None:
    found = _DAY.match(text.strip())
    try:
        return date.fromisoformat(found[0]) if found is not None else None
    except ValueError:
        return None


def _headline(doc: Document, article: Field, least: float) -> Iterator[Problem]:
    fields = (doc.field("title"), doc.field("search-title"))
    titles = [field.text for field in fields if field is not None and field.known]
    titles += [heading.name for heading in doc.headings if heading.level == 1 and heading.known]
    known = [_words(doc, title) for title in titles]
    for value in values_of(article, "headline"):
        words = _words(doc, value.text)
        shares = [len(words & title) / min(len(words), len(title)) for title in known if title]
        if words and shares and max(shares) < least:
            yield _problem(
                value,
                "headline",
                "The headline in the structured data is not that of the page",
                f"Write the title: {titles[0]}",
            )


def _words(doc: Document, text: str) -> set[str]:
    return set(word_list(text.casefold(), doc.language))


def _days(doc: Document, article: Field) -> Iterator[Problem]:
    """Days that differ by more than a time zone may."""
    for name, field_name in _DATES.items():
        field = doc.field(field_name)
        said = _day(field.text) if field is not None and field.known else None
        for value in values_of(article, name):
            day = _day(value.text)
            if said and day and abs((said - day).days) > 1:
                yield _problem(
                    value,
                    name,
                    f"{name} is {day} in the structured data, and {said} in the front matter",
                    "Correct the one that is wrong",
                )


def _author(doc: Document, article: Field) -> Iterator[Problem]:
    """Persons of whom the front matter has no name in common."""
    field = doc.field("author")
    if field is None or not field.known:
        return
    names = [doc.site.authors.get(one.text, one.text) for one in (field, *field.items)]
    full = [set(_NO_LETTER.split(name.casefold())) for name in names if " " in name.strip()]
    if len(full) != max(1, len(field.items)):
        return
    for author in values_of(article, "author"):
        named = values_of(author, "name") if author.type == "map" else (author,)
        if "Organization" in type_names(author) or len(named) != 1 or not named[0].text:
            continue
        if not any(words & set(_NO_LETTER.split(named[0].text.casefold())) for words in full):
            yield _problem(
                named[0],
                "author",
                f"The author is {named[0].text} in the structured data, and"
                f" {', '.join(filter(None, names))} in the front matter",
                "Correct the one that is wrong",
            )


def _image(doc: Document, article: Field) -> Iterator[Problem]:
    """Pictures that are no crop or size of that of the front matter, told by their names."""
    field = doc.field("image")
    own = _stem(field.text) if field is not None and field.known and field.type == "str" else ""
    pictures = [
        picture
        for value in values_of(article, "image")
        for picture in (values_of(value, "url") if value.type == "map" else (value,))
    ]
    stems = [_stem(picture.text) for picture in pictures]
    if len(own) < LEAST_STEM or not stems or min(map(len, stems)) < LEAST_STEM:
        return
    if not any(own in stem or stem in own for stem in stems):
        yield _problem(
            pictures[0],
            "image",
            "The image in the structured data is not that of the front matter",
            "Correct the one that is wrong",
        )


def _stem(url: str) -> str:
    name = file_name(url)
    return _NO_LETTER.sub("", (name.rpartition(".")[0] or name).casefold())


def _unseen(doc: Document, things: list[Field]) -> Iterator[Problem]:
    """Questions, answers and reviews that stand in the markup alone."""
    texts = [value for thing in things for value in _quoted(thing)]
    if not texts:
        return
    page = _run(doc, "\n".join([doc.text[: doc.body], *(text.text for text in doc.texts)]))
    unseen = [value for value in texts if f" {_opening(doc, value)} " not in page]
    if unseen:
        yield _problem(
            unseen[0],
            "text",
            "This text stands in the structured data and not on the page"
            if len(unseen) == 1
            else f"{len(unseen)} texts stand in the structured data and not on the page",
            "Show it to readers, or delete it",
        )


def _opening(doc: Document, value: Field) -> str:
    from html import unescape

    plain = unescape(_TAG.sub(" ", value.text))
    return " ".join(word_list(plain.casefold(), doc.language)[:OPENING])


def _run(doc: Document, text: str) -> str:
    return f" {' '.join(word_list(text.casefold(), doc.language))} "


def _quoted(thing: Field) -> Iterator[Field]:
    """What an object says to be written on the page."""
    names = type_names(thing)
    if "FAQPage" in names:
        for question in values_of(thing, "mainEntity"):
            yield from values_of(question, "name")
            for answer in values_of(question, "acceptedAnswer"):
                yield from values_of(answer, "text")
    if "Review" in names:
        yield from values_of(thing, "reviewBody")
