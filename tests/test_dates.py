"""Dates of front matter."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from seolint.dates import parse_date

FIRST_OF_MAY = datetime(2024, 5, 1)


def at(offset: float, hour: int, minute: int, second: int = 0) -> datetime:
    return datetime(2024, 5, 1, hour, minute, second, tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01",
        " 2024-5-1 ",
        "2024/05/01",
        "2024.05.01",
        "20240501",
        "2024-05",
        "2024-05-01T00:00",
        "1 May 2024",
        "01-May-2024",
        "May 1, 2024",
        "may 1st 2024",
        "Wed May 01 2024",
        "Wednesday, 1 May 2024",
    ],
)
def test_a_day_is_its_midnight_without_a_zone(text: str) -> None:
    assert parse_date(text) == FIRST_OF_MAY


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-01T09:30", datetime(2024, 5, 1, 9, 30)),
        ("2024-05-01 9:30:15", datetime(2024, 5, 1, 9, 30, 15)),
        ("2024-05-01 09:30 PM", datetime(2024, 5, 1, 21, 30)),
        ("2024-05-01 12:05 am", datetime(2024, 5, 1, 0, 5)),
        ("2024-05-01T09:30:15.25", datetime(2024, 5, 1, 9, 30, 15, 250_000)),
        ("2024-05-01 03:02:00.000000000 +00:00", at(0, 3, 2)),
        ("2024-05-01 16:05:20 -0300", at(-3, 16, 5, 20)),
        ("2024-05-01 16:05:20+0530", at(5.5, 16, 5, 20)),
        ("2024-05-01T16:05+02", at(2, 16, 5)),
        ("2024-05-01T16:05:00Z", at(0, 16, 5)),
        ("2024-05-01 16:05 UTC", at(0, 16, 5)),
        ("Wed, 01 May 2024 16:05:00 EST", at(-5, 16, 5)),
        ("Wed May 01 2024 16:05:00 GMT+0200", at(2, 16, 5)),
    ],
)
def test_a_time_of_day_and_its_zone_are_read(text: str, moment: datetime) -> None:
    found = parse_date(text)
    assert found == moment
    assert found is not None
    assert found.utcoffset() == moment.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "today",
        "Last Modified",
        "01/05/2024",
        "1.5.2024",
        "2024-02-30",
        "2024-13-01",
        "2024-05/01",
        "2024-05-01 25:00",
        "2024-05-01 13:00 PM",
        "2024-05-01 09:30 XYZ",
        "2024-05-01 09:30 +99:00",
        "2024-05-01 18:30:22 2024 -0800",
        "2024-05-011",
        "1 Mai 2024",
        "soon, 1 May 2024 or later",
        "0000-05-01",
    ],
)
def test_what_is_no_date_or_means_two_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_moments_in_different_zones_compare() -> None:
    later, earlier = parse_date("2024-05-01T01:00+02:00"), parse_date("2024-04-30T22:00Z")
    assert later is not None
    assert earlier is not None
    assert earlier < later
    assert later.astimezone(UTC).day == 30
