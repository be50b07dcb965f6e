"""An invoice is settled when it is paid in full; a settlement that was none reopens it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.activity.refusals import Invalid
from cashboard.trade.invoices.claiming import InvoiceState, amount_text
from cashboard.trade.invoices.events import InvoiceReopened, InvoiceSettled
from cashboard.trade.invoices.working import Working


class Settling(Working):
    """On which day an invoice was paid."""

    settled_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def settle(self, on: date, *, by: Actor, version: int | None = None) -> None:
        """It was paid in full on this day; its card is completed. Paid already: nothing."""
        with self.changing(by=by, version=version) as change:
            self._check_in_book()
            if self.state == InvoiceState.PAID:
                return
            if not self.issued_on <= on <= change.at.date():
                raise Invalid(f"Give a day from {self.issued_on} (when it was issued) until today.", "on")
            self._settle(on, change)

    def reopen(self, *, by: Actor, version: int | None = None) -> None:
        """The payment was none or was taken back; its card is open again. Open already: nothing."""
        with self.changing(by=by, version=version) as change:
            self._check_in_book()
            if self.state == InvoiceState.PAID:
                self._reopen(change)

    def _settle(self, on: date, change: Change, at: datetime | None = None) -> None:
        self.state, self.settled_on = InvoiceState.PAID, on
        self.save_changed(change, "state", "settled_on")
        event = InvoiceSettled(
            number=self.number,
            settled_on=on.isoformat(),
            amount=amount_text(self.amount),
            currency=self.currency,
        )
        self._complete_card(change, change.record(event, self, at=at), at)

    def _reopen(self, change: Change) -> None:
        self.state, before, self.settled_on = InvoiceState.ISSUED, self.settled_on, None
        self.save_changed(change, "state", "settled_on")
        event = InvoiceReopened(
            number=self.number,
            settled_on=before.isoformat() if before else "",
            amount=amount_text(self.amount),
            currency=self.currency,
        )
        self._reopen_card(change, change.record(event, self))
