"""A web server on the loopback that answers well and badly, by the path that is asked for."""

import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import trustme

END = threading.Event()
"""Set when the servers of a test end, so that slow answers end, too."""


class Server(ThreadingHTTPServer):
    """A server that remembers what it was asked, and how many requests it had at once."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.times: list[float] = []
        self.counts: Counter[str] = Counter()
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()

    def url(self, path: str) -> str:
        """The address of a path on this server."""
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves early is what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""

    def _answer(self) -> None:
        server = self.server
        with server.lock:
            server.asked.append(f"{self.command} {self.path}")
            server.times.append(time.monotonic())
            server.counts[self.path] += 1
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            self._give()
        finally:
            with server.lock:
                server.at_once -= 1

    def _give(self) -> None:
        kind, _, argument = self.path.partition("?")[0].strip("/").partition("/")
        seen = self.server.counts[self.path]
        if kind == "status":
            self._head(int(argument))
        elif kind == "get-only":
            self._head(200 if self.command == "GET" else int(argument))
        elif kind == "then-ok":
            self._head(int(argument) if seen <= 2 else 200)
        elif kind == "busy":
            first = seen == 1
            self._head(
                429 if first else 200,
                **({"Retry-After": argument.replace("_", " ")} if first else {}),
            )
        elif kind == "to":
            self._head(302, Location=argument.replace("%3A", ":"))
        elif kind == "loop":
            self._head(302, Location="/pool" if argument == "a" else "/loop/a")
        elif kind == "pool":
            self._head(301, Location="/loop/a")
        elif kind == "slow":
            END.wait(5)
            self._head(200)
        elif kind == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not END.wait(0.05):
                self.wfile.write(b"X-More: x\r\n")
        elif kind == "huge":
            self.send_response(200)
            self.end_headers()
            while self.command == "GET" and not END.is_set():
                self.wfile.write(b"x" * 65536)
        elif kind == "rubbish":
            self.wfile.write(b"220 smtp.example ESMTP\r\n")
            self.close_connection = True
        elif kind == "hang-up":
            self.close_connection = True

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server without TLS."""
    with _running(Server()) as running:
        yield running


@pytest.fixture
def secure() -> Iterator[Server]:
    """A server whose certificate no one vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    made = Server()
    made.socket = context.wrap_socket(made.socket, server_side=True)
    with _running(made) as running:
        yield running


class _running:  # noqa: N801 - a context manager
    def __init__(self, server: Server) -> None:
        self.server = server
        self.thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Server:
        END.clear()
        self.thread.start()
        return self.server

    def __exit__(self, *error: object) -> None:
        END.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
