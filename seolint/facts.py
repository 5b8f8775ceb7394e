"""What pages may know of each other, and the site that they make."""

import os
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from msgspec import Struct

from seolint.dates import time_zone
from seolint.document import H1Owner, Kind, SiteSettings, Suppression
from seolint.files import File, Files
from seolint.span import Span


class Mention(Struct, frozen=True, array_like=True):
    """A text of a page and its place."""

    text: str
    span: Span
    known: bool = True


class Section(Struct, frozen=True, array_like=True):
    """A visible heading; `atx` tells that it is written with `#` marks.

    `ids` are those that it states, else those that the generator makes.
    `text` is its name when it is an H1, and empty when it is not. `opens` tells that no text
    stands before it.
    """

    level: int
    ids: tuple[str, ...]
    span: Span
    atx: bool
    text: str = ""
    opens: bool = False


class Facts(Struct, frozen=True):
    """What other pages may know of a page; it is cached and crosses processes.

    `path` is relative to the root; `full` tells that the page is a whole HTML document,
    `empty` that it has no text, `dynamic` that templates or components add to it, `titled`
    that some key of its front matter names a title, `pictured` that one names a picture.
    `fields` has those of the model by name, and a few keys that tell when a page is published.
    `url` is that of `Document`; `ids_known` tells that no heading has an id that cannot be told,
    and nothing in the page may bring in others.
    """

    path: str
    kind: Kind
    draft: bool
    noindex: bool
    language: str
    collection: str
    full: bool
    empty: bool
    dynamic: bool
    titled: bool
    top: Span
    fields: Mapping[str, Mention]
    headings: tuple[Section, ...]
    images: tuple[Mention, ...]
    suppressions: tuple[Suppression, ...]
    url: str | None = None
    pictured: bool = False
    ids_known: bool = False

    @property
    def judged(self) -> bool:
        """Whether the page is one that search engines and readers are meant to find."""
        return not (self.draft or self.noindex or self.kind == "partial")


FIXED_H1_OWNERS: Mapping[str, H1Owner] = {
    "docusaurus": "either",
    "mkdocs": "either",
    "vitepress": "body",
}
BODY_SHARE = 0.5
LAYOUT_SHARE = 0.25
VOTERS = 8
SMALL = 10
"""A collection of fewer pages counts with its parent."""


class Site:
    """All pages of a root, built once from their facts."""

    def __init__(
        self, pages: Sequence[Facts], settings: SiteSettings, folder: Path | None = None
    ) -> None:
        self.pages = pages
        self.settings = settings
        self.files = Files(folder)

    @cached_property
    def now(self) -> datetime:
        """`SOURCE_DATE_EPOCH`, else the current moment, in the site's time zone, else in UTC."""
        zone = time_zone(self.settings.time_zone)
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        return datetime.fromtimestamp(int(epoch), zone) if epoch.isdecimal() else datetime.now(zone)

    @property
    def today(self) -> date:
        """The date of `now`."""
        return self.now.date()

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
