"""What a person does with one invoice: each verb once, twice, by strangers, and what its card does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.events import Correction
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.stating import Stated
from cashboard.trade.money import Money
from tests.story import Story
from tests.trade.invoices.lists import told

STATED = Stated(date(2024, 5, 2), date(2024, 6, 1), Money(Decimal("99.50"), "EUR"))
VERBS: dict[str, Callable[[Invoice, Actor], object]] = {
    "settled": lambda invoice, by: invoice.settle(date(2024, 6, 3), by=by),
    "fell_due": lambda invoice, by: invoice.fall_due(by=by),
    "marked_disputed": lambda invoice, by: invoice.mark_disputed(by=by),
    "withdrawn": lambda invoice, by: invoice.withdraw(by=by, reason="typed twice"),
    "corrected": lambda invoice, by: invoice.correct(STATED, by=by, fields=("amount",)),
}


def column(invoice: Invoice) -> str:
    assert invoice.card is not None
    invoice.card.refresh_from_db()
    return invoice.card.status.name


def test_issued_with_a_card_in_the_first_column(story: Story, invoice: Invoice) -> None:
    assert (invoice.state, str(invoice.open_amount), column(invoice)) == ("issued", "120.00 EUR", "Open")
    assert told("invoice", invoice.pk) == [("invoice.issued", "now", False)]
    assert told("card", invoice.card_id) == [("card.created", "now", False)]
    issued = Event.objects.get(type="invoice.issued")
    created = Event.objects.about("invoice", invoice.pk).get(type="card.created")
    assert (created.cause, created.change) == (issued.uid, issued.change)
    assert issued.data == {
        "number": "7",
        "customer": {"id": invoice.customer_id, "name": "Nordwind"},
        "issued_on": "2024-05-02",
        "due_on": "2024-06-01",
        "amount": "120.00",
        "currency": "EUR",
        "source_status": "",
        "purchase_order": "",
        "sent_by": "",
    }


@pytest.mark.requirement("R70")
def test_a_number_is_given_to_a_customer_once(story: Story, invoice: Invoice) -> None:
    again = {"issued_on": date(2024, 5, 2), "due_on": date(2024, 6, 1), "amount": invoice.amount}
    with pytest.raises(Invalid, match="has an invoice 7 already"):
        Invoice.issue(story.space, invoice.customer, " 7 ", by=story.by_marco, **again)  # type: ignore[arg-type]

    invoice.withdraw(by=story.by_marco, reason="typed twice")
    assert Invoice.issue(story.space, invoice.customer, "7", by=story.by_marco, **again).pk != invoice.pk  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "due_on", "amount", "field"),
    [
        ("", date(2024, 6, 1), "1.00", "number"),
        ("8", date(2024, 5, 1), "1.00", "due_on"),
        ("8", date(2024, 6, 1), "0", "amount"),
        ("8", date(2024, 6, 1), "-1.00", "amount"),
        ("8", date(2024, 6, 1), "1.005", "amount"),
    ],
)
def test_an_invoice_that_cannot_be(
    story: Story, nordwind: Customer, number: str, due_on: date, amount: str, field: str
) -> None:
    money = Money(Decimal(amount), "EUR")
    with pytest.raises(Invalid) as refused:
        Invoice.issue(
            story.space,
            nordwind,
            number,
            issued_on=date(2024, 5, 2),
            due_on=due_on,
            amount=money,
            by=story.by_marco,
        )
    assert refused.value.field == field


@pytest.mark.parametrize("verb", VERBS)
def test_twice_is_harmless(story: Story, invoice: Invoice, verb: str) -> None:
    VERBS[verb](invoice, story.by_marco)
    events, version = Event.objects.count(), Invoice.objects.get().version

    VERBS[verb](invoice, story.by_marco)

    assert (Event.objects.count(), Invoice.objects.get().version) == (events, version)
    assert f"invoice.{verb}" in {type_ for type_, _, _ in told("invoice", invoice.pk)}


@pytest.mark.requirement("R3")
@pytest.mark.parametrize("verb", VERBS)
def test_strangers_and_visitors_do_nothing(story: Story, invoice: Invoice, verb: str) -> None:
    events = Event.objects.count()
    for by in (story.by_vera, story.by_nils):
        with pytest.raises(NotAllowed):
            VERBS[verb](invoice, by)
    assert Event.objects.count() == events
    assert not Invoice.objects.visible_to(story.by_nils).exists()


def test_settling_completes_the_card_and_reopening_opens_it(story: Story, invoice: Invoice) -> None:
    invoice.settle(date(2024, 6, 3), by=story.by_marco)
    assert (invoice.state, invoice.settled_on, column(invoice)) == ("paid", date(2024, 6, 3), "Paid")
    assert (str(invoice.open_amount), invoice.card and invoice.card.amount_text) == ("0.00 EUR", "120.00")

    invoice.reopen(by=story.by_marco)
    assert (invoice.state, invoice.settled_on, column(invoice)) == ("issued", None, "Overdue")
    assert told("card", invoice.card_id)[-1] == ("card.reopened", "now", False)


@pytest.mark.parametrize("on", [date(2024, 5, 1), date(2099, 1, 1)])
def test_settled_neither_before_it_was_issued_nor_in_the_future(
    story: Story, invoice: Invoice, on: date
) -> None:
    with pytest.raises(Invalid):
        invoice.settle(on, by=story.by_marco)


def test_falling_due_starts_a_card_that_waits_and_no_other(story: Story, invoice: Invoice) -> None:
    assert invoice.card is not None
    invoice.card.move(story.disputed, by=story.by_marco)

    invoice.fall_due(by=story.by_marco)

    assert column(invoice) == "Disputed"


def test_scheduled_work_notes_each_overdue_invoice_once(story: Story, invoice: Invoice) -> None:
    assert Invoice.note_overdue(date(2024, 6, 1)) == 0
    assert Invoice.note_overdue(date(2024, 6, 2)) == 1
    assert Invoice.note_overdue(date(2024, 6, 2)) == 0

    fell = Event.objects.get(type="invoice.fell_due")
    assert (fell.via, fell.data["open_amount"], column(invoice)) == ("rule", "120.00", "Overdue")


def test_a_dispute_labels_the_card(story: Story, invoice: Invoice) -> None:
    assert invoice.card is not None
    invoice.mark_disputed(by=story.by_marco)
    assert [label.name for label in invoice.card.labels.all()] == ["Disputed"]

    invoice.clear_dispute(by=story.by_marco)
    assert not invoice.card.labels.exists()


def test_correcting_returns_and_records_what_differed(story: Story, invoice: Invoice) -> None:
    assert invoice.correct(STATED, by=story.by_marco) == [Correction("amount", "120.00", "99.50")]

    assert invoice.card is not None
    assert (str(invoice.amount), invoice.card.amount_text) == ("99.50 EUR", "99.50")
    valued = Event.objects.get(type="card.valued")
    assert (valued.data["old"], valued.data["new"]) == ("120.00", "99.50")
    assert valued.cause == Event.objects.get(type="invoice.corrected").uid


def test_another_currency_keeps_the_card_true(story: Story, invoice: Invoice) -> None:
    invoice.correct(Stated(date(2024, 5, 2), date(2024, 6, 1), Money(Decimal(500), "JPY")), by=story.by_marco)

    assert invoice.card is not None
    assert (invoice.card.amount_text, invoice.card.currency, invoice.card.exponent) == ("500", "JPY", 0)


def test_what_is_out_of_the_book_does_nothing_more(story: Story, invoice: Invoice) -> None:
    invoice.withdraw(by=story.by_marco, reason="typed twice")
    assert invoice.card is not None
    assert invoice.card.archived_at is not None
    for verb in ("settled", "marked_disputed", "corrected"):
        with pytest.raises(Refused, match="out of the book"):
            VERBS[verb](invoice, story.by_marco)
    assert Invoice.note_overdue() == 0


def test_who_saw_an_older_version_is_told_so(story: Story, invoice: Invoice) -> None:
    seen = invoice.version
    invoice.mark_disputed(by=story.by_marco)

    with pytest.raises(StaleVersion):
        invoice.settle(date(2024, 6, 3), by=story.by_marco, version=seen)


@pytest.mark.parametrize("wrong", [{"due_on": date(2020, 1, 1)}, {"amount": Money(Decimal(0), "EUR")}])
def test_a_correction_must_be_a_claim_that_could_be_issued(
    story: Story, invoice: Invoice, actor_of: Callable[..., Actor], wrong: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        invoice.correct(replace(invoice.stated(), **wrong), by=actor_of(story.lena))


@pytest.mark.requirement("R21")
def test_a_payment_is_a_fact_whatever_the_team_has_agreed(story: Story, invoice: Invoice) -> None:
    """An order of work, a limit, a responsible person: rules for people, none for what has happened."""
    assert invoice.card is not None
    invoice.card.relate("previous", story.card, by=story.by_marco)
    story.space.order_work("enforce", by=story.by_lena)
    story.space.limit_status(story.paid, 1, rule="refuse", by=story.by_lena)
    story.cards[1].complete(by=story.by_marco)
    with pytest.raises(Refused, match=r"waits for COL-1"):
        invoice.card.move(story.paid, by=story.by_marco)
    invoice.settle(date(2024, 6, 3), by=story.by_marco)
    assert (invoice.state, column(invoice)) == ("paid", "Paid")
