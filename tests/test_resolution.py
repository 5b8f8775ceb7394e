"""Where links lead, by generator: what each of them does with an address."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from seolint.config import load_config
from seolint.discovery import discover
from seolint.discovery.roots import make_root
from seolint.engine.facts import facts_of
from seolint.engine.run import run
from seolint.facts import Facts
from seolint.files import Files
from seolint.finding import Finding
from seolint.read import read
from seolint.resolution import Target, address_key
from seolint.resolution.images import image_target
from seolint.site import Site

PAGE = "---\ntitle: A page\n---\n# A page\n\n## Part one\n"


def site(
    generator: str,
    pages: Mapping[str, str] | list[str],
    files: list[str] | None = None,
    config: Mapping[str, str] | None = None,
    folder: Path | None = None,
    **given: Any,
) -> Site:
    """A site of some pages; `config` are files that are written to `folder`."""
    texts = pages if isinstance(pages, Mapping) else dict.fromkeys(pages, PAGE)
    root_folder = folder or Path("/nowhere")
    for name, text in (config or {}).items():
        path = root_folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = {"site": {"generator": generator, **given}}
    root = make_root(root_folder, load_config(None, root_folder, settings))
    facts = [
        facts_of(read(path, text.encode(), root.generator, root.settings))
        for path, text in texts.items()
    ]
    made = Site(facts, root.settings, folder, complete=True)
    made.files = Files(folder, dict.fromkeys(files or [], b""))
    return made


def page(of: Site, path: str) -> Facts:
    return next(page for page in of.pages if page.path == path)


def leads(of: Site, path: str, url: str, kind: str = "inline") -> Target:
    """Where a link leads; one with template syntax is given as it stands in the source."""
    known = not ("{%" in url or "{{" in url)
    return of.resolver.resolve(url, page(of, path), known=known, kind=kind)


def told(target: Target) -> tuple[str, str]:
    """The state, and the page or the path."""
    return target.state, target.page.path if target.page is not None else target.path


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", "/"),
        ("/a/", "/a"),
        ("/a", "/a"),
        ("/a.html", "/a"),
        ("/a/index.html", "/a"),
        ("/a/index.htm", "/a"),
        ("/index.html", "/"),
        ("//a//b/", "/a/b"),
        ("/A/", "/A"),
        ("/v1.2/", "/v1.2"),
        ("/a.md", "/a.md"),
    ],
)
def test_an_address_has_one_key_however_it_is_written(path: str, key: str) -> None:
    assert address_key(path) == key


JEKYLL = {
    "_posts/2023-01-02-Hello_World.md": PAGE,
    "_posts/2023-01-25-f.md": PAGE,
    "about.md": PAGE,
    "news/old.md": "---\ntitle: Old\nredirect_from: [/ancient/, /older.html]\n---\n",
}


@pytest.mark.parametrize(
    ("url", "state", "where"),
    [
        ("{% post_url 2023-01-02-Hello_World %}", "page", "_posts/2023-01-02-Hello_World.md"),
        ("{% post_url 2023-01-25-f %}#part-one", "page", "_posts/2023-01-25-f.md"),
        ("{% post_url 2023-01-03-Nobody %}", "missing", "2023-01-03-Nobody"),
        ("{% link about.md %}", "page", "about.md"),
        ("{% link img/a.png %}", "file", "img/a.png"),
        ("{% link img/b.png %}", "missing", "img/b.png"),
        ('{{ "/about.html" | relative_url }}', "page", "about.md"),
        ("{{ site.baseurl }}/about", "page", "about.md"),
        ("{{ site.url }}{{ site.baseurl }}/about/", "page", "about.md"),
        ("{{ site.baseurl }}{% post_url 2023-01-25-f %}", "page", "_posts/2023-01-25-f.md"),
        ("{{ page.next.url }}", "unknown", ""),
        ("{% include link.html %}", "unknown", ""),
        ("/2023/01/02/Hello_World.html", "page", "_posts/2023-01-02-Hello_World.md"),
        ("/2023/01/", "route", "/2023/01/"),
        ("/ancient/", "redirect", "news/old.md"),
        ("/older", "redirect", "news/old.md"),
        ("/tags/rye/", "route", "/tags/rye/"),
        ("/feed.xml", "route", "/feed.xml"),
        ("/img/a.png", "file", "img/a.png"),
        ("#part-one", "page", "_posts/2023-01-25-f.md"),
        ("https://elsewhere.example/about/", "elsewhere", ""),
        ("mailto:me@home.example", "elsewhere", ""),
        ("//cdn.example/a.js", "elsewhere", ""),
    ],
)
def test_jekyll(url: str, state: str, where: str) -> None:
    of = site("jekyll", JEKYLL, ["img/a.png"])
    assert told(leads(of, "_posts/2023-01-25-f.md", url)) == (state, where)


def test_jekyll_does_not_turn_file_names_into_addresses() -> None:
    of = site("jekyll", JEKYLL)
    of_a_file = leads(of, "_posts/2023-01-25-f.md", "about.md")
    assert (of_a_file.state, of_a_file.path) == ("missing", "/2023/01/25/about.md")


def test_jekyll_with_a_sub_path(tmp_path: Path) -> None:
    config = {"_config.yml": "url: https://a.example\nbaseurl: /base\n"}
    of = site("jekyll", JEKYLL, config=config, folder=tmp_path)
    here = "_posts/2023-01-25-f.md"
    for url in ("/base/about.html", "/about.html", "https://a.example/base/about"):
        assert told(leads(of, here, url)) == ("page", "about.md")
    assert leads(of, here, "https://a.example/shop/").state == "elsewhere"
    assert of.address(page(of, "about.md")) == "/base/about.html"


HUGO = {
    "content/posts/links.md": PAGE,
    "content/posts/slug.md": "---\ntitle: Slug\nslug: my-slug\n---\n",
    "content/posts/leaf/index.md": PAGE,
    "content/posts/leaf/extra.md": PAGE,
    "content/about.md": PAGE,
    "content/docs/guide.md": PAGE,
    "content/posts/alias.md": "+++\ntitle = 'A'\naliases = ['/old/path', 'rel-old']\n+++\n",
}


@pytest.mark.parametrize(
    ("url", "state", "where"),
    [
        ('{{< ref "posts/SLUG.md#sec" >}}', "page", "content/posts/slug.md"),
        ('{{< relref "slug.md" >}}', "page", "content/posts/slug.md"),
        ('{{% ref "/about" %}}', "page", "content/about.md"),
        ('{{< ref path="guide" >}}', "page", "content/docs/guide.md"),
        ('{{< ref "nowhere.md" >}}', "missing", "nowhere.md"),
        ('{{< youtube "x" >}}', "unknown", ""),
        ("/posts/my-slug/", "page", "content/posts/slug.md"),
        ("/posts/rel-old/", "redirect", "content/posts/alias.md"),
        ("/old/path/", "redirect", "content/posts/alias.md"),
        ("slug.md", "missing", "/posts/links/slug.md"),
        ("../leaf/pic.png", "file", "content/posts/leaf/pic.png"),
        ("/img/a.png", "file", "static/img/a.png"),
        ("/posts/", "route", "/posts/"),
        ("/categories/rye/", "route", "/categories/rye/"),
    ],
)
def test_hugo(url: str, state: str, where: str) -> None:
    of = site("hugo", HUGO, ["content/posts/leaf/pic.png", "static/img/a.png"])
    assert told(leads(of, "content/posts/links.md", url)) == (state, where)


def test_hugo_knows_no_page_beside_an_index() -> None:
    of = site("hugo", HUGO)
    assert leads(of, "content/posts/leaf/index.md", '{{< ref "extra.md" >}}').state == "missing"
    assert leads(of, "content/about.md", "/posts/leaf/extra/").state == "missing"


def test_hugo_with_the_hook_of_its_own_reads_file_names(tmp_path: Path) -> None:
    config = {
        "hugo.toml": "baseURL = 'https://a.example'\n"
        "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'always'\n"
    }
    of = site("hugo", HUGO, config=config, folder=tmp_path)
    here = "content/posts/links.md"
    assert told(leads(of, here, "../about.md")) == ("page", "content/about.md")
    assert told(leads(of, here, "/docs/guide.md?x=1#z")) == ("page", "content/docs/guide.md")
    assert told(leads(of, here, "slug.md")) == ("page", "content/posts/slug.md")


def test_hugo_with_a_hook_of_the_site_leaves_bare_words_alone(tmp_path: Path) -> None:
    config = {
        "hugo.toml": "baseURL = 'https://a.example'\n",
        "layouts/_markup/render-link.html": "<a>{{ .Text }}</a>",
    }
    of = site("hugo", HUGO, config=config, folder=tmp_path)
    assert leads(of, "content/posts/links.md", "g").state == "unknown"


MKDOCS = {
    "docs/links.md": PAGE,
    "docs/about.md": PAGE,
    "docs/sub/README.md": PAGE,
    "docs/sub/page.md": PAGE,
}


@pytest.mark.parametrize(
    ("url", "kind", "state", "where"),
    [
        ("sub/README.md", "inline", "page", "docs/sub/README.md"),
        ("sub/page.md#part-one", "inline", "page", "docs/sub/page.md"),
        ("about.md", "html", "missing", "/links/about.md"),
        ("../about/", "html", "page", "docs/about.md"),
        ("sub/page/", "inline", "missing", "/links/sub/page/"),
        ("/about.md", "inline", "missing", "/about.md"),
        ("/about/", "inline", "page", "docs/about.md"),
        ("nowhere.md", "inline", "missing", "docs/nowhere.md"),
        ("sub/a.pdf", "inline", "file", "docs/sub/a.pdf"),
    ],
)
def test_mkdocs(url: str, kind: str, state: str, where: str) -> None:
    of = site("mkdocs", MKDOCS, ["docs/sub/a.pdf"])
    assert told(leads(of, "docs/links.md", url, kind)) == (state, where)


@pytest.mark.parametrize(
    ("generator", "pages", "url", "state", "where"),
    [
        ("eleventy", ["a.md", "posts/2023-01-02-dated.md"], "/posts/2023-01-02-dated/", "page",
         "posts/2023-01-02-dated.md"),
        ("pelican", ["content/a.md", "content/pages/about.md"], "{filename}/pages/about.md#x",
         "page", "content/pages/about.md"),
        ("pelican", ["content/a.md", "content/second.md"], "{filename}second.md", "page",
         "content/second.md"),
        ("pelican", ["content/a.md", "content/second.md"], "second.md", "missing", "/second.md"),
        ("pelican", ["content/a.md"], "{filename}third.md", "missing", "content/third.md"),
        ("pelican", ["content/a.md"], "{tag}rye", "route", ""),
        ("hexo", ["source/a.md", "source/_posts/Hello World.md"],
         "{% post_path 'Hello World' %}", "page", "source/_posts/Hello World.md"),
        ("docusaurus", ["docs/index.md", "docs/02-guide/01-intro.md"], "./02-guide/01-intro.md#x",
         "page", "docs/02-guide/01-intro.md"),
        ("docusaurus", ["docs/index.md", "docs/a.md"], "@site/docs/a.md", "page", "docs/a.md"),
        ("docusaurus", ["docs/index.md"], "pathname:///old.html", "route", ""),
        ("docusaurus", ["docs/index.md"], "./nowhere.md", "missing", "docs/nowhere.md"),
        ("zola", ["content/a.md", "content/blog/2018-10-10-hello-world.md"],
         "@/blog/2018-10-10-hello-world.md#sec", "page", "content/blog/2018-10-10-hello-world.md"),
        ("zola", ["content/a.md"], "@/b.md", "missing", "content/b.md"),
        ("vitepress", ["guide/intro.md", "api/index.md"], "../api/index.md#ref", "page",
         "api/index.md"),
        ("vitepress", ["guide/intro.md", "api/index.md"], "/api/", "page", "api/index.md"),
        ("vitepress", ["guide/intro.md", "api/index.md"], "/api/index.html", "page",
         "api/index.md"),
        ("quarto", ["a/b.qmd", "x.qmd"], "../x.qmd", "page", "x.qmd"),
        ("quarto", ["a/b.qmd", "x.qmd"], "../x.html", "page", "x.qmd"),
        ("plain", ["a/b.md", "docs/b.md"], "/docs/b.md", "page", "docs/b.md"),
        ("plain", ["a/b.md", "docs/b.md"], "../docs/", "route", "docs"),
        ("plain", ["a/b.md"], "c.md", "missing", "a/c.md"),
        ("nextjs", ["pages/a.md"], "{url}", "unknown", ""),
        ("html", ["a/index.html", "b.html"], "../b.html", "page", "b.html"),
        ("html", ["a/index.html", "b/c.html"], "/b/", "missing", "/b/"),
    ],
)  # fmt: skip
def test_the_others(generator: str, pages: list[str], url: str, state: str, where: str) -> None:
    of = site(generator, pages)
    assert told(leads(of, pages[0], url)) == (state, where)


def test_eleventy_computes_addresses_that_nobody_knows() -> None:
    computed = "---\ntitle: A\npermalink: '/x/{{ title | shout }}/'\n---\n"
    of = site("eleventy", {"a.md": PAGE, "posts/2023-01-02-dated.md": computed})
    assert leads(of, "a.md", "/blog/dated/").state == "unknown"


def test_docusaurus_with_its_routes(tmp_path: Path) -> None:
    config = {
        "docusaurus.config.js": "export default { presets: [['classic', { docs: {}, blog: {} }]] }"
    }
    pages = ["docs/index.md", "docs/02-guide/01-intro.md", "blog/2024-10-23-release/index.mdx"]
    of = site("docusaurus", pages, config=config, folder=tmp_path)
    assert told(leads(of, pages[0], "/docs/guide/intro")) == ("page", pages[1])
    assert told(leads(of, pages[0], "/blog/2024/10/23/release")) == ("page", pages[2])
    assert leads(of, pages[0], "/docs/guide/outro").confidence == "high"
    assert leads(of, pages[0], "guide/").state == "route"


@pytest.mark.parametrize("fallback", [True, False])
def test_a_missing_translation_is_the_page_in_the_default_language(
    fallback: bool, tmp_path: Path
) -> None:
    config = {
        "astro.config.mjs": "import starlight from '@astrojs/starlight';\nexport default {"
        "integrations: [starlight({ defaultLocale: 'en', locales: { en: {}, fr: {} } })] };\n"
    }
    pages = ["src/content/docs/fr/a.mdx", "src/content/docs/en/b.mdx"]
    of = site("astro", pages, config=config, folder=tmp_path, **{"language-fallback": fallback})
    found = leads(of, pages[0], "/fr/b/")
    assert told(found) == (("page", pages[1]) if fallback else ("missing", "/fr/b/"))
    assert leads(of, pages[0], "/fr/c/").state == "missing"


def test_what_is_said_to_be_built_elsewhere_exists() -> None:
    of = site("zola", ["content/a.md", "content/b.md"], routes=["/shop/**", "/jobs"])
    for url in ("/shop/", "/shop/a/b", "/jobs", "/jobs/"):
        assert leads(of, "content/a.md", url).state == "route"
    assert leads(of, "content/a.md", "/jobs/a").state == "missing"


@pytest.mark.parametrize(
    ("name", "text", "url"),
    [
        ("static/_redirects", "/old /a 301\n/gone/* /a/:splat\n", "/old"),
        ("static/_redirects", "/old /a 301\n/gone/* /a/:splat\n", "/gone/for/good/"),
        ("netlify.toml", '[[redirects]]\nfrom = "/old"\nto = "/a"\n', "/old/"),
        ("vercel.json", '{"redirects": [{"source": "/old", "destination": "/a"}]}', "/old"),
        ("firebase.json", '{"hosting": {"redirects": [{"source": "/old", "destination": "/a"}]}}',
         "/old"),
        ("staticwebapp.config.json", '{"routes": [{"route": "/old", "redirect": "/a"}]}', "/old"),
        (".htaccess", "Redirect 301 /old /a\nRewriteRule ^/gone/(.*)$ /a/$1\n", "/old"),
        (".htaccess", "Redirect 301 /old /a\nRewriteRule ^/gone/(.*)$ /a/$1\n", "/gone/x"),
        ("next.config.js", "redirects: () => [{source: '/old', destination: '/a'}]", "/old"),
        ("docusaurus.config.js", "redirects: [{to: '/a', from: ['/older', '/old']}]", "/old"),
        ("astro.config.mjs", "redirects: {'/old': '/a', '/x': {destination: '/a'}}", "/old"),
        ("mkdocs.yml", "plugins:\n  - redirects:\n      redirect_maps:\n        old.md: a.md\n",
         "/old/"),
    ],
)  # fmt: skip
def test_redirects_of_hosts(name: str, text: str, url: str, tmp_path: Path) -> None:
    of = site("zola", ["content/a.md", "content/b.md"], config={name: text}, folder=tmp_path)
    target = leads(of, "content/a.md", url)
    assert target.state in ("redirect", "route")
    assert target.redirect is not None
    assert target.redirect.path == name
    assert target.redirect.span is not None
    assert leads(of, "content/a.md", "/other").state == "missing"


def test_redirect_files_that_are_broken_are_passed_over(tmp_path: Path) -> None:
    config = {"netlify.toml": "[[[", "vercel.json": "{", "firebase.json": "[1]", "_redirects": "x"}
    of = site("zola", ["content/a.md"], config=config, folder=tmp_path)
    assert leads(of, "content/a.md", "/old").state == "missing"


@pytest.mark.parametrize(
    "url",
    [
        "../../../etc/passwd",
        "/../../etc/passwd",
        "..\\..\\etc",
        "\\\\server\\share",
        "a\0b",
        "/" + "a" * 5000,
        "C:\\x",
        "file:///etc/passwd",
        "http://[::1",
        "http://a:99999/",
        "%2e%2e/%2e%2e/etc/passwd",
        "/%00",
        "//",
        "?",
        ":",
    ],
)
def test_odd_addresses_never_touch_the_disk_outside(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    real_stat = __import__("os").stat

    def stat(path: Any, *args: Any, **kwargs: Any) -> Any:
        looked.append(str(path))
        return real_stat(path, *args, **kwargs)

    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("x", encoding="utf-8")
    inner = tmp_path / "site"
    inner.mkdir()
    for generator in ("plain", "jekyll", "mkdocs", "hugo", "html"):
        of = site(generator, ["a.md"], folder=inner)
        monkeypatch.setattr("os.stat", stat)
        target = of.resolver.resolve(url, of.pages[0])
        image_target(of.resolver, url, of.pages[0])
        monkeypatch.undo()
        assert target.state != "file"
    assert all(path.startswith(str(inner)) for path in looked)
    assert not any("passwd" in path and ".." in path for path in looked)


def test_nothing_is_missing_from_a_site_of_which_not_all_is_known() -> None:
    of = site("zola", ["content/a.md"])
    partial = Site(of.pages, of.settings)
    for url in ("/b/", "b/", "@/b.md"):
        assert partial.resolve(url, partial.pages[0]).state == "unknown"


def test_links_to_a_page_are_told_with_their_places() -> None:
    of = site("zola", {"content/a.md": "[B](/b/) and [b](@/b.md)\n", "content/b.md": PAGE})
    found = of.links_to(page(of, "content/b.md"))
    assert [(who.path, link.text, link.span.column) for who, link in found] == [
        ("content/a.md", "/b/", 5),
        ("content/a.md", "@/b.md", 18),
    ]
    assert of.links_to(page(of, "content/a.md")) == []


def test_a_named_file_is_judged_against_the_whole_site(tmp_path: Path) -> None:
    for name, text in {
        "mkdocs.yml": "site_name: A\n",
        "docs/a.md": "[B](b.md), [c](c.md)\n",
        "docs/b.md": "[D](d.md)\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    result = run(discover(["docs/a.md"], {"select": ["LINK010"]}, cwd=tmp_path))
    assert [(f.path, f.data["target"]) for f in result.findings] == [("docs/a.md", "docs/c.md")]


KILN = {
    "mkdocs.yml": "site_name: Kiln\nsite_url: https://kiln.example/\nmarkdown_extensions: [toc]\n",
    "docs/index.md": (
        "# Kiln\n\n[Clay](guide/clay.md), [fire](guide/fire.md#wood), [gone](guide/gone.md),\n"
        "[raw](guide/clay/), [absolute](/guide/clay/), [md](/guide/clay.md), [dir](guide/),\n"
        "[none](#nowhere), [part](#parts), [file](img/kiln.png), [no file](img/none.pdf)\n\n"
        "![Kiln](img/kiln.png) ![No](img/no.png) ![Case](img/Kiln.png)\n\n"
        '<a href="guide/clay.md">md</a> <a href="guide/clay/">dir</a> <a href="nope/">nope</a>\n'
        '<img src="img/kiln.png" alt="Yes"> <img src="img/nope.png" alt="No">\n\n## Parts\n'
    ),
    "docs/guide/clay.md": (
        "# Clay\n\n[Home](../index.md), [dup](fire.md#wood_1), [wrong](fire.md#wood-1),\n"
        "[url](../fire/), [slash](fire)\n\n"
        '![Up](../img/kiln.png) <img src="../img/kiln.png" alt="raw, and so from the address">\n'
        '<img src="../../img/kiln.png" alt="as it should be">\n'
    ),
    "docs/guide/fire.md": "# Fire\n\n## Wood\n\n## Wood\n",
    "docs/img/kiln.png": "",
}
KILN_BROKEN = {
    ("docs/index.md", "guide/gone.md"),
    ("docs/index.md", "/guide/clay.md"),
    ("docs/index.md", "guide/"),
    ("docs/index.md", "#nowhere"),
    ("docs/index.md", "img/none.pdf"),
    ("docs/index.md", "img/no.png"),
    ("docs/index.md", "img/Kiln.png"),
    ("docs/index.md", "guide/clay.md"),
    ("docs/index.md", "nope/"),
    ("docs/index.md", "img/nope.png"),
    ("docs/guide/clay.md", "fire.md#wood-1"),
    ("docs/guide/clay.md", "fire"),
    ("docs/guide/clay.md", "../img/kiln.png"),
}
"""What lychee and html-proofer report of this site after MkDocs has built it, by its sources;
`guide/` is a folder without a page of its own, which they take for one."""


def test_the_sources_tell_what_is_broken_in_the_built_site(tmp_path: Path) -> None:
    for name, text in KILN.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = run(discover(["."], {"select": ["LINK010", "LINK011", "IMG012"]}, cwd=tmp_path))
    told_of = {
        (finding.path, (tmp_path / finding.path).read_bytes()[slice(*_bytes(finding))].decode())
        for finding in found.findings
    }
    assert told_of == KILN_BROKEN
    assert len(found.findings) == len(KILN_BROKEN)


def _bytes(finding: Finding) -> tuple[int, int]:
    return finding.span.start, finding.span.end


def test_many_broken_ids_of_one_page_are_one_finding_with_one_fix(tmp_path: Path) -> None:
    headings = "".join(f"## Part {number}\n\n" for number in range(12))
    links = " ".join(f"[{number}](#Part-{number})" for number in range(12))
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"# A\n\n{links}\n\n{headings}", encoding="utf-8")
    result = run(discover(["."], {"select": ["LINK011"]}, cwd=tmp_path))
    (finding,) = result.findings
    assert finding.data["count"] == 12
    assert finding.fix is not None
    assert len(finding.fix.edits) == 12
    assert finding.fix.safe


def test_many_missing_images_of_one_folder_are_one_finding(tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    (tmp_path / "img" / "kiln.png").write_bytes(b"")
    (tmp_path / "seolint.toml").write_text("", encoding="utf-8")
    lines = "".join(f"![Fire](img/fire-{name}.jpg)\n" for name in "abcdefghijkl")
    (tmp_path / "a.md").write_text(f"# A\n\n{lines}![Kiln](img/Kiln.png)\n", encoding="utf-8")
    found = run(discover(["."], {"select": ["IMG012"]}, cwd=tmp_path)).findings
    assert [each.data["target"] for each in found] == ["img/", "img/Kiln.png"]
    assert found[0].data["count"] == 12
    assert "other images of img are not there either" in found[0].message


def test_a_redirect_is_named_as_seen_from_the_working_directory(tmp_path: Path) -> None:
    for name, text in {
        "site/config.toml": 'base_url = "https://a.example"\n',
        "site/static/_redirects": "/old /b/ 301\n",
        "site/content/a.md": "[B](/old)\n",
        "site/content/b.md": "B\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (finding,) = run(discover(["site"], {"select": ["LINK016"]}, cwd=tmp_path)).findings
    (redirect,) = finding.related
    assert (redirect.path, redirect.span.line) == ("site/static/_redirects", 1)


@pytest.mark.parametrize(
    ("url", "state", "confidence"),
    [
        ("../../issues", "unknown", "certain"),
        ("../../releases/latest", "unknown", "certain"),
        ("../../../etc/passwd", "missing", "high"),
        ("../x.md", "missing", "high"),
        ("LICENSE", "file", "certain"),
    ],
)
def test_what_lies_above_a_repository(
    url: str, state: str, confidence: str, tmp_path: Path
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "LICENSE").write_text("", encoding="utf-8")
    of = site("plain", {"README.md": "# A\n"}, folder=tmp_path)
    target = leads(of, "README.md", url)
    assert (target.state, target.confidence) == (state, confidence)


def test_hugo_looks_for_a_path_in_the_language_of_the_page(tmp_path: Path) -> None:
    config = {
        "hugo.toml": "baseURL = 'https://a.example'\ndefaultContentLanguage = 'en'\n"
        "[languages.en]\ncontentDir = 'content/en'\n"
        "[languages.de]\ncontentDir = 'content/de'\n"
    }
    pages = [f"content/{language}/{name}.md" for language in ("de", "en") for name in "ab"]
    of = site("hugo", [*pages, "content/en/only.md"], config=config, folder=tmp_path)
    for language in ("de", "en"):
        for url in ("/b", '{{< ref "b.md" >}}'):
            found = leads(of, f"content/{language}/a.md", url)
            assert told(found) == ("page", f"content/{language}/b.md")
    assert told(leads(of, "content/de/a.md", "/only")) == ("page", "content/en/only.md")


def test_an_image_beside_a_page_at_the_top(tmp_path: Path) -> None:
    of = site("quarto", ["a.qmd"], ["b.png"])
    target = image_target(of.resolver, "c.png", of.pages[0])
    assert (target.state, target.confidence) == ("missing", "high")


def test_what_an_included_file_links_to_is_doubted_there_alone() -> None:
    pages = ["kiln/a.md", "kiln/b.md", "parts/c.md"]
    of = site("zola", [f"content/{name}" for name in pages], partials=["content/parts/**"])
    assert leads(of, "content/parts/c.md", "/kiln/gone/").confidence == "low"
    assert leads(of, "content/kiln/a.md", "/kiln/gone/").confidence == "high"


def test_what_tags_of_hexo_print(tmp_path: Path) -> None:
    posts = tmp_path / "source" / "_posts"
    (posts / "kiln").mkdir(parents=True)
    (posts / "kiln" / "fire.png").write_bytes(b"")
    (tmp_path / "_config.yml").write_text("new_post_name: :title.md\n", encoding="utf-8")
    (posts / "ash.md").write_text("---\ntitle: Ash\n---\n{% asset_img a.png %}\n", encoding="utf-8")
    lines = (
        "{% post_link ash 'the ash' %} {% post_link \"no ash\" true %}",
        "{% asset_img wide fire.png %} {% asset_img fire.png %} {% asset_img fir.png 'Fire' %}",
        "[fire]({% asset_path fire.png %}) {% asset_link fires.png 'fire' %}",
        "{% raw %}{% post_link gone %}{% endraw %}",
        "```\n{% post_link gone %}\n```",
    )
    text = "---\ntitle: Kiln\n---\n" + "\n\n".join(lines) + "\n"
    (posts / "kiln.md").write_text(text, encoding="utf-8")
    found = run(discover(["."], {"select": ["LINK010", "IMG012"]}, cwd=tmp_path)).findings
    told = [(each.code, text.encode()[slice(*_bytes(each))].decode()) for each in found]
    assert told == [
        ("LINK010", '"no ash"'),
        ("IMG012", "fir.png"),
        ("LINK010", "fires.png"),
    ]


@pytest.mark.parametrize(
    ("gemfile", "config", "told"),
    [
        ("gem 'jekyll'\n", "", ["Write {% link about.md %}"]),
        ("gem 'jekyll'\n", "plugins: [jekyll-relative-links]\n", []),
        ("gem 'github-pages'\n", "", []),
        ("", "", []),
    ],
)
def test_jekyll_turns_names_of_files_into_addresses_by_a_plugin(
    gemfile: str, config: str, told: list[str], tmp_path: Path
) -> None:
    files = {
        "_config.yml": f"title: A\n{config}",
        "Gemfile": gemfile,
        "about.md": "---\ntitle: About\n---\n",
        "_posts/2023-01-25-f.md": "---\ntitle: F\n---\n[f](../about.md)\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = run(discover(["."], {"select": ["LINK010"]}, cwd=tmp_path)).findings
    assert [each.help for each in found] == told


def test_hugo_names_the_call_for_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text("baseURL = 'https://a.example'\n", encoding="utf-8")
    (tmp_path / "content" / "posts").mkdir(parents=True)
    for name, text in (("a", "[b](b.md)"), ("b", "B")):
        path = tmp_path / "content" / "posts" / f"{name}.md"
        path.write_text(f"---\ntitle: {name}\n---\n{text}\n", encoding="utf-8")
    (found,) = run(discover(["."], {"select": ["LINK010"]}, cwd=tmp_path)).findings
    assert found.help == 'Write {{< ref "/posts/b.md" >}}'


@pytest.mark.parametrize(
    ("generator", "state"), [("hugo", "missing"), ("zola", "missing"), ("eleventy", "file")]
)
def test_files_beside_a_page_that_is_no_index_stay_where_they_are(
    generator: str, state: str
) -> None:
    pages = ["content/posts/rye.md", "content/posts/wheat/index.md", "content/posts/oats.md"]
    files = ["content/posts/a.png", "content/posts/wheat/b.png", *pages]
    of = site(generator, pages, files, content=["content/**"])
    assert image_target(of.resolver, "a.png", page(of, pages[0])).state == state
    assert image_target(of.resolver, "b.png", page(of, pages[1])).state == "file"
    assert leads(of, pages[0], "oats.md").state == "missing"


@pytest.mark.parametrize(
    "files",
    [
        {"hugo.toml": "baseURL = 'https://a.example'\ntheme = 'rye'\n"},
        {
            "hugo.toml": "baseURL = 'https://a.example'\n",
            "layouts/_markup/render-image.html": "<img>",
        },
    ],
)
def test_a_hook_of_hugo_may_serve_what_lies_beside_a_page(
    files: Mapping[str, str], tmp_path: Path
) -> None:
    of = site("hugo", ["content/posts/rye.md"], config=files, folder=tmp_path)
    of.files = Files(tmp_path, {"content/posts/a.png": b""})
    assert image_target(of.resolver, "a.png", of.pages[0]).state == "file"


@pytest.mark.parametrize("file", ["src/pages/index.astro", "src/pages/about/index.11ty.js"])
def test_a_page_of_another_kind_is_no_missing_one(file):
    of = site("astro", ["src/content/posts/a.md"], files=[file])
    url = "/about/" if "about" in file else "/"
    assert leads(of, "src/content/posts/a.md", url) == Target(
        "route", path=url, reason="a page of another kind"
    )
    assert leads(of, "src/content/posts/a.md", "/other/").state == "missing"
