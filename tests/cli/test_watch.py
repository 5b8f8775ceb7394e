"""`--watch`: the same as a fresh run after each change, with only what changed read again."""

import contextlib
import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import seolint.read
from seolint.cli import run

COMPARING = '''\
"""Two pages have the same title.

Whoever looks for one finds the other.
"""

from seolint.api import Evidence, Problem, bad, good, site_rule


@site_rule(
    severity="error",
    evidence=[Evidence("F", "tea lore")],
    examples=[good("A cup."), bad("⟦A⟧ pot.")],
)
def check(site):
    seen = {}
    for page in site.pages:
        title = page.fields.get("title")
        if title is None:
            continue
        if title.text in seen:
            message = f"“{title.text}” is what {seen[title.text]} is called"
            yield Problem(title.span, message, path=page.path, subject="title")
        seen.setdefault(title.text, page.path)
'''


@pytest.fixture
def read_pages(monkeypatch) -> list[str]:
    """The paths of pages that were read, in their order."""
    paths: list[str] = []
    read = seolint.read.read

    def recorded(path, *arguments, **rest):
        paths.append(path)
        return read(path, *arguments, **rest)

    monkeypatch.setattr(seolint.read, "read", recorded)
    return paths


@pytest.fixture
def comparing(site: Path) -> Path:
    """The site with a rule that compares pages."""
    (site / "tea/tea004_title_twice.py").write_text(COMPARING, encoding="utf-8")
    return site


@pytest.fixture
def drive(monkeypatch, capsys):
    """Runs `check --watch`, with changes from a generator that sees what was printed last."""

    def call(changes, *arguments: str) -> int:
        def watcher(folders, deep, wanted) -> Iterator[set[str]]:
            yield set()
            for changed in changes(capsys):
                found = {str(path) for path in changed}
                matter = {path for path in found if wanted(path)}
                if matter:
                    yield matter

        monkeypatch.setattr("seolint.cli.watch._watchfiles", lambda: watcher)
        return run(["check", "--watch", *arguments])

    return call


def fresh(capsys, *arguments: str) -> str:
    """What a run of its own prints."""
    run(["check", *arguments])
    return capsys.readouterr().out


def test_only_pages_that_changed_are_read_again(comparing, page, drive, read_pages):
    for name in "abc":
        page(f"{name}.md", "A cup.")
    told = []

    def changes(capsys):
        told.append(capsys.readouterr().err)
        assert sorted(read_pages) == ["a.md", "b.md", "c.md", "good.md"]
        read_pages.clear()
        page("b.md", "A teapot.")
        yield [comparing / "b.md"]
        assert read_pages == ["b.md"]
        out, err = capsys.readouterr()
        told.append(err)
        assert "b.md:5:3: error TEA001" in out
        assert "c.md:2:8: error TEA004 “Page” is what a.md is called" in out

    assert drive(changes, "-f", "concise") == 130
    first, second = told
    assert first.startswith("\nWatching 4 pages; last run ")
    assert first.endswith(" ms\n")
    assert second.endswith(" ms (1 page changed)\n")


def test_a_site_rule_sees_a_change_in_another_page(comparing, page, drive):
    page("a.md", "A cup.")
    page("b.md", "A cup.", 'summary: "b"')

    def changes(capsys):
        assert "b.md:2:8: error TEA004" in capsys.readouterr().out
        (comparing / "a.md").write_text("---\ntitle: Other\n---\n\nA cup.\n")
        yield [comparing / "a.md"]
        assert "TEA004" not in capsys.readouterr().out
        (comparing / "a.md").unlink()
        page("c.md", "A cup.")
        yield [comparing / "a.md", comparing / "c.md"]
        assert "c.md:2:8: error TEA004 “Page” is what b.md is called" in capsys.readouterr().out

    assert drive(changes, "-f", "concise") == 130


