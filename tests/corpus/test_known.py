"""A gate on a real site: what is known stays known, and what is new is all that is reported."""

import re
import shutil
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from clone import Clone
from test_corpus import NAMES, SITES

from seolint.discovery import discover
from seolint.engine.run import Run, run
from seolint.engine.since import find_pasts
from seolint.filters.baseline import entries_of, find_baselines, written
from seolint.finding import Finding

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SITES.is_dir(), reason=f"the sites are not there: {SITES}"),
]
LINE = "\n\n![](a-picture-of-nothing.png)\n"
MOVED = {"LINK010", "SITE020"}
"""What is rightly said of a page that has left its address."""


def lint(folder: Path, since: str | None = None) -> Run:
    found = discover(["."], {}, cwd=folder)
    pasts = find_pasts(found, since, "introduced") if since is not None else {}
    return run(found, baselines=find_baselines(found.roots), pasts=pasts)


def reported(result: Run) -> list[Finding]:
    return [each for each in result.findings if each.status == "open"]


def wrapped(text: str) -> str:
    """A page with its plain paragraphs wrapped anew."""
    parts = re.split(r"(\n\n+)", text)
    fenced = False
    for index, part in enumerate(parts):
        if index:
            fenced ^= len(re.findall(r"(?m)^\s*(?:```|~~~)", part)) % 2 == 1
        lines = part.split("\n")
        if index and not fenced and all(re.match(r"[A-Z][a-z]* [^|{}<]*$", each) for each in lines):
            parts[index] = textwrap.fill(part, 50, break_long_words=False, break_on_hyphens=False)
    return "".join(parts)


@pytest.mark.parametrize("name", NAMES)
def test_a_gate_on_a_site_of_years(name, tmp_path, monkeypatch):
    site = tmp_path / name
    shutil.copytree(SITES / name, site)
    monkeypatch.chdir(site)
    clone = Clone(site)
    clone.commit()
    assert reported(lint(site, since="main")) == []

    first = run(discover(["."], {}, cwd=site))
    (root,) = {file.root for file in discover(["."], {}, cwd=site).files}
    known = written(entries_of(run(discover(["."], {}, cwd=root.folder)).findings))
    (root.folder / root.config.baseline).write_text(known)
    result = lint(site)
    assert reported(result) == []
    assert len(result.findings) == len(first.findings)

    pages = Counter(f.path for f in first.findings if f.path.endswith((".md", ".mdx")))
    page = site / pages.most_common(1)[0][0]
    moved = page.with_name("moved-" + page.name)
    page.rename(moved)
    moved.write_text(wrapped(moved.read_text("utf-8")), "utf-8")
    errors = {each.code for each in reported(lint(site)) if each.severity == "error"}
    assert errors <= MOVED

    other = site / pages.most_common(2)[1][0]
    other.write_text(other.read_text("utf-8").rstrip("\n") + LINE, "utf-8")
    last = other.read_text("utf-8").count("\n")
    for new in (reported(lint(site)), reported(lint(site, since="main"))):
        worse = [each for each in new if each.severity != "info" and each.code not in MOVED]
        places = {(each.path, each.span.line) for each in worse}
        assert places == {(other.relative_to(site).as_posix(), last)}
