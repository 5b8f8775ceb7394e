"""What pages may know of each other."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from seolint.document import Kind, Suppression
from seolint.span import Span

ReferenceKind = Literal[
    "", "inline", "reference", "auto", "bare", "html", "jsx", "shortcode", "markdown", "field"
]


class Mention(Struct, frozen=True, gc=False, array_like=True):
    """A text of a page and its place."""

    text: str
    span: Span
    known: bool = True


class Reference(Mention, frozen=True, gc=False, array_like=True):
    """A link or an image: its URL as written, and the place of that.

    `kind` is that of the `Link` or `Image`. Of what is not known `text` is the source, with
    the template that computes it.
    """

    kind: ReferenceKind = ""


class Label(Mention, frozen=True, gc=False, array_like=True):
    """A tag or a category; `taxonomy` is the key of the front matter that lists it."""

    taxonomy: str = ""


class Alternate(Mention, frozen=True, gc=False, array_like=True):
    """The URL of the page in another language, as `hreflang` declares it."""

    language: str = ""


class Section(Struct, frozen=True, gc=False, array_like=True):
    """A visible heading; `atx` tells that it is written with `#` marks.

    `ids` are those that it states, else those that the generator makes. Where its algorithm is not
    known, `title` holds what they are made of: a `Title`, or its text if all of it is the same.
    `text` is its name when it is an H1, and empty when it is not. `opens` tells that no text
    stands before it.
    """

    level: int
    ids: tuple[str, ...]
    span: Span
    atx: bool
    text: str = ""
    opens: bool = False
    title: tuple[str, ...] = ()


class Facts(Struct, frozen=True, gc=False):
    """What other pages may know of a page; it is cached and crosses processes.

    `path` is relative to the root; `full` tells that the page is a whole HTML document,
    `empty` that it has no text, `dynamic` that templates or components add to it, `titled`
    that some key of its front matter names a title, `pictured` that one names a picture.
    `fields` has those of the model by name, and a few keys that tell when a page is published.
    `url` is that of `Document`; `ids_known` tells that no heading has an id that cannot be told,
    and nothing in the page may bring in others. `links` are those to pages and files of the
    site, `aliases` the addresses that lead here, `ids` those of other elements than headings.
    `signature` tells how alike two texts are (`seolint.similarity`); a short one has none.
    `outward` are the URLs on other hosts, noted only when the web is to be asked for them.
    """

    path: str
    kind: Kind
    draft: bool
    noindex: bool
    language: str
    collection: str
    full: bool
    empty: bool
    dynamic: bool
    titled: bool
    top: Span
    fields: Mapping[str, Mention]
    headings: tuple[Section, ...]
    images: tuple[Reference, ...]
    suppressions: tuple[Suppression, ...]
    url: str | None = None
    pictured: bool = False
    ids_known: bool = False
    links: tuple[Reference, ...] = ()
    aliases: tuple[Mention, ...] = ()
    tags: tuple[Label, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    ids: tuple[str, ...] = ()
    signature: bytes = b""
    outward: tuple[Mention, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether the page is one that search engines and readers are meant to find."""
        return not (self.draft or self.noindex or self.kind == "partial")
