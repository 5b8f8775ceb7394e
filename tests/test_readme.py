"""What the README and the other pages for readers say is true."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from seolint.cli import run
from seolint.config import load_config
from seolint.config.keys import OverrideTable, TopTable
from seolint.custom import CustomRule
from seolint.document import SiteSettings
from seolint.generators import by_name
from seolint.packs import find_packs
from seolint.read import read
from seolint.testing import ExampleCase, check_example
from seolint.values import parse_toml, parse_yaml

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
CONFIGURATION, WRITING = ROOT / "docs/configuration.md", ROOT / "docs/writing-a-rule.md"
PAGES = [
    README,
    CONTRIBUTING,
    ROOT / "CHANGELOG.md",
    ROOT / "examples/README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
CONSOLE = re.compile(r"(?<=```console\n)\$ seolint (.*)\n((?:.*\n)*?)(?=```)")
RULES = [
    (CONTRIBUTING, "acme001_title_full_stop.py"),
    (WRITING, "acme002_post_without_image.py"),
    (WRITING, "acme003_title_twice.py"),
]


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code in one language."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def rows(page: Path) -> list[list[str]]:
    """The cells of all tables."""
    lines = page.read_text(encoding="utf-8").splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| ")]


def the(found: list[str], start: str) -> str:
    """The only block of several that begins so."""
    [block] = [each for each in found if each.startswith(start)]
    return block


@pytest.fixture(autouse=True)
def top(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs everything at the top of the repository, in a plain environment."""
    monkeypatch.chdir(ROOT)
    for name in ("SEOLINT_CONFIG", "SEOLINT_FORMAT", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)


def test_the_output_in_the_readme_is_real(
    capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    def output(block: re.Match[str]) -> str:
        run(block[1].split())
        out = capsys.readouterr().out
        if block[2].startswith("…"):
            out = "…\n" + out.rstrip("\n").rpartition("\n\n")[2] + "\n"
        return f"$ seolint {block[1]}\n{out}"

    text = README.read_text(encoding="utf-8")
    golden(README, CONSOLE.sub(output, text))
    assert len(CONSOLE.findall(text)) == 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    doc = read(page.name, page.read_bytes(), by_name("plain"), SiteSettings())
    targets = [link.url for link in doc.links if not link.url.startswith("https://")]
    assert [target for target in targets if not (page.parent / target).is_file()] == []


def test_our_own_pages_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(page) for page in PAGES]
    assert run(["check", "--no-exclude", "--fail-on", "info", "-q", *paths]) == 0
    assert capsys.readouterr().out == ""


def test_families_are_counted() -> None:
    told = {row[0]: row[1] for row in rows(README) if row[1].isdecimal()}
    counts = Counter(file.family for file in find_packs().files.values())
    assert {family: told.get(family) for family in counts} == {
        family: str(count) for family, count in counts.items()
    }


def test_the_change_log_names_every_rule() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\b[A-Z][A-Z0-9]+\d{3}\b", text)) == sorted(find_packs().files)


def test_the_comparison_counts_what_is_found(tmp_path: Path) -> None:
    run(["check", "examples", "-qq", "-f", f"json:{tmp_path}/report.json"])
    report: dict[str, Any] = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    total = str(len(report["findings"]))
    [ours] = [row for row in rows(README) if row[0] == "seolint"]
    assert ours == ["seolint", total, "0", f"{total} of {total}"]


def test_folders_that_are_listed_exist() -> None:
    folder = ROOT
    for line in the(blocks(README, "text"), "seolint/").splitlines():
        name = line.split()[0]
        folder = folder if line.startswith(" ") else ROOT
        assert (folder / name).exists(), name
        if not line.startswith(" "):
            folder = ROOT / name


def test_hooks_that_are_shown_exist() -> None:
    shown = parse_yaml(the(blocks(README, "yaml"), "repos:"))
    ours = parse_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    wanted = {hook["id"] for hook in shown["repos"][0]["hooks"]}
    assert wanted | {"seolint-fix"} == {hook["id"] for hook in ours}


@pytest.mark.parametrize("page", [README, CONFIGURATION], ids=["readme", "configuration"])
def test_configurations_that_are_shown_can_be_used(page: Path, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(page, "toml")):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, encoding="utf-8")
        assert load_config(path, tmp_path, {}).root == tmp_path


