"""What every report is: named rows as of a day, and how they are written down."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from cashboard.work.currencies import EXPONENTS
from cashboard.work.list_files.formula_cells import disarmed

Row = dict[str, Any]
USUAL_EXPONENT = 2


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of a report, in the order of `columns`, for `space` (its key) as of the end of a day in UTC.

    Made from `events` events of the space, the last of which is `seq`. Money is Decimal, time is in days.
    """

    name: str
    space: str
    as_of: date
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    parameters: Row = field(default_factory=dict)
    events: int = 0
    seq: int = 0

    def to_json(self) -> str:
        """The rows as a JSON array of objects: money as text, dates in ISO 8601."""
        return json.dumps([self.plain(row) for row in self.rows], ensure_ascii=False, indent=1)

    def described(self) -> Row:
        """Everything, fit for JSON: what it is, what it was made from, and the rows."""
        return {
            "report": self.name,
            "space": self.space,
            "as_of": self.as_of.isoformat(),
            "parameters": {name: plain(value) for name, value in self.parameters.items()},
            "source": {"events": self.events, "seq": self.seq},
            "columns": list(self.columns),
            "rows": [self.plain(row) for row in self.rows],
        }

    def plain(self, row: Row) -> Row:
        """One row, fit for JSON."""
        return {name: plain(row[name]) for name in self.columns}

    def to_csv(self) -> str:
        """The rows with a header line; a text that a spreadsheet would run as a formula stays text."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([_cell(row[name]) for name in self.columns])
        return lines.getvalue()

    def to_table(self) -> str:
        """The rows for people: figures to the right, then what they were made from."""
        lines = [list(self.columns), *([_shown(row[name]) for name in self.columns] for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        right = [any(_is_figure(row[name]) for row in self.rows) for name in self.columns]
        table = "\n".join(
            "  ".join(
                cell.rjust(width) if is_right else cell.ljust(width)
                for cell, width, is_right in zip(line, widths, right, strict=True)
            ).rstrip()
            for line in lines
        )
        rows = f"{len(self.rows):,} row{'' if len(self.rows) == 1 else 's'}"
        source = f"from {self.events:,} events up to {self.seq:,}"
        return f"{table}\n\n{rows}, {self.space} as of {self.as_of}, {source}"


def money(amount: Decimal, currency: str) -> Decimal:
    """An amount with the decimals of its currency."""
    return amount.quantize(Decimal(1).scaleb(-EXPONENTS.get(currency, USUAL_EXPONENT)))


def plain(value: object) -> object:
    """Fit for JSON: money and dates as text, NaN as null."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value != value:
        return None
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


def _cell(value: object) -> object:
    return disarmed(value) if isinstance(value, str) else plain(value)


def _shown(value: object) -> str:
    value = plain(value)
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
