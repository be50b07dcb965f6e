"""A receivables list of forty lines, dated from today, and what it must come to."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from pathlib import Path

from cashboard.activity import clock
from cashboard.activity.actors import Actor
from cashboard.trade.invoices.importing import InvoiceImporting
from cashboard.trade.receivables_file import ReceivablesFile
from cashboard.work.spaces.models import Space

CUSTOMERS = ("Alpen Optik", "Bergmann Stahl", "Costa Foods", "Delta Print", "Eiger Sport")
DELAYS = (-6, 0, 4, 11, 19)
OPEN_DUE = (-100, -45, -20, -9, -3, -1, 3, 6, 8, 28)
TERMS = timedelta(days=30)
BUCKETS = ("current", "1-30", "31-60", "61-90", "91-120", ">120")


@dataclass(frozen=True, slots=True)
class Row:
    """One invoice of the list."""

    number: str
    customer: str
    issued: date
    due: date
    settled: date | None
    amount: Decimal

    @property
    def bucket(self) -> str:
        """The bucket of ageing in which it is today."""
        return self.bucket_on(today())

    def bucket_on(self, day: date) -> str:
        """The bucket of ageing in which it was at the end of that day."""
        late = (day - self.due).days
        return BUCKETS[0 if late <= 0 else min(5, 1 + (late - 1) // 30)]

    def is_open_on(self, day: date) -> bool:
        """Whether it was issued and not paid at the end of that day."""
        return self.issued <= day and (self.settled is None or self.settled > day)

    @property
    def times(self) -> dict[str, int]:
        """Lead, reaction and cycle time in days: work on it starts on the day after it was due unpaid."""
        assert self.settled is not None
        start = min(self.settled, self.due + timedelta(days=1))
        return {
            "lead": (self.settled - self.issued).days,
            "reaction": (start - self.issued).days,
            "cycle": (self.settled - start).days,
        }


def today() -> date:
    """The day on which the test runs."""
    return clock.now().date()


def forty() -> list[Row]:
    """Thirty invoices that were paid, each customer with a delay of their own, and ten that are open."""
    rows = []
    for number in range(30):
        issued = today() - timedelta(days=160 - 3 * number)
        settled = issued + TERMS + timedelta(days=DELAYS[number % 5] + number % 3)
        rows.append(_row(number, issued, settled))
    for number, days in enumerate(OPEN_DUE, 30):
        rows.append(_row(number, today() + timedelta(days=days) - TERMS, None))
    return rows


def _row(number: int, issued: date, settled: date | None) -> Row:
    amount = Decimal(100_000 + 1_357 * number) / 100
    return Row(str(7000 + number), CUSTOMERS[number % 5], issued, issued + TERMS, settled, amount)


def write(rows: Iterable[Row], file: Path) -> Path:
    """The list as a company would export it."""
    with file.open("w", newline="", encoding="utf-8") as opened:
        out = csv.writer(opened)
        out.writerow(
            ["Invoice no", "Customer no", "Customer name", "Invoice date", "Due date", "Paid on", "Amount"]
        )
        for row in rows:
            code = f"C{CUSTOMERS.index(row.customer) + 1}"
            out.writerow([row.number, code, row.customer, row.issued, row.due, row.settled, row.amount])
    return file


def import_rows(space: Space, rows: Iterable[Row]) -> None:
    """Read the list into the space."""
    with tempfile.TemporaryDirectory() as folder:
        file = ReceivablesFile(
            write(rows, Path(folder) / "list.csv"), {}, default_currency="EUR", today=today()
        )
        InvoiceImporting(space, file, by=Actor.system("import")).run()


def open_of(rows: Iterable[Row]) -> list[Row]:
    """The invoices that are not paid."""
    return [row for row in rows if row.settled is None]


def total(rows: Iterable[Row]) -> Decimal:
    """Their money."""
    return sum((row.amount for row in rows), Decimal(0))


def percentiles(rows: Iterable[Row], measure: str, share: float = 0.5) -> dict[date, int]:
    """This share of a measure by the Monday of the week of payment, by nearest rank."""
    weeks: dict[date, list[int]] = {}
    for row in rows:
        if row.settled:
            monday = row.settled - timedelta(days=row.settled.weekday())
            weeks.setdefault(monday, []).append(row.times[measure])
    return {monday: sorted(days)[ceil(share * len(days)) - 1] for monday, days in sorted(weeks.items())}


def where(rows: Sequence[Row], holds: Callable[[Row], bool]) -> list[Row]:
    """The rows for which this holds."""
    return [row for row in rows if holds(row)]
