"""A page that has been read."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from msgspec import Struct

from seolint.language.sentences import split_sentences
from seolint.language.words import count_words
from seolint.prose import Prose
from seolint.span import Lines, Span
from seolint.values import Field

Kind = Literal["post", "page", "docs", "index", "partial"]
H1Owner = Literal["layout", "body", "either"]
Attributes = Mapping[str, Prose]
"""The attributes of an element: the first of each name, in lower case, with its place."""

CONTAINERS = ("seo", "meta", "params", "extra", "header")
"""Maps of the front matter in which a field is looked for when the top level has none."""


class Heading(Struct, frozen=True):
    """A heading. `name` is its accessible name, blanks folded; `ids` those it states."""

    kind: Literal["atx", "setext", "html", "jsx", "role"]
    level: int
    text: Prose
    name: str
    ids: tuple[str, ...]
    attributes: Attributes
    hidden: bool
    known: bool
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the whole heading, marks or tags included."""
        return self.lines.span(self.start, self.end)


class Link(Struct, frozen=True):
    """A link. `url` is as a browser reads it, `url_span` where it is written."""

    kind: Literal["inline", "reference", "auto", "bare", "html", "jsx", "shortcode", "wiki"]
    url: str
    text: Prose
    name: str
    rel: tuple[str, ...]
    attributes: Attributes
    hidden: bool
    known: bool
    has_url: bool
    lines: Lines
    start: int
    end: int
    url_place: tuple[int, int]

    @property
    def span(self) -> Span:
        """The place of the whole link."""
        return self.lines.span(self.start, self.end)

    @property
    def url_span(self) -> Span:
        """The place of the URL; of a reference link the one in its definition."""
        return self.lines.span(*self.url_place)


class Image(Struct, frozen=True):
    """An image. `field` is one that the front matter names; `alt=""` is an alt."""

    kind: Literal["markdown", "html", "jsx", "shortcode", "field"]
    url: str
    alt: Prose
    has_alt: bool
    name: str
    title: str
    attributes: Attributes
    hidden: bool
    known: bool
    lines: Lines
    start: int
    end: int
    url_place: tuple[int, int]
    element: str = ""
    link: Link | None = None

    @property
    def span(self) -> Span:
        """The place of the whole image."""
        return self.lines.span(self.start, self.end)

    @property
    def url_span(self) -> Span:
        """The place of the URL; of a reference image the one in its definition."""
        return self.lines.span(*self.url_place)


