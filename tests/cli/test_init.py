"""`seolint init`: a configuration that fits the site, and commands that work."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from seolint.cli.init import _agrees
from seolint.cli.survey import OTHER_NAMES, SAMPLE
from seolint.config.keys import FrontmatterTable
from seolint.values import parse_toml

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared/corpus"
GENERATORS = {
    "11ty-website": ("eleventy", "."),
    "astro-docs": ("astro", "."),
    "jekyll-docs": ("jekyll", "docs"),
    "knative-docs": ("mkdocs", "."),
    "letsencrypt": ("hugo", "."),
    "prometheus-docs": ("nextjs", "."),
    "react-native": ("docusaurus", "website"),
    "rust-blog": ("zola", "."),
}


@pytest.fixture
def empty(site: Path) -> Path:
    """The site without a configuration."""
    (site / "seolint.toml").unlink()
    (site / "good.md").unlink()
    return site


@pytest.fixture
def hugo(empty: Path, page) -> Path:
    (empty / "hugo.toml").write_text('baseURL = "https://tea.example/"\n')
    page("content/posts/a.md", "A cup of tea.", "summary: About a cup", "date: 2024-01-01")
    page("content/posts/b.md", "A pot of tea.", "summary: About a pot", "cover:\n  image: /b.png")
    return empty


def commands(out: str) -> list[list[str]]:
    """The commands that are offered at the end."""
    return [line.split()[1:] for line in re.findall(r"^  (seolint .*?)   ", out, re.MULTILINE)]


def test_a_configuration_is_written_and_the_site_is_checked(hugo, seolint):
    result = seolint("init")
    assert (result.code, result.err) == (0, "")
    text = (hugo / "seolint.toml").read_text()
    assert text == (
        'profile = "recommended"  # essential, recommended, strict or all\n'
        "\n"
        "[site]\n"
        'generator = "hugo"\n'
        "\n"
        "[frontmatter]  # names in use; the first that is there counts\n"
        'description = ["summary"]\n'
        'image = ["cover.image"]\n'
        'date = ["date"]\n'
    )
    assert result.out.startswith(
        "generator    hugo (hugo.toml)\n"
        "content      content/**: 2 pages\n"
        "address      https://tea.example/\n"
        "title        title in 2 of 2 posts\n"
        "description  summary in 2 of 2 posts\n"
        "image        cover.image in 1 of 2 posts\n"
        "date         date in 1 of 2 posts\n"
        "\n"
        "Wrote seolint.toml:\n"
    )
    assert "count  severity" in result.out
    assert len(commands(result.out)) == 3


def test_the_next_commands_work(hugo, seolint):
    for command in commands(seolint("init").out):
        result = seolint(*command)
        assert result.code in (0, 1), command
        assert result.out and result.err == ""


def test_errors_may_be_taken_as_known(hugo, seolint, page):
    page("content/posts/c.md", '<img src="c.png">')
    *_, last = commands(seolint("init").out)
    assert last == ["baseline", "create"]
    assert seolint(*last).code == 0
    assert seolint("check").code == 0
    *_, last = commands(seolint("init", "--force").out)
    assert last == ["config"]


@pytest.mark.parametrize("example", ["hugo", "jekyll"])
def test_the_example_sites(empty, seolint, example):
    shutil.copytree(ROOT / "examples" / example, empty / "my site")
    (empty / "my site/seolint.toml").unlink(missing_ok=True)
    result = seolint("init", "my site")
    assert (result.code, result.err) == (0, "")
    config = parse_toml((empty / "my site/seolint.toml").read_text())
    assert config["site"] == {"generator": example}
    assert seolint("config", "my site", "--check").code == 0
    offered = [line.rstrip() for line in result.out.splitlines() if line.startswith("  seolint")]
    assert offered[0].startswith("  seolint check 'my site'  ")


def test_names_that_are_not_known_are_found(empty, seolint, page):
    for number in range(8):
        page(f"{number}.md", "A cup.", f"teaser: About cup {number}", "byline: Ada")
    page("rare.md", "A cup.", "blurb: x", "description: A cup")
    assert seolint("init", "--yes").code == 0
    names = parse_toml((empty / "seolint.toml").read_text())["frontmatter"]
    assert names["description"] == ["description", "teaser"]
    assert names["author"] == ["byline"]
    assert b"META010" not in seolint("check", "-f", "concise").out.encode()


def test_a_large_site_is_sampled_and_no_name_is_lost(empty, seolint, page):
    for number in range(SAMPLE + 150):
        page(f"{number:03}.md", "A cup.", "description: About a cup")
    page("001.md", "A cup.", "summary: About a cup")
    (empty / "003.md").write_text("+++\ntitle = 'A'\n[seo]\ndescription = 'b'\n+++\n")
    (empty / "005.md").write_text("---\ntitle: A\ncover:\n  image: x.png\n---\n")
    (empty / "007.md").write_text('{\n  "title": "A",\n  "excerpt": "b"\n}\n')
    (empty / "009.md").write_text("No front matter.\n\nheadline: none\n")
    result = seolint("init", "--dry-run")
    names = parse_toml(result.out)["frontmatter"]
    assert names["description"] == ["description", "seo.description", "excerpt", "summary"]
    assert names["image"] == ["cover.image"]


def test_a_site_below_the_folder(empty, seolint, page):
    (empty / "website").mkdir()
    (empty / "website/hugo.toml").write_text('baseURL = "https://tea.example/"\n')
    page("website/content/a.md", "A cup.")
    page("website/content/b.md", "A cup.")
    (empty / "docs").mkdir()
    (empty / "docs/mkdocs.yml").write_text("site_name: Tea\n")
    page("docs/docs/a.md", "A cup.")
    result = seolint("init")
    assert result.code == 0
    config = parse_toml((empty / "seolint.toml").read_text())
    assert config["site"] == {"generator": "hugo", "root": "website"}
    assert "note: docs is a site of its own (mkdocs): seolint init docs\n" in result.out
    assert seolint("config", "--check").code == 0


def test_plain_pages_without_an_address(empty, seolint, page):
    page("a.md", "A cup.")
    result = seolint("init", "--profile", "essential", "--dry-run")
    assert result == (
        0,
        'profile = "essential"  # essential, recommended, strict or all\n'
        "\n"
        "[site]\n"
        'generator = "plain"\n'
        '# base-url = "https://example.org/"  # then links and images there are your own\n',
        "",
    )
    assert not (empty / "seolint.toml").exists()


def test_a_configuration_that_is_there_is_replaced_by_force_alone(hugo, seolint):
    (hugo / ".seolint.toml").write_text('profile = "all"\n')
    result = seolint("init")
    assert result == (
        2,
        "",
        "error: .seolint.toml is there already\n  = help: --force replaces it\n",
    )
    assert seolint("init", "--dry-run").code == 0
    assert (hugo / ".seolint.toml").read_text() == 'profile = "all"\n'
    assert seolint("init", "--force").code == 0
    assert 'generator = "hugo"' in (hugo / ".seolint.toml").read_text()
    assert not (hugo / "seolint.toml").exists()


def test_pyproject_gets_tables_of_its_own(hugo, seolint):
    (hugo / "pyproject.toml").write_text('[project]\nname = "tea"')
    result = seolint("init", "--pyproject")
    assert (result.code, result.err) == (0, "")
    table = parse_toml((hugo / "pyproject.toml").read_text())
    assert table["project"] == {"name": "tea"}
    assert table["tool"]["seolint"]["site"] == {"generator": "hugo"}
    assert table["tool"]["seolint"]["frontmatter"]["description"] == ["summary"]
    assert seolint("config", "--check").out == "pyproject.toml is right.\n"
    result = seolint("init", "--pyproject", "--force")
    assert (result.code, result.out) == (2, "")
    assert "has a table [tool.seolint]" in result.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gone",), "no such folder: gone"),
        ((".", "--pyproject"), "no pyproject.toml in ."),
        (("tea",), "no pages in tea"),
    ],
)
def test_what_cannot_be_set_up_is_one_error(empty, seolint, page, arguments, message):
    page("a.md", "A cup.")
    result = seolint("init", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}\n")


def test_an_outer_configuration_is_told(site, seolint, page):
    page("inner/a.md", "A cup.")
    result = seolint("init", "inner")
    assert "note: up to now seolint.toml has been in force here\n" in result.out


def test_a_folder_of_a_site_is_no_site(hugo, seolint):
    result = seolint("init", "content")
    assert result.code == 2
    assert result.err.startswith("error: content is part of the site in .\n")


@pytest.mark.parametrize(
    ("answer", "written"), [("", True), ("y", True), ("n", False), (EOFError, False)]
)
def test_on_a_terminal_it_asks(hugo, seolint, monkeypatch, answer, written):
    asked = []

    def reply(question: str) -> str:
        asked.append(question)
        if answer is EOFError:
            raise EOFError
        return answer

    monkeypatch.setattr(sys.modules[_agrees.__module__], "_is_terminal", lambda: True)
    monkeypatch.setattr("builtins.input", reply)
    result = seolint("init")
    assert result.code == 0
    assert asked == ["\nWrite seolint.toml? [Y/n] "]
    assert (hugo / "seolint.toml").exists() is written
    assert ("Next:" in result.out) is written
    (hugo / "seolint.toml").unlink(missing_ok=True)
    assert seolint("init", "--yes").code == 0
    assert len(asked) == 1
    assert _agrees("?") is written


def test_the_names_are_of_fields_and_new():
    known = FrontmatterTable()
    for field, names in OTHER_NAMES.items():
        assert not set(names) & set(getattr(known, field.replace("-", "_")))
        assert len(set(names)) == len(names)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the corpus")
@pytest.mark.parametrize("name", GENERATORS)
def test_a_site_of_the_corpus(tmp_path, monkeypatch, name):
    from seolint.cli import run

    folder = tmp_path / name
    shutil.copytree(CORPUS / name, folder)
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)

    def output(*arguments: str) -> tuple[int, str]:
        import contextlib
        import io

        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = run(arguments)
        return code, out.getvalue()

    code, out = output("init")
    assert code == 0
    text = (folder / "seolint.toml").read_text()
    assert len(text.splitlines()) < 25
    site = parse_toml(text)["site"]
    assert (site["generator"], site.get("root", ".")) == GENERATORS[name]
    assert output("config", "--check") == (0, "seolint.toml is right.\n")
    offered = commands(out)
    assert len(offered) == 3
    for command in offered:
        code, printed = output(*command)
        assert code in (0, 1) and printed, command
