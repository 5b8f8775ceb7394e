"""What rules over a site found in earlier runs, as long as all that they saw is the same."""

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from seolint.clock import Clock
from seolint.files import Files, Looks
from seolint.finding import Finding
from seolint.packs import BUILTIN
from seolint.worktree import left_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seolint.engine.cache import Cache
    from seolint.engine.pages import Pages
    from seolint.engine.select import ActiveRule
    from seolint.site import Site


class Comparison(Struct, frozen=True, array_like=True):
    """What was found, and what was looked up on disk for it.

    It is true from `since` on and before `until`, in seconds since 1970.
    """

    since: float
    until: float
    looks: Looks
    findings: tuple[Finding, ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Comparison).decode


def key_of(pages: "Pages", rules: "Iterable[ActiveRule]") -> bytes | None:
    """What the pages of a root are compared by: their paths and bytes.

    None where the findings may depend on what nobody can tell: rules of others may look
    anywhere, pages that were not read may be others the next time, git may leave out files.
    """
    files = pages.root.config.packs.files
    if (
        any(rule.rule.scope != "site" or files[rule.code].pack != BUILTIN for rule in rules)
        or any(result.errors or result.failed for result in pages.results.values())
        or pages.site_files is not None
        or left_out(pages.root.folder)
    ):
        return None
    key = sha256(bytes([pages.root.indexed]))
    for known in (pages.results, pages.indexed):
        key.update(len(known).to_bytes(8, "big"))
        for path in sorted(known):
            key.update(pages.digests[path])
            key.update(path.encode("utf-8", "surrogateescape") + b"\0")
    return key.digest()


def find_comparison(
    cache: "Cache", key: bytes, pages: "Pages", rules: "Iterable[ActiveRule]"
) -> list[Finding] | None:
    """What these rules found under that key, if all else is as it was."""
    data = cache.comparison(key)
    if data is None:
        return None
    try:
        known = _decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    root = pages.root
    now = Clock(root.settings.time_zone).seconds
    files = Files(root.folder if root.indexed else None)
    if not known.since <= now < known.until or not files.shows(known.looks):
        return None
    codes = {rule.code for rule in rules}
    if not all(
        finding.code in codes and _makes_sense(finding, pages) for finding in known.findings
    ):
        return None
    return list(known.findings)


def _makes_sense(finding: Finding, pages: "Pages") -> bool:
    """Whether a finding may be about one of these pages; only one that was forged may not."""
    span, size = finding.span, pages.sizes.get(finding.path, -1)
    return 0 <= span.start <= span.end <= size and finding.status == "open"


def keep_comparison(cache: "Cache", key: bytes, site: "Site", findings: list[Finding]) -> None:
    """Remembers what was found under that key."""
    clock = site.clock
    known = Comparison(clock.seconds, clock.until, site.files.looks, tuple(findings))
    try:
        data = _encode(known)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return
    cache.keep_comparison(key, data)
