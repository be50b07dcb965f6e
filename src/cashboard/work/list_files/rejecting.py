"""The rows that could not be imported, in a file that can be mended and imported again."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import IO, Any, Self

from cashboard.work.list_files.faults import BadRow
from cashboard.work.list_files.formula_cells import LINE_COLUMN, REASON_COLUMN, disarmed


class RejectFile:
    """Collects bad rows under the columns of their file, with two more: the line they were in, and why.

    A context manager. The file appears at `path` (replacing another) when the block ends well and there was a
    bad row; otherwise nothing is written or touched there. CSV, UTF-8 with BOM, so that Excel opens it as it
    is. Cells that Excel would run as formulas have an apostrophe before them, which `open_table` takes off
    again.
    """

    def __init__(self, path: Path | str, header: Sequence[str], *, delimiter: str = ",") -> None:
        self.path = Path(path)
        self.header = tuple(header)
        self.delimiter = delimiter or ","
        self.count = 0
        self._file: IO[str] | None = None
        self._writer: Any = None

    def add(self, row: BadRow) -> None:
        if self._file is None:
            self._file = NamedTemporaryFile(  # noqa: SIM115 - it is closed when the block ends
                "w",
                encoding="utf-8-sig",
                newline="",
                dir=self.path.parent,
                prefix=f".{self.path.name}.",
                delete=False,
            )
            self._writer = csv.writer(self._file, delimiter=self.delimiter)
            self._write([*self.header, LINE_COLUMN, REASON_COLUMN])
        cells = [row.raw.get(name, "") for name in self.header]
        self._write([*cells, str(row.line), row.reason, *row.surplus])
        self.count += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        temporary = Path(self._file.name)
        try:
            with self._file as file:
                if kind is None:
                    file.flush()
                    os.fsync(file.fileno())
            if kind is None:
                temporary.replace(self.path)
        finally:
            temporary.unlink(missing_ok=True)  # also when the disk is full

    def _write(self, cells: Sequence[str]) -> None:
        self._writer.writerow([disarmed(cell) for cell in cells])
