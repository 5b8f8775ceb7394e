"""A folder with pages, and the command line run inside it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from seolint.cli import run

RULE = '''\
"""A page has the word teapot in it.

Teapots belong on the pages of another site.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Options, Problem, Source, bad, document_rule, good


class Teapot(Options, frozen=True):
    """`word`: what to look for."""

    word: str = "teapot"


@document_rule(
    severity="error",
    evidence=[Evidence("M", "3 of 4 pages", Source("Tea times", "https://tea.example/"))],
    options=Teapot,
    examples=[good("A cup."), bad("A ⟦teapot⟧.", fixed="A pot.")],
)
def check(doc: Document, options: Teapot) -> Iterator[Problem]:
    start = doc.text.find(options.word)
    if start >= 0:
        span = doc.span(start, start + len(options.word))
        yield Problem(span, f"“{options.word}” again", help="Say pot", subject="word")
    if "crash" in doc.text:
        raise ZeroDivisionError("no tea")
'''
WARNING = RULE.replace('severity="error"', 'severity="warning"').replace("teapot", "kettle")
STRICT = WARNING.replace('"warning"', '"info", default=False').replace("kettle", "saucer")
CONFIG = """\
select = ["TEA"]

[plugins]
files = ["tea"]
"""


class Result(NamedTuple):
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str


Seolint = Callable[..., Result]
Page = Callable[..., None]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three rules of its own and a page that breaks none of them."""
    rules = tmp_path / "tea"
    rules.mkdir()
    (rules / "tea001_teapot_word.py").write_text(RULE, encoding="utf-8")
    (rules / "tea002_kettle_word.py").write_text(WARNING, encoding="utf-8")
    (rules / "tea003_saucer_word.py").write_text(STRICT, encoding="utf-8")
    (tmp_path / "seolint.toml").write_text(CONFIG)
    (tmp_path / "good.md").write_text("---\ntitle: Good\n---\n\nA cup of tea.\n")
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIG", "FORMAT"):
        monkeypatch.delenv(f"SEOLINT_{name}", raising=False)
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def seolint(site: Path, capsys: pytest.CaptureFixture[str]) -> Seolint:
    """Runs a command line in the site."""

    def call(*arguments: str) -> Result:
        code = run(arguments)
        return Result(code, *capsys.readouterr())

    return call


@pytest.fixture
def page(site: Path) -> Page:
    """Writes a page of the site: name, body and lines of the front matter."""

    def write(name: str, body: str, *front_matter: str) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = ["---", "title: Page", *front_matter, "---", "", body, ""]
        path.write_text("\n".join(lines), encoding="utf-8")

    return write
