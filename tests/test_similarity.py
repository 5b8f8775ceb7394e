"""How alike two texts are."""

import os
import random
import subprocess
import sys
from zlib import crc32

import pytest

from seolint.similarity import SHINGLE, SIZE, hashes, similarity, word_numbers
from seolint.similarity import signature as signature_of


def text(length: int, seed: int) -> list[str]:
    numbers = random.Random(seed)
    return [f"word{numbers.randrange(5000)}" for _ in range(length)]


def signature(words: list[str]) -> bytes:
    return signature_of(word_numbers(" ".join(words)))


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}


def test_a_signature_has_a_fixed_size() -> None:
    assert len(signature(text(5000, 1))) == 4 * SIZE
    assert len(hashes(signature(text(20, 1)))) == 16
    assert list(hashes(signature(text(500, 1)))) == sorted(hashes(signature(text(500, 1))))


@pytest.mark.parametrize("words", [text(3000, 1), ["rye", *["bread"] * 900], ["rye"] * 900])
def test_it_holds_the_smallest_hashes(words: list[str]) -> None:
    numbers = [crc32(word.encode()) for word in words]
    runs = {hash(tuple(numbers[start : start + SHINGLE])) for start in range(len(words) - 4)}
    smallest = [(number >> 32) + 2**31 for number in sorted(runs)[:SIZE]]
    assert list(hashes(signature(words))) == smallest


def test_it_is_the_same_in_every_process() -> None:
    code = (
        "from seolint.similarity import signature, word_numbers; "
        "print(signature(word_numbers('a b c d e f')).hex())"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        told = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        assert told.stdout.strip() == signature("a b c d e f".split()).hex()


@pytest.mark.parametrize("few", [[], ["one"], ["one", "two", "three", "four"]])
def test_fewer_words_than_a_shingle_have_none(few: list[str]) -> None:
    assert signature(few) == b""
    assert similarity(signature(few), signature(few)) == 0.0


@pytest.mark.parametrize("changed", [0, 1, 3, 10, 40])
def test_the_estimate_is_near_the_share_of_shingles(changed: int) -> None:
    ours = text(800, 1)
    theirs = list(ours)
    for place in random.Random(changed).sample(range(800), changed):
        theirs[place] = "other"
    true = len(shingles(ours) & shingles(theirs)) / len(shingles(ours) | shingles(theirs))
    assert similarity(signature(ours), signature(theirs)) == pytest.approx(true, abs=0.15)


def test_other_texts_are_not_alike() -> None:
    assert similarity(signature(text(800, 1)), signature(text(800, 2))) == 0.0


def test_lone_surrogates_are_words_like_others() -> None:
    assert signature(["\udce4"] * 5)
