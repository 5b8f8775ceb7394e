"""`seolint config`: what is in force, where it comes from, and whether it is right."""

import json
from pathlib import Path

import jsonschema
import pytest

from seolint.config.schema import config_schema
from seolint.packs import find_packs
from seolint.values import parse_toml

HOUSE = """\
profile = "strict"
extend-select = ["TEA001"]

[rules.title-too-wide]
max-px = 500
"""
OWN = """\
extend = ["house.toml"]
extend-select = ["TEA002"]
ignore = ["READ"]

[plugins]
files = ["tea"]

[site]
base-url = "https://tea.example/"

[severity]
LINK = "info"

[per-file-ignores]
"legal/**" = ["META"]
"posts/**" = ["TEXT033"]

[[overrides]]
files = ["posts/**"]
ignore = ["HEAD003"]
language = "de"
severity = { LINK = "error", IMG001 = "warning" }
rules.title-too-wide.max-px = 610

[[overrides]]
files = ["legal/**"]
profile = "essential"
"""


@pytest.fixture
def configured(site: Path, page) -> Path:
    (site / "house.toml").write_text(HOUSE)
    (site / "seolint.toml").write_text(OWN)
    (site / "hugo.toml").write_text('baseURL = "https://x.example/"\ntitle = "Tea"\n')
    page("content/posts/a.md", "A cup.")
    page("posts/a.md", "A cup.")
    return site


def comments(text: str) -> dict[str, str]:
    """What stands behind each key of the output, by section and key."""
    found, section = {}, ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line
        elif " = " in line:
            key, _, rest = line.partition(" = ")
            found[f"{section} {key}".strip()] = rest.rpartition("  # ")[2]
    return found


def test_each_setting_tells_where_it_comes_from(configured, seolint):
    result = seolint("config")
    assert (result.code, result.err) == (0, "")
    told = comments(result.out)
    assert told["profile"] == "from house.toml:1"
    assert told["fail-on"] == 'from profile "strict"'
    assert told["extend-select"] == "from house.toml:2, seolint.toml:2"
    assert told["ignore"] == "from seolint.toml:3"
    assert told["drafts"] == "default"
    assert told["[site] base-url"] == "from seolint.toml:9"
    assert told["[site] name"] == "from hugo.toml"
    assert told["[site] content"] == "from hugo"
    assert told["[site] generator"] == "from hugo.toml"
    assert told["[severity] LINK"] == "from seolint.toml:12"
    assert told["[rules.title-too-wide] max-px"] == "from house.toml:5"
    assert told["[[overrides]] language"] == "from seolint.toml:21"
    table = parse_toml(result.out)
    assert table["extend-select"] == ["TEA001", "TEA002"]
    assert table["rules"]["title-too-wide"]["max-px"] == 500
    assert table["site"]["base-url"] == "https://tea.example/"
    assert len(table["overrides"]) == 2


def test_a_page_has_its_overrides_worked_in(configured, seolint):
    result = seolint("config", "posts/a.md")
    assert result.code == 0
    told, table = comments(result.out), parse_toml(result.out)
    assert (table["language"], told["language"]) == ("de", "from seolint.toml:21")
    assert table["ignore"] == ["READ", "HEAD003"]
    assert told["ignore"] == "from seolint.toml:3, seolint.toml:20"
    assert table["severity"] == {"LINK": "error", "IMG001": "warning"}
    assert table["rules"]["title-too-wide"]["max-px"] == 610
    assert told["[rules.title-too-wide] max-px"] == "from seolint.toml:23"
    assert table["per-file-ignores"] == {"posts/**": ["TEXT033"]}
    assert "overrides" not in table
    assert "heading-level-skipped" not in table["rules"]


