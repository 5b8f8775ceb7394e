"""A field of the front matter still holds what the template put there.

`My new post` and `Description here` were to be written over. Now they are the title in
every list of results, and the text beneath it.
"""

import re
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
    lazy_regex,
)
from seolint_rules.sources import G_TITLE

_TITLES = (
    "untitled|untitled post|untitled page|untitled document|my new post|my post title"
    "|my blog post title|your title|your title here|your post title|your page title"
    "|your blog post title|insert title|insert title here|enter title here|add title here"
    "|title here|title goes here|post title here|page title here|new post title|title tbd|no title"
    "|ohne titel|titel hier|sans titre|sin título|senza titolo|sem título|zonder titel"
    "|bez tytułu|utan titel|без названия|無題|无标题|제목 없음"
)
_TITLES_OF_POSTS = "post title|page title|article title|blog post title|new post|new page"
_TITLES_OF_HTML = "document|react app|vite app|create next app|webpack app|nuxt app|svelte app"
_DESCRIPTIONS = (
    "todo|tba|tbd|fixme|description|title|summary|placeholder|description here"
    "|description goes here|post description|page description|meta description"
    "|meta description here|your description|your description here|your meta description"
    "|insert description|insert description here"
    "|enter description here|add description|add description here|add a description"
    "|write description here|write a description|write your description here|summary here"
    "|summary goes here|your summary here|excerpt here|a short description|short description"
    "|a brief description|brief description|short description here|brief description here"
    "|a short description of the post|a brief description of the post"
    "|a short description of this post|a brief description of this post"
    "|beschreibung|beschreibung hier|descripción aquí|description ici|descrizione qui"
)
_NAMES = "your name|your name here|author name|author name here|insert name here"
_ANY = "lorem ipsum|change me|changeme|replace me|tktk"

ANY = frozenset(_ANY.split("|"))
TITLES = frozenset(_TITLES.split("|"))
TITLES_OF_POSTS = TITLES.union(_TITLES_OF_POSTS.split("|"))
TITLES_OF_HTML = TITLES.union(_TITLES_OF_HTML.split("|"))
DESCRIPTIONS = frozenset(_DESCRIPTIONS.split("|"))
NAMES = frozenset(_NAMES.split("|"))
"""Whole values as `_plain` makes them. The titles of posts name parts of a page elsewhere."""

TEMPLATE_FOLDERS = frozenset(("archetypes", "scaffolds", "_drafts", "_templates"))
LONGEST = 300
"""Characters from which a value is no placeholder, but for Latin."""

_LATIN = lazy_regex(r"lorem ipsum dolor sit amet", re.IGNORECASE)
_NOTE = lazy_regex(r"(?:TODO|FIXME|TBD)(?::|$|\s+[-–—]\s)")
_EXPRESSION = lazy_regex(
    r"\{\{-?\s*(?:(?:replace|humanize|title)\s+)?"
    r"(?:\.(?:Name|Title|Date|Slug|File\.\w+|TranslationBaseName)\b|(?:title|date|name)\s*-?\}\})"
)
_BLANKS = lazy_regex(r"[\W_]+")


class FrontMatterPlaceholder(Options, frozen=True):
    """`extra` and `allow`: whole values that are placeholders, or that are fine."""

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "avoid vague titles such as “Home” or “Untitled”", G_TITLE),
        Evidence("M", "in no title of 3,140 good pages"),
    ],
    options=FrontMatterPlaceholder,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Rye bread\ndescription: Why a loaf keeps for a week\n---\n"),
        good("---\ntitle: How to write a placeholder\n---\n"),
        good("---\ntitle: Lorem ipsum and where it comes from\n---\n"),
        good("---\ntitle: Todo\n---\n", path="docs/todo.md"),
        good("---\ntitle: Post title\n---\n", path="docs/post-title.md"),
        good("---\ntitle: Untitled\ndraft: true\n---\n"),
        good("---\ntitle: '{{ .Name }}'\n---\n", path="archetypes/default.md"),
        good("---\ntitle: Untitled\n---\n", allow=["untitled"]),
        bad("---\ntitle: ⟦Untitled⟧\n---\n"),
        bad("---\ntitle: ⟦My New Post!⟧\ndescription: ⟦Description here.⟧\n---\n"),
        bad("---\ntitle: ⟦TODO⟧\ndescription: '⟦TODO: say what it is about⟧'\n---\n"),
        bad("---\ntitle: '⟦[Your title]⟧'\nauthor: ⟦YOUR_NAME⟧\n---\n"),
        bad("---\ndescription: ⟦Lorem ipsum dolor sit amet, consectetur adipiscing elit⟧\n---\n"),
        bad(
            '---\ntitle: \'⟦{{ replace .Name "-" " " | title }}⟧\'\n---\n',
            path="content/posts/rye.md",
            site={"generator": "hugo"},
        ),
        bad("<html><head><title>⟦Document⟧</title></head></html>\n", path="page.html"),
        bad("---\ntitle: ⟦Recipe 1⟧\n---\n", extra=["recipe 1"]),
    ],
)
def check(doc: Document, options: FrontMatterPlaceholder) -> Iterator[Problem]:
    if doc.draft or doc.kind == "partial" or _is_template(doc.path):
        return
    extra = {_plain(text) for text in options.extra}
    allow = {_plain(text) for text in options.allow}
    titles = TITLES_OF_POSTS if doc.kind == "post" else TITLES
    if doc.has_head:
        titles = TITLES_OF_HTML
    for name, values in (
        ("title", titles),
        ("search-title", titles),
        ("description", DESCRIPTIONS),
        ("author", NAMES),
    ):
        field = doc.field(name)
        if field is None or field.type in ("list", "map"):
            continue
        text = _written(doc, field)
        plain = _plain(text) if len(text) < LONGEST else ""
        if plain in allow:
            continue
        if plain in ANY or plain in values or plain in extra or _is_filler(text):
            yield Problem(
                field.span,
                f"The {name} is a placeholder: “{text[:60]}”",
                help="Write what belongs there",
                subject=f"field:{name}",
            )


def _is_template(path: str) -> bool:
    return not TEMPLATE_FOLDERS.isdisjoint(path.split("/"))


def _written(doc: Document, field: Field) -> str:
    """The value with the template code in it."""
    return field.text if field.known else doc.text[field.start : field.end]


def _plain(text: str) -> str:
    """The words in lower case, without brackets, punctuation and underscores."""
    return _BLANKS.sub(" ", text.casefold()).strip()


def _is_filler(text: str) -> bool:
    return bool(_LATIN.match(text) or _NOTE.match(text) or _EXPRESSION.match(text))
