"""How tags pair, which ids stand twice, and which elements are styled."""

import pytest
from pages import page


def problems(text: str, path: str = "post.md") -> list[tuple[str, str]]:
    """Kind and source of what the reader saw in the HTML of a page."""
    doc = page(text, path)
    return [(p.kind, doc.text[p.start : p.end]) for p in doc.reading_problems]


@pytest.mark.parametrize(
    "text",
    [
        "<ul><li>a<li>b</ul>\n",
        "<table><tr><td><p>a<td>b</table>\n",
        "<p>a\n<p>b<br>\n<hr>\n",
        "<div>\n\n- a\n\n  b\n\n</div>\n",
        "a <b>b</b> <a name='x'/> <img src=a.png>\n",
        "- a <div>\n\n  b\n\n  </div>\n",
        "<Tabs><x-tab></Tabs>\n",
        "Vec<T> and <unknown>\n",
        "`<b>`\n\n    <b>\n",
    ],
)
def test_what_pairs_or_need_not_is_no_problem(text: str) -> None:
    assert problems(text) == []
    assert problems(f"<main>\n{text}\n</main>\n", "page.html") == [] or "`" in text


def test_an_element_without_an_end() -> None:
    assert problems("a <a href=b>b\n\nc\n") == [("unclosed-element", "<a href=b>")]
    assert problems("<ul><li><b>a</ul>\n") == [("unclosed-element", "<b>")]
    assert problems("<div>\n\na\n") == [("unclosed-element", "<div>")]
    assert problems("<div><b>a</div>\n", "page.html") == [("unclosed-element", "<b>")]


def test_an_end_without_an_element() -> None:
    assert problems("a</b>\n") == [("stray-end-tag", "</b>")]
    assert problems("<p>a</p></div>\n", "page.html") == [("stray-end-tag", "</div>")]


def test_tags_that_cross_are_one_problem() -> None:
    doc = page("<p><b><i>a</b></i></p>\n")
    (problem,) = doc.reading_problems
    assert problem.kind == "unclosed-element"
    assert problem.data == {"element": "i", "until": 10, "crossed": True}


@pytest.mark.parametrize("inside", ["<ul><li>b</ul>", "\n\nb\n\n", "\n\n## b\n\n"])
def test_a_block_ends_a_paragraph(inside: str) -> None:
    assert problems(f"<p class=a>a{inside}</p>\n") == [("ended-paragraph", "<p class=a>")]


def test_ids() -> None:
    assert problems("<b id=a>a</b> <i id='a'>b</i>\n") == [("duplicate-id", "a")]
    assert problems("<b id=a>a</b> <i xml:id=a>b</i> <Tab id=a>c</Tab>\n") == []
    assert problems("<template><b id=a>a</b></template><i id=a>b</i>\n", "page.html") == []
    doc = page("# A {#a}\n\n# B {#a}\n", generator="hugo")
    assert [(p.kind, p.start, p.data["first"]) for p in doc.reading_problems] == [
        ("duplicate-id", 16, (6, 7))
    ]


def test_an_id_of_a_heading_stands_in_its_attribute_list() -> None:
    doc = page("# an aim {#an}\n\n# B\n{: #an}\n", generator="jekyll")
    assert [(p.kind, p.start, p.data["first"]) for p in doc.reading_problems] == [
        ("duplicate-id", 24, (11, 13))
    ]


def test_styled_elements() -> None:
    doc = page("<div markdown=1>\na <b style='color: red'>b</b>\n</div>\n")
    assert [(e.name, doc.text[e.start : e.end]) for e in doc.elements] == [
        ("div", "<div markdown=1>\na <b style='color: red'>b</b>\n</div>"),
        ("b", "<b style='color: red'>b</b>"),
    ]
    assert doc.elements[1].attributes["style"].text == "color: red"
    assert doc.elements[1].span.column == 3
