"""Who a finding is, whatever line it stands on."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from unicodedata import normalize

from msgspec.structs import replace

from seolint.finding import Finding

VERSION = "seolint-fp/1"


def fingerprinted(findings: Iterable[Finding], line_of: Callable[[Finding], str]) -> list[Finding]:
    """The findings, which are sorted and have paths relative to the root, each with its mark.

    A fingerprint is 16 hex digits over code, path, subject and the number of equal ones
    before; it holds no line, message or severity. `line_of` gives the first line of the
    text of a finding whose rule names no subject.
    """
    seen: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    marked: list[Finding] = []
    for finding in findings:
        subject = " ".join(normalize("NFC", finding.subject or line_of(finding)).split())
        path = normalize("NFC", finding.path)
        key = (finding.code, path, subject)
        parts = (VERSION, *key, str(seen[key]))
        seen[key] += 1
        digest = blake2b(
            "\0".join(parts).encode("utf-8", "surrogateescape"), digest_size=8
        ).hexdigest()
        marked.append(replace(finding, fingerprint=digest))
    return marked
