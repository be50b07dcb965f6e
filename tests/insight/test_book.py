from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cashboard.insight import book as told
from cashboard.insight.eventlog import SpaceLog
from tests.insight.conftest import money

pytestmark = [pytest.mark.requirement("R33"), pytest.mark.django_db]


def deltas(story):
    log = SpaceLog(story.by_vera, story.space)
    rows = log.fetch(told.changes(log.rows).order_by(["seq", "currency"]))
    return [(row["currency"], row["amount"], row["sale"], row["due_on"].isoformat()) for row in rows]


def correct(invoice, story, **fields):
    invoice.correct(replace(invoice.stated(), **fields), by=story.by_lena)


def test_a_settled_invoice(story, book):
    book.invoice("I1", "2024-01-10", "2024-02-09", "10.50 EUR", "2024-02-20")
    log = SpaceLog(story.by_vera, story.space)
    issued, settled = log.fetch(told.changes(log.rows).order_by("seq"))
    assert (issued["amount"], issued["sale"], issued["at"].date()) == (
        Decimal("10.5"),
        Decimal("10.5"),
        date(2024, 1, 10),
    )
    assert (settled["amount"], settled["sale"], settled["at"].date()) == (
        Decimal("-10.5"),
        0,
        date(2024, 2, 20),
    )
    assert issued["due_on"] == settled["due_on"] == date(2024, 2, 9)


def test_corrections_of_amount_and_due_date(story, book):
    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR")
    correct(invoice, story, amount=money("8 EUR"))
    correct(invoice, story, due_on=date(2024, 3, 9))
    assert deltas(story) == [
        ("EUR", 10, 10, "2024-02-09"),
        ("EUR", -2, -2, "2024-02-09"),
        ("EUR", 0, 0, "2024-03-09"),
    ]


def test_a_paid_invoice_that_is_corrected_stays_paid(story, book):
    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR", "2024-02-01")
    correct(invoice, story, amount=money("8 EUR"))
    assert [row[1:3] for row in deltas(story)] == [(10, 10), (-10, 0), (0, -2)]


def test_another_currency_takes_everything_with_it(story, book):
    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR")
    correct(invoice, story, amount=money("12 USD"))
    assert deltas(story)[1:] == [("EUR", -10, -10, "2024-02-09"), ("USD", 12, 12, "2024-02-09")]


def test_reopened(story, book):
    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR", "2024-02-01")
    invoice.reopen(by=story.by_lena)
    assert [row[1:3] for row in deltas(story)] == [(10, 10), (-10, 0), (10, 0)]
    log = SpaceLog(story.by_vera, story.space)
    (row,) = log.fetch(told.invoices(log.rows))
    assert (row["is_open"], row["settled_on"]) == (True, None)


def test_a_withdrawn_invoice_has_never_been(story, book):
    kept, gone = (
        book.invoice(number, "2024-01-10", "2024-02-09", "10 EUR", "2024-02-01") for number in ("I1", "I2")
    )
    gone.withdraw(by=story.by_lena, reason="import undone")
    log = SpaceLog(story.by_vera, story.space, date(2024, 1, 31))
    assert [row["invoice"] for row in log.fetch(told.changes(log.rows))] == [str(kept.pk)]
    from cashboard.insight.cases import changes

    assert gone.card.key not in {row["case"] for row in log.fetch(changes(log.rows))}


def test_an_invoice_as_it_stands(story, book):
    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR", "2024-02-20", customer="Alpen")
    log = SpaceLog(story.by_vera, story.space)
    (row,) = log.fetch(told.invoices(log.rows))
    assert row == {
        "oid": invoice.pk,
        "number": "I1",
        "customer": invoice.customer_id,
        "customer_name": "Alpen",
        "case_key": invoice.card.key,
        "amount": Decimal("10"),
        "currency": "EUR",
        "sent_by": "",
        "issued_on": date(2024, 1, 10),
        "due_on": date(2024, 2, 9),
        "settled_on": date(2024, 2, 20),
        "is_open": False,
    }


@pytest.mark.requirement("R38")
def test_the_disputed_flag_is_no_part_of_the_history(story, book):
    from cashboard.insight.eventlog import payment_history

    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR")
    before = payment_history(story.by_vera, story.space, date(2030, 1, 1))
    invoice.mark_disputed(by=story.by_lena)
    after = payment_history(story.by_vera, story.space, date(2030, 1, 1))
    assert repr(before) == repr(after)


@pytest.mark.requirement("R38")
def test_how_it_was_sent_is_known_to_the_forecasts(story, book):
    from cashboard.insight.eventlog import payment_history

    invoice = book.invoice("I1", "2024-01-10", "2024-02-09", "10 EUR")
    book.invoice("I2", "2024-01-10", "2024-02-09", "10 EUR")
    correct(invoice, story, sent_by="paper")
    known = payment_history(story.by_vera, story.space, date(2030, 1, 1))
    assert sorted(known.channels[code] for code in known.channel) == ["", "paper"]
