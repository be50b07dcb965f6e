"""Text lines as records: one list of cells per row, and a row with broken quotes costs no other row."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

Cell = str | int | float | bool | date | datetime | time | timedelta

BROKEN_QUOTES = (
    "a quotation mark opens a cell and is not closed before a delimiter: inside a cell write it twice"
)
TOO_LONG = "a cell is longer than 131,072 characters"


class Record(NamedTuple):
    """One row: the line where it begins, as an editor counts, its cells, and what is wrong with it all."""

    line: int
    cells: list[Cell]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        return all(isinstance(cell, str) and not cell.strip() for cell in self.cells)


def records(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The records of physical lines (line ends kept). A quoted cell may run over lines.

    When a quote goes wrong, all lines that it swallowed are read again one by one, so that only the line at
    fault is lost. At most one cell's size (128 KB) is held back for that.
    """
    held: list[str] = []
    reader = csv.reader(_holding(lines, held), delimiter=delimiter, skipinitialspace=True, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            yield from _one_by_one(held, line, delimiter)
            cells = []
        if cells is None:
            return
        if cells:
            yield Record(line, [*cells])
        line += len(held)
        held.clear()


def _holding(lines: Iterable[str], held: list[str]) -> Iterator[str]:
    for line in lines:
        held.append(line)
        yield line


def _one_by_one(lines: list[str], first: int, delimiter: str) -> Iterator[Record]:
    for line, text in enumerate(lines, start=first):
        try:
            cells = next(csv.reader([text], delimiter=delimiter, skipinitialspace=True, strict=True))
            fault = ""
        except csv.Error as error:
            cells = [cell.strip() for cell in text.rstrip("\r\n").split(delimiter)]
            fault = TOO_LONG if "limit" in str(error) else BROKEN_QUOTES
        if cells:
            yield Record(line, [*cells], fault)
