"""A pack by somebody else: found, enabled, explained, configured, run and tested."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from seolint.cli import run
from seolint.testing import ExampleCase, check_example, example_cases

ACME = Path(__file__).parent / "packs" / "acme"
ENABLED = '[plugins]\nentry-points = ["acme"]\n'
PAGE = "---\ntitle: Traps\n---\n\nA trap for the Roadrunner, with birdseed.\n"


@pytest.fixture
def acme(monkeypatch):
    """The pack, installed."""
    monkeypatch.syspath_prepend(ACME)


@pytest.fixture
def seolint(acme, tmp_path, monkeypatch, capsys):
    """Runs a command line in a folder with one page, where the pack is enabled."""
    (tmp_path / "seolint.toml").write_text(ENABLED)
    (tmp_path / "post.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SEOLINT_CONFIG", raising=False)
    monkeypatch.delenv("SEOLINT_FORMAT", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        return (run(arguments), *capsys.readouterr())

    return call


def found(out: str) -> list[tuple[str, str, int]]:
    document = json.loads(out)
    return [
        (each["code"], each["severity"], each["range"]["start"]["column"])
        for each in document["findings"]
    ]


def test_an_installed_pack_is_listed_and_does_not_run(tmp_path, seolint):
    (tmp_path / "seolint.toml").write_text("")
    _, out, err = seolint("rules")
    assert "ACME001" not in out
    assert "acme" in out + err
    assert seolint("check", "--select", "ACME001")[0] == 2
    assert "ACME001" not in seolint("check", "-f", "json")[1]


def test_an_enabled_pack_is_listed_and_runs(seolint):
    _, out, err = seolint("rules", "ACME")
    assert "product-spelling" in out
    assert "not enabled" not in out + err
    code, out, _ = seolint("check", "--select", "ACME", "-f", "json")
    assert (code, found(out)) == (0, [("ACME001", "warning", 16)])
    document = json.loads(out)
    assert document["tool"]["plugins"] == [{"name": "acme", "version": "1.2"}]
    assert document["rules"]["ACME001"]["name"] == "product-spelling"
    (finding,) = document["findings"]
    assert finding["fix"]["edits"] == [{"start": 37, "end": 47, "text": "RoadRunner"}]


def test_a_pack_runs_beside_our_own_rules(seolint):
    codes = {code for code, _, _ in found(seolint("check", "-f", "json")[1])}
    assert {"ACME001", "META010"} <= codes


def test_isolated_runs_leave_packs_out(seolint):
    assert "ACME001" not in seolint("check", "--isolated", "-f", "json")[1]


def test_a_rule_of_a_pack_is_explained(seolint):
    code, out, _ = seolint("explain", "product-spelling")
    assert code == 0
    assert "ACME001" in out
    assert "The name of our product is spelled in another way." in out
    assert "give up after one try" in out
    assert "product" in out and "RoadRunner" in out


def test_a_rule_of_a_pack_is_configured(tmp_path, seolint):
    table = '[severity]\nACME = "error"\n[rules.product-spelling]\nproduct = "BirdSeed"\n'
    (tmp_path / "seolint.toml").write_text(ENABLED + table)
    code, out, _ = seolint("check", "--select", "ACME", "-f", "json")
    assert (code, found(out)) == (1, [("ACME001", "error", 33)])


def test_a_rule_of_a_pack_is_suppressed(tmp_path, seolint):
    comment = "<!-- seolint-disable-next-line product-spelling -- a bird -->"
    (tmp_path / "post.md").write_text(PAGE.replace("A trap", f"{comment}\nA trap"))
    code, out, _ = seolint("check", "--select", "ACME,LINT", "-f", "json")
    assert (code, found(out)) == (0, [])
    assert json.loads(out)["summary"]["suppressed"] == 1


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ('[rules.product-spelling]\nprodukt = "X"\n', "product"),
        ('[rules.product-speling]\nproduct = "X"\n', "product-spelling"),
        ('[severity]\nproduct-speling = "off"\n', "product-spelling"),
        ("[rules.product-spelling]\nproduct = 3\n", "product-spelling"),
    ],
)
def test_a_wrong_option_of_a_pack_is_exit_2(tmp_path, seolint, table, hint):
    (tmp_path / "seolint.toml").write_text(ENABLED + table)
    code, out, err = seolint("check")
    assert (code, out) == (2, "")
    assert err.startswith("seolint.toml:4:1: error: ") or "seolint.toml:" in err
    assert hint in err


@pytest.mark.parametrize("names", ['["acmee"]', '["acme", "gone"]'])
def test_a_pack_that_is_not_installed_is_exit_2(tmp_path, seolint, names):
    (tmp_path / "seolint.toml").write_text(f"[plugins]\nentry-points = {names}\n")
    code, out, err = seolint("check")
    assert (code, out) == (2, "")
    assert err.startswith("seolint.toml:")
    assert "`acmee`" in err or "`gone`" in err


def test_a_pack_that_fails_to_import_is_exit_2(tmp_path, seolint, monkeypatch):
    broken = tmp_path / "lib" / "broken_rules"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise RuntimeError('no anvil')")
    (broken / "anvil001_rule.py").write_text("")
    record = tmp_path / "lib" / "broken_rules-1.dist-info"
    record.mkdir()
    (record / "entry_points.txt").write_text("[seolint.rules]\nanvil = broken_rules\n")
    monkeypatch.syspath_prepend(tmp_path / "lib")
    (tmp_path / "seolint.toml").write_text('[plugins]\nentry-points = ["anvil"]\n')
    code, out, err = seolint("check", "post.md")
    assert (code, out) == (2, "")
    assert "`anvil`" in err and "no anvil" in err
    assert "Traceback" not in err


def cases() -> list[ExampleCase]:
    sys.path.insert(0, str(ACME))
    try:
        return example_cases("acme")
    finally:
        sys.path.remove(str(ACME))


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_examples_of_a_pack_are_its_tests(acme, case):
    check_example(case)


def test_all_examples_of_a_pack_are_found():
    assert [str(case) for case in cases()] == [
        "ACME001-product-spelling-good1",
        "ACME001-product-spelling-good2",
        "ACME001-product-spelling-bad3",
        "ACME001-product-spelling-bad4",
    ]


def test_a_pack_is_found_on_the_path_of_a_process(tmp_path):
    (tmp_path / "seolint.toml").write_text(ENABLED)
    (tmp_path / "post.md").write_text(PAGE)
    process = subprocess.run(
        [sys.executable, "-m", "seolint", "check", "--select", "ACME", "-f", "concise"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ACME), *sys.path])},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.stdout.startswith("post.md:5:16: warning ACME001 ")
    assert (process.returncode, process.stderr) == (0, "")
