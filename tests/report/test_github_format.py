"""Annotations and the summary of a job, each within GitHub's limits."""

import html
import re
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from seolint.report import Report, View, write_report
from seolint.report.github import LIMIT

GOLDEN = Path(__file__).parent / "golden"
HOSTILE = "100% ::error::\r\n::stop-commands::x\n##[add-mask]a,b:c \x1b[2J\x85\u2028"


def render(report: Report, name: str = "github") -> str:
    out = StringIO()
    write_report(name, report, out, View())
    return out.getvalue()


def many(report: Report, errors: int, warnings: int) -> Report:
    """A run with so many findings, the warnings in the first page."""
    error, warning = report.findings[3], report.findings[1]
    findings = [replace(warning, message=f"warning {n}") for n in range(warnings)]
    findings += [replace(error, path="z.md", message=f"error {n}") for n in range(errors)]
    return replace(report, findings=tuple(findings), uncut=tuple(findings))


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands of a log as the runner reads them (`ActionCommand.cs` of actions/runner)."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        if match := re.match(r"\s*::(\w[\w-]*) ?(.*?)::(.*)$", line):
            name, listed, data = match.groups()
            pairs = (pair.split("=", 1) for pair in listed.split(",") if "=" in pair)
            found.append((name, {key: unescape(value) for key, value in pairs}, unescape(data)))
        else:
            assert "##[" not in line
    return found


def unescape(text: str) -> str:
    for token, character in (
        ("%0D", "\r"),
        ("%0A", "\n"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%25", "%"),
    ):
        text = text.replace(token, character)
    return text


def test_github(report, golden):
    golden(GOLDEN / "github.txt", render(report))


def test_the_worst_come_first(report):
    assert [name for name, _, _ in commands(render(report))] == [
        "error",
        "warning",
        "warning",
        "notice",
        "notice",
    ]


def test_sixty_errors_show_ten_and_the_rest_is_counted(report):
    text = render(many(report, errors=60, warnings=11))
    found = commands(text)
    assert [name for name, _, _ in found] == ["error"] * LIMIT + ["warning"] * LIMIT
    assert text.endswith("\nNot annotated, as GitHub takes 10 of a kind: 50 errors, 1 warning.\n")


def test_run_errors_are_among_the_ten(incomplete, report):
    text = render(replace(many(report, errors=10, warnings=0), errors=incomplete.errors))
    name, properties, data = commands(text)[0]
    assert (name, properties["file"]) == ("error", "blog/oven.md")
    assert data == "Cannot read the file: permission denied\nhelp: Make it readable"
    assert len(commands(text)) == LIMIT
    assert "1 error." in text


@pytest.mark.parametrize("where", ["message", "help", "path", "rule"])
def test_nothing_in_a_finding_forges_a_command(report, where):
    finding = replace(report.findings[3], **{where: HOSTILE})
    text = render(replace(report, findings=(finding,)))
    [(name, properties, data)] = commands(text)
    assert name == "error"
    assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]", text)
    if where == "message":
        assert data.startswith("100% ::error::\r\n::stop-commands::x\n\\x23#[add-mask]a,b:c \\x1b")
    if where == "path":
        assert properties["file"].startswith("100% ::error::\r\n::stop-commands::x")


def test_a_place_over_several_lines_has_no_columns(report):
    finding = report.findings[3]
    finding = replace(finding, span=replace(finding.span, end_line=9, end_column=2))
    [(_, properties, _)] = commands(render(replace(report, findings=(finding,))))
    assert (properties["line"], properties["endLine"]) == ("7", "9")
    assert "col" not in properties and "endColumn" not in properties


def test_paths_start_at_the_top_of_the_repository(report):
    report = replace(report, prefix="web/site/")
    assert "::error file=web/site/blog/bread.md," in render(report)
    finding = replace(report.findings[3], path="../shop/a.md")
    assert "::error file=web/shop/a.md," in render(replace(report, findings=(finding,)))


@pytest.mark.parametrize("status", ["suppressed", "baselined", "out-of-scope", "fixed"])
@pytest.mark.parametrize("name", ["github", "github-summary", "markdown"])
def test_only_what_counts_is_shown(report, name, status):
    findings = (replace(report.findings[3], status=status),)
    assert "IMG001" not in render(replace(report, findings=findings), name)


def test_a_clean_run_has_no_annotation(clean):
    assert render(clean) == ""


@pytest.mark.parametrize("name", ["markdown", "github-summary"])
def test_markdown(report, golden, name):
    golden(GOLDEN / f"{name}.md", render(report, name))


@pytest.mark.parametrize("name", ["markdown", "github-summary"])
def test_the_verdict_of_a_clean_and_of_an_incomplete_run(clean, incomplete, name):
    assert render(clean, name).startswith("### seolint: passed\n\nAll clear: 3 pages")
    text = render(incomplete, name)
    assert text.startswith("### seolint: incomplete\n")
    assert "| error | blog/oven.md | Cannot read the file: permission denied | FILE001 |\n" in text


@pytest.mark.parametrize("name", ["markdown", "github-summary"])
def test_the_table_holds_the_worst_fifty(report, name):
    text = render(many(report, errors=60, warnings=11), name)
    table = text.partition("<details>")[0]
    assert table.count("| error | z.md:7 | error ") == 50
    assert "| warning |" not in table
    assert "\n21 more are not in this table.\n" in table


MARKUP = "a|b <img src=x> [c](d) `e` *f* @ada #12 \\ $x$ &amp;\n# g"


@pytest.mark.parametrize("where", ["message", "path"])
@pytest.mark.parametrize("name", ["markdown", "github-summary"])
def test_markup_of_pages_is_shown_and_not_rendered(report, name, where):
    finding = replace(report.findings[3], **{where: MARKUP})
    text = render(replace(report, findings=(finding,)), name)
    assert "<img" not in text
    assert "[c](d)" not in re.sub(r"<summary>.*</summary>", "", text)
    assert "@ada" not in text and "#12" not in text
    rows = [line for line in text.splitlines() if line.startswith("| error")]
    for row in rows:
        cells = re.split(r"(?<!\\)\|", row)
        assert len(cells) == 6
        shown = html.unescape(
            re.sub(r"\\(?=[!-/:-@[-`{-~])", "", cells[3 if where == "message" else 2])
        )
        if shown.strip() != "7":
            assert "a|b <img src=x> [c](d) `e` *f* @\u200bada #\u200b12" in shown


def test_a_summary_stays_below_what_github_takes(report):
    page = [replace(report.findings[3], message="麦" * 390) for _ in range(40)]
    findings = tuple(replace(each, path=f"p{n:03}.md") for n in range(60) for each in page)
    text = render(replace(report, findings=findings), "github-summary")
    assert 900 * 1024 < len(text.encode()) < 1000 * 1024
    assert text.count("<details>") == text.count("</details>") < 60
    left = 60 - text.count("<details>")
    assert text.endswith(f"\nThe findings of {left} pages more would be too much for a summary.\n")


def test_a_comment_stays_below_what_github_takes(report):
    finding = replace(report.findings[3], message="*" * 900, path="<" * 900)
    text = render(replace(report, findings=(finding,) * 60), "markdown")
    assert len(text) < 65_536
    assert "more are not in this table" in text
