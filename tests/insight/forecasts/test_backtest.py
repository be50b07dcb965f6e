from __future__ import annotations

import statistics
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest

from cashboard.insight.forecasts.backtest import payment_backtest
from cashboard.insight.forecasts.history import day_number
from cashboard.insight.forecasts.receipts_backtest import receipts_backtest

pytestmark = pytest.mark.requirement("R38")


def test_habits_are_found_again(made):
    rows = {row.method: row for row in payment_backtest(made, int(made.settled.max()))}
    assert list(rows) == ["due_date", "global_median", "customer_median", "cashboard"]
    assert rows["due_date"].mae_days == pytest.approx(12.5, abs=1)
    assert rows["cashboard"].mae_days < 2.5
    assert rows["cashboard"].auc == 1.0
    assert len({row.n for row in rows.values()}) == 1


def test_a_forecast_at_issue_knows_nothing_later(made):
    """Scored are the invoices issued by then alone; what comes of all others later is shuffled."""
    as_of, since = day_number(date(2024, 9, 1)), day_number(date(2024, 7, 1))
    before = payment_backtest(made, as_of, since)
    chance = np.random.default_rng(3)
    later = made.settled > as_of
    shuffled = np.where(later, as_of + 1.0 + chance.integers(0, 300, len(made)), made.settled)
    assert payment_backtest(replace(made, settled=shuffled), as_of, since) == before
    weekly = [repr(receipts_backtest(book, as_of, since)) for book in (made, replace(made, settled=shuffled))]
    assert weekly[0] == weekly[1] != "[]"


def test_an_empty_book_has_no_rows(made):
    assert payment_backtest(made, int(made.issued.min()) - 1) == []
    assert receipts_backtest(made, int(made.issued.min()) - 1) == []


def test_the_simple_methods_equal_a_recomputation_from_the_file(real, real_rows):
    """Due date, median of all, median of the customer's own: plain Python over the rows of the file."""
    dates = ("InvoiceDate", "DueDate", "SettledDate")
    book = [
        (row["customerID"], *(datetime.strptime(row[name], "%m/%d/%Y").date() for name in dates))
        for row in real_rows
    ]
    since = date(2013, 6, 15)
    missed: dict[str, list[float]] = {"due_date": [], "global_median": [], "customer_median": []}
    for customer, issued, due, settled in book:
        if issued >= since:
            known = [((s - i).days, c) for c, i, _, s in book if s < issued]
            own = [days for days, c in known if c == customer] or [days for days, _ in known]
            took = (settled - issued).days
            missed["due_date"].append(abs((due - issued).days - took))
            everyone = statistics.median_low([days for days, _ in known])
            missed["global_median"].append(abs(everyone - took))
            missed["customer_median"].append(abs(statistics.median_low(own) - took))
    rows = {r.method: r for r in payment_backtest(real, int(real.settled.max()), day_number(since))}
    for method, errors in missed.items():
        assert rows[method].n == len(errors)
        assert rows[method].mae_days == pytest.approx(statistics.fmean(errors))


def test_figures_on_the_real_book(real, real_with_channel):
    """The later half of what we may see, forecast at issue. The parameters were chosen on it: not a
    promise."""
    for book, mae, crps in ((real, 6.2, 4.5), (real_with_channel, 5.9, 4.25)):
        rows = {row.method: row for row in payment_backtest(book, int(book.settled.max()))}
        ours = rows["cashboard"]
        assert ours.mae_days < mae < rows["customer_median"].mae_days
        assert ours.crps_days < crps < rows["customer_median"].crps_days
        assert 0.77 <= ours.coverage80 <= 0.83
        assert ours.auc >= 0.87
