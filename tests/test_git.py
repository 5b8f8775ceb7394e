"""What git is asked, on repositories of every kind and under settings of every kind."""

import os
import subprocess
from pathlib import Path

import pytest
from checkout import call
from clone import HOSTILE, Clone

from seolint import git
from seolint.git import Change, GitError, Repository

TEN = "".join(f"line {number}\n" for number in range(1, 11))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


@pytest.fixture
def clone(tmp_path) -> Clone:
    """A repository with a few files in one commit."""
    clone = Clone(tmp_path / "site")
    for name in ("kept.md", "edited.md", "moved.md", "deleted.md"):
        clone.write(name, f"# {name}\n{TEN}")
    clone.commit("Begin")
    return clone


def edit(clone: Clone) -> None:
    """One change of each kind, some of them staged or committed."""
    clone.write("edited.md", "# edited.md\n" + TEN.replace("line 4\n", "four\n4½\n"))
    clone.write("committed.md", "new\n")
    clone.commit()
    clone.git("mv", "moved.md", "elsewhere.md")
    clone.write("elsewhere.md", "# moved.md\n" + TEN.replace("line 9\n", ""))
    clone.delete("deleted.md")
    clone.write("sub folder/untracked é.md", "new\n")
    clone.write(".gitignore", "ignored.md\n")
    clone.write("ignored.md", "x\n")


def changes(clone: Clone, base: str) -> dict[str, tuple[str | None, str | None]]:
    found = Repository(clone.folder).changes(base)
    return {change.new or change.old or "": (change.old, change.new) for change in found}


EDITS = {
    "edited.md": ("edited.md", "edited.md"),
    "committed.md": (None, "committed.md"),
    "elsewhere.md": ("moved.md", "elsewhere.md"),
    "deleted.md": ("deleted.md", None),
    "sub folder/untracked é.md": (None, "sub folder/untracked é.md"),
    ".gitignore": (None, ".gitignore"),
}
HUNKS = {"edited.md": [(5, 2)], "elsewhere.md": [(9, 0)], "committed.md": [(1, 1)]}


def test_changes_of_every_kind(clone):
    base = clone.git("rev-parse", "HEAD")
    edit(clone)
    assert changes(clone, base) == EDITS
    assert Repository(clone.folder).hunks(base, list(EDITS)) == HUNKS


def test_the_content_of_before(clone):
    base = clone.git("rev-parse", "HEAD")
    edit(clone)
    repository = Repository(clone.folder)
    blobs = {change.old: change.blob for change in repository.changes(base) if change.old}
    found = repository.read(blobs.values())
    assert {name: found[blob] for name, blob in blobs.items()} == {
        name: f"# {name}\n{TEN}".encode() for name in ("edited.md", "moved.md", "deleted.md")
    }


def test_settings_of_a_user_change_nothing(clone, tmp_path, monkeypatch):
    clone.write(".gitattributes", "*.md diff=prose\n")
    base = clone.commit()
    edit(clone)
    settings = tmp_path / "gitconfig"
    settings.write_text(HOSTILE)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert changes(clone, base) == EDITS
    assert Repository(clone.folder).hunks(base, list(EDITS)) == HUNKS
    assert Repository(clone.folder).branched_from("main") == clone.git("rev-parse", "main")
    assert not list(tmp_path.rglob("owned-by-*"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_EXTERNAL_DIFF", "touch owned"),
        ("GIT_DIFF_OPTS", "--unified=7"),
        ("GIT_PAGER", "touch owned"),
        ("GIT_WORK_TREE", "/"),
    ],
)
def test_the_environment_of_a_hook_changes_nothing(clone, monkeypatch, name, value):
    base = clone.git("rev-parse", "HEAD")
    edit(clone)
    monkeypatch.setenv(name, value)
    assert changes(clone, base) == EDITS
    assert Repository(clone.folder).hunks(base, list(EDITS)) == HUNKS


@pytest.mark.skipif(os.name == "nt", reason="no such names on Windows")
@pytest.mark.parametrize(
    "name",
    ['a "quote".md', "tab\there.md", "line\nend.md", "bell\a.md", "back\\slash.md", "é ö.md"],
)
def test_names_of_every_kind(clone, name):
    clone.write(name, "one\ntwo\n")
    base = clone.commit()
    clone.write(name, "one\n2\n")
    assert changes(clone, base) == {name: (name, name)}
    assert Repository(clone.folder).hunks(base, [name]) == {name: [(2, 1)]}


