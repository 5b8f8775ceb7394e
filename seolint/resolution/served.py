"""What stands at the addresses of a site beside its pages: files, redirects, built lists."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote, urlsplit

from seolint.document import SiteSettings
from seolint.facts import Facts, Mention
from seolint.files import File, Files
from seolint.patterns import lazy_regex
from seolint.redirects import FILES as REDIRECT_FILES
from seolint.redirects import Redirect, read_redirects
from seolint.resolution.addresses import address_key, glob_pattern, is_index, page_address
from seolint.resolution.pages import Pages
from seolint.urls import host

_BUILT = lazy_regex(
    r"/(?:tags?|categor(?:y|ies)|authors?|archives?|feeds?|rss|atom|sitemap|search|404|api|admin"
    r"|_next|page|_pagefind|cdn-cgi|\.well-known)(?:[/.-].*)?"
    r"|/(?:.*/)?(?:page/\d+|feed|rss|atom|index\.xml|tags?/.*|tagged/.*|categor(?:y|ies)/.*"
    r"|authors?/.*|archives?)"
    r"|/.*\.(?:xml|json|rss|atom|ics|webmanifest|txt)|/assets/.*\.(?:css|js|map)"
    r"|/.*\.(?:css|js|mjs|wasm)",
    re.IGNORECASE | re.DOTALL,
)
"""Addresses that generators, themes and hosts make without a source file."""

_PAGE_FOLDERS = ("src", "pages", "src/pages", "app", "src/app", "website")
_TEMPLATES = tuple(
    ".adoc .astro .ejs .erb .haml .hbs .html .ipynb .js .jsx .liquid .njk .org .pug .rst .svelte "
    ".ts .tsx .vue .webc .11ty.js .11ty.ts .html.erb .textile".split()
)
"""Suffixes of files that make pages and that are not read here."""


class Served:
    """The addresses of a root that are no pages of ours."""

    def __init__(self, pages: Pages, settings: SiteSettings, files: Files) -> None:
        self._pages = pages
        self._settings = settings
        self._files = files

    @cached_property
    def base(self) -> str:
        """The sub-path of the site, without a slash at its end."""
        try:
            return urlsplit(self._settings.base_url).path.rstrip("/")
        except ValueError:
            return ""

    def without_base(self, path: str) -> str:
        """An address from the root of the site, wherever on its host that lies."""
        if self.base and (path == self.base or path.startswith(self.base + "/")):
            return path[len(self.base) :] or "/"
        return path

    @cached_property
    def redirects(self) -> Mapping[str, Redirect]:
        """Whole addresses that lead to others, by their keys."""
        return {
            address_key(page_address(each.source)): each
            for each in self._redirects
            if not each.prefix
        }

    @cached_property
    def prefixes(self) -> list[Redirect]:
        """The redirects of all addresses that begin alike."""
        return [each for each in self._redirects if each.prefix]

    @cached_property
    def _redirects(self) -> list[Redirect]:
        inner = self._settings.folder
        names = [normpath(join(inner, name)) for name in REDIRECT_FILES]
        names += [name for name in REDIRECT_FILES if "/" not in name]
        return read_redirects(self._files.text, (*names, *self._settings.redirects))

    @cached_property
    def aliases(self) -> Mapping[str, list[tuple[Facts, Mention]]]:
        """Former addresses by their keys, with the pages that claim them."""
        found: defaultdict[str, list[tuple[Facts, Mention]]] = defaultdict(list)
        for page in self._pages.all:
            for alias in page.aliases:
                if alias.known and not page.draft and not host(alias.text):
                    found[address_key(self.alias_path(page, alias.text))].append((page, alias))
        return dict(found)

    def alias_path(self, page: Facts, alias: str) -> str:
        """The address that an alias means: a relative one lies beside the page."""
        path = unquote(alias.partition("#")[0].partition("?")[0])
        if path.startswith("/"):
            return self.without_base(path)
        return normpath(join(dirname((page.url or "/").rstrip("/")) or "/", path))

    def is_built(self, path: str) -> bool:
        """Whether an address is one that comes about without a source of its own."""
        if _BUILT.fullmatch(path):
            return True
        return self._routes is not None and self._routes.fullmatch(path) is not None

    @cached_property
    def _routes(self) -> re.Pattern[str] | None:
        parts = [glob_pattern(route) for route in self._settings.routes]
        return re.compile("|".join(parts)) if parts else None

    def places(self, path: str) -> list[str]:
        """The paths of the files that the site may serve at an address."""
        return [
            normpath(join(folder, path[len(prefix) :].lstrip("/")))
            for folder, prefix in self._settings.static.items()
            if path.startswith(prefix)
        ]

    def file(self, path: str) -> File | None:
        """The file that the site serves at an address of its own."""
        for place in self.places(path):
            for name in (place, f"{place}/index.html", f"{place}.html"):
                file = None if name in self._pages.by_source else self._files.get(name)
                if file is not None:
                    return file
        beside = self._settings.links.files
        owner = self._pages.by_url.get(address_key(dirname(path.rstrip("/"))))
        if beside == "url" or owner is None or (beside == "bundle" and not is_index(owner.path)):
            return None
        place = normpath(join(dirname(owner.path), basename(path)))
        return None if place in self._pages.by_source else self._files.get(place)

    def template(self, key: str) -> File | None:
        """A source of another kind than ours, whose page has this address by its place."""
        inside = key.strip("/")
        names = (inside, f"{inside}/index", f"{inside}/page") if inside else ("index", "page")
        for base in self._template_roots:
            for name in names:
                folder, _, stem = f"{base}{name}".rpartition("/")
                found = self._templates(folder).get(stem)
                if found is not None:
                    return self._files.get(f"{folder}/{found}" if folder else found)
        return None

    def _templates(self, folder: str) -> Mapping[str, str]:
        """The files in a folder that make pages, by their names without the suffix."""
        found = self._known_templates.get(folder)
        if found is None:
            names = [name for name in self._files.names(folder or ".") if name.endswith(_TEMPLATES)]
            found = self._known_templates[folder] = {
                name.removesuffix(suffix): name
                for suffix in reversed(_TEMPLATES)
                for name in names
                if name.endswith(suffix)
            }
        return found

    @cached_property
    def _known_templates(self) -> dict[str, Mapping[str, str]]:
        return {}

    @cached_property
    def _template_roots(self) -> list[str]:
        """The folders that pages come from, whatever they are written in; each ends with `/`."""
        folder = self._settings.folder
        inner = [join(folder, name) for name in _PAGE_FOLDERS]
        roots = dict.fromkeys(map(normpath, (*self.content_roots, folder, *inner)))
        there = filter(self._files.has_folder, roots)
        return ["" if root == "." else f"{root}/" for root in there]

    @cached_property
    def content_roots(self) -> list[str]:
        """The folders of the pages, as far as they are named without a wildcard."""
        globs = (pattern.removesuffix("/**") for pattern in self._settings.content)
        return [folder for folder in globs if "*" not in folder and folder[:1] not in ("!", "")]
