"""Files -> findings: the map step over all pages, the reduce step over all facts."""

import contextlib
import gc
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from seolint.discovery import Discovery, File, Root
from seolint.engine.fixable import with_fixes_allowed
from seolint.engine.page import (
    PageResult,
    applies,
    check_page,
    crash,
    lowered,
    to_finding,
    unread_page,
)
from seolint.engine.select import ActiveRule, Selection
from seolint.engine.site import check_site_rule
from seolint.facts import Facts
from seolint.filters.baseline import Baseline, Debt, Entry, cover, stale
from seolint.filters.changed import out_of_scope
from seolint.filters.hidden import without_hidden
from seolint.filters.suppressed import suppress, unexplained, unknown, unused
from seolint.finding import Finding, Problem, RunError
from seolint.fingerprint import fingerprinted
from seolint.history import Change, History
from seolint.read import read
from seolint.read.decoding import UnreadablePageError
from seolint.rule import Rule
from seolint.site import Site
from seolint.web import Answer, Web

if TYPE_CHECKING:
    from seolint.engine.since import Past
    from seolint.files import Files

_COLLECT_AFTER = 50_000

Version = tuple[str, bytes]
"""A file with certain bytes: its absolute path, and a digest of them."""

Known = dict[Version, PageResult]
"""What pages gave in an earlier run; one with the same bytes is not checked again."""


class Page(NamedTuple):
    """A page that was judged. `path` is relative to the working directory."""

    path: str
    url: str | None
    title: str | None
    kind: str
    why: str
    draft: bool
    language: str


class Run(Struct, frozen=True):
    """What a run found. Findings are sorted; their paths are relative to the working directory."""

    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    errors: tuple[RunError, ...]
    notes: tuple[str, ...]
    rules: Mapping[str, tuple[str, Rule]]
    skipped: int
    source: Callable[[str], bytes]
    """The bytes of a judged page by its path; raises OSError."""
    interrupt: KeyboardInterrupt | None = None
    """What ended the run before it was complete; a run error tells how far it came."""
    debts: tuple[Debt, ...] = ()
    """What became of each baseline."""
    drafts_left_out: int = 0
    """How many of the skipped are drafts, which `drafts = "skip"` leaves out."""
    beside: Mapping[str, Root] = {}
    """The roots of what findings may be about besides pages: baselines, and pages that are gone."""


Progress = Callable[[int, int], None]
"""Told how many pages of how many have been read."""


def version(file: File, data: bytes) -> Version:
    """The key in `Known` of a file that holds `data`."""
    return file.root.prefix + file.path, blake2b(data, digest_size=16).digest()


def run(
    discovery: Discovery,
    *,
    suppressions: bool = True,
    stdin: bytes = b"",
    bodies: Mapping[str, bytes] = {},
    known: Known | None = None,
    progress: Progress | None = None,
    baselines: Mapping[Root, Baseline] = {},
    pasts: Mapping[Root, "Past"] = {},
    accept: Collection[str] = (),
    answers: dict[str, Answer] | None = None,
) -> Run:
    """Checks what was discovered. `stdin` are the bytes of the file that `-` stands for.

    `bodies` are bytes to take for those of a file, by its real path. `known` is read, and
    filled with what the pages gave. `accept` are answers of the web that are fine, `answers`
    those that it gave already; they are filled.

    What a root's baseline covers has the status `baselined`, and what was so in its past, or
    does not lie in what has changed since, `out-of-scope`.

    A KeyboardInterrupt ends the work; what is complete by then is reported. A second one
    is raised.

    Raises:
        PackError: a rule that a config selects cannot be imported.
    """
    held = {"-": stdin, **bodies}
    pace = _Pace(len(discovery.files) + len(discovery.index), progress)
    roots: dict[int, _RootRun] = {}
    for file in discovery.files:
        if id(file.root) not in roots:
            baseline, past = baselines.get(file.root), pasts.get(file.root)
            roots[id(file.root)] = _RootRun(
                file.root, held, known, pace, accept, answers, baseline, past
            )
        roots[id(file.root)].files.append(file)
    for file in discovery.index:
        if id(file.root) in roots:
            roots[id(file.root)].index.append(file)
    thresholds = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *thresholds[1:])
    try:
        with contextlib.redirect_stdout(sys.stderr):
            for each in roots.values():
                if pace.interrupt is None:
                    each.run(suppressions, discovery.folders)
    finally:
        gc.set_threshold(*thresholds)
    files = {file.shown: file for file in discovery.files}

    kept = {baseline.shown: baseline.data for baseline in baselines.values()}
    beside = {baseline.shown: root for root, baseline in baselines.items()}
    for root, past in pasts.items():
        for gone in past.deleted:
            kept[gone.shown] = past.bodies[str(gone.real)]
            beside[gone.shown] = root

    def source(path: str) -> bytes:
        if path in kept:
            return kept[path]
        file = files[path]
        return _bytes(file, held, file.root.config.max_file_size)

    done = roots.values()
    interrupted = [] if pace.interrupt is None else [_interrupted(done, len(discovery.files))]
    return Run(
        tuple(sorted((f for each in done for f in each.findings), key=lambda f: f.order)),
        tuple(sorted(page for each in done for page in each.pages)),
        (*discovery.errors, *(error for each in done for error in each.errors), *interrupted),
        (*discovery.notes, *(note for each in done for note in each.notes)),
        {code: rule for each in done for code, rule in each.rules.items()},
        discovery.skipped + sum(each.skipped for each in done),
        source,
        pace.interrupt,
        tuple(each.debt for each in done if each.debt is not None),
        sum(each.skipped for each in done),
        beside,
    )


