"""Heading ids against what the engines themselves gave."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from pages import page

from seolint.sluggers import SLUGGERS, Stated, Title, heading_ids, likely_ids

ORACLE = Path(__file__).parents[1].parent / "shared" / "oracles" / "slug_vectors.json"
ENGINES = {
    "kramdown": "kramdown_native",
    "kramdown-gfm": "kramdown_gfm (Jekyll default)",
    "github": "github-slugger/rehype-slug",
    "mdit-anchor": "markdown-it-anchor default",
    "sindresorhus": "@sindresorhus/slugify",
    "mdit-vue": "@mdit-vue/shared (VitePress)",
    "hexo": "hexo-renderer-marked",
    "hugo": "hugo github",
    "hugo-ascii": "hugo github-ascii",
    "hugo-blackfriday": "hugo blackfriday",
    "pymd": "python-markdown toc",
    "pymd-unicode": "python-markdown toc unicode",
    "pymdownx": "pymdownx.slugs slugify(case=lower)",
    "pandoc": "pandoc/quarto",
    "pandoc-gfm": "pandoc gfm",
    "zola": "zola (slug crate, on plain text)",
}


EXPLICIT = frozenset(
    ["kramdown", "kramdown-gfm", "hugo", "hugo-ascii", "hugo-blackfriday", "pandoc"]
)
"""Engines that read `{#id}` at the end of a heading in the measured setting."""


@pytest.fixture(scope="module")
def oracle() -> Any:
    if not ORACLE.exists():
        pytest.skip("the measured heading ids are not here")
    return json.loads(ORACLE.read_text())


def ids(text: str, **settings: Any) -> list[tuple[str, ...] | None]:
    return page(text, **settings).heading_ids


def made(name: str, heading: str) -> str | None:
    """The id of a heading; None when it cannot be told."""
    if name == "zola":
        return SLUGGERS[name].slug(Title(heading, heading, heading))
    (found,) = ids(f"## {heading}\n", slugger=name)
    return None if found is None else "".join(found)


def wanted(id: str | None) -> str:
    return "" if id is None or id.startswith("<h2>") else id


@pytest.mark.parametrize("name", ENGINES)
def test_the_ids_are_those_of_the_engines(oracle: Any, name: str) -> None:
    for vector in oracle["vectors"]:
        found = made(name, vector["heading"])
        if found is not None:
            assert found == wanted(vector["ids"][ENGINES[name]]), vector["heading"]


@pytest.mark.parametrize("name", ENGINES)
def test_duplicates_are_numbered_as_the_engines_do(oracle: Any, name: str) -> None:
    if name == "zola":
        pytest.skip("the engine was not run")
    explicit = any("{" in line for line in oracle["duplicates_source"]) and name in EXPLICIT
    found = ids("\n\n".join(oracle["duplicates_source"]), slugger=name, explicit_ids=explicit)
    measured = [id for id in oracle["duplicates"][ENGINES[name]] if id]
    if name.startswith("kramdown"):
        measured.append("step" if name == "kramdown" else "2-step")
    assert [id for each in found for id in each or ()] == measured


def test_few_headings_are_beyond_the_transliterations(oracle: Any) -> None:
    unknown = {
        name: sum(made(name, vector["heading"]) is None for vector in oracle["vectors"])
        for name in ENGINES
    }
    assert {name: count for name, count in unknown.items() if count} == {
        "sindresorhus": 1,
        "zola": 7,
    }


def test_any_knows_the_id_of_every_algorithm(oracle: Any) -> None:
    for vector in oracle["vectors"]:
        (found,) = ids(f"## {vector['heading']}\n", slugger="any")
        assert found is not None
        for name in ENGINES:
            if name != "zola" and made(name, vector["heading"]) is not None:
                assert {wanted(vector["ids"][ENGINES[name]]) or None} <= {*found, None}


def test_any_knows_the_id_of_every_algorithm_for_any_ascii() -> None:
    numbers = random.Random(1)
    for _ in range(3000):
        text = "".join(numbers.choices("aB1e _-.'&<>%$#`*[](){}!?/\\\"~^|+=:;,@\t", k=8))
        title = Title(text, text, text + numbers.choice(["", "&amp;", "*b*"]))
        (found,) = heading_ids([(title, ())], "any")
        for name in SLUGGERS:
            (made,) = heading_ids([(title, ())], name)
            assert made is not None and found is not None and {*made} <= {*found}, (name, title)


def test_likely_ids_are_ids_of_any() -> None:
    texts = ["Rye & oats", "Rye & oats", "Größe", "C++", "a_b  c", "`x.y()`", "!", "日本", "1. A"]
    stated: Stated = [(Title(text, text, text), ()) for text in texts]
    stated = [*stated, (Title("Named", "Named", "Named"), ("own",)), (None, ("html",))]
    likely = likely_ids(stated)
    assert likely >= {"rye--oats", "größe", "c", "own", "html"}
    assert likely <= {id for ids in heading_ids(stated, "any") for id in ids or ()}


def test_any_numbers_what_is_met_again() -> None:
    first, second, third = ids("## The Pot\n\n## The Pot\n\n## The Pot\n", slugger="any")
    assert first == ("the-pot", "The-Pot")
    assert second is not None and {"the-pot", "the-pot-1", "the-pot_1", "The-Pot-1"} <= {*second}
    assert third is not None and "the-pot-2" in third


@pytest.mark.parametrize(
    ("text", "settings", "expected"),
    [
        ("## Pot {#clay}", {"explicit_ids": True, "slugger": "github"}, ("clay",)),
        ("## Pot {#clay}", {"slugger": "github"}, ("pot-clay",)),
        ("## Pot", {"slugger": "none"}, ()),
        ('<h2 id="clay">Pot</h2>', {"slugger": "github"}, ("clay",)),
        ("<h2>Pot</h2>", {"slugger": "github"}, ()),
        ("<h2>Pot</h2>", {"slugger": "github", "html_heading_ids": True}, ("pot",)),
        ("## ![pot](a.png) Clay", {"slugger": "github"}, ("clay",)),
        ("Clay *pot*\n---", {"slugger": "kramdown"}, ("clay-pot",)),
        ("## 你好", {"slugger": "zola"}, None),
        ("## The {{ pot }}", {"generator": "jekyll", "slugger": "github"}, None),
    ],
)
def test_stated_and_generated_ids(text: str, settings: Any, expected: Any) -> None:
    assert ids(text, **settings) == [expected]


def test_the_ids_of_an_html_page_are_the_stated_ones() -> None:
    found = page('<h1>Pots</h1><h2 id="clay">Clay</h2>', "a.html", slugger="any").heading_ids
    assert found == [(), ("clay",)]
