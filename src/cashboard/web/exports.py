"""A table as a file for spreadsheets: the same rows, order and columns, a chunk at a time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from cashboard.work.cards.columns import Cell
from cashboard.work.cards.table import Table
from cashboard.work.list_files.formula_cells import disarmed

IN_MEMORY = 1024 * 1024
MOST_ROWS = 1_048_575  # what one sheet holds below its head
Write = Callable[[Table, ZoneInfo, IO[bytes]], None]


def write_csv(table: Table, zone: ZoneInfo, to: IO[bytes]) -> None:
    """RFC 4180 with a BOM, so that Excel knows that it is UTF-8; no cell that a spreadsheet would run."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(_headers(table))
    writer.writerows([_as_text(cell, zone) for cell in cells] for cells in _lines(table))
    text.detach()


def write_xlsx(table: Table, zone: ZoneInfo, to: IO[bytes]) -> None:
    """One sheet with typed cells, a frozen head and a filter; texts are never formulas or links."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(to, options) as book:
        sheet, headers = book.add_worksheet("Cards"), _headers(table)
        formats = _Formats(book)
        sheet.freeze_panes(1, 0)
        for at, width in enumerate(_widths(table)):
            sheet.set_column(at, at, width)
        for at, header in enumerate(headers):
            sheet.write_string(0, at, header, formats.head)
        last = 0
        for last, cells in enumerate(islice(_lines(table), MOST_ROWS), start=1):
            for at, cell in enumerate(cells):
                _write_cell(sheet, last, at, cell, zone, formats)
        sheet.autofilter(0, 0, last, len(headers) - 1)


FORMATS: dict[str, tuple[Write, str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def written(table: Table, kind: str, zone: ZoneInfo) -> IO[bytes]:
    """The file, ready to be read; a large one lies on the disk."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    write, _ = FORMATS[kind]
    write(table, zone, file)
    file.seek(0)
    return file


def file_name(name: str, day: date, kind: str) -> str:
    """Collections 2026-11-24.csv: nothing that a file system or a header minds."""
    harmless = re.sub(r"[^-&()+.,\w]+", " ", name).strip(" .")[:80] or "Cards"
    return f"{harmless} {day.isoformat()}.{kind}"


class _Formats:
    """The formats of a workbook: for heads, dates, moments and amounts by their decimals."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.date = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._amounts: dict[int, Any] = {}

    def amount(self, value: Decimal) -> Any:
        """As many decimals as the value has."""
        digits = max(0, -int(value.as_tuple().exponent))
        if digits not in self._amounts:
            shown = f"#,##0.{'0' * digits}" if digits else "#,##0"
            self._amounts[digits] = self._book.add_format({"num_format": shown})
        return self._amounts[digits]


def _write_cell(sheet: Any, row: int, at: int, cell: Cell, zone: ZoneInfo, formats: _Formats) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(row, at, cell.astimezone(zone).replace(tzinfo=None), formats.moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, cell, formats.date)
    elif isinstance(cell, Decimal):
        sheet.write_number(row, at, cell, formats.amount(cell))
    elif cell:
        sheet.write_string(row, at, cell)


def _as_text(cell: Cell, zone: ZoneInfo) -> str:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell:f}" if isinstance(cell, Decimal) else disarmed(cell or "")


def _headers(table: Table) -> list[str]:
    return [header for column in table.arrangement.columns for header in column.headers]


def _widths(table: Table) -> Iterator[float]:
    for column in table.arrangement.columns:
        yield from (column.width * 1.6 for _ in column.headers)


def _lines(table: Table) -> Iterator[list[Cell]]:
    columns = table.arrangement.columns
    for row in table.every():
        yield [cell for column in columns for cell in column.cells(row.values[column.name])]
