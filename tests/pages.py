"""Pages for tests, read as the engine reads them."""

import re
from bisect import bisect_right
from itertools import chain
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from seolint.document import Document
from seolint.generators import by_name
from seolint.read import read
from seolint.span import Span

NOWHERE = Path("/nowhere")


def page(
    text: str | bytes, path: str = "post.md", generator: str = "plain", **settings: Any
) -> Document:
    """The document of a text; further keywords are `SiteSettings`."""
    kind = by_name(generator)
    site = replace(kind.settings(NOWHERE), **settings)
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return read(path, data, kind, site, lone=True)


class Places:
    """Line and column of a byte, found by looking at the bytes and without `seolint.span`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", data))]

    def __call__(self, offset: int) -> tuple[int, int]:
        """The 1-based line, and the column in code points, also 1-based."""
        line = bisect_right(self._starts, offset)
        before = self._data[self._starts[line - 1] : offset]
        return line, len(before.decode("utf-8", "surrogateescape")) + 1


def assert_inside(span: Span, data: bytes, places: Places) -> None:
    """A span lies in the file, and its lines and columns are those of its bytes."""
    assert 0 <= span.start <= span.end <= len(data), span
    assert (span.line, span.column) == places(span.start), span
    assert (span.end_line, span.end_column) == places(span.end), span


def spans(doc: Document) -> list[Span]:
    """Where all stands that was read of a page."""
    parts = chain(doc.headings, doc.links, doc.images, doc.blocks, doc.fields.values())
    found = [part.span for part in parts]
    found += [heading.text.span() for heading in doc.headings]
    found += [block.text.span() for block in doc.blocks]
    found += [image.alt.span() for image in doc.images]
    found += [part.url_span for part in chain(doc.links, doc.images)]
    found += [prose.span() for part in doc.links for prose in part.attributes.values()]
    found += [doc.span(p.start, p.end) for p in doc.reading_problems]
    for suppression in doc.suppressions:
        found += [suppression.span, *suppression.names]
    return [*found, doc.top]
