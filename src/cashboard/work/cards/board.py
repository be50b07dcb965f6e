"""A board: the columns of a space with their counts and money, and the first cards of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
    """A status with what the filter shows of it.

    `standing` is how many cards there are, whatever the filter, where the status has a limit.
    """

    status: Status
    count: int = 0
    totals: list[Total] = field(default_factory=list)
    cards: list[Front] = field(default_factory=list)
    standing: int = 0

    @property
    def is_over(self) -> bool:
        """More cards stand in the status than its limit says, whatever the filter shows of them."""
        return self.status.is_over(self.standing)

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
        where = chosen.condition(actor, today)
        narrowed = FrontQueries(lambda cards: cards.filter(where))
        self._ask = narrowed if chosen else UNFILTERED
        self._sums = narrowed.sums if chosen else sums_of

    def columns(self, but: Collection[int] = ()) -> list[Column]:
        """Every column with its first cards, those of the statuses `but` without. Two queries."""
        columns = self.heads()
        filled = {
            column.status.pk: column for column in columns if column.count and column.status.pk not in but
        }
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
        if any(status.limit is not None for status in self.statuses):
            self._count_all(columns)
        return list(columns.values())

    def _count_all(self, columns: dict[int, Column]) -> None:
        """A limit is about all cards of its status; without a filter they are counted already."""
        if not self.chosen:
            for column in columns.values():
                column.standing = column.count
            return
        for status, _, _, count, _ in sums_of(self.space.pk):
            if status in columns:
                columns[status].standing += count

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