def test_lines_that_look_like_a_diff(clone):
    clone.write("edited.md", f"-- a/x\n++ b/y\n{TEN}")
    base = clone.commit()
    clone.write("edited.md", f"++ b/z\n@@ -1 +1 @@\n{TEN}-- q")
    assert Repository(clone.folder).hunks(base, ["edited.md"]) == {"edited.md": [(1, 2), (13, 1)]}


def test_a_file_that_attributes_call_binary_has_lines(clone):
    clone.write(".gitattributes", "*.md -diff\n")
    base = clone.commit()
    clone.write("edited.md", "# edited.md\nx\n" + TEN)
    assert Repository(clone.folder).hunks(base, ["edited.md"]) == {"edited.md": [(2, 1)]}


def test_a_file_that_was_touched_has_not_changed(clone):
    os.utime(clone.folder / "edited.md", (1, 1))
    assert changes(clone, clone.git("rev-parse", "HEAD")) == {}


def test_a_file_taken_out_of_the_index_is_still_there(clone):
    clone.git("rm", "-q", "--cached", "edited.md")
    assert changes(clone, "HEAD") == {}
    clone.write("edited.md", TEN)
    assert changes(clone, "HEAD") == {"edited.md": ("edited.md", "edited.md")}


def test_a_file_renamed_behind_the_back_of_git_is_a_rename(clone):
    (clone.folder / "moved.md").rename(clone.folder / "else [where].md")
    clone.write("else [where].md", f"# moved.md\n{TEN}more\n")
    clone.write("new.md", "new\n")
    before = sorted(path for path in (clone.folder / ".git").rglob("*") if path.is_file())
    index = (clone.folder / ".git/index").read_bytes()
    repository = Repository(clone.folder)
    found = {(change.old, change.new) for change in repository.changes("HEAD")}
    assert found == {("moved.md", "else [where].md"), (None, "new.md")}
    hunks = repository.hunks("HEAD", ["else [where].md"])
    assert hunks == {"else [where].md": [(12, 1)], "new.md": [(1, 1)]}
    assert (clone.folder / ".git/index").read_bytes() == index
    assert before == sorted(path for path in (clone.folder / ".git").rglob("*") if path.is_file())


def test_a_link_that_became_a_file_was_no_page(clone):
    (clone.folder / "link.md").symlink_to("kept.md")
    clone.commit()
    (clone.folder / "link.md").unlink()
    clone.write("link.md", "text\n")
    assert Repository(clone.folder).changes("HEAD") == [Change("link.md", "link.md", "")]


def test_where_a_branch_began(clone):
    base = clone.git("rev-parse", "HEAD")
    clone.git("checkout", "-q", "-b", "topic")
    clone.write("topic.md", "x\n")
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write("later.md", "x\n")
    clone.commit()
    clone.git("checkout", "-q", "--detach", "topic")
    assert Repository(clone.folder).branched_from("main") == base
    assert Repository(clone.folder).branched_from("HEAD") == clone.git("rev-parse", "topic")


def test_a_work_tree_of_its_own_and_a_folder_of_it(clone, tmp_path):
    clone.git("worktree", "add", "-q", "-b", "other", tmp_path / "tree")
    inner = tmp_path / "tree" / "inner"
    inner.mkdir()
    (inner / "new.md").write_text("x\n")
    repository = Repository(inner)
    assert repository.top == Path(os.path.realpath(tmp_path / "tree"))
    assert repository.changes(repository.branched_from("main")) == [
        Change(None, "inner/new.md", "")
    ]


def test_a_submodule_is_left_out_and_a_repository_in_the_folder_is_new(clone, tmp_path):
    inner = Clone(tmp_path / "inner")
    inner.write("page.md", "x\n")
    inner.commit()
    clone.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.folder, "sub")
    base = clone.commit()
    Clone(clone.folder / "own").write("page.md", "x\n")
    clone.write("sub/page.md", "changed\n")
    assert changes(clone, base) == {"own/": (None, "own/")}
    assert Repository(clone.folder / "sub").top.name == "sub"


