"""A table as its templates read it: widths, addresses, and what differs by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from cashboard.work.cards.arranging import Arrangement
from cashboard.work.cards.columns import Column
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.grouping import GROUPINGS, Grouping
from cashboard.work.cards.table import PAGE, Row, Table


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands: its page, and the filter and arrangement that the page's address carries.

    `carried` is what else every address of it carries, such as the saved view that is open.
    """

    page: str
    chosen: CardFilter
    arrangement: Arrangement
    carried: str = ""

    @property
    def state(self) -> str:
        """The query of the address, without a question mark."""
        return urlencode([*self.chosen.pairs(), *self.arrangement.pairs()])

    @property
    def address(self) -> str:
        """The page as it is seen."""
        return self._with(self.page, self.state)

    def sorted_by(self, column: Column) -> str:
        """The page after a click on a column's head."""
        turned = self.arrangement.turned(column.name)
        return self._with(self.page, urlencode([*self.chosen.pairs(), *turned.pairs()]))

    def part(self, name: str) -> str:
        """The address of a part of the page, such as its next rows."""
        return self._with(f"{self.page}{name}/", self.state)

    def _with(self, path: str, state: str) -> str:
        return f"{path}?{state}{'&' if self.carried else ''}{self.carried}"

    def rows_after(self, table: Table, row: Row) -> str:
        """Where the rows behind this one are."""
        return f"{self.part('rows')}&{urlencode({'after': table.keyset.write(row.key)})}"

    @property
    def tracks(self) -> str:
        """The columns' widths as a grid's tracks, and the least width of them all."""
        columns = self.arrangement.columns
        return f"--tracks: {_tracks(columns)}; --least: {sum(column.width for column in columns):g}rem"

    @property
    def groupings(self) -> list[Grouping]:
        """What it can be grouped by."""
        return GROUPINGS

    @property
    def sortable(self) -> list[Column]:
        """What it can be sorted by."""
        return [column for column in self.arrangement.known if column.sort is not None]


def has_more(rows: Sequence[Row]) -> bool:
    """A full page may be followed by another."""
    return len(rows) == PAGE


def _tracks(columns: Sequence[Column]) -> str:
    widths = (f"{column.width:g}rem" for column in columns)
    grown = (
        f"minmax({width}, {column.grows}fr)" if column.grows else width
        for column, width in zip(columns, widths, strict=True)
    )
    return " ".join(grown)
