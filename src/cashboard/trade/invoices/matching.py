"""Which rows of a list are new invoices, which differ from what is known, and which say the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from cashboard.trade.invoices.events import Correction
from cashboard.trade.invoices.models import Invoice
from cashboard.trade.invoices.stating import COMPARED, Stated, differences
from cashboard.trade.receivables_file import InvoiceRow, ReceivablesFile
from cashboard.work.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Differing:
    """A row that states something else than the book."""

    row: InvoiceRow
    invoice: Invoice
    corrections: list[Correction]


@dataclass(slots=True)
class Matched:
    """The rows of one chunk, sorted by what they mean."""

    new: list[InvoiceRow] = field(default_factory=list)
    differing: list[Differing] = field(default_factory=list)
    same: int = 0

    @property
    def is_all_same(self) -> bool:
        """Nothing is to be done."""
        return not self.new and not self.differing


def match(space: Space, rows: Sequence[InvoiceRow], fields: Collection[str]) -> Matched:
    """Compare rows with the invoices of the space, in these fields. One query."""
    numbers = {row.invoice_number for row in rows}
    known = (
        Invoice.objects.in_book().filter(space=space, number__in=numbers).select_related("customer", "card")
    )
    by_key = {(invoice.customer.number, invoice.number): invoice for invoice in known}
    matched = Matched()
    for row in rows:
        invoice = by_key.get((row.customer_number, row.invoice_number))
        if invoice is None:
            matched.new.append(row)
        elif corrections := differences(invoice.stated(), stated_in(row), fields):
            matched.differing.append(Differing(row, invoice, corrections))
        else:
            matched.same += 1
    return matched


def stated_in(row: InvoiceRow) -> Stated:
    """What a row states of its invoice."""
    return Stated(
        issued_on=row.issued_on,
        due_on=row.due_on,
        amount=row.amount,
        settled_on=row.settled_on,
        disputed=row.disputed,
        source_status=row.source_status,
        purchase_order=row.purchase_order,
        sent_by=row.sent_by,
    )


def compared_fields(file: ReceivablesFile) -> frozenset[str]:
    """What a file can speak of: a column that it lacks says nothing about what is known."""
    return frozenset({*file.mapping.columns, "currency"}.intersection(COMPARED))
