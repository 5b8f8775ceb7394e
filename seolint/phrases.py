"""Which phrases a text repeats."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from seolint.language.words import words
from seolint.prose import CODE, UNKNOWN

LONGEST_PHRASE = 4
"""A phrase has two words or more, and at most this many."""

_PUNCTUATION = ".,;:!?…\"'“”‘’„«»‹›()[]{}<>*_/|–—-" + CODE + UNKNOWN


def frequent_words(texts: Iterable[str], least: float, omit: Container[str]) -> dict[str, int]:
    """How often the words occur that occur at least `least` times, in lower case.

    Words are what blanks part, without the punctuation around them and without those in
    `omit`: a quick count that misses what a dash joins. It tells whether a closer look pays.
    """
    folded = " ".join(texts).lower().replace("’", "'")
    counts: defaultdict[str, int] = defaultdict(int)
    for word, count in Counter(folded.split()).items():
        counts[word.strip(_PUNCTUATION)] += count
    return {
        word: count
        for word, count in counts.items()
        if count >= least and word and word not in omit
    }


def phrases(text: str, language: str, ends: Container[str]) -> Iterator[tuple[str, int, int]]:
    """The phrases of a sentence whose first and last word are in `ends`.

    Each in lower case, with the code points of `text` (`Prose.opaque`) where it stands.
    No phrase goes across punctuation, nor holds inline code or unknown text.
    """
    found = [(word[0].lower(), word.span()) for word in words(text.replace("’", "'"), language)]
    for first, (word, place) in enumerate(found):
        if word in ends:
            phrase, end = word, place[1]
            for further, (begin, stop) in found[first + 1 : first + LONGEST_PHRASE]:
                if CODE in further or UNKNOWN in further or not text[end:begin].isspace():
                    break
                phrase, end = f"{phrase} {further}", stop
                if further in ends:
                    yield phrase, place[0], end


def longest_phrase(counts: Mapping[str, int]) -> str:
    """The phrase of most words; of several the most frequent, of these the first."""
    return max(counts, key=lambda phrase: (phrase.count(" "), counts[phrase]))
