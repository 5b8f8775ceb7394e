"""A field of the front matter is not of the type that its reader expects.

YAML makes a number of `1.10`, a boolean of `on`, and one text of `a, b`, whatever was
meant. What comes out on the page is `1.1`, `true`, or a tag that holds a comma. A site may
also name the fields that each page has to have.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Field,
    FieldType,
    Fix,
    Kind,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
)
from seolint_rules.sources import HUGO_FM, JEKYLL_FM, YAML_SPEC, YAML_TYPES

Type = Literal["str", "bool", "date", "list", "any"]

TYPES: Mapping[str, Type] = {
    "title": "str",
    "search-title": "str",
    "description": "str",
    "date": "date",
    "updated": "date",
    "draft": "bool",
    "tags": "list",
    "categories": "list",
}
"""Fields of the model, or keys of the front matter."""

ONE_TAG = frozenset(("docusaurus", "eleventy", "hexo", "hugo", "jekyll", "mkdocs", "plain", "zola"))
"""Generators that do not part a text of tags at its commas."""

_CORE_BOOL = lazy_regex(r"true|True|TRUE|false|False|FALSE")
_CORE_NUMBER = lazy_regex(
    r"[-+]?\d+|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?"
)
_WORDS = frozenset(("yes", "no", "on", "off", "y", "n"))
_COMMENT = lazy_regex(r"[ \t]*(#[^\s#!][^\r\n]*)")
"""A note begins with a blank; what follows the sign at once was meant to be read."""

_KEY_END = lazy_regex(r"[\"']?[ \t]*[:=][ \t]*")
_NAME = lazy_regex(r"[a-z][\w-]*")
_PROPERTY = lazy_regex(r"[!&]")
"""A tag or an anchor: with one a value keeps its type in quotes."""

_CALLED = {
    "bool": "a boolean",
    "date": "a date",
    "float": "a number",
    "int": "a number",
    "list": "a list",
    "map": "a map",
    "str": "a text",
}


class FrontMatterSchema(Options, frozen=True):
    """`required`: the fields that a page of a kind must have.

    `types`: what a field must be; those that are not named keep their type, and `any`
    leaves one unjudged.
    """

    required: Mapping[Kind, tuple[str, ...]] = {}
    types: Mapping[str, Type] = {}


@document_rule(
    severity="warning",
    evidence=[
        Evidence("S", "what is a number, a boolean or a text in YAML 1.2", YAML_SPEC),
        Evidence("S", "`yes`, `no`, `on` and `off` are booleans in YAML 1.1", YAML_TYPES),
        Evidence("S", "tags are a list, or words that blanks part", JEKYLL_FM),
        Evidence("S", "tags are a list of texts", HUGO_FM),
        Evidence("M", "on 1 of 2,828 pages of eight public sites"),
        Evidence("F", "which fields a page needs is a matter of the house"),
    ],
    options=FrontMatterSchema,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye 2024\ndate: 2024-05-01\ntags: [rye, spelt]\n---\n"),
        good('---\ntitle: "1.10"\ntags: rye spelt\n---\n'),
        good("---\ntitle: no\n---\n", path="content/rye.md", site={"generator": "hugo"}),
        good("---\ntitle: Rye # a working title\n---\n"),
        good("---\ntitle: 2024\n---\n", types={"title": "any"}),
        good("---\ntitle: Rye\n---\n", path="about.md", required={"post": ["description"]}),
        bad("---\ntitle: ⟦2024⟧\n---\n", fixed='---\ntitle: "2024"\n---\n'),
        bad("---\ntitle: ⟦on⟧\n---\n", fixed='---\ntitle: "on"\n---\n'),
        bad("+++\ntitle = ⟦1.10⟧\n+++\n", fixed='+++\ntitle = "1.10"\n+++\n'),
        bad("---\ntitle: Rye ⟦#1 of all grains⟧\n---\n"),
        bad("---\ndescription:\n  ⟦Rye and more: a guide⟧\n---\n"),
        bad("---\ntitle: Rye\ntags: ⟦rye, spelt⟧\n---\n"),
        bad("---\ntags: [rye, ⟦no⟧]\n---\n", fixed='---\ntags: [rye, "no"]\n---\n'),
        bad("---\ndraft: ⟦yes⟧\n---\n", path="content/rye.md", site={"generator": "hugo"}),
        bad("---\ntitle: Rye\ndate: ⟦2024⟧\n---\n"),
        bad("⟦---⟧\ntitle: Rye\n---\n", required={"post": ["title", "description"]}),
        bad("---\ngrain: ⟦7⟧\n---\n", fixed='---\ngrain: "7"\n---\n', types={"grain": "str"}),
    ],
)
def check(doc: Document, options: FrontMatterSchema) -> Iterator[Problem]:
    yield from _missing(doc, options.required.get(doc.kind, ()))
    if doc.front_matter not in ("yaml", "toml", "json"):
        return
    judged: set[int] = set()
    for name, type in {**TYPES, **options.types}.items():
        field = doc.field(name)
        if field is not None and field.key_start not in judged:
            judged.add(field.key_start)
            yield from _mistyped(doc, name, field, type)
    if doc.front_matter == "yaml" and "#" in doc.text[: doc.body]:
        yield from _cut(doc)


def _missing(doc: Document, names: tuple[str, ...]) -> Iterator[Problem]:
    for name in names:
        field = doc.field(name)
        present = field is not None and (field.text.strip() or field.type in ("list", "map"))
        keys = doc.site.names.get(name, (name,))
        if not present and doc.site.defaults.isdisjoint(key.lower() for key in keys):
            yield Problem(
                doc.top,
                f"`{name}` is missing, and each {doc.kind} needs it",
                help=f"Add `{name}` to the front matter",
                subject=f"field:{name}",
                anchor="page",
            )


def _mistyped(doc: Document, name: str, field: Field, expected: Type) -> Iterator[Problem]:
    if not field.known:
        return
    found = _type_of(doc, field)
    match expected:
        case "str" if found in ("int", "float", "date") or _is_switch(field, found):
            yield _unquoted(doc, name, field, f"`{field.key}` is {_CALLED[found]}, not a text")
        case "str" if found == "list" or (
            found == "map" and not all(map(_NAME.fullmatch, field.fields))
        ):
            help = "Put the text in quotes"
            yield _problem(name, field, f"`{field.key}` is {_CALLED[found]}, not a text", help)
        case "list" if found == "str" and "," in field.text and doc.site.generator in ONE_TAG:
            says = f"`{field.key}` is one text with commas, not a list"
            yield _problem(name, field, says, "Put the names in brackets, or one on each line")
        case "list":
            for item in field.items:
                found = _type_of(doc, item)
                if item.known and found == "bool":
                    says = f"`{item.text}` in `{field.key}` is {_CALLED[found]}, not a text"
                    yield _unquoted(doc, name, item, says)
        case "bool" if found == "str" and field.text.lower() in _WORDS:
            says = f"`{field.text}` is a text here, neither true nor false"
            yield _problem(name, field, says, "Write true or false")
        case "date" if found in ("bool", "int", "float", "list"):
            says = f"`{field.key}` is {_CALLED[found]}, not a date"
            yield _problem(name, field, says, "Write year, month and day with hyphens")


def _type_of(doc: Document, field: Field) -> FieldType:
    """The type of a value for the version of YAML that the generator reads."""
    if doc.front_matter != "yaml" or doc.site.yaml == "1.1":
        return field.type
    if field.type == "bool" and not _CORE_BOOL.fullmatch(field.text):
        return "str"
    if field.type in ("int", "float") and not _CORE_NUMBER.fullmatch(field.text):
        return "str"
    return field.type


def _is_switch(field: Field, found: FieldType) -> bool:
    """Whether a word was taken for a boolean; `title: false` is how themes hide a title."""
    return found == "bool" and field.text.lower() != "false"


def _unquoted(doc: Document, name: str, field: Field, says: str) -> Problem:
    fix: Fix | None = None
    if not _PROPERTY.search(doc.text, field.key_start, field.start):
        span, quoted = field.span, f'"{field.text}"'
        fix = Fix((Edit(span.start, span.end, quoted),), f"Write {quoted}")
    return _problem(name, field, says, "Put it in quotes", fix)


def _problem(name: str, field: Field, says: str, help: str, fix: Fix | None = None) -> Problem:
    return Problem(field.span, says, help=help, fix=fix, subject=f"field:{name}")


def _cut(doc: Document) -> Iterator[Problem]:
    """Texts of which a part, or all, became a comment."""
    for name in ("title", "search-title", "description"):
        field = doc.field(name)
        if field is None:
            keys = doc.site.names.get(name, (name,))
            nulls = [doc.fields[key] for key in keys if key in doc.fields]
            ends = [_KEY_END.match(doc.text, null.key_end) for null in nulls]
            places = [end.end() for end in ends if end is not None]
        else:
            places = [field.end]
        for place in places:
            comment = _COMMENT.match(doc.text, place)
            if comment is not None:
                yield Problem(
                    doc.span(*comment.span(1)),
                    f"“{comment[1].rstrip()}” is a comment and no part of the {name}",
                    help="Put the whole value in quotes",
                    subject=f"field:{name}",
                )
