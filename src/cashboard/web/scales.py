"""A stretch of time as a page draws it: where a day lies, how wide it is, and what stands above."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

Zoom = Literal["day", "week", "month", "quarter"]
ZOOMS: dict[Zoom, str] = {"day": "Days", "week": "Weeks", "month": "Months", "quarter": "Quarters"}
WIDTHS: dict[Zoom, float] = {"day": 2.5, "week": 1.125, "month": 0.4375, "quarter": 0.1875}
LONGEST: dict[Zoom, int] = {"day": 500, "week": 1_000, "month": 2_400, "quarter": 5_000}
SHORTEST: dict[Zoom, int] = {"day": 60, "week": 120, "month": 300, "quarter": 720}
ONE = timedelta(days=1)


class Tick(NamedTuple):
    """A part of the scale: how many days after its beginning, how many days long, and what it is called."""

    at: int
    days: int
    label: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch of days on the scale. What reaches beyond its ends is cut there."""

    at: int
    days: int
    is_cut: bool


@dataclass(frozen=True)
class Scale:
    """From the first day to the last, both included; both at the ends of a month."""

    first: date
    last: date
    zoom: Zoom
    today: date

    @classmethod
    def over(cls, days: Iterable[date], zoom: Zoom, today: date) -> Scale:
        """What shows these days and today, with room around; at most LONGEST days, around today."""
        known = [today, *days]
        half = timedelta(days=LONGEST[zoom] // 2)
        first = max(min(known) - timedelta(days=14), today - half)
        last = min(max(known) + timedelta(days=31), today + half)
        last = max(last, first + timedelta(days=SHORTEST[zoom]))
        return cls(_month_of(first), _next_month(last) - ONE, zoom, today)

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.last - self.first).days + 1

    @property
    def width(self) -> float:
        """How wide a day is, in rem."""
        return WIDTHS[self.zoom]

    def at(self, day: date) -> int:
        """How many days after the beginning a day lies."""
        return (day - self.first).days

    def place(self, first: date, last: date) -> Placed | None:
        """Where a stretch lies, None when all of it lies beyond the ends."""
        begin, end = max(first, self.first), min(last, self.last)
        if begin > end:
            return None
        return Placed(self.at(begin), (end - begin).days + 1, (begin, end) != (first, last))

    @property
    def weekend(self) -> int:
        """How many days after the beginning the first Saturday lies."""
        return (5 - self.first.weekday()) % 7

    @cached_property
    def above(self) -> list[Tick]:
        """The upper row of ticks."""
        month, quarter, year = _month_of, _quarter_of, _year_of
        spoken: dict[Zoom, tuple[Callable[[date], date], Callable[[date], str]]] = {
            "day": (month, lambda day: f"{day:%B %Y}"),
            "week": (month, lambda day: f"{day:%B %Y}"),
            "month": (quarter, lambda day: f"Quarter {_quarter(day)} of {day.year}"),
            "quarter": (year, lambda day: str(day.year)),
        }
        return list(self._ticks(*spoken[self.zoom]))

    @cached_property
    def below(self) -> list[Tick]:
        """The lower row of ticks."""
        spoken: dict[Zoom, tuple[Callable[[date], date], Callable[[date], str]]] = {
            "day": (lambda day: day, lambda day: f"{day:%a} {day.day}"),
            "week": (lambda day: day - day.weekday() * ONE, lambda day: str(day.day)),
            "month": (_month_of, lambda day: f"{day:%b}"),
            "quarter": (_quarter_of, lambda day: f"Q{_quarter(day)}"),
        }
        return list(self._ticks(*spoken[self.zoom]))

    def _ticks(self, begin: Callable[[date], date], say: Callable[[date], str]) -> Iterator[Tick]:
        start = self.first
        while start <= self.last:
            end = start
            while end <= self.last and begin(end) == begin(start):
                end += ONE
            yield Tick(self.at(start), (end - start).days, say(start))
            start = end


def _month_of(day: date) -> date:
    return day.replace(day=1)


def _next_month(day: date) -> date:
    return _month_of(_month_of(day) + timedelta(days=31))


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def _quarter_of(day: date) -> date:
    return day.replace(month=3 * _quarter(day) - 2, day=1)


def _year_of(day: date) -> date:
    return day.replace(month=1, day=1)