class Block(Struct, frozen=True):
    """A run of text between two block boundaries; headings stand apart.

    `kind` is that of the innermost list item, quote or table cell around it.
    """

    kind: Literal["paragraph", "item", "quote", "cell", "code"]
    text: Prose
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the whole block."""
        return self.lines.span(self.start, self.end)


class Suppression(Struct, frozen=True):
    """A comment, or a key of the front matter, that silences rules.

    It covers the lines from `first_line` to `last_line` (1-based, inclusive). `whole`
    is True when it covers the page; `field` names the front matter key it stands at.
    `names` are the places of the rules, in the order of `rules`.
    """

    rules: tuple[str, ...]
    first_line: int
    last_line: int
    reason: str
    span: Span
    whole: bool = False
    field: str = ""
    names: tuple[Span, ...] = ()


class ReadingProblem(Struct, frozen=True):
    """What the reader saw and a rule reports: FM001, FM002, TEXT002, FILE008, LINK012.

    `start` and `end` are code points of the text.
    """

    kind: Literal[
        "front-matter", "duplicate-key", "encoding", "unclosed-fence", "undefined-reference"
    ]
    message: str
    start: int
    end: int
    data: Mapping[str, Any] = {}


class SiteSettings(Struct, frozen=True):
    """What `[site]`, `[frontmatter]` and the generator's own config say of a root.

    `names` maps a model field to the front matter keys that hold it. `h1` is what the
    config says, `layout_h1` whether a layout file prints the title as H1.
    """

    generator: str = "plain"
    name: str = ""
    base_url: str = ""
    title_template: str = ""
    language: str = ""
    languages: Mapping[str, str] = {}
    authors: Mapping[str, str] = {}
    allowed_hosts: tuple[str, ...] = ()
    partials: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    h1: Literal["auto", "layout", "body", "either"] = "auto"
    layout_h1: bool = False
    slugger: str = "auto"
    trailing_slash: str = "auto"
    explicit_ids: bool = False
    linkify: bool = False
    math: bool = False
    names: Mapping[str, tuple[str, ...]] = {}
    fold_keys: bool = False
    title_fallback: Literal["none", "supplied", "unknown"] = "supplied"
    description_fallback: Literal["auto", "excerpt", "site", "none"] = "auto"
    description_default: bool = False


class Document:
    """A page: its text and what the reader found in it. Rules look and never change it.

    `text` has one code point for each character or undecodable byte of the file:
    undecodable bytes and NUL read as U+FFFD, a byte order mark as a blank.
    """

    path: str
    kind: Kind
    why: str
    draft: bool
    noindex: bool
    language: str
    collection: str
    text: str
    masked: str
    body: int
    lines: Lines
    fields: Mapping[str, Field]
    front_matter: str
    has_head: bool
    head: Mapping[str, Field]
    json_ld: tuple[Prose, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    blocks: tuple[Block, ...]
    suppressions: tuple[Suppression, ...]
    reading_problems: tuple[ReadingProblem, ...]
    site: SiteSettings
    dynamic: bool

    def __init__(self, **parts: Any) -> None:
        self.__dict__.update(parts)

    @property
    def url(self) -> str | None:
        """The page's URL on the site; None while it is not known."""
        return None

    @property
    def top(self) -> Span:
        """Where a finding about the whole page goes.

        The opening fence of the front matter, else the first body line that is not blank.
        """
        return self.lines.span(*self._top)

    @cached_property
    def _top(self) -> tuple[int, int]:
        text = self.text
        begin = 0 if self.front_matter else self.body
        start = begin + len(text[begin:]) - len(text[begin:].lstrip())
        if start == len(text):
            return 0, 0
        row = self.lines.line(start)
        starts = self.lines.starts
        end = starts[row] if row < len(starts) else len(text)
        return start, start + len(text[start:end].rstrip())

    def span(self, start: int, end: int) -> Span:
        """The place of the code points from `start` to `end` (exclusive) of `text`."""
        return self.lines.span(start, end)

    def field(self, name: str) -> Field | None:
        """A field of the model, such as `description` or `search-title`.

        The first of the names that `[frontmatter]` lists, at the top level or in one of
        `CONTAINERS`, else what the `<head>` says. A null value is an absent field.
        """
        return self._found[name] if name in self._found else self._find(name)

    @cached_property
    def _found(self) -> dict[str, Field | None]:
        return {}

    def _find(self, name: str) -> Field | None:
        found = find_field(self.fields, self.site.names.get(name, (name,)), self.site.fold_keys)
        self._found[name] = found = found or self.head.get(name)
        return found

    @cached_property
    def word_count(self) -> int:
        """Words of headings, paragraphs, items, quotes and cells; never code blocks."""
        texts = [heading.text for heading in self.headings]
        texts += [block.text for block in self.blocks if block.kind != "code"]
        return sum(count_words(text.opaque, self.language) for text in texts)

    @cached_property
    def sentences(self) -> tuple[Prose, ...]:
        """The sentences of paragraphs, items and quotes, in order."""
        return tuple(
            block.text.cut(start, end)
            for block in self.blocks
            if block.kind in ("paragraph", "item", "quote")
            for start, end in split_sentences(block.text.opaque, self.language)
        )


def find_field(
    fields: Mapping[str, Field], names: tuple[str, ...], fold: bool = False
) -> Field | None:
    """The first field that one of `names` finds; `a.b` goes into maps."""
    if fold:
        fields = {key.lower(): field for key, field in fields.items()}
    for name in names:
        found = _reach(fields, name.split("."), fold)
        if found is not None:
            return found
    for container in CONTAINERS:
        inner = fields.get(container)
        if inner is not None and inner.fields:
            for name in names:
                found = _reach(inner.fields, name.split("."), fold)
                if found is not None:
                    return found
    return None


def _reach(fields: Mapping[str, Field], keys: list[str], fold: bool) -> Field | None:
    field: Field | None = None
    for key in keys:
        if fold:
            fields = {name.lower(): inner for name, inner in fields.items()}
            key = key.lower()
        field = fields.get(key)
        if field is None or field.type == "null":
            return None
        fields = field.fields
    return field
