"""Bytes on disk: a file is replaced as a whole, or it stays as it was."""

import contextlib
import os
import select
import signal
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, NoReturn

from seolint.discovery import File

CHANGED = "it was changed while being checked"
_ENDING = ".seolint-fix"
_WAITS = (0.05, 0.2, 0.5)
"""Seconds between attempts, on Windows."""

_CUT_SHORT = "the process that writes has ended"


class ChangedFileError(Exception):
    """Somebody else has written to a file since it was read."""


class Job(NamedTuple):
    """A file that holds `old` and is to hold `new`."""

    path: Path
    old: bytes
    new: bytes


def refusal(file: File) -> str:
    """Why a file may not be written, for a sentence about it; empty when it may."""
    try:
        status = os.lstat(file.real)
    except OSError as error:
        return _cause(error)
    if not stat.S_ISREG(status.st_mode):
        return "it is no regular file"
    if not status.st_mode & 0o222 or not os.access(file.real, os.W_OK):
        return "it is read-only"
    if not Path(file.real).is_relative_to(os.path.realpath(file.root.folder)):
        return "its symbolic link leads out of the site"
    return ""


def write_files(jobs: Sequence[Job]) -> list[str]:
    """Does the jobs in order; says of each why it could not be done, or nothing.

    Where the system can, a process of its own writes. It outlives this one by the file
    that it has at hand, so that nothing that ends this process leaves half a file behind.
    """
    if not jobs:
        return []
    if not hasattr(os, "fork"):
        return [_done(job) for job in jobs]
    results, result = os.pipe()
    lifeline, hold = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(results)
        os.close(hold)
        _serve(jobs, lifeline, result)
    os.close(result)
    os.close(lifeline)
    try:
        with open(results, encoding="utf-8") as stream:
            told = [line.rstrip("\n") for line in stream]
    finally:
        os.close(hold)
        os.waitpid(child, 0)
    return [*told, *[_CUT_SHORT] * (len(jobs) - len(told))]


def _serve(jobs: Sequence[Job], lifeline: int, result: int) -> NoReturn:
    """Does jobs until all are done, or the other end of the `lifeline` is gone."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for job in jobs:
            if select.select([lifeline], [], [], 0)[0]:
                break
            os.write(result, f"{_done(job)}\n".encode())
    finally:
        os._exit(0)


def _done(job: Job) -> str:
    try:
        _replace(job)
    except ChangedFileError:
        return CHANGED
    except OSError as error:
        return _cause(error)
    return ""


def _replace(job: Job) -> None:
    """Makes a file hold the new bytes, with the mode, the owner and the links that it has.

    Whoever reads it meanwhile sees the old bytes or the new. Only a file that a new one
    would part from its other hard links, or from its owner, is written in place.

    Raises:
        ChangedFileError: it holds something else than the old bytes.
        OSError: it cannot be written; it is as it was.
    """
    with job.path.open("r+b") as file:
        if file.read() != job.old:
            raise ChangedFileError
        status = os.fstat(file.fileno())
        if status.st_nlink > 1 or not _may_own(status):
            _overwrite(file.fileno(), job)
            return
    with _new_file(job.path) as (copy, name):
        _write(copy, job.new)
        _imitate(job.path, copy, status)
        os.fsync(copy)
        if _moment(os.stat(job.path)) != _moment(status):
            raise ChangedFileError
        new = name()
    _take_place(new, job.path)
    _sync(job.path.parent)


def _moment(status: os.stat_result) -> tuple[int, int, int]:
    """What shows that somebody has written to a file."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def _take_place(new: Path, old: Path) -> None:
    """Gives a file the place of another, which on Windows some program may hold for a moment."""
    try:
        for wait in _WAITS if os.name == "nt" else ():
            with contextlib.suppress(PermissionError):
                os.replace(new, old)
                return
            time.sleep(wait)
        os.replace(new, old)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            new.unlink()
        raise


def _may_own(status: os.stat_result) -> bool:
    """Whether a new file can have the same owner."""
    if not hasattr(os, "geteuid"):
        return True
    return os.geteuid() in (0, status.st_uid) and (
        os.geteuid() == 0 or status.st_gid in (os.getegid(), *os.getgroups())
    )


@contextmanager
def _new_file(place: Path) -> Iterator[tuple[int, Callable[[], Path]]]:
    """A new file beside another, and what gives it a name; without one it goes when closed.

    The name follows from that of the other, so that the next fix of a file also clears away
    what a failure of power may have left.
    """
    digest = blake2b(os.fsencode(place.name), digest_size=6).hexdigest()
    path = place.with_name(f".{digest}{_ENDING}")
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    try:
        descriptor = os.open(place.parent, os.O_RDWR | os.O_TMPFILE, 0o600)
        name = partial(_named, descriptor, path)
    except (AttributeError, OSError):
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o600)
        name = partial(Path, path)
    try:
        yield descriptor, name
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        raise
    finally:
        os.close(descriptor)


def _named(descriptor: int, path: Path) -> Path:
    """Gives a name to a file without one."""
    # Only with folders given does Python call linkat, which alone follows the link in /proc.
    os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor, dst_dir_fd=descriptor)
    return path


def _imitate(original: Path, copy: int, status: os.stat_result) -> None:
    """Gives a file the owner, the mode and the extended attributes of another."""
    if hasattr(os, "fchown"):
        os.fchown(copy, status.st_uid, status.st_gid)
    if hasattr(os, "fchmod"):
        os.fchmod(copy, stat.S_IMODE(status.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for attribute in os.listxattr(original):
                os.setxattr(copy, attribute, os.getxattr(original, attribute))


def _overwrite(descriptor: int, job: Job) -> None:
    """Writes in place, and takes it back when there is no room."""
    try:
        _fill(descriptor, job.new)
    except OSError:
        _fill(descriptor, job.old)
        raise


def _fill(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _sync(folder: Path) -> None:
    """Makes the new name last through a failure of power, where a folder can be synced."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cause(error: OSError) -> str:
    """What the system says was wrong."""
    return (error.strerror or str(error)).lower()
