"""The moment of a run, and how long what follows from it stays true."""

import math
import os
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from seolint.dates import time_zone


class Clock:
    """Tells the time of a site, which stands still during a run.

    `zone` names its time zone; without one, or with an unknown one, it is UTC. `until` is the
    first moment, in seconds since 1970, at which what the clock was asked for is no longer so.
    """

    def __init__(self, zone: str) -> None:
        self.until = math.inf
        self._zone = zone

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone of the site."""
        return time_zone(self._zone)

    @cached_property
    def _now(self) -> datetime:
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal():
            return datetime.fromtimestamp(int(epoch), self.zone)
        return datetime.now(self.zone)

    @property
    def now(self) -> datetime:
        """`SOURCE_DATE_EPOCH`, else the current moment; nothing that follows from it stays true."""
        self.until = self.seconds
        return self._now

    @property
    def seconds(self) -> float:
        """The moment in seconds since 1970."""
        return self._now.timestamp()

    @property
    def today(self) -> date:
        """The date in the time zone of the site."""
        midnight = datetime.combine(self._now.date() + timedelta(days=1), time(), self.zone)
        self.until = min(self.until, midnight.timestamp())
        return self._now.date()

    def is_past(self, moment: datetime) -> bool:
        """Whether a moment, with its time zone, has gone by."""
        if moment >= self._now:
            self.until = min(self.until, moment.timestamp())
        return moment < self._now

    def is_future(self, moment: datetime) -> bool:
        """Whether a moment, with its time zone, is still to come."""
        if moment >= self._now:
            self.until = min(self.until, moment.timestamp())
        return moment > self._now
