"""The dry run: what an import would do, before it does anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cashboard.trade.customers.adding import known_customers
from cashboard.trade.invoices.events import Correction
from cashboard.trade.invoices.matching import Matched, match
from cashboard.trade.money import Money
from cashboard.trade.receivables_file import BadRow, Fault, InvoiceRow, ReceivablesFile
from cashboard.work.spaces.models import Space

SHOWN_CHANGES, SHOWN_REJECTS = 20, 1000


@dataclass(frozen=True, slots=True)
class PlannedChange:
    """A row that would correct its invoice."""

    line: int
    number: str
    customer: str
    corrections: list[Correction]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that cannot be read: where it stands and what is wrong with it."""

    line: int
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class Plan:
    """What an import would do. The first 20 changes and 1,000 rejected rows are kept, all are counted.

    `totals`: currency -> number of invoices and their sum in minor units, over all rows that can be read.
    """

    columns: dict[str, str]
    ignored: tuple[str, ...]
    date_orders: dict[str, str]
    decimal_mark: str
    encoding: str
    delimiter: str
    sheet: str
    other_sheets: tuple[str, ...]
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    settled: int = 0
    new_customers: set[str] = field(default_factory=set)
    totals: dict[str, tuple[int, int]] = field(default_factory=dict)
    changes: list[PlannedChange] = field(default_factory=list)
    rejects: list[Rejected] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """An import would record nothing."""
        return not self.new and not self.changed

    @property
    def money(self) -> list[Money]:
        """The sum per currency."""
        return [Money.from_minor(minor, currency) for currency, (_, minor) in sorted(self.totals.items())]

    def add(self, space: Space, rows: Sequence[InvoiceRow | BadRow], fields: frozenset[str]) -> None:
        """Take the next rows of the file into account."""
        good = [row for row in rows if isinstance(row, InvoiceRow)]
        matched = match(space, good, fields)
        self._reject([row for row in rows if isinstance(row, BadRow)])
        self._count(matched, good)
        numbers = {row.customer_number for row in matched.new} - self.new_customers
        self.new_customers |= numbers - set(known_customers(space.workspace, numbers))

    def _reject(self, rows: Sequence[BadRow]) -> None:
        self.rejected += len(rows)
        for row in rows[: SHOWN_REJECTS - len(self.rejects)]:
            self.rejects.append(Rejected(row.line, row.faults))

    def _count(self, matched: Matched, good: Sequence[InvoiceRow]) -> None:
        self.new += len(matched.new)
        self.changed += len(matched.differing)
        self.same += matched.same
        self.settled += sum(row.settled_on is not None for row in good)
        for each in matched.differing[: SHOWN_CHANGES - len(self.changes)]:
            row = each.row
            self.changes.append(
                PlannedChange(row.line, row.invoice_number, each.invoice.customer.name, each.corrections)
            )
        totals: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0), self.totals)
        for row in good:
            count, minor = totals[row.amount.currency]
            totals[row.amount.currency] = (count + 1, minor + row.amount.minor)
        self.totals = dict(totals)


def empty_plan(file: ReceivablesFile) -> Plan:
    """How the file was understood, nothing counted yet."""
    table = file.table
    return Plan(
        columns=file.mapping.columns,
        ignored=file.mapping.ignored,
        date_orders={field: str(order) for field, order in file.date_orders.items()},
        decimal_mark=file.decimal_mark or "",
        encoding=table.encoding,
        delimiter=table.delimiter,
        sheet=table.sheet,
        other_sheets=table.other_sheets,
    )
