"""From files to findings: what is read, what is reported, and what goes wrong."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from house import House, told

from seolint.discovery import discover
from seolint.engine.run import run

JEKYLL = "title: Bakery\n"
POST = "---\ntitle: Loaf {0}\n---\n{1} Loaf {0}\n"


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    made.finds("acme001_rye", "rye")
    return made


def test_findings_are_sorted_by_path_and_place(house):
    house.finds("acme002_oat", "oat")
    house.page("b.md", "rye\n\noat oat rye\n")
    house.page("a.md", "oat\n")
    result = house.lint()
    assert [(f.path, f.span.line, f.span.column, f.code) for f in result.findings] == [
        ("a.md", 1, 1, "ACME002"),
        ("b.md", 1, 1, "ACME001"),
        ("b.md", 3, 1, "ACME002"),
        ("b.md", 3, 5, "ACME002"),
        ("b.md", 3, 9, "ACME001"),
    ]
    assert [page.path for page in result.pages] == ["a.md", "b.md"]


def test_an_order_of_paths_changes_nothing(house):
    for name in "abc":
        house.page(f"{name}.md", "rye\n")
    one, other = house.lint("c.md", "a.md", "b.md"), house.lint("a.md", "b.md", "c.md")
    assert one.findings == other.findings
    assert one.pages == other.pages


def test_a_page_is_known_after_the_run(house):
    house.page("a.md", "---\ntitle: Rye\ndraft: true\n---\nrye\n")
    result = house.lint()
    (page,) = result.pages
    assert (page.path, page.title, page.draft) == ("a.md", "Rye", True)
    assert result.source("a.md").startswith(b"---\ntitle")
    assert result.rules["ACME001"][0] == "rye"


def body_h1s(result) -> list[str]:
    return [finding.path for finding in result.findings if finding.code == "HEAD001"]


@pytest.fixture
def bakery(tmp_path: Path) -> House:
    """A Jekyll site of nine posts, all but the last without an H1 of their own."""
    house = House(tmp_path)
    house.page("_config.yml", JEKYLL)
    for day in range(1, 10):
        mark = "##" if day < 9 else "#"
        house.page(f"_posts/2024-01-0{day}-loaf.md", POST.format(day, mark))
    return house


def test_other_pages_have_a_say_although_only_named_ones_are_reported(bakery):
    last = "_posts/2024-01-09-loaf.md"
    assert body_h1s(bakery.lint(select=["HEAD"])) == [last]
    named = bakery.lint(last, select=["HEAD"])
    assert body_h1s(named) == [last]
    assert [page.path for page in named.pages] == [last]
    assert body_h1s(bakery.lint("_posts/2024-01-01-loaf.md", select=["HEAD"])) == []


def test_the_others_are_read_only_when_a_rule_asks_for_them(bakery, monkeypatch):
    opened: list[str] = []
    original = open

    def listen(path, *arguments, **rest):
        opened.append(Path(str(path)).name)
        return original(path, *arguments, **rest)

    monkeypatch.setattr("builtins.open", listen)
    bakery.lint("_posts/2024-01-09-loaf.md", select=["IMG001"])
    assert opened.count("2024-01-09-loaf.md") >= 1
    assert "2024-01-01-loaf.md" not in opened
    bakery.lint("_posts/2024-01-09-loaf.md", select=["HEAD"])
    assert "2024-01-01-loaf.md" in opened


def test_paths_of_the_others_are_relative_to_the_working_directory(tmp_path):
    house = House(tmp_path)
    house.page("site/seolint.toml", "")
    house.page("site/a.md", "rye\n")
    house.page("site/b.md", "rye\n")
    body = """
from seolint.api import Related
for page in site.pages:
    related = tuple(Related(other.path, other.top, "as here") for other in site.pages)
    yield Problem(page.top, "a page", path=page.path, related=related)
