"""Files -> findings: the map step over all pages, the reduce step over all facts."""

import contextlib
import gc
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from seolint import COLLECT_AFTER
from seolint.discovery import Discovery, File, Root
from seolint.engine.checking import Check, Checked, Job, Known, check_here, remembering
from seolint.engine.fixable import with_fixes_allowed
from seolint.engine.outcomes import find_outcome, keep_outcome
from seolint.engine.pages import Pace, Page, Pages, Progress, read_bytes
from seolint.finding import Finding, RunError
from seolint.fingerprint import fingerprinted
from seolint.rule import Rule
from seolint.web import Answer

if TYPE_CHECKING:
    from seolint.engine.cache import Cache
    from seolint.engine.outward import Asked
    from seolint.engine.pool import Pool
    from seolint.engine.select import ActiveRule
    from seolint.engine.since import Past
    from seolint.engine.together import Seen
    from seolint.facts import Facts
    from seolint.filters.baseline import Baseline, Debt
    from seolint.history import History
    from seolint.site import Site

__all__ = ["Known", "Page", "Run", "run"]

MANY = 100
"""From so many pages on it is worth while to start processes that check them."""


class Run(Struct, frozen=True):
    """What a run found. Findings are sorted; their paths are relative to the working directory."""

    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    errors: tuple[RunError, ...]
    notes: tuple[str, ...]
    load_rules: Callable[[], Mapping[str, tuple[str, Rule]]]
    """Gives `rules`; where nothing new was judged, they have not been imported yet."""
    skipped: int
    source: Callable[[str], bytes]
    """The bytes of a judged page by its path; raises OSError."""
    interrupt: KeyboardInterrupt | None = None
    """What ended the run before it was complete; a run error tells how far it came."""
    debts: "tuple[Debt, ...]" = ()
    """What became of each baseline."""
    drafts_left_out: int = 0
    """How many of the skipped are drafts, which `drafts = "skip"` leaves out."""
    beside: Mapping[str, Root] = {}
    """The roots of what findings may be about besides pages: baselines, and pages that are gone."""

    @property
    def rules(self) -> Mapping[str, tuple[str, Rule]]:
        """The name and the rule of each code that ran."""
        return self.load_rules()


def run(
    discovery: Discovery,
    *,
    suppressions: bool = True,
    stdin: bytes = b"",
    bodies: Mapping[str, bytes] = {},
    known: Known | None = None,
    progress: Progress | None = None,
    baselines: Mapping[Root, "Baseline"] = {},
    pasts: Mapping[Root, "Past"] = {},
    accept: Collection[str] = (),
    answers: dict[str, Answer] | None = None,
    jobs: int | None = 1,
    caches: Mapping[Root, "Cache"] = {},
) -> Run:
    """Checks what was discovered. `stdin` are the bytes of the file that `-` stands for.

    `bodies` are bytes to take for those of a file, by its real path. `known` is read, and
    filled with what the pages gave. `accept` are answers of the web that are fine, `answers`
    those that it gave already; they are filled. `jobs` is the number of processes that check
    pages; None: as many as there are processors, if there are many pages. `caches` know what
    the pages of roots gave in earlier runs, and are told what others give.

    What a root's baseline covers has the status `baselined`, and what was so in its past, or
    does not lie in what has changed since, `out-of-scope`.

    A KeyboardInterrupt ends the work; what is complete by then is reported. A second one
    is raised.

    Raises:
        PackError: a rule that a config selects cannot be imported.
    """
    held = {"-": stdin, **bodies}
    pace = Pace(len(discovery.files) + len(discovery.index), progress)
    given = _Given(suppressions, discovery.folders, accept, {} if answers is None else answers)
    files, index = _by_root(discovery.files), _by_root(discovery.index)
    done: list[_RootRun] = []
    with (
        _collecting_seldom(),
        contextlib.redirect_stdout(sys.stderr),
        _checking(jobs, len(discovery.files) + len(discovery.index)) as check,
    ):
        for root in files:
            ways = _Ways(check, caches.get(root), known)
            pages = Pages(root, files[root], index.get(root, []), held, pace, ways.now)
            done.append(_RootRun(pages, given, ways, baselines.get(root), pasts.get(root)))
        for each in done:
            if pace.interrupt is None:
                each.run()
    shown = {file.shown: file for file in discovery.files}
    kept = {baseline.shown: baseline.data for baseline in baselines.values()}
    beside = {baseline.shown: root for root, baseline in baselines.items()}
    for root, past in pasts.items():
        for page in past.deleted:
            kept[page.shown] = past.bodies[page.real]
            beside[page.shown] = root

    def source(path: str) -> bytes:
        if path in kept:
            return kept[path]
        file = shown[path]
        return read_bytes(file, held, file.root.config.max_file_size)

    interrupted = [] if pace.interrupt is None else [_interrupted(done, len(discovery.files))]
    return Run(
        tuple(sorted((f for each in done for f in each.findings), key=lambda f: f.order)),
        tuple(sorted(page for each in done for page in each.pages.listed.values())),
        (*discovery.errors, *(error for each in done for error in each.pages.errors), *interrupted),
        (*discovery.notes, *(note for each in done for note in each.pages.notes)),
        cache(lambda: {code: rule for each in done for code, rule in each.rules.items()}),
        discovery.skipped + sum(each.pages.skipped for each in done),
        source,
        pace.interrupt,
        tuple(each.debt for each in done if each.debt is not None),
        sum(each.pages.skipped for each in done),
        beside,
    )


