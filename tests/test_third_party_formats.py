"""Formats by somebody else: found, written to standard output and files, and named when broken."""

import re
import sys
from pathlib import Path

import pytest

from seolint.cli import run
from seolint.report import FORMATS, GROUP, installed_reporters
from seolint.values import parse_toml

ROOT = Path(__file__).parents[1]
ACME = ROOT / "tests" / "packs" / "acme"
PAGE = "---\ntitle: Traps\ndescription: All about traps.\n---\n\nSee [here](/a/).\n"


@pytest.fixture
def seolint(tmp_path, monkeypatch, capsys):
    """Runs a command line over one page, with the pack on the path."""
    monkeypatch.syspath_prepend(ACME)
    (tmp_path / "post.md").write_text(PAGE)
    monkeypatch.chdir(tmp_path)
    for name in ("SEOLINT_CONFIG", "SEOLINT_FORMAT"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["check", "--select", "LINK001", *arguments])
        return (code, *capsys.readouterr())

    return call


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """Installs a reporter, `anvil`, whose module has this text."""

    def install(text: str, value: str = "anvil_format:write") -> None:
        lib = tmp_path / "lib"
        record = lib / "anvil-1.dist-info"
        record.mkdir(parents=True)
        (lib / "anvil_format.py").write_text(text)
        (record / "entry_points.txt").write_text(f"[seolint.reporters]\nanvil = {value}\n")
        monkeypatch.syspath_prepend(lib)
        monkeypatch.delitem(sys.modules, "anvil_format", raising=False)

    return install


def test_an_installed_format_is_written(tmp_path, seolint):
    assert seolint("-f", "acme-table") == (0, "LINK001\tpost.md\t6\n", "")
    code, out, _ = seolint("-f", "concise", "-f", "acme-table:out/a.tsv")
    assert (code, out.startswith("post.md:6:6: warning LINK001")) == (0, True)
    assert (tmp_path / "out/a.tsv").read_text() == "LINK001\tpost.md\t6\n"


def test_an_installed_format_is_one_of_those_to_choose_from(seolint):
    assert "did you mean `acme-table`?" in seolint("-f", "acme-tabel")[2]
    assert ", acme-table\n" in seolint("-f", "excel")[2]


def test_an_installed_format_fills_standard_output_alone(seolint):
    code, out, err = seolint("-f", "full", "-f", "acme-table")
    assert (code, out) == (2, "")
    assert "two formats for one standard output: full and acme-table" in err


def test_a_name_of_ours_stays_ours(broken, seolint, tmp_path):
    broken("", "anvil_format:write\njson = anvil_format:write")
    assert "json" not in installed_reporters() and "anvil" in installed_reporters()
    assert seolint("-f", "json")[1].startswith('{\n  "format": "seolint-json"')
    assert set(installed_reporters()).isdisjoint(FORMATS)


@pytest.mark.parametrize(
    ("text", "value", "cause"),
    [
        ("raise RuntimeError('no anvil')", "anvil_format:write", "RuntimeError: no anvil"),
        ("import sys\nsys.exit(0)", "anvil_format:write", "SystemExit: 0"),
        ("", "anvil_format:write", "AttributeError: "),
        ("", "anvil_format", "AttributeError: "),
        ("", "no_such_module:write", "ModuleNotFoundError: "),
        ("write = 3", "anvil_format:write", "is no function"),
    ],
)
def test_one_that_cannot_be_imported_is_exit_2_before_anything_is_linted(
    broken, seolint, tmp_path, text, value, cause
):
    broken(text, value)
    code, out, err = seolint("-f", "full", "-f", "anvil:a.txt")
    assert (code, out) == (2, "")
    assert "`anvil`" in err and cause in err and "Traceback" not in err
    assert not (tmp_path / "a.txt").exists()


FAILS = "def write(report, out, view):\n    out.write('half')\n    1 / 0\n"


def test_one_that_fails_on_standard_output_is_exit_2(broken, seolint):
    broken(FAILS)
    code, _, err = seolint("-f", "anvil")
    assert code == 2
    assert err.startswith("error: the reporter `anvil` failed: ZeroDivisionError: ")
    assert "Traceback" not in err
    assert "Traceback" in seolint("-f", "anvil", "-vv")[2]


def test_one_that_fails_on_a_file_leaves_the_file_alone_and_the_rest_is_reported(
    broken, seolint, tmp_path
):
    broken(FAILS)
    (tmp_path / "a.txt").write_text("old")
    code, out, _ = seolint("-f", "concise", "-f", "anvil:a.txt")
    assert code == 2
    assert "post.md:6:6: warning LINK001" in out
    assert "Cannot write a.txt: the reporter `anvil` failed: ZeroDivisionError: " in out
    assert (tmp_path / "a.txt").read_text() == "old"
    assert not list(tmp_path.glob("*.tmp"))


def test_one_that_ends_the_process_does_not(broken, seolint):
    broken("import sys\ndef write(report, out, view):\n    sys.exit(0)\n")
    code, _, err = seolint("-f", "anvil")
    assert code == 2
    assert "`anvil` failed: SystemExit: 0" in err


def blocks(language: str) -> list[str]:
    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_reporter_that_is_shown_works(broken, seolint):
    [code], [entry] = blocks("python"), blocks("toml")
    assert list(parse_toml(entry)["project"]["entry-points"]) == [GROUP]
    broken(code, "anvil_format:write_table")
    assert seolint("-f", "anvil") == (0, "LINK001\tpost.md\t6\n", "")


def test_every_format_is_explained():
    text = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(FORMATS)
