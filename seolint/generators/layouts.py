"""Whether a site's layouts print the title of a page as its H1."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from seolint.generators.detection import read_text
from seolint.patterns import lazy_regex

FOLDERS = (
    "_layouts",
    "_includes",
    "layouts",
    "templates",
    "themes",
    "overrides",
    "src/_includes",
    "src/_layouts",
    "src/layouts",
    "src/templates",
    "src/components",
    "app",
)
"""Where generators keep their layouts."""

MOST_FILES = 300
"""How many layouts are looked at."""

_SUFFIXES = (".html", ".htm", ".njk", ".liquid", ".astro", ".jsx", ".tsx", ".vue", ".ejs", ".webc")
_LISTS = frozenset(
    [
        "404",
        "archive",
        "archives",
        "categories",
        "category",
        "home",
        "index",
        "list",
        "search",
        "section",
        "tag",
        "tags",
        "taxonomy",
        "term",
        "terms",
    ]
)
_NOT_SITE = r"(?<!site\.)(?<!Site\.)(?<!config\.)(?<!siteMetadata\.)"
_H1 = lazy_regex(
    r"<h1\b[^>]{0,400}>(?:(?!</?h1\b).){0,400}?(?:\{|<%)(?:(?!</?h1\b|\}\}|%>|<%|\{).){0,200}?"
    rf"\b{_NOT_SITE}(?:title|Title|headline)\b",
    re.DOTALL,
)


def prints_title(root: Path) -> bool:
    """Whether some layout below `root` has the title of a page in its H1.

    True is evidence; False is none, for themes often lie elsewhere.
    """
    return any(_H1.search(read_text(path)) for path in _layouts(root))


def _layouts(root: Path) -> Iterator[Path]:
    seen = 0
    for folder in FOLDERS:
        for place, folders, names in os.walk(root / folder):
            folders[:] = sorted(set(folders) - {"node_modules", "static", "assets"})
            for name in sorted(names):
                if name.endswith(_SUFFIXES) and name.partition(".")[0] not in _LISTS:
                    seen += 1
                    if seen > MOST_FILES:
                        return
                    yield Path(place, name)
