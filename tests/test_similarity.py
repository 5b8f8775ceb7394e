"""How alike two texts are."""

import os
import random
import subprocess
import sys

import pytest

from seolint.similarity import FEWEST_WORDS, SIZE, hashes, signature, similarity

SHINGLE = 5


def text(length: int, seed: int) -> list[str]:
    numbers = random.Random(seed)
    return [f"word{numbers.randrange(5000)}" for _ in range(length)]


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}


def alike(ours: list[str], theirs: list[str]) -> float:
    return similarity(signature(" ".join(ours)), signature(" ".join(theirs)))


def test_a_signature_has_a_fixed_size() -> None:
    assert len(signature(" ".join(text(5000, 1)))) == 4 * SIZE
    assert len(hashes(signature("the rye bread with oats of 1902, " * 30))) == 1
    assert len(hashes(signature("Ann Roe, Bo Li, " * 50))) == 0
    found = list(hashes(signature(" ".join(text(500, 1)))))
    assert found == sorted(set(found))


def test_it_is_the_same_in_every_process() -> None:
    code = "from seolint.similarity import signature; print(signature('a b c, d e f. ' * 40).hex())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        told = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert told.stdout.strip() == signature("a b c, d e f. " * 40).hex()


def test_a_short_text_has_none() -> None:
    assert signature("") == b""
    assert signature(" ".join(text(FEWEST_WORDS - 1, 1))) == b""
    assert signature(" ".join(text(FEWEST_WORDS, 1)))
    assert similarity(b"", b"") == 0.0


@pytest.mark.parametrize("changed", [0, 1, 3, 10, 40])
@pytest.mark.parametrize("seed", range(5))
def test_the_estimate_is_near_the_share_of_shingles(changed: int, seed: int) -> None:
    ours = text(800, seed)
    theirs = list(ours)
    for place in random.Random(changed).sample(range(800), changed):
        theirs[place] = "other"
    true = len(shingles(ours) & shingles(theirs)) / len(shingles(ours) | shingles(theirs))
    assert alike(ours, theirs) == pytest.approx(true, abs=0.15)


@pytest.mark.parametrize("place", [0, 399, 799])
def test_what_is_put_in_changes_one_place(place: int) -> None:
    words = text(800, 1)
    assert alike(words, [*words[:place], "another", "word", *words[place:]]) > 0.9


def test_blanks_are_all_the_same() -> None:
    words = text(800, 1)
    blanks = random.Random(1)
    wrapped = "".join(word + blanks.choice((" ", "\n", "\t", "\r\n", "  ")) for word in words)
    assert signature(wrapped) == signature(" ".join(words) + " ")


def test_other_texts_are_not_alike() -> None:
    assert alike(text(800, 1), text(800, 2)) == 0.0


@pytest.mark.parametrize(
    "letters", ["абвгдежзиклмнопрстуя", "αβγδεζηικλμνοπρςτυω", "的一是不了人我在有他"]
)
def test_letters_beyond_ascii_part_passages(letters: str) -> None:
    numbers = random.Random(1)
    words = ["".join(numbers.choices(letters, k=numbers.randint(1, 9))) for _ in range(800)]
    assert len(hashes(signature(" ".join(words)))) == SIZE


def test_lone_surrogates_are_words_like_others() -> None:
    assert signature("\udce4 " * FEWEST_WORDS)
