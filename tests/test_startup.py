"""Which slow modules a command may load: a set, not a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from seolint.cli import COMMANDS

SLOW = {
    "bs4",
    "frontmatter",
    "importlib.metadata",
    "markdown_it",
    "nltk",
    "pydantic",
    "pygments",
    "pyphen",
    "pyromark",
    "rich",
    "snowballstemmer.basestemmer",
    "soupsieve",
    "textstat",
    "yaml",
}
SCRIPT = """
import sys
from seolint.cli import run
code = run(sys.argv[1:])
print("\\n".join(sys.modules), file=sys.stderr)
sys.exit(code)
"""


def slow_modules(folder: Path, *arguments: str) -> set[str]:
    return SLOW & loaded_modules(folder, *arguments)


def loaded_modules(folder: Path, *arguments: str) -> set[str]:
    process = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode in (0, 1), process.stderr
    return set(process.stderr.splitlines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post.md").write_text("# Tea\n\nA [cup](https://tea.example/) of *it*.\n")
    (tmp_path / "dated.md").write_text("---\ntitle: Tea\n---\n\nA cup.\n")
    (tmp_path / "page.html").write_text("<!doctype html><title>Tea</title><h1>Tea</h1>")
    (tmp_path / "odd.html").write_text("<!doctype html><title>Tea</title><h1>Tea <milk <b</h1>")
    return tmp_path


def test_version_loads_nothing_slow(folder):
    assert slow_modules(folder, "--version") == set()


def test_help_loads_nothing_slow(folder):
    assert slow_modules(folder, "check", "-h") == set()


@pytest.mark.parametrize("words", [("ch",), ("check", "--select", "META"), ("check", "-f", "")])
def test_a_completion_loads_nothing_slow(folder, words):
    assert slow_modules(folder, "completions", "bash", "--", "seolint", *words) == set()


def test_markdown_loads_its_parser_only(folder):
    assert slow_modules(folder, "check", "post.md", "-f", "json") == {"pyromark"}
    assert slow_modules(folder, "check", "post.md") == {"pyromark"}


def test_front_matter_loads_its_parser_too(folder):
    loaded = slow_modules(folder, "check", "dated.md", "-f", "json")
    assert loaded == {"pyromark", "frontmatter", "yaml"}


def test_html_loads_its_parser_only_when_it_is_not_plain(folder):
    assert slow_modules(folder, "check", "page.html", "-f", "json") == set()
    assert slow_modules(folder, "check", "odd.html", "-f", "json") == {"bs4", "soupsieve"}


def test_colours_load_rich(folder):
    assert slow_modules(folder, "check", "post.md", "--color", "always") == {"pyromark", "rich"}


def test_figures_alone_load_textstat(folder):
    assert slow_modules(folder, "stats", "post.md") == {"pyromark", "textstat"}
    assert "textstat" not in slow_modules(folder, "check", "post.md", "--select", "READ")


def test_a_command_loads_no_other_one(folder):
    commands = {f"seolint.cli.{name}" for name in COMMANDS}
    assert commands & loaded_modules(folder, "--version") == set()
    assert commands & loaded_modules(folder, "check", "post.md") == {"seolint.cli.check"}


def test_a_check_of_what_is_known_loads_no_rule(folder):
    (folder / "seolint.toml").touch()
    assert "seolint_rules.meta" in loaded_modules(folder, "check", "post.md")
    loaded = loaded_modules(folder, "check", "post.md")
    assert [name for name in loaded if name.startswith("seolint_rules.")] == []
    assert not loaded & {"pyromark", "seolint.read", "seolint.site", "seolint.engine.together"}


def test_a_check_loads_nothing_that_only_comparisons_need(folder):
    loaded = loaded_modules(folder, "check", "post.md")
    assert not loaded & {"seolint.git", "seolint.engine.before", "seolint.filters.changed"}
