"""A page of one construct over and over takes time that grows with its size, not its square."""

import pytest
from hostile.scaling import CONSTRUCTS, seconds

from seolint.engine import checking

PARAMETERS = [
    pytest.param(construct, name, id=f"{construct.name}-{name}")
    for construct in CONSTRUCTS
    for name in construct.names
]
ENOUGH = 2_000_000
"""Bytes: the largest page that is read unless a site says otherwise.

For ten times as much twice the time of growth is allowed, for large heaps are slower to use;
what grows with the square of the page on top of that shows here before it does below.
"""


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """A page may take as long as the tests allow."""
    monkeypatch.setattr(checking, "SECONDS", 600)


@pytest.mark.parametrize(("construct", "name"), PARAMETERS[::7])
def test_a_page_of_20_kilobytes_is_checked_at_once(construct, name):
    assert seconds(construct, name, 20_000) < 2


@pytest.mark.slow
@pytest.mark.parametrize(("construct", "name"), PARAMETERS)
def test_time_grows_with_the_size(construct, name):
    seconds(construct, name, 1_000)
    small = min(seconds(construct, name, 50_000) for _ in range(3))
    assert best(construct, name, 200_000, max(0.5, 6 * small)) < max(0.5, 6 * small)


@pytest.mark.slow
@pytest.mark.parametrize(("construct", "name"), PARAMETERS)
def test_the_largest_page_is_checked(construct, name):
    small = min(seconds(construct, name, ENOUGH // 10) for _ in range(2))
    spent = best(construct, name, ENOUGH, 20 * small)
    assert spent < 60
    assert spent < 20 * small


def best(construct, name, size, enough):
    """The least of three times, or the first that is below `enough`: other work only adds."""
    least = seconds(construct, name, size)
    for _ in range(2):
        if least >= enough:
            least = min(least, seconds(construct, name, size))
    return least
