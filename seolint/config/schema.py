"""The JSON Schema of a configuration, for editors: made from the types that check one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from seolint.config.descriptions import DESCRIPTIONS
from seolint.config.keys import SHORTCODE_KEYS, OverrideTable, TopTable
from seolint.config.wording import key_descriptions
from seolint.custom import CustomRule
from seolint.generators import NAMES
from seolint.packs import Packs

SHIPPED = Path(__file__).with_name("config.schema.json")
"""The schema with the rules that seolint brings along."""

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SELECTOR = r"^(all|[A-Z][A-Z0-9]*[0-9]*|[a-z0-9]+(-[a-z0-9]+)*)$"
_SELECTING = ("select", "extend-select", "ignore")


def config_schema(packs: Packs) -> Schema:
    """The schema of a `seolint.toml` in which the rules of `packs` are known.

    Rules and options of other packs are let through, as no schema can know them.
    """
    schema = msgspec.json.schema(TopTable)
    tables: Schema = {name: _table(table) for name, table in schema["$defs"].items()}
    for kind, texts in DESCRIPTIONS.items():
        for key, text in texts.items():
            _describe(tables[kind.__name__]["properties"][key], text)
    top = tables.pop(TopTable.__name__)
    for table in (top, tables[OverrideTable.__name__]):
        keys = table["properties"]
        for key in _SELECTING:
            keys[key]["items"] = {"$ref": "#/$defs/Selector"}
        keys["severity"]["propertyNames"] = {"$ref": "#/$defs/Selector"}
        description = keys["rules"]["description"]
        keys["rules"] = {"description": description, "$ref": "#/$defs/Rules"}
    top["properties"]["per-file-ignores"]["additionalProperties"]["items"] = {
        "$ref": "#/$defs/Selector"
    }
    tables["SiteTable"]["properties"]["generator"]["enum"] = ["auto", *NAMES]
    shortcode = tables["SiteTable"]["properties"]["shortcodes"]["additionalProperties"]
    shortcode["propertyNames"] = {"enum": list(SHORTCODE_KEYS)}
    tables["Selector"] = {
        "description": "A code, a family with up to two digits, a name, or `all`",
        "anyOf": [
            {"enum": ["all", *_words(packs)]},
            {"type": "string", "pattern": _SELECTOR},
        ],
    }
    rules = {name: _rule(packs, code, tables) for name, code in sorted(packs.names.items())}
    tables["Rules"] = {
        "type": "object",
        "properties": {name: rule for name, rule in rules.items() if rule["properties"]},
        "additionalProperties": {"type": "object"},
    }
    tables[CustomRule.__name__]["required"] = ["code", "name", "message"]
    return {
        "$schema": _DIALECT,
        "title": "Configuration of seolint",
        **{key: value for key, value in top.items() if key != "title"},
        "$defs": dict(sorted(tables.items())),
    }


def schema_text(schema: Schema) -> str:
    """A schema as it is printed, and stored."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


def _words(packs: Packs) -> Iterable[str]:
    families = sorted({file.family for file in packs.files.values()})
    return [*families, *sorted(packs.files), *sorted(packs.names)]


def _table(table: Schema) -> Schema:
    """A table whose keys are all known and described, and may be left out."""
    properties = {key: _without_null(value) for key, value in table["properties"].items()}
    for value in properties.values():
        value.pop("propertyNames", None)  # from msgspec 0.23 on; the schema is that of any version
    needed = {"required": table["required"]} if table.get("required") else {}
    return {"type": "object", "properties": properties, **needed, "additionalProperties": False}


def _without_null(value: Schema) -> Schema:
    """TOML has no null: what may be left out is left out. Tables have no default."""
    choices = [choice for choice in value.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        value = {**value, **choices[0]}
        del value["anyOf"]
    elif choices:
        value = {**value, "anyOf": choices}
    if value.get("default", {}) is None or isinstance(value.get("default"), Mapping):
        value = {key: inner for key, inner in value.items() if key != "default"}
    return value


def _rule(packs: Packs, code: str, tables: Schema) -> Schema:
    """The options of a rule; what these are made of is added to the tables."""
    rule = packs.load(code)
    found = msgspec.json.schema(rule.options)["$defs"]
    table = _table(found.pop(rule.options.__name__))
    tables |= found
    texts = key_descriptions(rule.options.__doc__ or "", list(table["properties"]))
    for key, value in table["properties"].items():
        _describe(value, texts.get(key, ""))
    table["description"] = f"{code}: {rule.summary}"
    return table


def _describe(value: Schema, text: str) -> None:
    if text:
        value["description"] = text
