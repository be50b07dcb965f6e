from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from cashboard.insight.forecasts.calibration import PastWeek, learned_widening, past_weeks, widening_from
from cashboard.insight.forecasts.history import day_number

pytestmark = pytest.mark.requirement("R38")

NOW = day_number(date(2024, 11, 20))


def week(came: float) -> PastWeek:
    return PastWeek(origin=NOW, ahead=1, low=80, likely=100, high=110, due_date=0, came=came)


def test_stretch_by_hand():
    assert week(120).stretch == 2.0
    assert week(80).stretch == 1.0
    assert week(100).stretch == 0.0
    assert replace(week(120), high=100).stretch == float("inf")


def test_the_widening_holds_four_of_five():
    """Of 24 weeks with stretches 0.1 to 2.4, four fifths of 25 is the 20th: 2.0."""
    weeks = [week(100 + n) for n in range(1, 25)]
    assert widening_from(weeks) == pytest.approx(2.0)
    assert widening_from(weeks[:19]) == 1.0
    assert widening_from([week(100)] * 30) == 1.0
    assert widening_from([week(1000)] * 30) == 4.0


def test_a_past_week_is_of_the_invoices_open_then(made):
    rows = past_weeks(made, NOW, NOW - 28, weeks=2)
    assert [row.ahead for row in rows] == [1, 2, 1, 2, 1]  # Sundays 27 October, 3 and 10 November
    first = rows[0]
    invoices = made.take((made.issued <= first.origin) & (made.settled > first.origin))
    inside = (invoices.settled > first.origin) & (invoices.settled <= first.ends)
    assert first.came == pytest.approx(invoices.amount[inside].sum())
    assert first.week.weekday() == 0


def test_the_widening_knows_nothing_later(made):
    later = replace(made, settled=np.where(made.settled > NOW, made.settled + 99, made.settled))
    assert learned_widening(made, NOW) == learned_widening(later, NOW)