@pytest.mark.parametrize("seed", range(6))
def test_after_any_changes_all_is_as_in_a_fresh_run(comparing, page, drive, seed):
    chance = random.Random(seed)
    names = [f"{folder}{name}.md" for folder in ("", "posts/") for name in "abcd"]
    bodies = ["A cup.", "A teapot.", "A kettle.", "crash", "<!-- seolint-disable-file TEA004 -->"]
    configs = [
        'select = ["TEA"]\n[plugins]\nfiles = ["tea"]\n',
        'select = ["TEA", "LINT001"]\nexclude = ["posts/"]\n[plugins]\nfiles = ["tea"]\n',
        'select = ["TEA002"]\n[severity]\nTEA002 = "error"\n[plugins]\nfiles = ["tea"]\n',
        'select = ["TEA"]\ndrafts = "skip"\n[plugins]\nfiles = ["tea"]\n',
        "select = wrong\n",
    ]
    for name in chance.sample(names, 5):
        page(name, chance.choice(bodies))

    def step() -> Path:
        path = comparing / chance.choice(names)
        action = chance.choice(("write", "write", "write", "delete", "config", "draft", "ignore"))
        if action == "delete" and path.exists():
            path.unlink()
        elif action == "config":
            path = comparing / "seolint.toml"
            path.write_text(chance.choice(configs))
        elif action == "ignore":
            path = comparing / ".gitignore"
            path.write_text(chance.choice(["a.md\n", "posts/\n", ""]))
        else:
            front = ["draft: true"] if action == "draft" else []
            page(path.relative_to(comparing).as_posix(), chance.choice(bodies), *front)
        return path

    (comparing / ".git").mkdir()

    def changes(capsys):
        watched = capsys.readouterr().out
        for _ in range(12):
            yield [step() for _ in range(chance.randint(1, 3))]
            printed = capsys.readouterr()
            if printed.err:
                watched = printed.out
            assert watched == fresh(capsys, ".", "-f", "concise")

    assert drive(changes, ".", "-f", "concise") == 130


def test_a_configuration_that_is_wrong_for_a_while_does_not_end_it(comparing, page, drive):
    page("a.md", "A teapot.")
    config = (comparing / "seolint.toml").read_text()

    def changes(capsys):
        capsys.readouterr()
        (comparing / "seolint.toml").write_text("select = 3\n")
        yield [comparing / "seolint.toml"]
        out, err = capsys.readouterr()
        assert out == ""
        assert "select must be a list of texts" in err
        assert "Watching for changes; last run " in err
        assert err.endswith(" (1 file changed)\n")
        (comparing / "seolint.toml").write_text(config)
        yield [comparing / "seolint.toml"]
        assert "a.md:5:3: error TEA001" in capsys.readouterr().out

    assert drive(changes, "-f", "concise") == 130


def test_a_rule_that_changes_is_loaded_again(comparing, page, drive, read_pages):
    page("a.md", "A saucepan.")
    rule = comparing / "tea/tea001_teapot_word.py"

    def changes(capsys):
        assert "TEA001" not in capsys.readouterr().out
        rule.write_text(rule.read_text("utf-8").replace("teapot", "saucepan"), encoding="utf-8")
        os.utime(rule, (1, 1))
        yield [rule]
        assert "a.md:5:3: error TEA001" in capsys.readouterr().out

    assert drive(changes, "-f", "concise") == 130


