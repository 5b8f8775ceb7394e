"""Admonitions, directives, attribute lists: what generators add to Markdown."""

import pytest
from pages import page as read_page

from seolint.document import Document
from seolint.generators import by_name


def page(text: str, path: str, generator: str) -> Document:
    """A page; that of MkDocs with attribute lists, which an extension brings."""
    if generator != "mkdocs":
        return read_page(text, path, generator)
    markup = by_name(generator).markup
    return read_page(text, path, generator, explicit_ids=True, markup=markup)


CASES = [
    (
        "mkdocs",
        '!!! note "Take care"\n    Clay.\n\n    - a\n',
        [("paragraph", "Clay."), ("item", "a")],
    ),
    ("mkdocs", "!!! note\n\n    Clay.\n\nEnd.\n", [("paragraph", "Clay."), ("paragraph", "End.")]),
    (
        "mkdocs",
        "??? tip\n    Clay.\n    ```\n    x\n    ```\n",
        [("paragraph", "Clay."), ("code", "``` x ```")],
    ),
    ("mkdocs", '=== "A"\n\n    === "B"\n\n        Clay.\n', [("paragraph", "Clay.")]),
    (
        "mkdocs",
        "1. a\n\n    !!! note\n        Clay.\n\n1. b\n",
        [("item", "a"), ("item", "Clay."), ("item", "b")],
    ),
    ("mkdocs", "A === b\n", [("paragraph", "A === b")]),
    ("mkdocs", "```\n!!! note\n    x\n```\n", [("code", "``` !!! note x ```")]),
    ("mkdocs", "[a](b.md){ .button } here\n", [("paragraph", "a here")]),
    ("mkdocs", "Clay.\n{ .wide #clay }\n", [("paragraph", "Clay.")]),
    ("mkdocs", "A {set} of {b}\n", [("paragraph", "A {set} of {b}")]),
    ("mkdocs", "[TOC]\n\nClay.\n", [("paragraph", "Clay.")]),
    ("mkdocs", '--8<-- "a.md"\n\nClay.\n', [("paragraph", "Clay.")]),
    ("docusaurus", ":::note[Take care]\nClay.\n:::\n", [("paragraph", "Clay.")]),
    ("docusaurus", "::::tip\n\n:::note\n\nClay.\n\n:::\n\n::::\n", [("paragraph", "Clay.")]),
    ("docusaurus", "Clay ::: here\n", [("paragraph", "Clay ::: here")]),
    ("quarto", "::: {.callout-note}\nClay.\n:::\n", [("paragraph", "Clay.")]),
    ("vitepress", "::: tip Take care\nClay.\n:::\n\n[[toc]]\n", [("paragraph", "Clay.")]),
    ("jekyll", "Clay.\n{: .wide}\n\nPots.\n", [("paragraph", "Clay."), ("paragraph", "Pots.")]),
    ("jekyll", '[a](/b/){:target="_blank"} here\n', [("paragraph", "a here")]),
    ("jekyll", "* TOC\n{:toc}\n\nClay.\n", [("paragraph", "Clay.")]),
    ("plain", "[a](b.md){ .button }\n", [("paragraph", "a{ .button }")]),
]


@pytest.mark.parametrize(("generator", "text", "expected"), CASES)
def test_blocks(generator: str, text: str, expected: list[tuple[str, str]]) -> None:
    found = page(text, "docs/post.md", generator).blocks
    assert [(block.kind, block.text.folded) for block in found] == expected


def test_places_below_an_admonition_are_those_of_the_file() -> None:
    text = "!!! note\n    Ä [cup](cup.md) of tea.\n\n    ![pot](pot.png)\n\n[end](end.md)\n"
    found = page(text, "docs/post.md", "mkdocs")
    places = [link.url_place for link in found.links] + [i.url_place for i in found.images]
    assert [text[slice(*place)] for place in places] == ["cup.md", "end.md", "pot.png"]


@pytest.mark.parametrize(
    ("generator", "text", "ids"),
    [
        ("jekyll", "## Pots\n{: #clay .wide}\n", ("clay",)),
        ("jekyll", "## Pots {#clay}\n", ("clay",)),
        ("mkdocs", "## Pots { #clay }\n", ("clay",)),
        ("mkdocs", "## Pots { #clay .wide data-x='1' }\n", ("clay",)),
        ("mkdocs", "## Pots\n\n{ #other }\n", ()),
    ],
)
def test_ids_of_headings(generator: str, text: str, ids: tuple[str, ...]) -> None:
    (heading,) = page(text, "docs/post.md", generator).headings
    assert heading.ids == ids
    assert heading.text.folded == "Pots"


@pytest.mark.parametrize(
    ("generator", "text", "rel"),
    [
        ("jekyll", '[a](/b/){:rel="nofollow sponsored"}\n', ("nofollow", "sponsored")),
        ("mkdocs", "[a](b.md){ rel=nofollow .button }\n", ("nofollow",)),
        ("mkdocs", "[a](b.md) { rel=nofollow }\n", ()),
    ],
)
def test_the_rel_of_a_link(generator: str, text: str, rel: tuple[str, ...]) -> None:
    (link,) = page(text, "docs/post.md", generator).links
    assert link.rel == rel


@pytest.mark.parametrize(
    ("generator", "text", "name"),
    [
        ("quarto", '![](a.png){#fig-a fig-alt="A pot"}\n', "A pot"),
        ("jekyll", '![](a.png){: alt="A pot"}\n', "A pot"),
        ("mkdocs", "![Clay](a.png){ width=300 loading=lazy }\n", "Clay"),
    ],
)
def test_the_alt_text_of_an_image(generator: str, text: str, name: str) -> None:
    (image,) = page(text, "docs/post.md", generator).images
    assert image.name == name
    assert (image.alt.text or image.name) == name


def test_attributes_bound_in_vue_are_unknown() -> None:
    found = page(
        '<img :src="a" v-bind:alt="b"> <a :href="c" @click="d">e</a>\n', "a.md", "vitepress"
    )
    (image,) = found.images
    assert image.has_alt and not image.known
    (link,) = found.links
    assert not link.known
