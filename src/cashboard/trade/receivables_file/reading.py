"""A receivables list from file to invoices: look once to decide how it is written, then read row by row."""

from collections.abc import Iterator, Set
from collections.abc import Mapping as AnyMapping
from datetime import date
from pathlib import Path
from typing import cast

from cashboard.trade.money import exponent_of
from cashboard.trade.receivables_file.columns import DATE_FIELDS, Mapping, map_columns
from cashboard.trade.receivables_file.header_names import KNOWN
from cashboard.trade.receivables_file.row_reading import RowReader
from cashboard.trade.receivables_file.rows import InvoiceRow
from cashboard.work.list_files.amounts import DecimalMark
from cashboard.work.list_files.date_orders import DateEvidence, decide_orders
from cashboard.work.list_files.dates import DateOrder
from cashboard.work.list_files.decimal_marks import MarkEvidence, decide_mark
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.tables import Table, open_table


class ReceivablesFile:
    """A receivables list whose columns, date order and decimal mark are known.

    Opening reads the file once. `overrides`: column -> "field", "field:style" or "ignore" (see
    `map_columns`); `default_currency`: ISO 4217, for files without a currency column; `today`: no invoice is
    settled after it. `date_orders` is field -> order where it matters, `decimal_mark` None where no amount
    has one, `row_count` the rows below the header. Raises UnreadableFile (also MappingError, AmbiguousDates,
    AmbiguousAmounts, UndecidedStyle) with what to do in the message, and UnknownCurrency for the default.
    """

    def __init__(
        self,
        path: Path | str,
        overrides: AnyMapping[str, str] | None = None,
        *,
        default_currency: str,
        today: date,
    ) -> None:
        exponent_of(default_currency)
        overrides = overrides or {}
        self.default_currency = default_currency
        self.today = today
        self.table: Table = open_list(path, overrides.keys())
        self.mapping: Mapping = map_columns(self.table.header, overrides)
        self.date_orders: dict[str, DateOrder] = {}
        self.decimal_mark: DecimalMark | None = None
        self.row_count = 0
        self._repeated: set[int] = set()
        self._look()

    def rows(self) -> Iterator[InvoiceRow | BadRow]:
        """Every row of the file in order, from the start at every call, in constant memory for text files."""
        reader = self._reader()
        first_lines: dict[int, int] = {}
        for record in self.table.rows():
            row = reader.read(record)
            identity = reader.identity(record) if self._repeated else None
            if identity in self._repeated and identity is not None:
                first = first_lines.setdefault(identity, record.line)
                row = row if first == record.line else self._repeats(row, first)
            yield row

    def _look(self) -> None:
        """Decides styles and finds repeated invoices. It keeps 64 bits per row, and only until it returns."""
        places = {field: self.table.header.index(name) for field, name in self.mapping.columns.items()}
        dates = {field: DateEvidence(self.mapping.columns[field]) for field in DATE_FIELDS if field in places}
        marks = MarkEvidence(self.mapping.columns["amount"])
        seen_by_place = [(places[field], evidence.see) for field, evidence in dates.items()]
        seen_by_place.append((places["amount"], marks.see))
        identity = self._reader().identity
        known: set[int | None] = set()
        for record in self.table.rows():
            self.row_count += 1
            if record.fault:
                continue
            for place, see in seen_by_place:
                cell = record.cells[place]
                if isinstance(cell, str):
                    see(record.line, cell)
            one = identity(record)
            if one is not None and one in known:
                self._repeated.add(one)
            known.add(one)
        self._decide(dates, marks)

    def _decide(self, dates: dict[str, DateEvidence], marks: MarkEvidence) -> None:
        stated = self.mapping.styles
        orders = {field: cast(DateOrder, style) for field, style in stated.items() if field in DATE_FIELDS}
        self.date_orders = decide_orders(dates, orders)
        self.decimal_mark = cast(DecimalMark, stated["amount"]) if "amount" in stated else decide_mark(marks)

    def _reader(self) -> RowReader:
        return RowReader(
            self.table.header,
            self.mapping,
            self.date_orders,
            self.decimal_mark,
            default_currency=self.default_currency,
            today=self.today,
        )

    def _repeats(self, row: InvoiceRow | BadRow, first: int) -> BadRow:
        column = self.mapping.columns["invoice_number"]
        fault = Fault(column, row.raw[column].strip(), f"is in line {first} too, for the same customer")
        faults = (*row.faults, fault) if isinstance(row, BadRow) else (fault,)
        return BadRow(row.line, faults, row.raw, row.surplus if isinstance(row, BadRow) else ())


def open_list(path: Path | str, names: Set[str] = frozenset()) -> Table:
    """The file as a table whose header is found by the names that columns of receivables have, or these."""
    return open_table(path, KNOWN | names)
