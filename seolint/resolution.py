"""Where a link of a page leads: to a page, to a file, elsewhere, or nowhere."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from posixpath import basename, dirname, join, normpath, splitext
from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from seolint.document import SiteSettings
from seolint.facts import Facts, Mention
from seolint.files import File, Files
from seolint.links import MARKDOWN_SUFFIXES, LinkRules
from seolint.patterns import lazy_regex
from seolint.redirects import FILES as REDIRECT_FILES
from seolint.redirects import Redirect, read_redirects
from seolint.urls import host, scheme

Confidence = Literal["certain", "high", "low"]
CONFIDENCES: tuple[Confidence, ...] = ("certain", "high", "low")
State = Literal["page", "redirect", "file", "route", "elsewhere", "unknown", "missing"]


class Target(Struct, frozen=True):
    """Where a link leads.

    `page` is the page, also that to which a redirect leads when it is known, and of a link
    that has only a fragment its own. `path` is the address on the site, or the file from its
    root that the link names. `fragment` is percent-decoded. A target that is `missing` is so
    with some `confidence`; `reason` tells why, in a few words. `redirect` is the one that a
    link goes through, `alias` the place of one in the front matter of `page`.
    """

    state: State
    page: Facts | None = None
    path: str = ""
    fragment: str = ""
    confidence: Confidence = "certain"
    reason: str = ""
    redirect: Redirect | None = None
    alias: Mention | None = None


_ROUTE = lazy_regex(
    r"/(?:tags?|categor(?:y|ies)|authors?|archives?|feeds?|rss|atom|sitemap|search|404|api|admin"
    r"|_next|page|_pagefind|cdn-cgi|\.well-known)(?:[/.-].*)?"
    r"|/(?:.*/)?(?:page/\d+|feed|rss|atom|index\.xml|tags?/.*|tagged/.*|categor(?:y|ies)/.*"
    r"|authors?/.*|archives?)"
    r"|/.*\.(?:xml|json|rss|atom|ics|webmanifest|txt)|/assets/.*\.(?:css|js|map)"
    r"|/.*\.(?:css|js|mjs|wasm)",
    re.IGNORECASE,
)
"""Addresses that generators, themes and hosts make without a source file."""

_DATE = lazy_regex(r"\d{4}-\d{1,2}-\d{1,2}[-_.]?")
_FORGE = lazy_regex(
    r"(?:\.\./)*(?:actions|blob|commits?|compare|contributors|discussions|fork|graphs|issues|labels"
    r"|milestones|network|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)
"""Pages of a repository on GitHub, which its files link as if they lay above it."""

_HOST = lazy_regex(r"(?:[a-z0-9-]+\.)+[a-z]{2,6}", re.IGNORECASE)
_LIQUID = lazy_regex(
    r"\{%-?\s*(?P<tag>post_url|link|post_path)\s+(?P<named>\"[^\"{}]*\"|'[^'{}]*'|[^\s{}%]+)\s*-?%\}"
    r"|\{\{[<%]\s*(?P<ref>(?:rel)?ref)\s+(?:path\s*=\s*)?(?P<quote>[\"'`]?)(?P<path>[^\"'`\s]+)"
    r"(?P=quote)\s*[>%]\}\}"
    r"|\{\{-?\s*(?P<mark>[\"'])(?P<url>[^\"'{}]*)(?P=mark)\s*\|\s*"
    r"(?P<filter>relative_url|absolute_url|url)\s*-?\}\}"
    r"|\{\{-?\s*site\.(?P<site>baseurl|url)\s*-?\}\}"
)
_INDEXES = frozenset(("index", "readme", "_index"))
_HTML = frozenset((".html", ".htm"))
_PAGE_FOLDERS = ("src", "pages", "src/pages", "app", "src/app", "website")
_TEMPLATES = (
    ".adoc .astro .ejs .erb .haml .hbs .html .ipynb .js .jsx .liquid .njk .org .pug .rst .svelte "
    ".ts .tsx .vue .webc .11ty.js .11ty.ts .html.erb .textile"
).split()
"""Suffixes of files that make pages and that are not read here."""

_DOWNLOADS = frozenset(
    ".7z .avi .avif .csv .doc .docx .epub .flac .gif .gz .ico .jpeg .jpg .mov .mp3 .mp4 .odt .ogg "
    ".pdf .png .ppt .pptx .psd .rar .svg .tar .tgz .tiff .wav .webm .webp .xls .xlsx .zip".split()
)
"""Suffixes of files that are no pages."""

_HTML_KINDS = frozenset(("html", "jsx"))
_LONGEST = 1024


def address_key(path: str) -> str:
    """A path as all the ways to write the address of a page come to: kept case, no suffix.

    `/a/`, `/a`, `/a/index.html` and `/a.html` are one to most hosts, by themselves or through
    a redirect.
    """
    path = re.sub("//+", "/", path)
    stem, suffix = splitext(path)
    if suffix.lower() in _HTML:
        path = stem
        if basename(path) == "index":
            path = path[:-5]
    return path.rstrip("/") or "/"


class Resolver:
    """Resolves the links of a root's pages, by the rules of its generator.

    `folder` is that of the root on disk, None where there is none to look into; nothing
    outside of it is ever looked at. Unless it has all the pages, a `complete` one, it tells of
    nothing that it is missing.
    """

    def __init__(
        self,
        pages: Sequence[Facts],
        settings: SiteSettings,
        files: Files,
        folder: Path | None,
        complete: bool,
    ) -> None:
        self.settings = settings
        self.rules: LinkRules = settings.links
        self.pages = _without_resources(pages) if self.rules.bundles else pages
        self.files = files
        self._folder = folder
        self._complete = complete
        self._known: dict[tuple[str, str], Target] = {}

    # What there is

    @cached_property
    def by_source(self) -> Mapping[str, Facts]:
        """The pages by their paths from the root."""
        return {page.path: page for page in self.pages}

    @cached_property
    def by_url(self) -> Mapping[str, Facts]:
        """The pages by the keys of their addresses; published ones before drafts."""
        found: dict[str, Facts] = {}
        for page in self.pages:
            if page.url is not None:
                key = address_key(page.url)
                if key not in found or (found[key].draft and not page.draft):
                    found[key] = page
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        """The addresses above those of pages, each of which may be a list of them."""
        found: set[str] = set()
        for key in self.by_url:
            while key not in ("/", ""):
                key = dirname(key)
                if key in found:
                    break
                found.add(key)
        return frozenset(found)

    @cached_property
    def _parents(self) -> frozenset[str]:
        """The addresses right below which pages lie."""
        return frozenset(dirname(key) for key in self.by_url if key != "/")

    @cached_property
    def _slugs(self) -> frozenset[str]:
        """What the addresses of pages may end in that have one which is not known."""
        found: set[str] = set()
        for page in self.pages:
            if page.url is None and page.kind != "partial":
                stem = splitext(basename(page.path))[0]
                if stem.lower() in _INDEXES:
                    stem = basename(dirname(page.path))
                found.add(stem)
                found.add(_DATE.sub("", stem, count=1))
        return frozenset(found)

    @cached_property
    def _dynamic_folders(self) -> frozenset[str]:
        """The folders of pages whose addresses are not known."""
        return frozenset(dirname(page.path) for page in self.pages if page.url is None)

    @cached_property
    def _posts(self) -> Mapping[str, Facts]:
        """Pages by the names that Jekyll's and Hexo's tags for posts use."""
        found: dict[str, Facts] = {}
        for page in self.pages:
            before, folder, inner = f"/{page.path}".rpartition("/_posts/")
            if folder:
                stem = splitext(inner)[0]
                found.setdefault(f"{before.strip('/')}/{stem}".lstrip("/"), page)
                found.setdefault(stem, page)
                found.setdefault(basename(stem), page)
        return found

    @cached_property
    def _logical(self) -> Mapping[tuple[str, str], Facts]:
        """Hugo's logical paths by language: below a content root, lower case, without suffix."""
        found: dict[tuple[str, str], Facts] = {}
        for page in self.pages:
            path = self._below_content(page.path)
            for key in _logical_keys(path, self.settings.languages):
                found.setdefault((page.language, key), page)
        return found

    @cached_property
    def _unique(self) -> Mapping[tuple[str, str], Facts | None]:
        """The pages of a language whose last part is theirs alone; None for what several have."""
        found: dict[tuple[str, str], Facts | None] = {}
        for (language, key), page in self._logical.items():
            name = (language, basename(key))
            found[name] = page if found.get(name, page) is page else None
        return found

    def _below_content(self, path: str) -> str:
        for pattern in self.settings.content:
            root = pattern.removesuffix("**").rstrip("/")
            if root and "*" not in root and path.startswith(root + "/"):
                path = path[len(root) + 1 :]
                break
        first, _, rest = path.partition("/")
        return rest if rest and first.lower() in self._languages else path

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages of the site as its addresses name them."""
        names = {*self.settings.languages, self.settings.language}
        return frozenset(name.lower() for name in names if name)

    @cached_property
    def redirects(self) -> Mapping[str, Redirect]:
        """Whole addresses that lead to others, by their keys."""
        return {
            address_key(_page_address(each.source)): each
            for each in self._redirects
            if not each.prefix
        }

    @cached_property
    def _prefixes(self) -> list[Redirect]:
        return [each for each in self._redirects if each.prefix]

    @cached_property
    def _redirects(self) -> list[Redirect]:
        if self._folder is None:
            return []
        inner = self.settings.folder
        names = [normpath(join(inner, name)) for name in REDIRECT_FILES]
        names += [name for name in REDIRECT_FILES if "/" not in name]
        return read_redirects(self._folder, (*names, *self.settings.redirects))

    @cached_property
    def aliases(self) -> Mapping[str, list[tuple[Facts, Mention]]]:
        """Former addresses by their keys, with the pages that claim them."""
        found: defaultdict[str, list[tuple[Facts, Mention]]] = defaultdict(list)
        for page in self.pages:
            for alias in page.aliases:
                if alias.known and not page.draft and not host(alias.text):
                    found[address_key(self.alias_path(page, alias.text))].append((page, alias))
        return found

    def alias_path(self, page: Facts, alias: str) -> str:
        """The address that an alias means: a relative one lies beside the page."""
        path = unquote(alias.partition("#")[0].partition("?")[0])
        if path.startswith("/"):
            return self._without_base(path)
        return normpath(join(dirname((page.url or "/").rstrip("/")) or "/", path))

    @cached_property
    def base(self) -> str:
        """The sub-path of the site, without a slash at its end."""
        try:
            return urlsplit(self.settings.base_url).path.rstrip("/")
        except ValueError:
            return ""

    def _without_base(self, path: str) -> str:
        if self.base and (path == self.base or path.startswith(self.base + "/")):
            return path[len(self.base) :] or "/"
        return path

    # Where a link leads

    def resolve(self, url: str, page: Facts, *, known: bool = True, kind: str = "") -> Target:
        """The target of a URL as it is written on a page; `known` and `kind` as in `Reference`."""
        url = url.strip()
        place = dirname(page.path) if page.url is None else page.url
        relative = not url.startswith("/")
        key = (f"{kind in _HTML_KINDS} {page.language} {place if relative else ''}", url)
        if relative and (not known or url.startswith(("#", "?")) or "#" in url):
            return self._resolve(url, page, known, kind)
        if key not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[key] = self._resolve(url, page, known, kind)
        return self._known[key]

    def image(self, url: str, page: Facts, *, known: bool = True, kind: str = "") -> Target:
        """The target of the URL of an image; what is missing tells how sure that is.

        It is quite sure where the folder is there, and the file is not.
        """
        url = url.strip()
        if known and url.startswith(("@", "~")) and not url.startswith(self._marks):
            return Target("unknown", reason="an alias of the build")
        target = self._resolve(url, page, known, kind)
        if target.state != "missing" or target.reason == "outside the site":
            return target
        places = self.image_places(url, page, kind) if known else self._served(target.path)
        near = any(self.files.names(dirname(place) or ".") for place in places)
        sure = near and not (kind == "field" and not url.startswith("/"))
        if not sure and not url.startswith("/") and self.rules.files == "url":
            beside = normpath(join(dirname(page.path), unquote(url)))
            sure = kind != "field" and known and self.files.get(beside) is None
        if kind in _HTML_KINDS and known and not self.rules.html_sources:
            sure = sure or not url.startswith("/")
        confidence: Confidence = "high" if sure and page.kind != "partial" else "low"
        return Target("missing", None, target.path, "", confidence, "there is no such file")

    def image_places(self, url: str, page: Facts, kind: str = "") -> list[str]:
        """The paths of files that the URL of an image may mean, relative to the root."""
        path = unquote(url.partition("#")[0].partition("?")[0])
        for mark, folder in (*self.rules.marks.items(), *self.rules.file_marks.items()):
            if path.startswith(mark):
                inner = path[len(mark) :].lstrip("/")
                base = join(self.settings.folder, folder) if folder else dirname(page.path)
                return [normpath(join(base, inner))]
        places: list[str] = []
        if not path.startswith("/"):
            if self.rules.files == "source" and (
                kind not in _HTML_KINDS or self.rules.html_sources
            ):
                return [normpath(join(dirname(page.path), path))]
            if page.url is None:
                return []
            if self.rules.files == "bundle":
                places.append(normpath(join(dirname(page.path), path)))
            path = normpath(join(_folder_of(page.url), path))
        return places + self._served(self._without_base(path))

    def _served(self, path: str) -> list[str]:
        return [
            normpath(join(folder, path[len(prefix) :].lstrip("/")))
            for folder, prefix in self.settings.static.items()
            if path.startswith(prefix)
        ]

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        return (*self.rules.marks, *self.rules.file_marks)

    def _resolve(self, url: str, page: Facts, known: bool, kind: str) -> Target:
        if not known:
            return self._called(url, page, kind)
        if "{" in url and not url.startswith(self._marks + self.rules.routes):
            return Target("unknown", reason="an expression")
        if "\0" in url or "\\" in url or len(url) > _LONGEST:
            return Target("missing", confidence="certain", reason="no address that can exist")
        for mark, folder in self.rules.marks.items():
            if url.startswith(mark):
                return self._source(url[len(mark) :], page, folder, kind)
        for mark, folder in self.rules.file_marks.items():
            if url.startswith(mark):
                return self._file(url[len(mark) :], page, folder)
        if url.startswith(self.rules.routes) and self.rules.routes:
            return Target("route", reason="a list that is built")
        name = host(url)
        if name or scheme(url):
            if not name or not self._is_own(name):
                return Target("elsewhere", reason="another site")
            rest = urlsplit_path(url)
            if self.base and not f"{rest}/".startswith(f"{self.base}/"):
                return Target("elsewhere", reason="beside this site on its host")
            return self._address(rest, page, kind, absolute=True)
        return self._address(url, page, kind)

    def _is_own(self, name: str) -> bool:
        return name.removeprefix("www.") == host(self.settings.base_url).removeprefix("www.")

    def _called(self, source: str, page: Facts, kind: str) -> Target:
        """The target of a URL that template calls compute, as far as these are known."""
        address = ""
        position = 0
        for match in _LIQUID.finditer(source):
            address += source[position : match.start()]
            position = match.end()
            name = match["tag"] or match["ref"] or match["filter"] or "site"
            if name not in self.rules.calls:
                return Target("unknown", reason="a template")
            if match["tag"] or match["ref"]:
                if address.strip("/"):
                    return Target("unknown", reason="a template")
                rest = source[position:]
                if rest and not rest.startswith(("#", "?")):
                    return Target("unknown", reason="a template")
                said = (match["named"] or match["path"]).strip("\"'")
                target = self._call(name, said, page)
                return _with(target, unquote(rest.partition("#")[2]))
            address += match["url"] or ""
        address += source[position:]
        if not position or "{{" in address or "{%" in address:
            return Target("unknown", reason="a template")
        return self._address(address if address.startswith("/") else f"/{address}", page, kind)

    def _call(self, name: str, said: str, page: Facts) -> Target:
        said, _, fragment = said.partition("#")
        said = unquote(said)
        found: Facts | None
        if name in ("ref", "relref"):
            found = self._ref(said, page) if said else page
            reason = "the build fails: no page has this path"
        elif name == "link":
            path = normpath(join(self.settings.folder, said.lstrip("/")))
            found = self.by_source.get(path)
            if found is None and self.files.get(path) is not None:
                return Target("file", path=path)
            reason = "the build fails: there is no such file"
        else:
            found = self._posts.get(said.strip("/"))
            reason = "the build fails: there is no such post"
        if found is None:
            if not self._complete:
                return Target("unknown", path=said, reason="a site of which not all is known")
            return Target("missing", path=said, fragment=fragment, reason=reason)
        return Target("page", found, found.url or "", unquote(fragment))

    def _ref(self, path: str, page: Facts) -> Facts | None:
        """A page by a logical path, as Hugo's `ref` finds it, in the language of the link."""
        keys = list(_logical_keys(path.strip("/"), {}))
        folder = dirname(self._below_content(page.path)).lower()
        default = self.settings.language.partition("-")[0].lower()
        for language in dict.fromkeys((page.language, default)):
            for key in keys:
                near = normpath(join(folder, key))
                if not path.startswith("/") and (language, near) in self._logical:
                    return self._logical[language, near]
                if (language, key) in self._logical:
                    return self._logical[language, key]
            for key in keys if not path.startswith("/") else ():
                found = self._unique.get((language, basename(key)))
                if found is not None and f"/{_page_path(found)}".endswith(f"/{key}"):
                    return found
        return None

    def _address(self, url: str, page: Facts, kind: str, absolute: bool = False) -> Target:
        path, _, fragment = url.partition("#")
        path, _, query = path.partition("?")
        written = path = unquote(path)
        fragment = unquote(fragment)
        if not path:
            return Target("page", page, page.url or "", fragment)
        if "\0" in path:
            return Target("missing", reason="no address that can exist")
        suffix = splitext(path)[1].lower()
        rules = self.rules
        in_html = kind in ("html", "jsx")
        names_source = suffix in rules.sources and not (in_html and not rules.html_sources)
        if rules.logical and not absolute and path != ".":
            page_there = self._ref(path, page)
            if page_there is not None:
                return Target("page", page_there, page_there.url or "", fragment)
        if names_source and not absolute and (rules.roots or not path.startswith("/")):
            found = self._source(path, page, "", kind)
            if found.state != "missing" or rules.files == "source":
                return _with(found, fragment)
        if rules.files != "url" and not path.startswith("/") and not absolute:
            target = self._beside(path, page, in_html)
            if target is not None:
                return _with(target, fragment)
        if not path.startswith("/"):
            if page.url is None:
                return self._relative_unknown(path, page, fragment)
            path = join(_folder_of(page.url), path)
        path = normpath(path) + ("/" if path.endswith("/") else "")
        path = re.sub("^/+", "/", path)
        return self._find(path, page, fragment, written, query)

    def _source(self, url: str, page: Facts, folder: str, kind: str) -> Target:
        """The page whose file a URL names."""
        path, _, fragment = url.partition("#")
        path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
        bases: list[str] = []
        if folder:
            bases.append(join(self.settings.folder, folder))
        else:
            if not path.startswith("/"):
                bases.append(dirname(page.path))
            if self.rules.roots and not path.startswith("."):
                bases += [join(self.settings.folder, root) for root in self.rules.roots]
                bases += self._content_roots
        for base in bases:
            place = normpath(join(base, path.lstrip("/")))
            found = self.by_source.get(place)
            if found is not None:
                return Target("page", found, found.url or "", fragment)
            if self.files.get(place) is not None:
                return Target("file", path=place, fragment=fragment)
        place = normpath(join(bases[0] if bases else "", path.lstrip("/")))
        if not self._complete or place.startswith(".."):
            return self._outside(place, fragment)
        confidence: Confidence = "certain"
        reason = "there is no such file"
        if page.kind == "partial":
            confidence, reason = "low", "a file that other pages include"
        elif self._is_mounted(place):
            confidence, reason = "low", "a folder that the build fills"
        return Target("missing", None, place, fragment, confidence, reason)

    def _has_files(self, folder: str) -> bool:
        """Whether files that are no pages lie in a folder."""
        return any(
            splitext(name)[1].lower() in _DOWNLOADS for name in self.files.names(folder or ".")
        )

    def _outside(self, place: str, fragment: str) -> Target:
        if not self._complete and not place.startswith(".."):
            return Target("unknown", path=place, reason="a site of which not all is known")
        sure = ".git" in self.files.names(".")
        return Target(
            "missing", None, place, fragment, "high" if sure else "low", "outside the site"
        )

    def _is_mounted(self, path: str) -> bool:
        """Whether what is missing lies where there is no file that came with the sources."""
        return bool(path) and dirname(path) not in self._source_folders

    @cached_property
    def _source_folders(self) -> frozenset[str]:
        found: set[str] = {""}
        for page in self.pages:
            folder = dirname(page.path)
            while folder not in found:
                found.add(folder)
                folder = dirname(folder)
        return frozenset(found)

    def _file(self, url: str, page: Facts, folder: str) -> Target:
        """A file of the site that need be no page, by a prefix of the generator."""
        path, _, fragment = url.partition("#")
        path = unquote(path.partition("?")[0])
        base = join(self.settings.folder, folder)
        if not folder and not path.startswith("/"):
            base = dirname(page.path)
        place = normpath(join(base, path.lstrip("/")))
        if place in self.by_source:
            return Target("page", self.by_source[place], place, fragment)
        if self.files.get(place) is not None:
            return Target("file", path=place)
        if not self._complete:
            return Target("unknown", path=place, reason="a site of which not all is known")
        confidence: Confidence = "low" if self._is_mounted(place) else "certain"
        return Target("missing", path=place, confidence=confidence, reason="there is no such file")

    def _beside(self, path: str, page: Facts, in_html: bool) -> Target | None:
        """A file, or a folder, in the folder of the page's own."""
        rules = self.rules
        if rules.files == "bundle" and splitext(basename(page.path))[0].lower() not in _INDEXES:
            return None
        if in_html and not rules.html_sources:
            return None
        place = normpath(join(dirname(page.path), path))
        if place in self.by_source:
            found = self.by_source[place]
            return Target("page", found, found.url or "")
        if self.files.get(place) is not None:
            return Target("file", path=place)
        return None

    def _relative_unknown(self, path: str, page: Facts, fragment: str) -> Target:
        """A relative URL on a page whose own address is not known.

        Where no page has an address, there are only files; a page with a title may be part of
        a site all the same.
        """
        place = normpath(join(dirname(page.path), path))
        found = self.by_source.get(place)
        if found is not None:
            return Target("page", found, found.url or "", fragment)
        if self.files.get(place) is not None:
            return Target("file", path=place)
        if place.startswith("..") and not self.by_url and not _FORGE.fullmatch(place):
            return self._outside(place, fragment)
        if self.by_url or not self._complete or place.startswith(".."):
            return Target("unknown", path=place, reason="the page's own address is not known")
        if self.files.names(place) or place == "." or place in self._source_folders:
            return Target("route", path=place, reason="a folder")
        if page.kind == "partial" or (self._is_mounted(place) and not _is_host(path)):
            return Target("missing", None, place, fragment, "low", "a folder that the build fills")
        sure = not page.titled or "." in basename(place)
        reason = "there is no such file"
        return Target("missing", None, place, fragment, "high" if sure else "low", reason)

    def _find(self, path: str, page: Facts, fragment: str, written: str, query: str) -> Target:
        """What stands at an address of the site, from its root."""
        whole = self._without_base(path)
        found: Target | None = None
        for each in dict.fromkeys((whole, path)):
            found = self._at(each, fragment)
            if found is not None:
                return found
            if not each.isascii():
                found = self._at(each.lower(), fragment)
                if found is not None:
                    return found
        found = self._translated(whole, page, fragment)
        if found is not None:
            return found
        if not self._complete:
            return Target("unknown", path=whole, reason="a site of which not all is known")
        return self._missing(whole, page, fragment, written, query)

    def _at(self, path: str, fragment: str) -> Target | None:
        key = address_key(path)
        page = self.by_url.get(key)
        if page is not None and not page.draft:
            return Target("page", page, path, fragment)
        if key in self.aliases:
            page, alias = self.aliases[key][0]
            return Target("redirect", page, path, fragment, alias=alias)
        if page is not None:
            return Target("page", page, path, fragment)
        redirect = self.redirects.get(key)
        if redirect is not None:
            return self._through(redirect, path, fragment)
        file = self.static_file(path)
        if file is not None:
            return Target("file", path=file.path)
        if self._template(key) is not None:
            return Target("route", path=path, reason="a page of another kind")
        for redirect in self._prefixes:
            if path.startswith(redirect.source):
                return Target("route", path=path, reason="a redirect", redirect=redirect)
        if self.rules.lists and key in self._folders:
            return Target("route", path=path, reason="a folder of pages")
        if self._is_route(path):
            return Target("route", path=path, reason="an address that is built")
        return None

    def _through(self, redirect: Redirect, path: str, fragment: str) -> Target:
        if redirect.rewrite:
            return Target("route", path=path, reason="a rewrite", redirect=redirect)
        to = redirect.to.partition("#")[0].partition("?")[0]
        page = None
        if to.startswith("/"):
            page = self.by_url.get(address_key(self._without_base(_page_address(to))))
        return Target("redirect", page, path, fragment, redirect=redirect)

    def _is_route(self, path: str) -> bool:
        if _ROUTE.fullmatch(path):
            return True
        if not self.settings.routes:
            return False
        routes = self._route_patterns
        return routes is not None and routes.fullmatch(path) is not None

    @cached_property
    def _route_patterns(self) -> re.Pattern[str] | None:
        parts = [_route_pattern(route) for route in self.settings.routes]
        return re.compile("|".join(parts)) if parts else None

    def static_file(self, path: str) -> File | None:
        """The file that the site serves at an address of its own."""
        for folder, prefix in self.settings.static.items():
            if path.startswith(prefix):
                inside = path[len(prefix) :].strip("/")
                for name in (inside, f"{inside}/index.html", f"{inside}.html"):
                    place = normpath(join(folder, name))
                    file = None if place in self.by_source else self.files.get(place)
                    if file is not None:
                        return file
        if self.rules.files != "url":
            owner = self.by_url.get(address_key(dirname(path.rstrip("/"))))
            if owner is not None:
                file = self.files.get(normpath(join(dirname(owner.path), basename(path))))
                if file is not None:
                    return file
        return None

    def _template(self, key: str) -> File | None:
        """A source of another kind than ours, whose page has this address by its place."""
        inside = key.strip("/")
        for base in self._template_roots:
            for name in (inside, f"{inside}/index", f"{inside}/page"):
                place = normpath(join(base, name))
                folder, _, stem = place.rpartition("/")
                for suffix in _TEMPLATES:
                    if f"{stem}{suffix}" in self.files.names(folder or "."):
                        return self.files.get(f"{place}{suffix}")
        return None

    @cached_property
    def _template_roots(self) -> list[str]:
        """Where pages come from, whatever they are written in."""
        folder = self.settings.folder
        inner = [join(folder, name) for name in _PAGE_FOLDERS]
        return list(dict.fromkeys([*self._content_roots, folder, *inner]))

    @cached_property
    def _content_roots(self) -> list[str]:
        globs = (pattern.removesuffix("/**") for pattern in self.settings.content)
        return [folder for folder in globs if "*" not in folder and folder[:1] not in ("!", "")]

    def _translated(self, path: str, page: Facts, fragment: str) -> Target | None:
        """The page in the default language that stands in for a missing translation."""
        settings = self.settings
        if not settings.language_fallback or not self._languages:
            return None
        first, _, rest = path.strip("/").partition("/")
        default = settings.language.lower()
        tries: list[str] = []
        if first.lower() in self._languages:
            others = [default] if default else sorted(self._languages)
            tries = [f"/{rest}", *(f"/{name}/{rest}" for name in others)]
        else:
            tries = [f"/{name}{path}" for name in (page.language.lower(), default) if name]
        for each in tries:
            found = self._at(each + ("/" if path.endswith("/") else ""), fragment)
            if found is not None:
                return Target(
                    found.state if found.state != "redirect" else "route",
                    found.page,
                    found.path,
                    found.fragment,
                    reason="stands in for a translation",
                )
        return None

    def _missing(self, path: str, page: Facts, fragment: str, written: str, query: str) -> Target:
        """An address at which nothing stands, and how sure that is."""
        suffix = splitext(written)[1].lower()
        key = address_key(path)
        last = basename(key)
        state: State = "missing"
        confidence: Confidence
        if not path.isascii() and not ({"/", ".", "%"} & set(written.strip("/"))):
            return Target("unknown", path=path, reason="text that reads like a link")
        if last and (last in self._slugs or _DATE.sub("", last, count=1) in self._slugs):
            return Target("unknown", path=path, reason="an address that the site computes")
        parent = dirname(key)
        own = address_key(page.url) if page.url is not None else ""
        if suffix in MARKDOWN_SUFFIXES:
            confidence, reason = self._source_written(written, page, suffix)
        elif query:
            confidence, reason = "low", "an address with a query"
        elif page.kind == "partial":
            confidence, reason = "low", "a file that other pages include"
        elif self.rules.open or (self._slugs and not self._parents):
            confidence, reason = "low", "addresses that the site computes"
        elif parent == own and not written.startswith("/") and ".." not in written:
            confidence, reason = "high", "it would lie below the page"
        elif parent == "/":
            confidence, reason = "low", "a page at the top that may be another application's"
        elif _is_host(written):
            confidence, reason = "high", "the scheme is missing"
        elif suffix in _DOWNLOADS:
            near = any(self._has_files(dirname(place)) for place in self._served(path))
            confidence, reason = ("high", "files lie beside it") if near else ("low", "a download")
        elif parent in self._parents:
            confidence, reason = "high", "pages lie beside it"
        else:
            confidence, reason = "low", "no page lies beside it"
        if self.rules.hook and "/" not in written.strip("/") and not suffix:
            return Target("unknown", path=path, reason="a template of the site reads links")
        return Target(state, None, path, fragment, confidence, reason)

    def _source_written(self, url: str, page: Facts, suffix: str) -> tuple[Confidence, str]:
        """How sure it is that the name of a source file, which no page has as its address, fails.

        A plugin may turn it into an address, if there is such a file.
        """
        if suffix not in self.rules.maybe_sources:
            return "certain", "the site has no address of this kind"
        bases = [
            dirname(page.path),
            *self._content_roots,
            *(join(self.settings.folder, r) for r in self.rules.roots),
        ]
        places = [normpath(join(base, url.lstrip("/"))) for base in bases]
        if any(place in self.by_source or self.files.get(place) for place in places):
            return "low", "a plugin may turn it into an address"
        return "high", "there is no such file either"


