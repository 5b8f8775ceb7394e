import json

import pytest


def codes(result) -> list[str]:
    return [line.split()[0] for line in result.out.splitlines()[1:]]


def test_rules_lists_every_rule(seolint):
    result = seolint("rules")
    assert (result.code, result.err) == (0, "")
    assert {"FILE001", "LINT001", "TEA001", "TEA002", "TEA003"} <= set(codes(result))


@pytest.mark.parametrize("selectors", [("TEA",), ("TEA00",), ("teapot-word", "TEA002", "TEA003")])
def test_rules_are_chosen_by_code_prefix_or_name(seolint, selectors):
    assert codes(seolint("rules", *selectors)) == ["TEA001", "TEA002", "TEA003"]


def test_a_row_tells_what_a_rule_is(seolint):
    header, row = seolint("rules", "TEA001").out.splitlines()
    assert header.split() == ["CODE", "NAME", "SEVERITY", "FIX", "PROFILE", "SUMMARY"]
    assert row.split(maxsplit=5) == [
        "TEA001",
        "teapot-word",
        "error",
        "yes",
        "essential",
        "A page has the word teapot in it.",
    ]


def test_rules_of_a_profile(seolint):
    assert codes(seolint("rules", "TEA", "--profile", "essential")) == ["TEA001"]
    assert codes(seolint("rules", "TEA", "--profile", "recommended")) == ["TEA001", "TEA002"]
    assert codes(seolint("rules", "TEA", "--profile", "all")) == ["TEA001", "TEA002", "TEA003"]


def test_rules_in_force(site, seolint):
    assert codes(seolint("rules", "TEA", "--enabled")) == ["TEA001", "TEA002", "TEA003"]
    config = site / "seolint.toml"
    config.write_text(config.read_text().replace('["TEA"]', '["TEA002"]'))
    assert codes(seolint("rules", "TEA", "--enabled")) == ["TEA002"]


def test_rules_with_a_fix(seolint):
    assert set(codes(seolint("rules", "--fixable"))) >= {"TEA001", "TEA002", "LINT001"}
    assert not set(codes(seolint("rules", "--fixable"))) & {"FILE001", "LINT003"}


def test_rules_in_markdown(seolint):
    lines = seolint("rules", "TEA001", "-f", "markdown").out.splitlines()
    assert lines[1] == "| --- | --- | --- | --- | --- | --- |"
    assert lines[2].startswith("| TEA001 | teapot-word | error | yes |")


def test_rules_in_json_are_a_list_and_explain_is_an_item_of_it(seolint):
    items = json.loads(seolint("rules", "TEA", "-f", "json").out)
    assert [item["code"] for item in items] == ["TEA001", "TEA002", "TEA003"]
    item = json.loads(seolint("explain", "TEA001", "-f", "json").out)
    assert item == items[0]
    assert item["summary"] == "A page has the word teapot in it."
    assert item["evidence"] == [
        {
            "grade": "M",
            "claim": "3 of 4 pages",
            "source": {"title": "Tea times", "url": "https://tea.example/"},
        }
    ]
    assert item["options"]["$defs"]["Teapot"]["properties"]["word"]["default"] == "teapot"
    assert item["examples"]["bad"][0]["pages"] == {"post.md": "A ⟦teapot⟧."}
    assert item["examples"]["bad"][0]["fixed"] == "A pot."


def test_an_installed_pack_that_is_not_enabled_is_told(seolint, monkeypatch):
    from seolint import packs

    found = packs.read_entry_points

    def with_bakery(group: str) -> dict[str, str]:
        return {**found(group), "bakery": "bakery_rules"}

    monkeypatch.setattr(packs, "read_entry_points", with_bakery)
    assert "`bakery` is installed, not enabled" in seolint("rules", "TEA").err


def test_explain(seolint):
    text = seolint("explain", "teapot-word").out
    assert (
        text
        == """\
TEA001 teapot-word                       error, fixable, profile essential

A page has the word teapot in it.

Why
  Teapots belong on the pages of another site.

Evidence
  M   3 of 4 pages
      Tea times, https://tea.example/

Example                                     Better
  A teapot.                                   A pot.

Options  [rules.teapot-word]
  word = "teapot"

  `word`: what to look for.

Turn it off
  one place     <!-- seolint-disable-next-line teapot-word -- why -->
  one page      seolint: {disable: [teapot-word]} in the front matter
  some pages    "docs/**" = ["TEA001"] in [per-file-ignores]
  everywhere    ignore = ["TEA001"]
"""
    )


def test_explain_several(seolint):
    text = seolint("explain", "TEA001", "LINT001", "FILE002").out
    assert text.count("\nTurn it off\n") == 3
    assert "disable-next-line unused-suppression" not in text
    assert 'ignore = ["FILE002"]' not in text


def test_explain_in_markdown(seolint):
    text = seolint("explain", "TEA001", "-f", "markdown").out
    assert text.startswith("# TEA001 teapot-word\n\nA page has the word teapot in it.\n")
    assert "- **M** 3 of 4 pages ([Tea times](https://tea.example/))" in text
    assert "\n```\nA teapot.\n```\n" in text


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", "on, error: selected"),
        ('[severity]\nTEA = "info"\n', "on, info as configured: selected"),
        ('[severity]\nteapot-word = "off"\n', "off: severity"),
        ("[evidence]", "off: no evidence of grade G or S"),
        ('[per-file-ignores]\n"*.md" = ["TEA001"]\n', "off: per-file-ignores"),
        ('[[overrides]]\nfiles = ["*.md"]\nignore = ["teapot-word"]\n', "off: ignored"),
        ('[[overrides]]\nfiles = ["*.md"]\nselect = ["TEA002"]\n', "off: not selected"),
    ],
)
def test_explain_for_a_file(site, seolint, more, expected):
    config = site / "seolint.toml"
    text = f"{config.read_text()}\n{more}"
    if more == "[evidence]":
        text = f'evidence = ["G", "S"]\n{config.read_text()}'
    config.write_text(text)
    result = seolint("explain", "TEA001", "--for", "good.md")
    assert f"\nHere  good.md\n  {expected}\n" in result.out


def test_explain_for_a_file_by_profile(site, seolint):
    config = site / "seolint.toml"
    config.write_text(config.read_text().replace('select = ["TEA"]', ""))
    assert (
        '  on, error: profile "recommended"\n'
        in seolint("explain", "TEA001", "--for", "good.md").out
    )
    assert (
        '  off: not in profile "recommended"\n'
        in seolint("explain", "TEA003", "--for", "good.md").out
    )


def test_explain_for_a_file_that_is_not_there(seolint):
    result = seolint("explain", "TEA001", "--for", "gone.md")
    assert (result.code, result.out) == (2, "")


def test_a_broken_config_stops_rules(site, seolint):
    (site / "seolint.toml").write_text("slect = []\n")
    result = seolint("rules")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("seolint.toml:1:1: error: ")
