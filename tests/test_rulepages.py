"""Static pages of rules."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from seolint.packs import Packs, find_packs
from seolint.rulepages import write_pages
from seolint.rulepages.markup import inline

RULE = '''\
"""A page has a cup > 1 & `<tea>` in it.

Tea belongs
elsewhere, in `a & b`.

- first
  thing
- second
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from seolint.api import Evidence, Options, Source, bad, document_rule, good


class Tea(Options, frozen=True):
    """`word` and `other-word`: what to look for. `limits`: by cup; the rest is tea."""

    word: str = "<tea>"
    other_word: str = ""
    limits: Mapping[str, int] = {}
    level: Annotated[int, Meta(ge=1, description="how hot")] = 3
    names: tuple[str, ...] = tuple("abcdefghij")
    last: int | None = None


@document_rule(
    severity="info",
    evidence=[
        Evidence("G!", "no harm in <tea>", Source("Tea & more", "https://tea.example/?a&b")),
        Evidence("M", "3 of 4"),
    ],
    options=Tea,
    default=False,
    hidden_by=("TEA002",),
    related=("META010",),
    examples=[
        good("A cup."),
        bad("A ⟦<tea>⟧ and⟦⟧.", fixed="A pot.", severity="error"),
        bad("A ⟦te\\u200ba⟧.", path="a.html", word="te\\u200ba", site={"generator": "hugo"}),
        bad(pages={"a.md": "⟦one⟧", "b.md": "⟦two⟧"}, files={"i.png": b"12"}),
    ],
)
def check(doc, options):
    yield from ()
