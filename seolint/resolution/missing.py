"""An address at which nothing stands, and how sure it is that nothing will."""

from posixpath import dirname, join, normpath, splitext

from seolint.document import SiteSettings
from seolint.facts import Facts
from seolint.files import Files
from seolint.links import MARKDOWN_SUFFIXES
from seolint.resolution.addresses import address_key, is_host
from seolint.resolution.pages import Pages
from seolint.resolution.served import Served
from seolint.resolution.target import Confidence, Target

_DOWNLOADS = frozenset(
    ".7z .avi .avif .csv .doc .docx .epub .flac .gif .gz .ico .jpeg .jpg .mov .mp3 .mp4 .odt .ogg "
    ".pdf .png .ppt .pptx .psd .rar .svg .tar .tgz .tiff .wav .webm .webp .xls .xlsx .zip".split()
)
"""Suffixes of files that are no pages."""


class Missing:
    """Tells how sure it is that an address of a site is missing."""

    def __init__(self, pages: Pages, served: Served, settings: SiteSettings, files: Files) -> None:
        self._pages = pages
        self._served = served
        self._settings = settings
        self._files = files

    def target(self, path: str, page: Facts, fragment: str, written: str, query: str) -> Target:
        """The target of a link to an address at which nothing stands."""
        suffix = splitext(written)[1].lower()
        key = address_key(path)
        if not path.isascii() and not ({"/", ".", "%"} & set(written.strip("/"))):
            return Target("unknown", path=path, reason="text that reads like a link")
        if self._pages.may_be_computed(key):
            return Target("unknown", path=path, reason="an address that the site computes")
        if self._settings.links.hook and "/" not in written.strip("/") and not suffix:
            return Target("unknown", path=path, reason="a template of the site reads links")
        confidence, reason = self._sure(path, key, page, written, query, suffix)
        return Target("missing", None, path, fragment, confidence, reason)

    def _sure(
        self, path: str, key: str, page: Facts, written: str, query: str, suffix: str
    ) -> tuple[Confidence, str]:
        rules = self._settings.links
        pages = self._pages
        parent = dirname(key)
        own = address_key(page.url) if page.url is not None else ""
        if suffix in MARKDOWN_SUFFIXES:
            return self._source_written(written, page, suffix)
        if query:
            return "low", "an address with a query"
        if page.kind == "partial":
            return "low", "a file that other pages include"
        if rules.open or (pages.computes and not pages.parents):
            return "low", "addresses that the site computes"
        if parent == own and not written.startswith("/") and ".." not in written:
            return "high", "it would lie below the page"
        if parent == "/":
            return "low", "a page at the top that may be another application's"
        if is_host(written):
            return "high", "the scheme is missing"
        if suffix in _DOWNLOADS:
            near = any(self._has_files(dirname(place)) for place in self._served.places(path))
            return ("high", "files lie beside it") if near else ("low", "a download")
        if parent in pages.parents:
            return "high", "pages lie beside it"
        return "low", "no page lies beside it"

    def _has_files(self, folder: str) -> bool:
        """Whether files that are no pages lie in a folder."""
        return any(
            splitext(name)[1].lower() in _DOWNLOADS for name in self._files.names(folder or ".")
        )

    def _source_written(self, url: str, page: Facts, suffix: str) -> tuple[Confidence, str]:
        """How sure it is that the name of a source file, which no page has as its address, fails.

        A plugin may turn it into an address, if there is such a file.
        """
        rules = self._settings.links
        if suffix not in rules.maybe_sources:
            return "certain", "the site has no address of this kind"
        bases = [] if url.startswith("/") else [dirname(page.path)]
        bases += self._served.content_roots
        bases += (join(self._settings.folder, root) for root in rules.roots)
        places = [normpath(join(base, url.lstrip("/"))) for base in bases]
        if any(place in self._pages.by_source or self._files.get(place) for place in places):
            return "low", "a plugin may turn it into an address"
        return "high", "there is no such file either"
