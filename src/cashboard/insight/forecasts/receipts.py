"""Expected receipts per week from the invoices that are open now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from cashboard.insight.forecasts.dates import PaymentDates
from cashboard.insight.forecasts.history import Floats, History, calendar_day
from cashboard.insight.forecasts.payments import PaymentLaw

DRAWS = 2000
FEWEST_DRAWS = 200
CELLS = 4_000_000
"""At most this many draws x invoices; a book of more invoices is drawn less often, its sums vary less
anyway."""


@dataclass(frozen=True)
class WeekReceipts:
    """Money expected in the week from Monday `week` on (None = later than all weeks), in the book's currency.

    `likely` is the expectation; `low` to `high` holds the receipts of 4 weeks in 5.
    """

    week: date | None
    low: Decimal
    likely: Decimal
    high: Decimal


@dataclass(frozen=True)
class WeekSums:
    """The same as float arrays by week, the last entry = later: expectation, 10 % and 90 % quantile."""

    likely: Floats
    low: Floats
    high: Floats


def receipts(
    law: PaymentLaw,
    open_invoices: History,
    as_of: int,
    weeks: int = 13,
    *,
    widening: float = 1.0,
    exponent: int = 2,
) -> list[WeekReceipts]:
    """`weeks` rows from the week that holds the day after `as_of`, then a row "later".

    The sum of `likely` is the open amount to the last unit of the currency (`exponent` decimals), by largest
    remainders. `widening` is the factor on the distances from likely to low and high that the book's own past
    asks for (`learned_widening`). An interval of a book without credits never goes below 0.
    """
    unit = Decimal(1).scaleb(-exponent)
    sums = week_sums(law, open_invoices, as_of, weeks)
    total = sum((Decimal(repr(float(a))).quantize(unit) for a in open_invoices.amount), Decimal(0))
    likely = shared_out(total, sums.likely, unit)
    floor = Decimal("-Infinity") if (open_invoices.amount < 0).any() else Decimal(0)
    rows = []
    for number, middle in enumerate(likely):
        low, high = (widening * (bound[number] - sums.likely[number]) for bound in (sums.low, sums.high))
        rows.append(
            WeekReceipts(
                week=calendar_day(monday(as_of + 1) + 7 * number) if number < weeks else None,
                low=max(floor, middle + Decimal(min(low, 0.0)).quantize(unit)),
                likely=middle,
                high=middle + Decimal(max(high, 0.0)).quantize(unit),
            )
        )
    return rows


def week_sums(law: PaymentLaw, open_invoices: History, as_of: int, weeks: int) -> WeekSums:
    """Expectation and 80 % interval per week (and later), invoices independent given the law; unrounded."""
    first = monday(as_of + 1)
    if not len(open_invoices):
        return WeekSums(*np.zeros((3, weeks + 1)))
    dates = law.dates(open_invoices, as_of, days=7 * weeks + first - as_of - 1)
    reached = _reached(dates, first, weeks)
    likely = open_invoices.amount @ np.diff(reached, axis=1)
    low, high = _interval(open_invoices.amount, reached)
    return WeekSums(likely, low, high)


def shared_out(total: Decimal, parts: Floats, unit: Decimal) -> list[Decimal]:
    """`parts` rounded to multiples of `unit` so that they add up to `total`: floors, then the largest
    remainders.

    Decimal throughout; what floats cost in the sum of the parts is far below a unit, and goes the same way.
    """
    exact = [Decimal(float(part)) / unit for part in parts]
    units = [int(part.to_integral_value(rounding="ROUND_FLOOR")) for part in exact]
    missing = int(total / unit) - sum(units)
    order = sorted(range(len(exact)), key=lambda k: units[k] - exact[k])
    for turn in range(abs(missing)):
        place = order[turn % len(order)] if missing > 0 else order[-1 - turn % len(order)]
        units[place] += 1 if missing > 0 else -1
    return [count * unit for count in units]


def monday(day: int) -> int:
    """The day number of the Monday of the week of `day` (1970-01-01 was a Thursday)."""
    return day - (day + 3) % 7


def _reached(dates: PaymentDates, first: int, weeks: int) -> Floats:
    """Per invoice P(paid before week w starts), w = 0..weeks, and 1 for "at all": shape (n, weeks + 2)."""
    starts = first + 7 * np.arange(1, weeks + 1)
    by = [np.zeros(len(dates.probability))] + [dates.paid_by(start - 1) for start in starts]
    return np.stack([*by, np.ones(len(dates.probability))], axis=1)


def _interval(amount: Floats, reached: Floats) -> tuple[Floats, Floats]:
    """10 % and 90 % quantile per week of the sum of the amounts paid in it, by draws with a fixed seed."""
    draws = int(np.clip(CELLS // len(amount), FEWEST_DRAWS, DRAWS))
    lot = np.random.default_rng(0).random((draws, len(amount)), dtype=np.float32)
    running = np.stack([(lot < share) @ amount for share in reached.T.astype(np.float32)], axis=1)
    low, high = np.quantile(np.diff(running, axis=1), (0.1, 0.9), axis=0, method="inverted_cdf")
    return low, high
