"""From findings to text: what a report holds, and the reporters by name."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, TextIO, cast

from msgspec import Struct

from seolint.finding import Finding, RunError
from seolint.rule import Rule

if TYPE_CHECKING:
    from seolint.engine.run import Page

FORMATS: Mapping[str, str] = {
    "full": "terminal",
    "concise": "terminal",
    "grouped": "terminal",
    "json": "json",
}
"""Each format and the module of its reporter, a function of the format's name."""

TEXT_FORMATS = frozenset(name for name, module in FORMATS.items() if module == "terminal")
"""The formats for people; the others are for programs and follow a schema."""


class Report(Struct, frozen=True):
    """All that a reporter may know of a run.

    `findings` are sorted, and open unless the user asked for others too; `rules` has the
    name and the rule of each code among them. `failures` say in words which limits the
    findings exceed. `config` is None without a configuration file or with several.
    `started_at` is in ISO format; `source` gives the bytes of a page by its path and
    raises OSError. Paths are relative to the working directory, with `/`.
    """

    findings: tuple[Finding, ...]
    pages: "tuple[Page, ...]"
    rules: Mapping[str, tuple[str, Rule]]
    errors: tuple[RunError, ...]
    suppressed: int
    skipped: int
    exit_code: int
    failures: tuple[str, ...]
    profile: str
    fail_on: str
    config: str | None
    plugins: tuple[tuple[str, str], ...]
    started_at: str
    duration_ms: int
    source: Callable[[str], bytes]

    @property
    def complete(self) -> bool:
        """Whether the run can be trusted."""
        return not self.errors

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(finding for finding in self.findings if finding.status == "open")


class View(Struct, frozen=True):
    """How a text report looks; formats for programs ignore it.

    `width` is that of the terminal in cells, None off a terminal; `ellipsis`, one cell,
    stands for what was cut from a source line to fit it. `limit` is the number of findings
    to print. `statistics` replaces the findings by counts. `show` may hold `passed` and
    `drafts`: pages to list.
    """

    color: bool = False
    links: bool = False
    width: int | None = None
    ellipsis: str = "…"
    limit: int | None = None
    statistics: bool = False
    summary: bool = True
    show: frozenset[str] = frozenset()


class Reporter(Protocol):
    """Writes a report to a text stream."""

    def __call__(self, report: Report, out: TextIO, view: View, /) -> None: ...


def reporter(name: str) -> Reporter:
    """The reporter of a format, imported when asked for.

    Raises:
        KeyError: there is no such format.
    """
    return cast("Reporter", getattr(import_module(f"{__name__}.{FORMATS[name]}"), f"write_{name}"))
