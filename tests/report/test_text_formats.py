from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from seolint.finding import Finding, RunError
from seolint.report import Report, View, reporter
from seolint.span import Span

GOLDEN = Path(__file__).parent / "golden"


def render(report: Report, name: str = "full", view: View | None = None) -> str:
    out = StringIO()
    reporter(name)(report, out, view or View())
    return out.getvalue()


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_text_format(report, golden, name):
    golden(GOLDEN / f"{name}.txt", render(report, name))


def test_full_on_a_narrow_terminal_in_colour(report, golden):
    golden(GOLDEN / "terminal.txt", render(report, view=View(color=True, width=60)))


def test_statistics_replace_the_findings(report, golden):
    golden(GOLDEN / "statistics.txt", render(report, view=View(statistics=True)))


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_run_error_has_the_form_of_a_finding(incomplete, golden, name):
    golden(GOLDEN / f"incomplete-{name}.txt", render(incomplete, name))


def test_clean_run_is_one_line(clean):
    assert render(clean) == "All clear: 3 pages, no problems.\n"


def test_a_run_over_nothing_is_not_called_clear(clean):
    assert render(replace(clean, pages=())) == "Nothing was checked: 0 pages.\n"


def test_findings_below_the_limit_pass(report):
    last = render(replace(report, failures=(), exit_code=0)).splitlines()[-1]
    assert last == 'Passed: 3 pages, 1 error, 2 warnings (fail-on = "error").'


def test_findings_of_an_incomplete_run_do_not_pass(report, incomplete):
    text = render(replace(report, failures=(), errors=incomplete.errors))
    assert "Passed" not in text
    assert text.endswith("Incomplete: 1 file and 0 folders could not be read.\n")


def test_run_errors_are_told_apart(incomplete, tmp_path):
    folder = RunError("io", "Cannot read the folder", str(tmp_path))
    missing = RunError("io", "No such file", str(tmp_path / "a.md"))
    crash = RunError("rule-crash", "META001 failed", "blog/bread.md", "FILE006")
    text = render(replace(incomplete, errors=(*incomplete.errors, folder, missing, crash)))
    assert text.endswith("Incomplete: 1 file and 1 folder could not be read; 2 run errors.\n")


def test_limit_says_how_many_are_left_out_and_counts_all(report):
    text = render(report, "concise", View(limit=2))
    assert "\n3 more not shown (--limit 2).\n" in text
    assert "Found 5 problems in 2 of 3 pages" in text
    assert "IMG001" not in text


def test_without_summary_only_findings_are_left(report):
    lines = render(report, "concise", View(summary=False)).splitlines()
    assert len(lines) == len(report.findings)


def test_clean_run_without_summary_prints_nothing(clean):
    assert render(clean, view=View(summary=False)) == ""


def test_shown_pages(report):
    text = render(report, "concise", View(show=frozenset({"passed", "drafts"})))
    assert "\nblog/yeast.md: draft\nsalt.html: passed\n" in text


def test_suppressed_findings_say_so_and_are_not_counted(report):
    findings = (replace(report.findings[0], status="suppressed"),)
    report = replace(report, findings=findings, failures=())
    assert render(report).startswith("META010 warning (suppressed): ")
    assert "(description-missing, suppressed)" in render(report, "concise")
    assert "All clear: 3 pages, no problems; 1 suppressed." in render(report)


def hostile(report: Report, path: str, message: str) -> Report:
    finding = Finding(
        code="META010",
        rule="description-missing",
        severity="warning",
        path=path,
        span=Span(0, 1, 1, 1, 1, 2),
        message=message,
    )
    return replace(report, findings=(finding,), source=lambda path: b"\x1b]0;x\x07 \xff\x85\n")


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("color", [False, True])
def test_control_characters_of_files_never_reach_the_terminal(report, name, color):
    text = render(
        hostile(report, "a\x1b[2J\n\u202e\udcff.md", "\x9b31m[red]\r\n::error::x"),
        name,
        View(color=color),
    )
    for style in ("0", "1", "2", "4", "31", "32", "33", "36", "94", "1;31", "1;32", "2;94"):
        text = text.replace(f"\x1b[{style}m", "")
    assert not {c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"}
    assert "\u202e" not in text
    assert "\\udcff" not in text and "\\xff" in text
    assert "[red]" in text


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("path", ["::error::a.md", " ##[error]a.md"])
def test_no_line_is_a_command_to_a_ci_log(report, name, path):
    for line in render(hostile(report, path, "x"), name).splitlines():
        assert not line.lstrip().startswith(("::", "##"))


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("command", ["##[error]", "##vso[task.complete]", "##teamcity[x]"])
def test_no_line_holds_a_command_to_a_ci_log(report, name, command):
    text = render(hostile(report, f"a {command}.md", f"See {command}"), name)
    assert "##[" not in text and command not in text
    assert text.count(command.replace("#", "\\x23", 1)) == 2


def test_excerpt_is_left_out_when_the_page_is_gone(report):
    def gone(path: str) -> bytes:
        raise FileNotFoundError(path)

    assert " | " not in render(replace(report, source=gone))


def test_links_only_on_request(report):
    assert "\x1b]8;" not in render(report, view=View(color=True))
    assert "\x1b]8;" in render(report, view=View(color=True, links=True))
