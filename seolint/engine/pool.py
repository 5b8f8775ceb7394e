"""Worker processes: what a page does to one of them harms no other page."""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec

from seolint.engine.checking import (
    TOO_LONG,
    Checked,
    Job,
    Terms,
    check_here,
    failed,
    with_shared_strings,
)
from seolint.engine.overtime import SECONDS
from seolint.engine.page import PageResult
from seolint.engine.worker import (
    READY,
    Answers,
    SentPage,
    SentPages,
    sent_terms,
    serve,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

TOGETHER = 8
"""Pages that are sent at once, so that a process seldom waits for the next one."""

STARTING = 60.0
"""Seconds after which a process that has not started is given up."""


class Pool:
    """Up to `size` processes that check pages, started when the first come.

    Fewer than `least` pages, of all roots together, are checked in this process. `close` ends the
    others.
    """

    def __init__(self, size: int, least: int) -> None:
        self._size = size
        self._least = least
        self._workers: list[_Worker] = []
        self._terms: dict[Terms, tuple[int, bytes]] = {}

    def check(self, jobs: Iterable[Job]) -> Iterator[Checked]:
        """Checks pages, in any order. One that twice ends its process is a run error."""
        rest = iter(jobs)
        first = list(islice(rest, self._least))
        if len(first) < self._least and not self._workers:
            self._least -= len(first)
            yield from check_here(first)
            return
        here: list[Job] = []
        suspects: list[Job] = []
        queue = self._sendable(chain(first, rest), here)
        yield from self._share(queue, suspects)
        yield from check_here(queue)
        yield from check_here(here)
        for job in suspects:
            yield self._check_alone(job)

    def close(self) -> None:
        """Ends the processes."""
        while self._workers:
            self._workers.pop().kill()

    def _sendable(self, jobs: Iterable[Job], others: list[Job]) -> Iterator[Job]:
        """The jobs that can be sent to another process; adds those that cannot to `others`."""
        for job in jobs:
            if self._sent(job.terms, job) and _is_utf8(job.file.path):
                yield job
            else:
                others.append(job)

    def _sent(self, terms: Terms, job: Job) -> bytes:
        """The terms of a job as they are sent; empty when they cannot be."""
        if terms not in self._terms:
            config = job.file.root.config
            number = len(self._terms)
            try:
                sent = sent_terms(terms, number, config.packs.files, config.custom_rules)
            except (TypeError, ValueError, OverflowError, RecursionError):
                sent = b""
            self._terms[terms] = number, sent
        return self._terms[terms][1]

    def _share(self, queue: Iterator[Job], suspects: list[Job]) -> Iterator[Checked]:
        """Checks pages in processes while any can be had; adds those with which one ended.

        While they work, the pages are read that they get next.
        """
        back: deque[Job] = deque()
        while True:
            for worker in self._workers:
                if not worker.jobs:
                    self._send(worker, _batch(back, queue))
            while len(self._workers) < self._size and (jobs := _batch(back, queue)):
                started = self._start()
                if started is None:
                    back.extend(jobs)
                    break
                self._send(started, jobs)
            busy = [worker for worker in self._workers if worker.jobs]
            if not busy:
                break
            back.extend(islice(queue, max(0, TOGETHER * len(busy) - len(back))))
            for worker in _with_news(busy):
                yield from self._receive(worker, queue, back, suspects)
        yield from check_here(back)

    def _receive(
        self, worker: "_Worker", queue: Iterator[Job], back: deque[Job], suspects: list[Job]
    ) -> Iterator[Checked]:
        """Reads answers of a process; what it leaves undone is done `back` or in another one.

        It gets its next pages first, so that it works while its answers are looked at.
        """
        answers = worker.receive()
        if answers is None:
            self._remove(worker)
            if worker.started:
                suspects += worker.jobs
            else:
                self._size = len(self._workers)
                back.extend(worker.jobs)
            return
        done = [(worker.jobs.popleft(), encoded) for encoded in answers.results]
        if answers.worn:
            self._remove(worker)
            back.extend(worker.jobs)
        elif not worker.jobs:
            self._send(worker, _batch(back, queue))
        for job, encoded in done:
            yield _checked(job, encoded)

    def _check_alone(self, job: Job) -> Checked:
        """Checks a page in a process that has nothing else to do."""
        worker = self._start(alone=True)
        if worker is None:
            return failed(job, "worker-crash", "no other process could be started")
        self._send(worker, [job])
        answers = None
        while worker.jobs and (answers := worker.receive()) is not None:
            if answers.results:
                worker.jobs.clear()
        if answers is not None:
            return _checked(job, answers.results[0])
        late = worker.is_late
        self._remove(worker)
        if late:
            return failed(job, "timeout", TOO_LONG)
        return failed(job, "worker-crash", f"the process that did it {worker.end}")

    def _start(self, *, alone: bool = False) -> "_Worker | None":
        """A new process; `alone` also ends the others. None when the system refuses it."""
        if alone:
            self.close()
        context = _context()
        ours, theirs = context.Pipe()
        forked = context.get_start_method() == "fork"
        others = [ours, *(worker.connection for worker in self._workers)] if forked else []
        process = context.Process(target=serve, args=(theirs, others), daemon=True)
        try:
            with _undisturbed():
                process.start()
        except OSError:
            ours.close()
            self._size = len(self._workers)
            return None
        finally:
            theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: "_Worker", jobs: Sequence[Job]) -> None:
        """Gives pages to a process that has none."""
        pages: list[SentPage] = []
        messages: list[bytes] = []
        for job in jobs:
            file = job.file
            number, terms = self._terms[job.terms]
            if number not in worker.terms:
                worker.terms.add(number)
                messages.append(terms)
            where = file.root.in_site(file.path).as_posix()
            pages.append(SentPage(file.path, job.data, number, file.lone, job.relax, where))
        if pages:
            worker.send([*messages, msgspec.msgpack.encode(SentPages(tuple(pages)))])
            worker.jobs.extend(jobs)

    def _remove(self, worker: "_Worker") -> None:
        self._workers.remove(worker)
        worker.kill()


