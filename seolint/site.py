"""The site that all pages of a root make."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import quote, unquote

from seolint.clock import Clock
from seolint.dates import parse_date
from seolint.document import H1Owner, SiteSettings
from seolint.facts import Facts, Mention, Reference
from seolint.files import File, Files
from seolint.links import MARKDOWN_SUFFIXES
from seolint.resolution import Resolver, Target, address_key
from seolint.resolution.images import image_places, image_target
from seolint.resolution.nearest import Names
from seolint.similarity import hashes, similarity
from seolint.worktree import left_out


class Lead(NamedTuple):
    """A link or an image of a page, and where it leads."""

    page: Facts
    reference: Reference
    target: Target


FIXED_H1_OWNERS: Mapping[str, H1Owner] = {
    "docusaurus": "either",
    "mkdocs": "either",
    "vitepress": "body",
}
BODY_SHARE = 0.5
LAYOUT_SHARE = 0.25
VOTERS = 8
_LOOKED_AT = 16
"""Of two texts that are alike these smallest hashes hardly ever differ altogether."""

SMALL = 10
"""A collection of fewer pages counts with its parent."""


def _is_page(path: str) -> bool:
    return path.endswith((*MARKDOWN_SUFFIXES, ".qmd", ".html", ".htm"))


class Site:
    """All pages of a root, built once from their facts.

    `folder` is that of the root on disk. Without one there are no files, and unless the
    pages are `complete` none of them is known to be missing. `left_out` are the files that a
    sparse work tree does not have: they are there, and pages among them are not all known.
    """

    def __init__(
        self,
        pages: Sequence[Facts],
        settings: SiteSettings,
        folder: Path | None = None,
        *,
        complete: bool = False,
    ) -> None:
        self.pages = pages
        self.settings = settings
        self.folder = folder
        self.left_out = left_out(folder) if folder is not None else []
        whole = folder is not None and not any(map(_is_page, self.left_out))
        self.complete = complete or whole
        self.files = Files(folder, dict.fromkeys(self.left_out, b""))
        self.clock = Clock(settings.time_zone)

    @property
    def now(self) -> datetime:
        """`SOURCE_DATE_EPOCH`, else the current moment, in the site's time zone, else in UTC."""
        return self.clock.now

    @property
    def today(self) -> date:
        """The date of `now`."""
        return self.clock.today

    @cached_property
    def resolver(self) -> Resolver:
        """What finds the targets of links."""
        return Resolver(self.pages, self.settings, self.files, self.complete)

    @cached_property
    def by_path(self) -> Mapping[str, Facts]:
        """The pages by their paths from the root."""
        return {page.path: page for page in self.pages}

    @property
    def by_url(self) -> Mapping[str, Facts]:
        """The pages by the keys of their addresses (`address_key`)."""
        return self.resolver.pages.by_url

    def heading_ids(self, page: Facts) -> Sequence[tuple[str, ...]]:
        """The ids of each heading of a page, all that one may have where that is not known."""
        return self.resolver.pages.heading_ids(page)

    @property
    def aliases(self) -> Mapping[str, Sequence[tuple[Facts, Mention]]]:
        """Former addresses by their keys, with the pages that claim them."""
        return self.resolver.served.aliases

    def alias_path(self, page: Facts, alias: str) -> str:
        """The address that an alias of a page means."""
        return self.resolver.served.alias_path(page, alias)

    def resolve(self, url: str, page: Facts) -> Target:
        """Where a URL on a page leads: a page, a file, elsewhere or nowhere, and how sure."""
        return self.resolver.resolve(url, page)

    def targets(self, page: Facts) -> Iterator[tuple[Reference, Target]]:
        """The links of a page, and where each of them leads."""
        return self.resolver.targets(page)

    def image(self, image: Reference, page: Facts) -> Target:
        """Where the URL of an image leads, and how sure it is when that is nowhere."""
        return image_target(self.resolver, image.text, page, known=image.known, kind=image.kind)

    def image_places(self, image: Reference, page: Facts) -> list[str]:
        """The paths from the root that the URL of an image may mean."""
        if not image.known:
            return []
        return image_places(self.resolver, image.text, page, image.kind)

    def address(self, page: Facts) -> str:
        """The address of a page as links from the site's host write it; empty when unknown."""
        if page.url is None:
            return ""
        return quote(self.resolver.served.base + page.url, safe="/:@!$&'()*+,;=~%-._")

    def nearest(self, target: Target) -> Facts | None:
        """The page whose address or file is nearest to one that is missing, if one is near."""
        by_url = target.path.startswith("/")
        key = address_key(target.path) if by_url else target.path
        return (self._addresses if by_url else self._sources).near(key)

    @cached_property
    def _addresses(self) -> Names:
        return Names(self.by_url)

    @cached_property
    def _sources(self) -> Names:
        return Names(self.resolver.pages.by_source)

    def links_to(self, page: Facts) -> Sequence[tuple[Facts, Mention]]:
        """The links of other pages that lead to a page, in the order of their pages."""
        places = iter(self._inlinks.get(page.path, ()))
        return [
            (self.pages[number], self.pages[number].links[index])
            for number, index in zip(places, places, strict=True)
        ]

    @cached_property
    def _inlinks(self) -> Mapping[str, "array[int]"]:
        """By the paths of pages, page and link of each link from another one, in turns."""
        found: dict[str, array[int]] = {}
        for number, page in enumerate(self.pages):
            for index, (_, target) in enumerate(self.targets(page)):
                to = target.page
                if to is not None and to is not page:
                    if to.path not in found:
                        found[to.path] = array("l")
                    found[to.path].extend((number, index))
        return found

    @cached_property
    def leads(self) -> Sequence[Lead]:
        """The links that do not simply lead to a published page, a file or another site.

        They are missing, go through a redirect, lead to an id that no element is known to have,
        or to a page that is hidden: a draft, one that search engines leave out, one that is not
        built now.
        """
        hidden = {page.path for page in self.pages if self.why_hidden(page)}
        return [
            Lead(page, link, target)
            for page in self.pages
            for link, target in self.targets(page)
            if target.state in ("missing", "redirect")
            or not target.anchored
            or (hidden and target.page is not None and target.page.path in hidden)
        ]

    @cached_property
    def _unbuilt(self) -> Mapping[str, str]:
        """The pages that are not built now, by their paths, and why: future or expired."""
        found: dict[str, str] = {}
        settings = self.settings
        if settings.hides_future or settings.hides_expired:
            for page in self.pages:
                why = self._why_unbuilt(page)
                if why:
                    found[page.path] = why
        return found

    def why_hidden(self, page: Facts) -> str:
        """Why readers or search engines do not see a page now; empty when they do."""
        if page.draft:
            return "draft"
        return self._unbuilt.get(page.path, "noindex" if page.noindex else "")

    def _why_unbuilt(self, page: Facts) -> str:
        names = ("publishDate", "date") if self.settings.hides_future else ()
        for name in names:
            moment = self._moment(page.fields.get(name))
            if moment is not None:
                if self.clock.is_future(moment):
                    return "future"
                break
        if self.settings.hides_expired:
            moment = self._moment(page.fields.get("expiryDate"))
            if moment is not None and self.clock.is_past(moment):
                return "expired"
        return ""

    def _moment(self, mention: Mention | None) -> datetime | None:
        moment = parse_date(mention.text) if mention is not None and mention.known else None
        if moment is None or moment.tzinfo is not None:
            return moment
        return moment.replace(tzinfo=self.clock.zone)

    def repeats(
        self, field: str, fold: Callable[[str], str] | None = None
    ) -> Iterator[list[tuple[Facts, Mention]]]:
        """The groups of indexable pages of one language in which a field says the same.

        Case and blanks are no difference, nor what `fold` takes out; values that are not
        known are left out. Groups and their pages are in the order of `pages`.
        """
        groups: defaultdict[tuple[str, str], list[tuple[Facts, Mention]]] = defaultdict(list)
        for page in self.pages:
            mention = page.fields.get(field)
            if mention is not None and mention.known and page.judged:
                text = " ".join(mention.text.split()).casefold()
                key = fold(text) if fold is not None else text
                if key:
                    groups[page.language, key].append((page, mention))
        return (group for group in groups.values() if len(group) > 1)

    def by_age(self, mentions: Sequence[tuple[Facts, Mention]]) -> list[tuple[Facts, Mention]]:
        """Mentions by the dates of their pages, the oldest first; those without one lead.

        What is reported then is the newer page, which is the one that people work on.
        """
        return sorted(mentions, key=lambda pair: self.age(pair[0]))

    def age(self, page: Facts) -> tuple[str, str]:
        """A key that sorts pages by their dates, and those of one date by their paths."""
        mention = page.fields.get("date")
        moment = parse_date(mention.text) if mention is not None and mention.known else None
        return (moment.isoformat() if moment is not None else "", page.path)

    def alike(self, threshold: float) -> Iterator[tuple[Facts, Facts, float]]:
        """Pairs of indexable pages of one language whose texts are alike, and how much.

        The newer page of a pair comes second, each page at most once so.
        """
        buckets: defaultdict[str, dict[int, Facts]] = defaultdict(dict)
        pages = (page for page in self.pages if page.signature and page.judged)
        for page in sorted(pages, key=self.age):
            best: tuple[float, Facts] | None = None
            tried: set[str] = set()
            first_with = buckets[page.language].setdefault
            for value in hashes(page.signature)[:_LOOKED_AT]:
                other = first_with(value, page)
                if other is page or other.path in tried:
                    continue
                tried.add(other.path)
                share = similarity(other.signature, page.signature, threshold)
                if share >= threshold and (best is None or share > best[0]):
                    best = share, other
            if best is not None:
                yield best[1], page, best[0]

    def find_file(self, url: str, page: Facts) -> File | None:
        """The file of the root that a page means by the URL of an image.

        Looked for beside the page, and for a URL that begins with `/` in the folders that
        the generator serves. None for what is not found, or lies on another host.
        """
        path = unquote(url.partition("#")[0].partition("?")[0])
        if not path or "://" in url or url.startswith(("//", "data:")):
            return None
        if not path.startswith("/"):
            return self.files.get(normpath(join(dirname(page.path), path)))
        for folder, prefix in self.settings.static.items():
            if path.startswith(prefix):
                found = self.files.get(normpath(join(folder, path[len(prefix) :])))
                if found is not None:
                    return found
        return None

    def h1_owner(self, page: Facts) -> H1Owner:
        """Who prints the H1 of a page: its layout, its body, or either."""
        return self.h1_evidence(page)[0]

    def h1_evidence(self, page: Facts) -> tuple[H1Owner, bool]:
        """Who prints the H1, and whether that is proven rather than a vote or a habit."""
        settings = self.settings
        if settings.h1 != "auto":
            return settings.h1, True
        if page.full:
            return "body", True
        if settings.generator == "plain":
            return ("either" if "title" in page.fields else "body"), True
        fixed = FIXED_H1_OWNERS.get(settings.generator)
        if fixed is not None:
            return fixed, True
        if settings.layout_h1:
            return "layout", True
        collection = self._voters.get(page.collection, page.collection)
        return self._votes.get(collection, "layout"), False

    @cached_property
    def _voters(self) -> dict[str, str]:
        """The collection with which each one votes: itself, or the first parent large enough."""
        sizes: Counter[str] = Counter()
        for page in self.pages:
            parts = page.collection.split("/")
            sizes.update({"/".join(parts[:end]) for end in range(len(parts) + 1)})
        voters: dict[str, str] = {}
        for collection in {page.collection for page in self.pages}:
            voter = collection
            while voter and sizes[voter] < SMALL:
                voter = voter.rpartition("/")[0]
            voters[collection] = voter
        return voters

    @cached_property
    def _votes(self) -> dict[str, H1Owner]:
        voters = self._voters
        ballots: defaultdict[str, list[bool]] = defaultdict(list)
        for page in self.pages:
            if page.kind not in ("index", "partial") and page.headings:
                levels = [heading.level for heading in page.headings]
                ballots[voters[page.collection]].append(levels[0] == 1 and levels.count(1) == 1)
        votes: dict[str, H1Owner] = {}
        for collection, ballot in ballots.items():
            if len(ballot) >= VOTERS:
                share = sum(ballot) / len(ballot)
                votes[collection] = (
                    "body"
                    if share >= BODY_SHARE
                    else "layout"
                    if share <= LAYOUT_SHARE
                    else "either"
                )
        return votes