@contextlib.contextmanager
def _collecting_seldom() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


@contextlib.contextmanager
def _checking(jobs: int | None, pages: int) -> Iterator[Check]:
    """What checks pages, in this process or in as many as are asked for."""
    least = MANY if jobs is None else 2
    if jobs == 1 or pages < least:
        yield check_here
        return
    pool: Pool | None = None

    def check(pages: Iterable[Job]) -> Iterator[Checked]:
        nonlocal pool
        if pool is None:
            from seolint.engine.pool import Pool, processors

            size = processors() if jobs is None else jobs
            if size == 1:
                return check_here(pages)
            pool = Pool(size, least)
        return pool.check(pages)

    try:
        yield check
    finally:
        if pool is not None:
            pool.close()


def _by_root(files: Iterable[File]) -> dict[Root, list[File]]:
    roots: dict[Root, list[File]] = {}
    for file in files:
        roots.setdefault(file.root, []).append(file)
    return roots


def _interrupted(done: Iterable["_RootRun"], total: int) -> RunError:
    judged = sum(each.pages.judged for each in done)
    message = f"Interrupted: {judged} of {total} pages"
    return RunError("interrupted", message + (", not yet compared" if judged == total else ""))


class _Given(Struct, frozen=True):
    """How all roots of a run are checked; the fields are arguments of `run`."""

    suppressions: bool
    folders: Sequence[Path]
    accept: Collection[str]
    answers: dict[str, Answer]


class _Ways:
    """How the pages of a root are checked, now and as they were, and what earlier runs kept."""

    def __init__(self, check: Check, cache: "Cache | None", known: Known | None) -> None:
        self.now = self.then = check
        self.cache = cache
        self.outcomes = cache if known is None else None  # who wants to know gets each page
        if cache is not None:
            from seolint.engine.cache import cached

            self.now = cached(cache, check)
        if known is not None:
            self.now = remembering(known, self.now)
            self.then = remembering(known, self.then)

    def keep(self) -> None:
        """Keeps what pages gave, once all of them have been checked."""
        if self.cache is not None:
            self.cache.write()


