"""Puts the settings of several layers on top of each other."""

from collections.abc import Mapping, Sequence
from typing import Any

from seolint.config.files import Layer

COMMAND_LINE = "command line"
"""The source of settings that are options of a command."""

Settings = dict[str, Any]
_ADDING = ("extend-select", "extend-exclude")


def stacked(layers: Sequence[tuple[Layer, Settings]]) -> Settings:
    """The settings of all layers, of which the last is the strongest.

    Tables merge key by key, lists replace, `extend-` lists append. A selection replaces
    the weaker ones with all that was added to them. What options set also holds where
    an entry of `overrides` says otherwise.
    """
    result: Settings = {}
    options: Settings = {}
    for layer, settings in layers:
        if layer.source == COMMAND_LINE:
            settings = _as_additions(settings, result)
        if layer.is_option:
            options = merged(options, settings)
        below = dict(result)
        if settings.get("select"):
            below.pop("extend-select", None)
        result = merged(below, settings)
        for key in _ADDING:
            if key in settings and key in below:
                result[key] = [*below[key], *settings[key]]
    result["overrides"] = [_weaker(entry, options) for entry in result.get("overrides", ())]
    return result


def merged(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> Settings:
    """Two tables in one, key by key at every depth; where both have a value, the upper's."""
    result = dict(lower)
    for key, value in upper.items():
        below = result.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            value = merged(below, value)
        result[key] = value
    return result


def _as_additions(settings: Settings, below: Settings) -> Settings:
    """Options that leave out paths or rules add to what the files leave out."""
    result = dict(settings)
    if "exclude" in result:
        result["extend-exclude"] = [*result.get("extend-exclude", ()), *result.pop("exclude")]
    if "ignore" in result:
        result["ignore"] = [*below.get("ignore", ()), *result["ignore"]]
    return result


def _weaker(entry: Settings, options: Settings) -> Settings:
    result = dict(entry)
    if options.get("select"):
        for key in ("profile", "select", "extend-select"):
            result.pop(key, None)
    for key in ("profile", "language", "drafts"):
        if key in options:
            result.pop(key, None)
    for key in ("severity", "rules"):
        if key in result:
            result[key] = _without(result[key], options.get(key, {}))
    return result


def _without(table: Mapping[str, Any], taken: Mapping[str, Any]) -> Settings:
    result: Settings = {}
    for key, value in table.items():
        if key not in taken:
            result[key] = value
        elif isinstance(value, Mapping) and isinstance(taken[key], Mapping):
            result[key] = _without(value, taken[key])
    return result
