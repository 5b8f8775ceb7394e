"""URLs as text: their parts, without a network and without exceptions."""

import re
from urllib.parse import unquote, urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//([^/?#\\]*)", re.IGNORECASE)
_PORT = re.compile(r":\d*$")


def scheme(url: str) -> str:
    """The scheme in lower case, without its colon; empty when there is none."""
    match = _SCHEME.match(url)
    return match[1].lower() if match else ""


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
