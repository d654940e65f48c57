"""Quiet hours: when somebody may be rung by a message, and when it waits for the morning or the next working day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from gongkai.law import provisional
from gongkai.law.workdays import Calendar

LONGEST = 31
"""Days after which a message goes out whatever the calendar says."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """From when to when nobody is rung, over midnight where `begins` is the later; on days off not at all by default."""

    begins: time = time(21)
    ends: time = time(8)
    days_off: bool = True

    def covers(self, moment: time) -> bool:
        """Return whether a time of day is quiet."""
        if self.begins <= self.ends:
            return self.begins <= moment < self.ends
        return moment >= self.begins or moment < self.ends


def earliest(now: datetime, quiet: Quiet, calendar: Calendar) -> datetime:
    """Return the first moment from `now` on at which a message may ring; `now` is in the time of the place."""
    at = now
    for _ in range(LONGEST):
        if quiet.days_off and not _worked(at.date(), calendar):
            at = _morning(at, quiet, days=1)
        elif quiet.covers(at.time()):
            at = _morning(at, quiet, days=int(at.time() >= quiet.ends))
        else:
            break
    return at


def _morning(at: datetime, quiet: Quiet, days: int) -> datetime:
    return datetime.combine(at.date() + timedelta(days=days), quiet.ends, at.tzinfo)


def _worked(day: date, calendar: Calendar) -> bool:
    known = calendar if day <= calendar.last else provisional.estimated(calendar, day)
    return known.is_workday(day)
