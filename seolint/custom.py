"""Rules made of data: what `[[custom-rules]]` of a configuration says."""

import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from seolint.document import Document
from seolint.finding import Problem, Severity
from seolint.globs import Globs
from seolint.patterns import lazy_regex
from seolint.prose import CODE, UNKNOWN, Prose
from seolint.rule import Evidence, Rule
from seolint.values import Field

if TYPE_CHECKING:
    import regex

TIME_LIMIT = 0.25
"""Seconds that the pattern of a rule may take on one page."""

FIELD = "field:"
"""What a field of the front matter begins with as an area."""

PLACEHOLDER = lazy_regex(r"\{[^{}]*\}")
PLACEHOLDERS = ("{match}", "{field}")
_LONGEST_MATCH = 60

Text = tuple[Prose, str]
"""What is searched, and the subject of a problem in it."""


class CustomRule(Struct, frozen=True, kw_only=True, rename="kebab"):
    """An entry of `[[custom-rules]]`: one of `pattern`, `must_match` and `require_field`.

    `area` is where the pattern is looked for: a key of `AREAS`, or a field of the front
    matter as `field:KEY`. `files` are globs of the pages that are judged; none: all.
    """

    code: str
    name: str
    message: str = ""
    severity: Severity = "warning"
    files: tuple[str, ...] = ()
    area: str = msgspec.field(name="in", default="")
    pattern: str = ""
    must_match: str = ""
    require_field: str = ""


class Searcher:
    """A pattern of a user, which no text can hold up for longer than `TIME_LIMIT`."""

    def __init__(self, pattern: str, key: str) -> None:
        import regex

        self._pattern = regex.compile(pattern)
        self._key = key

    def finds(self, text: str) -> bool:
        """Whether the pattern occurs in `text`.

        Raises:
            SlowPatternError: it takes too long to tell.
        """
        try:
            return self._pattern.search(text, timeout=TIME_LIMIT) is not None
        except TimeoutError as error:
            message = f"a pattern of {self._key} took longer than {TIME_LIMIT} s"
            raise SlowPatternError(message) from error


class SlowPatternError(Exception):
    """A pattern that was stopped, since it took longer than `TIME_LIMIT` on a page."""

    help = "Write it without repetitions of what can repeat in itself, such as (a|aa)+"


def custom_rule(given: CustomRule) -> Rule:
    """The rule that an entry means. Its check raises SlowPatternError."""
    check = _finder(given)
    globs = Globs(given.files) if given.files else None

    def check_wanted(doc: Document) -> Iterator[Problem]:
        if globs is None or globs.match(doc.path) is not None:
            yield from check(doc)

    return Rule(
        scope="doc",
        severity=given.severity,
        evidence=(Evidence("F", "a rule of this configuration"),),
        docs=_docs(given),
        hidden_by=("FM001",) if given.require_field else (),
        check=check_wanted,
    )


def complaint_about(pattern: str) -> str:
    """What is wrong with a regular expression; empty when it can be used."""
    import regex

    try:
        regex.compile(pattern)
    except regex.error as error:
        return str(error)
    except RecursionError:
        return "it is nested too deeply"
    return ""


def _finder(given: CustomRule) -> Callable[[Document], Iterator[Problem]]:
    if given.require_field:
        return lambda doc: _missing(given, doc)
    import regex

    pattern = regex.compile(given.pattern or given.must_match)
    find = _forbidden if given.pattern else _required
    return lambda doc: find(given, _Search(given, pattern), doc)


class _Search:
    """A pattern on one page, with the time that it has left."""

    def __init__(self, given: CustomRule, pattern: "regex.Pattern[str]") -> None:
        self.key = "pattern" if given.pattern else "must-match"
        self.pattern = pattern
        self.left = TIME_LIMIT

    def matches(self, text: str) -> "list[regex.Match[str]]":
        """Where the pattern is found in what is not a template's."""
        started = time.process_time()
        try:
            found = list(self.pattern.finditer(text, timeout=max(self.left, 1e-6)))
        except TimeoutError as error:
            message = f"its `{self.key}` in [[custom-rules]] took longer than {TIME_LIMIT} s"
            raise SlowPatternError(message) from error
        self.left -= time.process_time() - started
        return [match for match in found if UNKNOWN not in match[0] and CODE not in match[0]]


def _forbidden(given: CustomRule, search: _Search, doc: Document) -> Iterator[Problem]:
    for text, subject in _texts(given.area, doc):
        for match in search.matches(_searched(given.area, text)):
            yield Problem(
                text.span(*match.span()),
                _message(given, match[0]),
                subject=subject or f"text:{_shortened(match[0])}",
            )


