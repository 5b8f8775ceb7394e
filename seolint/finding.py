"""What rules say, and what the engine makes of it."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from seolint.span import Span

Severity = Literal["error", "warning", "info"]
Anchor = Literal["text", "page", "site"]
ANCHORS: tuple[Anchor, ...] = ("text", "page", "site")
Status = Literal["open", "fixed", "suppressed", "baselined", "out-of-scope"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst to the mildest."""


class Edit(Struct, frozen=True, gc=False, array_like=True):
    """Replaces the bytes from `start` to `end` (exclusive) of a file by `text`."""

    start: int
    end: int
    text: str


class Fix(Struct, frozen=True, gc=False):
    """Edits that are applied all together or not at all.

    A safe fix keeps the meaning of the rendered page and writes no prose.
    """

    edits: tuple[Edit, ...]
    message: str
    safe: bool = True


class Related(Struct, frozen=True, gc=False):
    """Another place that belongs to a finding."""

    path: str
    span: Span
    message: str


class Problem(Struct, frozen=True, gc=False):
    """What a rule says of a place.

    `subject` names what the problem is about in a form that survives edits elsewhere
    (`field:title`, `link:/x/`). `anchor` tells whether these characters are wrong
    (`text`), the page as a whole (`page`) or several pages together (`site`). `severity`
    is given by rules with more than one level, `path` by site rules.
    """

    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    subject: str = ""
    anchor: Anchor = "text"
    severity: Severity | None = None
    path: str | None = None
    data: Mapping[str, Any] = {}


class Finding(Struct, frozen=True, gc=False):
    """A problem with who said it, how bad it is and where it stands."""

    code: str
    rule: str
    severity: Severity
    path: str
    span: Span
    message: str
    help: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    subject: str = ""
    anchor: Anchor = "text"
    data: Mapping[str, Any] = {}
    fingerprint: str = ""
    status: Status = "open"

    @property
    def family(self) -> str:
        """The capitals of the code: `META` of `META010`."""
        return self.code[:-3]

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The key by which findings are sorted everywhere."""
        return (self.path, self.span.line, self.span.column, self.code, self.subject)


class RunError(Struct, frozen=True):
    """Something that makes a run untrustworthy. FILE001 and FILE006 have path and code."""

    kind: Literal[
        "io", "rule-crash", "worker-crash", "timeout", "git", "fix", "cache", "interrupted"
    ]
    message: str
    path: str | None = None
    code: str | None = None
    help: str | None = None
    traceback: str = ""
