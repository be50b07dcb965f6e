"""A list of cards (CSV, XLSX, ODS) as a source: a row is a card."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import cast

from cashboard.work.fields.models import Field
from cashboard.work.importing.brought import BroughtCard, BroughtField
from cashboard.work.importing.columns import NEW, OWN, fields_of, map_columns
from cashboard.work.importing.row_reading import Style, read_row
from cashboard.work.importing.targets import DATES, KNOWN
from cashboard.work.list_files.cells import text_of
from cashboard.work.list_files.date_orders import DateEvidence, decide_orders
from cashboard.work.list_files.dates import DateOrder
from cashboard.work.list_files.decimal_marks import MarkEvidence, decide_mark
from cashboard.work.list_files.faults import BadRow, Fault
from cashboard.work.list_files.headers import normalised
from cashboard.work.list_files.records import Record
from cashboard.work.list_files.tables import Table, open_table
from cashboard.work.list_files.unreadable import UndecidedStyle

Refine = Callable[[BroughtCard, dict[str, str]], BroughtCard]


class ListedCards:
    """Cards in a list. Opening it reads it once, to see how dates and numbers are written.

    `chosen`: column -> target, see `map_columns`; `preset`: the same where nobody has chosen; `order`: of
    dates that can be read in two ways ("dmy", "mdy"); `zone`: of times that name none; `refine` looks at
    each card last, with its texts.
    `undecided` says what must be chosen before dates can be read. Raises UnreadableFile.
    """

    def __init__(
        self,
        path: Path,
        *,
        chosen: Mapping[str, str] | None = None,
        fields: Iterable[Field] = (),
        order: str = "",
        zone: tzinfo = UTC,
        source: str = "list",
        preset: Mapping[str, str] | None = None,
        refine: Refine | None = None,
    ) -> None:
        own = list(fields)
        self.source, self._refine = source, refine
        self.table: Table = open_table(path, KNOWN | {field.name for field in own})
        self.mapped = map_columns(
            self.table.header, {**preset_in(self.table.header, preset), **(chosen or {})}, own
        )
        self._said = fields_of(self.mapped, own)
        self._order, self._zone = order, zone
        self.undecided = ""
        self._look()

    @property
    def header(self) -> Sequence[str]:
        return self.table.header

    @cached_property
    def fields(self) -> Sequence[BroughtField]:
        return list(self._said.values())

    def rows(self) -> Iterator[BroughtCard | BadRow]:
        """Every row in order. A row without an id is known by what it says, so that it is brought once."""
        first_lines: dict[str, int] = {}
        alike: Counter[str] = Counter()
        for record in self.table.rows():
            card = self._read(record)
            if isinstance(card, BroughtCard):
                if not card.key:
                    told = _digest(record)
                    alike[told] += 1
                    card = replace(card, key=f"row {told} {alike[told]}")
                elif first_lines.setdefault(card.key, card.line) != card.line:
                    card = self._repeats(record, card.key, first_lines[card.key])
            yield card

    def examples(self) -> dict[str, str]:
        """The first text in each column."""
        found = dict.fromkeys(self.header, "")
        for record in islice(self.table.rows(), 50):
            for name, cell in zip(self.header, record.cells, strict=False):
                found[name] = found[name] or text_of(cell).strip()
        return found

    def _read(self, record: Record) -> BroughtCard | BadRow:
        texts = dict(zip(self.header, map(text_of, record.cells), strict=True))
        if record.fault:
            return BadRow(record.line, (Fault("", "", record.fault),), texts)
        card = read_row(record, self.mapped, self._said, self._style)
        return self._refine(card, texts) if self._refine and isinstance(card, BroughtCard) else card

    def _repeats(self, record: Record, key: str, first: int) -> BadRow:
        column = next(name for name, target in self.mapped.items() if target == "key")
        texts = dict(zip(self.header, map(text_of, record.cells), strict=True))
        return BadRow(record.line, (Fault(column, key, f"is in line {first} too"),), texts)

    def _look(self) -> None:
        """How dates and numbers are written, decided over all rows."""
        at = {name: place for place, name in enumerate(self.header)}
        dates = {name: DateEvidence(name) for name in self.header if self._is(name, "date", DATES)}
        marks = {name: MarkEvidence(name) for name in self.header if self._is(name, "number")}
        for record in self.table.rows():
            if not record.fault:
                for name, days in dates.items():
                    if isinstance(text := record.cells[at[name]], str):
                        days.see(record.line, text.split(" ")[0])
                for name, numbers in marks.items():
                    if isinstance(text := record.cells[at[name]], str):
                        numbers.see(record.line, text)
        self._style = Style(self._orders(dates), self._marks(marks), self._zone)

    def _is(self, column: str, kind: str, targets: Sequence[str] = ()) -> bool:
        said = self._said.get(column)
        return self.mapped[column] in targets or (said is not None and said.kind == kind)

    def _orders(self, dates: Mapping[str, DateEvidence]) -> dict[str, DateOrder]:
        stated = {name: cast(DateOrder, self._order) for name in dates} if self._order else {}
        try:
            return decide_orders(dates, stated)
        except UndecidedStyle:
            self.undecided = (
                "Dates can be read with the day or the month first. Choose how this file writes them."
            )
            return {}

    def _marks(self, marks: Mapping[str, MarkEvidence]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, evidence in marks.items():
            try:
                found[name] = decide_mark(evidence) or ""
            except UndecidedStyle:
                found[name] = "point"
        return found


def is_field(target: str) -> bool:
    """The column is a field, the space's own or a new one."""
    return target.startswith((NEW, OWN))


def preset_in(header: Sequence[str], preset: Mapping[str, str] | None) -> dict[str, str]:
    """Those choices of a preset whose columns are in this header, whatever their case."""
    wanted = {normalised(name): target for name, target in (preset or {}).items()}
    return {name: wanted[normalised(name)] for name in header if normalised(name) in wanted}


def _digest(record: Record) -> str:
    told = "\0".join(text_of(cell) for cell in record.cells)
    return hashlib.sha256(told.encode()).hexdigest()[:20]
