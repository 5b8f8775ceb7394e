"""A page that has been read -> what other pages may know of it."""

from collections.abc import Iterator

from seolint.document import Document, Heading, Image, Link
from seolint.facts import Alternate, Facts, Label, Mention, Reference, Section
from seolint.language.words import UNSPACED
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN
from seolint.resolution.calls import find_elements
from seolint.similarity import signature
from seolint.urls import scheme
from seolint.values import Field
from seolint.web import request_url

FIELDS = (
    "title",
    "search-title",
    "description",
    "canonical",
    "date",
    "updated",
    "author",
    "image",
    "draft",
    "published",
    "publishDate",
    "expiryDate",
    "robots",
    "slug",
    "keyphrase",
    "cluster",
    "redirect_to",
)
"""The fields of the model that site rules see, and keys that some of them ask for."""

ALIASES = ("aliases", "alias", "redirect_from", "redirects")
"""The keys of the front matter that list the former addresses of a page."""

ALTERNATES = ("alternates", "hreflang", "translations")
"""The keys of the front matter that map languages to the URLs of a page in them."""

_CALL = lazy_regex(
    r"\{%-?\s*(?:post_url|link|post_path|asset_path)\s|\{\{[<%]\s*(?:rel)?ref\s"
    r"|\{\{-?\s*(?:site\.|[\"'])",
)
"""Template calls in a URL that say which page or path they mean."""

_VALUE = lazy_regex(
    r"""=(?:(?<=id=)|(?<=name=)|(?<=id\s=)|(?<=name\s=)|(?<=\s\s=))"""
    r"""\s*(?:\{\s*)?(?:"([^"\r\n]+)"|'([^'\r\n]+)'|([^\s"'<>{}=]+))"""
)
"""A value that may be an id. The search for a pattern is quick when it begins with a character."""

_ID_BEFORE = lazy_regex(r"\b(?:id|name)\s*\Z")
"""An attribute that makes an id, up to the equals sign."""
_FARTHEST = 16
"""Code points before an equals sign in which the name of an attribute is looked for."""

_LISTED_ID = lazy_regex(r"\{:?[^{}#\r\n]*+#([^\s{}]++)[^{}\r\n]*+\}")
"""An id in an attribute list."""


def facts_of(doc: Document, *, outward: bool = False) -> Facts:
    """What other pages may know of a page; with `outward` also where it links to."""
    fields = {}
    for name in FIELDS:
        field = doc.field(name)
        if field is not None and (field.text or field.type in ("list", "map")):
            fields[name] = Mention(field.value.folded, field.span, field.known)
    if "og:image" in doc.head:
        field = doc.head["og:image"]
        fields.setdefault("image", Mention(field.text.strip(), field.span, field.known))
    sections, ids_known = _sections(doc)
    links, images = _elements(doc)
    return Facts(
        doc.path,
        doc.kind,
        doc.draft,
        doc.noindex,
        doc.language,
        doc.collection,
        doc.has_head,
        not (doc.blocks or doc.headings or doc.images),
        doc.dynamic,
        doc.titled,
        doc.top,
        fields,
        sections,
        (*_references(doc, doc.images), *images),
        doc.suppressions,
        doc.url,
        doc.pictured,
        not doc.dynamic and ids_known,
        links=(*_references(doc, doc.links), *links),
        aliases=tuple(_mentions(doc, ALIASES)),
        tags=tuple(_tags(doc)),
        alternates=tuple(_alternates(doc)),
        ids=_ids(doc),
        signature=_signature(doc),
        outward=tuple(_outward(doc)) if outward else (),
    )


def _sections(doc: Document) -> tuple[tuple[Section, ...], bool]:
    """The visible headings, and whether the ids of all headings can be told.

    Which ids an unknown generator may make takes long to work out, and most pages are never asked.
    """
    later = doc.site.slugger == "any" and not any(heading.hidden for heading in doc.headings)
    first = doc.blocks[0].start if doc.blocks else len(doc.text)
    stated = [heading.ids for heading in doc.headings] if later else doc.heading_ids
    sections = tuple(
        Section(
            heading.level,
            ids or (),
            heading.span,
            heading.kind == "atx",
            _h1_text(heading),
            heading.start < first,
            _title(doc, heading) if later and not (ids or doc.is_unknown(heading)) else (),
        )
        for heading, ids in zip(doc.headings, stated, strict=True)
        if not heading.hidden
    )
    unknown = any(map(doc.is_unknown, doc.headings)) if later else None in stated
    return sections, not unknown


