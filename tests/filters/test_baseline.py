"""What is known: the file that lists it, and what it covers."""

import json
from pathlib import Path

import pytest
from checkout import call
from clone import Clone
from house import House, told
from hypothesis import given, settings
from hypothesis import strategies as st

from seolint.engine.run import Run
from seolint.filters.baseline import (
    BaselineError,
    Entry,
    entries_of,
    find_baselines,
    read_baseline,
    written,
)

FILE = ".seolint-baseline.jsonl"
HEAD = '{"seolint-baseline": 1}\n'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.chdir(tmp_path)
    made = House(tmp_path)
    made.finds("acme001_rye", "rye")
    made.finds("acme002_oat", "oat", severity="warning")
    made.rule("acme003_page", "yield Problem(doc.top, 'a page', anchor='page', subject='page')")
    return made


def create(house: House, **more) -> None:
    """Lists all that is found."""
    house.page(FILE, written(entries_of(house.lint(**more).findings)))


def lint(house: House, *paths: str, **more) -> Run:
    """Lints with the baseline of the house."""
    return house.lint(*paths, known=True, **more)


def test_the_file(house):
    house.page("b.md", "oat oat\n")
    house.page("a.md", "rye\n")
    create(house, ignore=["ACME003"])
    assert (house.folder / FILE).read_text() == (
        '{"seolint-baseline": 1}\n'
        '{"path": "a.md", "code": "ACME001", "subject": "word:rye", "fp": "eca6c6628009c076"}\n'
        '{"path": "b.md", "code": "ACME002", "subject": "word:oat", "fp": "9ce5d950a1a0dd4b", '
        '"n": 2}\n'
    )


def test_what_is_listed_is_known_and_one_more_is_new(house):
    house.page("a.md", "rye and oat and oat\n")
    create(house)
    assert told(lint(house)) == []
    assert len(told(lint(house), "baselined")) == 4
    house.page("a.md", "rye and oat and oat\n\noat\n")
    assert told(lint(house)) == [("a.md", "ACME002", 3)]


def test_errors_warnings_and_infos_are_listed_but_no_page_that_was_not_read(house):
    house.page("a.md", b"\x00" * 99)
    house.page("b.md", "rye\n")
    create(house)
    assert {entry.path for entry in read_baseline(house.folder / FILE, FILE).entries} == {"b.md"}
    house.page(FILE, HEAD + json.dumps({"path": "a.md", "code": "FILE002", "subject": "file"}))
    assert ("a.md", "FILE002", 1) in told(lint(house))


def test_what_is_mended_is_stale_and_can_only_be_taken_out(house):
    house.page("a.md", "rye\n\noat oat oat\n")
    create(house)
    house.page("a.md", "oat oat\n")
    result = lint(house)
    assert told(result) == [(FILE, "LINT004", 2)]
    (finding,) = [each for each in result.findings if each.code == "LINT004"]
    assert finding.severity == "info"
    assert finding.message == "a.md no longer has the ACME001 of `word:rye` that is listed here"
    (debt,) = result.debts
    assert {(entry.code, entry.count) for entry in debt.pruned} == {("ACME002", 2), ("ACME003", 1)}


def test_many_stale_entries_are_one_finding(house):
    for number in range(12):
        house.page(f"{number}.md", "rye\n")
    create(house)
    for number in range(12):
        house.page(f"{number}.md", "wheat\n")
    result = lint(house)
    (finding,) = [each for each in result.findings if each.code == "LINT004"]
    assert (finding.data["count"], len(finding.related)) == (12, 10)
    assert len(result.debts[0].stale) == 12


@pytest.mark.parametrize(
    ("paths", "more"),
    [
        (["b.md"], {}),
        (["."], {"ignore": ["ACME001"]}),
        (["."], {"exclude": ["a.md"]}),
        (["."], {"per-file-ignores": {"a.md": ["ACME"]}}),
    ],
)
def test_an_entry_is_judged_only_where_its_rule_read_its_page(house, paths, more):
    house.page("a.md", "rye\n")
    house.page("b.md", "rye\n")
    create(house)
    house.page("a.md", "wheat\n")
    result = lint(house, *paths, **more)
    assert told(result) == []
    before = read_baseline(house.folder / FILE, FILE).entries
    assert {e.who for e in result.debts[0].pruned} == {e.who for e in before}


