"""Which front matter a generator reads, and what it does with the rest."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Literal

from msgspec import Struct

Shape = Literal[
    "bom",
    "blank-first",
    "indented",
    "trailing-blanks",
    "language",
    "long-fence",
    "dots",
    "empty",
    "toml",
    "json",
    "semicolons",
    "unopened",
    "key-lines",
    "unknown-tag",
    "list",
    "scalar",
]
"""What is peculiar about a block.

A byte order mark, empty lines, blanks before the opening fence or after it; a language
named there, as in `---json`; more than three dashes; `...` as the closing fence; nothing
between the fences; TOML between `+++`; a JSON object; JSON members between `;;;`; YAML
with a closing fence only; `Key: value` lines without any fence; a YAML tag that is no
standard one; a YAML document that is a list, or a text.
"""

TEXT: Mapping[Shape, str] = {
    "long-fence": "",
    "semicolons": "",
    "unopened": "",
    "key-lines": "",
    "list": "",
    "scalar": "",
}
"""The shapes that are no front matter where nobody says otherwise."""


class FrontMatterRules(Struct, frozen=True):
    """How a generator reads front matter.

    `refused` has the shapes that it does not read, each with what becomes of the page;
    an empty text means that such a block is ordinary text and nobody's mistake. Shapes
    that are not listed are read. `pages` replaces entries of it for files outside of the
    folders of posts. `invalid` and `unclosed` tell what becomes of a page whose block has
    a syntax error or no closing fence. `required` is the folder in which every Markdown
    file needs front matter, `missing` what becomes of one without. `literal` generators
    take each `key: value` line as it is written.
    """

    refused: Mapping[Shape, str]
    pages: Mapping[Shape, str] = {}
    invalid: str = ""
    unclosed: str = ""
    required: str = ""
    missing: str = ""
    literal: bool = False

    def refusal(self, shape: Shape, path: str) -> str | None:
        """What becomes of a page with a block of this shape; None when the block is read."""
        if shape in self.pages and not POST_FOLDERS.intersection(PurePosixPath(path).parts):
            return self.pages[shape]
        return self.refused.get(shape)

    def requires(self, path: str) -> bool:
        """Whether a Markdown file at `path`, relative to the root, needs front matter."""
        where = PurePosixPath(path)
        return bool(self.required) and where.suffix == ".md" and self.required in where.parts[:-1]


POST_FOLDERS = frozenset(("_posts", "_drafts"))

PLAIN = FrontMatterRules(TEXT)

_PRINTED = "Jekyll prints the block as text"
_COPIED = "Jekyll copies the file as it is and renders nothing"
_UNTITLED = "Jekyll publishes the post without title and layout, under today's date"
_JEKYLL_STOPS = "Jekyll's build fails"
JEKYLL = FrontMatterRules(
    refused={
        **TEXT,
        "blank-first": _PRINTED,
        "indented": _PRINTED,
        "toml": _PRINTED,
        "json": _PRINTED,
        "language": _PRINTED,
        "long-fence": _PRINTED,
        "list": _UNTITLED,
        "scalar": _UNTITLED,
        "unknown-tag": _UNTITLED,
    },
    pages={
        "bom": _COPIED,
        "blank-first": _COPIED,
        "indented": _COPIED,
        "toml": _COPIED,
        "json": _COPIED,
        "language": _COPIED,
        "long-fence": _COPIED,
        "list": _JEKYLL_STOPS,
        "scalar": _JEKYLL_STOPS,
    },
    invalid="Jekyll publishes the page without any of its fields",
    unclosed="Jekyll prints all of it as text",
)

_HUGO_STOPS = "Hugo's build fails"
HUGO = FrontMatterRules(
    refused={
        **TEXT,
        "dots": _HUGO_STOPS,
        "long-fence": _HUGO_STOPS,
        "language": _HUGO_STOPS,
        "list": _HUGO_STOPS,
        "scalar": _HUGO_STOPS,
    },
    invalid=_HUGO_STOPS,
    unclosed=_HUGO_STOPS,
)

_STOPS = "the build fails"
_AS_TEXT = "the site prints the block as text"
_LOST = "the page gets no fields and the block is lost"
GRAY_MATTER = FrontMatterRules(
    refused={
        **TEXT,
        "dots": _STOPS,
        "unknown-tag": _STOPS,
        "blank-first": _AS_TEXT,
        "indented": _AS_TEXT,
        "long-fence": _AS_TEXT,
        "toml": _AS_TEXT,
        "json": _AS_TEXT,
        "list": _LOST,
        "scalar": _LOST,
    },
    invalid=_STOPS,
    unclosed=_STOPS,
)
"""Docusaurus, Gatsby, Next.js and VitePress, which read front matter by gray-matter."""

ELEVENTY = FrontMatterRules(
    refused={**GRAY_MATTER.refused, "toml": "", "json": ""},
    invalid=_STOPS,
    unclosed=_STOPS,
)
"""Eleventy's config is code and may add formats, so TOML and JSON are nobody's mistake."""

ASTRO = FrontMatterRules(
    refused={
        **TEXT,
        "long-fence": _STOPS,
        "unknown-tag": _STOPS,
        "dots": _AS_TEXT,
        "indented": _AS_TEXT,
        "json": _AS_TEXT,
        "language": _LOST,
        "list": _LOST,
        "scalar": _LOST,
    },
    invalid=_STOPS,
    unclosed=_AS_TEXT,
)

_HEXO_PRINTS = "Hexo prints the block as text"
HEXO = FrontMatterRules(
    refused={
        "key-lines": "",
        "scalar": "",
        "dots": _HEXO_PRINTS,
        "trailing-blanks": _HEXO_PRINTS,
        "blank-first": _HEXO_PRINTS,
        "empty": _HEXO_PRINTS,
        "toml": _HEXO_PRINTS,
        "json": _HEXO_PRINTS,
        "language": _HEXO_PRINTS,
        "indented": "Hexo's build fails",
        "list": _LOST,
    },
    invalid="Hexo's build fails",
    unclosed="Hexo prints all of it as text",
)

_ZOLA_STOPS = "Zola's build fails"
ZOLA = FrontMatterRules(
    refused={
        **TEXT,
        "dots": _ZOLA_STOPS,
        "trailing-blanks": _ZOLA_STOPS,
        "json": _ZOLA_STOPS,
        "language": _ZOLA_STOPS,
        "long-fence": _ZOLA_STOPS,
        "list": _ZOLA_STOPS,
        "scalar": _ZOLA_STOPS,
    },
    invalid=_ZOLA_STOPS,
    unclosed=_ZOLA_STOPS,
    required="content",
    missing=_ZOLA_STOPS,
)

_MKDOCS_PRINTS = "MkDocs prints the block as text"
MKDOCS = FrontMatterRules(
    refused={
        "semicolons": "",
        "unopened": "",
        "list": "",
        "scalar": "",
        "blank-first": _MKDOCS_PRINTS,
        "indented": _MKDOCS_PRINTS,
        "empty": _MKDOCS_PRINTS,
        "long-fence": _MKDOCS_PRINTS,
        "toml": _MKDOCS_PRINTS,
        "json": _MKDOCS_PRINTS,
        "language": _MKDOCS_PRINTS,
        "unknown-tag": _MKDOCS_PRINTS,
    },
    invalid=_MKDOCS_PRINTS,
    unclosed="MkDocs prints all of it as text",
)

_SKIPPED = "Pelican finds no metadata and skips the file"
PELICAN = FrontMatterRules(
    refused={
        "semicolons": "",
        "unopened": "",
        "list": "",
        "scalar": "",
        "blank-first": _SKIPPED,
        "indented": _SKIPPED,
        "toml": _SKIPPED,
        "json": _SKIPPED,
        "language": _SKIPPED,
    },
    literal=True,
)
