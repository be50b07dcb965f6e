"""Invoices that come with a past: made in one go with their cards, their history told at its own dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from cashboard.activity.changing import Change
from cashboard.trade.customers.models import Customer
from cashboard.trade.invoices.claiming import InvoiceState, amount_text, start_of
from cashboard.trade.invoices.events import (
    InvoiceFellDue,
    InvoiceIssued,
    InvoiceMarkedDisputed,
    InvoiceSettled,
)
from cashboard.trade.invoices.falling_due import falls_due_at, passed_unpaid
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.stating import Stated
from cashboard.trade.invoices.working import DISPUTED, card_title, rank_by_due, status_of_kind
from cashboard.work.cards.backfilling import Past, make_cards, past_only, tell_creation, tell_step
from cashboard.work.cards.events import CardLabelled
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import StatusKind
from cashboard.work.spaces.models import Space, Status

JOIN = """
UPDATE trade_invoice SET card_id = work_card.id FROM work_card
WHERE work_card.id BETWEEN %s AND %s AND work_card.object_kind = 'invoice'
  AND work_card.object_id = trade_invoice.id
"""


@dataclass(frozen=True, slots=True)
class Issue:
    """An invoice to be made."""

    customer: Customer
    number: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class _Columns:
    """The statuses through which the card of an invoice goes."""

    waiting: Status
    started: Status | None
    completed: Status

    @classmethod
    def of(cls, space: Space) -> _Columns:
        return cls(
            waiting=status_of_kind(space, StatusKind.NOT_STARTED),
            started=space.first_status(StatusKind.IN_PROGRESS),
            completed=status_of_kind(space, StatusKind.COMPLETED),
        )


@dataclass(frozen=True, slots=True)
class _History:
    """When an invoice was issued, fell due and was settled. Moments are the starts of days in UTC."""

    issued: datetime
    fell_due: datetime | None
    settled: datetime | None

    @classmethod
    def of(cls, stated: Stated, now: datetime, *, is_past: bool) -> _History:
        if not is_past:
            return cls(now, None, None)
        passed = passed_unpaid(stated.due_on, stated.settled_on, now.date())
        return cls(
            issued=min(start_of(stated.issued_on), now),
            fell_due=falls_due_at(stated.due_on) if passed else None,
            settled=start_of(stated.settled_on) if stated.settled_on else None,
        )


def issue_all(
    space: Space, issues: Sequence[Issue], change: Change, *, is_past: bool = True
) -> list[Invoice]:
    """Make these invoices and their cards inside a running change. Few queries for many invoices.

    `is_past`: what their dates say has happened already is told at those dates, and that they are disputed is
    told now; otherwise all begins now. The caller has made sure, under `lock_numbers`, that they are new.
    """
    columns = _Columns.of(space)
    histories = [_History.of(issue.stated, change.at, is_past=is_past) for issue in issues]
    invoices = Invoice.objects.bulk_create(
        _invoice(space, issue, history, change) for issue, history in zip(issues, histories, strict=True)
    )
    pasts = [
        _past_of_card(invoice, history, columns) for invoice, history in zip(invoices, histories, strict=True)
    ]
    cards = make_cards(space, pasts, change)
    _join(invoices, cards)
    for invoice, history, past in zip(invoices, histories, pasts, strict=True):
        _tell(invoice, history, past, change)
    _dispute([invoice for invoice in invoices if invoice.disputed], change)
    return invoices


def lock_numbers(space: Space) -> None:
    """Until the transaction ends nobody else makes invoices in this space."""
    if connection.vendor == "postgresql":
        Space.objects.select_for_update().get(pk=space.pk)


def _invoice(space: Space, issue: Issue, history: _History, change: Change) -> Invoice:
    stated = issue.stated
    return Invoice(
        space=space,
        customer=issue.customer,
        number=issue.number,
        issued_on=stated.issued_on,
        due_on=stated.due_on,
        amount_minor=stated.amount.minor,
        currency=stated.amount.currency,
        disputed=stated.disputed,
        settled_on=stated.settled_on,
        state=InvoiceState.PAID if stated.settled_on else InvoiceState.ISSUED,
        source_status=stated.source_status,
        purchase_order=stated.purchase_order,
        sent_by=stated.sent_by,
        fell_due_at=history.fell_due,
        created_at=change.at,
        changed_at=change.at,
    )


def _past_of_card(invoice: Invoice, history: _History, columns: _Columns) -> Past:
    steps = [(columns.waiting, history.issued)]
    if history.fell_due and columns.started:
        steps.append((columns.started, history.fell_due))
    if history.settled:
        steps.append((columns.completed, history.settled))
    return Past(
        title=card_title(invoice.number),
        history=steps,
        due_on=invoice.due_on,
        object_kind="invoice",
        object_id=invoice.pk,
        party=invoice.customer_id,
        party_name=invoice.customer.name,
        amount_minor=invoice.amount_minor,
        exponent=invoice.amount.exponent,
        currency=invoice.currency,
        rank=rank_by_due(invoice.due_on, invoice.pk),
    )


def _join(invoices: Sequence[Invoice], cards: Sequence[Card]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(JOIN, [cards[0].pk, cards[-1].pk])
    for invoice, card in zip(invoices, cards, strict=True):
        invoice.card = card


def _tell(invoice: Invoice, history: _History, past: Past, change: Change) -> None:
    """The events of one invoice and of its card, in the order in which they happened."""
    card = invoice.card
    assert card is not None  # _join put it there
    amount, step = amount_text(invoice.amount), 0
    issued = InvoiceIssued(
        number=invoice.number,
        customer=invoice.customer.named(),
        issued_on=invoice.issued_on.isoformat(),
        due_on=invoice.due_on.isoformat(),
        amount=amount,
        currency=invoice.currency,
        source_status=invoice.source_status,
        purchase_order=invoice.purchase_order,
        sent_by=invoice.sent_by,
    )
    told = change.record(issued, invoice, at=past_only(history.issued, change))
    tell_creation(card, past, change, cause=told.uid)
    if history.fell_due:
        fell = InvoiceFellDue(
            due_on=invoice.due_on.isoformat(), open_amount=amount, currency=invoice.currency
        )
        told = change.record(fell, invoice, at=past_only(history.fell_due, change))
        if len(past.history) > 1 + bool(history.settled):
            step += 1
            tell_step(card, past, step, change, cause=told.uid)
    if history.settled and invoice.settled_on:
        settled = InvoiceSettled(
            number=invoice.number,
            settled_on=invoice.settled_on.isoformat(),
            amount=amount,
            currency=invoice.currency,
        )
        told = change.record(settled, invoice, at=past_only(history.settled, change))
        tell_step(card, past, step + 1, change, cause=told.uid)


def _dispute(invoices: Sequence[Invoice], change: Change) -> None:
    """Told as of now: nothing that is made as of an earlier day can see it."""
    if not invoices:
        return
    label = Label.objects.named(invoices[0].space, DISPUTED)
    through = Card.labels.through
    through.objects.bulk_create(through(card_id=invoice.card_id, label_id=label.pk) for invoice in invoices)
    for invoice in invoices:
        told = change.record(InvoiceMarkedDisputed(number=invoice.number), invoice)
        if invoice.card:
            change.record(CardLabelled(label=label.as_named()), invoice.card, cause=told.uid)
