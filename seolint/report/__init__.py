"""From findings to text: what a report holds, and the reporters by name."""

from collections.abc import Callable, Mapping
from importlib import import_module
from operator import attrgetter
from posixpath import normpath
from typing import TYPE_CHECKING, Protocol, TextIO, cast

from msgspec import Struct

from seolint.finding import SEVERITIES, Finding, RunError
from seolint.rule import Rule

if TYPE_CHECKING:
    from seolint.engine.run import Page

FORMATS: Mapping[str, str] = {
    "full": "terminal",
    "concise": "terminal",
    "grouped": "terminal",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github",
    "github-summary": "github_summary",
    "gitlab": "gitlab",
    "junit": "junit",
    "checkstyle": "checkstyle",
    "rdjsonl": "rdjsonl",
    "azure": "azure",
    "teamcity": "teamcity",
    "markdown": "markdown",
}
"""Each format and the module of its reporter, a function of the format's name."""

TEXT_FORMATS = frozenset(name for name, module in FORMATS.items() if module == "terminal")
"""The formats for people; the others are for programs and follow a schema."""

GROUP = "seolint.reporters"
"""The entry points by which installed packages add formats."""

LOG_FORMATS = frozenset({"github", "azure", "teamcity"})
"""The formats that a CI system picks out of a log, so that they may follow a report for people."""


class Fixes(Struct, frozen=True):
    """What `--fix`, `--add-ignores` or `--diff` came to.

    `findings` are those that were fixed, or would be, `ignored` those that got a suppression,
    with the places they had. `left` counts, by the kind of their pages, those about which
    nothing was done. `unsafe` tells that unsafe fixes were applied, too; `written` that it was
    done and not only shown.
    """

    findings: tuple[Finding, ...]
    ignored: tuple[Finding, ...]
    left: Mapping[str, int]
    unsafe: bool
    written: bool


class BaselineUse(Struct, frozen=True):
    """The baseline of a run: its path, and how many of its entries there are and are stale."""

    path: str
    entries: int
    stale: int


class Since(Struct, frozen=True):
    """What `--since` compares with: the revision, the commit and the scope.

    `changed` tells whether any page is not what it was.
    """

    rev: str
    base: str
    scope: str
    changed: bool


class Report(Struct, frozen=True):
    """All that a reporter may know of a run.

    `findings` are sorted, and open unless the user asked for others too; `uncut` are these
    and those out of scope. `load_rules` gives `rules`.
    `failures` say in words which limits the findings exceed, `failing` has path and
    fingerprint of those that do. `config` is None without a configuration file or with
    several. `started_at` is in ISO format; `source` gives the bytes of a page by its path
    and raises OSError. Paths are relative to the working directory, with `/`; `prefix`
    leads to that from the top of the repository, and is empty or ends with `/`. `fixes` is
    None when nothing was to be fixed.
    """

    findings: tuple[Finding, ...]
    uncut: tuple[Finding, ...]
    pages: "tuple[Page, ...]"
    load_rules: Callable[[], Mapping[str, tuple[str, Rule]]]
    errors: tuple[RunError, ...]
    suppressed: int
    skipped: int
    exit_code: int
    failures: tuple[str, ...]
    failing: frozenset[tuple[str, str]]
    profile: str
    fail_on: str
    config: str | None
    plugins: tuple[tuple[str, str], ...]
    started_at: str
    duration_ms: int
    prefix: str
    source: Callable[[str], bytes]
    fixes: Fixes | None = None
    drafts_left_out: int = 0
    baselined: int = 0
    baseline: BaselineUse | None = None
    out_of_scope: int = 0
    since: Since | None = None

    @property
    def rules(self) -> Mapping[str, tuple[str, Rule]]:
        """The name and the rule of each code that ran, which may have to be imported first."""
        return self.load_rules()

    @property
    def complete(self) -> bool:
        """Whether the run can be trusted."""
        return not self.errors

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(finding for finding in self.findings if finding.status == "open")

    @property
    def worst_first(self) -> list[Finding]:
        """The findings that count, by severity, for formats that cannot show all of them."""
        return sorted(self.open, key=lambda finding: SEVERITIES.index(finding.severity))

    def in_repository(self, path: str) -> str:
        """A path as CI systems name it: relative to the top of the repository."""
        return normpath(self.prefix + path)


def _say_nothing(note: str) -> None:
    """For reports without anybody beside them."""


class View(Struct, frozen=True):
    """How a text report looks; formats for programs ignore all but `tell`.

    `width` is that of the terminal in cells, None off a terminal; `ellipsis`, one cell,
    stands for what was cut from a source line to fit it. `limit` is the number of findings
    to print. `statistics` replaces the findings by counts. `show` may hold `passed` and
    `drafts`: pages to list. `unsafe_fixes` shows what an unsafe fix would make of its lines.
    `tell` says something to the user beside the report.
    """

    color: bool = False
    links: bool = False
    width: int | None = None
    ellipsis: str = "…"
    limit: int | None = None
    statistics: bool = False
    summary: bool = True
    show: frozenset[str] = frozenset()
    tell: Callable[[str], None] = _say_nothing
    unsafe_fixes: bool = False


class Reporter(Protocol):
    """Writes a report to a text stream."""

    def __call__(self, report: Report, out: TextIO, view: View, /) -> None: ...


class ReporterError(Exception):
    """A reporter of somebody else's that cannot be used; the message names it."""


def reporter(name: str) -> Reporter:
    """The reporter of a format, ours or an installed one, imported when asked for.

    Raises:
        KeyError: there is no such format.
        ReporterError: an installed one cannot be imported.
    """
    if name not in FORMATS:
        return _import_reporter(name, installed_reporters()[name])
    module = import_module(f"{__name__}.{FORMATS[name]}")
    return cast("Reporter", getattr(module, f"write_{name.replace('-', '_')}"))


def installed_reporters() -> Mapping[str, str]:
    """Formats that installed packages add: name and where the reporter is, `module:function`.

    A name of ours stays ours.
    """
    from seolint.packs import read_entry_points

    found = read_entry_points(GROUP)
    return {name: value for name, value in sorted(found.items()) if name not in FORMATS}


def write_report(name: str, report: Report, out: TextIO, view: View) -> None:
    """Writes a report in a format.

    Raises:
        KeyError: there is no such format.
        ReporterError: an installed reporter cannot be imported or fails.
        OSError: `out` cannot be written to.
    """
    write = reporter(name)
    try:
        write(report, out, view)
    except OSError:
        raise
    except (Exception, SystemExit) as error:
        if name in FORMATS:
            raise
        cause = f"{type(error).__name__}: {error}"
        raise ReporterError(f"the reporter `{name}` failed: {cause}") from error


def _import_reporter(name: str, value: str) -> Reporter:
    module, _, function = value.partition("[")[0].replace(" ", "").partition(":")
    try:
        found = attrgetter(function)(import_module(module))
    except (Exception, SystemExit) as error:
        cause = f"{type(error).__name__}: {error}"
        raise ReporterError(f"cannot import the reporter `{name}` ({value}): {cause}") from error
    if not callable(found):
        raise ReporterError(f"the reporter `{name}` ({value}) is no function")
    return cast("Reporter", found)
