"""Rules that a configuration holds: `[[custom-rules]]`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from house import House

from seolint.cli import run as run_command
from seolint.config import ConfigError, load_config
from seolint.packs import RESERVED_FAMILIES

SLOW = r"(a|aa)+$"
LONG = "a" * 70 + "b"


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def rule(**keys: Any) -> dict[str, Any]:
    """An entry; `where` is its `in`."""
    entry = {"code": "ACME001", "name": "house-word", "message": "{match} in {field}", **keys}
    if "where" in entry:
        entry["in"] = entry.pop("where")
    return {key.replace("_", "-"): value for key, value in entry.items()}


def found(house: House, text: str, *rules: dict[str, Any], path: str = "post.md") -> list[str]:
    """What is reported on a page: the characters and the message."""
    house.page(path, text)
    result = house.lint(**{"custom-rules": list(rules), "select": ["ACME"]})
    assert not result.errors
    data = text.encode()
    return [
        f"{data[f.span.start : f.span.end].decode()} | {f.message}"
        for f in result.findings
        if f.path == path
    ]


PAGE = """\
---
title: "On clay"
description: Clay is earth
sku: ab-1
tags: [clay, "Raw clay"]
seo:
  note: clay
---

# Clay at home

We dig *cl*ay, `clay`, cl&#97;y and {{ page.clay }}.

> [Clay pit](/clay/pit) ![Wet clay](clay.png "clay")

| clay |
| ---- |

    clay