class _Pace:
    """How far a run is, and whether something ends it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.interrupt: KeyboardInterrupt | None = None
        self._total = total
        self._progress = progress
        self._done = 0

    def step(self) -> None:
        """Another page has been read."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._total)


def _interrupted(done: Iterable["_RootRun"], total: int) -> RunError:
    judged = sum(each.judged for each in done)
    message = f"Interrupted: {judged} of {total} pages"
    return RunError("interrupted", message + (", not yet compared" if judged == total else ""))


class _RootRun:
    """The run over one root."""

    def __init__(
        self,
        root: Root,
        bodies: dict[str, bytes],
        known: Known | None,
        pace: _Pace,
        accept: Collection[str],
        answers: dict[str, Answer] | None,
        baseline: Baseline | None = None,
        past: "Past | None" = None,
    ) -> None:
        self.root = root
        self.bodies = bodies
        self.known = known
        self.pace = pace
        self.baseline = baseline
        self.debt: Debt | None = None
        self.past = past
        self.accept = accept
        self.answers = {} if answers is None else answers
        self.files: list[File] = []
        self.index: list[File] = []
        self.findings: list[Finding] = []
        self.pages: list[Page] = []
        self.errors: list[RunError] = []
        self.notes: list[str] = []
        self.rules: dict[str, tuple[str, Rule]] = {}
        self.skipped = 0
        self.judged = 0
        self._selection = Selection(root.config)
        self._results: dict[str, PageResult] = {}
        self._sizes: dict[str, int] = {}
        self._indexed: dict[str, Facts] = {}
        self._site_files: Files | None = None
        self._folders: Sequence[Path] = ()

    def run(self, suppressions: bool, folders: Sequence[Path]) -> None:
        self._folders = folders
        shown = {file.path: file.shown for file in (*self.index, *self.files)}
        shown |= {file.path: file.shown for file in self._gone}
        found = self._found(suppressions)
        if self.past is not None and self.past.scope is not None:
            found = self._compare(found, self.past, suppressions)
        if self.baseline is not None:
            found = self._cover(found, self.baseline, shown)
        self.findings = [_shown(finding, shown) for finding in found]
        self.errors = [
            replace(error, path=shown.get(error.path or "", error.path)) for error in self.errors
        ]

    def _found(self, suppressions: bool) -> list[Finding]:
        """All that is found, sorted and with fingerprints; paths are relative to the root."""
        compared: list[Finding] = []
        try:
            self.notes += map(_asleep, self._selection.asleep)
            self._judge_all()
            compared = self._check_site()
        except KeyboardInterrupt as interrupt:
            self.pace.interrupt = interrupt
        found = [finding for result in self._results.values() for finding in result.findings]
        found += compared
        found.sort(key=lambda finding: finding.order)
        for active in (a for path in self._results for a in self._selection.rules(path)):
            if active.rule.scope != "git" or self.past is not None:
                self.rules.setdefault(active.code, (active.name, active.rule))
        rules = {code: rule for code, (_, rule) in self.rules.items()}
        found = without_hidden(found, rules)
        if suppressions:
            found = self._suppress(found)
        return with_fixes_allowed(fingerprinted(found, self._line_of), self.root.config)

    def _judge_all(self) -> None:
        for file in self.files:
            if file.path not in self._results:
                self._judge(file)
            self.judged += 1
            self.pace.step()

    def _judge(self, file: File) -> None:
        data = self._read(file)
        if data is None:
            return
        relax = self._drafts(file.path) != "check"
        rules = self._selection.rules(file.path)
        result = self._check(file, data, rules, relax)
        if self._drafts(file.path) == "skip" and result.facts.draft:
            self.skipped += 1
            return
        self._results[file.path] = result
        self._sizes[file.path] = len(data)
        self.errors += result.errors
        facts = result.facts
        self.pages.append(
            Page(
                file.shown,
                facts.url,
                result.title,
                facts.kind,
                result.why,
                facts.draft,
                facts.language,
            )
        )

    def _check(
        self, file: File, data: bytes, rules: Sequence[ActiveRule], relax: bool
    ) -> PageResult:
        if self.known is None:
            return self._check_anew(file, data, rules, relax)
        key = version(file, data)
        if key not in self.known:
            self.known[key] = self._check_anew(file, data, rules, relax)
        return self.known[key]

    def _check_anew(
        self, file: File, data: bytes, rules: Sequence[ActiveRule], relax: bool
    ) -> PageResult:
        root = self.root
        limit = root.config.max_file_size
        if len(data) > limit:
            error = UnreadablePageError(
                "FILE004",
                f"The file is larger than {limit:,} bytes and was not read",
                "Split it, exclude it, or raise max-file-size",
            )
            return unread_page(file.path, error, rules)
        return check_page(
            file.path,
            data,
            rules,
            root.generator,
            root.settings_of(file.path),
            lone=file.lone,
            relax=relax,
            where=root.in_site(file.path),
            outward=root.config.links.online,
        )

    def _read(self, file: File) -> bytes | None:
        try:
            data = _bytes(file, self.bodies, self.root.config.max_file_size + 1)
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not file.named:
                self.notes.append(f"{file.shown}: gone before it was read")
            else:
                self.errors.append(_unreadable(file, error))
            return None
        if file.named and not file.real.is_file():
            self.bodies[str(file.real)] = data
        return data

    def _check_site(self) -> list[Finding]:
        """The reduce step: reads the rest of the root only when a site rule needs it."""
        groups = self._site_rules()
        if not groups:
            return []
        site = self._site()
        scopes = {active.rule.scope for active, _ in groups}
        seen: dict[str, History | Web | None] = {}
        if "git" in scopes:
            seen["git"] = self._history(site)
        if "net" in scopes:
            seen["net"] = self._ask_web(site)
        found: list[Finding] = []
        failed = {active.code for active, _ in groups if seen.get(active.rule.scope, site) is None}
        for active, sizes in groups:
            if active.code in failed:
                continue
            relaxed = {path for path in sizes if self._drafts(path) != "check"}
            try:
                found += check_site_rule(site, active, sizes, relaxed, seen.get(active.rule.scope))
            except (Exception, SystemExit) as error:
                self.errors.append(crash(None, f"{active.code} {active.name}", error))
                failed.add(active.code)
        for path, result in self._results.items() if failed else ():
            self._results[path] = replace(result, failed=(*result.failed, *failed))
        return found

    def _site(self) -> Site:
        """The pages of the root together."""
        facts = [result.facts for result in self._results.values()]
        for file in self.index:
            if file.path not in self._indexed and (read := self._facts(file)) is not None:
                self._indexed[file.path] = read
        facts += self._indexed.values()
        facts.sort(key=lambda page: page.path)
        folder = self.root.folder if self.root.indexed else None
        site = Site(facts, self.root.settings, folder)
        if self._site_files is not None:
            site.files = self._site_files
        return site

    def _history(self, site: Site) -> History:
        """What became of the pages that changed."""
        assert self.past is not None
        past, then = self.past, self._then
        then._judge_all()
        site_then = then._site()
        facts_then = {page.path: page for page in site_then.pages}
        facts_now = {page.path: page for page in site.pages}
        files = {file.path: file for file in (*self.files, *self.index)}
        olds = {file.path: file for file in (*then.files, *then.index)}

        def words(page: Facts, is_now: bool) -> Sequence[str]:
            file = (files if is_now else olds)[page.path]
            data = _bytes(file, self.bodies if is_now else then.bodies)
            return read(page.path, data, self.root.generator, self.root.settings).words

        changes = []
        for path, old in past.pages.items():
            before = facts_then.get(old.path) if old is not None else None
            data = _bytes(files[path], self.bodies)
            changes.append(Change(before, facts_now.get(path), data, words))
        changes += (Change(facts_then.get(old.path), None, b"", words) for old in past.deleted)
        return History(site_then, changes)

    @property
    def _gone(self) -> list[File]:
        """The pages that are gone from the folders that were named."""
        if self.past is None:
            return []
        return [file for file in self.past.deleted if self._covers(file.path)]

    def _covers(self, path: str) -> bool:
        """Whether a path of the root is in a folder that was named."""
        place = self.root.folder / path
        return any(place.is_relative_to(folder) for folder in self._folders)

    @cached_property
    def _then(self) -> "_RootRun":
        assert self.past is not None
        return self._at(self.past)

    def _ask_web(self, site: Site) -> Web | None:
        """What the web says of the links of the pages that are reported; None: it cannot tell."""
        from seolint.engine.outward import ask_web

        root = self.root
        pages = [page for page in site.pages if page.path in self._results]
        try:
            folder = root.folder if root.indexed else None
            asked = ask_web(pages, root.config.links, self.accept, self.answers, folder)
        except Exception as error:
            self.errors.append(crash(None, "asking the web", error))
            return None
        self.notes.append(asked.note)
        if asked.error is not None:
            self.errors.append(asked.error)
            return None
        return asked.web

    def _site_rules(self) -> list[tuple[ActiveRule, dict[str, int]]]:
        """The rules over sites in each of their settings, with the pages and bytes they judge."""
        groups: list[tuple[ActiveRule, dict[str, int]]] = []
        for path, result in self._results.items():
            for active in self._selection.rules(path) if result.read else ():
                if active.rule.scope in ("site", "net") or (
                    active.rule.scope == "git" and self.past is not None
                ):
                    _add(groups, active, path, self._sizes[path])
        for file in self._gone:
            for active in self._selection.rules(file.path):
                if active.rule.scope == "git":
                    _add(groups, active, file.path, 0)
        return sorted(groups, key=lambda group: group[0].code)

    def _facts(self, file: File) -> Facts | None:
        """The facts of a page that is not reported on: what cannot be read is a note."""
        self.pace.step()
        try:
            data = _bytes(file, self.bodies, self.root.config.max_file_size + 1)
        except OSError as error:
            self.notes.append(f"{file.shown}: not indexed: {_cause(error)}")
            return None
        result = self._check(file, data, (), relax=True)
        self.notes += [f"{file.shown}: not indexed: {error.message}" for error in result.errors]
        return result.facts

    def _suppress(self, findings: Sequence[Finding]) -> list[Finding]:
        packs = self.root.config.packs
        pages: defaultdict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            pages[finding.path].append(finding)
        marked = [each for path in pages.keys() - self._results for each in pages[path]]
        for path, result in self._results.items():
            comments = result.facts.suppressions
            if not comments:
                marked += pages[path]
                continue
            relax = self._drafts(path) != "check"
            rules = {active.code: active for active in self._selection.rules(path)}
            judged = self._ran_on(path)
            found, used = suppress(pages[path], comments, packs)
            marked += found
            own: list[tuple[str, Iterable[Problem]]] = [
                ("LINT001", unused(comments, used, judged, packs)),
                ("LINT002", unknown(comments, packs)),
                ("LINT003", unexplained(comments)),
            ]
            for code, problems in own:
                if code in rules:
                    size = self._sizes[path]
                    reported = [to_finding(rules[code], p, path, size) for p in problems]
                    if result.facts.draft and relax:
                        reported = [lowered(finding) for finding in reported]
                    marked += reported
        return sorted(marked, key=lambda finding: finding.order)

    def _ran_on(self, path: str) -> set[str]:
        """The codes of the rules that judged a page, and saw all that they have to see."""
        result = self._results[path]
        relax = self._drafts(path) != "check"
        compared = self.root.indexed and self.pace.interrupt is None
        return {
            active.code
            for active in self._selection.rules(path)
            if active.code not in result.failed
            and applies(active, result.facts, relax)
            and (active.rule.scope in ("doc", "engine") or compared)
            and (active.rule.scope != "git" or self.past is not None)
        }

    def _compare(self, found: Sequence[Finding], past: "Past", suppressions: bool) -> list[Finding]:
        """Marks what was so before, or lies outside of what has changed."""
        before: list[Finding] = []
        if past.scope == "introduced" and any(finding.status == "open" for finding in found):
            then = self._then
            before = then._found(suppressions)
            self.pace.interrupt = self.pace.interrupt or then.pace.interrupt
        files = {file.path: file for file in self.files}

        def source(path: str) -> bytes:
            return _bytes(files[path], self.bodies)

        own = {code for code, (_, rule) in self.rules.items() if rule.scope == "git"}
        assert past.scope is not None
        return out_of_scope(found, before, past.hunks, past.renamed, source, past.scope, own)

    def _at(self, past: "Past") -> "_RootRun":
        """The same root as it was, under today's settings; what has not changed is taken over."""
        bodies = {**self.bodies, **past.bodies}
        pace = _Pace(0, None)
        then = _RootRun(self.root, bodies, self.known, pace, self.accept, self.answers)
        then._selection = self._selection
        then._site_files = past.files
        for file in self.files:
            old = past.pages.get(file.path, file)
            if old is not None:
                then.files.append(old)
            if file.path not in past.pages and file.path in self._results:
                then._results[file.path] = self._results[file.path]
                then._sizes[file.path] = self._sizes[file.path]
        for file in self.index:
            old = past.pages.get(file.path, file)
            if old is not None:
                then.index.append(old)
            if file.path not in past.pages and file.path in self._indexed:
                then._indexed[file.path] = self._indexed[file.path]
        then.index += past.deleted
        return then

    def _cover(
        self,
        found: Sequence[Finding],
        baseline: Baseline,
        shown: dict[str, str],
    ) -> list[Finding]:
        """Marks what the baseline covers, and adds what is to be said of the baseline itself."""
        covered = cover(found, baseline, self.root.folder, self._is_gone)
        paths = {normalize("NFC", path): path for path in self._results}
        ran: dict[str, set[str]] = {}

        def is_judged(entry: Entry) -> bool:
            path = covered.moved.get(entry.path, entry.path)
            if path not in ran:
                ran[path] = set()
                if path in paths:
                    ran[path] = self._ran_on(paths[path])
                elif self._is_gone(path) and self._covers(path):
                    ran[path] = {active.code for active in self._selection.rules(path)}
            return entry.code in ran[path]

        judged = frozenset(entry.who for entry in baseline.entries if is_judged(entry))
        own = Path(os.path.relpath(baseline.path, self.root.folder)).as_posix()
        shown[own] = baseline.shown
        self.debt = Debt(
            self.root,
            baseline,
            {who: [_shown(f, shown) for f in known] for who, known in covered.found.items()},
            covered.moved,
            judged,
        )
        rules = [rule for rule in self._selection.rules(own) if rule.code == "LINT004"]
        entries = self.debt.stale
        if self.past is not None and self.past.scope is not None:
            changed = self.past.paths
            entries = [entry for entry in entries if entry.path in changed]
        told = [
            to_finding(rule, problem, own, len(baseline.data))
            for rule in rules
            for problem in stale(entries, own)
        ]
        self.rules.update({rule.code: (rule.name, rule.rule) for rule in rules if told})
        told = fingerprinted(told, lambda finding: "")
        return sorted((*covered.findings, *told), key=lambda finding: finding.order)

    def _is_gone(self, path: str) -> bool:
        """Whether there is no such file in the root. Of what lies outside nothing is asked."""
        if os.path.isabs(path) or os.path.normpath(path).startswith(".."):
            return True
        return path not in self._results and not os.path.lexists(self.root.folder / path)

    def _drafts(self, path: str) -> str:
        drafts: str = self.root.config.drafts
        for override in self.root.config.for_path(path):
            drafts = override.drafts or drafts
        return drafts

    def _line_of(self, finding: Finding) -> str:
        file = next(file for file in self.files if file.path == finding.path)
        try:
            data = _bytes(file, self.bodies)
        except OSError:
            return ""
        text = data[finding.span.start : finding.span.end]
        return text.decode("utf-8", "replace").partition("\n")[0]


