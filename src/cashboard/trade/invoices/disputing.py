"""A customer disputes an invoice: a flag; lists have no date for it, so it holds since it became known."""

from __future__ import annotations

from django.db import models

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.trade.invoices.events import InvoiceDisputeCleared, InvoiceMarkedDisputed
from cashboard.trade.invoices.working import Working


class Disputing(Working):
    """Whether an invoice is disputed; its card then carries the label Disputed."""

    disputed = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def mark_disputed(self, *, by: Actor, version: int | None = None) -> None:
        """The customer disputes it. Known already: nothing."""
        with self.changing(by=by, version=version) as change:
            self._check_in_book()
            if not self.disputed:
                self._set_disputed(True, change)

    def clear_dispute(self, *, by: Actor, version: int | None = None) -> None:
        """The dispute is over. There is none: nothing."""
        with self.changing(by=by, version=version) as change:
            self._check_in_book()
            if self.disputed:
                self._set_disputed(False, change)

    def _set_disputed(self, disputed: bool, change: Change) -> None:
        self.disputed = disputed
        self.save_changed(change, "disputed")
        told = InvoiceMarkedDisputed if disputed else InvoiceDisputeCleared
        event = change.record(told(number=self.number), self)
        self._label_card(change, event, disputed=disputed)
