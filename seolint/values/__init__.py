"""Front matter and configuration: text in, values with their places out."""

from seolint.values.field import Field, FieldType
from seolint.values.json import json_end, load_json, parse_json
from seolint.values.mmd import load_mmd, mmd_end
from seolint.values.problems import ValueProblem, Values, ValueSyntaxError
from seolint.values.toml import load_toml, parse_toml
from seolint.values.yaml import load_yaml, parse_yaml

__all__ = [
    "Field",
    "FieldType",
    "ValueProblem",
    "ValueSyntaxError",
    "Values",
    "json_end",
    "load_json",
    "load_mmd",
    "load_toml",
    "load_yaml",
    "mmd_end",
    "parse_json",
    "parse_toml",
    "parse_yaml",
]
