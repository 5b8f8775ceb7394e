"""JSON-LD with its places, and what is wrong with it."""

import pytest
from pages import page

from seolint.document import Document
from seolint.structured import StructuredData, type_names, values_of


def read(data: str, path: str = "page.html", generator: str = "plain") -> Document:
    script = f'<p>é</p>\n<script type="application/ld+json">{data}</script>\n'
    return page(script, path, generator)


def block(data: str) -> tuple[Document, StructuredData]:
    doc = read(data)
    return doc, doc.structured_data[0]


def test_values_stand_where_they_are_written() -> None:
    doc, data = block('{"@type": "Article", "n": [1, "a\\u00e9", {"b": true}], "x": null}')
    root = data.roots[0]
    parts = {name: doc.text[field.start : field.end] for name, field in root.fields.items()}
    assert parts == {
        "@type": "Article",
        "n": '[1, "a\\u00e9", {"b": true}]',
        "x": "null",
    }
    assert [item.type for item in root.fields["n"].items] == ["int", "str", "map"]
    assert root.fields["n"].items[1].text == "aé"
    assert doc.text[root.fields["n"].key_start : root.fields["n"].key_end] == "n"
    assert root.fields["n"].items[2].fields["b"].span.line == 2


def test_objects_come_in_order_and_subjects_without_those_inside() -> None:
    _, data = block('[{"id": 1, "a": {"id": 2}}, {"@graph": [{"id": 3, "b": [{"id": 4}]}]}]')
    numbered = [thing.fields["id"].text for thing in data.objects if "id" in thing.fields]
    assert numbered == ["1", "2", "3", "4"]
    assert [thing.fields["id"].text for thing in data.subjects if "id" in thing.fields] == [
        "1",
        "3",
    ]


def test_type_names_lose_the_address_of_the_vocabulary() -> None:
    _, data = block('{"@type": ["schema:Person", "https://schema.org/Thing", "Potter"]}')
    assert type_names(data.roots[0]) == ("Person", "Thing", "Potter")


def test_a_null_is_no_value() -> None:
    _, data = block('{"a": null, "b": "x", "c": ["y", "z"]}')
    root = data.roots[0]
    assert [[one.text for one in values_of(root, name)] for name in "abcd"] == [
        [],
        ["x"],
        ["y", "z"],
        [],
    ]


@pytest.mark.parametrize(
    ("data", "left"),
    [
        ('{"a": 1,}', '{"a": 1}'),
        ('{"a": [1, 2, ] , }', '{"a": [1, 2 ]  }'),
        ('{"a": 1, // one\n "b": 2}', '{"a": 1,\n "b": 2}'),
        ('{\n  // one\n  "a": 1}', '{\n  "a": 1}'),
        ('{"a": /* one */ 1}', '{"a": 1}'),
        ('//<![CDATA[\n{"a": "// no comment"}\n//]]>', '{"a": "// no comment"}\n'),
        ('<!-- one -->\n{"a": 1}', '{"a": 1}'),
    ],
)
def test_what_can_be_cut_out_does_not_stop_the_reading(data: str, left: str) -> None:
    doc, found = block(data)
    assert found.value is not None
    mended = doc.text
    for flaw in reversed(found.flaws):
        assert flaw.cut is not None
        mended = mended[: flaw.cut[0]] + mended[flaw.cut[1] :]
    assert mended.partition('ld+json">')[2] == f"{left}</script>\n"


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ('{"a": 1', "1", "breaks off"),
        ("{", "{", "breaks off"),
        ('{"a": "x', '"', "not closed"),
        ('{"a": "x\ny"}', '"', "not closed"),
        ('{"a": "\\x"}', "\\", "escape"),
        ('{"a" 1}', "1", "colon"),
        ('{"a": 1 "b": 2}', '"', "comma is missing"),
        ("[1 2]", "2", "comma is missing"),
        ('{"a": }', "}", "value is missing"),
        ("{name: 1}", "name", "no double quotes"),
        ("{'a': 1}", "'", "no double quotes"),
        ('{"a": “b”}', "“", "other than double quotes"),
        ('{"a": 1}{"b": 2}', "{", "follows its end"),
        ('{"a": 1};', ";", "follows its end"),
        ('{"a": 1,, "b": 2}', ",", "too many"),
        ('{"a": 01}', "01", "no value"),
        ('{"a": NaN}', "NaN", "no value"),
        ('{"a": &quot;b&quot;}', "&", "no value"),
        ("[" * 100, "[", "deeper"),
    ],
)
def test_what_stops_the_reading_is_told_with_its_place(data: str, place: str, message: str) -> None:
    doc, found = block(data)
    flaw = found.flaws[-1]
    assert found.value is None and flaw.cut is None
    assert doc.text[flaw.start : flaw.end] == place
    assert message in flaw.message
    assert found.start <= flaw.start < flaw.end <= found.end


def test_a_lone_surrogate_becomes_a_character() -> None:
    _, data = block('{"a": "\\ud83d\\ude00 \\ud800"}')
    text = data.roots[0].fields["a"].text
    assert text.startswith("😀 ") and text.encode()


def test_blocks_are_found_in_markdown_too() -> None:
    text = '# A\n\n<script type="application/ld+json">\n{"@type": "A",\n\n"b": 1}\n</script>\n'
    assert [type_names(data.roots[0]) for data in page(text).structured_data] == [("A",)]


@pytest.mark.parametrize(
    ("data", "path", "generator"),
    [
        ('{"name": {{ page.title | jsonify }}}', "post.md", "jekyll"),
        ('{"name": "{{ page.title }}"}', "post.md", "jekyll"),
        ("{JSON.stringify(potter)}", "post.mdx", "astro"),
        ('{`{"@type": "Person"}`}', "post.mdx", "docusaurus"),
        ("{{ potter }}", "post.md", "plain"),
        (" \n", "post.html", "plain"),
    ],
)
def test_what_a_template_prints_is_not_judged(data: str, path: str, generator: str) -> None:
    assert read(data, path, generator).structured_data == ()
