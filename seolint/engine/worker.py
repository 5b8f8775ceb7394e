"""A process that checks pages for another one, which sends them and reads what they give."""

import gc
import os
import signal
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from seolint import COLLECT_AFTER
from seolint.custom import CustomRule, custom_rule
from seolint.document import SiteSettings
from seolint.engine.checking import Terms, check_data
from seolint.engine.overtime import SECONDS
from seolint.engine.select import ActiveRule
from seolint.finding import Severity
from seolint.generators import by_name
from seolint.own_rules import OWN_RULES
from seolint.packs import RuleFile, load_rule

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MEMORY = 512 * 1024 * 1024
"""The bytes that checking a page may take beyond what the process has (on Linux)."""

WORN = MEMORY // 2
"""After growing by so many bytes a process is replaced."""

READY = b"ready"
"""The first word of a process."""

PAUSE = 0.05
"""Seconds after which answers are sent, though more are to come."""


class Answers(Struct, frozen=True, array_like=True):
    """The results of the pages that were sent first, empty where one cannot be sent.

    `worn` tells that the process has grown too much to go on.
    """

    results: list[bytes]
    worn: bool


class SentRule(Struct, frozen=True, array_like=True):
    """An active rule: where it is found, or the entry of `[[custom-rules]]` that it is.

    `options` are those that are not the rule's own, by their names in a configuration.
    """

    file: RuleFile
    options: dict[str, Any]
    severity: Severity
    fixed: bool
    custom: CustomRule | None


class SentTerms(Struct, frozen=True, array_like=True, tag="terms"):
    """`Terms` as they cross processes, and the number by which pages refer to them."""

    number: int
    rules: tuple[SentRule, ...]
    generator: str
    settings: SiteSettings
    max_size: int
    outward: bool


class SentPages(Struct, frozen=True, array_like=True, tag="pages"):
    """Pages to check, each of which is answered."""

    pages: tuple["SentPage", ...]


class SentPage(Struct, frozen=True, array_like=True):
    """A page; the fields are arguments of `check_data`, `terms` is their number."""

    path: str
    data: bytes
    terms: int
    lone: bool
    relax: bool
    where: str


def sent_terms(
    terms: Terms, number: int, files: Mapping[str, RuleFile], custom: Iterable[CustomRule]
) -> bytes:
    """`Terms` in MessagePack; `files` are those of rules by code, `custom` those of a config.

    Raises:
        Exception: something in them cannot be sent.
    """
    entries = {entry.code: entry for entry in custom}
    rules = tuple(
        SentRule(
            files[active.code],
            _given_options(active),
            active.severity,
            active.fixed,
            entries.get(active.code),
        )
        for active in terms.rules
    )
    return msgspec.msgpack.encode(
        SentTerms(
            number,
            rules,
            terms.generator.name,
            terms.settings,
            terms.max_size,
            terms.outward,
        )
    )


def _given_options(active: ActiveRule) -> dict[str, Any]:
    own = active.rule.options()
    given = {}
    for name, key in zip(own.__struct_fields__, own.__struct_encode_fields__, strict=True):
        value = getattr(active.options, name)
        if value != getattr(own, name):
            given[key] = msgspec.to_builtins(value)
    return given


def serve(connection: "Connection", others: "Iterable[Connection]") -> None:
    """Checks what comes over a connection until it is closed; `others` are not for this process."""
    try:
        for other in others:
            other.close()
        _prepare()
        connection.send_bytes(READY)
        _serve(connection)
    except (EOFError, OSError):  # the other process is gone
        os._exit(0)
    except BaseException:
        os._exit(1)


def _prepare() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the process that reports
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    os.dup2(2, 1)  # what a rule prints belongs to no report
    sys.stdout = sys.stderr
    gc.set_threshold(COLLECT_AFTER)
    gc.freeze()


def _serve(connection: "Connection") -> None:
    decode = msgspec.msgpack.Decoder(SentTerms | SentPages).decode
    encode = msgspec.msgpack.Encoder().encode
    known: dict[int, Terms] = {}
    budget = _Budget()
    while True:
        message = decode(connection.recv_bytes())
        if isinstance(message, SentTerms):
            known[message.number] = _terms(message)
            continue
        results: list[bytes] = []
        since = time.monotonic()
        for page in message.pages:
            if time.monotonic() - since > PAUSE and results:
                connection.send_bytes(encode(Answers(results, False)))
                results, since = [], time.monotonic()
            budget.begin()
            where = PurePosixPath(page.where)
            terms = known[page.terms]
            result = check_data(page.path, page.data, terms, page.lone, page.relax, where)
            try:
                results.append(encode(result))
            except (TypeError, ValueError, OverflowError, RecursionError):
                results.append(b"")
            if budget.is_worn:
                break
        budget.end()
        connection.send_bytes(encode(Answers(results, budget.is_worn)))


def _terms(sent: SentTerms) -> Terms:
    rules = tuple(_active(rule) for rule in sent.rules)
    generator = by_name(sent.generator)
    return Terms(rules, generator, sent.settings, sent.max_size, sent.outward)


def _active(sent: SentRule) -> ActiveRule:
    file = sent.file
    if sent.custom is not None:
        rule = custom_rule(sent.custom)
    elif file.code in OWN_RULES:
        rule = OWN_RULES[file.code][1]
    else:
        rule = load_rule(file)
    options = msgspec.convert(sent.options, rule.options)
    return ActiveRule(file.code, file.name, rule, options, sent.severity, sent.fixed)


class _Budget:
    """The limits of a page, where the system has such."""

    def __init__(self) -> None:
        self._statistics = -1
        try:
            self._statistics = os.open("/proc/self/statm", os.O_RDONLY)
            import resource
        except (ImportError, OSError):
            return
        self._unit = resource.getpagesize()
        self._most = resource.getrlimit(resource.RLIMIT_AS)[1]
        self._first = self._sizes()[1]

    def begin(self) -> None:
        """Sets the limits for the next page.

        When it takes half as long again as it may, nobody is left who would end the process.
        """
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, SECONDS * 1.5)
        if self._statistics >= 0:
            import resource

            limit = self._sizes()[0] + MEMORY
            if self._most >= 0:
                limit = min(limit, self._most)
            resource.setrlimit(resource.RLIMIT_AS, (limit, self._most))

    def end(self) -> None:
        """Lifts the limit of time."""
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)

    @property
    def is_worn(self) -> bool:
        """Whether the process has grown so much that another one should take its place."""
        return self._statistics >= 0 and self._sizes()[1] - self._first > WORN

    def _sizes(self) -> tuple[int, int]:
        """The bytes of the address space, and those of them that are in memory."""
        whole, resident = os.pread(self._statistics, 64, 0).split()[:2]
        return int(whole) * self._unit, int(resident) * self._unit
