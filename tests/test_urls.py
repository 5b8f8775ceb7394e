"""The parts of URLs, of odd ones too."""

import pytest

from seolint.urls import (
    file_name,
    has_valid_host,
    host,
    is_external,
    is_host_within,
    is_local_host,
    scheme,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.ORG/a", "example.org"),
        ("//cdn.example.org:8080/a", "cdn.example.org"),
        ("ftp://me:secret@files.example.org", "files.example.org"),
        ("https://example.org.", "example.org"),
        ("http://[::1]:80/x", "[::1]"),
        ("/a//b", ""),
        ("a.md", ""),
        ("mailto:me@example.org", ""),
        ("", ""),
    ],
)
def test_host(url: str, expected: str) -> None:
    assert host(url) == expected
    assert is_external(url) == bool(expected)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://x", "https"),
        ("mailto:me", "mailto"),
        ("a/b:c", ""),
        ("//x", ""),
        (":x", ""),
        ("1a:x", ""),
    ],
)
def test_scheme(url: str, expected: str) -> None:
    assert scheme(url) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a/oat%20%281%29.jpg?w=1/2#x/y", "oat (1).jpg"),
        ("rye.png", "rye.png"),
        ("/a/", ""),
        ("https://example.org", ""),
        ("data:image/png;base64,abc", "png;base64,abc"),
        ("a%ff.png", "a\ufffd.png"),
    ],
)
def test_file_name(url: str, expected: str) -> None:
    assert file_name(url) == expected


def test_hosts_below_a_domain() -> None:
    assert is_host_within("example.org", "www.example.org")
    assert is_host_within("img.example.org", "example.org")
    assert not is_host_within("badexample.org", "example.org")
    assert not is_host_within("example.org", "")


@pytest.mark.parametrize("url", ["http://[::1", "http://a:99999/", "http://a:b/", "http://[x]/"])
def test_hosts_and_ports_that_cannot_be_parsed(url: str) -> None:
    assert not has_valid_host(url)


@pytest.mark.parametrize("url", ["http://[::1]:80/", "http://a:/", "//a:80", "/x:y", "", "x y"])
def test_hosts_and_ports_that_can(url: str) -> None:
    assert has_valid_host(url)


@pytest.mark.parametrize(
    ("name", "local"),
    [
        ("localhost", True),
        ("app.localhost", True),
        ("nas.local", True),
        ("wiki.internal", True),
        ("127.0.0.1", True),
        ("0.0.0.0", True),
        ("10.1.2.3", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("192.168.0.7", True),
        ("192.169.0.7", False),
        ("[::1]", True),
        ("[fd00::7]", True),
        ("[2001:db8::7]", False),
        ("localhost.example.org", False),
        ("local.example.org", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_is_local_host(name: str, local: bool) -> None:
    assert is_local_host(name) is local
