"""Pages for tests, read as the engine reads them."""

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from seolint.document import Document
from seolint.generators import by_name
from seolint.read import read

NOWHERE = Path("/nowhere")


def page(
    text: str | bytes, path: str = "post.md", generator: str = "plain", **settings: Any
) -> Document:
    """The document of a text; further keywords are `SiteSettings`."""
    kind = by_name(generator)
    site = replace(kind.settings(NOWHERE), **settings)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return read(path, data, kind, site, lone=True)
