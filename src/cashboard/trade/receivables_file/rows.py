"""What a receivables file yields, line by line: an invoice, or a row that has to be mended."""

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


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a row. `column` and `value` are as in the file; "" if it is the whole row."""

    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}..."
        return f"{where}{shown!r} {self.reason}" if shown else f"{where}{self.reason}"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot become an invoice, with at least one fault.

    `raw` as in InvoiceRow; `surplus`: the texts of cells beyond the header.
    """

    line: int
    faults: tuple[Fault, ...]
    raw: dict[str, str]
    surplus: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """All faults in one line of text."""
        return "; ".join(map(str, self.faults))
