"""Which known words a mistyped one is near to."""

from collections.abc import Iterable

_MOST = 2
_FARTHEST = 3


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words nearest to `word`, at most two, in alphabetical order.

    Case does not count. Empty when the nearest one is further away than a slip of the
    hand: one edit in four characters, three at most.
    """
    folded = word.casefold()
    limit = min(_FARTHEST, max(1, len(folded) // 4))
    found: set[str] = set()
    for candidate in known:
        other = candidate.casefold()
        if abs(len(other) - len(folded)) > limit or candidate == word:
            continue
        steps = distance(folded, other, limit)
        if steps < limit:
            found, limit = {candidate}, steps
        elif steps == limit:
            found.add(candidate)
    return sorted(found)[:_MOST]


def distance(left: str, right: str, limit: int = 100) -> int:
    """How many edits of one character turn `left` into `right`; over `limit`: `limit + 1`.

    An edit puts in, takes out or replaces a character, or swaps two neighbours
    (optimal string alignment).
    """
    over = limit + 1
    size = len(right)
    if abs(len(left) - size) > limit:
        return over
    if len(set(left) ^ set(right)) > 2 * limit:  # an edit changes two of the letters at most
        return over
    before: list[int] = []
    above = list(range(size + 1))
    for row, letter in enumerate(left, 1):
        # Farther from the diagonal there are more edits than the limit.
        first, last = max(1, row - limit), min(size, row + limit)
        current = [over] * (size + 1)
        current[0] = row
        for column in range(first, last + 1):
            other = right[column - 1]
            cost = above[column - 1]
            if letter != other:
                cost = min(above[column], current[column - 1], cost) + 1
                if (
                    row > 1
                    and column > 1
                    and letter == right[column - 2]
                    and left[row - 2] == other
                ):
                    cost = min(cost, before[column - 2] + 1)
            current[column] = cost
        if min(current[first - 1 : last + 1]) > limit:
            return over
        before, above = above, current
    return min(above[-1], over)