def _bytes(file: File, bodies: Mapping[str, bytes], limit: int = -1) -> bytes:
    name = str(file.real)
    if name in bodies:
        return bodies[name]
    with file.real.open("rb") as stream:
        return stream.read(limit)


def _add(
    groups: list[tuple[ActiveRule, dict[str, int]]], active: ActiveRule, path: str, size: int
) -> None:
    """Adds a page to those of a rule in its settings."""
    sizes = next((sizes for other, sizes in groups if other == active), None)
    if sizes is None:
        groups.append((active, sizes := {}))
    sizes[path] = size


def _asleep(code: str) -> str:
    return f"{code} asks the web, and so it runs with --online only"


def _unreadable(file: File, error: OSError) -> RunError:
    return RunError(
        "io",
        f"Cannot read the file: {_cause(error)}",
        file.path,
        "FILE001",
        "Change its permissions, or exclude it",
    )


def _cause(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _shown(finding: Finding, shown: Mapping[str, str]) -> Finding:
    """The finding as seen from the working directory; a file that is no page is so by its root."""
    root = shown[finding.path].removesuffix(finding.path)
    related = tuple(
        replace(other, path=shown.get(other.path) or f"{root}{other.path}")
        for other in finding.related
    )
    return replace(finding, path=shown[finding.path], related=related)
