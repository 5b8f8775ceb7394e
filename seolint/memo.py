"""What is worked out for a word once and looked up from then on."""

from collections.abc import Callable
from typing import TypeVar

_LARGEST = 50_000
_LONGEST = 100

Value = TypeVar("Value")


class Memo(dict[str, Value]):
    """What a function gives for words: `memo[word]`.

    Texts repeat their words so much that a look-up is several times as quick as most work. It is
    emptied when it has grown large, and never keeps what is too long for a word.
    """

    def __init__(self, function: Callable[[str], Value]) -> None:
        self._function = function

    def __missing__(self, word: str) -> Value:
        value = self._function(word)
        if len(word) <= _LONGEST:
            if len(self) >= _LARGEST:
                self.clear()
            self[word] = value
        return value
