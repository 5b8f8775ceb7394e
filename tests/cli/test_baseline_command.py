"""`seolint baseline`, and `seolint check` with a baseline."""

import json

import pytest

FILE = ".seolint-baseline.jsonl"


@pytest.fixture
def debt(page):
    """A site with two errors and a warning on two pages."""
    page("a.md", "A teapot.")
    page("sub/b.md", "A teapot and a kettle.")


def test_create_then_check_passes(seolint, site, debt):
    made = seolint("baseline", "create")
    assert made.out == (
        f"Wrote {FILE}: 3 problems (2 errors, 1 warning) in 2 pages.\n"
        "Told git in .gitattributes to merge it.\n"
    )
    assert (made.code, made.err) == (0, "")
    assert (site / ".gitattributes").read_text() == f"{FILE} merge=union\n"
    assert len((site / FILE).read_text().splitlines()) == 4
    assert seolint("check") == (0, "All clear: 3 pages, no new problems; 3 baselined.\n", "")


def test_one_bad_line_is_all_that_is_reported(seolint, debt, page):
    seolint("baseline", "create")
    page("good.md", "A teapot.")
    result = seolint("check", "-f", "concise")
    assert result.code == 1
    assert result.out == (
        "good.md:5:3: error TEA001 “teapot” again (teapot-word)\n"
        "\n"
        "Found 1 problem in 1 of 3 pages: 1 error; 3 baselined.\n"
        'Failed: 1 error (fail-on = "error").\n'
    )


def test_known_findings_are_shown_when_asked_for(seolint, debt):
    seolint("baseline", "create")
    result = seolint("check", "-f", "concise", "--show", "baselined")
    assert "a.md:5:3: error TEA001 “teapot” again (teapot-word, baselined)\n" in result.out
    assert result.code == 0


def test_without_the_baseline_all_is_reported(seolint, debt):
    seolint("baseline", "create")
    assert seolint("check", "--no-baseline").code == 1
    assert seolint("check", "--set", 'baseline=""').code == 1
    assert seolint("check", "--set", 'baseline="none.jsonl"').code == 1


def test_a_file_of_another_name(seolint, site, debt):
    assert seolint("baseline", "create", "--file", "known/all of it.jsonl").code == 0
    attributes = (site / "known/.gitattributes").read_text()
    assert attributes == '"all of it.jsonl" merge=union\n'
    assert seolint("check").code == 1
    assert seolint("check", "--baseline", "known/all of it.jsonl").code == 0
    missing = seolint("check", "--baseline", "nowhere.jsonl")
    assert missing.code == 2
    assert missing.err == (
        "nowhere.jsonl: error: the baseline cannot be read: no such file or directory\n"
        "  = help: restore the file, or write it anew with `seolint baseline create --force`\n"
    )
    both = seolint("check", "--baseline", FILE, "--no-baseline")
    assert (both.code, both.err) == (
        2,
        "error: --baseline and --no-baseline exclude each other\n",
    )


def test_a_baseline_is_replaced_only_by_force(seolint, site, debt):
    seolint("baseline", "create")
    refused = seolint("baseline", "create")
    assert refused.code == 2
    assert refused.err == (
        f"error: there is a baseline already: {FILE}\n"
        "  = help: `seolint baseline prune` takes out what is mended; --force replaces the file\n"
    )
    (site / ".gitattributes").write_text(f"*.png binary\n{FILE} merge=ours")
    assert seolint("baseline", "create", "--force", "--select", "TEA002").code == 0
    assert (site / FILE).read_text().count('"code": "TEA002"') == 1
    assert (site / FILE).read_text().count("\n") == 2
    assert (site / ".gitattributes").read_text() == f"*.png binary\n{FILE} merge=ours"


def test_attributes_that_are_there_stay(seolint, site, debt):
    (site / ".gitattributes").write_text("*.png binary")
    seolint("baseline", "create")
    text = (site / ".gitattributes").read_text()
    assert text == f"*.png binary\n{FILE} merge=union\n"


def test_an_incomplete_run_writes_nothing(seolint, site, page):
    page("a.md", "A teapot and a crash.")
    result = seolint("baseline", "create")
    assert result.code == 2
    assert "TEA001 teapot-word failed: ZeroDivisionError" in result.err
    assert not (site / FILE).exists()


def test_a_page_that_cannot_be_read_is_not_listed(seolint, site, debt):
    (site / "c.md").write_bytes(bytes(99))
    made = seolint("baseline", "create")
    assert made.out.splitlines()[-1].startswith("Not taken: c.md: ")
    assert seolint("check").code == 1


def test_nothing_to_list(seolint, site):
    assert seolint("baseline", "create").out.startswith(f"Wrote {FILE}: 0 problems in 0 pages.\n")
    assert (site / FILE).read_text() == '{"seolint-baseline": 1}\n'


def test_prune_takes_out_what_is_mended_and_never_adds(seolint, site, debt, page):
    seolint("baseline", "create")
    still = seolint("baseline", "prune", "--check")
    assert still == (0, f"{FILE}: nothing to prune, 3 problems still there.\n", "")
    page("a.md", "A cup.")
    page("good.md", "A teapot.")
    before = (site / FILE).read_text()
    asked = seolint("baseline", "prune", "--check")
    assert asked == (1, f"{FILE}: 1 problem would go, 2 left.\n", "")
    assert (site / FILE).read_text() == before
    assert seolint("baseline", "prune") == (0, f"{FILE}: 1 problem gone, 2 left.\n", "")
    assert "a.md" not in (site / FILE).read_text()
    assert "good.md" not in (site / FILE).read_text()
    assert seolint("check").out.startswith("TEA001 error: “teapot” again\n --> good.md:5:3")


