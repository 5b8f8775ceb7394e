import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from seolint.globs import Globs, Ignores, expand


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "settings"))


@pytest.mark.parametrize(
    ("pattern", "singles"),
    [
        ("*.md", ["*.md"]),
        ("*.{md,html}", ["*.md", "*.html"]),
        ("{en,de}/*.{md,mdx}", ["en/*.md", "en/*.mdx", "de/*.md", "de/*.mdx"]),
        ("a{b,c{d,e}}f", ["abf", "acdf", "acef"]),
        ("{,_}index.md", ["index.md", "_index.md"]),
        ("*.{md}", ["*.md"]),
        ("{}", ["{}"]),
        ("a{b", ["a{b"]),
        ("a}b", ["a}b"]),
        ("a{b,c", ["a{b,c"]),
        (r"\{a,b\}", [r"\{a,b\}"]),
        ("a,b", ["a,b"]),
    ],
)
def test_braces_are_expanded(pattern, singles):
    assert expand(pattern) == singles


def test_too_many_alternatives_are_refused():
    with pytest.raises(ValueError, match="more than 1000"):
        expand("{a,b}" * 12)


@given(st.text("ab{},\\*", max_size=20))
def test_any_text_expands_to_something(pattern):
    assert expand(pattern)


@pytest.mark.parametrize(
    ("pattern", "paths", "others"),
    [
        ("posts/**", ["posts/a.md", "posts/x/y/a.md"], ["a.md", "old/posts/a.md"]),
        ("**/*.md", ["a.md", "x/y/a.md", ".md"], ["a.mdx", "x.md/a.png"]),
        ("*.md", ["a.md", "x/y/a.md"], ["a.md.txt"]),
        ("NEWS.md", ["NEWS.md", "x/NEWS.md"], ["OLDNEWS.md", "NEWS.md.bak"]),
        ("**/NEWS.md", ["NEWS.md", "x/NEWS.md"], ["x/news.md"]),
        ("/NEWS.md", ["NEWS.md"], ["x/NEWS.md"]),
        ("./NEWS.md", ["NEWS.md", "x/NEWS.md"], []),
        ("posts/old", ["posts/old", "posts/old/a.md"], ["posts/older.md", "x/posts/old"]),
        ("drafts/", ["drafts/a.md", "x/drafts/a.md"], ["drafts", "x/drafts"]),
        ("/build/", ["build/a.md"], ["x/build/a.md", "build"]),
        ("posts/*.md", ["posts/a.md"], ["posts/x/a.md"]),
        ("posts/**/a.md", ["posts/a.md", "posts/x/y/a.md"], ["posts/b.md"]),
        ("draft-*", ["draft-1.md", "x/draft-2/a.md"], ["my-draft-1.md"]),
        (".*", [".git/config", "x/.hidden.md"], ["a.md"]),
        ("**", ["a.md", "x/y"], []),
        ("posts/[ab].md", ["posts/a.md"], ["posts/c.md"]),
        ("#1.md", ["#1.md"], ["1.md"]),
        ("{en,de}/**", ["en/a.md", "de/a.md"], ["fr/a.md"]),
    ],
)
def test_a_pattern_means(pattern, paths, others):
    globs = Globs([pattern])
    assert [path for path in paths if globs.match(path) != pattern] == []
    assert [path for path in others if globs.match(path) is not None] == []


def test_a_folder_is_meant_by_its_name_with_a_slash():
    globs = Globs(["drafts/", "*.bak", "/out/", "posts/old/**"])
    assert globs.match("x/drafts/") == "drafts/"
    assert globs.match("x.bak/") == "*.bak"
    assert globs.match("out/") == "/out/"
    assert globs.match("posts/old/") == "posts/old/**"
    assert globs.match("posts/") is None


def test_a_pattern_of_what_is_in_a_folder_is_not_for_the_top():
    assert Globs(["legal/**", "legal/"]).match("") is None


def test_a_later_pattern_takes_back():
    globs = Globs(["posts/**", "!posts/keep.md"])
    assert globs.match("posts/a.md") == "posts/**"
    assert globs.match("posts/keep.md") is None
    assert globs.verdict("posts/keep.md") is False
    assert globs.verdict("a.md") is None


@pytest.mark.parametrize("pattern", ["!", "[ab", "", "a\\", "posts/[x", "[z-a].md"])
def test_a_pattern_that_means_nothing_is_refused(pattern):
    with pytest.raises(ValueError, match="Invalid"):
        Globs([pattern])


def test_patterns_are_dropped_by_what_they_mean():
    globs = Globs(["public/", "drafts/", "*.log"]).without(["public/"])
    assert globs.match("public/a.md") is None
    assert globs.match("drafts/a.md") == "drafts/"


