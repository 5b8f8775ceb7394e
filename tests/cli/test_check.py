import json
import os
from pathlib import Path

import pytest


def summary(result) -> str:
    return result.out.splitlines()[-1]


def test_a_clean_run(seolint):
    assert seolint("check") == (0, "All clear: 1 page, no problems.\n", "")


def test_an_error_fails_the_run(page, seolint):
    page("bad.md", "A teapot.")
    result = seolint("check")
    assert result.code == 1
    assert "bad.md:5:3" in result.out
    assert summary(result) == 'Failed: 1 error (fail-on = "error").'


def test_a_warning_does_not_fail_the_run(page, seolint):
    page("bad.md", "A kettle.")
    result = seolint("check")
    assert result.code == 0
    assert summary(result) == 'Passed: 2 pages, 0 errors, 1 warning (fail-on = "error").'


@pytest.mark.parametrize(
    ("options", "code", "last"),
    [
        (("--strict",), 1, 'Failed: 1 warning (fail-on = "warning").'),
        (("--fail-on", "warning"), 1, 'Failed: 1 warning (fail-on = "warning").'),
        (("--fail-on", "info"), 1, 'Failed: 1 warning (fail-on = "info").'),
        (("--fail-on", "never"), 0, 'Passed: 2 pages, 0 errors, 1 warning (fail-on = "never").'),
        (("--max-warnings", "0"), 1, "Failed: 1 warning (max-warnings = 0)."),
        (("--max-warnings", "1"), 0, 'Passed: 2 pages, 0 errors, 1 warning (fail-on = "error").'),
        (("--strict", "--exit-zero"), 0, 'Failed: 1 warning (fail-on = "warning").'),
        (
            ("--strict", "--max-warnings", "0"),
            1,
            'Failed: 1 warning (fail-on = "warning"); 1 warning (max-warnings = 0).',
        ),
    ],
)
def test_what_fails_the_run(page, seolint, options, code, last):
    page("bad.md", "A kettle.")
    result = seolint("check", *options)
    assert (result.code, summary(result)) == (code, last)


def test_the_limits_of_the_config(site, page, seolint):
    page("bad.md", "A kettle.")
    config = site / "seolint.toml"
    config.write_text(f"max-warnings = 0\n{config.read_text()}")
    assert summary(seolint("check")) == "Failed: 1 warning (max-warnings = 0)."


def test_relaxed_drafts_never_fail_the_run(page, seolint):
    page("draft.md", "A cup.<!-- seolint-disable-file LINT004x -- why -->", "draft: true")
    arguments = ("check", "--select", "LINT", "--fail-on", "info")
    assert seolint(*arguments).code == 0
    assert seolint(*arguments, "--drafts", "check").code == 1


def test_selection(page, seolint):
    page("bad.md", "A teapot and a kettle.")
    assert "TEA001" in seolint("check", "--select", "TEA001,TEA003").out
    assert "TEA002" not in seolint("check", "--select", "TEA001,TEA003").out
    assert "TEA002" not in seolint("check", "--ignore", "TEA002").out
    assert seolint("check", "--select", "TEA002", "--extend-select", "TEA001").code == 1
    assert seolint("check", "--profile", "essential", "--select", "TEA002").code == 0


def test_selection_by_evidence(page, seolint):
    page("bad.md", "A teapot.")
    assert "TEA001" in seolint("check", "--evidence", "G,M").out
    assert "TEA001" in seolint("check", "--evidence", "G", "--evidence", "M").out
    assert seolint("check", "--evidence", "G, S").out == "All clear: 2 pages, no problems.\n"
    assert seolint("check", "--evidence", "G, S").code == 0


@pytest.mark.parametrize("grade", ["G!", "X", "g"])
def test_an_unknown_grade(seolint, grade):
    result = seolint("check", "--evidence", grade)
    assert (result.code, result.out) == (2, "")
    assert "--evidence must hold" in result.err
    assert "help: G: a search engine, S: a standard, M: measurement, F: folklore" in result.err


def test_an_unknown_rule(seolint):
    result = seolint("check", "--select", "teapot-wird")
    assert (result.code, result.out) == (2, "")
    assert "teapot-word" in result.err


def test_set_wins(page, seolint):
    page("bad.md", "A kettle.")
    assert seolint("check", "--set", 'fail-on = "warning"').code == 1
    assert seolint("check", "--set", "rules.kettle-word.word='spoon'").code == 0


