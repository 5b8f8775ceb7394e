import os
import socket
import time
from pathlib import Path

import pytest

from seolint.config import ConfigError
from seolint.discovery import STDIN, discover
from seolint.generators import detect

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions and links")


@pytest.fixture(autouse=True)
def own_git_settings(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def here(tmp_path):
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def write(folder: Path, *names: str, **texts: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts.get(path.stem, ""), encoding="utf-8")


def found(cwd: Path, *paths: str, given=None, **options):
    return discover(paths or ["."], given or {}, cwd=cwd, **options)


def names(discovery) -> list[str]:
    return [file.shown for file in discovery.files]


def roots(discovery, folder: Path) -> dict[str, str]:
    return {file.shown: file.root.folder.relative_to(folder).as_posix() for file in discovery.files}


def repository(folder: Path) -> None:
    (folder / ".git").mkdir(parents=True)


def test_a_folder_is_walked(here):
    write(here, "b.md", "a/x.markdown", "a/y.mdx", "a/z.HTML", "a/page.html", "c.txt", "d.png")
    discovery = found(here)
    assert names(discovery) == ["a/page.html", "a/x.markdown", "a/y.mdx", "b.md"]
    assert (discovery.errors, discovery.notes, discovery.empty) == ((), (), "")
    assert discovery.files[0].real == (here / "a/page.html").resolve().as_posix()
    assert discovery.files[0].lone
    assert not discovery.files[0].named


def test_what_is_hidden_or_not_ours_is_not_entered(here):
    write(here, ".x/a.md", ".a.md", "node_modules/a.md", "b/node_modules/a.md", "venv/a.md")
    write(here, "dist/a.md", "guide/dist/a.md", "guide/target.md")
    assert names(found(here)) == ["guide/dist/a.md", "guide/target.md"]


def test_kinds_that_are_never_read(here):
    write(here, "a.rst", "b.adoc", "c.njk", "d.ipynb", "e.md")
    assert names(found(here, given={"include": ["**"]})) == ["e.md"]
    discovery = found(here, "a.rst", "e.md")
    assert names(discovery) == ["e.md"]
    assert discovery.notes == ("1 named file left out by its kind, .rst (use --no-exclude)",)


def test_the_root_is_the_folder_of_the_closest_configuration(here):
    repository(here)
    write(here, "seolint.toml", "a.md", "shop/.seolint.toml", "shop/x/b.md")
    assert roots(found(here), here) == {"a.md": ".", "shop/x/b.md": "shop"}
    assert roots(found(here / "shop", "x/b.md"), here) == {"x/b.md": "shop"}
    file = found(here, "shop/x/b.md").files[0]
    assert (file.path, file.named, file.lone, file.root.indexed) == ("x/b.md", True, False, True)


def test_a_configuration_outside_the_repository_does_not_count(here):
    repository(here / "site")
    write(here, "seolint.toml", "site/a.md")
    assert roots(found(here, "site/a.md"), here) == {"site/a.md": "site"}
    assert roots(found(here), here) == {"site/a.md": "site"}


def test_the_root_is_the_deepest_generator_that_claims_the_page(here):
    repository(here)
    write(here, "a.md", "web/hugo.toml", "web/content/b.md", "web/README.md", "docs/mkdocs.yml")
    write(here, "docs/docs/c.md", hugo='baseURL = "https://shop.example"', mkdocs="site_name: x\n")
    discovery = found(here)
    assert roots(discovery, here) == {
        "a.md": ".",
        "docs/docs/c.md": "docs",
        "web/content/b.md": "web",
    }
    assert {file.shown: file.root.generator.name for file in discovery.files} == {
        "a.md": "plain",
        "docs/docs/c.md": "mkdocs",
        "web/content/b.md": "hugo",
    }
    assert [file.lone for file in discovery.files] == [True, False, False]
    assert roots(found(here, "web/content/b.md", "web/content"), here) == {
        "web/content/b.md": "web"
    }


def test_a_page_that_the_deepest_generator_refuses_may_be_anothers(here):
    repository(here)
    write(here, "mkdocs.yml", "docs/a.md", "docs/shop/hugo.toml", "docs/shop/content/b.md")
    write(here, "docs/shop/c.md", hugo='baseURL = "https://shop.example"', mkdocs="site_name: x\n")
    expected = {"docs/a.md": ".", "docs/shop/c.md": ".", "docs/shop/content/b.md": "docs/shop"}
    assert roots(found(here), here) == expected
    assert roots(found(here, *expected), here) == expected


def test_a_site_whose_pages_lie_beside_it(here):
    repository(here)
    write(here, "web/docusaurus.config.js", "web/blog/a.md", "docs/b.md", "other/c.md")
    config = "module.exports = {presets: [['classic', {docs: {path: '../docs'}, blog: {}}]]};"
    (here / "web/docusaurus.config.js").write_text(config)
    discovery = found(here)
    by_name = {file.shown: file.root for file in discovery.files}
    assert by_name["docs/b.md"].generator.name == "docusaurus"
    assert by_name["docs/b.md"] is by_name["web/blog/a.md"]
    assert by_name["docs/b.md"].folder == here
    assert by_name["docs/b.md"].site == here / "web"
    assert str(by_name["docs/b.md"].in_site("docs/b.md")) == "../docs/b.md"
    (alone,) = found(here, "docs/b.md").files
    assert (alone.root.generator.name, alone.root.folder) == ("docusaurus", here)
    (other,) = found(here, "other/c.md").files
    assert other.root.generator.name == "plain"


def test_the_generators_folder_may_lie_deeper_than_the_configuration(here):
    write(here, "seolint.toml", "web/hugo.toml", "web/content/a.md", "web/b.md", "c.md")
    (here / "seolint.toml").write_text('[site]\nroot = "web"\nname = "Shop"\n')
    (here / "web/hugo.toml").write_text('baseURL = "https://shop.example/"\ntitle = "Other"\n')
    discovery = found(here)
    assert names(discovery) == ["web/content/a.md"]
    file = discovery.files[0]
    assert (file.path, file.root.folder, file.root.site) == ("web/content/a.md", here, here / "web")
    assert file.root.settings.name == "Shop"
    assert file.root.settings.base_url == "https://shop.example/"
    assert file.root.settings.content == ("web/content/**",)


def test_without_anything_the_root_is_the_repository_or_the_folder(here):
    write(here, "loose/x/a.md", "mine/x/b.md")
    repository(here / "mine")
    assert roots(found(here, "loose/x/a.md", "mine/x/b.md"), here) == {
        "loose/x/a.md": "loose/x",
        "mine/x/b.md": "mine",
    }
    assert roots(found(here, "loose"), here) == {"loose/x/a.md": "loose"}
    assert all(file.lone for file in found(here, "loose", "mine").files)


def test_settings_of_the_site_stand_over_the_generators(here):
    write(here, "seolint.toml", "hugo.toml", "pages/a.md", "content/b.md")
    (here / "hugo.toml").write_text('baseURL = "https://shop.example/"\nlanguageCode = "fr"\n')
    (here / "seolint.toml").write_text(
        'language = "de"\n[site]\ncontent = ["pages/**"]\nh1 = "body"\n'
        '[frontmatter]\ntitle = ["headline"]\n'
    )
    discovery = found(here)
    settings = discovery.files[0].root.settings
    assert names(discovery) == ["pages/a.md"]
    assert (settings.generator, settings.language, settings.h1) == ("hugo", "de", "body")
    assert settings.base_url == "https://shop.example/"
    assert settings.names["title"] == ("headline",)
    assert settings.names["draft"] == ("draft",)


def test_a_generator_is_named(here):
    write(here, "seolint.toml", "a.md", "_layouts/b.html")
    (here / "seolint.toml").write_text('[site]\ngenerator = "jekyll"\n')
    assert detect(here) is None
    discovery = found(here)
    assert discovery.files[0].root.settings.generator == "jekyll"
    assert names(discovery) == ["a.md"]


def test_the_other_pages_of_a_root_are_its_index(here):
    write(here, "seolint.toml", "a.md", "x/b.md", "x/c.md", "shop/seolint.toml", "shop/d.md")
    discovery = found(here, "x/b.md")
    assert names(discovery) == ["x/b.md"]
    assert [file.path for file in discovery.index] == ["a.md", "x/c.md"]
    assert not discovery.index[0].named
    assert [file.shown for file in found(here / "x").index] == ["../a.md"]
    assert found(here).index == ()


def test_loose_pages_have_no_index(here):
    write(here, "a.md", "b.md")
    assert found(here, "a.md").index == ()


def test_excludes_and_ignore_files_leave_out(here):
    write(here, "seolint.toml", ".gitignore", "a.md", "old/b.md", "x/.ignore", "x/c.md", "x/d.md")
    (here / "seolint.toml").write_text('extend-exclude = ["old/**"]\n')
    (here / ".gitignore").write_text("d.md\n")
    (here / "x/.ignore").write_text("c.md\n")
    assert names(found(here)) == ["a.md"]
    assert found(here).skipped == 2
    assert names(found(here, given={"respect-gitignore": False})) == ["a.md", "x/c.md", "x/d.md"]
    assert names(found(here, given={"exclude": ["a.md"], "respect-gitignore": False})) == [
        "x/c.md",
        "x/d.md",
    ]


def test_ignore_files_count_from_the_top_of_the_repository(here):
    repository(here)
    write(here, ".gitignore", "site/seolint.toml", "site/a.md", "site/b.md")
    (here / ".gitignore").write_text("/site/a.md\n")
    assert names(found(here / "site")) == ["b.md"]


def test_a_named_file_need_not_match_include(here):
    write(here, "a.txt", "b.md")
    assert names(found(here, "a.txt")) == ["a.txt"]


def test_a_named_file_that_is_left_out_is_a_note(here):
    write(here, "seolint.toml", ".gitignore", "old/a.md", "old/b.md", "x/c.md", "CHANGELOG.md")
    (here / "seolint.toml").write_text('extend-exclude = ["old/**"]\n')
    (here / ".gitignore").write_text("x/\n")
    paths = ["old/a.md", "old/b.md", "x/c.md", "CHANGELOG.md"]
    discovery = found(here, *paths)
    assert (discovery.files, discovery.empty, discovery.errors) == ((), "", ())
    assert discovery.notes == (
        '2 named files left out by exclude "old/**" (use --no-exclude)',
        "1 named file left out by .gitignore (use --no-exclude)",
        "1 named file left out by its name, CHANGELOG.md (use --no-exclude)",
    )
    assert discovery.skipped == 4
    assert names(found(here, *paths, no_exclude=True)) == sorted(paths)


def test_no_exclude_is_for_named_files_alone(here):
    write(here, ".gitignore", "a.md", "b.md")
    (here / ".gitignore").write_text("b.md\n")
    assert names(found(here, no_exclude=True)) == ["a.md"]


def test_patterns_that_mean_a_named_folder_are_waived(here):
    repository(here)
    write(here, "seolint.toml", ".gitignore", "public/x/a.md", "public/b.tmp.md", "build/c.md")
    (here / "seolint.toml").write_text('extend-exclude = ["public/**"]\n')
    (here / ".gitignore").write_text("public/\n*.tmp.md\n")
    assert names(found(here, given={"allow-empty": True})) == []
    assert names(found(here, "public")) == ["public/x/a.md"]
    assert names(found(here, "public/x")) == ["public/x/a.md"]
    assert names(found(here, "build")) == ["build/c.md"]


def test_globs_are_expanded(here):
    write(here, "seolint.toml", "posts/a.md", "posts/x/b.md", "posts/c.txt", "old/d.md", "[e].md")
    (here / "seolint.toml").write_text('extend-exclude = ["old/"]\n')
    assert names(found(here, "posts/*.md")) == ["posts/a.md"]
    assert names(found(here, "posts/**/*.{md,txt}")) == [
        "posts/a.md",
        "posts/c.txt",
        "posts/x/b.md",
    ]
    assert names(found(here, "p*")) == ["posts/a.md", "posts/x/b.md"]
    assert names(found(here, "[e].md")) == ["[e].md"]
    assert found(here, "posts/*.md").files[0].named


def test_a_path_that_does_not_exist_is_an_error(here):
    write(here, "a.md")
    discovery = found(here, "a.md", "no.md", "no/*.md", "")
    assert names(discovery) == ["a.md"]
    assert [(error.kind, error.message, error.path) for error in discovery.errors] == [
        ("io", "No such file or folder", "no.md"),
        ("io", "No file matches", "no/*.md"),
        ("io", "No such file or folder", ""),
    ]


def test_paths_are_shown_from_the_working_directory(here):
    write(here, "seolint.toml", "a.md", "x/b.md")
    assert names(found(here / "x", "..")) == ["../a.md", "b.md"]
    assert names(found(here / "x", str(here / "x/b.md"))) == ["b.md"]
    assert [file.path for file in found(here / "x", "..").files] == ["a.md", "x/b.md"]


def test_a_file_is_judged_once(here):
    write(here, "x/a.md", "b.md")
    (here / "link.md").symlink_to("x/a.md")
    discovery = found(here, "x/a.md", "./x/../x/a.md", "link.md", "x", ".")
    assert names(discovery) == ["b.md", "x/a.md"]
    assert discovery.files[1].named


def test_a_link_to_a_file_counts_as_what_it_leads_to(here, tmp_path):
    repository(here)
    write(here, "x/a.md", "y/.gitignore", "y/hidden.md")
    write(tmp_path, "elsewhere/b.md")
    (here / "y/.gitignore").write_text("hidden.md\n")
    (here / "x/to-hidden.md").symlink_to("../y/hidden.md")
    (here / "z").mkdir()
    (here / "z/to-a.md").symlink_to("../x/a.md")
    (here / "z/to-b.md").symlink_to(tmp_path / "elsewhere/b.md")
    discovery = found(here, "z")
    assert names(discovery) == ["x/a.md", "z/to-b.md"]
    assert discovery.files[1].real == (tmp_path / "elsewhere/b.md").resolve().as_posix()
    assert names(found(here)) == ["x/a.md", "z/to-b.md"]


def test_a_link_that_leads_nowhere(here):
    write(here, "a.md")
    (here / "b.md").symlink_to("gone.md")
    (here / "c.md").symlink_to("c.md")
    discovery = found(here)
    assert (names(discovery), discovery.errors) == (["a.md"], ())
    assert discovery.notes == (
        "b.md is a symbolic link that leads nowhere",
        "c.md is a symbolic link that leads nowhere",
    )
    discovery = found(here, "b.md", "c.md")
    assert [(error.code, error.path) for error in discovery.errors] == [
        ("FILE001", "b.md"),
        ("FILE001", "c.md"),
    ]


def test_linked_folders_are_followed_on_request_and_inside_the_root(here, tmp_path):
    write(here, "seolint.toml", "x/a.md", ".store/c.md")
    write(tmp_path, "elsewhere/b.md")
    (here / "x/loop").symlink_to("..")
    (here / "y").symlink_to("x")
    (here / "out").symlink_to(tmp_path / "elsewhere")
    (here / "shop").symlink_to(".store")
    assert names(found(here)) == ["x/a.md"]
    assert names(found(here, given={"follow-symlinks": True})) == ["shop/c.md", "x/a.md"]
    assert names(found(here, "y")) == ["y/a.md"]


def test_pipes_sockets_and_folders_with_the_name_of_a_page(here):
    write(here, "folder.md/a.md")
    os.mkfifo(here / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(here / "socket.md"))
        assert names(found(here)) == ["folder.md/a.md"]
        discovery = found(here, "pipe.md", "socket.md", "folder.md")
    assert names(discovery) == ["folder.md/a.md", "pipe.md"]
    assert [(error.code, error.path) for error in discovery.errors] == [("FILE001", "socket.md")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_an_error(here):
    write(here, "a.md", "secret/b.md")
    (here / "secret").chmod(0)
    discovery = found(here)
    (here / "secret").chmod(0o700)
    assert [error.path for error in discovery.errors] == ["secret"]


def test_a_folder_that_cannot_be_read_is_an_error(here, monkeypatch):
    write(here, "seolint.toml", "a.md", "secret/b.md")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    discovery = found(here)
    assert names(discovery) == ["a.md"]
    assert [(error.kind, error.message, error.path) for error in discovery.errors] == [
        ("io", "Cannot read the folder: permission denied", "secret")
    ]
    discovery = found(here, "a.md")
    assert discovery.errors == ()
    assert discovery.notes == ("secret cannot be read: permission denied",)


def test_names_of_every_kind(here):
    strange = ["a b.md", "-x.md", "quote'\".md", "new\nline.md", os.fsdecode(b"caf\xe9.md")]
    write(here, *strange)
    assert names(found(here)) == sorted(strange)
    assert names(found(here, *strange)) == sorted(strange)


def test_standard_input_takes_its_root_from_its_name(here):
    write(here, "seolint.toml", "posts/a.md", "b.md")
    (here / "seolint.toml").write_text('extend-exclude = ["old/"]\n')
    discovery = found(here, "-", stdin_filename="posts/a.md")
    (file,) = discovery.files
    assert (file.path, file.shown, file.real, file.named) == (
        "posts/a.md",
        "posts/a.md",
        STDIN,
        True,
    )
    assert file.root.folder == here
    assert [other.path for other in discovery.index] == ["b.md"]
    assert found(here, "-", stdin_filename="old/a.md").files == ()
    assert names(found(here, "-", stdin_filename="old/a.md", no_exclude=True)) == ["old/a.md"]


def test_standard_input_without_a_name_is_never_left_out(here):
    write(here, "hugo.toml", "content/a.md", hugo='baseURL = "https://shop.example"')
    (file,) = found(here, "-").files
    assert (file.shown, file.root.generator.name) == ("stdin.md", "hugo")


def test_a_named_configuration(here):
    write(here, "house/strict.toml", "house/a.md", "site/seolint.toml", "site/b.md")
    (here / "house/strict.toml").write_text('profile = "strict"\n')
    (here / "site/seolint.toml").write_text("nonsense = 1\n")
    discovery = found(here, config=Path("house/strict.toml"))
    assert roots(discovery, here) == {"house/a.md": "house", "site/b.md": "."}
    named = found(here, "house/a.md", "site/b.md", config=Path("house/strict.toml"))
    assert roots(named, here) == {"house/a.md": "house", "site/b.md": "site"}
    assert {file.root.config.profile for file in discovery.files} == {"strict"}
    assert all(file.root.indexed for file in discovery.files)


def test_isolated_looks_at_no_configuration(here):
    write(here, "seolint.toml", "a.md")
    (here / "seolint.toml").write_text("nonsense = 1\n")
    assert names(found(here, isolated=True)) == ["a.md"]
    with pytest.raises(ConfigError, match="nonsense"):
        found(here)


def test_a_wrong_configuration_below_stops_the_run(here):
    write(here, "a.md", "shop/seolint.toml", "shop/b.md")
    (here / "shop/seolint.toml").write_text("nonsense = 1\n")
    with pytest.raises(ConfigError, match="nonsense"):
        found(here)


def test_nothing_to_lint(here):
    repository(here)
    write(here, "seolint.toml", ".gitignore", "posts/out/a.md", "posts/out/b.md", "posts/c.md")
    write(here, "posts/d.txt", "posts/.hidden/e.md")
    (here / "seolint.toml").write_text('extend-exclude = ["posts/c.md"]\n')
    (here / ".gitignore").write_text("out/\n")
    assert found(here, "posts").empty == (
        "error: no content files in posts\n"
        "  = note: 3 files were found and left out: "
        '2 by .gitignore, 1 by exclude "posts/c.md"\n'
        "  = help: to accept an empty run, pass --allow-empty"
    )
    assert found(here, "posts", given={"allow-empty": True}).empty == ""


def test_an_empty_folder_beside_files_is_no_matter(here):
    write(here, "a.md", "x/b.txt")
    assert found(here, "x").empty == (
        "error: no content files in x\n  = help: to accept an empty run, pass --allow-empty"
    )
    assert found(here, "x", "a.md").empty == ""


def test_notes_of_the_configuration(here):
    write(here, "seolint.toml", "pyproject.toml", "a.md", pyproject="[tool.seolint]\n")
    (note,) = found(here).notes
    assert note.endswith("pyproject.toml beside it is passed over")


def test_ten_thousand_files_are_found_in_no_time(here):
    repository(here)
    (here / ".gitignore").write_text("*.py[cod]\nnode_modules/\n!keep.md\n")
    for number in range(100):
        folder = here / f"posts/{number}"
        folder.mkdir(parents=True)
        for page in range(100):
            (folder / f"{page}.md").touch()
    start = time.perf_counter()
    assert len(found(here).files) == 10_000
    assert time.perf_counter() - start < 5
