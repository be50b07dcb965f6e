from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import isnan

import pytest

from cashboard.insight.forecasts.history import History, day_number
from cashboard.insight.forecasts.receipts_backtest import ALL_WEEKS, receipts_backtest

pytestmark = pytest.mark.requirement("R38")

FIRST = date(2024, 1, 3)
"""A Wednesday."""


def weekly(count: int = 40) -> History:
    """100 are issued every Wednesday, due in four weeks, and always paid two weeks after that."""
    issued = [FIRST + timedelta(weeks=number) for number in range(count)]
    due = [day + timedelta(weeks=4) for day in issued]
    paid = [day + timedelta(weeks=6) for day in issued]
    return History.from_columns(["A"] * count, issued, due, paid, [100] * count)


def test_two_weeks_late_by_hand():
    """On a Sunday six invoices are open. 100 come in each of the next weeks; by the due dates it is 100 too,
    but 300 in the first, which takes in the two that are overdue: 200 too much.

    Twenty weeks after the first Sunday the four weeks of 17 are over, of the others three, two and one.
    """
    sunday = day_number(FIRST + timedelta(weeks=20, days=4))
    rows = {(row.method, row.ahead): row for row in receipts_backtest(weekly(), sunday + 7 * 20, sunday)}
    assert [rows["due_date", ahead].wape for ahead in (1, 2, 3, 4)] == [2.0, 0.0, 0.0, 0.0]
    assert [rows["due_date", ahead].n for ahead in (1, 2, 3, 4)] == [20, 19, 18, 17]
    plan, ours = rows["due_date", ALL_WEEKS], rows["cashboard", ALL_WEEKS]
    assert plan.n == ours.n == 20 + 19 + 18 + 17
    assert plan.wape == pytest.approx(200 * 20 / (100 * plan.n))
    assert isnan(plan.coverage80)
    assert ours.wape < 0.05
    assert ours.coverage80 == 1.0


def test_a_surprise_is_a_miss():
    """The same, but the last ten are paid half a year later: most weeks bring nothing."""
    book = weekly()
    paid = book.settled.copy()
    paid[-10:] += 180
    since = day_number(FIRST + timedelta(weeks=34))
    (_, ours, *_) = receipts_backtest(replace(book, settled=paid), since + 7 * 12, since)
    assert ours.wape > 1
    assert ours.coverage80 < 0.5


def test_eight_weeks_are_too_few():
    day = day_number(FIRST)
    assert receipts_backtest(weekly(), day + 55) == []
    assert receipts_backtest(weekly(), day + 80) != []


def test_figures_on_the_real_book(real):
    rows = {(row.method, row.ahead): row for row in receipts_backtest(real, int(real.issued.max()))}
    assert rows["cashboard", ALL_WEEKS].wape <= 0.20 < rows["due_date", ALL_WEEKS].wape
    assert 0.75 <= rows["cashboard", ALL_WEEKS].coverage80 <= 0.85
