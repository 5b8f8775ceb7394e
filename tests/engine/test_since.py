"""What a branch brought about, on repositories that are made for it."""

import os
from pathlib import Path

import pytest
from clone import HOSTILE, Clone
from house import House, told

from seolint.git import GitError

POST = "---\ntitle: {title}\ndescription: {title}, in a sentence that says what it is about\n---\n"
TEXT = "".join(f"Line {number} of a text that is long enough.\n\n" for number in range(1, 21))
LINKS = """
paths = {page.path for page in site.pages}
for page in site.pages:
    for image in page.images:
        if image.text.endswith(".md") and image.text not in paths:
            message = f"no page {image.text}"
            yield Problem(image.span, message, path=page.path, subject=f"link:{image.text}")
        if image.text.endswith(".png") and site.files.get(image.text) is None:
            message = f"no file {image.text}"
            yield Problem(image.span, message, path=page.path, subject=f"image:{image.text}")
"""
"""A site rule: pages point to others by images, and the others have to be there."""


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


class Site(House):
    """A house in a repository, with a branch that leaves `main`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.clone = Clone(folder)
        self.finds("acme001_rye", "rye")
        self.rule(
            "acme002_description",
            "if doc.field('description') is None:\n"
            "    yield Problem(doc.top, 'no description', anchor='page', subject='field')",
        )
        self.rule("acme003_link", LINKS, "site")
        self.page("seolint.toml", "")

    def branch(self) -> None:
        """Commits what there is to `main`, and leaves it."""
        self.clone.commit("Begin")
        self.clone.git("checkout", "-q", "-b", "topic")

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def new(self, scope: str = "introduced", **more) -> list[tuple[str, str, int]]:
        """What is new since `main`, the same with and without a commit of it."""
        loose = told(self.lint(since="main", scope=scope, **more))
        self.clone.commit()
        assert told(self.lint(since="main", scope=scope, **more)) == loose
        return loose


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.chdir(tmp_path)
    return Site(tmp_path)


def post(title: str, body: str = "") -> str:
    return POST.format(title=title) + body


def test_nothing_has_changed(site):
    site.page("a.md", "rye\n")
    site.branch()
    result = site.lint(since="main")
    assert told(result) == []
    assert len(told(result, "out-of-scope")) == 2


def test_a_description_is_deleted(site):
    site.page("a.md", post("A", f"rye\n\n{TEXT}"))
    site.branch()
    site.page("a.md", f"---\ntitle: A\n---\nrye\n\n{TEXT}")
    assert site.new() == [("a.md", "ACME002", 1)]
    assert site.new("lines") == []
    assert site.new("files") == [("a.md", "ACME002", 1), ("a.md", "ACME001", 4)]


def test_a_page_is_renamed_from_under_ten_links(site):
    site.page("target.md", post("Target", TEXT))
    for number in range(10):
        site.page(f"{number}.md", post(str(number), "![x](target.md)\n\n![y](nowhere.md) rye\n"))
    site.branch()
    (site.folder / "target.md").rename(site.folder / "aim.md")
    assert site.new() == [(f"{number}.md", "ACME003", 5) for number in range(10)]
    assert site.new("files") == []


def test_a_picture_is_deleted_from_under_a_page(site):
    site.page("pot.png", b"\x89PNG")
    site.page("a.md", post("A", "![x](pot.png)\n"))
    site.branch()
    (site.folder / "pot.png").unlink()
    assert site.new() == [("a.md", "ACME003", 5)]


def test_a_picture_that_is_renamed_with_its_link_is_there(site):
    site.page("pot.png", b"\x89PNG" * 99)
    site.page("a.md", post("A", "![x](pot.png) ![y](pan.png)\n"))
    site.branch()
    (site.folder / "pot.png").rename(site.folder / "cup.png")
    site.page("a.md", post("A", "![x](cup.png)\n\n![y](pan.png)\n"))
    assert site.new() == [("a.md", "ACME003", 7)]


def test_a_typo_is_mended_far_from_an_old_defect(site):
    site.page("a.md", post("A", f"rye\n\n{TEXT}"))
    site.branch()
    site.page("a.md", post("A", f"rye\n\n{TEXT.replace('20 of', '20  of')}"))
    assert site.new() == []
    assert site.new("files") == [("a.md", "ACME001", 5)]


def test_an_old_defect_in_a_line_that_is_edited_comes_up(site):
    site.page("a.md", post("A", f"Some rye\n\n{TEXT}"))
    site.branch()
    site.page("a.md", post("A", f"All rye\n\n{TEXT}"))
    assert site.new() == [("a.md", "ACME001", 5)]


def test_a_line_deleted_inside_of_a_finding_touches_it(site):
    body = "span = doc.span(doc.text.index('from'), doc.text.index('to') + 2)"
    site.rule("acme004_span", f"{body}\nyield Problem(span, 'x', subject='span')")
    site.page("a.md", "from\nhere\nto\n\nold\n")
    site.branch()
    site.page("a.md", "from\nto\n\n")
    found = site.new()
    assert ("a.md", "ACME004", 1) in found
    site.clone.git("checkout", "-q", "main")
    site.clone.git("checkout", "-q", "-b", "other")
    site.page("a.md", "from\nhere\nto\n\n")
    assert site.new() == []


def test_of_equal_findings_the_one_in_a_changed_line_is_new(site):
    site.page("a.md", post("A", f"Some rye\n\n{TEXT}\nmore rye\n"))
    site.branch()
    site.page("a.md", post("A", f"New rye\n\nSome rye\n\n{TEXT}\nmore rye\n"))
    assert site.new() == [("a.md", "ACME001", 5)]


def test_a_new_post(site):
    site.page("a.md", "rye\n")
    site.branch()
    site.page("new/b.md", "rye\n")
    expected = [("new/b.md", "ACME001", 1), ("new/b.md", "ACME002", 1)]
    for scope in ("introduced", "lines", "files"):
        assert sorted(site.new(scope)) == expected


def test_a_deleted_post(site):
    site.page("a.md", post("A", "![x](b.md) rye\n"))
    site.page("b.md", "rye\n")
    site.branch()
    (site.folder / "b.md").unlink()
    assert site.new() == [("a.md", "ACME003", 5)]


def test_a_post_that_moves_takes_its_old_defects_with_it(site):
    site.page("a.md", f"rye\n\n{TEXT}")
    site.branch()
    (site.folder / "sub").mkdir()
    (site.folder / "a.md").rename(site.folder / "sub/b.md")
    assert site.new() == []
    site.page("sub/b.md", f"rye\n\n{TEXT}\n\nrye\n")
    assert site.new() == [("sub/b.md", "ACME001", 45)]


def test_a_file_that_becomes_a_page_is_new(site):
    site.page("drafts/a.md", f"rye\n\n{TEXT}")
    site.branch()
    (site.folder / "drafts/a.md").rename(site.folder / "a.md")
    assert [path for path, *_ in site.new(exclude=["drafts/"])] == ["a.md", "a.md"]


def test_what_a_suppression_silenced_is_new_without_it(site):
    site.page("a.md", post("A", f"rye\n\n{TEXT}<!-- seolint-disable-file ACME001 -- old -->\n"))
    site.branch()
    site.page("a.md", post("A", f"rye\n\n{TEXT}"))
    assert site.new() == [("a.md", "ACME001", 5)]


def test_a_draft_that_is_published(site):
    site.page("a.md", f"---\ndraft: true\ntitle: A\n---\n{TEXT}rye\n")
    site.branch()
    site.page("a.md", f"---\ndraft: false\ntitle: A\n---\n{TEXT}rye\n")
    assert site.new() == [("a.md", "ACME002", 1), ("a.md", "ACME001", 45)]


def test_both_a_baseline_and_since(site):
    site.page("a.md", post("A", f"rye\n\n{TEXT}rye\n"))
    site.branch()
    line = '{"path": "a.md", "code": "ACME001", "subject": "word:rye", "n": 2}\n'
    site.page(".seolint-baseline.jsonl", '{"seolint-baseline": 1}\n' + line)
    site.page("a.md", post("A", f"New rye\n\nrye\n\n{TEXT}rye\n"))
    result = site.lint(since="main", known=True)
    assert told(result) == [("a.md", "ACME001", 5)]
    assert len(told(result, "baselined")) == 2
    site.page(".seolint-baseline.jsonl", '{"seolint-baseline": 1}\n' + line.replace("2", "3"))
    assert told(site.lint(since="main", known=True)) == []


def test_a_stale_entry_is_told_where_its_page_changed(site):
    entries = "".join(
        f'{{"path": "{name}.md", "code": "ACME001", "subject": "word:rye"}}\n' for name in "ab"
    )
    site.page(".seolint-baseline.jsonl", '{"seolint-baseline": 1}\n' + entries)
    site.page("a.md", post("A", "rye\n"))
    site.page("b.md", post("B", "oat\n"))
    site.branch()
    site.page("a.md", post("A", "oat\n"))
    assert told(site.lint(since="main", known=True)) == [(".seolint-baseline.jsonl", "LINT004", 2)]
    assert [line for _, _, line in told(site.lint(since="main", scope=None, known=True))] == [2, 3]


def test_lines_of_every_kind(site):
    for name, end in (("crlf", "\r\n"), ("cr", "\r"), ("lf", "\n")):
        site.page(f"{name}.md", (post("A", f"Old rye\n\n{TEXT}")).replace("\n", end))
    site.branch()
    for name, end in (("crlf", "\r\n"), ("cr", "\r"), ("lf", "\n")):
        site.page(f"{name}.md", (post("A", f"Old rye\n\n{TEXT}\n\nrye\n")).replace("\n", end))
    assert site.new() == [
        ("cr.md", "ACME001", 5),
        ("cr.md", "ACME001", 49),
        ("crlf.md", "ACME001", 49),
        ("lf.md", "ACME001", 49),
    ]


def test_hostile_settings_and_names(site, tmp_path_factory, monkeypatch):
    site.page("a b.md", post("A", f"rye\n\n{TEXT}"))
    site.page("ä.md", post("A", f"rye\n\n{TEXT}"))
    site.branch()
    settings = tmp_path_factory.mktemp("home") / "gitconfig"
    settings.write_text(HOSTILE)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    site.page("a b.md", post("A", f"rye\n\n{TEXT}more rye\n"))
    (site.folder / "ä.md").rename(site.folder / "ö.md")
    assert site.new() == [("a b.md", "ACME001", 47)]
    assert not list(site.folder.rglob("owned-by-*"))


def test_a_detached_head_and_a_work_tree(site, tmp_path_factory, monkeypatch):
    site.page("a.md", f"rye\n\n{TEXT}")
    site.branch()
    site.page("a.md", f"rye\n\n{TEXT}\n\nrye\n")
    site.clone.commit()
    site.clone.git("checkout", "-q", "--detach")
    assert told(site.lint(since="main")) == [("a.md", "ACME001", 45)]
    tree = tmp_path_factory.mktemp("tree") / "inner"
    site.clone.git("worktree", "add", "-q", tree, "topic")
    monkeypatch.chdir(tree)
    assert told(House(tree).lint(since="main")) == [("a.md", "ACME001", 45)]


def test_a_site_in_a_folder_of_the_repository(tmp_path, monkeypatch):
    clone = Clone(tmp_path)
    house = Site(tmp_path / "docs")
    house.clone = clone
    (tmp_path / "docs/.git").rename(tmp_path / "gone")
    house.page("a.md", f"rye\n\n{TEXT}")
    house.branch()
    clone.write("elsewhere.md", "rye\n")
    house.page("a.md", f"rye\n\n{TEXT}\n\nrye\n")
    monkeypatch.chdir(tmp_path / "docs")
    assert house.new() == [("a.md", "ACME001", 45)]


def test_pages_of_a_submodule_have_no_history_here(site, tmp_path_factory):
    inner = Clone(tmp_path_factory.mktemp("inner"))
    inner.write("page.md", "rye\n")
    inner.commit()
    allow = ("-c", "protocol.file.allow=always")
    site.clone.git(*allow, "submodule", "add", "-q", inner.folder, "sub")
    site.branch()
    site.page("sub/page.md", "rye rye\n")
    site.page("own.md", "rye\n")
    assert [path for path, *_ in told(site.lint(since="main"))] == ["own.md", "own.md"]


def test_a_repository_in_the_folder_has_its_own_history(site):
    site.page("a.md", "x\n")
    site.branch()
    own = Clone(site.folder / "own")
    own.write("page.md", "rye\n")
    own.commit()
    own.write("page.md", "rye\nrye\n")
    assert told(site.lint(since="main")) == [("own/page.md", "ACME001", 2)]


def test_no_head_and_no_repository(site, tmp_path_factory):
    site.page("a.md", "x\n")
    with pytest.raises(GitError):
        site.lint(since="main")
    alone = House(tmp_path_factory.mktemp("alone"))
    alone.page("a.md", "x\n")
    with pytest.raises(GitError):
        alone.lint(since="main")


def test_of_several_repositories_the_one_that_cannot_tell_is_named(site):
    site.page("a.md", "x\n")
    site.branch()
    Clone(site.folder / "own").write("page.md", "rye\n")
    with pytest.raises(GitError) as caught:
        site.lint(since="main")
    assert str(caught.value).endswith(f"\n  = note: in {os.path.realpath(site.folder / 'own')}")


def test_only_named_pages_are_reported(site):
    site.page("target.md", post("Target", TEXT))
    for name in "ab":
        site.page(f"{name}.md", post(name, "![x](target.md)\n"))
    site.branch()
    (site.folder / "target.md").unlink()
    assert told(site.lint("a.md", since="main")) == [("a.md", "ACME003", 5)]


def test_a_rule_that_crashes_on_the_past_says_nothing_is_old(site):
    site.rule(
        "acme005_crash", "if 'bad' in doc.text: raise ValueError\nyield Problem(doc.top, 'x')"
    )
    site.page("a.md", "bad\n")
    site.branch()
    site.page("a.md", "good\n")
    result = site.lint(since="main")
    assert ("a.md", "ACME005", 1) in told(result)
    assert result.errors == ()
