"""Asks the web for the links of a site; nothing else goes to the network."""

import asyncio
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from seolint.online.store import Store
from seolint.web import Answer

_TELLING = 3
"""Names that fail together before the network is blamed."""


class Policy(Struct, frozen=True):
    """How to ask: all times are seconds.

    `timeout` bounds one request, `retries` how often a failed one is repeated. `delay` lies
    between two requests to a host, which are never made at once; `hosts` is how many are asked
    at the same time. `private` allows addresses that are not public.
    """

    timeout: float = 10.0
    retries: int = 2
    delay: float = 1.0
    hosts: int = 32
    private: bool = False


class LookUp(Struct, frozen=True):
    """What was learnt: the answers by URL, how many were asked and how many had been stored.

    `reachable` is False when no name at all could be resolved.
    """

    answers: Mapping[str, Answer]
    asked: int
    stored: int
    reachable: bool


def look_up(
    urls: Collection[str], policy: Policy, keep: float = 0, folder: Path | None = None
) -> LookUp:
    """Asks for URLs, unless their answers are stored in `folder` and younger than `keep` seconds.

    Raises:
        ModuleNotFoundError: httpx, the extra `online`, is not installed.
    """
    from seolint.online.asking import ask_all

    now = time.time()
    store = Store.read(folder, now) if folder is not None else Store({}, now)
    stored = {url: answer for url in urls if (answer := store.get(url, keep)) is not None}
    wanted = sorted(url for url in urls if url not in stored)
    asked = asyncio.run(ask_all(wanted, policy)) if wanted else {}
    store.add(asked)
    if folder is not None and wanted:
        store.write(folder)
    answers = {**stored, **asked}
    return LookUp(answers, len(wanted), len(stored), _is_reachable(asked))


def _is_reachable(asked: Mapping[str, Answer]) -> bool:
    """Whether the network works: one name that does not exist is the link's fault, all are not."""
    outcomes = {answer.outcome for answer in asked.values()}
    return len(asked) < _TELLING or outcomes != {"dns"}
