"""The system of record tells something else of an invoice than before: each difference as what it means."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.trade.invoices.claiming import start_of
from cashboard.trade.invoices.disputing import Disputing
from cashboard.trade.invoices.events import Correction, InvoiceCorrected
from cashboard.trade.invoices.falling_due import FallingDue, falls_due_at, passed_unpaid
from cashboard.trade.invoices.issuing import check_claim
from cashboard.trade.invoices.settling import Settling
from cashboard.trade.invoices.stating import COMPARED, CORRECTED, Stated, differences


class Correcting(Settling, FallingDue, Disputing):
    """Taking over what the system of record states now."""

    class Meta:
        abstract = True

    def stated(self) -> Stated:
        """What is known now of what the system of record states."""
        return Stated(
            issued_on=self.issued_on,
            due_on=self.due_on,
            amount=self.amount,
            settled_on=self.settled_on,
            disputed=self.disputed,
            source_status=self.source_status,
            purchase_order=self.purchase_order,
            sent_by=self.sent_by,
        )

    def correct(
        self, stated: Stated, *, by: Actor, fields: Collection[str] = COMPARED, version: int | None = None
    ) -> list[Correction]:
        """Take these fields over; returns what differed. Nothing differs: nothing is recorded.

        A settlement that came is told at its day, one that vanished reopens the invoice.
        """
        with self.changing(by=by, version=version) as change:
            self._check_in_book()
            return self._restate(stated, fields, change)

    def _restate(self, stated: Stated, fields: Collection[str], change: Change) -> list[Correction]:
        found = differences(self.stated(), stated, fields)
        named = {each.field for each in found}
        if corrections := [each for each in found if each.field in CORRECTED]:
            check_claim(stated.issued_on, stated.due_on, stated.amount)
            self._take_over(stated, corrections, change)
        settled_on = stated.settled_on if "settled_on" in named else self.settled_on
        if self.fell_due_at is None and passed_unpaid(self.due_on, settled_on, change.at.date()):
            self._fall_due(change, self._moment_due(change))
        if "settled_on" in named:
            self._pay_or_reopen(stated.settled_on, change)
        if "disputed" in named:
            self._set_disputed(stated.disputed, change)
        return found

    def _take_over(self, stated: Stated, corrections: list[Correction], change: Change) -> None:
        names = {each.field for each in corrections}
        for name in names - {"amount", "currency"}:
            setattr(self, name, getattr(stated, name))
        if names & {"amount", "currency"}:
            self.amount_minor, self.currency = stated.amount.minor, stated.amount.currency
        if "due_on" in names:
            self.fell_due_at = None
        columns = {"amount": "amount_minor"}
        self.save_changed(
            change, "amount_minor", "fell_due_at", *(columns.get(name, name) for name in names - {"amount"})
        )
        event = change.record(InvoiceCorrected(changes=corrections), self)
        self._value_card(change, event)
        self._date_card(change, event)

    def _pay_or_reopen(self, settled_on: date | None, change: Change) -> None:
        if settled_on is None:
            self._reopen(change)
        else:
            self._settle(settled_on, change, self._moment(start_of(settled_on), change.at))

    def _moment_due(self, change: Change) -> datetime | None:
        return self._moment(falls_due_at(self.due_on), change.at)
