"""One row as an invoice, or all that is wrong with it at once."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from cashboard.trade.money import AmountTooLarge, Money
from cashboard.trade.receivables_file.columns import Mapping
from cashboard.trade.receivables_file.header_names import REQUIRED
from cashboard.trade.receivables_file.rows import InvoiceRow
from cashboard.work.list_files.amounts import DecimalMark, ReadAmount
from cashboard.work.list_files.cells import (
    CellError,
    read_amount,
    read_currency,
    read_date,
    read_name,
    read_text,
    read_yes_no,
    text_of,
)
from cashboard.work.list_files.dates import DateOrder
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.records import Cell, Record

T = TypeVar("T")


class RowReader:
    """Reads rows of a table with this header, once columns and styles are decided.

    `default_currency` is for files without a currency column; no invoice can be settled after `today`.
    """

    def __init__(
        self,
        header: Sequence[str],
        mapping: Mapping,
        orders: dict[str, DateOrder],
        mark: DecimalMark | None,
        *,
        default_currency: str,
        today: date,
    ) -> None:
        self.header = header
        self.places = {field: header.index(name) for field, name in mapping.columns.items()}
        self.columns = mapping.columns
        self.dates = {
            f: partial(read_date, order=orders.get(f)) for f in ("issued_on", "due_on", "settled_on")
        }
        self.amount = partial(read_amount, mark=mark)
        self.default_currency = default_currency
        self.today = today

    def read(self, row: Record) -> InvoiceRow | BadRow:
        texts = [cell if isinstance(cell, str) else text_of(cell) for cell in row.cells]
        raw = dict(zip(self.header, texts, strict=False))
        if row.fault:
            return BadRow(row.line, (Fault("", "", row.fault),), raw, tuple(texts[len(self.header) :]))
        return _Reading(self, row, raw).invoice()

    def identity(self, row: Record) -> int | None:
        """A 64-bit hash of customer and invoice number, stable in this process; None if one is missing."""
        customer = text_of(row.cells[self.places["customer_number"]]).strip()
        number = text_of(row.cells[self.places["invoice_number"]]).strip()
        return hash((customer, number)) if customer and number and not row.fault else None


class _Reading:
    """One row while it is read, and the faults found so far."""

    def __init__(self, reader: RowReader, row: Record, raw: dict[str, str]) -> None:
        self.reader = reader
        self.row = row
        self.raw = raw
        self.faults: list[Fault] = []

    def invoice(self) -> InvoiceRow | BadRow:
        number = self._take("invoice_number", read_text)
        customer = self._take("customer_number", read_text)
        name = self._take("customer_name", read_name)
        issued_on, due_on, settled_on = (self._take(field, read) for field, read in self.reader.dates.items())
        self._check_dates(issued_on, due_on, settled_on)
        amount = self._money()
        disputed = self._take("disputed", read_yes_no)
        status = self._take("source_status", read_name)
        country = self._take("country", read_name)
        order = self._take("purchase_order", read_text)
        sent_by = self._take("sent_by", read_name)
        if self.faults or not (number and customer and issued_on and due_on and amount):
            return BadRow(self.row.line, tuple(self.faults), self.raw)
        return InvoiceRow(
            line=self.row.line,
            invoice_number=number,
            customer_number=customer,
            customer_name=name or "",
            issued_on=issued_on,
            due_on=due_on,
            settled_on=settled_on,
            amount=amount,
            disputed=bool(disputed),
            source_status=status or "",
            country=country or "",
            purchase_order=order or "",
            sent_by=sent_by or "",
            raw=self.raw,
        )

    def _take(self, field: str, read: Callable[[Cell], T | None]) -> T | None:
        """None with a fault when it cannot be read or is missing; None without one when it may be missing."""
        place = self.reader.places.get(field)
        if place is None:
            return None
        cell = self.row.cells[place]
        value = None
        if cell != "":
            try:
                value = read(cell)
            except CellError as error:
                self._fault(field, str(error))
                return None
        if field in REQUIRED and value in (None, ""):
            self._fault(field, "is missing")
        return value

    def _fault(self, field: str, reason: str) -> None:
        column = self.reader.columns[field]
        self.faults.append(Fault(column, self.raw[column].strip(), reason))

    def _check_dates(self, issued_on: date | None, due_on: date | None, settled_on: date | None) -> None:
        if issued_on and due_on and due_on < issued_on:
            self._fault("due_on", f"is before the invoice was issued ({issued_on})")
        if issued_on and settled_on and settled_on < issued_on:
            self._fault("settled_on", f"is before the invoice was issued ({issued_on})")
        if settled_on and settled_on > self.reader.today:
            self._fault("settled_on", f"is in the future (today is {self.reader.today})")

    def _money(self) -> Money | None:
        stated = self._take("amount", self.reader.amount)
        currency = self._currency(stated)
        if stated is None or currency is None or not self._is_invoiced(stated.number):
            return None
        try:
            money = Money(stated.number, currency)
        except AmountTooLarge as error:
            self._fault("amount", f"is too large: {error}")
            return None
        rounded = money.rounded()
        if rounded != money:
            self._fault("amount", f"has more decimals than {currency} has ({money.exponent})")
            return None
        return rounded

    def _is_invoiced(self, number: Decimal) -> bool:
        if number < 0:
            self._fault("amount", "is negative: credit notes cannot be imported as invoices")
        elif not number:
            self._fault("amount", "is zero: an invoice has something to pay")
        return number > 0

    def _currency(self, stated: ReadAmount | None) -> str | None:
        """The column's, else the one beside the amount, else the default; a fault if two disagree."""
        beside = stated.currencies if stated else ()
        if "currency" not in self.reader.places:
            return self._currency_beside(beside)
        faults = len(self.faults)
        currency = self._take("currency", read_currency)
        if currency is None and len(self.faults) == faults:
            if len(beside) == 1:
                return beside[0]
            self._fault("currency", "is missing")
        elif currency and beside and currency not in beside:
            self._fault(
                "amount", f"names {' or '.join(beside[:3])}, but the currency of the row is {currency}"
            )
            return None
        return currency

    def _currency_beside(self, beside: tuple[str, ...]) -> str | None:
        default = self.reader.default_currency
        if not beside or default in beside:
            return default
        if len(beside) == 1:
            return beside[0]
        self._fault("amount", f"can be in {' or '.join(beside[:3])}: add a column with the currency")
        return None
