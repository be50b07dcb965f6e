"""A board: the columns of a space with their counts and money, and the first cards of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cashboard.activity.actors import Actor
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.fronts import UNFILTERED, Front, FrontQueries, fronts_of
from cashboard.work.cards.tallying import sums_of
from cashboard.work.spaces.models import Space, Status


@dataclass(slots=True)
class Total:
    """The money in a column in one currency."""

    currency: str
    amount: Decimal


@dataclass(slots=True)
class Column:
    """A status with what stands in it."""

    status: Status
    count: int = 0
    totals: list[Total] = field(default_factory=list)
    cards: list[Front] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """There are cards below the ones at hand. Without one at hand they went while the board was read."""
        return 0 < len(self.cards) < self.count


class Board:
    """The board of a space, as an actor may see it through a filter."""

    def __init__(
        self, space: Space, statuses: list[Status], chosen: CardFilter, actor: Actor, today: date
    ) -> None:
        self.space = space
        self.statuses = statuses
        self.chosen = chosen
        self.today = today
        narrowed = FrontQueries(lambda cards: chosen.apply(cards, actor, today))
        self._ask = narrowed if chosen else UNFILTERED
        self._sums = narrowed.sums if chosen else sums_of

    def columns(self) -> list[Column]:
        """Every column with its first cards. Two queries."""
        columns = self.heads()
        filled = {column.status.pk: column for column in columns if column.count}
        for front in fronts_of(self._ask.page.union([(self.space.pk, status) for status in filled])):
            filled[front.status_id].cards.append(front)
        return columns

    def heads(self) -> list[Column]:
        """Every column with its count and money, without cards."""
        columns = {status.pk: Column(status) for status in self.statuses}
        for status, currency, exponent, count, minor in self._sums(self.space.pk):
            column = columns.get(status)
            if column is None:  # added this moment: the page that lists it comes with its own news
                continue
            column.count += count
            if currency and minor is not None:
                column.totals.append(Total(currency, Decimal(minor).scaleb(-exponent)))
        for column in columns.values():
            column.totals.sort(key=lambda total: total.currency)
        return list(columns.values())

    def cards_in(self, status: int, after: tuple[str, int]) -> list[Front]:
        """The next page of a column, below the card at this rank and id."""
        return fronts_of(self._ask.page_after(self.space.pk, status, *after))

    def fronts(self, ids: Iterable[int]) -> list[Front]:
        """These cards, as far as they are on the board and match the filter."""
        wanted = list(ids)
        return fronts_of(self._ask.these(self.space.pk, *wanted)) if wanted else []

    def below(self, front: Front) -> int | None:
        """The id of the card right below in the column."""
        row = self._ask.below.first(self.space.pk, front.status_id, front.rank, front.id)
        return row[0] if row else None
