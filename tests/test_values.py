"""YAML, TOML, JSON and `Key: value` lines: values, places, limits, and what raises."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from seolint.prose import UNKNOWN
from seolint.span import Lines
from seolint.values import (
    Field,
    Values,
    ValueSyntaxError,
    json_end,
    load_json,
    load_mmd,
    load_toml,
    load_yaml,
    parse_json,
    parse_toml,
    parse_yaml,
)

BEFORE = "é𝄞\r\n"
LOADERS = {"yaml": load_yaml, "toml": load_toml, "json": load_json, "mmd": load_mmd}


def load(format: str, block: str) -> Values:
    """The block read from the middle of a text."""
    text = f"{BEFORE}{block}\nafter: all\n"
    return LOADERS[format](text, Lines(text), len(BEFORE), len(BEFORE) + len(block))


def flat(fields: Mapping[str, Field]) -> Iterator[Field]:
    for field in fields.values():
        yield from walk(field)


def walk(field: Field) -> Iterator[Field]:
    yield field
    for item in field.items:
        yield from walk(item)
    yield from flat(field.fields)


def source(field: Field) -> str:
    return field.lines.text[field.start : field.end]


def problem(format: str, block: str) -> tuple[str, str, str]:
    """Kind and message of the only problem, and the characters it stands on."""
    fields, problems = load(format, block)
    assert fields == {}
    (found,) = problems
    text = f"{BEFORE}{block}\nafter: all\n"
    return found.kind, found.message, text[found.start : found.end]


@pytest.mark.parametrize(
    ("written", "type", "text", "place"),
    [
        ("Rye bread", "str", "Rye bread", "Rye bread"),
        ("'Rye bread'", "str", "Rye bread", "Rye bread"),
        ('"Rye bread"', "str", "Rye bread", "Rye bread"),
        ("'It''s'", "str", "It's", "'It''s'"),
        ('"a\\tb"', "str", "a\tb", '"a\\tb"'),
        ('""', "str", "", ""),
        ("Rye\n  bread", "str", "Rye bread", "Rye\n  bread"),
        (">-\n  Rye\n  bread\n\n", "str", "Rye bread", ">-\n  Rye\n  bread"),
        ("|\n  Rye\n\n# more", "str", "Rye\n", "|\n  Rye"),
        ("Größe 𝄞", "str", "Größe 𝄞", "Größe 𝄞"),
        ("\tRye", "str", "Rye", "Rye"),
        ("Rye # bread", "str", "Rye", "Rye"),
        ("no", "bool", "no", "no"),
        ("1.10", "float", "1.10", "1.10"),
        ("12:30:45", "int", "12:30:45", "12:30:45"),
        ("2023-02-30", "date", "2023-02-30", "2023-02-30"),
        ("9" * 5000, "int", "9" * 5000, "9" * 5000),
        ("!!str 12", "str", "12", "12"),
        ("&x 'rye'", "str", "rye", "rye"),
        ("~", "null", "~", "~"),
        ("", "null", "", ""),
        ("#1 tip", "null", "", ""),
    ],
)
def test_yaml_value_is_source_text(written: str, type: str, text: str, place: str) -> None:
    fields, problems = load("yaml", f"first: 1\nkey: {written}")
    assert not problems
    field = fields["key"]
    assert (field.type, field.text, source(field)) == (type, text, place)
    assert field.lines.text[field.key_start : field.key_end] == "key"
    assert field.span.line == 3 + (place == "Rye" and written.startswith("|"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_yaml_places_hold_for_every_line_end(end: str) -> None:
    fields, _ = load("yaml", end.join(["a: ü", "b:", "  - 𝄞 x", "  - {c: 'd'}", "e: f"]))
    assert [source(field) for field in flat(fields)] == [
        "ü",
        end.join(["- 𝄞 x", "  - {c: 'd'}"]),
        "𝄞 x",
        "{c: 'd'}",
        "d",
        "f",
    ]
    assert fields["e"].span.line == 6


def test_yaml_keeps_maps_and_lists() -> None:
    fields, _ = load(
        "yaml", "seo:\n  title: Rye\ntags: [rye, [spelt]]\n'quoted key': 1\n? [a]\n: b"
    )
    assert list(fields) == ["seo", "tags", "quoted key"]
    assert fields["seo"].type == "map" and fields["seo"].fields["title"].text == "Rye"
    assert [item.text for item in fields["tags"].items] == ["rye", ""]
    assert fields["tags"].items[1].items[0].text == "spelt"
    key = fields["quoted key"]
    assert key.lines.text[key.key_start : key.key_end] == "quoted key"


def test_yaml_alias_reads_as_its_anchor() -> None:
    fields, problems = load("yaml", "a: &x {k: 1}\nb: *x\nc:\n  - *x\n<<: *x")
    assert not problems
    assert fields["b"].fields["k"].text == "1"
    assert "k" not in fields
    assert all(field.start <= field.end for field in flat(fields))


def test_yaml_byte_order_mark_is_left_out() -> None:
    text = "\ufeffa: 1\nb: 2\n"
    fields, _ = load_yaml(text, Lines(text), 0, len(text))
    assert [source(field) for field in fields.values()] == ["1", "2"]


@pytest.mark.parametrize(
    ("format", "block", "key", "first", "again", "last"),
    [
        ("yaml", "a: 1\nb: 2\n'a': 3", "a", 0, 11, "3"),
        ("yaml", "m:\n  a: 1\n  a: 2", "m.a", 5, 12, ""),
        ("yaml", "l:\n- {a: 1, a: 2}", "l.a", 6, 12, ""),
        ("toml", "a = 1\na = 3\nb = 2", "a", 0, 6, "1"),
        ("toml", "[m]\na = 1\n[n]\na = 1\na = [\n2\n]", "n.a", 14, 20, ""),
        ("json", '{"a": 1, "a": 3}', "a", 2, 10, "3"),
        ("mmd", "a: 1\nA: 3", "a", 0, 5, "3"),
    ],
)
def test_repeated_key(format: str, block: str, key: str, first: int, again: int, last: str) -> None:
    fields, problems = load(format, block)
    (found,) = problems
    assert (found.kind, found.data["key"]) == ("duplicate", key)
    assert found.start == again + len(BEFORE)
    assert found.data["first"][0] == first + len(BEFORE)
    if last:
        assert fields["a"].text == last


def test_yaml_same_key_on_two_levels_is_no_repetition() -> None:
    _, problems = load("yaml", "a: 1\nm:\n  a: 2\nl: [{a: 3}, {a: 4}]")
    assert not problems


@pytest.mark.parametrize(
    ("block", "message", "place"),
    [
        ("title: a: b", "Colon in an unquoted value", ":"),
        ("title: What is rye?:", "Colon in an unquoted value", ":"),
        ('title: "Rye": bread', "Text after the closing quote", ": bread"),
        ("title: 'It's'", "Text after the closing quote", "s'"),
        ("a:\n\tb: 1", "Tab in the indentation", "\t"),
        ("a: b\n\t\tc: 1", "Tab in the indentation", "\t\t"),
        ("by: @me", "Unquoted value begins with `@`", "@"),
        ("off: %50", "Unquoted value begins with `%`", "%"),
        ("title: *Hot* bread", "Unquoted value begins with `*`", "*"),
        ("title: *hot", "Unquoted value begins with `*`", "*"),
        ("title: `rye` bread", "Unquoted value begins with a backtick", "`"),
        ("title: ]", "Unquoted value begins with `]`", "]"),
        ("title: {{ page.title }}", "Template expression without quotes", "{{ page.title }}"),
        ("a: 1\ntitle: {% t %} x", "Template expression without quotes", "{% t %} x"),
        ("- {{ a }}", None, ""),
        ('title: "Rye', "Quote is never closed", '"'),
        ("tags: [rye, spelt\nb: c", "`[` is never closed", "["),
        ("a: b\nrye\nc: d", "Line without a key", "rye"),
        ("a: b\nc:\u00a0d\ne: f", "No-break space after the colon", "\u00a0"),
        ("a:b\nc: d", "No blank after the colon", ":"),
        ("a: b\n c: d", "Key where none can stand", ":"),
        ("a:\n - b\n- c", "Line does not fit those above", "- c"),
        ("a: - b", "List item beside its key", "-"),
        ("a: b\n---\nc: d", "Second YAML document", "---"),
        ('a: "\\q"', "Unknown escape", "\\"),
        ("é: 𝄞\na: \x07", "Control character", "\x07"),
        ("a: |x", "Invalid YAML: did not find expected comment or line break", "x"),
    ],
)
def test_yaml_syntax_is_explained(block: str, message: str | None, place: str) -> None:
    if message is None:
        assert problem("yaml", block)[0] == "shape"
    else:
        assert problem("yaml", block) == ("syntax", message, place)


@pytest.mark.parametrize(
    ("block", "shape", "place"),
    [
        ("- a\n- b", "list", "- a"),
        ("hello", "scalar", "hello"),
        ("title:\u00a0A", "scalar", "\u00a0"),
        ("title:A", "scalar", ":"),
    ],
)
def test_yaml_without_keys_is_a_shape(block: str, shape: str, place: str) -> None:
    fields, (found,) = load("yaml", block)
    assert (fields, found.kind, found.data["shape"]) == ({}, "shape", shape)
    assert f"{BEFORE}{block}"[found.start : found.end] == place


def test_yaml_unknown_tag_is_told_and_ignored() -> None:
    fields, (found,) = load("yaml", "a: !flour {x: 1}\nb: 'rye'")
    assert (fields["a"].type, fields["a"].fields["x"].text) == ("map", "1")
    assert found.data["shape"] == "unknown-tag"
    assert found.message == "YAML knows no tag `!flour`"


def nested_aliases(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x]"]
    for level in range(levels):
        aliases = ", ".join([f"*a{level}"] * width)
        lines.append(f"a{level + 1}: &a{level + 1} [{aliases}]")
    return "\n".join(lines)


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 60_000,
        "a: " + "{a: " * 16_000,
        "- " * 30_000,
        "? " * 30_000,
        "\n".join(" " * level + "a:" for level in range(70)),
        nested_aliases(9, 9),
        nested_aliases(20, 2),
        "a: &a [*a]",
        "a: &a {b: *a}",
        "a: [" + "x," * 20_000 + "]",
        "a: " + "x" * 70_000,
        "é" * 40_000,
    ],
)
def test_yaml_stops_at_its_limits(block: str) -> None:
    assert problem("yaml", block)[0] in ("limit", "syntax")


@pytest.mark.parametrize(
    ("format", "block"),
    [
        ("yaml", "[" * 100_000),
        ("toml", "a = " + "[" * 5_000),
        ("toml", "a = " + "{a=" * 5_000),
        ("toml", ".".join("a" * 20_000) + " = 1"),
        ("toml", "[" + ".".join("a" * 20_000) + "]"),
        ("toml", '"a".' * 10_000 + "a = 1"),
        ("json", '{"a": ' + "[" * 60_000),
        ("json", '{"a": ' * 10_000),
        ("toml", 'a = "' + "x" * 70_000 + '"'),
    ],
)
def test_hostile_depth_is_a_limit(format: str, block: str) -> None:
    assert problem(format, block)[0] == "limit"


def test_deep_but_allowed_values_are_read() -> None:
    for format, block in (
        ("yaml", "a: " + "[" * 60 + "]" * 60),
        ("toml", "a = " + "[" * 60 + "]" * 60),
        ("json", '{"a": ' + "[" * 60 + "]" * 60 + "}"),
        ("toml", 'a = "' + "[.{" * 100 + '"\nb = 1.5 # ' + "[." * 99),
    ):
        fields, problems = load(format, block)
        assert not problems and "a" in fields


@pytest.mark.parametrize("format", ["yaml", "toml", "json", "mmd"])
def test_template_expression_in_quotes_is_unknown(format: str) -> None:
    block = {
        "yaml": 'a: "Bread {{ x }} {% if y %}"\nb: "{ {"\nc: ["{{ x }}"]',
        "toml": 'a = "Bread {{ x }} {% if y %}"\nb = "{ {"\nc = ["{{ x }}"]',
        "json": '{"a": "Bread {{ x }} {% if y %}", "b": "{ {", "c": ["{{ x }}"]}',
        "mmd": "a: Bread {{ x }} {% if y %}\nb: { {\nc: {{ x }}",
    }[format]
    fields, problems = load(format, block)
    assert not problems
    assert fields["a"].text == f"Bread {UNKNOWN * 7} {UNKNOWN * 10}"
    assert source(fields["a"]) == "Bread {{ x }} {% if y %}"
    assert [field.known for field in fields.values()] == [False, True, False]


TOML = '''# bread
title = "Rye" # the best
'single quoted' = 'C:\\rye'
"escaped\\u0041" = "a\\tb"
seo.title = "Spelt"
tags = [ "rye", # dark
  "spelt",
]
date = 2024-05-01 07:32:00
time = 07:32:00
count = 1_000
share = 1.50
draft = false
long = """
two
lines\\"""""
raw = \'\'\'it's''\'\'\'
inline = { a = 1, b.c = ["x", {d = "y"}] }

[extra]
hero = "rye.jpg"
[extra.deep.er]
x = 1
[[team]]
name = "Ann"
[team.home]
town = "Ulm"
[[team]]
name = "Bo"
[[team.pets]]
name = "Cat"
'''


def test_toml_places() -> None:
    fields, problems = load("toml", TOML)
    assert not problems
    places = {field.key: source(field) for field in fields.values()}
    assert places["title"] == "Rye"
    assert places["single quoted"] == "C:\\rye"
    assert places["escapedA"] == '"a\\tb"'
    assert places["date"] == "2024-05-01 07:32:00"
    assert places["count"] == "1_000"
    assert places["raw"] == "it's''"
    assert places["long"] == '"""\ntwo\nlines\\"""""'
    assert [source(item) for item in fields["tags"].items] == ["rye", "spelt"]
    assert source(fields["seo"].fields["title"]) == "Spelt"
    assert source(fields["inline"].fields["b"].fields["c"].items[1].fields["d"]) == "y"
    assert source(fields["extra"].fields["deep"].fields["er"].fields["x"]) == "1"
    team = fields["team"].items
    assert [source(member.fields["name"]) for member in team] == ["Ann", "Bo"]
    assert source(team[0].fields["home"].fields["town"]) == "Ulm"
    assert source(team[1].fields["pets"].items[0].fields["name"]) == "Cat"
    types = {field.key: field.type for field in fields.values()}
    assert (types["date"], types["time"], types["draft"]) == ("date", "str", "bool")
    assert (types["count"], types["share"], types["extra"]) == ("int", "float", "map")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_toml_places_hold_for_every_line_end(end: str) -> None:
    fields, problems = load("toml", end.join(["a = 'ü'", "[b]", "c = '𝄞' # x", "d = 1"]))
    assert not problems
    assert [source(field) for field in flat(fields)] == ["ü", "[b]", "𝄞", "1"]
    assert fields["b"].fields["d"].span.line == 5


@pytest.mark.parametrize(
    ("block", "message", "place"),
    [
        ("a = 1\nb = rye", "Invalid TOML: invalid value", "r"),
        ("a = 1\r\nb = @", "Invalid TOML: invalid value", "@"),
        ('a "b"', "Invalid TOML: expected '=' after a key in a key/value pair", '"'),
        ("a = [1\n", "Invalid TOML: unclosed array", "a = [1"),
        ("a = 1\na.b = 2", "Invalid TOML: cannot overwrite a value", ""),
        ('a = "rye\nb = 2', "Invalid TOML: illegal character '\\n'", 'a = "rye'),
        ('a = "rye\r\nb = 2', "Invalid TOML: illegal character '\\n'", 'a = "rye'),
        ("title = {{ x }}", "Template expression without quotes", "{{ x }}"),
        ("a = 2023-02-30", "Invalid TOML: invalid date or datetime", "2"),
    ],
)
def test_toml_syntax_is_explained(block: str, message: str, place: str) -> None:
    assert problem("toml", block) == ("syntax", message, place)


def test_toml_number_of_5000_digits_is_a_problem() -> None:
    assert problem("toml", "a = " + "9" * 5000)[0] == "syntax"


def test_toml_many_repeated_keys_end() -> None:
    fields, problems = load("toml", "a = 1\n" * 100)
    assert not fields
    assert [found.kind for found in problems] == ["duplicate"] * 20 + ["syntax"]


def test_json_places() -> None:
    block = (
        '{"title": "Rye",\r\n "tags" : ["a", {"b": null}], "e": "\\u00e9", "n": -1.5e3, "o": {}}'
    )
    fields, problems = load("json", block)
    assert not problems
    assert [source(field) for field in flat(fields)] == [
        "Rye",
        '["a", {"b": null}]',
        "a",
        '{"b": null}',
        "null",
        '"\\u00e9"',
        "-1.5e3",
        "{}",
    ]
    assert fields["e"].text == "é"
    assert fields["tags"].items[1].fields["b"].type == "null"


def test_json_members_without_braces() -> None:
    text = '"title": "Rye",\n"n": 1\n;;;\n'
    fields, problems = load_json(text, Lines(text), 0, text.index(";"), braces=False)
    assert not problems
    assert [source(field) for field in fields.values()] == ["Rye", "1"]


def test_json_lone_surrogate_is_no_character() -> None:
    fields, _ = load("json", '{"a": "\\ud800 \\ud83c\\udf5e", "\\udc00": 1}')
    assert fields["a"].text == "\ufffd 🍞"
    assert "\ufffd" in fields


@pytest.mark.parametrize(
    ("block", "kind", "message"),
    [
        ('{"a": 1,}', "syntax", "Invalid JSON: expecting property name enclosed in double quotes"),
        ('{"a": {{ x }}}', "syntax", "Template expression without quotes"),
        ('["a"]', "shape", "This is no JSON object"),
    ],
)
def test_json_problems(block: str, kind: str, message: str) -> None:
    assert problem("json", block)[:2] == (kind, message)


def test_json_end_knows_strings() -> None:
    assert json_end('{"a": "}", "b": [{}]} more }', 0) == 21
    assert json_end('{"a": "}', 0) is None


def test_mmd_lines() -> None:
    fields, problems = load(
        "mmd", "Title: A: b #1\nDate:\nSummary: first\n    second\n\tthird\nno key here\nlate: x"
    )
    assert not problems
    assert list(fields) == ["title", "date", "summary"]
    assert fields["title"].key == "Title"
    assert source(fields["title"]) == "A: b #1"
    assert fields["date"].type == "null"
    assert fields["summary"].text == "first second third"
    assert source(fields["summary"]) == "first\n    second\n\tthird"


def test_parse_yaml_gives_plain_values() -> None:
    text = (
        "site: Rye\nn: 1_000\nx: 0x10\nf: 1.5\nt: yes\nd: 2024-05-01\nnone:\n"
        "list: [a, {b: c}]\nicon: !!python/name:rye.bread\nenv: !ENV [A, b]\n"
        "one: &one {k: 1, l: 2}\ntwo:\n  <<: *one\n  l: 3\n"
    )
    assert parse_yaml(text) == {
        "site": "Rye",
        "n": 1000,
        "x": 16,
        "f": 1.5,
        "t": True,
        "d": "2024-05-01",
        "none": None,
        "list": ["a", {"b": "c"}],
        "icon": "",
        "env": ["A", "b"],
        "one": {"k": 1, "l": 2},
        "two": {"k": 1, "l": 3},
    }
    assert parse_yaml("") is None


@pytest.mark.parametrize(
    ("parse", "text", "line", "column"),
    [
        (parse_yaml, "a: 1\ntitle: a: b\n", 2, 9),
        (parse_yaml, nested_aliases(9, 9), 1, 1),
        (parse_yaml, "a: \ud800", 1, 1),
        (parse_yaml, "a: " + "x" * 2_000_000, 1, 1),
        (parse_toml, "a = 1\nb = rye\n", 2, 5),
        (parse_toml, "a = " + "[" * 5_000, 1, 69),
        (parse_json, '{"a": 1,\n "b": }', 2, 7),
        (parse_json, "[" * 200_000, 1, 65),
    ],
)
def test_parse_raises_with_a_place(parse: Any, text: str, line: int, column: int) -> None:
    with pytest.raises(ValueSyntaxError) as caught:
        parse(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert f"(line {line}, column {column})" in str(caught.value)


def test_deep_yaml_is_refused_where_ours_or_libyamls_own_limit_ends() -> None:
    with pytest.raises(ValueSyntaxError, match="nested deeper than 64 levels") as caught:
        parse_yaml("[" * 100_000)
    assert caught.value.line == 1
    assert caught.value.column in (65, 1001)  # libyaml 0.2.6 looks ahead, and stops at 1,000


def test_parsers_take_a_byte_order_mark() -> None:
    assert parse_yaml("\ufeffa: 1") == parse_toml("\ufeffa = 1") == parse_json('\ufeff{"a": 1}')


def test_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    fields, problems = load("yaml", "title:\tRye\nb: 1")
    assert not problems
    assert source(fields["title"]) == "Rye"
    assert problem("yaml", "title: a: b") == ("syntax", "Colon in an unquoted value", ":")
    assert problem("yaml", "title: 'It's'")[1] == "Text after the closing quote"
    assert problem("yaml", "by: @me")[1] == "Unquoted value begins with `@`"
    assert problem("yaml", "a: \x07")[1:] == ("Control character", "\x07")
    assert problem("yaml", "[" * 60_000)[0] == "limit"


def test_import_loads_no_parser() -> None:
    code = "import seolint.values, sys; print({'yaml', 'tomllib', 'json'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "set()\n"


SIGNS = st.text(st.sampled_from("ab:= -[]{},\"'#\n\r\t.|>&*!%@`?\\1é𝄞\u00a0\u2028\x85\ufeff~<"))


@given(st.one_of(SIGNS, st.text()))
def test_loaders_never_raise_and_places_lie_in_the_text(block: str) -> None:
    for format in LOADERS:
        fields, problems = load(format, block)
        size = len(BEFORE) + len(block) + 12
        for field in flat(fields):
            assert 0 <= field.key_start <= field.key_end <= size
            assert 0 <= field.start <= field.end <= size
            if len(field.text) == field.end - field.start and field.known:
                assert source(field).split() == field.text.split()
        for found in problems:
            assert 0 <= found.start <= found.end <= size
            assert found.start < size


@given(st.one_of(SIGNS, st.text()))
def test_parsers_raise_nothing_else(text: str) -> None:
    for parse in (parse_yaml, parse_toml, parse_json):
        try:
            parse(text)
        except ValueSyntaxError as error:
            assert error.line >= 1 and error.column >= 1


KEYS = st.text(st.sampled_from("abc-_ é𝄞.\"'\\"), min_size=1, max_size=4)
SCALARS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{")),
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


def value_of(field: Field, parse: Any) -> Any:
    """What a parser makes of the place of a field; texts are compared as they are read."""
    if field.type == "map":
        return {key: value_of(inner, parse) for key, inner in field.fields.items()}
    if field.type == "list":
        return [value_of(item, parse) for item in field.items]
    if field.type == "str":
        return field.text
    return parse(source(field))


def toml_scalar(text: str) -> Any:
    return tomllib.loads(f"x = {text}")["x"]


def in_toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{in_toml(k)} = {in_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",\n ".join(map(in_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


@given(TREES)
def test_json_fields_equal_what_was_written(tree: dict[str, Any]) -> None:
    fields, problems = load("json", json.dumps(tree, ensure_ascii=False))
    assert not problems
    assert {key: value_of(field, json.loads) for key, field in fields.items()} == tree


@given(TREES)
def test_toml_fields_equal_what_was_written(tree: dict[str, Any]) -> None:
    lines = [f"{in_toml(key)} = {in_toml(value)}" for key, value in tree.items()]
    fields, problems = load("toml", "\n".join(lines))
    assert not problems
    assert {key: value_of(field, toml_scalar) for key, field in fields.items()} == tree
