"""No pattern takes time that grows with the square of a text, whatever that holds."""

import math
import re
import signal
import time
from itertools import islice

import pytest
from patterns.collect import ANCHORED, Case, patterns
from patterns.growth import MORE_SIZES, SIZES, superlinear
from patterns.worst import worst


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return patterns()


def test_all_patterns_are_found(cases):
    names = {case.name for case in cases}
    assert {"seolint.read.decoding._UNDECODABLE", "seolint.redirects._APACHE"} <= names
    assert any(name.startswith("seolint_rules.") for name in names)
    assert len(cases) > 400


def test_exceptions_are_patterns_that_there_are(cases):
    assert set(ANCHORED) <= {case.name for case in cases}


@pytest.mark.parametrize(
    "sizes", [pytest.param(SIZES, id="quick"), pytest.param(MORE_SIZES, marks=pytest.mark.slow)]
)
def test_time_grows_no_faster_than_the_text(cases, sizes):
    slow = {case.name: list(islice(superlinear(case, sizes), 3)) for case in cases}
    assert {name: found for name, found in slow.items() if found} == {}


def searched(source: str | bytes) -> Case:
    return Case("a.b", re.compile(source), frozenset(("search",)))


@pytest.mark.parametrize(
    "source", [r"\s+$", r"(a+)+b", r"<a[^>]*>", r"<!--.*?-->", r"a*a*b", rb"\s+x"]
)
def test_slow_patterns_are_found(source):
    assert any(superlinear(searched(source)))


@pytest.mark.parametrize("source", [r"(?<!\s)\s++$", r"(?<!a)a++b", r"<a[^<>]*+>", r"\A\s*b"])
def test_good_patterns_are_not(source):
    assert not any(superlinear(searched(source)))


def test_a_pattern_that_is_only_matched_is_not_searched():
    assert not any(superlinear(Case("good", re.compile(r"\s+x"), frozenset(("match",)))))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such timer")
@pytest.mark.parametrize("source", [r"\s+x", r"(a+)+b"])
def test_a_pattern_that_takes_for_ever_is_stopped(source):
    start = time.thread_time()
    assert worst(searched(source)).seconds == math.inf
    assert time.thread_time() - start < 10


def test_the_worst_text_is_told():
    found = worst(searched(r"q(?:a|b){0,300}c"))
    assert 0 < found.seconds < math.inf
    assert "q" in found.attack
