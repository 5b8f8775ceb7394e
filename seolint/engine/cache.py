"""What pages gave in earlier runs: a file that can be damaged or gone, and then holds less."""

import contextlib
import os
import stat
import time
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

import msgspec
from msgspec import Raw, Struct

from seolint.cachedir import is_left_over, is_pages_file, make_cache_folder, pages_file
from seolint.discovery import STDIN
from seolint.engine.checking import Check, Checked, Job, Terms, unless_known
from seolint.engine.page import PageResult

FILES = 8
"""How many files of pages a folder holds: one for each combination of settings."""

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is read at all."""

DAY = 86400.0
"""Seconds after which a file that is used counts as used anew."""

_MAGIC = b"seolint pages 1\n"
_DIGEST = 16


class Entry(Struct, frozen=True, array_like=True):
    """What a page with a digest gave; when it is not `full`, no rule has judged it."""

    digest: bytes
    full: bool
    result: Raw


class Cache:
    """What the pages of roots with one fingerprint gave. Paths are relative to the root.

    Nothing is read before a page is asked for, and nothing is written before `write`.
    `notes` tell people what was wrong, `details` those who want to know more. `found` counts
    the pages that were known, `asked` those that were asked for.
    """

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder = folder
        self.found = 0
        self.asked = 0
        self.notes: list[str] = []
        self.details: list[str] = []
        self._path = folder / pages_file(fingerprint)
        self._entries: dict[str, Entry] | None = None
        self._new: dict[str, Entry] = {}
        self._seen: set[str] = set()
        self._codes: dict[Terms, frozenset[str]] = {}

    def get(self, job: Job) -> PageResult | None:
        """What a page gave that has the same bytes; None when that is not known."""
        path = job.file.path
        self.asked += 1
        self._seen.add(path)
        if self._entries is None:
            self._entries = self._read()
        entry = self._entries.get(path)
        if entry is None or entry.digest != job.digest or not (entry.full or not job.terms.rules):
            return None
        try:
            result = _decode_result(entry.result)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        if not self._makes_sense(result, job):
            return None
        self.found += 1
        return result

    def _makes_sense(self, result: PageResult, job: Job) -> bool:
        """Whether a result may be one of this page; only a forged entry may be another."""
        path, size = job.file.path, len(job.data)
        if job.terms not in self._codes:
            self._codes[job.terms] = frozenset(rule.code for rule in job.terms.rules)
        codes = self._codes[job.terms]
        return (
            result.facts.path == path
            and not result.errors
            and not result.failed
            and (
                not codes
                or all(
                    finding.code in codes
                    and finding.path == path
                    and 0 <= finding.span.start <= finding.span.end <= size
                    and finding.status == "open"
                    for finding in result.findings
                )
            )
        )

    def put(self, checked: Checked) -> None:
        """Remembers what a page gave, unless something went wrong with it."""
        job, result, encoded = checked
        if result.errors or result.failed or job.file.real == STDIN:
            return
        if len(job.data) > job.terms.max_size:
            return
        try:
            job.file.path.encode()
            raw = Raw(encoded or _encode(result))
        except (TypeError, ValueError, OverflowError, RecursionError):
            return
        self._new[job.file.path] = Entry(job.digest, bool(job.terms.rules), raw)

    def write(self, roots: Iterable[Path]) -> None:
        """Writes what is new, and what is still of use: of pages that are in one of the roots."""
        if not self._new:
            self._touch()
            return
        folders = list(roots)
        entries = {
            path: entry
            for path, entry in (self._entries or {}).items()
            if path in self._seen or any(os.path.lexists(folder / path) for folder in folders)
        }
        entries.update(self._new)
        body = _encode(entries)
        try:
            make_cache_folder(self.folder)
            _replace(self._path, (_MAGIC, blake2b(body, digest_size=_DIGEST).digest(), body))
            _tidy(self.folder)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self.notes.append(f"the cache folder is not writable ({reason}): running without it")

    def _touch(self) -> None:
        """Marks the file as used, if that is not clear."""
        with contextlib.suppress(OSError):
            if self._entries and time.time() - os.stat(self._path).st_mtime > DAY:
                os.utime(self._path)

    def _read(self) -> dict[str, Entry]:
        try:
            data = _read_regular(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self.details.append(f"{self._path.name} in the cache cannot be read: {reason}")
            return {}
        start = len(_MAGIC) + _DIGEST
        body = memoryview(data)[start:]
        expected = _MAGIC + blake2b(body, digest_size=_DIGEST).digest()
        try:
            if data[:start] != expected:
                raise ValueError("not what was written")
            return _decode_entries(body)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            self.details.append(f"{self._path.name} in the cache is damaged and will be replaced")
            return {}


def cached(cache: Cache, check: Check) -> Check:
    """Checks with `check` the pages of which the cache does not know what they give."""
    return unless_known(cache.get, cache.put, check)


_encode = msgspec.msgpack.Encoder().encode
_decode_result = msgspec.msgpack.Decoder(PageResult).decode
_decode_entries = msgspec.msgpack.Decoder(dict[str, Entry]).decode


def _read_regular(path: Path) -> bytes:
    """The bytes of a file; of a link, a pipe or a device none is read.

    Raises:
        OSError: it cannot be read, or is none that a run wrote.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags), "rb", buffering=0) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise OSError("it is not a file that seolint wrote")
        return file.readall()


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    """Writes a file whole or not at all.

    Raises:
        OSError: it cannot be written; what was there is there.
    """
    temporary = path.with_name(f".{path.name}.{token_hex(6)}.tmp")
    try:
        with temporary.open("xb", buffering=0) as file:
            for part in parts:
                view = memoryview(part)
                while view:
                    view = view[file.write(view) :]
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _tidy(folder: Path) -> None:
    """Deletes the files that were not used for longest, and what killed runs left behind."""
    pages: list[tuple[float, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                used = entry.stat(follow_symlinks=False).st_mtime
                if is_pages_file(entry.name):
                    pages.append((used, entry.path))
                elif is_left_over(entry.name) and time.time() - used > DAY:
                    os.unlink(entry.path)
    for _, path in sorted(pages)[:-FILES]:
        with contextlib.suppress(OSError):
            os.unlink(path)
