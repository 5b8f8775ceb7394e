"""Pages with their settings -> what each of them gives: the map step, which is pure."""

import math
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import PurePosixPath
from sys import intern
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import force_setattr

from seolint.discovery import File
from seolint.document import SiteSettings
from seolint.engine.overtime import SECONDS, OvertimeError, watched
from seolint.engine.page import PageResult, check_page, unread_page
from seolint.engine.select import ActiveRule
from seolint.finding import RunError
from seolint.generators import SiteGenerator

Version = tuple[str, bytes]
"""A file with certain bytes: its absolute path, and a digest of them."""

TOO_LONG = f"it took longer than {SECONDS:.0f} s"

Known = dict[Version, PageResult]
"""What pages gave in an earlier run; one with the same bytes is not checked again."""


class Terms(Struct, frozen=True, eq=False):
    """What pages are checked under. Without rules a page is only read for its facts.

    `max_size` is in bytes; `outward` asks for the links to other hosts.
    """

    rules: tuple[ActiveRule, ...]
    generator: SiteGenerator
    settings: SiteSettings
    max_size: int
    outward: bool


class Job(NamedTuple):
    """A page to check; `relax` tells that a draft is judged mildly."""

    file: File
    data: bytes
    digest: bytes
    terms: Terms
    relax: bool


class Checked(NamedTuple):
    """A page that was checked, whose job may have lost its bytes.

    `encoded` is the result in MessagePack where that is known.
    """

    job: Job
    result: PageResult
    encoded: bytes = b""


Check = Callable[[Iterable[Job]], Iterator[Checked]]
"""Checks pages, in any order."""


def check_here(jobs: Iterable[Job]) -> Iterator[Checked]:
    """Checks pages one after the other in this process. One that takes too long is a run error."""
    with watched(SECONDS) as watch:
        for job in jobs:
            watch.left = SECONDS
            checked = _checked(job)
            watch.left = math.inf
            yield checked


def _checked(job: Job) -> Checked:
    file = job.file
    where = file.root.in_site(file.path)
    try:
        result = check_data(file.path, job.data, job.terms, file.lone, job.relax, where)
    except OvertimeError:
        return failed(job, "timeout", TOO_LONG)
    return Checked(job, result)


def failed(job: Job, kind: Literal["timeout", "worker-crash"], reason: str) -> Checked:
    """A page that cannot be checked."""
    error = RunError(
        kind,
        f"checking the page failed: {reason}",
        job.file.path,
        "FILE006",
        "Report this with the page, or leave it out with --exclude",
    )
    facts = unread_page(job.file.path, None, ()).facts
    return Checked(job, PageResult(facts, (), "", None, (error,), read=False))


def check_data(
    path: str, data: bytes, terms: Terms, lone: bool, relax: bool, where: PurePosixPath
) -> PageResult:
    """What a page gives that holds `data`; the arguments are those of `check_page`."""
    limit = terms.max_size
    if len(data) > limit:
        from seolint.read.decoding import UnreadablePageError

        error = UnreadablePageError(
            "FILE004",
            f"The file is larger than {limit:,} bytes and was not read",
            "Split it, exclude it, or raise max-file-size",
        )
        return unread_page(path, error, terms.rules)
    return check_page(
        path,
        data,
        terms.rules,
        terms.generator,
        terms.settings,
        lone=lone,
        relax=relax,
        where=where,
        outward=terms.outward,
    )


def remembering(known: Known, check: Check) -> Check:
    """Checks with `check` what is not known, and adds it to what is."""

    def key(job: Job) -> Version:
        return version(job.file, job.digest)

    def remember(checked: Checked) -> None:
        known[key(checked.job)] = checked.result

    return unless_known(lambda job: known.get(key(job)), remember, check)


def unless_known(
    find: Callable[[Job], PageResult | None], remember: Callable[[Checked], None], check: Check
) -> Check:
    """Checks with `check` the pages for which `find` finds nothing, and has them remembered."""

    def check_new(jobs: Iterable[Job]) -> Iterator[Checked]:
        old: list[Checked] = []

        def new() -> Iterator[Job]:
            for job in jobs:
                result = find(job)
                if result is None:
                    yield job
                else:
                    old.append(Checked(job._replace(data=b""), result))

        try:
            for checked in check(new()):
                remember(checked)
                yield checked
        except KeyboardInterrupt:
            yield from old
            raise
        yield from old

    return check_new


def with_shared_strings(result: PageResult, path: str) -> PageResult:
    """A result that was just decoded, whose strings are those of others where they are equal.

    What rules say is said of many pages, and each finding has the path of its own.
    """
    for finding in result.findings:
        force_setattr(finding, "path", path)
        force_setattr(finding, "code", intern(finding.code))
        force_setattr(finding, "rule", intern(finding.rule))
        if finding.help is not None:
            force_setattr(finding, "help", intern(finding.help))
        if finding.fix is not None:
            force_setattr(finding.fix, "message", intern(finding.fix.message))
    force_setattr(result.facts, "path", path)
    return result


def version(file: File, digest: bytes) -> Version:
    """The key in `Known` of a file with bytes of that digest."""
    return file.root.prefix + file.path, digest


def digest_of(data: bytes) -> bytes:
    """What tells the bytes of one page from those of another."""
    return sha256(data).digest()[:16]
