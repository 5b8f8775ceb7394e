"""One HTTP exchange: the door to httpx."""

import asyncio
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from seolint import __version__
from seolint.urls import host, is_local_host, scheme
from seolint.web import Outcome

_HEADERS = {
    "User-Agent": f"Mozilla/5.0 (compatible; seolint/{__version__}; link check)",
    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    "Accept-Language": "en,*;q=0.5",
}
_NO_SUCH_NAME = frozenset(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
)
_MOST_ADDRESSES = 4
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses that hold one of IPv4 (RFC 6052)."""


class Exchange(NamedTuple):
    """The head of an answer. `retry_after` is in seconds, None when the host does not say."""

    status: int
    location: str
    retry_after: float | None


class RequestError(Exception):
    """A request without an answer; `outcome` tells why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome: Outcome = outcome


class _PrivateAddressError(httpcore.ConnectError):
    """A name or an address that belongs to no public host."""


class Connection:
    """Sends requests, and reads no more of the answers than their heads.

    Without `private` it connects to public addresses only. A name is resolved once and the
    address that was judged is the one connected to, so that a name cannot change in between.
    A proxy of the environment resolves names by itself.
    """

    def __init__(self, timeout: float, *, private: bool) -> None:
        self.timeout = timeout
        self.private = private
        context = httpx.create_ssl_context()
        direct = httpx.AsyncHTTPTransport(verify=context)
        if not private:
            direct._pool = httpcore.AsyncConnectionPool(context, network_backend=_PublicNetwork())
        self._direct = self._client(direct)
        self._proxies = {
            kind: self._client(httpx.AsyncHTTPTransport(verify=context, proxy=proxy))
            for kind, proxy in getproxies().items()
            if kind in ("http", "https")
        }

    def _client(self, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=transport,
            timeout=self.timeout,
            headers=_HEADERS,
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for client in (self._direct, *self._proxies.values()):
            await client.aclose()

    async def ask(self, method: str, url: str) -> Exchange:
        """The head of the answer to a request.

        Raises:
            RequestError: there is none.
        """
        try:
            async with (
                asyncio.timeout(self.timeout),
                self._client_for(url).stream(method, url) as response,
            ):
                headers = response.headers
                return Exchange(
                    response.status_code,
                    headers.get("location", ""),
                    _seconds(headers.get("retry-after", "")),
                )
        except (TimeoutError, httpx.TimeoutException):
            raise RequestError("timeout") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise RequestError(_outcome(error)) from error

    def _client_for(self, url: str) -> httpx.AsyncClient:
        name = host(url)
        proxy = self._proxies.get(scheme(url))
        if proxy is None or proxy_bypass(name):
            return self._direct
        if not (self.private or _may_be_public(name)):
            raise RequestError("private")
        return proxy


class _PublicNetwork(httpcore.AnyIOBackend):
    """Connects to public addresses only."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that takes one."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not all(map(is_public, addresses)):
            raise _PrivateAddressError(host)
        failure: Exception = httpcore.ConnectError(host)
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return await super().connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


def is_public(address: str) -> bool:
    """Whether an IP address is one of a host that anybody may ask (the IANA registries)."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        inside = parsed.ipv4_mapped or parsed.sixtofour
        if inside is None and parsed in _TRANSLATED:
            inside = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        parsed = inside or parsed
    return parsed.is_global and not parsed.is_multicast


def _may_be_public(name: str) -> bool:
    """Whether a host that a proxy will resolve is no address or name of a private network."""
    try:
        return is_public(str(ipaddress.ip_address(name.strip("[]"))))
    except ValueError:
        return not is_local_host(name)


def _outcome(error: BaseException) -> Outcome:
    """Why there is no answer, by what lies behind an exception."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, _PrivateAddressError):
            return "private"
        if isinstance(cause, ssl.SSLError | ssl.CertificateError):
            return "tls"
        if isinstance(cause, socket.gaierror):
            return "dns" if cause.errno in _NO_SUCH_NAME else "connection"
        cause = cause.__cause__ or cause.__context__
    return "connection"


def _seconds(value: str) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or a date (RFC 9110, 10.2.3)."""
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, moment.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
