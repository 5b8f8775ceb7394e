"""Follows the links of a root's pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from posixpath import basename, dirname, join, normpath, splitext
from urllib.parse import unquote

from msgspec.structs import replace

from seolint.document import SiteSettings
from seolint.facts import Facts, Reference
from seolint.files import Files
from seolint.patterns import lazy_regex
from seolint.redirects import Redirect
from seolint.resolution.addresses import (
    address_key,
    folder_of,
    is_host,
    is_index,
    on_host,
    page_address,
)
from seolint.resolution.calls import read_calls
from seolint.resolution.missing import Missing
from seolint.resolution.pages import Pages
from seolint.resolution.served import Served
from seolint.resolution.target import Confidence, Target
from seolint.urls import host, scheme

HTML_KINDS = frozenset(("html", "jsx"))
"""The kinds of links and images that are written as elements."""

_FORGE = lazy_regex(
    r"(?:\.\./)*(?:actions|blob|commits?|compare|contributors|discussions|fork|graphs|issues|labels"
    r"|milestones|network|projects|pulls?|raw|releases|security|stargazers|tags|tree|wiki)(?:/.*)?"
)
"""Pages of a repository on GitHub, which its files link as if they lay above it."""

_LONGEST = 1024
_MOST_LINKS = 100_000
"""Of so many links the targets are remembered page by page, as several rules ask for them."""

_MOST_KNOWN = 8
"""For how many URLs a page the targets are remembered: many more are asked for once only."""


class Resolver:
    """Resolves the links of a root's pages, by the rules of its generator.

    Unless it has all the pages, a `complete` one, it tells of nothing that it is missing.
    """

    def __init__(
        self,
        pages: Sequence[Facts],
        settings: SiteSettings,
        files: Files,
        complete: bool,
    ) -> None:
        self.settings = settings
        self.rules = settings.links
        self.files = files
        self.pages = Pages(pages, settings)
        self.served = Served(self.pages, settings, files)
        self._missing = Missing(self.pages, self.served, settings, files)
        self._complete = complete
        self._most = _MOST_KNOWN * max(1000, len(pages))
        self._rooted_targets: defaultdict[tuple[str, bool, bool], dict[str, Target]]
        self._rooted_targets = defaultdict(dict)
        self._followed: dict[str, list[Target]] = {}
        self._room = _MOST_LINKS

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The prefixes with which URLs name files."""
        return (*self.rules.marks, *self.rules.file_marks)

    @cached_property
    def _rooted(self) -> tuple[str, ...]:
        """How URLs begin that mean the same wherever they stand."""
        marks = {**self.rules.marks, **self.rules.file_marks}
        return ("/", "http:", "https:", *(mark for mark, folder in marks.items() if folder))

    def resolve(self, url: str, page: Facts, *, known: bool = True, kind: str = "") -> Target:
        """The target of a URL as it is written on a page; `known` and `kind` as in `Reference`."""
        url = url.strip()
        if not known:
            return self._anchored(self._called(url, page, kind), url)
        if not url.startswith(self._rooted):
            return self._anchored(self._resolve(url, page, kind), url)
        found = self._found(page, kind in HTML_KINDS)
        target = found.get(url)
        if target is None:
            if len(found) >= self._most:
                found.clear()
            target = found[url] = self._anchored(self._resolve(url, page, kind), url)
        return target

    def _anchored(self, target: Target, url: str) -> Target:
        """A target that tells whether its page has the id that the URL names.

        Browsers look for the id as it is written, and then for the decoded one.
        """
        page, fragment = target.page, target.fragment
        if page is None or not fragment or self.pages.has_id(page, fragment):
            return target
        if self.pages.has_id(page, url.partition("#")[2]):
            return target
        return replace(target, anchored=False)

    def targets(self, page: Facts) -> Iterator[tuple[Reference, Target]]:
        """The links of a page, and where each of them leads."""
        targets = self._followed.get(page.path)
        if targets is None:
            targets = self._follow(page)
            if len(targets) <= self._room:
                self._room -= len(targets)
                self._followed[page.path] = targets
        return zip(page.links, targets, strict=True)

    def _follow(self, page: Facts) -> list[Target]:
        """The targets of the links of a page."""
        written = self._found(page, in_html=False)
        in_html = self._found(page, in_html=True)
        targets = []
        for link in page.links:
            found = in_html if link.kind in HTML_KINDS else written
            target = found.get(link.text) if link.known else None
            if target is None:
                target = self.resolve(link.text, page, known=link.known, kind=link.kind)
            targets.append(target)
        return targets

    def _found(self, page: Facts, in_html: bool) -> dict[str, Target]:
        """The targets of URLs that mean the same on all pages of a kind, as far as asked for."""
        return self._rooted_targets[page.language, page.kind == "partial", in_html]

    def _resolve(self, url: str, page: Facts, kind: str) -> Target:
        if "{" in url and not url.startswith(self.marks + self.rules.routes):
            return Target("unknown", reason="an expression")
        if "\0" in url or "\\" in url or len(url) > _LONGEST:
            return Target("missing", confidence="certain", reason="no address that can exist")
        for mark, folder in self.rules.marks.items():
            if url.startswith(mark):
                return self._source(url[len(mark) :], page, folder)
        for mark, folder in self.rules.file_marks.items():
            if url.startswith(mark):
                return self._file(url[len(mark) :], page, folder)
        if self.rules.routes and url.startswith(self.rules.routes):
            return Target("route", reason="a list that is built")
        if url.startswith("/") and not url.startswith("//"):
            return self._address(url, page, kind)
        name = host(url)
        if name or scheme(url):
            if not name or not self._is_own(name):
                return Target("elsewhere", reason="another site")
            rest = on_host(url)
            if self.served.base and not f"{rest}/".startswith(f"{self.served.base}/"):
                return Target("elsewhere", reason="beside this site on its host")
            return self._address(rest, page, kind, absolute=True)
        return self._address(url, page, kind)

    def _is_own(self, name: str) -> bool:
        return name.removeprefix("www.") == host(self.settings.base_url).removeprefix("www.")

    def _called(self, source: str, page: Facts, kind: str) -> Target:
        """The target of a URL that template calls compute, as far as these are known."""
        call = read_calls(source, self.rules.calls)
        if call is None:
            return Target("unknown", reason="a template")
        if not call.name:
            return self._address(call.rest, page, kind)
        return self._call(call.name, call.said, page).at(unquote(call.rest.partition("#")[2]))

    def _call(self, name: str, said: str, page: Facts) -> Target:
        said, _, fragment = said.partition("#")
        said = unquote(said)
        found: Facts | None
        if name in ("ref", "relref"):
            found = self.pages.logical(said, page) if said else page
            reason = "the build fails: no page has this path"
        elif name == "link":
            path = normpath(join(self.settings.folder, said.lstrip("/")))
            found = self.pages.by_source.get(path)
            if found is None and self.files.get(path) is not None:
                return Target("file", path=path)
            reason = "the build fails: there is no such file"
        elif name.startswith("asset_"):
            return self._asset(said, page)
        else:
            found = self.pages.post(said.strip("/"))
            reason = "the build fails: there is no such post"
        if found is None:
            if not self._complete:
                return Target("unknown", path=said, reason="a site of which not all is known")
            return Target("missing", path=said, fragment=fragment, reason=reason)
        return Target("page", found, found.url or "", unquote(fragment))

    def _asset(self, name: str, page: Facts) -> Target:
        """A file in the folder beside a post that is called like it, if posts have such folders."""
        folder = splitext(page.path)[0]
        place = normpath(join(folder, name))
        if self.files.get(place) is not None:
            return Target("file", path=place)
        if not self._complete or not self.files.names(folder):
            return Target("unknown", path=place, reason="a post without a folder of files")
        return Target("missing", path=place, confidence="high", reason="there is no such file")

    def _address(self, url: str, page: Facts, kind: str, absolute: bool = False) -> Target:
        path, _, fragment = url.partition("#")
        path, _, query = path.partition("?")
        written = path = unquote(path)
        fragment = unquote(fragment)
        if not path:
            return Target("page", page, page.url or "", fragment)
        if "\0" in path:
            return Target("missing", reason="no address that can exist")
        rules = self.rules
        in_html = kind in HTML_KINDS and not rules.html_sources
        if not absolute:
            target = self._by_source(path, page, in_html)
            if target is not None:
                return target.at(fragment)
        if not path.startswith("/"):
            if page.url is None:
                return self._relative_unknown(path, page, fragment)
            path = join(folder_of(page.url), path)
        path = normpath(path) + ("/" if path.endswith("/") else "")
        if path.startswith("//"):
            path = f"/{path.lstrip('/')}"
        return self._find(path, page, fragment, written, query)

    def _by_source(self, path: str, page: Facts, in_html: bool) -> Target | None:
        """What a path leads to as the name of a file; None where it is an address."""
        rules = self.rules
        rooted = path.startswith("/")
        if rules.logical and path != ".":
            found = self.pages.logical(path, page)
            if found is not None:
                return Target("page", found, found.url or "")
        suffix = splitext(path)[1].lower()
        if suffix in rules.sources and not in_html and (rules.roots or not rooted):
            target = self._source(path, page, "")
            if target.state != "missing" or rules.files == "source":
                return target
        if rules.files != "url" and not rooted and not in_html:
            return self._beside(path, page)
        return None

    def _source(self, url: str, page: Facts, folder: str) -> Target:
        """The page whose file a URL names."""
        path, _, fragment = url.partition("#")
        path, fragment = unquote(path.partition("?")[0]), unquote(fragment)
        inner = path.lstrip("/")
        bases: list[str] = []
        if folder:
            bases.append(join(self.settings.folder, folder))
        else:
            if not path.startswith("/"):
                bases.append(dirname(page.path))
            if self.rules.roots and not path.startswith("."):
                bases += [join(self.settings.folder, root) for root in self.rules.roots]
                bases += self.served.content_roots
        for base in bases:
            place = normpath(join(base, inner))
            found = self.pages.by_source.get(place)
            if found is not None:
                return Target("page", found, found.url or "", fragment)
            if self.files.get(place) is not None:
                return Target("file", path=place, fragment=fragment)
        place = normpath(join(bases[0] if bases else "", inner))
        if not self._complete or place.startswith(".."):
            return self._outside(place, fragment)
        confidence: Confidence = "certain"
        reason = "there is no such file"
        if page.kind == "partial":
            confidence, reason = "low", "a file that other pages include"
        elif self._is_mounted(place):
            confidence, reason = "low", "a folder that the build fills"
        return Target("missing", None, place, fragment, confidence, reason)

    def _outside(self, place: str, fragment: str) -> Target:
        if not self._complete and not place.startswith(".."):
            return Target("unknown", path=place, reason="a site of which not all is known")
        sure = self.files.has_folder(".git") or self.files.get(".git") is not None
        return Target(
            "missing", None, place, fragment, "high" if sure else "low", "outside the site"
        )

    def _is_mounted(self, path: str) -> bool:
        """Whether what is missing lies where there is no file that came with the sources."""
        return bool(path) and dirname(path) not in self.pages.folders

    def _file(self, url: str, page: Facts, folder: str) -> Target:
        """A file of the site that need be no page, by a prefix of the generator."""
        path, _, fragment = url.partition("#")
        path = unquote(path.partition("?")[0])
        base = join(self.settings.folder, folder)
        if not folder and not path.startswith("/"):
            base = dirname(page.path)
        place = normpath(join(base, path.lstrip("/")))
        if place in self.pages.by_source:
            return Target("page", self.pages.by_source[place], place, fragment)
        if self.files.get(place) is not None:
            return Target("file", path=place)
        if not self._complete:
            return Target("unknown", path=place, reason="a site of which not all is known")
        confidence: Confidence = "low" if self._is_mounted(place) else "certain"
        return Target("missing", path=place, confidence=confidence, reason="there is no such file")

    def _beside(self, path: str, page: Facts) -> Target | None:
        """A file, or a folder, in the folder of the page's own."""
        owns = self.rules.files == "source" or is_index(page.path)
        if self.rules.files == "bundle" and not owns:
            return None
        place = normpath(join(dirname(page.path), path))
        found = self.pages.by_source.get(place)
        if found is not None:
            return Target("page", found, found.url or "") if owns else None
        return Target("file", path=place) if self.files.get(place) is not None else None

    def _relative_unknown(self, path: str, page: Facts, fragment: str) -> Target:
        """A relative URL on a page whose own address is not known.

        Where no page has an address, there are only files; a page with a title may be part of
        a site all the same.
        """
        by_url = self.pages.by_url
        place = normpath(join(dirname(page.path), path))
        found = self.pages.by_source.get(place)
        if found is not None:
            return Target("page", found, found.url or "", fragment)
        if self.files.get(place) is not None:
            return Target("file", path=place)
        if place.startswith("..") and not by_url and not _FORGE.fullmatch(place):
            return self._outside(place, fragment)
        if by_url or not self._complete or place.startswith(".."):
            return Target("unknown", path=place, reason="the page's own address is not known")
        if self.files.names(place) or place == "." or place in self.pages.folders:
            return Target("route", path=place, reason="a folder")
        if page.kind == "partial" or (self._is_mounted(place) and not is_host(path)):
            return Target("missing", None, place, fragment, "low", "a folder that the build fills")
        sure = not page.titled or "." in basename(place)
        reason = "there is no such file"
        return Target("missing", None, place, fragment, "high" if sure else "low", reason)

    def _find(self, path: str, page: Facts, fragment: str, written: str, query: str) -> Target:
        """What stands at an address of the site, from its root."""
        whole = self.served.without_base(path)
        found: Target | None = None
        for each in (whole,) if whole == path else (whole, path):
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
        return self._missing.target(whole, page, fragment, written, query)

    def _at(self, path: str, fragment: str) -> Target | None:
        key = address_key(path)
        page = self.pages.by_url.get(key)
        if page is not None and not page.draft:
            return Target("page", page, path, fragment)
        if key in self.served.aliases:
            page, alias = self.served.aliases[key][0]
            return Target("redirect", page, path, fragment, alias=alias)
        if page is not None:
            return Target("page", page, path, fragment)
        redirect = self.served.redirects.get(key)
        if redirect is not None:
            return self._through(redirect, path, fragment)
        file = self.served.file(path)
        if file is not None:
            return Target("file", path=file.path)
        if self.served.template(key) is not None:
            return Target("route", path=path, reason="a page of another kind")
        for redirect in self.served.prefixes:
            if path.startswith(redirect.source):
                return Target("route", path=path, reason="a redirect", redirect=redirect)
        if self.rules.lists and key in self.pages.above:
            return Target("route", path=path, reason="a folder of pages")
        if self.served.is_built(path):
            return Target("route", path=path, reason="an address that is built")
        return None

    def _through(self, redirect: Redirect, path: str, fragment: str) -> Target:
        if redirect.rewrite:
            return Target("route", path=path, reason="a rewrite", redirect=redirect)
        to = redirect.to.partition("#")[0].partition("?")[0]
        page = None
        if to.startswith("/"):
            page = self.pages.by_url.get(address_key(self.served.without_base(page_address(to))))
        return Target("redirect", page, path, fragment, redirect=redirect)

    def _translated(self, path: str, page: Facts, fragment: str) -> Target | None:
        """The page in the default language that stands in for a missing translation."""
        settings = self.settings
        languages = self.pages.languages
        if not settings.language_fallback or not languages:
            return None
        first, _, rest = path.strip("/").partition("/")
        default = settings.language.lower()
        tries: list[str] = []
        if first.lower() in languages:
            others = [default] if default else sorted(languages)
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
