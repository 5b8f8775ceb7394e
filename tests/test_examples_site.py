"""The sites in examples/: what is planted there is found, and nothing else."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from seolint.cli import run
from seolint.discovery import discover
from seolint.packs import find_packs

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| `([^`]+)` \|[^|]*\| ([A-Z0-9, ]+) \|$", re.MULTILINE)
COUNT = re.compile(r"(?:(\d) )?([A-Z][A-Z0-9]+)")
UNREADABLE = {f"FILE00{number}" for number in range(1, 7)}
"""Rules on files that are no text or too much of it, which are no use in a repository."""

ELSEWHERE = {"LINT004", "SITE020", "SITE021"}
"""Rules on what the examples do not have: a baseline, and an earlier commit."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The JSON report on examples/, seen from the top of the repository."""
    path = tmp_path_factory.mktemp("report") / "report.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.delenv("SEOLINT_CONFIG", raising=False)
        assert run(["check", "examples", "-qq", "-f", f"json:{path}"]) == 1
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def planted() -> Counter[tuple[str, str]]:
    """How many findings of which code examples/README.md promises on which page."""
    text = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    return Counter(
        {
            (f"examples/{page}", code): int(count or 1)
            for page, codes in ROW.findall(text)
            for count, code in COUNT.findall(codes)
        }
    )


def test_pages_have_the_findings_that_the_readme_names_and_no_others(
    report: dict[str, Any],
) -> None:
    found = Counter((finding["path"], finding["code"]) for finding in report["findings"])
    assert found == planted()


def test_clean_posts_stand_beside_the_others(report: dict[str, Any]) -> None:
    clean = {file["path"] for file in report["files"]} - {path for path, _ in planted()}
    for posts in ("jekyll/_posts", "hugo/content/posts"):
        assert sum(path.startswith(f"examples/{posts}/") for path in clean) >= 4


def test_every_rule_that_is_on_by_default_is_shown() -> None:
    packs = find_packs()
    on = {code for code in packs.files if packs.load(code).profile in ("essential", "recommended")}
    assert {code for _, code in planted()} == on - UNREADABLE - ELSEWHERE


def test_each_folder_is_a_site_of_its_own() -> None:
    files = discover(["examples/jekyll", "examples/hugo"], {}, cwd=ROOT).files
    roots = {file.root.folder: file.root.generator.name for file in files}
    assert roots == {ROOT / "examples" / name: name for name in ("jekyll", "hugo")}