class _RootRun:
    """The run over one root; its findings are sorted."""

    def __init__(
        self,
        pages: Pages,
        given: _Given,
        ways: _Ways,
        baseline: "Baseline | None" = None,
        past: "Past | None" = None,
    ) -> None:
        self.pages = pages
        self.baseline = baseline
        self.past = past
        self.findings: list[Finding] = []
        self.debt: Debt | None = None
        self._given = given
        self._ways = ways
        self._further: list[ActiveRule] = []

    @cached_property
    def rules(self) -> dict[str, tuple[str, Rule]]:
        """The name and the rule of each code that ran."""
        rules: dict[str, tuple[str, Rule]] = {}
        for active in (*self.pages.rules, *self._further):
            if active.rule.scope != "git" or self.past is not None:
                rules.setdefault(active.code, (active.name, active.rule))
        return rules

    def run(self) -> None:
        pages, root = self.pages, self.pages.root
        shown = {file.path: file.shown for file in (*pages.index, *pages.files)}
        shown |= {file.path: file.shown for file in self._gone}
        found = self.found()
        if self.past is not None and self.past.scope is not None:
            found = self._compare(found, self.past)
        if self.baseline is not None:
            from seolint.engine.covered import covered, own_path

            shown[own_path(root.folder, self.baseline)] = self.baseline.shown
            marked = covered(
                pages,
                found,
                self.baseline,
                self.past,
                self._given.folders,
                lambda finding: _shown(finding, shown),
            )
            found, self.debt = marked.findings, marked.debt
            self._further = marked.rules
        self.findings = [_shown(finding, shown) for finding in found]
        pages.errors = [
            replace(error, path=shown.get(error.path or "", error.path)) for error in pages.errors
        ]

    def found(self) -> list[Finding]:
        """All that is found, sorted and with fingerprints; paths are relative to the root."""
        pages = self.pages
        cache = self._ways.outcomes if self.past is None else None
        suppressions = self._given.suppressions
        found = None
        try:
            if cache is not None:
                found = find_outcome(cache, pages, suppressions=suppressions)
        except KeyboardInterrupt as interrupt:
            pages.pace.interrupt = interrupt
        if found is None:
            found, seen = self._find()
            if cache is not None and pages.pace.interrupt is None:
                keep_outcome(cache, pages, seen, found, suppressions=suppressions)
        else:
            self._ways.keep()
        pages.notes[:0] = map(_asleep, pages.selection.asleep)
        return with_fixes_allowed(found, pages.root.config)

    def _find(self) -> "tuple[list[Finding], Seen | None]":
        """All that is found, and what rules over the site saw besides its pages, where some ran."""
        from seolint.engine.silenced import silenced
        from seolint.engine.together import Compared, check_together
        from seolint.filters.hidden import without_hidden

        pages = self.pages
        compared = Compared([], None)
        try:
            if pages.pace.interrupt is None:
                pages.judge()
                history = self._history if self.past is not None else None
                compared = check_together(pages, self._gone, history, self._ask)
        except KeyboardInterrupt as interrupt:
            pages.pace.interrupt = interrupt
        self._ways.keep()
        found = pages.findings(again=self.past is not None)
        found += compared.findings
        found.sort(key=lambda finding: finding.order)
        found = without_hidden(found, {code: rule for code, (_, rule) in self.rules.items()})
        if self._given.suppressions:
            found = silenced(pages, found, changes=self.past is not None)
        return fingerprinted(found, self._line_of()), compared.seen

    @property
    def _gone(self) -> list[File]:
        if self.past is None:
            return []
        from seolint.engine.before import gone

        return gone(self.pages.root, self.past, self._given.folders)

    @cached_property
    def _then(self) -> "_RootRun":
        """The same root as it was."""
        from seolint.engine.before import pages_before

        assert self.past is not None
        return _RootRun(
            pages_before(self.pages, self.past, self._ways.then), self._given, self._ways
        )

    def _history(self, site: "Site") -> "History":
        from seolint.engine.before import history

        assert self.past is not None
        return history(self.pages, site, self._then.pages, self.past)

    def _ask(self, pages: "Iterable[Facts]") -> "Asked":
        from seolint.engine.outward import ask_web

        links, given, cache = self.pages.root.config.links, self._given, self._ways.cache
        folder = cache.folder if cache is not None else None
        return ask_web(pages, links, given.accept, given.answers, folder)

    def _compare(self, found: Sequence[Finding], past: "Past") -> list[Finding]:
        """Marks what was so before, or lies outside of what has changed."""
        from seolint.filters.changed import out_of_scope

        pages = self.pages
        before: list[Finding] = []
        if past.scope == "introduced" and any(finding.status == "open" for finding in found):
            before = self._then.found()
            pages.pace.interrupt = pages.pace.interrupt or self._then.pages.pace.interrupt
        files = {file.path: file for file in pages.files}

        def source(path: str) -> bytes:
            return read_bytes(files[path], pages.bodies)

        own = {code for code, (_, rule) in self.rules.items() if rule.scope == "git"}
        assert past.scope is not None
        return out_of_scope(found, before, past.hunks, past.renamed, source, past.scope, own)

    def _line_of(self) -> Callable[[Finding], str]:
        """Gives the first line of the text of findings; reads a page once for those in a row."""
        pages = self.pages
        files = {file.path: file for file in pages.files}

        @lru_cache(maxsize=1)
        def data_of(path: str) -> bytes:
            try:
                return read_bytes(files[path], pages.bodies)
            except OSError:
                return b""

        def line_of(finding: Finding) -> str:
            text = data_of(finding.path)[finding.span.start : finding.span.end]
            return text.decode("utf-8", "replace").partition("\n")[0]

        return line_of


def _asleep(code: str) -> str:
    return f"{code} asks the web, and so it runs with --online only"


def _shown(finding: Finding, shown: Mapping[str, str]) -> Finding:
    """The finding as seen from the working directory; a file that is no page is so by its root."""
    if not finding.related and shown[finding.path] == finding.path:
        return finding
    root = shown[finding.path].removesuffix(finding.path)
    related = tuple(
        replace(other, path=shown.get(other.path) or f"{root}{other.path}")
        for other in finding.related
    )
    return replace(finding, path=shown[finding.path], related=related)