def test_plain_patterns_do_not_load_pathspec():
    code = (
        "import sys; from seolint.globs import Globs; "
        "globs = Globs(['**/*.{md,html}', '.*', '/dist/', 'venv/', 'docs/**', '**/x.md']); "
        "globs.match('docs/a.md'); sys.exit('pathspec' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


NAMES = st.text("ab.", min_size=1, max_size=3).filter(lambda name: name.strip("."))
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
PATTERNS = st.tuples(
    st.sampled_from(["", "/", "**/"]), PATHS, st.sampled_from(["", "/", "/**", "*"])
).map("".join)


@given(PATTERNS, PATHS)
def test_plain_patterns_mean_what_git_means(pattern, path):
    expected = GitIgnoreSpec.from_lines([pattern]).match_file(path)
    assert (Globs([pattern]).match(path) is not None) == expected


@given(st.sampled_from(["*.", "**/*."]), st.text("ab", min_size=1, max_size=2), PATHS)
def test_suffixes_mean_what_git_means_of_a_name(start, suffix, path):
    name = path.rpartition("/")[2]
    expected = GitIgnoreSpec.from_lines([start + suffix]).match_file(name)
    assert (Globs([start + suffix]).match(path) is not None) == expected


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_ignore_file_closest_to_a_path_has_the_last_word(tmp_path):
    write(tmp_path, {".gitignore": "*.tmp.md\n", "docs/.gitignore": "!keep.tmp.md\nown.md\n"})
    ignores = Ignores(tmp_path)
    assert ignores.match("a.tmp.md") == ".gitignore"
    assert ignores.match("docs/a.tmp.md") == ".gitignore"
    assert ignores.match("docs/keep.tmp.md") is None
    assert ignores.match("docs/own.md") == "docs/.gitignore"
    assert ignores.match("own.md") is None


def test_a_pattern_with_a_slash_is_relative_to_its_ignore_file(tmp_path):
    ignores = Ignores(write(tmp_path, {"docs/.gitignore": "/old/a.md\n"}))
    assert ignores.match("docs/old/a.md") == "docs/.gitignore"
    assert ignores.match("docs/x/old/a.md") is None


def test_ignore_comes_before_gitignore(tmp_path):
    ignores = Ignores(write(tmp_path, {".gitignore": "a.md\n", ".ignore": "!a.md\nb.md\n"}))
    assert ignores.match("a.md") is None
    assert ignores.match("b.md") == ".ignore"


def test_comments_blanks_line_ends_and_a_byte_order_mark(tmp_path):
    (tmp_path / ".gitignore").write_bytes(
        b"\xef\xbb\xbfa.md\r\n\r\n# c.md\r\nb.md  \r\n\\#d.md\n\xff\n"
    )
    ignores = Ignores(tmp_path)
    assert [bool(ignores.match(name)) for name in ("a.md", "b.md", "c.md", "#d.md")] == [
        True,
        True,
        False,
        True,
    ]


def test_unreadable_lines_are_skipped(tmp_path):
    ignores = Ignores(write(tmp_path, {".gitignore": "!\n[ab\n[z-a]\na.md\n"}))
    assert ignores.match("a.md") == ".gitignore"


def test_braces_mean_nothing_in_an_ignore_file(tmp_path):
    ignores = Ignores(write(tmp_path, {".gitignore": "{a,b}.md\n"}))
    assert ignores.match("a.md") is None
    assert ignores.match("{a,b}.md") == ".gitignore"


def test_a_folder_called_gitignore_is_no_ignore_file(tmp_path):
    (tmp_path / ".gitignore").mkdir()
    assert Ignores(tmp_path).match("a.md") is None


def test_excludes_of_the_repository_and_of_the_user(tmp_path):
    write(
        tmp_path,
        {
            "site/.git/info/exclude": "private.md\n",
            "home/.gitconfig": "[core]\n\texcludesFile = ~/mine\n[other]\nexcludesFile = x\n",
            "home/mine": "*.swp.md\n",
        },
    )
    ignores = Ignores(tmp_path / "site")
    assert ignores.match("private.md") == ".git/info/exclude"
    assert ignores.match("x/a.swp.md") == "~/mine"


def test_the_users_ignore_file_without_a_setting(tmp_path):
    write(tmp_path, {"home/settings/git/ignore": "a.md\n", "site/.git/HEAD": ""})
    assert Ignores(tmp_path / "site").match("a.md")


def test_outside_a_repository_the_users_excludes_do_not_count(tmp_path):
    write(tmp_path, {"home/settings/git/ignore": "a.md\n", "site/b.md": ""})
    assert Ignores(tmp_path / "site").match("a.md") is None


def test_patterns_that_mean_a_waived_folder_do_not_count(tmp_path):
    write(tmp_path, {".gitignore": "public/\n*.log\n", "docs/.gitignore": "out/\n"})
    ignores = Ignores(tmp_path, ["public/"])
    assert ignores.match("public/a.md") is None
    assert ignores.match("public/a.log") == ".gitignore"
    assert Ignores(tmp_path, ["docs/", "docs/out/"]).match("docs/out/a.md") is None