@pytest.mark.parametrize(
    ("paths", "folders", "deep"),
    [
        ((), ["site"], True),
        (("posts",), ["site"], True),
        (("posts/a.md",), ["site"], True),
        (("posts/*.md",), ["site"], True),
        (("../lone/a.md",), ["lone"], False),
        (("../lone",), ["lone"], True),
        (("../lone/a.md", "posts/a.md"), ["lone", "site"], True),
    ],
)
def test_the_site_of_what_is_named_is_watched(tmp_path, monkeypatch, drive, paths, folders, deep):
    for name in ("site/posts/a.md", "site/b.md", "lone/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("A cup.\n")
    (tmp_path / "site/seolint.toml").write_text("")
    monkeypatch.chdir(tmp_path / "site")
    seen = []

    def watcher(places, is_deep, wanted):
        seen.append(([place.name for place in places], is_deep))
        yield set()

    monkeypatch.setattr("seolint.cli.watch._watchfiles", lambda: watcher)
    run(["check", "--watch", "-qq", *paths])
    assert seen == [(folders, deep)]


def test_findings_that_become_known_are_no_longer_told(comparing, page, drive):
    page("a.md", "A teapot.")

    def changes(capsys):
        assert "TEA001" in capsys.readouterr().out
        assert run(["baseline", "create"]) == 0
        capsys.readouterr()
        yield [comparing / ".seolint-baseline.jsonl"]
        out, err = capsys.readouterr()
        assert "TEA001" not in out
        assert "1 file changed" in err

    assert drive(changes, "-f", "concise") == 130


def test_what_cannot_matter_starts_no_run(comparing, page, drive):
    (comparing / ".git").mkdir()
    (comparing / ".gitignore").write_text("public/\n")
    quiet = [
        *("report.json", "report.json.123.tmp", ".git/index", "node_modules/a/README.md"),
        *("public/index.html", ".idea/x.md", "tea/__pycache__/a.pyc"),
    ]

    def changes(capsys):
        for name in quiet:
            capsys.readouterr()
            yield [comparing / name]
            assert capsys.readouterr() == ("", ""), name
        yield [comparing / "image.png"]
        assert "1 file changed" in capsys.readouterr().err

    assert drive(changes, "-f", "concise", "-f", "json:report.json") == 130


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-",), "--watch needs files"),
        (("--show-files",), "--watch and --show-files exclude each other"),
        (("--fix",), "--watch and --fix exclude each other"),
        (("--diff",), "--watch and --diff exclude each other"),
    ],
)
def test_what_cannot_be_watched_is_one_error(seolint, arguments, message):
    result = seolint("check", "--watch", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")


def test_without_a_watcher_it_says_how_to_get_one(seolint, monkeypatch):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert seolint("check", "--watch") == (
        2,
        "",
        "error: --watch needs the package watchfiles\n  = help: python -m pip install watchfiles\n",
    )


class Watching:
    """A process that watches, and the lines that it says on standard error."""

    def __init__(self, site: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "seolint", "check", "--watch", *arguments],
            cwd=site,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def wait_for_a_run(self) -> str:
        """The next line that tells of a run."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if line.startswith(b"Watching "):
                return line.decode()
        raise AssertionError("it has ended")

    def end(self, number: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(number)
        out, _ = self.process.communicate(timeout=20)
        return self.process.returncode, out.decode()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_process_sees_files_change_and_ends_when_told(site, page, number, code):
    watching = Watching(site, "-f", "concise", "-q")
    try:
        assert watching.wait_for_a_run().startswith("Watching 1 page;")
        page("posts/new.md", "A teapot.")
        assert "Watching 2 pages;" in watching.wait_for_a_run()
        time.sleep(0.1)
        page("posts/new.md", "A kettle.")
        assert watching.wait_for_a_run().endswith("(1 page changed)\n")
        result = watching.end(number)
    finally:
        with contextlib.suppress(ProcessLookupError):
            watching.process.kill()
    out = "posts/new.md:5:3: error TEA001 “teapot” again (teapot-word)\n"
    out += "posts/new.md:5:3: warning TEA002 “kettle” again (kettle-word)\n"
    assert result == (code, out)


def test_the_screen_is_cleared_on_a_terminal_alone(site, page, drive, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    def changes(capsys):
        yield from ()

    out = Terminal()
    with contextlib.redirect_stdout(out):
        assert drive(changes, "--color", "never") == 130
    assert out.getvalue().startswith("\x1b[H\x1b[2J\x1b[3JAll clear")
