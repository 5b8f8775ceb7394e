"""How a site generator reads the links and images of its pages, as values."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

MARKDOWN_SUFFIXES = (".md", ".mdx", ".markdown", ".mdown", ".mkd", ".mkdn")


class LinkRules(Struct, frozen=True, kw_only=True):
    """What a URL that is no full address means in the pages of a generator.

    `sources` are the suffixes of URLs that name the file of a page, which the generator
    turns into the page's address; `maybe_sources` those that only a plugin or a theme turns,
    `html_sources` whether it does so in HTML, too. `roots` are the folders in which it looks
    for such a file beside that of the page, and alone when the URL begins with `/`.

    `marks` maps prefixes to folders: `@/` names a file below one. With an empty folder the
    rest is a path from the page's file, or from `roots` when it begins with `/`.
    `file_marks` likewise for what need not be a page, `routes` are prefixes of lists that are
    built. All folders are relative to that of the generator's config.

    `calls` are the template calls that it knows. `files` tells from where a relative URL of
    an image or a download is looked up: from the page's `url`, from its `source`, from the
    URL and from the folder of a page that is the index of its own (`bundle`), or of any page
    (`beside`). `lists` tells whether
    folders of pages have an address of their own; `hook` that a template of the site gives
    URLs without a slash or a suffix whatever meaning it likes; `open` that templates make pages
    of which nobody can tell the address without running them. `bundles` tells that files beside
    an `index` are no pages of their own, `logical` that a URL may be the path of a page below a
    content folder, without its suffix.
    """

    sources: tuple[str, ...] = ()
    maybe_sources: tuple[str, ...] = ()
    html_sources: bool = True
    roots: tuple[str, ...] = ()
    marks: Mapping[str, str] = {}
    file_marks: Mapping[str, str] = {}
    routes: tuple[str, ...] = ()
    calls: frozenset[str] = frozenset()
    files: Literal["url", "source", "bundle", "beside"] = "url"
    lists: bool = True
    hook: bool = False
    open: bool = False
    bundles: bool = False
    logical: bool = False
