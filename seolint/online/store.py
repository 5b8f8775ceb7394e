"""Answers that are kept from one run to the next."""

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from seolint.cachedir import LINKS, make_cache_folder
from seolint.web import Answer

NAME = LINKS
FAILURES_KEPT = 3600.0
"""Seconds for which it is known that a link was dead."""

LONGEST_KEPT = 90 * 86400.0
"""Seconds after which an answer goes, however long answers are to be kept."""


class Kept(Struct, frozen=True):
    """An answer and when it came, in seconds since 1970."""

    status: int
    outcome: str
    at: float


class _File(Struct, frozen=True, tag_field="format", tag="seolint-links-1"):
    answers: dict[str, Kept]


class Store:
    """The answers of earlier runs. A file that is damaged, or of another make, holds none."""

    def __init__(self, kept: dict[str, Kept], now: float) -> None:
        self.kept = kept
        self.now = now

    @classmethod
    def read(cls, folder: Path, now: float) -> Self:
        """The store of a folder."""
        try:
            file = msgspec.json.decode((folder / NAME).read_bytes(), type=_File)
        except (OSError, msgspec.MsgspecError, ValueError):
            return cls({}, now)
        return cls(file.answers, now)

    def get(self, url: str, keep: float) -> Answer | None:
        """The answer to a URL that came at most `keep` seconds ago; a failure for an hour."""
        kept = self.kept.get(url)
        if kept is None:
            return None
        answer = _answer(kept)
        if answer is None:
            return None
        longest = keep if 0 < answer.status < 400 else min(keep, FAILURES_KEPT)
        return answer if 0 <= self.now - kept.at <= longest else None

    def add(self, answers: Mapping[str, Answer]) -> None:
        """Keeps what is known for sure, and forgets what another try may change."""
        for url, answer in answers.items():
            if answer.outcome == "dns" or (answer.status and not _is_passing(answer.status)):
                self.kept[url] = Kept(answer.status, answer.outcome, self.now)
            else:
                self.kept.pop(url, None)

    def write(self, folder: Path) -> None:
        """Writes all or nothing; that a folder cannot be written to costs only time."""
        young = {
            url: kept
            for url, kept in sorted(self.kept.items())
            if self.now - kept.at < LONGEST_KEPT
        }
        with contextlib.suppress(OSError):
            make_cache_folder(folder)
            descriptor, name = tempfile.mkstemp(dir=folder, prefix=NAME)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(msgspec.json.encode(_File(young)))
                os.replace(name, folder / NAME)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise


def _is_passing(status: int) -> bool:
    return status in (403, 429, 999) or status >= 500


def _answer(kept: Kept) -> Answer | None:
    try:
        return msgspec.convert({"outcome": kept.outcome, "status": kept.status}, Answer)
    except msgspec.ValidationError:
        return None
