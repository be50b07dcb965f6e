"""A table of cards: pages of rows in any order, groups with subtotals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from cashboard.activity.prepared import Row as Values
from cashboard.work.cards.arranging import Arrangement
from cashboard.work.cards.keysets import Key, Keyset, Term
from cashboard.work.cards.models import Card

PAGE = 50
CHUNK = 500


@dataclass(slots=True)
class Tally:
    """How many cards, and how much money in each currency."""

    count: int = 0
    money: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    def add(self, currency: str, exponent: int, count: int, minor: int | None) -> None:
        """Count in so many cards with so much money."""
        self.count += count
        if currency and minor is not None:
            self.money[currency] += Decimal(minor).scaleb(-exponent)


@dataclass(slots=True)
class Row:
    """A card with what each column shows of it. `group` tells the groups apart, None where there are none."""

    card: Card
    values: dict[str, Any]
    key: Key
    group: str | None = None
    group_title: str = ""


class Table:
    """These cards, arranged."""

    def __init__(self, cards: QuerySet[Card], arrangement: Arrangement, today: date) -> None:
        self.arrangement = arrangement
        self.grouping = arrangement.grouping
        self._terms = self.grouping.terms(today) if self.grouping else []
        self.keyset = Keyset([*self._terms, _sort_term(arrangement)])
        self._cards = cards

    @cached_property
    def _ordered(self) -> QuerySet[Card]:
        rows = self._cards.select_related("status", "responsible", "space").defer("description")
        return self.keyset.order(rows)

    def page(self, after: Key | None = None) -> list[Row]:
        """The next rows behind a key, or the first ones."""
        rows = self._ordered.filter(self.keyset.after(after)) if after else self._ordered
        return self._loaded(list(rows[:PAGE]))

    def rows(self, ids: Iterable[int]) -> list[Row]:
        """These cards, as far as they are in the table, in its order."""
        return self._loaded(list(self._ordered.filter(pk__in=list(ids))))

    def below(self, row: Row) -> Row | None:
        """The row right behind this one, without what its columns show."""
        found = self._ordered.filter(self.keyset.after(row.key))[:1]
        return next((self._row(card, {}) for card in found), None)

    def top_of(self, row: Row) -> Row | None:
        """The first row of this row's group."""
        same = {name: row.key[at] for at, name in enumerate(self.keyset.names[: len(self._terms)])}
        where = Q(
            **{
                f"{name}__isnull" if value is None else name: value is None or value
                for name, value in same.items()
            }
        )
        found = self._ordered.filter(where)[:1]
        return next((self._row(card, {}) for card in found), None)

    def group_at(self, key: Key) -> str | None:
        """The group of the row with this key."""
        return _identity(key[len(self._terms) - 1]) if self.grouping else None

    def every(self) -> Iterator[Row]:
        """All rows, a chunk at a time."""
        cards = self._ordered.iterator(chunk_size=CHUNK)
        while chunk := list(islice(cards, CHUNK)):
            yield from self._loaded(chunk)

    def tally(self) -> Tally:
        """The count and the money of all cards: one query."""
        found = Tally()
        rows = self._cards.order_by().values_list("currency", "exponent")
        for currency, exponent, count, minor in rows.annotate(n=Count("*"), sum=Sum("amount_minor")):
            found.add(currency, exponent, count, minor)
        return found

    def subtotals(self, rows: Sequence[Row]) -> dict[str, Tally]:
        """The tallies of the groups that these rows are of: one query."""
        found: dict[str, Tally] = defaultdict(Tally)
        if self.grouping and rows:
            for identity, *values in self._sums({row.key[len(self._terms) - 1] for row in rows}):
                found[_identity(identity)].add(*values)
        return found

    def _sums(self, identities: set[Any]) -> Iterable[Values]:
        cards = self._cards.order_by().annotate(identity=self._terms[-1].expression)
        where = Q(identity__in=identities - {None})
        if None in identities:
            where |= Q(identity__isnull=True)
        sums = cards.filter(where).values_list("identity", "currency", "exponent")
        return sums.annotate(n=Count("*"), sum=Sum("amount_minor"))

    def _loaded(self, cards: list[Card]) -> list[Row]:
        loaded = [(column.name, column.load(cards)) for column in self.arrangement.columns] if cards else []
        return [self._row(card, {name: values[card.pk] for name, values in loaded}) for card in cards]

    def _row(self, card: Card, values: dict[str, Any]) -> Row:
        row = Row(card, values, self.keyset.key_of(card))
        if self.grouping:
            identity = row.key[len(self._terms) - 1]
            row.group, row.group_title = _identity(identity), self.grouping.title_of(card, identity)
        return row


def _identity(value: Any) -> str:
    return "none" if value is None else str(value)


def _sort_term(arrangement: Arrangement) -> Term:
    sort = arrangement.sorted_by.sort
    assert sort is not None, "an arrangement is sorted by a column that can be"
    return sort._replace(descending=arrangement.descending)
