"""The invoice: its row, and the behaviours that it is put together from."""

from __future__ import annotations

from typing import Any

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.trade.invoices.claiming import InvoiceState, amount_text
from cashboard.trade.invoices.correcting import Correcting
from cashboard.trade.invoices.issuing import Issuing
from cashboard.trade.invoices.withdrawing import Withdrawing
from cashboard.work.spaces.models import Space

__all__ = ["Invoice", "InvoiceState", "Invoices"]


class Invoices(models.QuerySet["Invoice"]):
    """Invoices."""

    def visible_to(self, actor: Actor) -> Invoices:
        """Invoices whose space this actor may see."""
        return self.filter(space__in=Space.objects.visible_to(actor).values("pk"))

    def open(self) -> Invoices:
        """Issued and not paid."""
        return self.filter(state=InvoiceState.ISSUED)

    def in_book(self) -> Invoices:
        """Those that were not withdrawn."""
        return self.exclude(state=InvoiceState.WITHDRAWN)


class Invoice(Correcting, Withdrawing, Issuing):
    """A claim on a customer."""

    created_at = models.DateTimeField(default=clock.now, editable=False)

    objects = Invoices.as_manager()

    class Meta:
        ordering = ("issued_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["space", "customer", "number"],
                condition=~models.Q(state=InvoiceState.WITHDRAWN),
                name="invoice_number_once",
            ),
        )
        indexes = (
            models.Index(fields=["state", "due_on"], name="invoice_by_due"),
            models.Index(fields=["space", "number"], name="invoice_by_number"),
        )

    def __str__(self) -> str:
        return self.number

    def facts(self) -> dict[str, Any]:
        """What the log must be able to rebuild; see `replaying.py`."""
        return {
            "number": self.number,
            "customer": self.customer_id,
            "issued_on": self.issued_on.isoformat(),
            "due_on": self.due_on.isoformat(),
            "amount": amount_text(self.amount),
            "currency": self.currency,
            "source_status": self.source_status,
            "purchase_order": self.purchase_order,
            "sent_by": self.sent_by,
            "state": self.state,
            "settled_on": self.settled_on.isoformat() if self.settled_on else None,
            "disputed": self.disputed,
            "has_fallen_due": self.fell_due_at is not None,
        }
