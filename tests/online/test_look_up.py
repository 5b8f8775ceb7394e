"""Asking a real server on the loopback: good answers, bad ones, and none."""

import json
import socket
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from online.conftest import Server

from seolint.online import LookUp, Policy, look_up
from seolint.online.connection import is_public
from seolint.online.store import NAME
from seolint.web import Answer, Web, request_url

POLICY = Policy(timeout=5, retries=1, delay=0, private=True)
SLOW = ("/slow/", "/drip/")


def ask(*urls: str, **policy: Any) -> dict[str, str]:
    """The codes of the answers, in the order of the URLs."""
    given = {field: getattr(POLICY, field) for field in POLICY.__struct_fields__}
    answers = look_up(urls, Policy(**{**given, **policy})).answers
    return {url: answers[url].code for url in urls}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/status/200", "200"),
        ("/status/204", "204"),
        ("/status/404", "404"),
        ("/status/410", "410"),
        ("/status/403", "403"),
        ("/status/500", "500"),
        ("/status/999", "999"),
        ("/get-only/405", "200"),
        ("/get-only/404", "200"),
        ("/then-ok/503", "200"),
        ("/busy/0", "200"),
        ("/busy/3600", "429"),
        ("/busy/Wed,_21_Oct_2037_07:28:00_GMT", "429"),
        ("/to//status/200", "200"),
        ("/to//status/404", "404"),
        ("/loop/a", "redirects"),
        ("/to/file%3A///etc/passwd", "redirects"),
        ("/to/ftp%3A//127.0.0.1/x", "redirects"),
        ("/slow/", "timeout"),
        ("/drip/", "timeout"),
        ("/huge/", "200"),
        ("/rubbish/", "connection"),
        ("/hang-up/", "connection"),
    ],
)
def test_answers_are_told_apart(server: Server, path: str, code: str) -> None:
    url = server.url(path)
    assert ask(url, timeout=0.3 if path in SLOW else 5) == {url: code}


def test_a_file_that_a_redirect_names_is_not_read(server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    url = server.url(f"/to/file%3A//{secret}")
    assert ask(url) == {url: "redirects"}
    assert request_url(secret.as_uri()) == ""


def test_a_closed_port_is_no_dead_link() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    urls = [f"http://127.0.0.1:{port}/{number}" for number in range(5)]
    assert list(ask(*urls, retries=0).values()) == ["connection"] * 3 + ["unasked"] * 2


def test_a_certificate_without_trust_is_told(secure: Server) -> None:
    url = f"https://127.0.0.1:{secure.server_port}/status/200"
    assert ask(url) == {url: "tls"}


@pytest.mark.parametrize(
    ("errno", "code"), [(socket.EAI_NONAME, "dns"), (socket.EAI_AGAIN, "connection")]
)
def test_a_name_that_does_not_exist_is_not_a_resolver_that_is_down(
    monkeypatch: pytest.MonkeyPatch, errno: int, code: str
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise socket.gaierror(errno, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    url = "https://nowhere.example/"
    assert ask(url) == ask(url, private=False) == {url: code}
    names = [f"https://{number}.example/" for number in range(3)]
    assert look_up(names[:2], POLICY).reachable
    assert look_up(names, POLICY).reachable == (code != "dns")


def test_private_addresses_are_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    url = server.url("/status/404")
    assert ask(url, private=False) == {url: "private"}
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, server.server_port))
        for address in ("203.0.114.7", "127.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: found)
    named = f"http://public.example:{server.server_port}/"
    assert ask(named, private=False) == {named: "private"}
    assert not server.asked


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.20.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("localhost", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) == public


def test_a_host_is_asked_one_thing_at_a_time_and_with_pauses(server: Server) -> None:
    urls = [server.url(f"/status/200?{number}") for number in range(4)]
    ask(*urls, delay=0.1)
    assert server.most_at_once == 1
    assert len(server.times) == 4
    assert all(later - earlier > 0.09 for earlier, later in pairwise(server.times))


def test_head_comes_first_and_get_only_when_needed(server: Server) -> None:
    ask(server.url("/status/200"), server.url("/status/404"))
    assert sorted(server.asked) == ["GET /status/404", "HEAD /status/200", "HEAD /status/404"]


def stored(folder: Path, server: Server, *paths: str, keep: float = 1000) -> LookUp:
    return look_up([server.url(path) for path in paths], POLICY, keep, folder)


def test_answers_are_kept_but_for_those_that_pass(server: Server, tmp_path: Path) -> None:
    paths = ("/status/200", "/status/404", "/status/500", "/status/429", "/status/403", "/rubbish/")
    first = stored(tmp_path, server, *paths)
    assert (first.asked, first.stored) == (6, 0)
    again = stored(tmp_path, server, *paths)
    assert (again.asked, again.stored) == (4, 2)
    assert again.answers == first.answers
    assert (stored(tmp_path, server, *paths[:2], keep=0)).asked == 2


def edit(folder: Path, change: Callable[[Any], Any]) -> None:
    path = folder / NAME
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def test_failures_are_kept_for_an_hour_and_nothing_from_the_future(
    server: Server, tmp_path: Path
) -> None:
    paths = ("/status/200", "/status/404")

    def shifted(by: float) -> Callable[[Any], Any]:
        def change(data: Any) -> Any:
            for kept in data["answers"].values():
                kept["at"] = time.time() + by
            return data

        return change

    stored(tmp_path, server, *paths)
    edit(tmp_path, shifted(-7200))
    assert stored(tmp_path, server, *paths, keep=86400).asked == 1
    edit(tmp_path, shifted(7200))
    assert stored(tmp_path, server, *paths, keep=86400).asked == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"format":"seolint-links-9","answers":{}}', b"\xff\xfe\x00"]
)
def test_a_damaged_store_is_an_empty_one(server: Server, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    assert stored(tmp_path, server, "/status/200").asked == 1
    assert stored(tmp_path, server, "/status/200").stored == 1


def test_a_folder_that_cannot_be_made_costs_only_time(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert stored(tmp_path / "file" / "cache", server, "/status/200").asked == 1


def test_the_web_says_only_what_is_sure() -> None:
    answers = {
        "https://a.example/": Answer("status", 404),
        "https://b.example/": Answer("status", 503),
        "https://c.example/": Answer("dns"),
        "https://d.example/": Answer("status", 200),
    }
    web = Web(answers, ("404", "410", "dns"))
    assert web.dead("https://a.example/#part") == Answer("status", 404)
    assert web.dead("//c.example/") == Answer("dns")
    assert web.dead("https://b.example/") is web.dead("https://d.example/") is None
    assert web.dead("mailto:ada@a.example") is None
    assert web.unsure == {"503": 1}
