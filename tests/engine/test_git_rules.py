"""Rules about what a change did, on repositories that are made for it."""

import os
from pathlib import Path

import pytest
from clone import Clone
from house import House

from seolint.finding import Finding

POST = "---\nlayout: post\ntitle: {0}\n---\n\n{0} is what this post is about, and little else.\n"
TEXT = "\n\n".join(f"Sentence number {n} of a text that stays as it is." for n in range(20))


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)


class Blog(House):
    """A Jekyll blog in a repository."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.clone = Clone(folder)
        self.page("_config.yml", "title: Blog\npermalink: /:year/:title/\n")
        self.page("_posts/2024-01-01-rye.md", POST.format("Rye") + TEXT)
        self.page("_posts/2024-02-01-oats.md", POST.format("Oats"))

    def branch(self) -> None:
        self.clone.commit("Begin")
        self.clone.git("checkout", "-q", "-b", "topic")

    def move(self, old: str, new: str) -> None:
        (self.folder / old).rename(self.folder / new)

    def gone(self, *paths: str, **more) -> list[Finding]:
        """What SITE020 says since `main`."""
        result = self.lint(*paths, since="main", select=["SITE020"], **more)
        assert not result.errors, result.errors
        return [each for each in result.findings if each.status == "open"]


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Blog:
    monkeypatch.chdir(tmp_path)
    made = Blog(tmp_path)
    made.branch()
    return made


def test_nothing_moved(blog):
    blog.page("_posts/2024-01-01-rye.md", POST.format("Rye") + TEXT + "\n\nAnd more.\n")
    assert blog.gone() == []


def test_a_page_that_is_renamed(blog):
    blog.move("_posts/2024-01-01-rye.md", "_posts/2024-01-01-dark-rye.md")
    (finding,) = blog.gone()
    assert finding.path == "_posts/2024-01-01-dark-rye.md"
    assert finding.message == (
        "This page was at `/2024/rye/` and is at `/2024/dark-rye/` now, and nothing leads there"
    )
    assert (finding.data["from"], finding.data["to"]) == ("/2024/rye/", "/2024/dark-rye/")
    assert finding.severity == "error"


def test_a_page_with_another_date(blog):
    blog.move("_posts/2024-01-01-rye.md", "_posts/2023-12-01-rye.md")
    (finding,) = blog.gone()
    assert finding.data == {"from": "/2024/rye/", "to": "/2023/rye/", "target": "_posts"}


def test_a_page_with_another_address_in_its_front_matter(blog):
    text = POST.format("Rye").replace("title:", "permalink: /bread/rye/\ntitle:")
    blog.page("_posts/2024-01-01-rye.md", text + TEXT)
    (finding,) = blog.gone()
    assert finding.data["to"] == "/bread/rye/"


def test_a_page_that_is_deleted(blog):
    (blog.folder / "_posts/2024-01-01-rye.md").unlink()
    (finding,) = blog.gone()
    assert (finding.path, finding.span.start, finding.span.line) == (
        "_posts/2024-01-01-rye.md",
        0,
        1,
    )
    assert finding.message == (
        "This page was at `/2024/rye/` and is gone, and nothing leads on from there"
    )
    assert blog.gone("_posts/2024-02-01-oats.md") == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("_redirects", "/2024/rye/ /2024/oats/ 301\n"),
        ("netlify.toml", '[[redirects]]\nfrom = "/2024/*"\nto = "/:splat"\n'),
        ("rye.md", POST.format("Rye").replace("title:", "permalink: /2024/rye/\ntitle:")),
        ("bread.md", POST.format("Rye").replace("title:", "redirect_from: /2024/rye/\ntitle:")),
    ],
)
def test_an_address_that_leads_somewhere(blog, path, text):
    (blog.folder / "_posts/2024-01-01-rye.md").unlink()
    blog.page(path, text)
    assert blog.gone() == []


def test_the_same_address_from_another_file(blog):
    (blog.folder / "_posts/bread").mkdir()
    blog.move("_posts/2024-01-01-rye.md", "_posts/bread/2024-01-01-rye.md")
    assert blog.gone() == []


def test_a_draft_was_never_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blog = Blog(tmp_path)
    blog.page("_drafts/spelt.md", POST.format("Spelt") + TEXT)
    hidden = POST.format("X").replace("title:", "published: false\ntitle:")
    blog.page("_posts/2024-03-01-hidden.md", hidden)
    blog.branch()
    blog.move("_drafts/spelt.md", "_posts/2024-05-01-spelt.md")
    (blog.folder / "_posts/2024-03-01-hidden.md").unlink()
    assert blog.gone() == []


def test_a_page_that_is_a_draft_now_was_taken_back_on_purpose(blog):
    text = POST.format("Rye").replace("title:", "published: false\ntitle:")
    blog.page("_posts/2024-01-01-rye.md", text + TEXT)
    assert blog.gone() == []


def test_a_folder_that_moves_is_one_finding(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blog = Blog(tmp_path)
    for number in range(12):
        page = POST.format(f"Grain number {number}") + TEXT.replace("stays", f"stays {number}")
        blog.page(f"grains/{number}.md", page)
    blog.branch()
    blog.move("grains", "cereals")
    (finding,) = blog.gone()
    assert (finding.data["count"], len(finding.related)) == (12, 10)


def test_ten_links_to_a_page_that_is_renamed_break_in_ten_pages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blog = Blog(tmp_path)
    pages = [f"_posts/2024-03-{number:02}-bread.md" for number in range(10, 20)]
    for page in pages:
        blog.page(page, POST.format("Bread") + "\nSee [rye](/2024/rye/) and [oats](/2024/oat/).\n")
    blog.branch()
    blog.move("_posts/2024-01-01-rye.md", "_posts/2024-01-01-dark-rye.md")
    result = blog.lint(since="main", select=["LINK010"])
    broken = [each for each in result.findings if each.status == "open"]
    assert [each.path for each in broken] == pages
    assert all("/2024/rye/" in each.message for each in broken)
    assert sum(each.status == "out-of-scope" for each in result.findings) == 10


def test_the_date_alone(blog):
    blog.clone.git("checkout", "-q", "main")
    dated = POST.format("Rye").replace("title:", "last_modified_at: 2024-05-01\ntitle:") + TEXT
    blog.page("_posts/2024-01-01-rye.md", dated)
    blog.clone.commit()
    blog.clone.git("checkout", "-q", "-B", "topic")
    blog.page("_posts/2024-01-01-rye.md", dated.replace("2024-05-01", "2026-05-01"))

    def bumped() -> list[str]:
        result = blog.lint(since="main", select=["SITE021"])
        return [each.message for each in result.findings if each.status == "open"]

    assert bumped() == ["The date moved from 2024-05-01, and nothing of the text changed"]
    new = dated.replace("2024-05-01", "2026-05-01") + "\n\nA new paragraph of some words." * 8
    blog.page("_posts/2024-01-01-rye.md", new)
    assert bumped() == []


def test_without_a_base_such_rules_are_off(blog):
    (blog.folder / "_posts/2024-01-01-rye.md").unlink()
    result = blog.lint(select=["SITE020"])
    assert (result.findings, result.errors) == ((), ())
    assert "SITE020" not in result.rules


def test_a_suppression_of_a_rule_that_did_not_run_is_not_unused(blog):
    text = POST.format("Rye") + TEXT + "\n\n<!-- seolint-disable-file SITE020 -- it is known -->\n"
    blog.page("_posts/2024-01-01-rye.md", text)
    assert blog.lint(select=["SITE020", "LINT001"]).findings == ()
    result = blog.lint(since="main", select=["SITE020", "LINT001"])
    assert [each.code for each in result.findings] == ["LINT001"]
