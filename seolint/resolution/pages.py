"""The pages of a site, by all that a link may call them."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from posixpath import basename, dirname, join, normpath, splitext

from seolint.document import SiteSettings
from seolint.facts import Facts, Section
from seolint.patterns import lazy_regex
from seolint.resolution.addresses import INDEXES, address_key, logical_keys, page_path
from seolint.sluggers import Stated, Title, heading_ids, likely_ids

_DATE = lazy_regex(r"\d{4}-\d{1,2}-\d{1,2}[-_.]?")

_MANY_IDS = 50
"""A set of so many ids is worth its memory."""


class Pages:
    """The pages of a root by source, by address and by the names that template calls use."""

    def __init__(self, pages: Sequence[Facts], settings: SiteSettings) -> None:
        self.all = _without_resources(pages) if settings.links.bundles else pages
        self._settings = settings

    @cached_property
    def by_source(self) -> Mapping[str, Facts]:
        """The pages by their paths from the root."""
        return {page.path: page for page in self.all}

    @cached_property
    def by_url(self) -> Mapping[str, Facts]:
        """The pages by the keys of their addresses; published ones before drafts."""
        found: dict[str, Facts] = {}
        for page in self.all:
            if page.url is not None:
                key = address_key(page.url)
                if key not in found or (found[key].draft and not page.draft):
                    found[key] = page
        return found

    @cached_property
    def above(self) -> frozenset[str]:
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
    def parents(self) -> frozenset[str]:
        """The addresses right below which pages lie."""
        return frozenset(dirname(key) for key in self.by_url if key != "/")

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders in which pages lie, and those above them."""
        found: set[str] = {""}
        for page in self.all:
            folder = dirname(page.path)
            while folder not in found:
                found.add(folder)
                folder = dirname(folder)
        return frozenset(found)

    @cached_property
    def _computed(self) -> frozenset[str]:
        """What the addresses of pages may end in that have one which is not known."""
        found: set[str] = set()
        for page in self.all:
            if page.url is None and page.kind != "partial":
                stem = splitext(basename(page.path))[0]
                if stem.lower() in INDEXES:
                    stem = basename(dirname(page.path))
                found.add(stem)
                found.add(_DATE.sub("", stem, count=1))
        return frozenset(found)

    @property
    def computes(self) -> bool:
        """Whether some page has an address that is not known."""
        return bool(self._computed)

    def may_be_computed(self, key: str) -> bool:
        """Whether an address may be that of a page which has one that is not known."""
        last = basename(key)
        if not last or not self._computed:
            return False
        return last in self._computed or _DATE.sub("", last, count=1) in self._computed

    def has_id(self, page: Facts, id: str) -> bool:
        """Whether an element of a page has this id, as browsers compare them."""
        if self._settings.slugger == "any" and id in self._likely_ids(page):
            return True
        if len(page.headings) + len(page.ids) < _MANY_IDS:
            for ids in self.heading_ids(page):
                if id in ids:
                    return True
            return id in page.ids
        if page.path not in self._ids:
            found = {one for ids in self.heading_ids(page) for one in ids}
            self._ids[page.path] = found.union(page.ids)
        return id in self._ids[page.path]

    @cached_property
    def _ids(self) -> dict[str, set[str]]:
        return {}

    def heading_ids(self, page: Facts) -> Sequence[tuple[str, ...]]:
        """The ids of each heading of a page, all that one may have where that is not known."""
        if self._settings.slugger != "any":
            return [heading.ids for heading in page.headings]
        if page.path not in self._heading_ids:
            ids = heading_ids(_stated(page), "any")
            self._heading_ids[page.path] = [each or () for each in ids]
        return self._heading_ids[page.path]

    def _likely_ids(self, page: Facts) -> frozenset[str]:
        if page.path not in self._likely:
            self._likely[page.path] = likely_ids(_stated(page))
        return self._likely[page.path]

    @cached_property
    def _likely(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _heading_ids(self) -> dict[str, Sequence[tuple[str, ...]]]:
        return {}

    def post(self, name: str) -> Facts | None:
        """The page that Jekyll's and Hexo's tags for posts call so."""
        return self._posts.get(name)

    @cached_property
    def _posts(self) -> Mapping[str, Facts]:
        found: dict[str, Facts] = {}
        for page in self.all:
            before, folder, inner = f"/{page.path}".rpartition("/_posts/")
            if folder:
                stem = splitext(inner)[0]
                found.setdefault(f"{before.strip('/')}/{stem}".lstrip("/"), page)
                found.setdefault(stem, page)
                found.setdefault(basename(stem), page)
        return found

    def logical(self, path: str, page: Facts) -> Facts | None:
        """A page by a logical path, as Hugo's `ref` finds it, in the language of the link."""
        keys = logical_keys(path.strip("/"), ())
        folder = dirname(self._below_content(page.path)).lower()
        default = self._settings.language.partition("-")[0].lower()
        for language in dict.fromkeys((page.language, default)):
            for key in keys:
                near = normpath(join(folder, key))
                if not path.startswith("/") and (language, near) in self._logical:
                    return self._logical[language, near]
                if (language, key) in self._logical:
                    return self._logical[language, key]
            for key in keys if not path.startswith("/") else ():
                found = self._unique.get((language, basename(key)))
                if found is not None and f"/{page_path(found)}".endswith(f"/{key}"):
                    return found
        return None

    @cached_property
    def _logical(self) -> Mapping[tuple[str, str], Facts]:
        """Hugo's logical paths by language: below a content root, lower case, without suffix."""
        found: dict[tuple[str, str], Facts] = {}
        for page in self.all:
            path = self._below_content(page.path)
            for key in logical_keys(path, self._settings.languages):
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
        for pattern in self._settings.content:
            root = pattern.removesuffix("**").rstrip("/")
            if root and "*" not in root and path.startswith(root + "/"):
                path = path[len(root) + 1 :]
                break
        first, _, rest = path.partition("/")
        return rest if rest and first.lower() in self.languages else path

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the site as its addresses name them."""
        names = {*self._settings.languages, self._settings.language}
        return frozenset(name.lower() for name in names if name)


def _without_resources(pages: Sequence[Facts]) -> list[Facts]:
    """The pages but for those that lie beside an `index`, which is a page of its folder."""
    bundles = {dirname(page.path) for page in pages if _stem(page.path) == "index"}
    return [
        page for page in pages if dirname(page.path) not in bundles or _stem(page.path) == "index"
    ]


def _stated(page: Facts) -> Stated:
    return [(_title(heading), heading.ids) for heading in page.headings]


def _title(heading: Section) -> Title | None:
    title = heading.title
    return Title(*(title if len(title) > 1 else title * 3)) if title else None


def _stem(path: str) -> str:
    return basename(path).partition(".")[0]