def _title(doc: Document, heading: Heading) -> tuple[str, ...]:
    title = doc.title(heading)
    if title is None:
        return ()
    text, smart, source = title
    return (text,) if text == smart == source else title


def _h1_text(heading: Heading) -> str:
    return heading.name if heading.level == 1 and heading.known else ""


def _references(doc: Document, parts: tuple[Link, ...] | tuple[Image, ...]) -> Iterator[Reference]:
    """What leads to a page or file of the site, and what a template that is known computes."""
    for part in parts:
        url = part.url
        if not url or part.kind == "wiki":
            continue
        if UNKNOWN in url:
            source = doc.text[slice(*part.url_place)]
            if _CALL.search(source):
                yield Reference(source, part.url_span, False, part.kind)
        elif scheme(url) != "data" if isinstance(part, Image) else doc.site.is_internal(url):
            yield Reference(url, part.url_span, True, part.kind)


def _elements(doc: Document) -> tuple[list[Reference], list[Reference]]:
    """The links and the images that template calls print."""
    links: list[Reference] = []
    images: list[Reference] = []
    if not doc.site.links.calls.isdisjoint(("post_link", "asset_img")) and "{%" in doc.text:
        for match in find_elements(doc.text, doc.body):
            if not doc.is_code(match.start()):
                found = images if match["tag"] == "asset_img" else links
                span = doc.lines.span(*match.span("of"))
                found.append(Reference(match[0], span, False, "shortcode"))
    return links, images


def _outward(doc: Document) -> Iterator[Mention]:
    """The links to other hosts that are the same whatever a template prints."""
    for link in doc.links:
        if link.known and not doc.site.is_internal(link.url) and request_url(link.url):
            yield Mention(link.url, link.url_span)


def _mentions(doc: Document, names: tuple[str, ...]) -> Iterator[Mention]:
    for name in names:
        field = doc.field(name)
        for item in () if field is None else field.items or (field,):
            if item.text:
                yield Mention(item.value.folded, item.span, item.known)


def _tags(doc: Document) -> Iterator[Label]:
    """The tags and categories of a page; in a text they are parted by commas."""
    for name in doc.site.names.get("tags", ("tags", "categories")):
        field = doc.field(name)
        if field is None:
            continue
        for item in field.items:
            if item.text:
                yield Label(item.value.folded, item.span, item.known, name)
        if field.text:
            yield from _parted(doc, field, name)


def _parted(doc: Document, field: Field, name: str) -> Iterator[Label]:
    text = field.text
    parts = text.split(",") if "," in text or doc.site.generator != "jekyll" else text.split()
    position = 0
    for part in parts:
        word = part.strip()
        if word:
            position = text.index(word, position)
            span = field.value.span(position, position + len(word))
            position += len(word)
            yield Label(word, span, field.known, name)


def _alternates(doc: Document) -> Iterator[Alternate]:
    for field in doc.alternates:
        yield Alternate(field.value.folded, field.span, field.known, field.key)
    for name in ALTERNATES:
        declared = doc.field(name)
        for language, item in declared.fields.items() if declared is not None else ():
            if item.text:
                yield Alternate(item.value.folded, item.span, item.known, language)


def _ids(doc: Document) -> tuple[str, ...]:
    """The ids that stand in the source, wherever that is; those of headings are theirs."""
    text = doc.text
    found: set[str] = set()
    if any(heading.hidden for heading in doc.headings):
        pairs = zip(doc.headings, doc.heading_ids, strict=True)
        found.update(id for heading, ids in pairs if heading.hidden for id in ids or ())
    for value in _VALUE.finditer(text, doc.body):
        start = value.start()
        if _ID_BEFORE.search(text, max(doc.body, start - _FARTHEST), start):
            found.add(value[1] or value[2] or value[3])
    if "#" in text:
        found.update(_LISTED_ID.findall(text, doc.body))
    return tuple(sorted(found))


def _signature(doc: Document) -> bytes:
    """That of paragraphs and items; what stands between blanks counts as a word there."""
    text = doc.running_text
    if any(block.kind == "quote" for block in doc.blocks):
        blocks = [block.text.opaque.lower() for block in doc.running if block.kind != "quote"]
        text = "\n".join(blocks)
    return signature(" ".join("".join(text.split())) if doc.language in UNSPACED else text)
