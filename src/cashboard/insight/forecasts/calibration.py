"""What the weekly intervals lacked on the book's own past, and the factor that makes up for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from cashboard.insight.forecasts.history import Floats, History, Ints, calendar_day
from cashboard.insight.forecasts.payments import PaymentLaw
from cashboard.insight.forecasts.receipts import monday, week_sums

ORIGINS = 26
FEWEST = 20
WIDEST = 4.0


@dataclass(frozen=True)
class PastWeek:
    """One week forecast from the open invoices of an earlier Sunday evening, and what came of those very
    invoices.

    `ahead` = 1 is the week right after the origin; `due_date` is the plan that everything is paid when due,
    and what is overdue at once.
    """

    origin: int
    ahead: int
    low: float
    likely: float
    high: float
    due_date: float
    came: float

    @property
    def ends(self) -> int:
        """The Sunday on whose evening `came` is known."""
        return self.origin + 7 * self.ahead

    @property
    def week(self) -> date:
        """Its Monday."""
        return calendar_day(self.ends - 6)

    @property
    def stretch(self) -> float:
        """The widening at which the interval would just have held what came; infinite where it had no
        width."""
        missed = self.came - self.likely
        room = self.high - self.likely if missed > 0 else self.likely - self.low
        if missed == 0:
            return 0.0
        return abs(missed) / room if room > 0 else float("inf")


def past_weeks(history: History, as_of: int, since: int, weeks: int = 4) -> list[PastWeek]:
    """The forecasts of every Sunday evening from `since` on, for the weeks that were over on `as_of`."""
    sundays = range(monday(since) + 6, as_of - 6, 7)
    return [row for day in sundays for row in _weeks_after(history, day, min(weeks, (as_of - day) // 7))]


def learned_widening(history: History, as_of: int, weeks: int = 4) -> float:
    """The factor for `receipts`, learned from the last `ORIGINS` Sunday evenings before `as_of` alone."""
    first = int(history.issued.min()) + 28 if len(history) else as_of
    return widening_from(past_weeks(history, as_of, max(as_of - 7 * ORIGINS, first), weeks))


def widening_from(past: list[PastWeek]) -> float:
    """The stretch that would have held 4 of 5 past weeks and one more (split conformal prediction:
    Papadopoulos and others 2002), within 1 to `WIDEST`; 1 while fewer than `FEWEST` weeks are known."""
    if len(past) < FEWEST:
        return 1.0
    rank = -(-4 * (len(past) + 1) // 5)
    return min(max(sorted(week.stretch for week in past)[rank - 1], 1.0), WIDEST)


def _weeks_after(history: History, origin: int, weeks: int) -> list[PastWeek]:
    issued = history.take(history.issued <= origin)
    invoices = issued.take(~(issued.settled <= origin))
    sums = week_sums(PaymentLaw.fit(history, origin), invoices.known(origin), origin, weeks)
    planned = _per_week(np.maximum(invoices.due, origin + 1), invoices, origin, weeks)
    came = _per_week(invoices.settled, invoices, origin, weeks)
    return [
        PastWeek(origin, k + 1, *(float(of[k]) for of in (sums.low, sums.likely, sums.high, planned, came)))
        for k in range(weeks)
    ]


def _per_week(day: Floats | Ints, invoices: History, origin: int, weeks: int) -> Floats:
    """The amounts of the invoices whose `day` (NaN = never) falls into each of the weeks after the origin."""
    ends = origin + 7 * np.arange(1, weeks + 1)
    inside = (day[None, :] > ends[:, None] - 7) & (day[None, :] <= ends[:, None])
    money: Floats = inside @ invoices.amount
    return money
