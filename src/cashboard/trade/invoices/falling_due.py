"""The due date of an open invoice passes: that is told once, and somebody has to act."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import models

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change, recording
from cashboard.trade.invoices.claiming import InvoiceState, amount_text, start_of
from cashboard.trade.invoices.events import InvoiceFellDue
from cashboard.trade.invoices.working import Working

CHUNK = 200


class FallingDue(Working):
    """Whether the passing of the due date has been told. Overdue itself is derived: see `is_overdue`."""

    fell_due_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def fall_due(self, *, by: Actor) -> None:
        """Tell that the due date passed; a card not started is now in progress. Told or not so: nothing."""
        with self.changing(by=by) as change:
            if self.is_overdue(change.at.date()) and self.fell_due_at is None:
                self._fall_due(change)

    @classmethod
    def note_overdue(cls, today: date | None = None) -> int:
        """Scheduled work: let every open invoice fall due whose due date has passed; returns how many did.

        In transactions of 200 invoices: a stop in the middle loses nothing, the next run goes on.
        """
        today = today or clock.now().date()
        waiting = cls._default_manager.filter(state=InvoiceState.ISSUED, fell_due_at=None, due_on__lt=today)
        ids = list(waiting.order_by("pk").values_list("pk", flat=True))
        return sum(cls._note_chunk(ids[begin : begin + CHUNK], today) for begin in range(0, len(ids), CHUNK))

    @classmethod
    def _note_chunk(cls, ids: list[int], today: date) -> int:
        noted = 0
        with recording(by=Actor.system("rule")) as change:
            for invoice in cls._default_manager.filter(pk__in=ids).select_related(
                "space", "customer", "card"
            ):
                invoice._read_locked()
                if invoice.is_overdue(today) and invoice.fell_due_at is None:
                    invoice._fall_due(change)
                    noted += 1
        return noted

    def _fall_due(self, change: Change, at: datetime | None = None) -> None:
        self.fell_due_at = at or change.at
        self.save_changed(change, "fell_due_at")
        event = InvoiceFellDue(
            due_on=self.due_on.isoformat(), open_amount=amount_text(self.amount), currency=self.currency
        )
        self._start_card(change, change.record(event, self, at=at), at)


def passed_unpaid(due_on: date, settled_on: date | None, today: date) -> bool:
    """Whether the due date passed while the invoice was open."""
    return settled_on > due_on if settled_on else due_on < today


def falls_due_at(due_on: date) -> datetime:
    """The moment at which an unpaid invoice is overdue: the start of the day after its due date."""
    return start_of(due_on + timedelta(days=1))
