from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashboard.insight.measures.receivables import BUCKETS, ageing, ageing_by_customer, dso, open_invoices

pytestmark = [
    pytest.mark.requirement("R33"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 on DuckDB 2
]

END = date(2024, 6, 30)


def aged(rows, table) -> dict[str, tuple[int, Decimal]]:
    return {row["bucket"]: (row["count"], row["amount"]) for row in rows(table)}


@pytest.mark.parametrize(
    ("past", "bucket"),
    [(-9, "current"), (0, "current"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
     (90, "61-90"), (91, "91-120"), (120, "91-120"), (121, ">120"), (900, ">120")],
)  # fmt: skip
def test_a_bucket_counts_days_past_the_due_date(rows, ledger, past, bucket):
    book = ledger(("I", "2020-01-01", END - timedelta(days=past), "10", "10"))
    (row,) = rows(open_invoices(book, END))
    assert (row["days_past_due"], row["bucket"]) == (past, bucket)


def test_ageing_by_hand(rows, ledger):
    book = ledger(
        ("I1", "2024-06-10", "2024-07-10", "100.10", "100.10"),
        ("I2", "2024-05-01", "2024-05-31", "50", "50", "L"),
        ("I2", "2024-06-20", "2024-05-31", "-20", "0", "L"),
        ("I3", "2024-01-01", "2024-01-31", "70", "70"),
        ("I3", "2024-06-30T23:59", "2024-01-31", "-70", "0"),
    )
    found = aged(rows, ageing(book, END))
    assert list(found) == list(BUCKETS)
    assert found["current"] == (1, Decimal("100.10"))
    assert found["1-30"] == (1, Decimal("30"))
    assert found[">120"] == (0, Decimal(0))
    earlier = aged(rows, ageing(book, date(2024, 6, 29)))
    assert earlier[">120"] == (1, Decimal("70"))
    by_customer = rows(ageing_by_customer(book, END))
    assert [(r["customer"], r["bucket"], r["amount"]) for r in by_customer if r["count"]] == [
        ("K", "current", Decimal("100.10")),
        ("L", "1-30", Decimal("30")),
    ]
    assert len(by_customer) == 2 * len(BUCKETS)


def test_the_latest_due_date_known_then_counts(rows, ledger):
    book = ledger(("I", "2024-01-01", "2024-06-01", "10", "10"), ("I", "2024-06-15", "2024-07-15", "0", "0"))
    (before,) = rows(open_invoices(book, date(2024, 6, 14)))
    (after,) = rows(open_invoices(book, END))
    assert (before["days_past_due"], after["days_past_due"]) == (13, -15)
    assert after["due_on"] == date(2024, 7, 15)


def test_a_day_ends_in_the_zone_of_the_company(rows, ledger):
    """22:30 UTC on 30 June is 1 July in Berlin."""
    book = ledger(("I", "2024-06-30T22:30", "2024-07-31", "10", "10"))
    assert len(rows(open_invoices(book, END))) == 1
    assert rows(open_invoices(book, END, zone="Europe/Berlin")) == []


def test_currencies_stay_apart(rows, ledger):
    book = ledger(
        ("I1", "2024-06-01", "2024-07-01", "10", "10"),
        ("I2", "2024-06-01", "2024-07-01", "5", "5", "K", "USD"),
    )
    found = {(r["currency"], r["bucket"]): r["amount"] for r in rows(ageing(book, END))}
    assert (found["EUR", "current"], found["USD", "current"]) == (10, 5)
    assert len(found) == 12


def test_dso_by_hand(rows, ledger):
    """In 90 days 900 were sold, 10 a day. 300 are open: 30 days; 200 of them are not due: 20 at best."""
    book = ledger(
        ("I1", "2024-04-15", "2024-05-15", "600", "600"),
        ("I1", "2024-05-20", "2024-05-15", "-500", "0"),
        ("I2", "2024-06-10", "2024-07-10", "300", "300"),
        ("I2", "2024-06-20", "2024-07-10", "-100", "0"),
    )
    (row,) = rows(dso(book, END, days=90))
    assert (row["receivables"], row["current"], row["sales"]) == (300, 200, 900)
    assert (row["dso"], row["best_possible_dso"], row["average_days_delinquent"]) == pytest.approx(
        (30, 20, 10)
    )


def test_countback_by_hand(rows, ledger):
    """500 are open. June sold 300 (30 days), May nothing (31 days), April 400: 200 of them, half of 30
    days."""
    book = ledger(
        ("I1", "2024-04-15", "2024-05-15", "400", "400"),
        ("I1", "2024-05-20", "2024-05-15", "-200", "0"),
        ("I2", "2024-06-10", "2024-07-10", "300", "300"),
    )
    (row,) = rows(dso(book, END))
    assert row["countback_dso"] == pytest.approx(30 + 31 + 15)
    (half,) = rows(dso(book, date(2024, 6, 15)))
    assert half["countback_dso"] == pytest.approx(15 + 31 + 15)


def test_without_sales_nothing_is_computable(rows, ledger):
    book = ledger(("I", "2024-01-01", "2024-01-31", "100", "0"))
    (row,) = rows(dso(book, END))
    assert row["receivables"] == 100
    names = ("dso", "best_possible_dso", "average_days_delinquent", "countback_dso")
    assert [row[name] for name in names] == [None] * 4


LINES = st.lists(
    st.tuples(
        st.sampled_from(["I1", "I2", "I3", "I4"]),
        st.integers(0, 300),
        st.integers(-60, 400),
        st.decimals(-1000, 1000, places=2),
        st.sampled_from([("K", "EUR"), ("L", "EUR"), ("L", "USD")]),
    ),
    min_size=1,
    max_size=20,
)


@settings(max_examples=30, deadline=None)
@given(lines=LINES, cut=st.integers(0, 330))
def test_buckets_add_up_and_later_rows_change_nothing(rows, ledger, lines, cut):
    first = datetime(2024, 1, 1, 12, tzinfo=UTC)
    book = [
        (invoice, first + timedelta(days=day), (first + timedelta(days=due)).date(), amount, amount, *who)
        for invoice, day, due, amount, who in lines
    ]
    as_of = (first + timedelta(days=cut)).date()
    kept = [line for line in book if line[1].date() <= as_of]
    buckets = rows(ageing(ledger(*book), as_of))
    for currency in ("EUR", "USD"):
        total = sum(line[3] for line in kept if line[6] == currency)
        assert sum(row["amount"] for row in buckets if row["currency"] == currency) == total
    if kept:
        assert rows(ageing(ledger(*kept), as_of)) == buckets
        assert rows(dso(ledger(*kept), as_of)) == rows(dso(ledger(*book), as_of))
    opened = rows(open_invoices(ledger(*book), as_of))
    assert sum(row["count"] for row in buckets) == len(opened)
    assert sum(row["amount"] for row in rows(ageing_by_customer(ledger(*book), as_of))) == sum(
        row["amount"] for row in opened
    )