_MOST_KNOWN = 200_000


def urlsplit_path(url: str) -> str:
    """Path, query and fragment of a URL with a host."""
    rest = url.partition("//")[2]
    match = re.search(r"[/?#]", rest)
    if match is None:
        return "/"
    found = rest[match.start() :]
    return found if found.startswith("/") else f"/{found}"


def _is_host(path: str) -> bool:
    """Whether a relative path begins as an address without its scheme would."""
    first, slash, _ = path.partition("/")
    return bool(slash) and _HOST.fullmatch(first) is not None


def _with(target: Target, fragment: str) -> Target:
    if not fragment or target.fragment == fragment:
        return target
    return Target(
        target.state, target.page, target.path, fragment, target.confidence, target.reason
    )


def _folder_of(url: str) -> str:
    """The address from which a browser reads relative ones."""
    return url if url.endswith("/") else f"{dirname(url).rstrip('/')}/"


def _without_resources(pages: Sequence[Facts]) -> list[Facts]:
    """The pages but for those that lie beside an `index`, which is a page of its folder."""
    bundles = {dirname(page.path) for page in pages if _stem(page.path) == "index"}
    return [
        page for page in pages if dirname(page.path) not in bundles or _stem(page.path) == "index"
    ]


def _stem(path: str) -> str:
    return basename(path).partition(".")[0]


def _page_address(source: str) -> str:
    """The address of a page whose source file a redirect names."""
    stem, suffix = splitext(source)
    if suffix not in MARKDOWN_SUFFIXES:
        return source
    if basename(stem).lower() in _INDEXES:
        return dirname(stem)
    return stem


def _page_path(page: Facts) -> str:
    stem = splitext(page.path)[0].lower()
    return dirname(stem) if basename(stem) in _INDEXES else stem


def _logical_keys(path: str, languages: Iterable[str]) -> Iterator[str] | list[str]:
    path = path.lower()
    stem, suffix = splitext(path)
    if suffix not in MARKDOWN_SUFFIXES and suffix not in _HTML:
        stem = path
    for language in languages:
        stem = stem.removesuffix(f".{language.lower()}")
    keys = [stem]
    if basename(stem) in ("index", "_index"):
        keys.append(dirname(stem))
    return keys


def _route_pattern(route: str) -> str:
    parts = re.split(r"(\*\*|\*)", route.rstrip("/"))
    pattern = "".join(
        ".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part) for part in parts
    )
    return f"{pattern.removesuffix('/.*') + '(?:/.*)?' if pattern.endswith('/.*') else pattern}/?"