class _Worker:
    """A process, and the pages that it has to check."""

    def __init__(self, process: "BaseProcess", connection: "Connection") -> None:
        self.connection = connection
        self.jobs: deque[Job] = deque()
        self.terms: set[int] = set()
        self.started = False
        self.end = ""
        self._process = process
        self._deadline = time.monotonic() + STARTING

    def send(self, messages: Iterable[bytes]) -> None:
        """Sends messages; when the process is gone, that shows when it should answer."""
        if self.started:
            self._deadline = time.monotonic() + SECONDS
        try:
            for message in messages:
                self.connection.send_bytes(message)
        except OSError:
            pass

    def receive(self) -> Answers | None:
        """The next answers, for which it waits; None: the process is gone or late."""
        try:
            if not self.connection.poll(self.seconds_left):
                return None
            data = self.connection.recv_bytes()
        except (EOFError, OSError):
            return None
        self._deadline = time.monotonic() + SECONDS
        if data == READY:
            self.started = True
            return Answers([], False)
        return _decode_answers(data)

    @property
    def seconds_left(self) -> float:
        """How long the process may still take for its page."""
        return max(0.0, self._deadline - time.monotonic())

    @property
    def is_late(self) -> bool:
        """Whether it took longer."""
        return self._process.is_alive() and not self.seconds_left

    def kill(self) -> None:
        """Ends the process at once; `end` tells how it ended."""
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self.end = f"was ended by signal {-code}" if code < 0 else f"exited with {code}"
        self._process.close()
        self.connection.close()


def processors() -> int:
    """The processors that this process may use."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:
        count = os.cpu_count() or 1
    try:
        with open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:
            quota, period = file.read().split()
        return max(1, min(count, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return count


_decode_answers = msgspec.msgpack.Decoder(Answers).decode
_decode_result = msgspec.msgpack.Decoder(PageResult).decode


def _checked(job: Job, encoded: bytes) -> Checked:
    """A page with the result that another process sent, or else one that is made here."""
    try:
        result = with_shared_strings(_decode_result(encoded), job.file.path)
        return Checked(job, result, encoded)
    except msgspec.MsgspecError:
        return next(check_here([job]))


def _batch(back: deque[Job], queue: Iterator[Job]) -> list[Job]:
    jobs = [back.popleft() for _ in range(min(TOGETHER, len(back)))]
    return jobs or list(islice(queue, TOGETHER))


def _with_news(busy: Sequence[_Worker]) -> list[_Worker]:
    """The processes that have answered, that are gone or that are late; waits for one."""
    from multiprocessing.connection import wait

    least = min(worker.seconds_left for worker in busy)
    ready = wait([worker.connection for worker in busy], least)
    return [each for each in busy if each.connection in ready or not each.seconds_left]


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _context() -> "ForkContext | SpawnContext":
    """Forks on Linux, which is quickest, where no thread could hold a lock meanwhile."""
    from multiprocessing import get_context

    if sys.platform == "linux" and threading.active_count() == 1:
        try:
            if len(os.listdir("/proc/self/task")) == 1:
                return get_context("fork")
        except OSError:
            pass
    return get_context("spawn")


@contextmanager
def _undisturbed() -> Iterator[None]:
    """While a process starts: holds back signals, which are for this process alone.

    Nor does the other one import the main module again, which has nothing that it needs.
    """
    signals = (signal.SIGINT, signal.SIGTERM)
    blocks = hasattr(signal, "pthread_sigmask")
    held = signal.pthread_sigmask(signal.SIG_BLOCK, signals) if blocks else ()
    main = sys.modules["__main__"]
    spec = main.__spec__
    main.__spec__ = ModuleSpec("seolint.__main__", None)
    try:
        yield
    finally:
        main.__spec__ = spec
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
