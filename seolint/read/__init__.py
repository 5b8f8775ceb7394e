"""Bytes of a file -> Document."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from seolint.document import Document, Image, Link, ReadingProblem, SiteSettings, Syntax
from seolint.generators import SiteGenerator
from seolint.generators.kinds import (
    collection_of,
    is_draft,
    is_noindex,
    kind_of,
)
from seolint.generators.paths import language_of_path, language_of_suffix
from seolint.language.detection import SAMPLE, detect
from seolint.prose import UNKNOWN, Prose
from seolint.read.builder import Builder
from seolint.read.decoding import decode
from seolint.read.frontmatter import read_front_matter
from seolint.read.masking import dynamic, mask
from seolint.read.shortcodes import read_shortcodes
from seolint.read.suppressions import read_suppressions
from seolint.read.tags import read_plain
from seolint.span import Lines
from seolint.values import Field

HTML_SUFFIXES = (".html", ".htm")


def read(
    path: str,
    data: bytes,
    generator: SiteGenerator,
    site: SiteSettings,
    *,
    lone: bool = False,
    where: PurePosixPath | None = None,
) -> Document:
    """The page at `path` (relative to its root, with `/`).

    Whatever is not `.html` or `.htm` is read as Markdown. `lone` is a file given by itself,
    outside any site. `where` is the path as the generator knows it, when its own folder is
    not the root.

    Raises:
        UnreadablePageError: its text cannot be judged (FILE002, FILE003, FILE005).
    """
    raw, text, problems = decode(data)
    lines = Lines(raw)
    front = read_front_matter(text, lines, generator.front_matter, path)
    masked = mask(text, front.body, generator)
    where = where or PurePosixPath(path)
    html = where.suffix.lower() in HTML_SUFFIXES
    syntax: Syntax = "html" if html else _markdown(where, site)
    may_suppress = "seolint" in text
    dialect = None
    if not html:
        from seolint.read.dialects import read_dialect

        dialect = read_dialect(masked, front.body, site.markup, mdx=syntax == "mdx")
        masked = dialect.masked
    builder = Builder(masked, lines, linkify=site.linkify and not html, full=html)
    regions: list[tuple[int, int]] = []
    found: list[ReadingProblem] = []
    if dialect is None:
        tokens = read_plain(masked, front.body, len(masked))
        if tokens is None:
            from seolint.read.html import read_tokens

            tokens = read_tokens(masked, front.body, len(masked))
        for token in tokens:
            builder.feed(token)
    else:
        from seolint.read.markdown import read_markdown

        parts = read_markdown(
            dialect, builder, explicit_ids=site.explicit_ids, regions=may_suppress
        )
        regions, found = parts.regions, parts.problems
    builder.finish(len(masked))
    found += [*generator.template_problems(text, front.body), *builder.nesting.problems]
    kind, why = kind_of(generator, where, front.fields, site.partials, lone)
    head: Mapping[str, Field] = builder.head
    doc = Document(
        path=path,
        kind=kind,
        syntax=syntax,
        why=why,
        text=text,
        masked=masked,
        body=front.body,
        lines=lines,
        fields=front.fields,
        front_matter=front.format,
        has_head=builder.has_head,
        head=head,
        json_ld=tuple(builder.json_ld),
        headings=tuple(builder.headings),
        links=tuple(builder.links),
        images=tuple(builder.images),
        alternates=tuple(builder.alternates),
        blocks=tuple(builder.blocks),
        elements=tuple(builder.elements),
        reading_problems=(*problems, *front.problems, *found),
        site=site,
        draft=is_draft(where, front.fields, generator.name),
        noindex=is_noindex(front.fields, generator.name) or "noindex" in _robots(head),
        collection=collection_of(where, site),
        dynamic=builder.components or dynamic(text, masked),
        language="",
        stated_language="",
        suppressions=(),
        url=None,
    )
    doc.stated_language, certain = _stated_language(doc, where)
    doc.language = doc.stated_language if certain else detect(_sample(doc), doc.stated_language)
    doc.url = generator.url(where, doc)
    if site.shortcodes or site.ignore_shortcodes:
        read_shortcodes(doc)
    doc.images = (*_field_images(doc), *doc.images)
    if may_suppress:
        doc.suppressions = read_suppressions(
            text, front.body, lines, front.fields, doc.code, regions or _block_places(doc)
        )
    return doc


def _markdown(path: PurePosixPath, site: SiteSettings) -> Syntax:
    return "mdx" if "mdx" in site.markup or path.suffix.lower() == ".mdx" else "markdown"


def _robots(head: Mapping[str, Field]) -> str:
    return head["robots"].text.lower() if "robots" in head else ""


def _stated_language(doc: Document, path: PurePosixPath) -> tuple[str, bool]:
    """What the page, its path or the settings say, and whether it is meant for this page."""
    own = doc.field("language")
    said = own.text.strip() if own is not None and own.known else ""
    said = said or language_of_suffix(path, doc.site) or language_of_path(path, doc.site)
    language = (said or doc.site.language).replace("_", "-").partition("-")[0].lower()
    return language, bool(said)


def _sample(doc: Document) -> str:
    """The beginning of the text without code; where it is short, headings, alts and fields, too.

    It is as long whatever the lines end with.
    """
    parts: list[str] = []
    missing = SAMPLE
    for block in doc.blocks:
        if block.kind != "code":
            parts.append(block.text.opaque.replace("\r\n", "\n"))
            missing -= len(parts[-1])
            if missing <= 0:
                return "\n".join(parts)
    parts += [heading.text.opaque for heading in doc.headings]
    parts += [image.alt.text for image in doc.images]
    fields = map(doc.field, ("title", "description", "keyphrase"))
    parts += [field.text for field in fields if field is not None]
    return "\n".join(parts)


def _field_images(doc: Document) -> tuple[Image, ...]:
    """The image that the front matter names."""
    field = doc.field("image")
    if field is None or field.type in ("bool", "map", "list") or not field.text:
        return ()
    nothing = Prose(doc.lines, [], field.start, field.end)
    link: Link | None = None
    place = (field.start, field.end)
    image = Image(
        "field",
        field.text,
        nothing,
        False,
        "",
        "",
        {},
        False,
        field.known and UNKNOWN not in field.text,
        doc.lines,
        *place,
        place,
        "",
        link,
    )
    return (image,)


def _block_places(doc: Document) -> list[tuple[int, int]]:
    places = [(block.start, block.end) for block in doc.blocks]
    return places + [(heading.start, heading.end) for heading in doc.headings]
