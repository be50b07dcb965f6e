"""The front of a card, and the queries that bring fronts to a board, compiled once without a filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from cashboard.activity.prepared import Prepared, Row
from cashboard.work.cards.dating import Nearness, nearness
from cashboard.work.cards.labelling import Label
from cashboard.work.cards.models import Card, Cards

PAGE = 20


class Front(NamedTuple):
    """What the front of a card shows."""

    id: int
    key: str
    title: str
    version: int
    moves: int
    status_id: int
    rank: str
    due_on: date | None
    party: int | None
    party_name: str
    amount_minor: int | None
    exponent: int
    currency: str
    is_related: bool
    document_count: int
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
Found = QuerySet[Card, Row]


class FrontQueries:
    """What a board asks of the cards in its space that `narrow` leaves."""

    def __init__(self, narrow: Callable[[Cards], QuerySet[Card]] = lambda cards: cards) -> None:
        self._narrow = narrow
        self.sums = Prepared(self._sums)
        self.page = Prepared(self._page)
        self.page_after = Prepared(self._page_after)
        self.these = Prepared(self._these)
        self.below = Prepared(self._below)

    def _cards(self, space: int) -> QuerySet[Card]:
        return self._narrow(Card.objects.on_board().filter(space=space))

    def _sums(self, space: int) -> Found:
        """Status, currency, exponent, how many cards and how much money."""
        rows = self._cards(space).order_by().values_list("status_id", "currency", "exponent")
        return rows.annotate(n=Count("*"), sum=Sum("amount_minor"))

    def _column(self, space: int, status: int) -> QuerySet[Card]:
        return self._cards(space).filter(status_id=status).order_by("rank", "pk")

    def _page(self, space: int, status: int) -> Found:
        return self._column(space, status).values_list(*FIELDS)[:PAGE]

    def _following(self, space: int, status: int, rank: str, pk: int) -> QuerySet[Card]:
        return self._column(space, status).filter(rank__gte=rank).filter(Q(rank__gt=rank) | Q(pk__gt=pk))

    def _page_after(self, space: int, status: int, rank: str, pk: int) -> Found:
        return self._following(space, status, rank, pk).values_list(*FIELDS)[:PAGE]

    def _below(self, space: int, status: int, rank: str, pk: int) -> Found:
        return self._following(space, status, rank, pk).values_list("pk")[:1]

    def _these(self, space: int, *ids: int) -> Found:
        return self._cards(space).filter(pk__in=ids).values_list(*FIELDS)


UNFILTERED = FrontQueries()


def fronts_of(rows: Iterable[Row]) -> list[Front]:
    """Rows of these queries as fronts."""
    return [Front._make(row) for row in rows]


def labels_of(fronts: Sequence[Front]) -> dict[int, list[Label]]:
    """The labels of these cards, by card id. One query."""
    found: dict[int, list[Label]] = defaultdict(list)
    for card, pk, name, colour in _labels(*[front.id for front in fronts]):
        found[card].append(Label(pk=pk, name=name, colour=colour))
    return found


def _labels_on(*ids: int) -> QuerySet[Any, Row]:
    rows = Card.labels.through._default_manager.filter(card_id__in=ids).order_by("label__name")
    return rows.values_list("card_id", "label_id", "label__name", "label__colour")


_labels = Prepared(_labels_on)
