"""The JSON Schema of a configuration: as generated, complete, and right about real ones."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest
from test_readme import CONFIGURATION, README, ROOT, blocks

from seolint.config.descriptions import DESCRIPTIONS
from seolint.config.keys import Table, TopTable
from seolint.config.schema import SHIPPED, config_schema, schema_text
from seolint.custom import CustomRule
from seolint.packs import find_packs
from seolint.values import parse_toml


def test_the_schema_in_the_tree_is_the_generated_one(golden):
    golden(SHIPPED, schema_text(config_schema(find_packs())))


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(SHIPPED.read_bytes()))


def test_every_key_is_described():
    tables = [TopTable, CustomRule, *Table.__subclasses__()]
    missing = [
        f"{kind.__name__}: {field.encode_name}"
        for kind in dict.fromkeys(tables)
        for field in msgspec.structs.fields(kind)
        if not DESCRIPTIONS.get(kind, {}).get(field.encode_name)
    ]
    assert missing == [], "add a sentence for each to seolint/config/descriptions.py"


def test_no_key_is_described_that_does_not_exist():
    for kind, texts in DESCRIPTIONS.items():
        assert set(texts) == {field.encode_name for field in msgspec.structs.fields(kind)}


def shown() -> list[str]:
    """All configurations that the documentation and the examples hold."""
    found = [block for page in (README, CONFIGURATION) for block in blocks(page, "toml")]
    return [*found, *(path.read_text("utf-8") for path in ROOT.glob("examples/*/seolint.toml"))]


@pytest.mark.parametrize("number", range(len(shown())))
def test_configurations_that_are_shown_fit(number: int):
    schema = json.loads(SHIPPED.read_bytes())
    jsonschema.Draft202012Validator(schema).validate(parse_toml(shown()[number]))


def test_what_seolint_config_prints_fits(tmp_path: Path, monkeypatch, capsys):
    from seolint.cli import run

    monkeypatch.chdir(tmp_path)
    assert run(["config"]) == 0
    table = parse_toml(capsys.readouterr().out)
    jsonschema.Draft202012Validator(json.loads(SHIPPED.read_bytes())).validate(table)
