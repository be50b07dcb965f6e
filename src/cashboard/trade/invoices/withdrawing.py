"""An invoice is taken out of the book when its import is undone; what was told of it stays in the log."""

from __future__ import annotations

from cashboard.activity.actors import Actor
from cashboard.activity.changing import Change
from cashboard.trade.invoices.claiming import InvoiceState, amount_text
from cashboard.trade.invoices.events import InvoiceWithdrawn
from cashboard.trade.invoices.working import Working


class Withdrawing(Working):
    """Whether an invoice counts. Its number may then come again, as another invoice."""

    class Meta:
        abstract = True

    def withdraw(self, *, by: Actor, reason: str, version: int | None = None) -> None:
        """Take it out of the book and put its card away. Out already: nothing."""
        with self.changing(by=by, version=version) as change:
            self._withdraw(reason, change)

    def _withdraw(self, reason: str, change: Change) -> None:
        if self.state == InvoiceState.WITHDRAWN:
            return
        was_open, self.state = self.open_amount, InvoiceState.WITHDRAWN
        self.save_changed(change, "state")
        event = InvoiceWithdrawn(
            number=self.number,
            amount=amount_text(self.amount),
            open_amount=amount_text(was_open),
            currency=self.currency,
            reason=reason,
        )
        self._archive_card(change, change.record(event, self), reason)