def test_every_key_is_documented_with_its_default(tmp_path: Path) -> None:
    path = tmp_path / "seolint.toml"
    defaults, filled, custom = blocks(CONFIGURATION, "toml")
    path.write_text(defaults, encoding="utf-8")
    documented = msgspec.to_builtins(load_config(path, tmp_path, {}), enc_hook=repr)
    plain = msgspec.to_builtins(load_config(None, tmp_path, {}), enc_hook=repr)
    ignored = {"path": None, "packs": None}
    assert documented | ignored == plain | ignored
    shown = (leaves(parse_toml(block)) for block in (defaults, filled, custom))
    assert set().union(*shown) == leaves_of(TopTable)
    [entry] = parse_toml(filled)["overrides"]
    assert set(entry) == leaves_of(OverrideTable)
    assert set().union(*parse_toml(custom)["custom-rules"]) == leaves_of(CustomRule)


def leaves(table: dict[str, Any]) -> set[str]:
    """The keys of a table, with those of the tables whose keys are fixed."""
    fixed = ("site", "frontmatter", "links", "git", "suppressions", "plugins")
    found = set(table)
    for name in found.intersection(fixed):
        found |= {f"{name}.{key}" for key in table[name]}
    return found


def leaves_of(kind: type[msgspec.Struct]) -> set[str]:
    """The keys that a table of the configuration may have."""
    found = set()
    for field in msgspec.structs.fields(kind):
        found.add(field.encode_name)
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            found |= {f"{field.encode_name}.{key}" for key in leaves_of(field.type)}
    return found


def test_suppressions_that_are_shown_suppress() -> None:
    forms = [row[1] for row in rows(CONFIGURATION) if len(row) == 2 and "seolint" in row[1]]
    assert len(forms) == 8
    for form in forms:
        form = form.strip("`")
        body = f"{form}\n\n![](a.png)\n"
        if form.startswith(("title", "seolint")):
            body = f"---\n{form}\n---\n"
        doc = read("page.md", body.encode(), by_name("plain"), SiteSettings())
        assert len(doc.suppressions) == 1, form
        assert find_packs().codes(doc.suppressions[0].rules[0]), form


@pytest.mark.parametrize(("page", "name"), RULES, ids=[name for _, name in RULES])
def test_rules_that_are_shown_pass_their_examples(page: Path, name: str, tmp_path: Path) -> None:
    rule = tmp_path / name
    codes = [block for block in blocks(page, "python") if block.startswith('"""')]
    rule.write_text(codes[[each for each in RULES if each[0] == page].index((page, name))])
    code, own = name[:7].upper(), name[8:-3].replace("_", "-")
    examples = find_packs(files=[rule]).load(code).examples
    assert examples
    for number, example in enumerate(examples):
        check_example(ExampleCase(code, own, number, example, files=(str(rule),)))


def test_the_rule_of_five_minutes_runs_in_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(the(blocks(CONTRIBUTING, "bash"), "seolint new").split()[1:]) == 0
    assert capsys.readouterr().out.startswith("ACME001 title-full-stop is in ")
    assert (tmp_path / "seo_rules" / RULES[0][1]).exists()
    rule = the(blocks(CONTRIBUTING, "python"), '"""')
    (tmp_path / "seo_rules" / RULES[0][1]).write_text(rule, encoding="utf-8")
    (tmp_path / "seolint.toml").write_text(the(blocks(CONTRIBUTING, "toml"), "[plugins]"))
    (tmp_path / "post.md").write_text("---\ntitle: Rye.\ndescription: Dense\n---\n")
    assert run(["check", "--select", "ACME", "-f", "concise", "-q"]) == 0
    told = "post.md:2:11: warning ACME001 [*] The title ends with a full stop (title-full-stop)\n"
    assert capsys.readouterr().out == told
    assert run(["explain", "title-full-stop"]) == 0
    assert "names do not end with a full stop" in capsys.readouterr().out


def test_decisions_are_listed() -> None:
    folder = ROOT / "docs/decisions"
    files = [path.name for path in sorted(folder.glob("[0-9]*.md"))]
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((.*)\)", index) == files
    for number, name in enumerate(files, 1):
        title = (folder / name).read_text(encoding="utf-8").partition("\n")[0]
        assert title.startswith(f"# {number:04}: ") and name.startswith(f"{number:04}-")
