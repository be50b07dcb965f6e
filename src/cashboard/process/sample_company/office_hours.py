"""When people work: office hours in Duisburg, without weekends, holidays and the days around New Year."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cashboard.process.sample_company.people import ZONE

OPENS, CLOSES = 8.0, 17.0
HERE = ZoneInfo(ZONE)
SEASON = (0.9, 0.95, 1.15, 1.1, 1.05, 1.1, 0.85, 0.6, 1.15, 1.2, 1.1, 0.7)
"""How much is ordered in each month, January first: the building season, the summer break, the year's end."""

WEEKDAY = (1.25, 1.1, 1.0, 1.0, 0.75)


class OfficeHours:
    """Working days and hours; moments are in UTC, hours of the day are local."""

    def __init__(self, first: date, last: date) -> None:
        from holidays import country_holidays

        years = range(first.year, last.year + 2)
        found = country_holidays("DE", subdiv="NW", years=years)
        closed = {date(year, 12, day) for year in years for day in (24, 27, 28, 29, 30, 31)}
        self._closed = closed | set(found)

    def is_open(self, day: date) -> bool:
        """Whether somebody is there."""
        return day.weekday() < 5 and day not in self._closed

    def day(self, day: date, ahead: int = 0) -> date:
        """The working day that is `ahead` working days after this day, or after the first one from it on."""
        while not self.is_open(day):
            day += timedelta(days=1)
        for _ in range(ahead):
            day = self.day(day + timedelta(days=1))
        return day

    def at(self, day: date, hour: float) -> datetime:
        """This hour of a day, local time; 7.5 is half past seven."""
        local = datetime.combine(day, time(), HERE) + timedelta(seconds=round(hour * 3600))
        return local.astimezone(UTC)

    def after(self, moment: datetime, hours: float) -> datetime:
        """The moment at which so many hours have been worked from this one on."""
        local = moment.astimezone(HERE)
        day, hour = local.date(), local.hour + local.minute / 60 + local.second / 3600
        hour = max(hour, OPENS) if self.is_open(day) else CLOSES
        while hour + hours >= CLOSES:
            hours -= max(0.0, CLOSES - hour)
            day, hour = self.day(day + timedelta(days=1)), OPENS
        return self.at(day, hour + hours)

    def orders_on(self, day: date) -> float:
        """How much is ordered on this day, relative to others."""
        return SEASON[day.month - 1] * WEEKDAY[day.weekday()] if self.is_open(day) else 0.0


def local_day(moment: datetime) -> date:
    """The day in Duisburg."""
    return moment.astimezone(HERE).date()
