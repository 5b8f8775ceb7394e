"""Dates as they are written in front matter, read the same everywhere."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from seolint.patterns import lazy_regex

_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august"
    "|sep sept september|oct october|nov november|dec december"
)
_MONTHS = {
    name: number for number, names in enumerate(_NAMES.split("|"), 1) for name in names.split()
}
_OFFSETS = (
    "z:0 ut:0 utc:0 gmt:0 wet:0 west:1 cet:1 cest:2 "
    "edt:-4 est:-5 cdt:-5 cst:-6 mdt:-6 mst:-7 pdt:-7 pst:-8"
)
_ZONES = {name: int(hours) for name, hours in (pair.split(":") for pair in _OFFSETS.split())}
"""Hours from UTC: the zones that RFC 5322 names, and those of western Europe."""

_NUMBERS = lazy_regex(r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?(?!\d)")
_DIGITS = lazy_regex(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_DAY_FIRST = lazy_regex(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<month>[a-z]{3,9})\.?,?"
    r"[\s-]+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = lazy_regex(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_DATES = (_NUMBERS, _DAY_FIRST, _MONTH_FIRST, _DIGITS)
_TIME = lazy_regex(
    r"(?:T|,?\s+(?:at\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?(?:\s*(?P<half>[AP])M)?"
    r"\s*(?P<zone>[A-Z]{1,4})?(?P<offset>[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


def parse_date(text: str) -> datetime | None:
    """The moment that a date stands for; None when it is none, or can be read in two ways.

    It reads ISO 8601 and what is near to it (`2024-5-1 9:30 +0200`, `2024/05/01`), and
    months by their English names (`1 May 2024`, `May 1st, 2024`). A month without a day is
    its first day, a day without a time its midnight. Without a zone the result is naive.
    """
    text = text.strip()
    date = next(filter(None, (pattern.match(text) for pattern in _DATES)), None)
    if date is None:
        return None
    rest = text[date.end() :]
    time = _TIME.fullmatch(rest)
    if rest and time is None:
        return None
    try:
        moment = datetime(int(date["year"]), _month(date["month"]), int(date["day"] or 1))
        return moment if time is None else _at(moment, time)
    except ValueError:
        return None


def _month(text: str) -> int:
    """The month by its number or its name; 0, which no month has, for other words."""
    return int(text) if text.isdecimal() else _MONTHS.get(text.lower(), 0)


def _at(day: datetime, time: re.Match[str]) -> datetime:
    """The moment of a day.

    Raises:
        ValueError: there is no such time of day or zone.
    """
    hour = int(time["hour"])
    if time["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if time["half"] in "Pp" else 0)
    fraction = (time["fraction"] or "").ljust(6, "0")[:6]
    return day.replace(
        hour=hour,
        minute=int(time["minute"]),
        second=int(time["second"] or 0),
        microsecond=int(fraction),
        tzinfo=_zone(time["zone"] or "", time["offset"] or ""),
    )


def _zone(name: str, offset: str) -> timezone | None:
    if name and name.lower() not in _ZONES:
        raise ValueError
    if offset:
        digits = offset[1:].replace(":", "").ljust(4, "0")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return timezone(timedelta(hours=_ZONES[name.lower()])) if name else None


def time_zone(name: str) -> tzinfo:
    """The zone of that name; UTC where there is none, or no tz database."""
    if not name:
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
