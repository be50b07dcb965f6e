"""A list in a file as a header and numbered rows, whatever the format, and the same every time it is read."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from cashboard.work.list_files.delimiters import delimiter_of
from cashboard.work.list_files.encodings import encoding_of
from cashboard.work.list_files.formula_cells import LINE_COLUMN, REASON_COLUMN, rearmed
from cashboard.work.list_files.headers import SEARCHED, column_names, header_among, normalised
from cashboard.work.list_files.records import Record, records
from cashboard.work.list_files.sheets import is_workbook, open_sheet
from cashboard.work.list_files.unreadable import UnreadableFile

_SAMPLE = 1 << 16


@dataclass(frozen=True)
class Table:
    """`header`: distinct column names as in the file; `header_line` counts from 1 like the rows' lines.

    `encoding` and `delimiter` are of a text file, `sheet` is of a workbook ("" otherwise); `other_sheets`
    hold something but are not read. `is_rejects`: the file was written by RejectFile; its two own columns are
    left out.
    """

    path: Path
    header: tuple[str, ...]
    header_line: int
    records: Callable[[], Iterator[Record]]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    is_rejects: bool = False

    def rows(self) -> Iterator[Record]:
        """The rows below the header that are not blank, from the start at every call; text is streamed."""
        for row in self.records():
            if row.line > self.header_line and not row.is_blank:
                yield self._fitted(row)

    def _fitted(self, row: Record) -> Record:
        line, cells, fault = row
        width = len(self.header)
        if self.is_rejects:
            del cells[width : width + 2]
            cells = [rearmed(cell) if isinstance(cell, str) else cell for cell in cells]
        if len(cells) == width:
            return Record(line, cells, fault)
        while len(cells) > width and cells[-1] == "":
            cells.pop()
        if len(cells) > width:
            fault = (
                fault or f"the row has {len(cells)} cells, the header has {width}: is a delimiter not quoted?"
            )
        elif len(cells) < self._needed:
            fault = fault or f"the row has {len(cells)} cells, the header has {width}: it may be cut off"
        return Record(line, cells + [""] * (width - len(cells)), fault)

    @property
    def _needed(self) -> int:
        """Columns up to the last that has a name; header rows often end in empty cells."""
        unnamed = 0
        while (
            unnamed < len(self.header)
            and self.header[-1 - unnamed] == f"(column {len(self.header) - unnamed})"
        ):
            unnamed += 1
        return len(self.header) - unnamed


def open_table(path: Path | str, names: Set[str] = frozenset()) -> Table:
    """Opens CSV (any usual delimiter and encoding), XLSX, XLS or ODS. The content decides, not the name.

    `names`: names that columns usually have; they help to find the header below title rows. Raises
    UnreadableFile when it is missing, empty, binary, broken, password-protected, or has no rows.
    """
    path = Path(path)
    known = {normalised(name) for name in names}
    try:
        _refuse_unlikely(path)
        table = _open_workbook(path, known) if is_workbook(path) else _open_text(path, known)
        if next(table.rows(), None) is None:
            raise UnreadableFile(
                f"{path.name} has a header in line {table.header_line} and no rows below it. Export it again."
            )
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}.") from error
    return table


def _refuse_unlikely(path: Path) -> None:
    if path.is_dir():
        raise UnreadableFile(f"{path} is a folder. Name the file in it that is to be imported.")
    if not path.exists():
        raise UnreadableFile(f"There is no file {path}. Check the name and the folder.")
    with path.open("rb") as file:
        start = file.read(512).lstrip().lower()
    if not start:
        raise UnreadableFile(f"{path.name} is empty (0 bytes of text). Export the list again.")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"%pdf", b"{\\rtf")):
        raise UnreadableFile(
            f"{path.name} is a web page, XML or PDF. Open it and save the list as CSV or XLSX."
        )


def _open_text(path: Path, known: Set[str]) -> Table:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(_SAMPLE)
        sample += file.readline()
    delimiter = delimiter_of(sample, known)
    read = partial(_text_records, path, encoding, delimiter)
    header = header_among(list(islice(read(), SEARCHED)), known)
    names, is_rejects = _names(header)
    return Table(path, names, header.line, read, encoding, delimiter, is_rejects=is_rejects)


def _text_records(path: Path, encoding: str, delimiter: str) -> Iterator[Record]:
    with path.open(encoding=encoding, newline="") as file:
        yield from records(file, delimiter)


def _open_workbook(path: Path, known: Set[str]) -> Table:
    rows, others = open_sheet(path, known)
    header = header_among(rows.top, known)
    rows.refuse_merged(header.line, header.cells)
    names, is_rejects = _names(header)
    sheet = rows.sheet.name
    return Table(path, names, header.line, rows, sheet=sheet, other_sheets=others, is_rejects=is_rejects)


def _names(header: Record) -> tuple[tuple[str, ...], bool]:
    """The columns' names, and whether RejectFile wrote the file, whose two last columns are then dropped."""
    cells = list(header.cells)
    while cells and cells[-1] == "":
        cells.pop()
    if cells[-2:] == [LINE_COLUMN, REASON_COLUMN]:
        return column_names([rearmed(str(cell)) for cell in cells[:-2]]), True
    return column_names(header.cells), False
