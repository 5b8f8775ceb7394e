"""A page of one construct over and over takes time that grows with its size, not its square."""

import pytest
from hostile.scaling import CONSTRUCTS, seconds

PARAMETERS = [
    pytest.param(construct, name, id=f"{construct.name}-{name}")
    for construct in CONSTRUCTS
    for name in construct.names
]
ENOUGH = 2_000_000
"""Bytes: the largest page that is read unless a site says otherwise."""


@pytest.mark.parametrize(("construct", "name"), PARAMETERS[::7])
def test_a_page_of_20_kilobytes_is_checked_at_once(construct, name):
    assert seconds(construct, name, 20_000) < 2


@pytest.mark.slow
@pytest.mark.parametrize(("construct", "name"), PARAMETERS)
def test_time_grows_with_the_size(construct, name):
    seconds(construct, name, 1_000)
    small = min(seconds(construct, name, 50_000) for _ in range(2))
    large = seconds(construct, name, 200_000)
    assert large < max(0.5, 6 * small)


@pytest.mark.slow
@pytest.mark.parametrize(("construct", "name"), PARAMETERS)
def test_the_largest_page_is_checked(construct, name):
    assert seconds(construct, name, ENOUGH) < 60
