"""What a root came to in an earlier run, as long as all that was seen then is the same."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from seolint.clock import Clock
from seolint.discovery import File
from seolint.engine.checking import digest_of
from seolint.engine.pages import Page, Pages, read_bytes
from seolint.files import Files, Looks
from seolint.finding import Finding
from seolint.packs import BUILTIN
from seolint.worktree import left_out

if TYPE_CHECKING:
    from seolint.engine.cache import Cache
    from seolint.engine.together import Seen

_DIGEST = 16
"""Bytes of the digest of a page."""

_NOTHING = Looks({}, {}, {}, {})


class Outcome(Struct, frozen=True, array_like=True):
    """What was found on the pages of a root, and all that it follows from.

    `digests` are those of the pages that were judged, and of the others where rules over a site
    saw them, in the order of `Pages.files` and `Pages.index`; `looks` is what was looked up on
    disk besides. It is true from `since` on and before `until`, in seconds since 1970.
    Paths are relative to the root.
    """

    since: float
    until: float
    looks: Looks
    digests: bytes
    findings: tuple[Finding, ...]
    listed: dict[str, Page]
    skipped: int


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Outcome).decode


def find_outcome(cache: "Cache", pages: Pages, *, suppressions: bool) -> list[Finding] | None:
    """What was found on these pages before, which are then listed, if all is as it was."""
    if any(file.once for file in pages.files) or left_out(pages.root.folder):
        return None
    data = cache.outcome(_key_of(pages, suppressions))
    if data is None:
        return None
    try:
        known = _decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    root = pages.root
    now = Clock(root.settings.time_zone).seconds
    if not known.since <= now < known.until:
        return None
    if not _are_as_then(pages, known.digests):
        return None
    if not Files(root.folder if root.indexed else None).shows(known.looks):
        return None
    if not _makes_sense(known, pages):
        return None
    for file in pages.files:
        if file.path in known.listed:
            pages.listed[file.path] = known.listed[file.path]._replace(path=file.shown)
    pages.skipped = known.skipped
    pages.judged = len(pages.files)
    cache.knew(file.path for file in (*pages.files, *pages.index))
    return list(known.findings)


def keep_outcome(
    cache: "Cache",
    pages: Pages,
    seen: "Seen | None",
    findings: Sequence[Finding],
    *,
    suppressions: bool,
) -> None:
    """Remembers what was found, unless it may depend on what nobody can tell.

    Rules of others over a site may look anywhere, what could not be read may be readable the
    next time, and git may leave out files. `seen` is what rules over the site saw besides pages,
    where some ran.
    """
    files = pages.root.config.packs.files
    read = [*pages.files, *(pages.index if seen is not None else ())]
    if (
        any(file.once for file in read)
        or pages.errors
        or pages.notes
        or any(file.path not in pages.digests for file in read)
        or any(result.errors or result.failed for result in pages.results.values())
        or any(
            rule.rule.scope == "net"
            or (rule.rule.scope == "site" and files[rule.code].pack != BUILTIN)
            for rule in pages.rules
        )
        or left_out(pages.root.folder)
    ):
        return
    clock = seen.clock if seen is not None else Clock(pages.root.settings.time_zone)
    outcome = Outcome(
        clock.seconds,
        clock.until,
        seen.files.looks if seen is not None else _NOTHING,
        b"".join(pages.digests[file.path] for file in read),
        tuple(findings),
        pages.listed,
        pages.skipped,
    )
    try:
        data = _encode(outcome)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return
    cache.keep_outcome(_key_of(pages, suppressions), data)


def _key_of(pages: Pages, suppressions: bool) -> bytes:
    """What an outcome is found by: which pages are judged, which are read, and how."""
    key = sha256(bytes([pages.root.indexed, suppressions]))
    for files in (pages.files, pages.index):
        key.update(len(files).to_bytes(8, "big"))
        key.update("\0".join([file.path for file in files]).encode("utf-8", "surrogateescape"))
    return key.digest()


def _are_as_then(pages: Pages, digests: bytes) -> bool:
    """Whether the pages have the bytes that they had; they are read as far as that is so."""
    count = len(digests) // _DIGEST
    files = [*pages.files, *pages.index][:count]
    if count not in (len(pages.files), len(pages.files) + len(pages.index)):
        return False
    return all(map(bytes.__eq__, _digests(pages, files), _split(digests)))


def _digests(pages: Pages, files: Sequence[File]) -> Iterator[bytes]:
    """The digest of each page, as `Pages` takes it; nothing after one that cannot be read."""
    limit = pages.root.config.max_file_size + 1
    for file in files:
        try:
            data = read_bytes(file, pages.bodies, limit)
        except OSError:
            yield b""
            return
        pages.sizes[file.path] = len(data)
        yield digest_of(data)


def _split(digests: bytes) -> Iterator[bytes]:
    return (digests[at : at + _DIGEST] for at in range(0, len(digests), _DIGEST))


def _makes_sense(known: Outcome, pages: Pages) -> bool:
    """Whether these pages may have come to that; only what was forged may not."""
    codes, sizes = pages.root.config.packs.files, pages.sizes
    return known.listed.keys() <= sizes.keys() and all(
        finding.code in codes
        and 0 <= finding.span.start <= finding.span.end <= sizes.get(finding.path, -1)
        and finding.status in ("open", "suppressed")
        for finding in known.findings
    )
