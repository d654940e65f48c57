"""Days on which the invented offices work, and hours at which somebody does something."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from gongkai.law import packs, provisional
from gongkai.law.workdays import Calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")


@cache
def _calendar() -> Calendar:
    return packs.published()


def _days(around: date) -> Calendar:
    calendar = _calendar()
    return (
        calendar
        if around < calendar.last - timedelta(days=90)
        else provisional.estimated(calendar, around + timedelta(days=365))
    )


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of day by chance."""

    chance: random.Random

    def working(self, day: date) -> datetime:
        """Return a time in office hours on a working day, the first from a day on."""
        return self._at(_days(day).roll(day), 9, 17)

    def later(self, moment: datetime, fewest: int, most: int | None = None) -> datetime:
        """Return a time in office hours some working days later."""
        number = self.chance.randint(fewest, most or fewest)
        day = moment.date()
        return self._at(_days(day).add(day, number), 9, 17)

    def any_time(self, day: date) -> datetime:
        """Return a time at which somebody at home sits down and writes."""
        return self._at(day, 8, 22)

    def _at(self, day: date, first: int, last: int) -> datetime:
        hour, minute = self.chance.randint(first, last - 1), self.chance.randint(0, 59)
        return datetime.combine(day, time(hour, minute, self.chance.randint(0, 59)), SHANGHAI)
