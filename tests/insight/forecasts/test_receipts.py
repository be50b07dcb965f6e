from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashboard.insight.forecasts.history import History, calendar_day, day_number
from cashboard.insight.forecasts.payments import PaymentLaw
from cashboard.insight.forecasts.receipts import monday, receipts, shared_out

pytestmark = pytest.mark.requirement("R38")

NOW = day_number(date(2024, 11, 20))
CENT = Decimal("0.01")


def test_the_weeks_start_with_that_of_tomorrow(made):
    rows = receipts(PaymentLaw.fit(made, NOW), made.still_open(NOW), NOW, weeks=3)
    assert [row.week for row in rows] == [date(2024, 11, 18), date(2024, 11, 25), date(2024, 12, 2), None]
    assert all(0 <= row.low <= row.likely <= row.high for row in rows)


def test_one_sure_payer_by_hand():
    """Always on the due date: 100.00 falls into the week of its due date, nearly all of it."""
    issued = [date(2024, 1, 1) + timedelta(days=n) for n in range(300)]
    due = [day + timedelta(days=20) for day in issued]
    book = History.from_columns(["A"] * 300, issued, due, due, [1] * 300)
    as_of = day_number(date(2024, 12, 1))
    new = replace(book.take(np.array([0])), issued=np.array([as_of - 5]), due=np.array([as_of + 10]),
                  settled=np.array([np.nan]), amount=np.array([100.0]))  # fmt: skip
    rows = receipts(PaymentLaw.fit(book, as_of), new, as_of, weeks=4)
    likely = {row.week: row.likely for row in rows}
    assert likely[date(2024, 12, 9)] >= 99
    assert sum(likely.values()) == 100


def test_widening_stretches_about_the_expectation(made):
    law, invoices = PaymentLaw.fit(made, NOW), made.still_open(NOW)
    plain, wide = (receipts(law, invoices, NOW, 4, widening=factor) for factor in (1.0, 2.0))
    for one, two in zip(plain, wide, strict=True):
        assert two.likely == one.likely
        assert two.high - two.likely == pytest.approx(2 * (one.high - one.likely), abs=CENT)
        assert two.low <= one.low or one.low == 0


def test_nothing_open_is_nothing_expected(made):
    rows = receipts(PaymentLaw.fit(made, NOW), made.take(np.zeros(0, dtype=np.int64)), NOW, 2)
    assert [row.likely for row in rows] == [0, 0, 0]


def test_shared_out_by_largest_remainder():
    """0.333 each: the missing cent goes to the first of equals. Credits, too, add up."""
    thirds = [str(part) for part in shared_out(Decimal("1.00"), np.array([1, 1, 1]) / 3, CENT)]
    assert thirds == ["0.34", "0.33", "0.33"]
    credit = shared_out(Decimal("-2.00"), np.array([-1.255, -0.745]), CENT)
    assert sum(credit) == -2
    assert credit == pytest.approx([Decimal("-1.26"), Decimal("-0.74")], abs=CENT)


@settings(max_examples=40, deadline=None)
@given(
    amounts=st.lists(st.decimals(-500, 100_000_000, places=2), min_size=1, max_size=30),
    weeks=st.integers(1, 8),
    ages=st.lists(st.integers(0, 500), min_size=30, max_size=30),
)
def test_the_sum_is_the_open_amount_to_the_cent(made, amounts, weeks, ages):
    n = len(amounts)
    issued = NOW - np.array(ages[:n])
    invoices = replace(
        made.take(np.arange(n)), issued=issued, due=issued + 30,
        settled=np.full(n, np.nan), amount=np.array([float(amount) for amount in amounts]),
    )  # fmt: skip
    rows = receipts(PaymentLaw.fit(made, NOW), invoices, NOW, weeks)
    assert sum(row.likely for row in rows) == sum(amounts)


def test_the_open_amount_of_the_real_book(real, real_rows):
    """Recomputed from the rows of the file, with nothing of ours."""
    as_of = day_number(date(2013, 5, 15))
    total = Decimal(0)
    for row in real_rows:
        issued, settled = (
            date(int(y), int(m), int(d))
            for m, d, y in (row[name].split("/") for name in ("InvoiceDate", "SettledDate"))
        )
        if issued <= date(2013, 5, 15) < settled:
            total += Decimal(row["InvoiceAmount"])
    rows = receipts(PaymentLaw.fit(real, as_of), real.still_open(as_of), as_of, 8)
    assert sum(row.likely for row in rows) == total > 0


@pytest.mark.parametrize("day", range(0, 20))
def test_monday(day):
    assert calendar_day(monday(day)).weekday() == 0
    assert 0 <= day - monday(day) < 7
