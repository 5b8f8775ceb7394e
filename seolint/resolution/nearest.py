"""The page that was meant by an address that is missing."""

from collections import defaultdict
from collections.abc import Mapping

from seolint.facts import Facts
from seolint.spelling import distance

_HEAD = 3
"""A slip leaves the first or the last letters of a word as they are."""

_MOST_NAMES = 500
"""Of more names that begin or end alike none is the one that was meant."""


class Names:
    """Pages by the last part of a path, and by the folder that it lies in."""

    def __init__(self, pages: Mapping[str, Facts]) -> None:
        self._pages = pages
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        self._alike: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for key in pages:
            folder, _, name = key.rpartition("/")
            self._by_name[name].append(key)
            self._alike[folder, name[:_HEAD], ""].append(name)
            self._alike[folder, "", name[-_HEAD:]].append(name)

    def near(self, path: str) -> Facts | None:
        """The page that lies elsewhere under the same name, or whose name is a slip away.

        None where two are equally near: a guess would then be worth nothing.
        """
        folder, _, name = path.rpartition("/")
        if not name:
            return None
        same = self._by_name.get(name, ())
        if same:
            return self._pages[same[0]] if len(same) == 1 else None
        limit = min(3, max(1, len(name) // 4))
        alike = self._alike
        names = {
            other
            for key in ((folder, name[:_HEAD], ""), (folder, "", name[-_HEAD:]))
            if len(alike.get(key, ())) <= _MOST_NAMES
            for other in alike.get(key, ())
            if abs(len(other) - len(name)) <= limit
        }
        found: list[str] = []
        for other in names:
            steps = distance(*_unequal(name, other), limit)
            if steps < limit:
                found, limit = [other], steps
            elif steps == limit:
                found.append(other)
        if len(found) != 1:
            return None
        return self._pages[f"{folder}/{found[0]}" if "/" in path else found[0]]


def _unequal(left: str, right: str) -> tuple[str, str]:
    """Two words without what they have in common at both ends."""
    start = 0
    for start, (one, other) in enumerate(zip(left, right, strict=False)):  # noqa: B007
        if one != other:
            break
    left, right = left[start:], right[start:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return left, right