"""


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("title", ["clay | clay in title"]),
        ("description", ["Clay | Clay in description"]),
        ("headings", ["Clay | Clay in heading"]),
        ("alt", ["clay | clay in alt text"]),
        ("url", ["clay | clay in address", "clay | clay in address"]),
        ("field:tags", ["clay | clay in tags", "clay | clay in tags"]),
        ("field:seo.note", ["clay | clay in seo.note"]),
        ("field:note", ["clay | clay in note"]),
        ("field:seo", []),
        ("field:gone", []),
        (
            "body",
            [
                "Clay | Clay in body",
                "cl*ay | clay in body",
                "cl&#97;y | clay in body",
                "Clay | Clay in body",
                "clay | clay in body",
            ],
        ),
    ],
)
def test_a_pattern_is_looked_for_in_its_part_of_a_page(house, where, expected):
    house.page("hugo.toml", "")
    given = rule(where=where, pattern="(?i)clay")
    assert found(house, PAGE, given, path="content/posts/post.md") == expected


def test_what_a_template_prints_is_never_matched(house):
    house.page("_config.yml", "")
    text = "---\ntitle: a {{ b }}\n---\n\nOf {{ clay }}.\n"
    every = [
        rule(code=f"ACME00{n}", name=f"any-{n}", where=where, pattern=r"[^a-zO. ]")
        for n, where in enumerate(("title", "body"))
    ]
    assert found(house, text, *every) == []
    assert found(house, text, rule(where="title", must_match="^clay", message="x")) == []
    assert found(house, text, rule(where="body", must_match="mud", message="x")) == []


def test_a_value_has_to_match(house):
    given = rule(where="field:sku", must_match="^[A-Z]{2}-[0-9]$", message="{field} is odd")
    assert found(house, PAGE, given) == ["ab-1 | sku is odd"]
    assert found(house, PAGE.replace("ab-1", "AB-1"), given) == []
    assert found(house, PAGE.replace("sku: ab-1", "sku:"), given) == []


def test_each_heading_has_to_match_and_the_body_once(house):
    text = "# One\n\n## two\n\n## `three`\n\nText with a note.\n"
    capital = rule(where="headings", must_match="^[A-Z]", message="Small")
    assert found(house, text, capital) == ["two | Small", "`three` | Small"]
    note = rule(where="body", must_match=r"a note", message="No note")
    assert found(house, text, note) == []
    assert found(house, text.replace("a note", "none"), note) == ["# One | No note"]
    assert found(house, "---\ntitle: Clay\n---\n", note) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nauthor: Ada\n---\n", []),
        ("---\nauthors:\n  - name: Ada\n---\n", []),
        ("---\ntitle: Clay\n---\n", ["--- | No author"]),
        ("---\nauthor: ''\n---\n", ["author | No author"]),
        ("---\nauthor:\n---\n", ["--- | No author"]),
        ("---\nauthor: []\n---\n", ["author | No author"]),
        ("Clay.\n", ["Clay. | No author"]),
        ("---\nauthor: [\n---\n", []),
    ],
)
def test_a_field_is_required(house, text, expected):
    given = rule(require_field="author", message="No {field}")
    house.page("post.md", text)
    result = house.lint(**{"custom-rules": [given], "select": ["ACME", "FM001"]})
    data = text.encode()
    assert [
        f"{data[f.span.start : f.span.end].decode()} | {f.message}"
        for f in result.findings
        if f.code == "ACME001"
    ] == expected


def test_a_partial_needs_no_field(house):
    house.page("post.md", "Clay.\n")
    given = rule(require_field="author", message="No author")
    site = {"partials": ["post.md"], "content": ["**/*.md"]}
    result = house.lint(**{"custom-rules": [given], "select": ["ACME"], "site": site})
    assert [page.kind for page in result.pages] == ["partial"]
    assert result.findings == ()


def test_a_rule_holds_for_its_files(house):
    given = rule(where="body", pattern="clay", files=["posts/**", "!posts/old/**"])
    assert found(house, "clay\n", given, path="posts/a.md") == ["clay | clay in body"]
    assert found(house, "clay\n", given, path="posts/old/a.md") == []
    assert found(house, "clay\n", given, path="a.md") == []


def test_a_message_may_quote_what_looks_like_a_placeholder(house):
    given = rule(where="body", pattern=r"\{field\}\s+clay")
    assert found(house, "In {field}\nclay\n", given) == ["{field}\nclay | {field} clay in body"]


def test_it_is_a_rule_like_others(house):
    house.page("post.md", "clay\n\n<!-- seolint-disable-next-line house-word -- a name -->\nclay\n")
    given = {"custom-rules": [rule(where="body", pattern="clay")]}
    result = house.lint(**given, select=["ACME"], severity={"house-word": "error"})
    assert [(f.code, f.rule, f.severity, f.status) for f in result.findings] == [
        ("ACME001", "house-word", "error", "open"),
        ("ACME001", "house-word", "error", "suppressed"),
    ]
    codes = {f.code for f in house.lint(**given).findings}
    assert "ACME001" in codes
    assert "ACME001" not in {f.code for f in house.lint(**given, profile="essential").findings}
    assert "ACME001" not in {f.code for f in house.lint(**given, ignore=["ACME00"]).findings}


def test_it_is_listed_and_explained(tmp_path, monkeypatch, capsys):
    (tmp_path / "seolint.toml").write_text(
        '[[custom-rules]]\ncode = "ACME001"\nname = "house-word"\nmessage = "Not {match} here"\n'
        "in = \"body\"\npattern = '\\bclay\\b'\n"
    )
    monkeypatch.chdir(tmp_path)
    assert run_command(["rules", "ACME"]) == 0
    assert "Not … here." in capsys.readouterr().out
    assert run_command(["explain", "house-word"]) == 0
    assert r"`\bclay\b` must not be found in the body" in capsys.readouterr().out
    assert run_command(["explain", "house-word", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["evidence"][0]["grade"] == "F"


def test_a_pattern_that_takes_too_long_is_off_for_that_page(house):
    house.page("a.md", f"## clay {LONG}\n")
    house.page("b.md", "## clay aaa\n")
    slow = rule(where="headings", pattern=f"clay|{SLOW}")
    other = rule(code="ACME002", name="other-word", where="headings", pattern="clay")
    result = house.lint(**{"custom-rules": [slow, other], "select": ["ACME"]})
    assert [(f.path, f.code, f.message) for f in result.findings] == [
        ("a.md", "ACME002", "clay in heading"),
        ("b.md", "ACME001", "clay in heading"),
        ("b.md", "ACME002", "clay in heading"),
        ("b.md", "ACME001", "aaa in heading"),
    ]
    [error] = result.errors
    assert (error.kind, error.code, error.path) == ("timeout", "FILE006", "a.md")
    assert error.message == (
        "ACME001 house-word: its `pattern` in [[custom-rules]] took longer than 0.25 s"
    )


def test_the_time_is_that_of_all_texts_of_a_page(house):
    house.page("a.md", f"## {'a' * 27}b\n\n" * 400)
    slow = rule(where="headings", must_match=SLOW, message="x")
    [error] = house.lint(**{"custom-rules": [slow], "select": ["ACME"]}).errors
    assert "`must-match`" in error.message


def problems(*rules: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ConfigError) as caught:
        load_config(None, Path("/s"), {}, [f"custom-rules = {to_toml(list(rules))}"])
    return [(each.message, each.help) for each in caught.value.problems]


def to_toml(rules: list[dict[str, Any]]) -> str:
    tables = [
        ", ".join(f"{key} = {json.dumps(value)}" for key, value in each.items()) for each in rules
    ]
    return f"[{', '.join(f'{{ {table} }}' for table in tables)}]"


KNOWN = "known are body, title, description, headings, alt, url and field:KEY"


@pytest.mark.parametrize(
    ("keys", "message", "help"),
    [
        ({"pattern": "("}, "custom-rules.pattern is no regular expression", "single quotes"),
        ({"pattern": ""}, "custom-rules.pattern must not be empty", ""),
        ({"where": "bdy"}, "custom-rules.in names no part of a page: bdy", "did you mean"),
        ({"where": "everywhere"}, "custom-rules.in names no part of a page", KNOWN),
        ({"where": "field:"}, "custom-rules.in must name a field", "field:KEY"),
        ({"message": "{name}"}, "custom-rules.message holds {name}", ""),
        ({"message": ""}, "an entry of [[custom-rules]] needs `message`", ""),
        ({"code": "acme1"}, "custom-rules.code must be a family in capitals", ""),
        ({"code": "IMG900"}, "custom-rules.code is of the family IMG", "such as ACME"),
        ({"name": "House_Word"}, "custom-rules.name must be words in lower case", ""),
        ({"name": "title-missing"}, "custom-rules.name `title-missing` is taken by META001", ""),
        ({"severity": "off"}, 'custom-rules.severity must be "error", "warning" or "info"', ""),
        ({"files": ["["]}, "custom-rules.files holds `[`, which matches nothing", ""),
        ({"color": "red"}, "unknown key `color` in [[custom-rules]]", "known are code, files"),
        ({"patern": "x"}, "unknown key `patern` in [[custom-rules]]", "`pattern`"),
        ({"must_match": "x"}, "`pattern` and `must-match` exclude each other", "a rule of each"),
    ],
)
def test_a_wrong_entry_is_told_with_its_help(keys, message, help):
    [told] = problems(rule(**{"where": "body", "pattern": "x", **keys}))
    assert told[0].startswith(message)
    assert help in told[1]


def test_an_entry_says_one_thing_and_where():
    assert problems(rule(message="x"))[0][0].endswith("`pattern`, `must-match` or `require-field`")
    assert problems(rule(pattern="x")) == [("`pattern` needs `in`", KNOWN)]
    told = problems(rule(require_field="author", where="body", message="x"))
    assert told[0][0] == "`in` has no meaning for `require-field`"
    told = problems(rule(must_match="x", where="body"))
    assert told[0][0] == "{match} is known for `pattern` only"


@pytest.mark.parametrize("family", sorted(RESERVED_FAMILIES))
def test_families_of_ours_are_reserved(family):
    [told] = problems(rule(code=f"{family}900", where="body", pattern="x"))
    assert told[0] == f"custom-rules.code is of the family {family}, which is seolint's own"


def test_codes_and_names_are_given_once():
    one = rule(where="body", pattern="x")
    assert problems(one, {**one, "name": "other"}) == [
        ("custom-rules.code `ACME001` is taken by ACME001 house-word", "")
    ]
    assert problems(one, {**one, "code": "ACME002"}) == [
        ("custom-rules.name `house-word` is taken by ACME001 house-word", "")
    ]


def test_a_clash_is_told_at_its_place(tmp_path):
    path = tmp_path / "seolint.toml"
    path.write_text(
        'ignore = ["house-word"]\n\n[[custom-rules]]\ncode = "ACME001"\nname = "no-links"\n'
        'message = "x"\nrequire-field = "author"\n'
    )
    with pytest.raises(ConfigError) as caught:
        load_config(path, tmp_path, {})
    places = [(each.place.line, each.message) for each in caught.value.problems if each.place]
    assert places[-1] == (5, "custom-rules.name `no-links` is taken by LINK030 no-links")


def test_regular_expressions_are_loaded_when_there_are_some(tmp_path):
    (tmp_path / "post.md").write_text("clay\n")
    script = (
        "import sys\nfrom seolint.cli import run\nrun(['check', 'post.md', '-qq'])\n"
        "print('regex' in sys.modules)"
    )

    def loads_regex(entry: str) -> bool:
        (tmp_path / "seolint.toml").write_text(
            f'[[custom-rules]]\ncode = "ACME001"\nname = "word"\nmessage = "x"\n{entry}\n'
        )
        process = subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return process.stdout.strip() == "True"

    assert not loads_regex('require-field = "author"')
    assert loads_regex('in = "body"\npattern = "clay"')
