"""When a company works: hours per weekday in a zone, less its holidays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

import holidays
import ibis
import pyarrow as pa
from ibis.expr.types import Table

from cashboard.insight.measures.zones import DAY

Span = tuple[time, time]
OFFICE: tuple[tuple[Span, ...], ...] = (*[((time(9), time(17)),)] * 5, (), ())


@dataclass(frozen=True)
class Calendar:
    """Working hours. `hours[weekday]` (Monday = 0) are its spans of local time (opening, closing), in order.

    A closing of 00:00 is the end of the day. No work on `closed` dates, nor on the public holidays of
    `country` (and its `region`) as the `holidays` package knows them. Known from `first` to `last`; outside
    nothing can be said. `hours_per_day`, the length of a *working day* as unit, is by default that of the
    longest weekday.
    """

    zone: str = "UTC"
    hours: tuple[tuple[Span, ...], ...] = OFFICE
    closed: frozenset[date] = field(default_factory=frozenset)
    country: str | None = None
    region: str | None = None
    first: date = date(2010, 1, 1)
    last: date = date(2039, 12, 31)
    hours_per_day: float | None = None

    def __post_init__(self) -> None:
        if len(self.hours) != 7 or not any(self.hours):
            raise ValueError("a calendar needs seven weekdays, and hours on at least one")

    @cached_property
    def seconds_per_day(self) -> float:
        """Seconds of one working day, the unit of working times."""
        if self.hours_per_day is not None:
            return 3600 * self.hours_per_day
        return max(sum(_length(span) for span in spans) for spans in self.hours)

    def spans(self) -> Iterator[tuple[int, int]]:
        """All working spans in order as UTC epoch seconds (start, end); a change of clocks inside makes one
        longer or shorter, as it does for the people."""
        clock = ZoneInfo(self.zone)
        free = self.free_days()
        for number in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=number)
            if day not in free:
                for opens, closes in self.hours[day.weekday()]:
                    until = day + timedelta(days=1) if closes == time(0) else day
                    yield _epoch(day, opens, clock), _epoch(until, closes, clock)

    def free_days(self) -> frozenset[date]:
        """The days without work whatever their weekday: `closed` and the public holidays."""
        if self.country is None:
            return self.closed
        years = range(self.first.year, self.last.year + 1)
        return self.closed | frozenset(
            holidays.country_holidays(self.country, subdiv=self.region, years=years)
        )


@lru_cache(maxsize=32)
def working_days(calendar: Calendar) -> tuple[Table, int]:
    """One row per UTC day, and the number k of spans that a day can hold.

    Columns: `utc_day` (number since 1970-01-01), `worked` (seconds of work from the calendar's first day
    until the start of this one), and the work inside it as k spans `opens_0, closes_0, ...` in epoch seconds
    (0, 0 = none).
    """
    pieces: dict[int, list[tuple[int, int]]] = {}
    for start, end in calendar.spans():
        for day in range(start // DAY, (end - 1) // DAY + 1):
            pieces.setdefault(day, []).append((max(start, day * DAY), min(end, (day + 1) * DAY)))
    most = max(map(len, pieces.values()))
    first = (calendar.first - date(1970, 1, 1)).days
    days = range(first - 1, first + (calendar.last - calendar.first).days + 2)
    columns: dict[str, list[int]] = {"utc_day": list(days), "worked": []}
    columns |= {f"{edge}_{k}": [] for k in range(most) for edge in ("opens", "closes")}
    worked = 0
    for day in days:
        columns["worked"].append(worked)
        inside = pieces.get(day, [])
        for k, (start, end) in enumerate(inside + [(0, 0)] * (most - len(inside))):
            columns[f"opens_{k}"].append(start)
            columns[f"closes_{k}"].append(end)
            worked += end - start
    return ibis.memtable(pa.table(columns)), most


def _length(span: Span) -> float:
    opens, closes = (part.hour * 3600 + part.minute * 60 + part.second for part in span)
    return (closes or DAY) - opens


def _epoch(day: date, at: time, clock: ZoneInfo) -> int:
    return int(datetime.combine(day, at, clock).timestamp())