'''
OTHER = (
    RULE.replace('hidden_by=("TEA002",),', "")
    .replace("`word` and `other-word`: what", "`word` are words, and what")
    .replace(" in it.", " in its text.")
)


@pytest.fixture
def packs(tmp_path: Path) -> Packs:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "tea001_tea_there.py").write_text(RULE, encoding="utf-8")
    (folder / "tea002_tea_again.py").write_text(OTHER, encoding="utf-8")
    return find_packs(files=[folder])


def only(packs: Packs) -> Packs:
    """The rules of the test, with those of the engine."""
    kept = Packs([])
    for code, file in packs.files.items():
        if code.startswith("TEA") or code == "META010":
            kept.add(file, packs.load(code))
    return kept


@pytest.fixture
def page(packs: Packs, tmp_path: Path):
    """Reads a page that was written."""
    write_pages(only(packs), tmp_path / "out")

    def read(name: str) -> BeautifulSoup:
        return BeautifulSoup((tmp_path / "out" / name).read_text("utf-8"), "html.parser")

    return read


def section(page: BeautifulSoup, title: str) -> Tag:
    [found] = [each for each in page.find_all("section") if each.h2 and each.h2.text == title]
    return found


def text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def test_every_rule_has_a_page_and_every_link_leads_to_one(tmp_path):
    packs = find_packs()
    assert write_pages(packs, tmp_path) == len(packs.files)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert pages.keys() == {"index.html", *(f"{code}.html" for code in packs.files)}
    for name, html in pages.items():
        parsed = BeautifulSoup(html, "html.parser")
        assert not parsed.find_all(["script", "img", "iframe", "style"])
        for tag in parsed.find_all(["a", "link"]):
            target, _, fragment = str(tag["href"]).partition("#")
            if target.startswith("https://"):
                assert tag.name == "a"
            elif fragment:
                assert f'id="{fragment}"' in pages[target or name]
            else:
                assert (tmp_path / target).is_file(), (name, target)
    for code, file in packs.files.items():
        marks = sum(
            page.count("⟦") for each in packs.load(code).examples for page in each.pages.values()
        )
        assert pages[f"{code}.html"].count("<mark>") == marks
        assert f'href="{code}.html">{file.name}<' in pages["index.html"]


def test_the_index_has_families_with_their_subjects(page):
    index = page("index.html")
    about = text(index.find(id="META").h2)
    assert about.startswith("META Title, description")
    row = index.find(id="TEA").li
    assert text(row) == "TEA001 tea-there A page has a cup > 1 & <tea> in it. G! M fix strict info"
    assert text(index.find("nav", class_="contents")).endswith("META 1 TEA 2")


def test_a_page_tells_what_a_rule_says_of_itself(page):
    tea = page("TEA001.html")
    assert tea.title.text == "TEA001 tea-there · seolint"
    assert tea.find(class_="lead").decode_contents() == (
        "A page has a cup &gt; 1 &amp; <code>&lt;tea&gt;</code> in it."
    )
    assert text(tea.dl) == "Severity info Profile strict Looks at one page Fix yes"
    why = section(tea, "Why")
    assert [text(each) for each in why.find_all(["p", "li"])] == [
        "Tea belongs elsewhere, in a & b .",
        "first thing",
        "second",
    ]
    first, second = section(tea, "Evidence").find_all("li")
    assert text(first) == "G! no harm in <tea> Tea & more"
    assert first.a["href"] == "https://tea.example/?a&b"
    assert first.abbr["title"] == "a search engine says the opposite of the folklore"
    assert text(second) == "M 3 of 4"


def test_examples_show_marks_fixes_settings_and_files(page):
    figures = section(page("TEA001.html"), "Reported").find_all("figure")
    assert len(figures) == 3
    marks = [[mark.text for mark in figure.find_all("mark")] for figure in figures]
    assert marks == [["<tea>", ""], [r"te\u200ba"], ["one", "two"]]
    assert text(figures[0]) == "post.md A <tea> and . After the fix A pot. It counts as error"
    assert text(figures[1]).startswith(r"a.html A te\u200ba . seolint.toml [site] generator")
    assert '[rules.tea-there] word = "te' in text(figures[1])
    assert text(figures[2]) == "a.md one b.md two i.png: 2 bytes"
    [fine] = section(page("TEA001.html"), "Fine").find_all("figure")
    assert text(fine) == "post.md A cup."


def rows(page: BeautifulSoup, title: str) -> list[list[str]]:
    return [
        [text(cell) for cell in row.find_all("td")] for row in section(page, title).find_all("tr")
    ]


def test_options_are_told_with_types_and_defaults(page):
    assert rows(page("TEA001.html"), "Options")[1:] == [
        ["word", "a text", '"<tea>"', "what to look for"],
        ["other-word", "a text", '""'],
        ["limits", "a table of whole numbers", "{}", "by cup; the rest is tea"],
        ["level", "a whole number of at least 1", "3", "how hot"],
        [
            "names",
            "a list of texts",
            '10 entries ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]',
            "",
        ],
        ["last", "a whole number", "none", ""],
    ]


def test_a_docstring_that_is_no_list_of_options_stands_below_them(page):
    tea = page("TEA002.html")
    assert [len(row) for row in rows(tea, "Options")[1:]] == [3] * 6
    assert text(section(tea, "Options").find_all("p")[-1]).startswith("word are words, and what")


def test_related_rules_are_linked_both_ways(page):
    related = section(page("TEA001.html"), "Related rules")
    assert text(related) == (
        "Related rules See also META010 description-missing "
        "Silent where these report TEA002 tea-again"
    )
    assert "Where it reports, these are silent TEA001 tea-there" in text(
        section(page("TEA002.html"), "Related rules")
    )


def test_a_page_tells_how_to_turn_its_rule_off(page):
    assert rows(page("TEA001.html"), "Turn it off") == [
        ["<!-- seolint-disable-next-line tea-there -- why -->"],
        ["seolint: {disable: [tea-there]} in the front matter"],
        ['"docs/**" = ["TEA001"] in [per-file-ignores]'],
        ['ignore = ["TEA001"]'],
    ]
    assert rows(page("FILE002.html"), "Turn it off") == [
        ["a page that cannot be judged is mended or excluded"]
    ]


def test_pages_of_rules_that_are_gone_are_removed(packs, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for name in ("ACME001.html", "notes.html"):
        (out / name).write_text("mine")
    write_pages(only(packs), out)
    assert not (out / "ACME001.html").exists()
    assert (out / "notes.html").read_text() == "mine"


def test_one_command_writes_the_pages_of_the_rules_here(tmp_path):
    (tmp_path / "seolint.toml").write_text(
        '[[custom-rules]]\ncode = "ACME001"\nname = "no-tea"\nmessage = "{match} is <no> word"\n'
        "in = \"body\"\npattern = '<tea>'\n"
    )
    process = subprocess.run(
        [sys.executable, "-m", "seolint.rulepages", "out/pages"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert re.fullmatch(r"\d+ rules: out/pages/index.html\n", process.stdout)
    html = (tmp_path / "out/pages/ACME001.html").read_text(encoding="utf-8")
    assert "… is &lt;no&gt; word." in html
    assert "<code>&lt;tea&gt;</code> must not be found in the body" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`<a>` & `b`", "<code>&lt;a&gt;</code> &amp; <code>b</code>"),
        ("`` `a` `` and `b``c`", "<code>`a`</code> and <code>b``c</code>"),
        ("```a``` and `b", "```a``` and `b"),
    ],
)
def test_code_in_a_line(text, html):
    assert inline(text) == html
