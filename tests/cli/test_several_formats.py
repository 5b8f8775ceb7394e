"""Several formats in one run, each where its platform looks for it."""

import json
import subprocess

import pytest


def test_one_run_speaks_to_the_log_to_github_and_to_files(site, page, seolint, monkeypatch):
    page("bad.md", "A teapot.")
    summary = site / "summary.md"
    summary.write_text("# Build\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    arguments = ["-f", "full", "-f", "github", "-f", "github-summary", "-f", "sarif:out/a.sarif"]
    result = seolint("check", *arguments)
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith("TEA001 error: ")
    assert "\n::error file=bad.md,line=5,endLine=5,col=3,endColumn=9,title=" in result.out
    assert summary.read_text().startswith("# Build\n### seolint: failed\n")
    results = json.loads((site / "out/a.sarif").read_text())["runs"][0]["results"]
    assert [each["ruleId"] for each in results] == ["TEA001"]


def test_a_summary_that_is_full_is_not_thrown_away(site, seolint, monkeypatch):
    summary = site / "summary.md"
    summary.write_text("x" * 1023 * 1024)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = seolint("check", "-f", "concise", "-f", "github-summary")
    assert result.err == "note: the summary of the job is full: nothing was added to it\n"
    assert summary.stat().st_size == 1023 * 1024


def test_a_summary_without_a_place_for_it_is_printed(seolint):
    assert seolint("check", "-f", "github-summary").out.startswith("### seolint: passed\n")


def test_a_summary_that_goes_to_a_file_replaces_it(site, seolint, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(site / "summary.md"))
    (site / "own.md").write_text("old")
    assert seolint("check", "-f", "github-summary:own.md") == (0, "", "")
    assert (site / "own.md").read_text().startswith("### seolint: passed\n")
    assert not (site / "summary.md").exists()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("json", "github"),
        ("github", "sarif"),
        ("full", "concise"),
        ("markdown", "full"),
    ],
)
def test_formats_that_would_mix_are_refused(seolint, first, second):
    result = seolint("check", "-f", first, "-f", second)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: two formats for one standard output: ")


def test_paths_are_those_of_the_repository(site, page, seolint, monkeypatch):
    subprocess.run(["git", "init", "-q", site], check=True)
    page("blog/bad.md", "A teapot.")
    monkeypatch.chdir(site / "blog")
    result = seolint("check", ".", "-f", "github", "-f", "sarif:a.sarif", "-f", "concise")
    assert "::error file=blog/bad.md,line=5," in result.out
    assert result.out.count("\nbad.md:5:3: ") == 1
    [found] = json.loads((site / "blog/a.sarif").read_text())["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "blog/bad.md"
    assert place["region"]["startLine"] == 5


def test_the_rules_of_sarif_are_those_that_ran(seolint):
    out = seolint("check", "--select", "TEA001,TEA002", "-f", "sarif").out
    run = json.loads(out)["runs"][0]
    codes = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [code for code in codes if not code.startswith("FILE")] == ["TEA001", "TEA002"]


def test_a_cut_is_told(page, seolint, monkeypatch):
    monkeypatch.setattr("seolint.report.sarif.LIMIT", 1)
    page("bad.md", "A teapot and a kettle.")
    result = seolint("check", "-f", "sarif")
    assert result.err == "note: 2 findings are too many for SARIF: the worst 1 are in it\n"
    assert [each["ruleId"] for each in json.loads(result.out)["runs"][0]["results"]] == ["TEA001"]
    assert seolint("check", "-f", "sarif:a.sarif", "-qq") == (1, "", "")


@pytest.mark.parametrize("name", ["::error::a.md", "##[error]a.md", " ##vso[task.complete]a.md"])
def test_a_file_name_is_no_command_wherever_it_is_told(page, seolint, name):
    page(name, "A crash, and a teapot.")
    told = [seolint("check", *more) for more in (["-vv"], ["-f", "json", "-v"], ["--show-files"])]
    for line in "".join(result.out + result.err for result in told).splitlines():
        assert not line.lstrip().startswith(("::", "##"))
        assert "##[" not in line and "##vso[" not in line
