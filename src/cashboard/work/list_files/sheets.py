"""Excel and OpenDocument workbooks as rows; dates stay dates and numbers stay numbers."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cashboard.work.list_files.headers import SEARCHED, header_among, known_names
from cashboard.work.list_files.records import Cell, Record
from cashboard.work.list_files.unreadable import UnreadableFile

_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_workbook(path: Path) -> bool:
    """By its first bytes, whatever its name: many a ".xls" is text."""
    with path.open("rb") as file:
        return file.read(4) in _MAGIC


@dataclass(frozen=True)
class SheetRows:
    """The rows of one sheet, any number of times. The sheet is held in memory."""

    sheet: CalamineSheet

    def __call__(self) -> Iterator[Record]:
        for line, cells in enumerate(self.sheet.iter_rows(), start=1):
            yield Record(line, [*cells])

    @cached_property
    def top(self) -> list[Record]:
        return list(islice(self(), SEARCHED))

    @property
    def is_empty(self) -> bool:
        return all(row.is_blank for row in self.top)

    def refuse_merged(self, line: int, cells: list[Cell]) -> None:
        """Raises UnreadableFile when cells of the header in row `line` are merged over columns or rows."""
        offset = self.sheet.start[1] if self.sheet.start else 0
        merged = [
            f"{_letters(left)}{top + 1}:{_letters(right)}{bottom + 1} ({str(cells[left - offset])!r})"
            for (top, left), (bottom, right) in sorted(self.sheet.merged_cell_ranges or [])
            if top <= line - 1 <= bottom and 0 <= left - offset < len(cells)
        ]
        if merged:
            raise UnreadableFile(
                f"Header cells of sheet {self.sheet.name!r} are merged: {', '.join(merged)}. In Excel mark "
                f"row {line}, choose Merge & Center > Unmerge Cells, give every column its own name in that "
                "row, save and import again."
            )


def open_sheet(path: Path, names: Set[str]) -> tuple[SheetRows, tuple[str, ...]]:
    """The visible sheet whose header has most known names (or the first), and the names of the others."""
    try:
        book = CalamineWorkbook.from_path(path)
        filled = [rows for rows in map(SheetRows, _visible(book)) if not rows.is_empty]
    except PasswordError:
        raise UnreadableFile(
            f"{path.name} is protected by a password. Save it without one and import again."
        ) from None
    except (CalamineError, OSError) as error:
        raise UnreadableFile(
            f"{path.name} looks like an Excel workbook but cannot be opened ({error}). "
            "Open it in Excel and save it as .xlsx, or export the list as CSV."
        ) from None
    if not filled:
        raise UnreadableFile(f"{path.name} has no visible sheet with anything in it. Export the list again.")
    best = max(filled, key=lambda rows: known_names(header_among(rows.top, names), names))
    return best, tuple(rows.sheet.name for rows in filled if rows is not best)


def _visible(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            yield book.get_sheet_by_name(sheet.name)


def _letters(column: int) -> str:
    """Excel's letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
