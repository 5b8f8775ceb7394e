"""Runs the examples of rules: for seolint's own tests, and for those of every other pack."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from seolint.config import load_config
from seolint.discovery.roots import Root, make_root
from seolint.engine.page import check_page
from seolint.engine.select import ActiveRule, active_rules
from seolint.engine.site import check_site_rule
from seolint.facts import Facts
from seolint.files import Files
from seolint.finding import Finding
from seolint.fix.edits import apply_edits, edits_of
from seolint.history import Change, History
from seolint.packs import BUILTIN, find_packs
from seolint.read import read
from seolint.rule import Example
from seolint.site import Site
from seolint.web import Answer, Web

_OPEN, _CLOSE = "⟦", "⟧"
_FOLDER = Path("/example")

Place = tuple[str, int, int]
"""Path, and the bytes from which to which something stands."""


class ExampleCase(NamedTuple):
    """An example of a rule. `entry_points` and `files` are the packs that hold it."""

    code: str
    name: str
    number: int
    example: Example
    entry_points: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        kind = "bad" if self.example.wrong else "good"
        return f"{self.code}-{self.name}-{kind}{self.number}"


def example_cases(pack: str = BUILTIN, *, files: Sequence[str | Path] = ()) -> list[ExampleCase]:
    """The examples of every rule of an installed pack, for `pytest.mark.parametrize`.

    What the engine reports itself is not among them: its examples need whole runs.
    With `files`, rule files or folders of them as in `[plugins]`, the examples of these.

    Raises:
        PackError: the pack or one of the files is missing or broken.
    """
    entry_points = () if pack == BUILTIN else (pack,)
    paths = tuple(str(Path(file).absolute()) for file in files)
    packs = find_packs(entry_points, [Path(path) for path in paths])
    if paths:
        pack = "files"
    return [
        ExampleCase(code, file.name, number, example, entry_points, paths)
        for code, file in packs.files.items()
        if file.pack == pack and packs.load(code).check is not None
        for number, example in enumerate(packs.load(code).examples, 1)
    ]


def check_example(case: ExampleCase) -> None:
    """Asserts that a rule says of an example exactly what the example claims.

    A good example is silent. A bad one is reported at its marks and nowhere else; with
    `fixed` the fix leads there and to silence, without it there is none.
    """
    example = case.example
    pages, marked = _unmark(example.pages)
    if example.wrong and not marked:
        raise AssertionError("a bad example marks what is wrong with ⟦…⟧")
    findings = _findings(case, pages)
    found = [(f.path, f.span.start, f.span.end) for f in findings]
    assert sorted(found) == sorted(marked), _difference(pages, marked, findings)
    if example.severity is not None:
        assert {finding.severity for finding in findings} == {example.severity}
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    if example.fixed is None:
        assert not fixes, f"a fix that no example shows: {fixes[0].message}"
        return
    path = next(iter(pages))
    data = pages[path]
    data = apply_edits(data, edits_of(findings, data))
    assert data.decode() == example.fixed
    left = _findings(case, {**pages, path: data})
    assert not left, f"still reported after the fix: {left[0].message}"


def _findings(case: ExampleCase, pages: Mapping[str, bytes]) -> list[Finding]:
    example = case.example
    given = {
        "select": [case.code],
        "site": dict(example.site),
        "rules": {case.name: dict(example.options)} if example.options else {},
        "plugins": {"entry-points": list(case.entry_points), "files": list(case.files)},
        "links": {"online": True},
    }
    config = load_config(None, _FOLDER, given)
    root = make_root(_FOLDER, config)
    lone = len(pages) == 1 and not example.site
    active = {path: _rule(case.code, active_rules(config, path)) for path in pages}
    results = [
        check_page(
            path, data, [active[path]], root.generator, root.settings, lone=lone, outward=True
        )
        for path, data in pages.items()
    ]
    for result in results:
        assert not result.errors, result.errors[0].traceback
    findings = [finding for result in results for finding in result.findings]
    first = next(iter(active.values()))
    if first.rule.scope in ("site", "git", "net"):
        facts = sorted((result.facts for result in results), key=lambda facts: facts.path)
        sizes = {path: len(data) for path, data in pages.items()}
        site = Site(facts, root.settings, complete=True)
        site.files = Files(None, example.files)
        seen: History | Web | None = None
        if first.rule.scope == "git":
            seen = _history(example, root, pages, facts)
            sizes |= {c.then.path: 0 for c in seen.changes if c.now is None and c.then}
        elif first.rule.scope == "net":
            seen = _web(example, config.links.dead)
        findings += check_site_rule(site, first, sizes, sizes, seen)
    return findings


def _history(
    example: Example, root: Root, pages: Mapping[str, bytes], facts: Sequence[Facts]
) -> History:
    """What became of the pages in `before`."""
    before = {path: text.encode() for path, text in example.before.items()}
    then = {
        path: check_page(path, data, (), root.generator, root.settings).facts
        for path, data in before.items()
    }
    now = {page.path: page for page in facts}

    def words(page: Facts, is_now: bool) -> Sequence[str]:
        data = (pages if is_now else before)[page.path]
        return read(page.path, data, root.generator, root.settings).words

    changes: list[Change] = []
    moved: set[str] = set()
    for path, data in before.items():
        same = (each for each in pages if each not in before and pages[each] == data)
        path_now = path if path in now else next(same, None)
        moved |= {path_now} if path_now is not None else set()
        present = now[path_now] if path_now is not None else None
        changes.append(Change(then[path], present, pages.get(path_now or "", b""), words))
    changes += [Change(None, now[path], pages[path], words) for path in pages if path not in moved]
    return History(Site(list(then.values()), root.settings, complete=True), changes)


def _web(example: Example, dead: Collection[str]) -> Web:
    answers = {
        url: Answer("status", said) if isinstance(said, int) else Answer(said)
        for url, said in example.answers.items()
    }
    return Web(answers, dead)


def _rule(code: str, rules: Sequence[ActiveRule]) -> ActiveRule:
    return next(active for active in rules if active.code == code)


def _unmark(pages: Mapping[str, str]) -> tuple[dict[str, bytes], list[Place]]:
    texts: dict[str, bytes] = {}
    marked: list[Place] = []
    for path, text in pages.items():
        plain = b""
        for index, part in enumerate(text.split(_OPEN)):
            inside, close, after = part.partition(_CLOSE)
            start = len(plain)
            plain += inside.encode()
            if index:
                assert close, f"{path}: ⟦ without ⟧"
                marked.append((path, start, len(plain)))
            plain += after.encode()
        texts[path] = plain
    return texts, marked


def _difference(
    pages: Mapping[str, bytes], marked: Sequence[Place], findings: Sequence[Finding]
) -> str:
    lines = ["the rule and the marks differ"]
    lines += [f"marked:   {path}:{a}-{b} {pages[path][a:b].decode()!r}" for path, a, b in marked]
    lines += [
        f"reported: {f.path}:{f.span.start}-{f.span.end} "
        f"{pages[f.path][f.span.start : f.span.end].decode()!r} {f.message}"
        for f in findings
    ]
    return "\n".join(lines)