def test_a_rule_that_crashed_judges_no_entry(house):
    house.page("a.md", "rye\n")
    create(house)
    house.rule("acme001_rye", "raise ValueError(doc.path)")
    result = lint(house)
    assert result.debts[0].stale == []


def test_a_suppressed_finding_needs_no_entry(house):
    house.page("a.md", "rye\n")
    create(house)
    house.page("a.md", "rye <!-- seolint-disable-line ACME001 -- a name -->\n")
    assert (FILE, "LINT004", 2) in told(lint(house))


def test_a_page_that_moved_takes_its_entries_with_it(house):
    for name in ("a", "b", "c"):
        house.page(f"{name}.md", "rye\n\noat\n")
    house.page("d.md", "rye rye rye\n")
    create(house)
    (house.folder / "d.md").unlink()
    (house.folder / "b.md").unlink()
    house.page("new/b.md", "Now\n\noat and\n\nrye\n")
    house.page("e.md", "rye rye\n\nrye rye\n")
    result = lint(house)
    assert told(result) == [("e.md", "ACME001", 3)]
    assert result.debts[0].moved == {"b.md": "new/b.md", "d.md": "e.md"}
    house.page(FILE, written(result.debts[0].pruned))
    assert result.debts[0].stale == lint(house).debts[0].stale == []
    assert told(lint(house)) == [("e.md", "ACME001", 3)]


def test_git_knows_better_what_became_of_a_page(house):
    clone = Clone(house.folder)
    text = "".join(f"line {number}\n" for number in range(9))
    house.page("sub/a.md", f"rye\n\n{text}")
    house.page("sub/b.md", f"rye\n\n{text.replace('line', 'verse')}")
    create(house)
    clone.commit()
    clone.git("mv", "sub/a.md", "sub/y.md")
    clone.commit()
    clone.git("mv", "sub/b.md", "sub/x.md")
    result = lint(house)
    assert result.debts[0].moved == {"sub/a.md": "sub/y.md", "sub/b.md": "sub/x.md"}
    assert told(result) == []


def test_a_copy_of_a_page_is_not_known(house):
    house.page("a.md", "rye\n")
    create(house)
    house.page("b.md", "rye\n")
    assert {path for path, _, _ in told(lint(house))} == {"b.md"}


def test_a_deleted_page_leaves_stale_entries(house):
    house.page("a.md", "rye\n")
    house.page("b.md", "wheat\n")
    create(house, ignore=["ACME003"])
    (house.folder / "a.md").unlink()
    assert told(lint(house, ignore=["ACME003"])) == [(FILE, "LINT004", 2)]
    assert told(lint(house, "b.md", ignore=["ACME003"])) == []


@pytest.mark.parametrize("path", ["../a.md", "/etc/passwd", "a/../../b.md"])
def test_nothing_outside_of_the_root_is_looked_at(house, path, monkeypatch):
    house.page("a.md", "wheat\n")
    house.page(FILE, HEAD + json.dumps({"path": path, "code": "ACME001", "subject": "word:rye"}))
    asked = []
    monkeypatch.setattr("os.path.lexists", lambda path: asked.append(str(path)) or True)
    lint(house, ignore=["ACME003"])
    assert [each for each in asked if not each.endswith(FILE)] == []


def test_names_of_every_kind_can_be_listed(house):
    for name in ("é ö.md", 'a "b".md', "c\\d.md", "e\udcff.md"):
        house.page(name, "rye\n")
    create(house)
    assert (house.folder / FILE).read_bytes().isascii()
    assert told(lint(house)) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the baseline is empty; even one without entries has a line"),
        ("\n \n", "the baseline is empty; even one without entries has a line"),
        ('{"a": 1}\n', 'no baseline: the first line is not {"seolint-baseline": 1}'),
        ('{"seolint-baseline": 2}\n', "a baseline of version 2; this seolint reads 1"),
        ('{"seolint-baseline": true}\n', "a baseline of version True; this seolint reads 1"),
        (HEAD + "<<<<<<< HEAD\n", "the baseline is damaged: this line is no JSON"),
        (HEAD + '{"path": "a.md"', "the baseline is damaged: this line is no JSON"),
        (HEAD + "[" * 90_000, "the baseline is damaged: this line is no JSON"),
        (HEAD + "[]", "the baseline is damaged: this line is no entry, it is no object"),
        (
            HEAD + '{"path": "a.md", "code": "ACME001"}',
            "the baseline is damaged: this line is no entry, it needs `path`, `code` and `subject`",
        ),
        (
            HEAD + '{"path": "a.md", "code": "A", "subject": "s", "n": -1}',
            "the baseline is damaged: this line is no entry, `n` is no number of findings",
        ),
    ],
)
def test_a_damaged_file_is_never_no_baseline(tmp_path, text, message):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(BaselineError) as caught:
        read_baseline(tmp_path / FILE, "x.jsonl")
    assert caught.value.args[0] == message
    assert str(caught.value).startswith("x.jsonl")
    assert "\n  = help: " in str(caught.value)


