from hypothesis import given
from hypothesis import strategies as st

from seolint.spelling import distance, nearest

RULES = [
    "title-missing",
    "title-too-wide",
    "link-malformed",
    "link-text-empty",
    "META010",
    "META011",
]


def test_a_slip_is_found():
    assert nearest("titel-missing", RULES) == ["title-missing"]
    assert nearest("link-malformd", RULES) == ["link-malformed"]


def test_of_equally_near_words_two_are_given():
    assert nearest("META01", ["META012", *RULES]) == ["META010", "META011"]


def test_case_does_not_count():
    assert nearest("meta010", RULES) == ["META010"]


def test_nothing_is_near_to_a_word_of_its_own():
    assert nearest("canonical", RULES) == []
    assert nearest("", RULES) == []
    assert nearest("x", ["y"]) == ["y"]


def test_a_swap_is_one_edit():
    assert distance("selcet", "select") == 1


def test_distance_stops_at_its_limit():
    assert distance("abcdef", "uvwxyz", 2) == 3
    assert distance("a", "abcdefgh", 3) == 4


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_distance_is_a_metric_of_a_kind(left, right):
    steps = distance(left, right)
    assert steps == distance(right, left)
    assert (steps == 0) == (left == right)
    assert abs(len(left) - len(right)) <= steps <= max(len(left), len(right))
