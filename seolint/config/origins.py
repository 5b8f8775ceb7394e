"""Where each setting that is in force was written."""

from collections.abc import Iterator, Sequence
from typing import Any

from seolint.config.files import KeyPath, Layer
from seolint.config.merging import Settings

Origins = dict[KeyPath, tuple[str, ...]]
"""Keys with the places that set them, as `seolint.toml:3`; several where lists add up."""

_ADDING = ("extend-select", "extend-exclude")


def find_origins(layers: Sequence[tuple[Layer, Settings]]) -> Origins:
    """The places of all settings, of which the last layer is the strongest."""
    found: Origins = {}
    for layer, settings in layers:
        if settings.get("select"):
            found.pop(("extend-select",), None)
        for path, value in _leaves(settings, ()):
            if path[-1] == 0:
                for known in [key for key in found if key[0] == path[0]]:
                    del found[known]
            if value is not None:
                below = found.get(path, ()) if path[-1] in _ADDING and len(path) == 1 else ()
                found[path] = (*below, _place(layer, path))
    return found


def _place(layer: Layer, path: KeyPath) -> str:
    place = layer.at_value(path, "").place
    return layer.source if place is None else f"{layer.source}:{place.line}"


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    """The values in tables; before an entry of a list of tables the entry itself, as None."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        for index, entry in enumerate(value):
            yield (*path, index), None
            yield from _leaves(entry, (*path, index))
    else:
        yield path, value
