"""What the web answered to the links of a site."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Literal

from msgspec import Struct

from seolint.urls import scheme

Outcome = Literal[
    "status", "dns", "tls", "timeout", "connection", "redirects", "private", "unasked"
]
"""How a request ended: with a status, or because the name does not exist (`dns`), the certificate
is not valid (`tls`), nothing came in time, nobody answered, redirects never ended, the address is
no public one, or the host was given up before its turn came."""


class Answer(Struct, frozen=True):
    """How the request for a URL ended; `status` is 0 when there was no HTTP answer."""

    outcome: Outcome
    status: int = 0

    @property
    def code(self) -> str:
        """What `[links] dead` calls it: a status such as `404`, or the outcome."""
        return str(self.status) if self.outcome == "status" else self.outcome


class Web:
    """The answers of one run by URL, and which of them mean that a link is dead."""

    def __init__(self, answers: Mapping[str, Answer], dead: Collection[str]) -> None:
        self._answers = answers
        self._dead = frozenset(dead)

    @property
    def unsure(self) -> Counter[str]:
        """How many URLs ended in each way that tells nothing about the link, by `Answer.code`."""
        return Counter(
            answer.code
            for answer in self._answers.values()
            if answer.code not in self._dead and not 0 < answer.status < 400
        )

    def dead(self, url: str) -> Answer | None:
        """The answer that says that a URL leads nowhere; None without such evidence."""
        answer = self._answers.get(request_url(url))
        return answer if answer is not None and answer.code in self._dead else None


def request_url(url: str) -> str:
    """The URL to ask for a link: without its fragment; empty when it is not for HTTP."""
    url = url.partition("#")[0].strip()
    if url.startswith("//"):
        return f"https:{url}"
    return url if scheme(url) in ("http", "https") else ""