def _required(given: CustomRule, search: _Search, doc: Document) -> Iterator[Problem]:
    """Says which texts do not match; of the body it is enough that one does."""
    texts = [(text, subject) for text, subject in _texts(given.area, doc) if text.text.strip()]
    if given.area != "body":
        for text, subject in texts:
            if text.known and not search.matches(text.text):
                yield Problem(text.span(), _message(given), subject=subject)
    elif texts and all(
        text.known and not search.matches(_searched(given.area, text)) for text, _ in texts
    ):
        yield Problem(doc.top, _message(given), subject="body", anchor="page")


def _missing(given: CustomRule, doc: Document) -> Iterator[Problem]:
    if doc.kind == "partial" or doc.front_matter == "export":
        return
    field = doc.field(given.require_field)
    if field is None or not (field.text.strip() or field.items or field.fields):
        yield Problem(
            doc.top if field is None else field.key_span,
            _message(given),
            subject=f"{FIELD}{given.require_field}",
            anchor="page",
        )


def _searched(area: str, text: Prose) -> str:
    """The text in which a pattern is looked for: code is no part of the body."""
    return text.opaque if area == "body" else text.text


def _body(doc: Document) -> Iterator[Text]:
    for heading in doc.headings:
        if not heading.hidden:
            yield heading.text, ""
    for block in doc.blocks:
        if block.kind != "code":
            yield block.text, ""


def _headings(doc: Document) -> Iterator[Text]:
    for heading in doc.headings:
        if not heading.hidden:
            yield heading.text, f"heading:{heading.name}"


def _alts(doc: Document) -> Iterator[Text]:
    for image in doc.images:
        if image.has_alt and not image.hidden:
            yield image.alt, f"alt:{image.alt.text}"


def _urls(doc: Document) -> Iterator[Text]:
    for link in doc.links:
        if link.has_url:
            yield _address(doc, link.url, link.url_place), f"link:{link.url}"
    for image in doc.images:
        if image.kind != "field":
            yield _address(doc, image.url, image.url_place), f"image:{image.url}"


def _address(doc: Document, url: str, place: tuple[int, int]) -> Prose:
    return Prose(doc.lines, [(*place, url, False)], *place)


def _field_texts(name: str, doc: Document) -> Iterator[Text]:
    field = doc.field(name)
    if field is not None and doc.front_matter != "export":
        for value in _values(field):
            yield value, f"{FIELD}{name}"


def _values(field: Field) -> Iterator[Prose]:
    """The texts of a value: of a list those of its items, of a map none."""
    if field.items:
        for item in field.items:
            yield from _values(item)
    elif not field.fields:
        yield field.value


AREAS: Mapping[str, tuple[Callable[[Document], Iterator[Text]], str, str]] = {
    "body": (_body, "body", "the body"),
    "title": (lambda doc: _field_texts("title", doc), "title", "the title"),
    "description": (lambda doc: _field_texts("description", doc), "description", "the description"),
    "headings": (_headings, "heading", "a heading"),
    "alt": (_alts, "alt text", "the alt text of an image"),
    "url": (_urls, "address", "the address of a link or an image"),
}
"""Where a pattern may be looked for: its texts, what `{field}` is there, and in words."""


def _texts(area: str, doc: Document) -> Iterator[Text]:
    if area.startswith(FIELD):
        return _field_texts(area.removeprefix(FIELD), doc)
    return AREAS[area][0](doc)


def _field_name(given: CustomRule) -> str:
    if given.area in AREAS:
        return AREAS[given.area][1]
    return given.require_field or given.area.removeprefix(FIELD)


def _message(given: CustomRule, match: str = "…") -> str:
    values = {"{match}": _shortened(match), "{field}": _field_name(given)}
    return PLACEHOLDER.sub(lambda found: values.get(found[0], found[0]), given.message)


def _shortened(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _LONGEST_MATCH else f"{folded[:_LONGEST_MATCH]}…"


def _docs(given: CustomRule) -> str:
    where = AREAS[given.area][2] if given.area in AREAS else f"the field `{_field_name(given)}`"
    if given.require_field:
        claim = f"The front matter has to have `{given.require_field}`."
    elif given.pattern:
        claim = f"The pattern `{given.pattern}` must not be found in {where}."
    else:
        claim = f"The pattern `{given.must_match}` has to be found in {where}."
    pages = f" It is a rule for {', '.join(f'`{glob}`' for glob in given.files)}."
    return f"{_message(given).rstrip('.')}.\n\n{claim}{pages if given.files else ''}\n"
