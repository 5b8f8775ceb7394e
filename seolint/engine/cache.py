"""What pages gave in earlier runs: a file that can be damaged or gone, and then holds less."""

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from seolint.cachedir import (
    is_left_over,
    is_outcome_file,
    is_pages_file,
    make_cache_folder,
    outcome_file,
    pages_file,
)
from seolint.discovery import STDIN
from seolint.engine.checking import (
    Check,
    Checked,
    Job,
    Terms,
    unless_known,
    with_shared_strings,
)
from seolint.engine.page import PageResult

FILES = 8
"""How many files of pages a folder holds, one for each combination of settings.

And how many of outcomes, one for each selection of pages.
"""

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is read at all."""

DAY = 86400.0
"""Seconds after which a file that is used counts as used anew."""

HOUR = 3600.0
"""Seconds after which a file that is being written is one that a killed run left."""

_MAGIC = b"seolint pages 4\n"
_OUTCOME_MAGIC = b"seolint outcome 1\n"
_COUNT = b"\xdf" + bytes(4)
_DIGEST = 32
"""A file is these words, a map of paths to entries with 32 bits for their number, and the SHA-256
of the fingerprint, of what is in the map and of its head: a file under the name of another is
damaged."""


class Entry(Struct, frozen=True, gc=False, array_like=True):
    """What a page with a digest gave, in MessagePack; unless it is `full`, no rule judged it."""

    digest: bytes
    full: bool
    result: bytes


class Cache:
    """What the pages of `roots`, which have one fingerprint, gave. Paths are relative to a root.

    Nothing is read before a page is asked for. What is new is written beside the file at once,
    and takes its place with `write`; unless it `keeps` them, nothing is. `notes` tell people
    what was wrong, `details` those who want to know more. `found` counts the pages that were
    known, `asked` those that were asked for.
    """

    def __init__(
        self, folder: Path, fingerprint: str, roots: Sequence[Path], *, keeps: bool = True
    ) -> None:
        self.folder = folder
        self.roots = list(roots)
        self.found = 0
        self.asked = 0
        self.notes: list[str] = []
        self.details: list[str] = []
        self._path = folder / pages_file(fingerprint)
        self._key = fingerprint.encode()
        self._entries: dict[str, Entry] | None = None
        self._new: _NewFile | None = None
        self._keeps = keeps
        self._seen: set[str] = set()
        self._codes: dict[Terms, frozenset[str]] = {}

    def get(self, job: Job) -> PageResult | None:
        """What a page gave that has the same bytes; None when that is not known."""
        path = job.file.path
        self.asked += 1
        self._seen.add(path)
        if self._entries is None:
            self._entries = self._read()
        entry = self._entries.pop(path, None)  # once decoded, it need not be held
        if entry is None or entry.digest != job.digest or not (entry.full or not job.terms.rules):
            return None
        try:
            result = _decode_result(entry.result)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            return None
        if not self._makes_sense(result, job):
            return None
        self.found += 1
        return with_shared_strings(result, path)

    def knew(self, paths: Iterable[str]) -> None:
        """Takes these pages for asked for and found: what they came to together was known."""
        known = frozenset(paths)
        self._seen |= known
        self.asked += len(known)
        self.found += len(known)

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
            entry = Entry(job.digest, bool(job.terms.rules), encoded or _encode(result))
            data = _encode(job.file.path) + _encode(entry)
        except (TypeError, ValueError, OverflowError, RecursionError):
            return
        if self._keeps:
            self._write(lambda file: file.add(job.file.path, data))

    def write(self) -> None:
        """Writes what is new beside what is still of use: of pages that are in one of the roots.

        Until the next page is asked for, nothing is held in memory.
        """
        self._entries = None
        if self._new is None:
            if self.found:
                _touch(self._path)
            return
        self._write(self._finish)
        self._new = None

    def outcome(self, key: bytes) -> memoryview | None:
        """What was kept under that key with `keep_outcome`."""
        path = self._outcome_path(key)
        try:
            data = _read_regular(path)
        except OSError:
            return None
        start, end = len(_OUTCOME_MAGIC), len(data) - _DIGEST
        kept = memoryview(data)[start:end]
        if data[:start] != _OUTCOME_MAGIC or data[end:] != _seal(kept, self._key + key):
            self._tell("is damaged and will be replaced", path)
            return None
        _touch(path)
        return kept

    def keep_outcome(self, key: bytes, data: bytes) -> None:
        """Keeps what pages came to, under a key that says which."""
        if not self._keeps:
            return
        path = self._outcome_path(key)
        temporary = _temporary(path)
        try:
            make_cache_folder(self.folder)
            try:
                with temporary.open("xb") as file:
                    file.writelines((_OUTCOME_MAGIC, data, _seal(data, self._key + key)))
                os.replace(temporary, path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            _tidy(self.folder)
        except OSError as error:
            self._give_up(error)

    def _outcome_path(self, key: bytes) -> Path:
        return self.folder / outcome_file(sha256(self._key + key).hexdigest()[:24])

    def _finish(self, file: "_NewFile") -> None:
        for path, entry in self._read().items():
            if path in file.paths:
                continue
            if path in self._seen or any(os.path.lexists(root / path) for root in self.roots):
                file.add(path, _encode(path) + _encode(entry))
        file.finish(self._path)
        _tidy(self.folder)

    def _write(self, act: "Callable[[_NewFile], None]") -> None:
        """Does something to the new file; an error in it is a note, and the end of writing."""
        try:
            if self._new is None:
                make_cache_folder(self.folder)
                self._new = _NewFile(self._path, self._key)
            act(self._new)
        except OSError as error:
            self._give_up(error)
        except BaseException:
            self._discard()
            raise

    def _give_up(self, error: OSError) -> None:
        """Writes no more, notes why, and drops what is half written."""
        self._discard()
        reason = (error.strerror or str(error)).lower()
        self.notes.append(f"the cache folder is not writable ({reason}): running without it")
        self._keeps = False

    def _discard(self) -> None:
        if self._new is not None:
            self._new.discard()
            self._new = None

    def _read(self) -> dict[str, Entry]:
        try:
            data = _read_regular(self._path)
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            self._tell(f"cannot be read: {reason}")
            return {}
        start, end = len(_MAGIC), len(data) - _DIGEST
        body = memoryview(data)[start:end]
        digest = sha256(self._key)
        digest.update(body[len(_COUNT) :])
        digest.update(body[: len(_COUNT)])
        try:
            if data[:start] != _MAGIC or data[end:] != digest.digest():
                raise ValueError("not what was written")
            return _decode_entries(body)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            self._tell("is damaged and will be replaced")
            return {}

    def _tell(self, what: str, path: Path | None = None) -> None:
        detail = f"{(path or self._path).name} in the cache {what}"
        if detail not in self.details:
            self.details.append(detail)


class _NewFile:
    """A file that is being written, to take the place of the one at `path`; `key` is its own."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.paths: set[str] = set()
        self._count = 0
        self._digest = sha256(key)
        self._path = _temporary(path)
        self._file = self._path.open("xb", buffering=1 << 18)
        self._file.write(_MAGIC + _COUNT)

    def add(self, path: str, data: bytes) -> None:
        """Adds the entry of a path, whose name and value are in `data`.

        Raises:
            OSError: it cannot be written.
        """
        self._file.write(data)
        self._digest.update(data)
        self._count += 1
        self.paths.add(path)

    def finish(self, path: Path) -> None:
        """Puts the file in its place.

        Raises:
            OSError: it cannot be written; what was there is there.
        """
        head = _COUNT[:1] + self._count.to_bytes(4, "big")
        self._digest.update(head)
        self._file.write(self._digest.digest())
        self._file.seek(len(_MAGIC))
        self._file.write(head)
        self._file.close()
        os.replace(self._path, path)

    def discard(self) -> None:
        """Deletes the file."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)


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


def _seal(data: bytes | memoryview, key: bytes) -> bytes:
    """A digest of data that only its key gives; it stands at the end of a file."""
    digest = sha256(key)
    digest.update(data)
    return digest.digest()


def _temporary(path: Path) -> Path:
    """A file beside one that is to be written, which takes its place when it is whole."""
    return path.with_name(f".{path.name}.{os.urandom(6).hex()}.tmp")


def _touch(path: Path) -> None:
    """Marks a file as used, if that is not clear."""
    with contextlib.suppress(OSError):
        if time.time() - os.stat(path).st_mtime > DAY:
            os.utime(path)


def _tidy(folder: Path) -> None:
    """Deletes the files that were not used for longest, and what killed runs left behind."""
    pages: list[tuple[float, str]] = []
    outcomes: list[tuple[float, str]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                used = entry.stat(follow_symlinks=False).st_mtime
                if is_pages_file(entry.name):
                    pages.append((used, entry.path))
                elif is_outcome_file(entry.name):
                    outcomes.append((used, entry.path))
                elif is_left_over(entry.name) and time.time() - used > HOUR:
                    os.unlink(entry.path)
    for _, path in (*sorted(pages)[:-FILES], *sorted(outcomes)[:-FILES]):
        with contextlib.suppress(OSError):
            os.unlink(path)
