from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cashboard.insight.reports import ageing, ageing_by_customer, ageing_cards, dso
from cashboard.insight.seeing import NotThere

pytestmark = [pytest.mark.requirement("R33"), pytest.mark.django_db]
END = date(2024, 6, 30)


@pytest.fixture
def ledger(book):
    """Four invoices; the sales of the 90 days until END are 900 EUR, 10 a day."""
    return [
        book.invoice("I1", "2024-04-15", "2024-05-15", "600 EUR", "2024-05-20"),
        book.invoice("I2", "2024-06-10", "2024-07-10", "200.50 EUR"),
        book.invoice("I3", "2024-05-20", "2024-06-19", "99.50 EUR", customer="Alpen"),
        book.invoice("I4", "2024-01-05", "2024-02-04", "7000 JPY", customer="Alpen"),
    ]


def test_ageing_by_hand(story, ledger):
    report = ageing(story.by_vera, story.space, END)
    assert report.columns == ("bucket", "count", "amount", "currency")
    found = {
        (row["currency"], row["bucket"]): (row["count"], row["amount"]) for row in report.rows if row["count"]
    }
    assert found == {
        ("EUR", "current"): (1, Decimal("200.50")),
        ("EUR", "1-30"): (1, Decimal("99.50")),
        ("JPY", ">120"): (1, Decimal("7000")),
    }
    assert {str(row["amount"]) for row in report.rows if row["currency"] == "JPY"} == {"0", "7000"}
    earlier = ageing(story.by_vera, story.space, date(2024, 5, 19))
    assert {
        row["bucket"]: row["amount"] for row in earlier.rows if row["count"] and row["currency"] == "EUR"
    } == {"1-30": 600}


def test_by_customer_and_the_invoices_behind(story, ledger):
    rows = ageing_by_customer(story.by_vera, story.space, END).rows
    filled = {(row["customer"], row["currency"], row["bucket"]): row for row in rows if row["count"]}
    assert set(filled) == {
        ("Nordwind", "EUR", "current"),
        ("Alpen", "EUR", "1-30"),
        ("Alpen", "JPY", ">120"),
    }
    alpen = filled["Alpen", "EUR", "1-30"]["customer_id"]
    (row,) = ageing_cards(story.by_vera, story.space, END, bucket="1-30", customer=alpen).rows
    assert (row["invoice"], row["card"], row["amount"]) == ("I3", ledger[2].card.key, Decimal("99.50"))
    assert (row["days_past_due"], row["customer"], row["due_on"]) == (11, "Alpen", date(2024, 6, 19))
    everything = ageing_cards(story.by_vera, story.space, END).rows
    assert [row["invoice"] for row in everything] == ["I4", "I3", "I2"]


def test_dso_by_hand(story, ledger):
    eur, jpy = dso(story.by_vera, story.space, END).rows
    assert (eur["receivables"], eur["current"], eur["sales"]) == (
        Decimal("300.00"),
        Decimal("200.50"),
        Decimal("900.00"),
    )
    assert (eur["dso"], eur["best_possible_dso"]) == pytest.approx((30, 20.05))
    assert (jpy["receivables"], jpy["dso"]) == (7000, None)


def test_a_day_is_part_of_the_question(story, ledger):
    assert dso(story.by_vera, story.space, END, days=30).rows[0]["sales"] == Decimal("200.50")


def test_a_stranger_gets_none(story, ledger):
    for report in (ageing, ageing_by_customer, ageing_cards, dso):
        with pytest.raises(NotThere):
            report(story.by_nils, story.space, END)


def test_without_invoices_there_are_no_rows(story):
    for report in (ageing, ageing_by_customer, ageing_cards, dso):
        assert report(story.by_vera, story.space).rows == ()
