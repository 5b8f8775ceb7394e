"""The moment of a run, and how long what follows from it stays true."""

import math
from datetime import UTC, date, datetime

import pytest

from seolint.clock import Clock

NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOON.timestamp())))
    return Clock("")


def test_what_nobody_asked_for_is_true_for_ever(clock):
    assert clock.seconds == NOON.timestamp()
    assert clock.until == math.inf


def test_the_moment_itself_does_not_last(clock):
    assert clock.now == NOON
    assert clock.until == clock.seconds


def test_a_date_lasts_until_midnight(clock, monkeypatch):
    assert clock.today == date(2024, 1, 1)
    assert clock.until == datetime(2024, 1, 2, tzinfo=UTC).timestamp()
    east = Clock("Asia/Tokyo")
    assert east.today == date(2024, 1, 1)
    assert east.until == datetime(2024, 1, 1, 15, tzinfo=UTC).timestamp()


def test_what_is_past_stays_so(clock):
    assert clock.is_past(datetime(2023, 1, 1, tzinfo=UTC))
    assert not clock.is_future(datetime(2023, 1, 1, tzinfo=UTC))
    assert clock.until == math.inf


def test_what_is_to_come_comes(clock):
    later, soon = datetime(2025, 1, 1, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC)
    assert clock.is_future(later)
    assert clock.until == later.timestamp()
    assert not clock.is_past(soon)
    assert clock.until == soon.timestamp()


def test_what_is_now_is_neither_and_does_not_last(clock):
    assert not clock.is_past(NOON)
    assert not clock.is_future(NOON)
    assert clock.until == clock.seconds
