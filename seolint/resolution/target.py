"""The end of a link."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from seolint.facts import Facts, Mention
from seolint.redirects import Redirect

Confidence = Literal["certain", "high", "low"]
CONFIDENCES: tuple[Confidence, ...] = ("certain", "high", "low")
State = Literal["page", "redirect", "file", "route", "elsewhere", "unknown", "missing"]


class Target(Struct, frozen=True):
    """Where a link leads.

    `page` is the page, also that to which a redirect leads when it is known, and of a link
    that has only a fragment its own. `path` is the address on the site, or the file from its
    root that the link names. `fragment` is percent-decoded; `anchored` tells that it is empty,
    or that an element of `page` has it as its id. A target that is `missing` is so
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
    anchored: bool = True

    def at(self, fragment: str) -> "Target":
        """The same target, at a fragment of it."""
        if not fragment or self.fragment == fragment:
            return self
        return replace(self, fragment=fragment)
