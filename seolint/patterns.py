"""Regular expressions that cost nothing until they are used."""

import re
from typing import Any, cast


class _Late:
    """A pattern that takes the methods of the compiled one at the first call of any."""

    __slots__ = (
        "_flags",
        "_source",
        "findall",
        "finditer",
        "flags",
        "fullmatch",
        "groupindex",
        "groups",
        "match",
        "pattern",
        "search",
        "split",
        "sub",
        "subn",
    )

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        for method in self.__slots__[2:]:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, put off until the pattern is used.

    A run imports some three hundred patterns and uses a third of them on a page; compiling
    all took a quarter of its time. For patterns of a module, which a page may never need.
    """
    return cast("re.Pattern[str]", _Late(source, flags))