def test_suppressions(page, seolint):
    page("bad.md", "<!-- seolint-disable-next-line TEA001 -- a quote -->\nA teapot.")
    assert seolint("check").out == "All clear: 2 pages, no problems; 1 suppressed.\n"
    shown = seolint("check", "--show", "suppressed")
    assert shown.code == 0
    assert "TEA001 error (suppressed): " in shown.out
    assert seolint("check", "--no-suppressions").code == 1


def test_shown_pages(page, seolint):
    page("draft.md", "A cup.", "draft: true")
    lines = seolint("check", "--show", "passed", "--show", "drafts").out.splitlines()
    assert lines[:2] == ["draft.md: draft, passed", "good.md: passed"]


def test_which_files(page, seolint):
    page("posts/bad.md", "A teapot.")
    page("old/bad.md", "A teapot.")
    assert seolint("check", "--exclude", "posts/**", "--exclude", "old/**").code == 0
    assert "old/bad.md" not in seolint("check", "--include", "posts/**").out
    assert "old/bad.md" not in seolint("check", "posts").out
    assert "2 of 3 pages" in seolint("check").out


def test_nothing_to_lint(site, seolint):
    (site / "empty").mkdir()
    result = seolint("check", "empty")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: no content files in empty")
    result = seolint("check", "empty", "--allow-empty")
    assert (result.code, result.out) == (0, "Nothing was checked: 0 pages.\n")


def test_a_path_that_is_not_there(seolint):
    result = seolint("check", "gone.md", "good.md")
    assert result.code == 2
    assert "gone.md" in result.out + result.err
    assert "All clear" not in result.out


def test_a_rule_that_crashes(page, seolint):
    page("bad.md", "A crash, and a kettle.")
    result = seolint("check")
    assert result.code == 2
    assert "FILE006 error: " in result.out
    assert "TEA002" in result.out
    assert "Traceback" not in result.out + result.err
    assert "no tea" in seolint("check", "-vv").err
    assert "Traceback" in seolint("check", "-vv").err
    assert "FILE006" in seolint("check", "--exit-zero").out
    assert seolint("check", "--exit-zero").code == 2


def test_run_errors_are_told_where_no_text_is_printed(page, seolint):
    page("bad.md", "A crash.")
    result = seolint("check", "-f", "json")
    assert json.loads(result.out)["run"]["complete"] is False
    assert result.err.startswith("error: bad.md: ")


def test_quiet(page, seolint):
    page("bad.md", "A teapot.")
    result = seolint("check", "-q", "-f", "concise")
    assert (result.code, result.out.count("\n"), result.err) == (1, 1, "")
    assert seolint("check", "-qq") == (1, "", "")


def test_verbose(seolint):
    result = seolint("check", "-v")
    assert result.err.splitlines()[0].startswith("good.md: page")
    assert result.err.splitlines()[-1].startswith("checked 1 page in ")
    assert result.out == seolint("check").out


def test_verbose_tells_once_what_is_not_judged_for_its_language(seolint):
    for name in ("cs.md", "cz.md"):
        Path(name).write_text("---\nlang: cs\n---\n\nChléb.\n")
    Path("sw.md").write_text("---\nlang: sw\n---\n\nMkate.\n")
    Path("none.md").write_text("123\n")
    lines = seolint("check", "-v").err.splitlines()
    assert lines.count("reading ease is not available for cs (2 pages)") == 1
    assert lines.count("readability is not available for sw (1 page)") == 1
    assert (
        lines.count("1 page in no language that is known: rules of language say nothing there") == 1
    )


def test_statistics(page, seolint):
    page("posts/one.md", "A teapot.")
    page("posts/two.md", "A teapot.")
    lines = seolint("check", "--statistics").out.splitlines()
    assert lines[1].split() == ["2", "error", "-", "TEA001", "teapot-word", "2", "posts/", "(2)"]
    assert lines[-1] == 'Failed: 2 errors (fail-on = "error").'


def test_several_outputs(site, page, seolint):
    page("bad.md", "A teapot.")
    result = seolint("check", "-f", "concise", "-f", "json:out/a.json", "-f", "full:out/a.txt")
    assert result.out.startswith("bad.md:5:3: error TEA001 ")
    assert json.loads((site / "out/a.json").read_text())["run"]["exit_code"] == 1
    assert (site / "out/a.txt").read_text().startswith("TEA001 error: ")
    assert sorted(os.listdir(site / "out")) == ["a.json", "a.txt"]


def test_an_output_file_alone_leaves_stdout_empty(page, site, seolint):
    page("bad.md", "A teapot.")
    assert seolint("check", "-f", "json:a.json") == (1, "", "")


