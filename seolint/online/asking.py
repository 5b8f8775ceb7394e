"""Many URLs -> answers: politely to each host, and many hosts at once."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from seolint.online.connection import Connection, Exchange, RequestError
from seolint.urls import host
from seolint.web import Answer, request_url

if TYPE_CHECKING:
    from seolint.online import Policy

MOST_REDIRECTS = 10
LONGEST_WAIT = 60.0
"""Seconds. A host that wants a longer pause is not waited for."""

GIVE_UP_AFTER = 3
"""URLs of a host in a row without any answer."""

_MAY_DENY_HEAD = 400
"""From this status on a URL is asked for again with GET, since some hosts know no HEAD."""


async def ask_all(urls: Sequence[str], policy: "Policy") -> dict[str, Answer]:
    """The answers to all URLs."""
    async with Connection(policy.timeout, private=policy.private) as connection:
        asking = _Asking(connection, policy)
        by_host: defaultdict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_host[host(url)].append(url)
        async with asyncio.TaskGroup() as group:
            for same in by_host.values():
                group.create_task(asking.ask_host(same))
    return asking.answers


class _Turn(NamedTuple):
    lock: asyncio.Lock
    after: list[float]
    """The time, of the loop's clock, before which the host is not asked again."""


class _Asking:
    def __init__(self, connection: Connection, policy: "Policy") -> None:
        self.answers: dict[str, Answer] = {}
        self._connection = connection
        self._policy = policy
        self._places = asyncio.Semaphore(policy.hosts)
        self._turns: defaultdict[str, _Turn] = defaultdict(lambda: _Turn(asyncio.Lock(), [0.0]))

    async def ask_host(self, urls: Sequence[str]) -> None:
        """Asks for the URLs of one host, one after the other."""
        silent = 0
        async with self._places:
            for url in urls:
                if silent >= GIVE_UP_AFTER:
                    self.answers[url] = Answer("unasked")
                    continue
                answer = self.answers[url] = await self._ask(url)
                silent = silent + 1 if answer.outcome in ("timeout", "connection") else 0

    async def _ask(self, url: str) -> Answer:
        """The answer to one URL after the retries."""
        wait: float | None = None
        answer = Answer("unasked")
        for attempt in range(self._policy.retries + 1):
            if attempt:
                pause = self._policy.delay * 2**attempt if wait is None else wait
                if pause > LONGEST_WAIT:
                    break
                await asyncio.sleep(pause)
            answer, wait = await self._follow(url)
            if not _may_pass(answer):
                break
        return answer

    async def _follow(self, url: str) -> tuple[Answer, float | None]:
        """The answer at the end of the redirects, and how long its host wants to be left alone."""
        seen = {url}
        for _ in range(MOST_REDIRECTS + 1):
            try:
                exchange = await self._exchange(url)
            except RequestError as error:
                return Answer(error.outcome), None
            if not (300 <= exchange.status < 400 and exchange.location):
                return Answer("status", exchange.status), exchange.retry_after
            target = request_url(_join(url, exchange.location))
            if not target:
                return Answer("redirects"), None
            if target in seen:
                break
            seen.add(target)
            url = target
        return Answer("redirects"), None

    async def _exchange(self, url: str) -> Exchange:
        """HEAD, and GET where that fails: only GET is what a reader's browser sends."""
        try:
            exchange = await self._in_turn("HEAD", url)
        except RequestError as error:
            if error.outcome not in ("timeout", "connection"):
                raise
        else:
            if exchange.status < _MAY_DENY_HEAD or exchange.status == 429:
                return exchange
        return await self._in_turn("GET", url)

    async def _in_turn(self, method: str, url: str) -> Exchange:
        """One request, with the pause that its host is owed."""
        loop = asyncio.get_running_loop()
        lock, after = self._turns[host(url)]
        async with lock:
            await asyncio.sleep(max(0.0, after[0] - loop.time()))
            try:
                return await self._connection.ask(method, url)
            finally:
                after[0] = loop.time() + self._policy.delay


def _join(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _may_pass(answer: Answer) -> bool:
    """Whether asking again may bring another answer."""
    if answer.outcome == "status":
        return answer.status == 429 or answer.status >= 500
    return answer.outcome in ("dns", "timeout", "connection")
