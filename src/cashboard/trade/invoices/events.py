"""What happens to customers' invoices. Amounts are decimal strings in `currency`, dates are ISO 8601."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from cashboard.activity.types import EventType, Named, event_type


class Correction(msgspec.Struct, frozen=True):
    """One field of an invoice before and after; the fields are in `stating.CORRECTED`."""

    field: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.field.replace('_', ' ')} from {self.old or 'nothing'} to {self.new or 'nothing'}"


@event_type
class InvoiceIssued(EventType, frozen=True):
    """An invoice was issued to a customer."""

    name: ClassVar[str] = "invoice.issued"
    sentence: ClassVar[str] = "issued the invoice {number} over {amount} {currency}, due {due_on}"
    number: str
    customer: Named
    issued_on: str
    due_on: str
    amount: str
    currency: str
    source_status: str = ""
    purchase_order: str = ""
    sent_by: str = ""

    def apply(self, state: dict[str, Any]) -> None:
        state.update(msgspec.structs.asdict(self), customer=self.customer.id)
        state.update(state="issued", settled_on=None, disputed=False, has_fallen_due=False)


@event_type
class InvoiceFellDue(EventType, frozen=True):
    """The due date of an open invoice passed."""

    name: ClassVar[str] = "invoice.fell_due"
    sentence: ClassVar[str] = "noted that the due date {due_on} passed with {open_amount} {currency} open"
    due_on: str
    open_amount: str
    currency: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(has_fallen_due=True)


@event_type
class InvoiceSettled(EventType, frozen=True):
    """An invoice was paid in full."""

    name: ClassVar[str] = "invoice.settled"
    sentence: ClassVar[str] = "settled the invoice {number}: {amount} {currency}"
    number: str
    settled_on: str
    amount: str
    currency: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(state="paid", settled_on=self.settled_on)


@event_type
class InvoiceReopened(EventType, frozen=True):
    """A settlement turned out not to be one: the invoice is open again."""

    name: ClassVar[str] = "invoice.reopened"
    sentence: ClassVar[str] = (
        "reopened the invoice {number}, settled on {settled_on} before: {amount} {currency} are open"
    )
    number: str
    settled_on: str
    amount: str
    currency: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(state="issued", settled_on=None)


@event_type
class InvoiceMarkedDisputed(EventType, frozen=True):
    """An invoice is known to be disputed. Recorded when it became known, as lists have no date for it."""

    name: ClassVar[str] = "invoice.marked_disputed"
    sentence: ClassVar[str] = "marked the invoice {number} as disputed"
    number: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(disputed=True)


@event_type
class InvoiceDisputeCleared(EventType, frozen=True):
    """An invoice is no longer disputed."""

    name: ClassVar[str] = "invoice.dispute_cleared"
    sentence: ClassVar[str] = "cleared the dispute of the invoice {number}"
    number: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(disputed=False)


@event_type
class InvoiceCorrected(EventType, frozen=True):
    """The system of record told something else of an invoice. A new due date counts as not passed yet."""

    name: ClassVar[str] = "invoice.corrected"
    sentence: ClassVar[str] = "corrected the invoice: {changes}"
    changes: list[Correction]

    def apply(self, state: dict[str, Any]) -> None:
        for change in self.changes:
            state[change.field] = change.new
            if change.field == "due_on":
                state.update(has_fallen_due=False)


@event_type
class InvoiceWithdrawn(EventType, frozen=True):
    """An invoice was taken out of the book as if it had never been: it counts on no day, also not before."""

    name: ClassVar[str] = "invoice.withdrawn"
    sentence: ClassVar[str] = "took the invoice {number} out of the book: {reason}"
    number: str
    amount: str
    open_amount: str
    currency: str
    reason: str

    def apply(self, state: dict[str, Any]) -> None:
        state.update(state="withdrawn")


@event_type
class InvoicesImported(EventType, frozen=True):
    """A receivables list was read in."""

    name: ClassVar[str] = "invoices.imported"
    sentence: ClassVar[str] = (
        "imported {file}: {new} new, {changed} changed, {same} unchanged, {rejected} rejected"
    )
    file: str
    sha256: str
    new: int
    changed: int
    same: int
    rejected: int


@event_type
class ImportUndone(EventType, frozen=True):
    """A whole import was taken back."""

    name: ClassVar[str] = "invoices.import_undone"
    sentence: ClassVar[str] = (
        "undid the import of {file}: {withdrawn} invoices taken out, {restored} set back"
    )
    file: str
    withdrawn: int
    restored: int