"""
    house.rule("acme001_pages", body, argument="site")
    files = [str(tmp_path / "house")]
    (finding,) = house.lint("site/a.md", plugins={"files": files}).findings
    assert finding.path == "site/a.md"
    assert [other.path for other in finding.related] == ["site/a.md", "site/b.md"]


def test_rules_over_the_site_obey_the_settings_of_each_page(tmp_path):
    house = House(tmp_path)
    body = 'for page in site.pages: yield Problem(page.top, "a page", path=page.path)'
    house.rule("acme001_pages", body, argument="site")
    for name in ("a.md", "b/b.md", "c/c.md", "d/d.md"):
        house.page(name, "rye\n")
    overrides = [
        {"files": ["b/**"], "severity": {"ACME001": "info"}},
        {"files": ["c/**"], "ignore": ["ACME001"]},
    ]
    result = house.lint(overrides=overrides)
    assert [(f.path, f.severity) for f in result.findings] == [
        ("a.md", "error"),
        ("b/b.md", "info"),
        ("d/d.md", "error"),
    ]


def test_a_rule_over_the_site_that_raises_spares_the_others(house):
    house.rule("acme002_crash", "raise ZeroDivisionError('no oven')", argument="site")
    house.page("a.md", "rye\n")
    house.page("b.md", "rye\n")
    result = house.lint()
    assert [code for _, code, _ in told(result)] == ["ACME001", "ACME001"]
    (error,) = result.errors
    assert (error.kind, error.code, error.path) == ("rule-crash", "FILE006", None)
    assert "ACME002" in error.message and "ZeroDivisionError" in error.message


def test_a_page_that_was_not_judged_is_no_matter_of_rules_over_the_site(bakery):
    bakery.page("_posts/2024-01-10-loaf.md", b"---\ntitle: A\n---\n" + bytes(range(32)))
    result = bakery.lint(site={"h1": "body"}, select=["HEAD"])
    codes = [f.code for f in result.findings if f.path == "_posts/2024-01-10-loaf.md"]
    assert codes == ["FILE002"]


def refuse(monkeypatch, name: str, error: OSError) -> None:
    """Makes a file one that cannot be read, for whoever runs the test."""
    original = open

    def opened(path, *arguments, **rest):
        if Path(str(path)).name == name:
            raise error
        return original(path, *arguments, **rest)

    monkeypatch.setattr("builtins.open", opened)


def test_a_file_that_cannot_be_read_is_an_error_and_the_rest_goes_on(house, monkeypatch):
    house.page("a.md", "rye\n")
    house.page("b.md", "rye\n")
    refuse(monkeypatch, "a.md", PermissionError(13, "Permission denied"))
    result = house.lint()
    (error,) = result.errors
    assert (error.kind, error.path, error.code) == ("io", "a.md", "FILE001")
    assert "permission denied" in error.message
    assert told(result) == [("b.md", "ACME001", 1)]
    assert [page.path for page in result.pages] == ["b.md"]


def test_a_page_of_the_index_that_cannot_be_read_is_a_note(bakery, monkeypatch):
    refuse(monkeypatch, "2024-01-02-loaf.md", PermissionError(13, "Permission denied"))
    result = bakery.lint("_posts/2024-01-09-loaf.md", select=["HEAD"])
    assert result.errors == ()
    assert len(result.notes) == 1
    assert "2024-01-02-loaf.md" in result.notes[0] and "permission denied" in result.notes[0]


@pytest.mark.parametrize(("path", "errors"), [(".", 0), ("gone.md", 1)])
def test_a_file_that_goes_away_is_an_error_only_when_it_was_named(house, path, errors):
    house.page("a.md", "rye\n")
    gone = house.page("gone.md", "rye\n")
    found = discover([path, "a.md"], house.given(), cwd=house.folder)
    gone.unlink()
    result = run(found)
    assert [error.code for error in result.errors] == ["FILE001"] * errors
    assert len(result.notes) == 1 - errors
    assert told(result) == [("a.md", "ACME001", 1)]


def test_a_file_that_goes_away_after_it_was_read_does_no_harm(house, monkeypatch):
    house.rule("acme002_gone", "import os; os.unlink('a.md'); yield Problem(doc.top, 'gone')")
    house.page("a.md", "rye\n")
    monkeypatch.chdir(house.folder)
    result = house.lint()
    assert {code for _, code, _ in told(result)} == {"ACME001", "ACME002"}
    with pytest.raises(OSError, match="No such file"):
        result.source("a.md")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_read_once(house):
    pipe = house.folder / "pipe.md"
    os.mkfifo(pipe)
    house.rule("acme002_page", "yield Problem(doc.top, 'a page')")
    writer = threading.Thread(target=pipe.write_bytes, args=[b"rye\n"], daemon=True)
    writer.start()
    result = house.lint("pipe.md")
    writer.join(10)
    assert told(result) == [("pipe.md", "ACME001", 1), ("pipe.md", "ACME002", 1)]
    assert result.source("pipe.md") == b"rye\n"


def test_standard_input_is_a_page_by_its_name(house):
    found = discover(["-"], house.given(), cwd=house.folder, stdin_filename="posts/new.md")
    result = run(found, stdin=b"a rye\n")
    assert told(result) == [("posts/new.md", "ACME001", 1)]
    assert result.source("posts/new.md") == b"a rye\n"


def test_a_large_file_is_not_read(house):
    house.page("a.md", "rye\n" * 600)
    house.page("b.md", "rye\n")
    result = house.lint(**{"max-file-size": "1 KiB"})
    assert told(result) == [("a.md", "FILE004", 1), ("b.md", "ACME001", 1)]
    assert "1,024 bytes" in result.findings[0].message
    assert len(result.source("a.md")) == 1024


def test_a_file_of_just_the_size_is_read(house):
    house.page("a.md", "rye".ljust(1024))
    assert told(house.lint(**{"max-file-size": "1 KiB"})) == [("a.md", "ACME001", 1)]


@pytest.mark.parametrize(
    ("drafts", "severities"), [("check", ["error"]), ("relax", []), ("skip", [])]
)
def test_drafts(house, drafts, severities):
    house.page("a.md", "---\ndraft: true\n---\nrye\n")
    result = house.lint(drafts=drafts)
    assert [finding.severity for finding in result.findings] == severities
    assert len(result.pages) == (drafts != "skip")
    assert result.skipped == (drafts == "skip")


def test_what_a_rule_prints_goes_to_stderr(house, capsys):
    house.rule("acme002_loud", "print('kneading'); yield from ()")
    house.page("a.md", "rye\n")
    house.lint()
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "kneading\n")


def test_an_override_gives_pages_their_language(tmp_path):
    house = House(tmp_path)
    house.page("a.md", "rye\n")
    house.page("de/a.md", "rye\n")
    result = house.lint(language="en", overrides=[{"files": ["de/**"], "language": "de"}])
    assert [(page.path, page.language) for page in result.pages] == [
        ("a.md", "en"),
        ("de/a.md", "de"),
    ]


def test_each_root_has_its_own_settings(tmp_path):
    house = House(tmp_path)
    house.finds("acme001_rye", "rye")
    for name, select in (("one", "ACME"), ("two", "HEAD")):
        house.page(f"{name}/a.md", "rye\n")
        config = f'select = ["{select}"]\nplugins.files = ["{(tmp_path / "house").as_posix()}"]\n'
        house.page(f"{name}/seolint.toml", config)
    found = discover(["one", "two"], {}, cwd=tmp_path)
    families = [(finding.path, finding.family) for finding in run(found).findings]
    assert families == [("one/a.md", "ACME"), ("two/a.md", "HEAD")]


def test_a_run_gives_the_same_bytes_again(house):
    house.page("_config.yml", JEKYLL)
    for name in ("a.md", "b.md", "c/d.html", "_posts/2024-01-01-e.md"):
        house.page(name, "---\ntitle: Rye\nlang: en\n---\n# Rye\n\n<img src=a.png> [b](c) rye\n")
    printed = set()
    for seed in ("1", "2"):
        process = subprocess.run(
            [sys.executable, "-m", "seolint", "check", "-f", "json", "--profile", "all"],
            cwd=house.folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "86400"},
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert process.returncode == 1
        printed.add(process.stdout)
    (report,) = printed
    assert len(json.loads(report)["findings"]) > 10
