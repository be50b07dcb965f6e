"""How a table is arranged: its order, its columns and its groups, read from the address and written back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cashboard.work.cards.columns import Column
from cashboard.work.cards.filtering import Query
from cashboard.work.cards.grouping import GROUPINGS, Grouping


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`known` are all columns; `chosen` names those to show, the usual ones where it is empty."""

    known: tuple[Column, ...]
    sort: str = "key"
    descending: bool = True
    chosen: tuple[str, ...] = ()
    group: str = ""

    @classmethod
    def read(cls, query: Query, known: Sequence[Column], usual: str = "-key", group: str = "") -> Arrangement:
        """From an address; what cannot be read is left out.

        `usual` and `group` hold where it says nothing.
        """
        sortable = {column.name for column in known if column.sort is not None}
        asked = [each for each in query.getlist("sort") if each.removeprefix("-") in sortable]
        sort = asked[-1] if asked else usual
        chosen = _chosen(query.getlist("column"), known)
        groups = [each for each in query.getlist("group") if each in {one.name for one in GROUPINGS}]
        group = groups[-1] if groups else "" if "none" in query.getlist("group") else group
        return cls(tuple(known), sort.removeprefix("-"), sort.startswith("-"), chosen, group)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """The arrangement as the address carries it."""
        yield "sort", self.order
        yield from (("column", name) for name in self.chosen)
        yield "group", self.group or "none"

    @property
    def order(self) -> str:
        """The column to sort by, with a minus when the largest comes first."""
        return f"-{self.sort}" if self.descending else self.sort

    @property
    def columns(self) -> list[Column]:
        """The columns to show, in their order."""
        if self.chosen:
            return [column for column in self.known if column.fixed or column.name in self.chosen]
        return [column for column in self.known if column.fixed or column.shown]

    @property
    def sorted_by(self) -> Column:
        """The column whose order it is."""
        return next(column for column in self.known if column.name == self.sort)

    @property
    def grouping(self) -> Grouping | None:
        """How it is grouped, if at all."""
        return next((each for each in GROUPINGS if each.name == self.group), None)

    def turned(self, name: str) -> Arrangement:
        """Sorted by this column, the other way round if it is so already: what a click on its head does."""
        return replace(self, sort=name, descending=name == self.sort and not self.descending)


def _chosen(asked: Sequence[str], known: Sequence[Column]) -> tuple[str, ...]:
    """The names in the order of the columns; nothing for the usual ones: one table has one address."""
    free = [column for column in known if not column.fixed]
    chosen = tuple(column.name for column in free if column.name in asked)
    if chosen == tuple(column.name for column in free if column.shown):
        return ()
    fixed = tuple(column.name for column in known if column.fixed and column.name in asked)
    return chosen or fixed[:1]
