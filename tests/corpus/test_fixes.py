"""What fixing does to real sites: nothing but what it says.

The sites are no part of the project. The rendered text is compared through markdown-it, which
seolint itself does not use.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from markdown_it import MarkdownIt

from seolint.discovery import Discovery, discover
from seolint.engine.run import Known, Run, run
from seolint.fix import Outcome, fix_pages
from seolint.fix.diff import diff_lines

SITES = Path(__file__).parents[2].parent / "shared" / "corpus"
NAMES = sorted(path.name for path in SITES.glob("*") if path.is_dir())
RUNS = [(name, kind) for name in NAMES for kind in ("safe", "unsafe")]
CHANGES_TEXT = {
    "TEXT001",
    "TEXT002",
    "TEXT003",
    "TEXT012",
    "TEXT021",
    "TEXT022",
    "TEXT030",
}
"""Rules whose fixes are meant to change what a reader sees."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SITES.is_dir(), reason=f"the sites are not there: {SITES}"),
]


class Copy(NamedTuple):
    """A copy of a site, what is found in it, and what its pages gave so far."""

    folder: Path
    found: Discovery
    known: Known


class Fixed(NamedTuple):
    """A copy of a site: before and after fixing, and what fixing it anew came to."""

    folder: Path
    before: dict[str, bytes]
    run: Run
    shown: Outcome
    outcome: Outcome
    again: Outcome


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> Callable[[str], Copy]:
    """Copies a site when it is asked for."""
    made: dict[str, Copy] = {}

    def copy(name: str) -> Copy:
        if name not in made:
            home = tmp_path_factory.mktemp("home")
            folder = home / name
            shutil.copytree(SITES / name, folder, symlinks=True)
            for path in folder.rglob("*"):
                if not path.is_symlink():
                    path.chmod(path.stat().st_mode | 0o200)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("HOME", str(home))
                patch.delenv("XDG_CONFIG_HOME", raising=False)
                found = discover(["."], {}, cwd=folder, isolated=True)
            made[name] = Copy(folder, found, {})
        return made[name]

    return copy


@pytest.fixture(scope="module", params=RUNS, ids="-".join)
def site(request, copies) -> Fixed:
    """A copy before and after its safe fixes, and then before and after the unsafe ones."""
    name, kind = request.param
    copy = copies(name)

    def check(*, bodies: Mapping[str, bytes], known: Known) -> Run:
        known.update(copy.known)
        result = run(copy.found, bodies=bodies, known=known)
        copy.known.update(known)
        return result

    before = contents(copy.folder)
    fix = partial(fix_pages, copy.found, check, unsafe=kind == "unsafe")
    first = check(bodies={}, known={})
    return Fixed(copy.folder, before, first, fix(write=False), fix(), fix())


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def test_only_pages_with_a_fix_change(site):
    after = contents(site.folder)
    changed = {path for path, data in site.before.items() if after[path] != data}
    assert after.keys() == site.before.keys()
    assert changed == {change.path for change in site.outcome.changes}
    assert changed == {finding.path for finding in site.outcome.fixed}


def test_all_of_it_is_done_at_once(site):
    assert site.again.changes == ()
    assert site.again.fixed == ()
    assert site.outcome.run.errors == ()
    assert site.outcome.run.findings == site.again.run.findings


def test_no_error_is_new(site):
    def errors(run: Run) -> Counter[tuple[str, str, str]]:
        return Counter(
            (finding.path, finding.code, finding.subject)
            for finding in run.findings
            if finding.severity == "error" and finding.status == "open"
        )

    assert errors(site.outcome.run) - errors(site.run) == Counter()


def test_patch_makes_the_same_of_the_diff(site, tmp_path):
    copy = tmp_path / "site"
    for path, data in site.before.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
    diff = b"".join(line for change in site.shown.changes for line in diff_lines(*change))
    command = ["patch", "-p1", "--binary", "-s", "-f"]
    process = subprocess.run(command, input=diff, cwd=copy, capture_output=True, check=False)
    assert process.returncode == 0, process.stdout
    assert contents(copy) == contents(site.folder)


def test_what_readers_see_changes_only_where_a_fix_says_so(site):
    for change in site.outcome.changes:
        fixed = [finding for finding in site.outcome.fixed if finding.path == change.path]
        meant = [finding for finding in fixed if finding.code in CHANGES_TEXT]
        changed = difference(*(rendered(change.path, data) for data in change[1:]))
        reach = sum(
            edit.end - edit.start + len(edit.text.encode())
            for finding in meant
            if finding.fix is not None
            for edit in finding.fix.edits
        )
        assert sum(len(a.encode()) + len(b.encode()) for a, b in changed) <= reach, changed


def difference(one: str, other: str) -> list[tuple[str, str]]:
    """What differs, as pairs of removed and added text: first word by word, then by letter."""
    found = []
    for words, others in hunks(one.split(" "), other.split(" ")):
        found += hunks(" ".join(words), " ".join(others))
    return found


def hunks(one: Sequence[str], other: Sequence[str]) -> list[tuple[Any, Any]]:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return [(one[a:b], other[c:d]) for tag, a, b, c, d in blocks if tag != "equal"]


class Text(HTMLParser):
    """The text of HTML, with alt texts, and blanks folded."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.parts.append(dict(attrs).get("alt") or "")

    def handle_data(self, data):
        self.parts.append(data)


def rendered(path: str, data: bytes) -> str:
    """The text that a reader sees, as markdown-it renders it; the front matter aside."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    for fence in ("---\n", "+++\n"):
        if text.startswith(fence) and (end := text.find("\n" + fence.strip(), 3)) > 0:
            text = text[end + 4 :]
    if not path.endswith((".html", ".htm")):
        text = (
            MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
        )
    reader = Text()
    reader.feed(text)
    return " ".join("".join(reader.parts).split())
