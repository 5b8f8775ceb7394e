"""`seolint check --since`: what it prints, and how it ends."""

import json
import os

import pytest
from clone import Clone


@pytest.fixture
def clone(site, page, monkeypatch) -> Clone:
    """The site in a repository, on a branch that has left `main`."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    page("old.md", "A teapot.")
    clone = Clone(site)
    clone.commit()
    clone.git("checkout", "-q", "-b", "topic")
    return clone


def test_nothing_has_changed(seolint, clone):
    base = clone.git("rev-parse", "--short=7", "main")
    assert seolint("check", "--since", "main") == (
        0,
        f"No content changed since main ({base}); 1 older problem not shown.\n",
        "",
    )


def test_only_what_is_new_counts(seolint, clone, page):
    page("new.md", "A teapot and a kettle.")
    result = seolint("check", "--since", "main", "-f", "concise", "--max-warnings", "0")
    assert result.code == 1
    assert result.out == (
        "new.md:5:3: error TEA001 “teapot” again (teapot-word)\n"
        "new.md:5:16: warning TEA002 “kettle” again (kettle-word)\n"
        "\n"
        "Found 2 problems in 1 of 3 pages: 1 error, 1 warning; 1 older problem not shown.\n"
        'Failed: 1 error (fail-on = "error"); 1 warning (max-warnings = 0).\n'
    )


def test_a_change_without_problems(seolint, clone, page):
    page("new.md", "A cup.")
    assert seolint("check", "--since", "main").out == (
        "All clear: 3 pages, no new problems; 1 older problem not shown.\n"
    )


def test_what_is_old_is_shown_when_asked_for(seolint, clone):
    shown = seolint("check", "--since", "main", "--show", "out-of-scope", "-f", "concise")
    assert shown.code == 0
    assert "old.md:5:3: error TEA001 “teapot” again (teapot-word, out-of-scope)\n" in shown.out


def test_the_scope(seolint, clone, page):
    page("old.md", "A teapot.\n\nA cup.")
    assert seolint("check", "--since", "main").code == 0
    assert seolint("check", "--since", "main", "--since-scope", "lines").code == 0
    assert seolint("check", "--since", "main", "--since-scope", "files").code == 1
    assert seolint("check", "--since", "main", "--since-scope", "line").code == 2


def test_a_baseline_and_since(seolint, clone, page):
    page("new.md", "A kettle.")
    seolint("baseline", "create")
    page("new.md", "A kettle and a teapot.")
    assert "Found 1 problem in 1 of 3 pages: 1 error; 2 baselined." in (
        seolint("check", "--since", "main").out
    )


def test_the_json_report(seolint, clone, page):
    page("new.md", "A teapot.")
    report = json.loads(seolint("check", "--since", "main", "-f", "json").out)
    assert report["run"]["since"] == {
        "rev": "main",
        "base": clone.git("rev-parse", "main"),
        "scope": "introduced",
    }
    assert report["summary"]["out_of_scope"] == 1
    assert [finding["path"] for finding in report["findings"]] == ["new.md"]
    assert json.loads(seolint("check", "-f", "json").out)["run"]["since"] is None


def test_sarif_holds_what_is_old_too_and_says_which(seolint, clone, page):
    page("new.md", "A teapot.")
    report = json.loads(seolint("check", "--since", "main", "-f", "sarif").out)
    states = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]: (
            result["baselineState"]
        )
        for result in report["runs"][0]["results"]
    }
    assert states == {"old.md": "unchanged", "new.md": "new"}
    report = json.loads(seolint("check", "-f", "sarif").out)
    assert all("baselineState" not in result for result in report["runs"][0]["results"])


def test_only_what_counts_is_fixed(seolint, clone, page):
    link = "[Our flour](htps://mill.example/)"
    page("known.md", link)
    page("old.md", link)
    clone.commit()
    clone.git("branch", "-f", "main")
    page("new.md", link)
    seolint("baseline", "create", "known.md", "--select", "LINK012")
    result = seolint("check", "--select", "LINK012", "--since", "main", "--fix")
    assert result.code == 0
    assert "Fixed 1 problem in 1 page" in result.out
    assert "htps:" not in (clone.folder / "new.md").read_text()
    assert all("htps:" in (clone.folder / name).read_text() for name in ("known.md", "old.md"))


@pytest.mark.parametrize("revision", ["mian", "", "--all", "main..topic"])
def test_what_git_cannot_tell_ends_the_run(seolint, clone, revision):
    result = seolint("check", f"--since={revision}")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: git knows no revision `{revision}`\n  = help: ")


def test_outside_of_a_repository(seolint, site):
    result = seolint("check", "--since", "main")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"error: {site} is in no git repository\n  = help: run it inside of a clone\n"
    )


def test_the_standard_input_has_no_past(seolint, clone):
    result = seolint("check", "-", "--since", "main")
    assert (result.code, result.err) == (
        2,
        "error: --since and the standard input exclude each other\n"
        "  = help: save the page, and name its file\n",
    )


def test_a_page_that_cannot_be_read_fails_the_run_whatever_is_new(seolint, clone):
    (clone.folder / "gone.md").symlink_to("nowhere")
    result = seolint("check", "gone.md", "old.md", "--since", "main")
    assert result.code == 2
