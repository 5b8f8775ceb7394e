"""Who a finding is, whatever line it stands on."""

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2b
from unicodedata import normalize

from msgspec.structs import replace

from seolint.finding import Finding

VERSION = "seolint-fp/1"

Identity = tuple[str, str, str]
"""Path, code and subject: findings that share them are told apart by their order alone."""


def fingerprinted(findings: Iterable[Finding], line_of: Callable[[Finding], str]) -> list[Finding]:
    """The findings, which are sorted and have paths relative to the root, each with its mark.

    One whose rule names no subject gets the first line of its text for it, which `line_of`
    gives.
    """
    seen: Counter[Identity] = Counter()
    marked: list[Finding] = []
    for finding in findings:
        subject = folded(finding.subject or line_of(finding))
        who = (normalize("NFC", finding.path), finding.code, subject)
        marked.append(replace(finding, subject=subject, fingerprint=fingerprint(who, seen[who])))
        seen[who] += 1
    return marked


def identity(finding: Finding) -> Identity:
    """Who a finding is that has its fingerprint."""
    return normalize("NFC", finding.path), finding.code, finding.subject


def fingerprint(who: Identity, occurrence: int = 0) -> str:
    """16 hex digits over code, path, subject and the number of equal ones before.

    They hold no line, message or severity.
    """
    path, code, subject = who
    parts = (VERSION, code, path, subject, str(occurrence))
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return blake2b(data, digest_size=8).hexdigest()


def folded(subject: str) -> str:
    """A subject as fingerprints take it: composed letters, and single blanks."""
    folded = " ".join(normalize("NFC", subject).split())
    return subject if folded == subject else folded  # one string in memory, not two
