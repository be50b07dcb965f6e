"""A calendar as its templates read it: what it shows of which days, and the addresses around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, cast
from urllib.parse import urlencode

from cashboard.web.weekdays import WeekRule
from cashboard.work.cards.dating import EARLIEST, LATEST
from cashboard.work.cards.filtering import CardFilter

Shows = Literal["month", "week", "day", "agenda"]
SHOWS: dict[Shows, str] = {"month": "Month", "week": "Week", "day": "Day", "agenda": "Agenda"}
MARGIN = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class CalendarLayout:
    """`asked` is what the address asks for, empty for what suits the screen; `on` a day that is seen.

    `carried` is what every address of it carries, such as the saved view that is open.
    """

    page: str
    chosen: CardFilter
    asked: Shows | Literal[""]
    on: date
    today: date
    rule: WeekRule
    carried: str = ""

    @property
    def shows(self) -> Shows:
        """What a wide screen shows."""
        return self.asked or "month"

    @property
    def state(self) -> str:
        """What a saved view keeps: the filter and the kind of calendar, not the day."""
        return urlencode(list(self.pairs()))

    def pairs(self) -> list[tuple[str, str]]:
        """The state as pairs."""
        return [*self.chosen.pairs(), *([("show", self.asked)] if self.asked else [])]

    @property
    def address(self) -> str:
        """The page as it is seen."""
        return self.at(self.on)

    def at(self, on: date, shows: str | None = None) -> str:
        """The page on another day, or showing another kind."""
        return self._with(self.page, on, shows)

    def part(self, name: str) -> str:
        """The address of a part of the page, such as its news."""
        return self._with(f"{self.page}{name}/", self.on, None)

    def _with(self, path: str, on: date, shows: str | None) -> str:
        kind = self.asked if shows is None else shows
        pairs = [*self.chosen.pairs(), *([("show", kind)] if kind else []), ("on", on.isoformat())]
        return f"{path}?{urlencode(pairs)}{'&' if self.carried else ''}{self.carried}"

    @property
    def first(self) -> date:
        """The first day of the weeks that are seen."""
        return self.rule.start_of(self.on.replace(day=1) if self.shows == "month" else self.on)

    @property
    def weeks(self) -> int:
        """How many weeks are seen: as many as the month has."""
        if self.shows != "month":
            return 1
        last = _next_month(self.on) - timedelta(days=1)
        return (self.rule.start_of(last) - self.first).days // 7 + 1

    @property
    def earlier(self) -> date:
        """The day of the calendar before this one."""
        if self.shows == "month":
            return _within_reach((self.on.replace(day=1) - timedelta(days=1)).replace(day=1))
        return _within_reach(self.on - timedelta(days=1 if self.shows == "day" else 7))

    @property
    def later(self) -> date:
        """The day of the calendar after this one."""
        if self.shows == "month":
            return _within_reach(_next_month(self.on))
        return _within_reach(self.on + timedelta(days=1 if self.shows == "day" else 7))

    @property
    def title(self) -> str:
        """Which days these are, for people."""
        if self.shows == "month":
            return f"{self.on:%B %Y}"
        if self.shows == "week":
            last = self.first + timedelta(days=6)
            begins = f"{self.first.day} {self.first:%b}" if self.first.month != last.month else self.first.day
            return f"{begins} – {last.day} {last:%b %Y}, week {self.rule.number_of(self.first)}"
        words = f"{self.on:%A}, {self.on.day} {self.on:%B %Y}"
        return words if self.shows == "day" else f"From {words}"


def read_calendar(
    query: Mapping[str, str], page: str, chosen: CardFilter, today: date, rule: WeekRule, carried: str = ""
) -> CalendarLayout:
    """Out of an address; what cannot be read is what is usual: the month of today."""
    asked = cast(Shows, query["show"]) if query.get("show") in SHOWS else ""
    try:
        on = _within_reach(date.fromisoformat(query.get("on", "")))
    except ValueError:
        on = today
    return CalendarLayout(page, chosen, asked, on, today, rule, carried)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _within_reach(day: date) -> date:
    """So that the calendar's weeks are dates too."""
    return min(max(day, EARLIEST + MARGIN), LATEST - MARGIN)
