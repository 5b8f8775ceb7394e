"""`--fix`, `--unsafe-fixes` and `--diff` from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from clone import Clone

from seolint.report.summary import counted

MANGLED = "Rye â€“ and spelt.\n"
MENDED = "Rye – and spelt.\n"
ONLY = ("--select", "TEXT001,TEXT030,LINK012", "--isolated")


@pytest.fixture
def rye(site: Path) -> Path:
    path = site / "rye.md"
    path.write_text(MANGLED, encoding="utf-8")
    return path


def check(*arguments: str) -> tuple[str, ...]:
    return ("check", "rye.md", *ONLY, *arguments)


def test_what_is_fixed_is_told_and_fails_nothing(seolint, rye):
    assert seolint(*check()).out.endswith(
        "Found 1 problem in 1 of 1 page: 1 error.\n"
        "[*] 1 fixable with `--fix`.\n"
        'Failed: 1 error (fail-on = "error").\n'
    )
    assert seolint(*check("--fix")) == (
        0,
        "Fixed 1 problem in 1 page: 1 TEXT001.\nAll clear: 1 page, no problems.\n",
        "",
    )
    assert rye.read_text(encoding="utf-8") == MENDED
    assert seolint(*check("--fix")) == (0, "All clear: 1 page, no problems.\n", "")


def test_what_is_left_is_reported_as_the_page_is_now(seolint, rye):
    rye.write_text(f"---\ntitle: Rye\n---\n\n{MANGLED}\nIn the the oven.\n", encoding="utf-8")
    result = seolint(*check("--fix"))
    assert result.code == 0
    assert "rye.md:7:4" in result.out
    assert "7 | In the the oven." in result.out
    assert "[!] 1 fixable with `--fix --unsafe-fixes`.\n" in result.out
    assert "[*]" not in result.out
    assert "Fixed 1 problem" in seolint(*check("--fix", "--unsafe-fixes")).out
    assert rye.read_text(encoding="utf-8").endswith("In the oven.\n")


def test_unsafe_fixes_alone_are_shown(seolint, rye):
    text = "In the the oven.\n"
    rye.write_text(text)
    result = seolint(*check("--unsafe-fixes"))
    assert (
        "  = unsafe fix: Write “the” once\n  | -In the the oven.\n  | +In the oven.\n" in result.out
    )
    assert "unsafe fix" not in seolint(*check()).out
    assert rye.read_text() == text


def test_a_diff_is_all_that_is_printed(seolint, rye):
    result = seolint(*check("--diff"))
    assert result.code == 1
    assert result.out == (
        "--- a/rye.md\n+++ b/rye.md\n@@ -1 +1 @@\n-Rye â€“ and spelt.\n+Rye – and spelt.\n"
    )
    assert result.err == "Would fix 1 problem in 1 page: 1 TEXT001.\n"
    assert rye.read_text(encoding="utf-8") == MANGLED
    assert seolint(*check("--diff", "--exit-zero")).code == 0
    assert seolint(*check("--diff", "-q")).err == ""
    assert seolint(*check("--diff", "-qq")).out == ""
    assert "\x1b[32m+Rye" in seolint(*check("--diff", "--color", "always")).out


def test_nothing_to_change_is_no_diff(seolint, rye):
    rye.write_text("In the the oven.\n")
    assert seolint(*check("--diff")) == (0, "", "")
    assert seolint(*check("--diff", "--unsafe-fixes")).code == 1


def test_a_report_may_go_to_a_file_beside_the_diff(site, seolint, rye):
    seolint(*check("--diff", "-f", "json:report.json"))
    report = json.loads((site / "report.json").read_text(encoding="utf-8"))
    assert [finding["status"] for finding in report["findings"]] == ["open"]
    result = seolint(*check("--diff", "-f", "json"))
    assert (result.code, result.out) == (2, "")
    assert "help: send the report to a file: -f json:FILE" in result.err


def test_json_tells_of_each_that_is_fixed(seolint, rye):
    rye.write_text(f"{MANGLED}\n[Rye](htps://rye.example) in the the oven.\n", encoding="utf-8")
    report = json.loads(seolint(*check("--fix", "-f", "json")).out)
    told = [(finding["code"], finding["status"]) for finding in report["findings"]]
    assert told == [("TEXT001", "fixed"), ("LINK012", "fixed"), ("TEXT030", "open")]
    assert report["findings"][1]["range"]["start"]["line"] == 3
    assert set(report["rules"]) == {"TEXT001", "LINK012", "TEXT030"}
    assert report["summary"]["errors"] == 0
    assert report["run"]["exit_code"] == 0


def test_statistics_count_what_is_left(seolint, rye):
    rye.write_text(f"{MANGLED}\nIn the the oven.\n", encoding="utf-8")
    result = seolint(*check("--fix", "--statistics"))
    assert "TEXT030" in result.out
    assert "Fixed 1 problem in 1 page: 1 TEXT001.\n1 problem in 1 of 1 page" in result.out


def test_what_cannot_be_written_is_exit_2(seolint, rye):
    rye.chmod(0o444)
    result = seolint(*check("--fix"))
    assert result.code == 2
    assert "error: Not fixed: it is read-only\n  --> rye.md\n" in result.out
    assert "Incomplete: 1 run error." in result.out
    assert "TEXT001 [*] error" in result.out


def test_pages_that_are_left_alone_are_told_of(seolint, rye):
    rye.write_bytes(MANGLED.encode() + b"\xff\n")
    result = seolint(*check("--fix"))
    assert result.code == 1
    assert "Left alone: 1 problem in pages with bytes that are not UTF-8.\n" in result.out


def test_it_is_told_where_something_was_fixed(seolint, rye):
    result = seolint(*check("--fix", "-v"))
    assert f"rye.md: fixed {counted(1, 'problem')}\n" in result.err


def pipe(site: Path, text: bytes, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "seolint", "check", "-", *ONLY, *arguments]
    return subprocess.run(
        command, input=text, cwd=site, capture_output=True, timeout=60, check=False
    )


def test_what_comes_from_standard_input_goes_to_standard_output(site):
    text = MANGLED.encode() + b"In the the oven.\r\n"
    result = pipe(site, text, "--fix")
    assert result.returncode == 0
    assert result.stdout == MENDED.encode() + b"In the the oven.\r\n"
    assert b"stdin.md:2:4" in result.stderr
    assert b"Fixed 1 problem in 1 page: 1 TEXT001." in result.stderr


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\0", b"oats\n", MANGLED.encode() + b"\xff"])
def test_what_is_not_fixed_passes_through(site, text):
    assert pipe(site, text, "--fix", "-qq").stdout == text


def test_a_text_that_is_too_long_to_judge_passes_through_whole(site):
    text = MANGLED.encode() * 5000
    result = pipe(site, text, "--fix", "--set", "max-file-size=100")
    assert result.stdout == text
    assert b"FILE004" in result.stderr


def test_a_diff_of_standard_input_goes_to_standard_output(site):
    result = pipe(site, b"a\r\n" + MANGLED.encode(), "--diff", "--stdin-filename", "posts/a.md")
    assert result.returncode == 1
    assert result.stdout.startswith(b"--- a/posts/a.md\n+++ b/posts/a.md\n@@ -1,2 +1,2 @@\n a\r\n-")


def test_outside_of_the_scope_nothing_is_fixed(site, seolint, rye, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    clone = Clone(site)
    clone.commit()
    fresh = site / "fresh.md"
    fresh.write_text(MANGLED, encoding="utf-8")
    arguments = ("check", ".", *ONLY, "--since", "HEAD")
    assert seolint(*arguments, "--diff").out.startswith("--- a/fresh.md\n")
    result = seolint(*arguments, "--fix")
    assert "Fixed 1 problem in 1 page: 1 TEXT001.\n" in result.out
    assert "1 older problem not shown" in result.out
    assert fresh.read_text(encoding="utf-8") == MENDED
    assert rye.read_text(encoding="utf-8") == MANGLED


def test_what_the_baseline_holds_is_not_touched(site, seolint, rye):
    assert seolint("baseline", "create", ".", "--select", "TEXT001").code == 0
    fresh = site / "fresh.md"
    fresh.write_text(MANGLED, encoding="utf-8")
    result = seolint("check", ".", "--select", "TEXT001", "--fix")
    assert "Fixed 1 problem in 1 page: 1 TEXT001.\n" in result.out
    assert "1 baselined" in result.out
    assert fresh.read_text(encoding="utf-8") == MENDED
    assert rye.read_text(encoding="utf-8") == MANGLED


def test_suppressions_are_added(seolint, rye):
    result = seolint(*check("--add-ignores", "a quotation"))
    assert (result.code, result.out) == (
        0,
        "Suppressed 1 problem in 1 page: 1 TEXT001.\n"
        "All clear: 1 page, no problems; 1 suppressed.\n",
    )
    text = f"<!-- seolint-disable-next-line mojibake -- a quotation -->\n{MANGLED}"
    assert rye.read_text(encoding="utf-8") == text
    assert seolint(*check("--add-ignores", "again")).out.startswith("All clear")
    assert rye.read_text(encoding="utf-8") == text


def test_suppressions_are_shown_before_they_are_added(seolint, rye):
    result = seolint(*check("--add-ignores", "a quotation", "--diff"))
    assert result.code == 1
    assert "+<!-- seolint-disable-next-line mojibake -- a quotation -->\n Rye" in result.out
    assert result.err == "Would suppress 1 problem in 1 page: 1 TEXT001.\n"
    assert rye.read_text(encoding="utf-8") == MANGLED


@pytest.mark.parametrize("reason", ["", "  ", "two\nlines", "see --> there", "a */ b"])
def test_a_reason_is_one_line_of_text(seolint, rye, reason):
    result = seolint(*check("--add-ignores", reason))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --add-ignores: the reason ")