def test_json_has_the_same(configured, seolint):
    result = seolint("config", "posts/a.md", "-f", "json")
    shown = json.loads(result.out)
    toml = seolint("config", "posts/a.md").out
    assert shown["settings"] == parse_toml(toml)
    assert (shown["config"], shown["page"]) == ("seolint.toml", "posts/a.md")
    assert "TEA001" in shown["rules"] and "HEAD003" not in shown["rules"]
    origins = {tuple(each["key"]): each["from"] for each in shown["origins"]}
    assert origins["rules", "title-too-wide", "max-px"] == ["seolint.toml:23"]
    assert origins["profile",] == ["house.toml:1"]


def test_what_is_printed_is_a_configuration(configured, seolint):
    first = seolint("config")
    (configured / "hugo.toml").rename(configured / "gone.toml")
    (configured / "house.toml").unlink()
    text = first.out.replace('extend = ["house.toml"]', "extend = []")
    (configured / "seolint.toml").write_text(text, encoding="utf-8")
    assert seolint("config", "--check").code == 0
    again = seolint("config")
    ignored = {"extend": 0}
    assert parse_toml(again.out) | ignored == parse_toml(first.out) | ignored


def test_without_a_configuration_there_are_defaults(tmp_path, seolint, site):
    (site / "seolint.toml").unlink()
    result = seolint("config")
    assert result.code == 0
    assert set(comments(result.out).values()) <= {"default", "from plain"}
    expected = "There is no configuration; the defaults hold.\n"
    assert seolint("config", "--check") == (0, expected, "")


def test_settings_in_pyproject_have_their_lines(site, seolint):
    (site / "seolint.toml").unlink()
    (site / "pyproject.toml").write_text("[tool.seolint]\nignore = ['READ']\n")
    assert comments(seolint("config").out)["ignore"] == "from pyproject.toml:2"


def test_check_says_that_all_is_well_or_what_is_wrong(configured, seolint):
    assert seolint("config", "--check") == (0, "seolint.toml is right.\n", "")
    (configured / "house.toml").write_text('profil = "strict"\nignore = ["READ0001"]\n')
    result = seolint("config", "--check")
    assert (result.code, result.out) == (2, "")
    assert "house.toml:1:1: error: unknown key `profil`" in result.err
    assert "house.toml:2:11: error: unknown rule `READ0001` in ignore" in result.err


def test_a_configuration_may_be_named(configured, seolint):
    (configured / "good.toml").write_text('profile = "all"\n')
    assert seolint("config", "good.toml", "--check").out == "good.toml is right.\n"
    assert comments(seolint("config", "good.toml").out)["profile"] == "from good.toml:1"


@pytest.mark.parametrize("arguments", [("gone.md",), ("--schema", "--check")])
def test_a_wrong_question_is_one_error(seolint, arguments):
    result = seolint("config", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: ")


def test_the_schema_knows_the_rules_of_the_house(configured, seolint):
    schema = json.loads(seolint("config", "--schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(parse_toml(OWN))
    validator.validate({"rules": {"teapot-word": {"word": "pot"}}})
    assert not validator.is_valid({"rules": {"teapot-word": {"words": "pot"}}})


@pytest.mark.parametrize(
    "wrong",
    [
        'profil = "all"',
        'profile = "alle"',
        "max-warnings = -2",
        "ignore = 'READ'",
        "ignore = ['read001x!']",
        "[site]\ngenerator = 'hugoo'",
        "[severity]\nREAD = 'bad'",
        "[rules.title-too-wide]\nmax-px = '580'",
        "[rules.title-too-wide]\nmax-pixels = 580",
        "[[overrides]]\nprofile = 'all'",
        "[[custom-rules]]\ncode = 'ACME001'",
    ],
)
def test_the_schema_refuses_what_a_run_refuses(site, seolint, wrong):
    validator = jsonschema.Draft202012Validator(config_schema(find_packs()))
    assert not validator.is_valid(parse_toml(wrong))
    (site / "seolint.toml").write_text(wrong)
    assert seolint("config", "--check").code == 2