def test_prune_rewrites_the_path_of_a_page_that_moved(seolint, site, debt):
    seolint("baseline", "create")
    (site / "a.md").rename(site / "z.md")
    assert seolint("check").code == 0
    pruned = seolint("baseline", "prune")
    assert pruned == (0, f"{FILE}: 0 problems gone, 1 page moved, 3 left.\n", "")
    assert '"z.md"' in (site / FILE).read_text()
    assert seolint("baseline", "prune", "--check").code == 0


def test_prune_of_some_pages_leaves_the_others(seolint, site, debt, page):
    seolint("baseline", "create")
    page("a.md", "A cup.")
    page("sub/b.md", "A cup.")
    assert seolint("baseline", "prune", "sub") == (0, f"{FILE}: 2 problems gone, 1 left.\n", "")
    assert '"a.md"' in (site / FILE).read_text()


def test_there_is_no_baseline(seolint, debt):
    for command in ("prune", "show"):
        result = seolint("baseline", command)
        assert result.code == 2
        assert result.err == (
            f"error: no baseline: {FILE}\n  = help: `seolint baseline create` writes one\n"
        )


def test_show_prints_where_each_entry_stands_today(seolint, site, debt, page):
    seolint("baseline", "create")
    page("sub/b.md", "First.\n\nA teapot.")
    shown = seolint("baseline", "show")
    assert shown == (
        0,
        "a.md:5:3: error TEA001 “teapot” again (teapot-word, baselined)\n"
        "sub/b.md:7:3: error TEA001 “teapot” again (teapot-word, baselined)\n"
        "sub/b.md: stale: TEA002 word\n"
        f"{FILE}: 3 entries: 2 found, 1 stale.\n",
        "",
    )
    some = seolint("baseline", "show", "sub")
    assert "a.md: not looked for: TEA001 word\n" in some.out
    assert some.out.endswith(f"{FILE}: 3 entries: 1 found, 1 stale, 1 not looked for.\n")
    records = json.loads(seolint("baseline", "show", "-f", "json").out)
    assert [record["status"] for record in records] == ["found", "found", "stale"]
    assert records[1]["findings"] == [
        {
            "path": "sub/b.md",
            "line": 7,
            "column": 3,
            "severity": "error",
            "rule": "teapot-word",
            "message": "“teapot” again",
        }
    ]


def test_a_stale_entry_is_told_and_fails_nothing(seolint, site, debt, page):
    (site / "seolint.toml").write_text('select = ["TEA", "LINT"]\n[plugins]\nfiles = ["tea"]\n')
    seolint("baseline", "create")
    page("a.md", "A cup.")
    result = seolint("check")
    assert result.code == 0
    assert result.out == (
        "LINT004 info: a.md no longer has the TEA001 of `word` that is listed here\n"
        f" --> {FILE}:2:1\n"
        "  |\n"
        '2 | {"path": "a.md", "code": "TEA001", "subject": "word", "fp": "d00ad958fbf19a1a"}\n'
        f"  | {'^' * 79}\n"
        "  = help: `seolint baseline prune` takes it out\n"
        "\n"
        f"Found 1 problem in the baseline: 1 info; 2 baselined.\n"
        'Passed: 3 pages, 0 errors, 0 warnings (fail-on = "error").\n'
    )


def test_the_json_report_tells_of_the_baseline(seolint, debt, page):
    seolint("baseline", "create")
    page("a.md", "A cup.")
    report = json.loads(seolint("check", "-f", "json", "--show", "baselined").out)
    assert report["run"]["baseline"] == {"path": FILE, "entries": 3, "stale": 1}
    assert report["summary"]["baselined"] == 2
    assert {finding["status"] for finding in report["findings"]} == {"baselined"}
    assert (
        json.loads(seolint("check", "-f", "json", "--no-baseline").out)["run"]["baseline"] is None
    )


def test_a_damaged_baseline_ends_the_run(seolint, site, debt):
    (site / FILE).write_text('{"seolint-baseline": 1}\n=======\n')
    for command in (("check",), ("baseline", "prune"), ("baseline", "show")):
        result = seolint(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            f"{FILE}:2:1: error: the baseline is damaged: this line is no JSON\n"
            "  = help: restore the file, or write it anew with `seolint baseline create --force`\n"
        )
    assert seolint("baseline", "create", "--force").code == 0
    assert seolint("check").code == 0


def test_two_sites_have_a_file_each(seolint, site, debt):
    (site / "sub/seolint.toml").write_text('select = ["TEA"]\n[plugins]\nfiles = ["../tea"]\n')
    made = seolint("baseline", "create")
    assert [line for line in made.out.splitlines() if line.startswith("Wrote")] == [
        f"Wrote {FILE}: 1 problem (1 error) in 1 page.",
        f"Wrote sub/{FILE}: 2 problems (1 error, 1 warning) in 1 page.",
    ]
    assert seolint("check").code == 0
    refused = seolint("check", "--baseline", FILE)
    assert refused.code == 2
    assert refused.err.startswith(f"{FILE}: error: one baseline for several sites: ., sub\n")
    assert seolint("baseline", "create", "--file", "x", "--force").code == 2


def test_an_unknown_word(seolint):
    assert seolint("baseline", "creat") == (
        2,
        "",
        "error: no such command: creat\n  = help: did you mean `create`?\n",
    )


def test_the_command_alone_tells_what_there_is(seolint):
    result = seolint("baseline")
    assert (result.code, result.err) == (0, "")
    assert all(f"  {name}  " in result.out for name in ("create", "prune", "show"))