def test_bytes_that_are_no_text_and_what_is_no_file(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(BaselineError, match="no UTF-8 text"):
        read_baseline(tmp_path / FILE, FILE)
    with pytest.raises(BaselineError, match="cannot be read"):
        read_baseline(tmp_path, FILE)


def test_lines_in_any_order_twice_and_from_windows(tmp_path):
    one = '{"path": "a.md", "code": "A", "subject": "s"}'
    more = '{"path": "a.md", "code": "A", "subject": "s", "n": 3, "later": "field"}'
    text = "\ufeff" + HEAD + "\r\n".join([more, one, HEAD.strip(), "", more, ""])
    (tmp_path / FILE).write_bytes(text.encode())
    (entry,) = read_baseline(tmp_path / FILE, FILE).entries
    assert (entry.who, entry.count) == (("a.md", "A", "s"), 3)
    assert (entry.span.line, entry.span.column) == (2, 1)


def test_where_the_file_is_looked_for(house, tmp_path):
    house.page("seolint.toml", 'baseline = "known/list.jsonl"\n')
    house.page("known/list.jsonl", HEAD)
    from seolint.discovery import discover

    house.page("a.md", "rye\n")
    (root,) = discover(["."], {}, cwd=tmp_path).roots
    assert find_baselines([root])[root].path == tmp_path / "known/list.jsonl"
    (tmp_path / "known/list.jsonl").unlink()
    assert find_baselines([root]) == {}
    (tmp_path / "known/list.jsonl").symlink_to("nowhere")
    with pytest.raises(BaselineError):
        find_baselines([root])


NAMES = st.sampled_from(["a.md", "b/c.md", "é.md"])
ENTRIES = st.dictionaries(
    st.tuples(NAMES, st.sampled_from(["META010", "IMG001"]), st.sampled_from(["", "x", 'q"\\'])),
    st.integers(1, 3),
)


@settings(deadline=None)
@given(ENTRIES, ENTRIES)
def test_a_union_of_two_files_covers_what_both_cover(tmp_path_factory, ours, theirs):
    path = tmp_path_factory.mktemp("union") / FILE
    lines = [
        line
        for entries in (ours, theirs)
        for line in written([Entry(*each) for each in entries.items()]).splitlines()
    ]
    path.write_text("\n".join(lines))
    found = {entry.who: entry.count for entry in read_baseline(path, FILE).entries}
    assert found == {
        who: max(ours.get(who, 0), theirs.get(who, 0)) for who in ours.keys() | theirs.keys()
    }


def test_two_branches_merge_without_a_conflict(tmp_path):
    clone = Clone(tmp_path)
    pages = {(f"{name}.md", "META010", "field:description"): 1 for name in "abcdefgh"}

    def write(entries):
        clone.write(FILE, written([Entry(*each) for each in entries.items()]))

    write(pages)
    clone.write(".gitattributes", f"{FILE} merge=union\n")
    clone.commit()
    clone.git("checkout", "-q", "-b", "topic")
    write({who: count for who, count in pages.items() if who[0] not in ("b.md", "c.md")})
    clone.commit()
    clone.git("checkout", "-q", "main")
    write({**pages, ("bb.md", "IMG001", "img:x.png"): 2})
    clone.commit()
    assert call("git", "merge", "-q", "--no-edit", "topic", cwd=tmp_path).returncode == 0
    found = {entry.who for entry in read_baseline(tmp_path / FILE, FILE).entries}
    assert found >= {who for who in pages if who[0] not in ("b.md", "c.md")}
    assert ("bb.md", "IMG001", "img:x.png") in found