def test_an_output_file_that_cannot_be_written(site, seolint):
    (site / "folder").mkdir()
    result = seolint("check", "-f", "full", "-f", "json:folder")
    assert result.code == 2
    assert "error: Cannot write folder: is a directory" in result.out
    assert os.listdir(site / "folder") == []


def test_an_output_that_fails_keeps_the_old_file(site, seolint, monkeypatch):
    old = site / "a.json"
    old.write_text("old")

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("seolint.report.json.write_json", fail)
    result = seolint("check", "-f", "json:a.json")
    assert result.code == 2
    assert result.err == "error: Cannot write a.json: no space left on device\n"
    assert old.read_text() == "old"
    assert not list(site.glob("*.tmp"))


def test_a_link_to_an_output_file_is_kept(site, seolint):
    (site / "real.json").write_text("old")
    (site / "a.json").symlink_to("real.json")
    assert seolint("check", "-f", "json:a.json").code == 0
    assert (site / "a.json").is_symlink()
    assert json.loads((site / "real.json").read_text())["summary"]["files_checked"] == 1


def test_environment(site, page, seolint, monkeypatch):
    page("bad.md", "A kettle.")
    other = site / "other" / "strict.toml"
    other.parent.mkdir()
    other.write_text('fail-on = "warning"\nselect = ["TEA"]\nplugins.files = ["../tea"]\n')
    monkeypatch.setenv("SEOLINT_FORMAT", "concise json:a.json")
    monkeypatch.setenv("SEOLINT_CONFIG", "other/strict.toml")
    result = seolint("check", "bad.md")
    assert result.code == 1
    assert result.out.startswith("bad.md:5:3: warning ")
    assert (site / "a.json").exists()
    assert seolint("check", "-f", "json", "-c", "seolint.toml", "bad.md").out.startswith("{")


def test_isolated(page, seolint):
    page("bad.md", "A teapot.")
    assert "TEA001" not in seolint("check", "--isolated").out


def test_a_broken_config(site, seolint):
    (site / "seolint.toml").write_text('profle = "strict"\n')
    result = seolint("check")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("seolint.toml:1:1: error: ")
    assert result.err.endswith("1 problem in the configuration; nothing was linted.\n")


def test_json_tells_of_the_run(page, seolint, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    page("bad.md", "A teapot.")
    document = json.loads(seolint("check", "-f", "json").out)
    assert document["run"] == {
        "complete": True,
        "exit_code": 1,
        "root": ".",
        "config": "seolint.toml",
        "profile": "recommended",
        "fail_on": "error",
        "since": None,
        "baseline": None,
        "started_at": "1970-01-02T00:00:00Z",
        "duration_ms": 0,
        "errors": [],
    }
    assert list(document["rules"]) == ["TEA001"]
    assert seolint("check", "-f", "json").out == seolint("check", "-f", "json").out


def test_json_of_two_roots(site, page, seolint):
    page("two/bad.md", "A kettle.")
    (site / "two/seolint.toml").write_text(
        'profile = "strict"\nselect = ["TEA"]\nplugins.files = ["../tea"]\n'
    )
    result = seolint("check", "-f", "json")
    run = json.loads(result.out)["run"]
    assert (run["config"], run["fail_on"]) == (None, "warning")
    assert (run["profile"], result.code) == ("recommended, strict", 1)


def test_paths_are_relative_to_the_working_directory(site, page, seolint, monkeypatch):
    page("posts/bad.md", "A teapot.")
    monkeypatch.chdir(site / "posts")
    assert seolint("check", "-f", "concise", ".").out.startswith("bad.md:5:3: ")
    assert seolint("check", "-f", "concise", "..").out.startswith("bad.md:5:3: ")
    document = json.loads(seolint("check", "-f", "json", "../good.md").out)
    assert document["files"][0]["path"] == "../good.md"
    assert document["run"]["config"] == "../seolint.toml"


def test_colour(page, seolint, monkeypatch):
    page("bad.md", "A teapot.")
    assert "\x1b[" not in seolint("check").out
    assert "\x1b[" in seolint("check", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in seolint("check").out
    assert "\x1b]8;" not in seolint("check").out
    assert "\x1b[" not in seolint("check", "--color", "never").out


def test_no_color_in_files(site, page, seolint):
    page("bad.md", "A teapot.")
    seolint("check", "--color", "always", "-f", "full:a.txt")
    assert "\x1b" not in Path("a.txt").read_text()


def test_drafts_that_are_left_out_are_counted(seolint, page):
    page("draft.md", "A teapot.", "draft: true")
    result = seolint("check", "--drafts", "skip")
    assert result == (0, "All clear: 1 page, no problems; 1 draft left out.\n", "")
