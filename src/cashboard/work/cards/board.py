"""A board: the columns of a space with their counts and money, and the first cards of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from cashboard.activity.actors import Actor
from cashboard.work.cards.dating import Nearness, nearness
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Space, Status

PAGE = 20


class Front(NamedTuple):
    """What the front of a card shows."""

    id: int
    key: str
    title: str
    version: int
    status_id: int
    rank: str
    due_on: date | None
    party: int | None
    party_name: str
    amount_minor: int | None
    exponent: int
    currency: str
    responsible_id: int | None
    responsible_name: str | None

    @property
    def amount(self) -> Decimal | None:
        """The money on the card."""
        return None if self.amount_minor is None else Decimal(self.amount_minor).scaleb(-self.exponent)

    def nearness(self, kind: str, today: date) -> Nearness:
        """How near its due date is."""
        return nearness(self.due_on, kind, today)


FIELDS = (*Front._fields[:-1], "responsible__name")
DUE = FIELDS.index("due_on")


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
        """There are cards below the ones at hand."""
        return len(self.cards) < self.count


class Board:
    """The board of a space, as an actor may see it through a filter."""

    def __init__(
        self, space: Space, statuses: list[Status], chosen: CardFilter, actor: Actor, today: date
    ) -> None:
        self.space = space
        self.statuses = statuses
        self.chosen = chosen
        self.actor = actor
        self.today = today
        where = Q(space=space, archived_at=None)
        self._cards: QuerySet[Card] = chosen.apply(Card.objects.filter(where), actor, today)

    def columns(self) -> list[Column]:
        """Every column with its first cards. Two queries."""
        columns = self.heads()
        filled = {column.status.pk: column for column in columns if column.count}
        for front in self._first_cards(list(filled)):
            filled[front.status_id].cards.append(front)
        return columns

    def _first_cards(self, statuses: list[int]) -> list[Front]:
        """The first page of each column, in one query: the same statement for each, put together."""
        if not statuses:
            return []
        marker = -1
        sql, params = self._page(marker).query.sql_with_params()
        each = [[status if param == marker else param for param in params] for status in statuses]
        union = " UNION ALL ".join([f"SELECT * FROM ({sql}) AS c{index}" for index in range(len(statuses))])
        with connection.cursor() as cursor:
            cursor.execute(union, [param for some in each for param in some])
            return [Front._make(_with_dates(row)) for row in cursor.fetchall()]

    def _page(self, status: int) -> QuerySet[Card, tuple[Any, ...]]:
        return self._cards.filter(status_id=status).order_by("rank", "pk").values_list(*FIELDS)[:PAGE]

    def heads(self) -> list[Column]:
        """Every column with its count and money, without cards."""
        columns = {status.pk: Column(status) for status in self.statuses}
        rows = self._cards.order_by().values_list("status_id", "currency", "exponent")
        for status, currency, exponent, count, minor in rows.annotate(
            n=Count("pk", distinct=bool(self.chosen.labels)), sum=Sum("amount_minor")
        ):
            column = columns[status]
            column.count += count
            if currency and minor is not None:
                column.totals.append(Total(currency, Decimal(minor).scaleb(-exponent)))
        for column in columns.values():
            column.totals.sort(key=lambda total: total.currency)
        return list(columns.values())

    def cards_in(self, status: int, after: tuple[str, int]) -> list[Front]:
        """The next page of a column, below the card at this rank and id."""
        rank, pk = after
        rows = self._cards.filter(status_id=status, rank__gte=rank).filter(Q(rank__gt=rank) | Q(pk__gt=pk))
        return [Front._make(row) for row in rows.order_by("rank", "pk").values_list(*FIELDS)[:PAGE]]

    def fronts(self, ids: Iterable[int]) -> list[Front]:
        """These cards, as far as they are on the board and match the filter."""
        return [Front._make(row) for row in self._cards.filter(pk__in=list(ids)).values_list(*FIELDS)]

    def below(self, front: Front) -> int | None:
        """The id of the card right below in the column."""
        rows = self._cards.filter(status_id=front.status_id, rank__gte=front.rank)
        found: int | None = (
            rows.filter(Q(rank__gt=front.rank) | Q(pk__gt=front.id))
            .order_by("rank", "pk")
            .values_list("pk", flat=True)
            .first()
        )
        return found


def _with_dates(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """SQLite gives dates as text."""
    if isinstance(row[DUE], str):
        return (*row[:DUE], date.fromisoformat(row[DUE]), *row[DUE + 1 :])
    return row


def labels_of(fronts: Sequence[Front]) -> dict[int, list[Label]]:
    """The labels of these cards, by card id. One query."""
    found: dict[int, list[Label]] = defaultdict(list)
    through = Card.labels.through
    rows = through._default_manager.filter(card_id__in=[front.id for front in fronts]).select_related("label")
    for row in rows.order_by("label__name"):
        found[row.card_id].append(row.label)
    return found
