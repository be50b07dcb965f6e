"""What a receivables file yields for a row that can be read: an invoice."""

from dataclasses import dataclass
from datetime import date

from cashboard.trade.money import Money


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice as the file states it. Text that the file lacks is ""; `amount` is over zero and rounded.

    `line` counts from 1 as an editor (or Excel) shows it; `raw` is column -> text of all columns, also the
    ignored ones.
    """

    line: int
    invoice_number: str
    customer_number: str
    customer_name: str
    issued_on: date
    due_on: date
    settled_on: date | None
    amount: Money
    disputed: bool
    source_status: str
    country: str
    purchase_order: str
    sent_by: str
    raw: dict[str, str]