def test_a_page_in_a_conflict_is_one_change(clone):
    clone.git("checkout", "-q", "-b", "topic")
    clone.write("edited.md", "topic\n")
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write("edited.md", "main\n")
    clone.commit()
    assert call("git", "merge", "topic", cwd=clone.folder).returncode == 1
    assert len(Repository(clone.folder).changes("HEAD")) == 1


def refusal(folder: Path, revision: str = "main") -> str:
    with pytest.raises(GitError) as caught:
        Repository(folder).branched_from(revision)
    return str(caught.value)


def test_no_repository(tmp_path):
    assert refusal(tmp_path) == (
        f"error: {tmp_path} is in no git repository\n  = help: run it inside of a clone"
    )


def test_no_commit(tmp_path):
    assert refusal(Clone(tmp_path).folder) == (
        "error: the repository has no commit yet that one could compare with"
    )


def test_no_such_revision(clone):
    assert refusal(clone.folder, "mian") == (
        "error: git knows no revision `mian`\n  = help: did you mean `main`?"
    )
    assert refusal(clone.folder, "origin/release") == (
        "error: git knows no revision `origin/release`\n  = help: `git fetch` may bring it"
    )


@pytest.mark.parametrize("revision", ["", "--all", "-h", "main\nHEAD", "main..HEAD", "\x1b[31m"])
def test_what_is_no_revision_runs_nothing(clone, revision):
    assert refusal(clone.folder, revision).startswith("error: git knows no revision")


def test_nothing_in_common(clone):
    clone.git("checkout", "-q", "--orphan", "alone")
    clone.commit()
    assert refusal(clone.folder) == (
        "error: cannot tell where this branch left `main`\n"
        "  = note: they have no commit in common\n"
        "  = help: name the branch that this one began on"
    )


def test_a_branch_without_a_commit(clone):
    clone.git("checkout", "-q", "--orphan", "alone")
    assert refusal(clone.folder).startswith("error: cannot tell where this branch left `main`")


@pytest.mark.parametrize("revision", ["origin/main", "old"])
def test_a_shallow_clone_says_so(clone, tmp_path, revision):
    clone.git("tag", "old")
    clone.git("checkout", "-q", "-b", "topic")
    clone.commit("Topic")
    clone.git("checkout", "-q", "main")
    clone.commit("Main")
    url = clone.folder.as_uri()
    shallow = Clone(tmp_path / "a", "clone", "-q", "--depth", "1", "-b", "topic", url, ".")
    if revision == "origin/main":
        shallow.git("fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    assert refusal(shallow.folder, revision) == (
        f"error: cannot tell where this branch left `{revision}`\n"
        "  = note: this clone is shallow: older commits are not in it\n"
        "  = help: bring them in with `git fetch --unshallow`; in GitHub Actions set "
        "`fetch-depth: 0` for actions/checkout, in GitLab CI the variable GIT_DEPTH to 0"
    )


def test_a_clone_without_the_files_fetches_none(clone, tmp_path):
    base = clone.git("rev-parse", "HEAD")
    clone.git("config", "uploadpack.allowFilter", "true")
    url = clone.folder.as_uri()
    partial = Clone(tmp_path / "a", "clone", "-q", "--no-checkout", "--filter=blob:none", url, ".")
    partial.git("config", "remote.origin.url", "file:///nowhere")
    blob = clone.git("rev-parse", f"{base}:kept.md")
    with pytest.raises(GitError):
        Repository(partial.folder).read([blob])


def test_no_git(clone, monkeypatch):
    monkeypatch.setenv("PATH", str(clone.folder))
    assert refusal(clone.folder).startswith("error: git cannot be run\n  = note: no such file")


def test_a_git_that_does_not_answer(clone, monkeypatch):
    def late(*arguments, timeout, **rest):
        raise subprocess.TimeoutExpired(arguments[0], timeout)

    monkeypatch.setattr(subprocess, "run", late)
    assert refusal(clone.folder).startswith("error: git took longer than 60 seconds")


def test_what_git_refuses_is_told(clone, monkeypatch):
    monkeypatch.setattr(git, "_SETTINGS", ("core.repositoryformatversion=9",))
    clone.git("config", "core.repositoryformatversion", "9")
    assert "git refused to answer" in refusal(clone.folder)
