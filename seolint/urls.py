"""URLs as text: their parts, without a network and without exceptions."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from seolint.patterns import lazy_regex

_SCHEME = lazy_regex(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_AUTHORITY = lazy_regex(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#\\]*)", re.IGNORECASE)
_LOCAL = lazy_regex(
    r"localhost|.+\.(?:localhost|local|internal|lan)"
    r"|(?:0|10|127)(?:\.\d+){3}|(?:169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d+){2}"
    r"|\[(?:::1?|fe80:.*|f[cd][0-9a-f]{2}:.*)\]"
)
_PORT = lazy_regex(r":\d*$")


def scheme(url: str) -> str:
    """The scheme in lower case, without its colon; empty when there is none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


@lru_cache(maxsize=1024)
def host(url: str) -> str:
    """The host in lower case, without user and port; empty when the URL names none."""
    match = _AUTHORITY.match(url)
    if match is None:
        return ""
    return _PORT.sub("", match[1].rpartition("@")[2]).lower().rstrip(".")


def is_external(url: str) -> bool:
    """Whether the URL names a host, so that it may leave the site."""
    return bool(host(url))


def file_name(url: str) -> str:
    """The last segment of the path, percent-decoded, without query and fragment."""
    return unquote(_path(url).rpartition("/")[2])


def is_host_within(host: str, domain: str) -> bool:
    """Whether a host is `domain` or below it; `www.` in front of `domain` is no difference."""
    domain = domain.removeprefix("www.")
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def is_local_host(host: str) -> bool:
    """Whether a host can be reached from one computer or network only.

    `localhost`, the addresses that RFC 1918, 3927, 4193 and 4291 set apart, and the names
    of RFC 6761, 6762 and `.internal`.
    """
    return _LOCAL.fullmatch(host) is not None


def has_valid_host(url: str) -> bool:
    """Whether host and port, where a URL has any, can be parsed (RFC 3986, section 3.2)."""
    try:
        parts = urlsplit(url)
        return parts.port is None or parts.port >= 0
    except ValueError:
        return False


def _path(url: str) -> str:
    for mark in "#?":
        url = url.partition(mark)[0]
    match = _AUTHORITY.match(url) or _SCHEME.match(url)
    return url[match.end() :] if match else url
