"""`seolint site`: what is known of a site, and of a page of it."""

import json
from pathlib import Path

import pytest


@pytest.fixture
def blog(site: Path) -> Path:
    """A Hugo site without a configuration of ours."""
    folder = site / "blog"
    (folder / "content" / "posts").mkdir(parents=True)
    (folder / "hugo.toml").write_text('baseURL = "https://tea.example/"\ntitle = "Tea"\n')
    (folder / "seolint.toml").write_text("")
    (folder / "content/posts/a.md").write_text("---\ntitle: A\n---\n\n## What is new?\n\nTea.\n")
    (folder / "content/posts/b.md").write_text("---\nurl: '/{{ x }}/'\ndraft: true\n---\n\nTea.\n")
    return folder


def test_a_site(seolint, blog):
    result = seolint("site", "blog")
    assert result.code == 0
    lines = dict(line.split(None, 1) for line in result.out.splitlines() if " " in line)
    assert lines["generator"] == "hugo (hugo.toml)"
    assert lines["address"] == "https://tea.example/"
    assert lines["pages"] == "2 (2 post)"
    assert lines["URLs"] == "known of 1, not of 1"
    assert lines["content"] == "content/**"


def test_a_page(seolint, blog):
    result = seolint("site", "--explain", "blog/content/posts/a.md")
    assert result.code == 0
    assert (
        "URL          /posts/a/ (as hugo makes it of path, front matter and config)" in result.out
    )
    assert "kind         post (folder posts)" in result.out
    assert "ids here     what-is-new\n" in result.out
    assert "heading ids  hugo (what hugo does by its config)" in result.out
    assert "H1 from      layout" in result.out


def test_a_page_whose_url_is_computed(seolint, blog):
    result = seolint("site", "--explain", "blog/content/posts/b.md")
    assert "URL          none (not known" in result.out
    assert ", a draft" in result.out


def test_json(seolint, blog):
    (told,) = json.loads(seolint("site", "blog", "-f", "json").out)
    assert (told["generator"], told["evidence"], told["with_url"]) == ("hugo", "hugo.toml", 1)
    (told,) = json.loads(seolint("site", "--explain", "blog/content/posts/a.md", "-f", "json").out)
    assert told["page"]["url"] == "/posts/a/"
    assert told["page"]["headings"] == [{"line": 5, "level": 2, "ids": ["what-is-new"]}]


def test_what_the_configuration_says_counts(seolint, blog):
    config = (
        '[site]\ngenerator = "zola"\nslugger = "github"\nh1 = "body"\nurl-template = "/{name}/"\n'
    )
    (blog / "seolint.toml").write_text(config)
    result = seolint("site", "--explain", "blog/content/posts/a.md")
    assert "generator    zola ([site] generator in blog/seolint.toml)" in result.out
    assert "URL          /a/ ([site] url-template)" in result.out
    assert "heading ids  github ([site] slugger)" in result.out
    assert "H1 from      body ([site] h1)" in result.out


@pytest.mark.parametrize(
    ("files", "evidence"),
    [
        ({"config.toml": 'base_url = "/"'}, "zola (config.toml with `base_url =`)"),
        ({"_posts/a.md": "", "_layouts/b.html": ""}, "jekyll (_posts and _layouts)"),
        (
            {"package.json": '{"dependencies": {"next": "1"}}'},
            'nextjs (package.json with `"next":`)',
        ),
        ({}, "plain (nothing shows a generator)"),
    ],
)
def test_the_evidence(seolint, site, files, evidence):
    folder = site / "other"
    for name, text in {**files, "content/a.md": "Tea.", "seolint.toml": ""}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    assert f"generator      {evidence}\n" in seolint("site", "other").out


def test_where_links_lead(seolint, blog):
    links = "[a](/posts/a/) [b](/nowhere/) [c](/posts/c/) [d](/tags/d/)"
    shop = " ".join(f"[{name}](/shop/{name}/)" for name in ("cups", "pots", "tea"))
    (blog / "content/posts/c.md").write_text(f"---\ntitle: C\n---\n\n{links} {shop}\n")
    result = seolint("site", "blog")
    assert "links to       what may be missing: 4, pages: 2, what is built: 1\n" in result.out
    assert "no pages in    /shop/ (3 links)\n" in result.out
    assert result.out.endswith("note: [site] routes names what is served from elsewhere\n")
    (told,) = json.loads(seolint("site", "blog", "-f", "json").out)
    assert told["links"] == {"doubtful": 4, "page": 2, "route": 1}
    assert told["elsewhere"] == {"/shop/": 3}
    (blog / "seolint.toml").write_text('[site]\nroutes = ["/shop/**"]\n')
    result = seolint("site", "blog")
    assert "what is built: 4" in result.out
    assert "note" not in result.out


def test_two_generators_in_one_folder(seolint, blog):
    (blog / "config.toml").write_text('base_url = "/"\n')
    (blog / "package.json").write_text('{"dependencies": {"next": "1"}}')
    note = "the folder may also be one of zola (config.toml with `base_url =`)"
    result = seolint("site", "blog")
    assert "generator      hugo (hugo.toml)\n" in result.out
    assert f"note: {note}; [site] generator settles it\n" in result.out
    (told,) = json.loads(seolint("site", "blog", "-f", "json").out)
    assert told["rivals"] == {"zola": "config.toml with `base_url =`"}
    said = seolint("check", "blog").err
    assert "blog is taken for a site of hugo, but has config.toml with `base_url =` of zola" in said
    (blog / "seolint.toml").write_text('[site]\ngenerator = "hugo"\n')
    assert "may also be" not in seolint("site", "blog").out
    assert "taken for" not in seolint("check", "blog").err


def test_a_config_that_one_generator_shares_with_another_is_no_tie(seolint, blog):
    (blog / "hugo.toml").unlink()
    (blog / "_config.yml").write_text("source_dir: content\n")
    result = seolint("site", "blog")
    assert "generator      hexo" in result.out
    assert "note:" not in result.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("site", "nowhere"), "no such file or folder: nowhere"),
        (("site", "--explain", "tea"), "no file: tea"),
        (("site", "tea"), "no page: tea"),
    ],
)
def test_mistakes(seolint, arguments, message):
    result = seolint(*arguments)
    assert result.code == 2
    assert message in result.err
