"""What the pages of a site were at an earlier commit."""

from collections.abc import Callable, Sequence

from seolint.facts import Facts
from seolint.site import Site


class Change:
    """A page that is not what it was; `then` is None when it is new, `now` when it is gone.

    `data` are the bytes of its file now, empty when it is gone. The words of its text, then
    and now, are read when they are asked for.
    """

    def __init__(
        self,
        then: Facts | None,
        now: Facts | None,
        data: bytes,
        words: Callable[[Facts, bool], Sequence[str]],
    ) -> None:
        self.then = then
        self.now = now
        self.data = data
        self._words = words

    @property
    def words_then(self) -> Sequence[str]:
        """The words of the text that the page had, in their order."""
        return self._words(self.then, False) if self.then is not None else ()

    @property
    def words_now(self) -> Sequence[str]:
        """The words of the text that it has."""
        return self._words(self.now, True) if self.now is not None else ()


class History:
    """The pages that differ from those at an earlier commit, and the site that there was."""

    def __init__(self, site: Site, changes: Sequence[Change]) -> None:
        self.site = site
        self.changes = changes
