"""A board by any attribute, with or without lanes: its groups, their sums, the first cards of each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from cashboard.work.cards.attributes.attribute import Attribute, Group, Identity, Scene
from cashboard.work.cards.board import Total
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.fronts import FIELDS, Front, fronts_of
from cashboard.work.cards.keysets import Key, Keyset, Term, a_day, words
from cashboard.work.cards.laying_out import BoardLayout
from cashboard.work.cards.models import Card
from cashboard.work.spaces.kinds import StatusKind

MOST_COLUMNS, LANES, IN_COLUMN, IN_LANE = 50, 12, 20, 6
COLUMN, LANE = "in_column", "in_lane"


@dataclass(slots=True)
class Sums:
    """How many cards, how many of them are work and how many of those are done, and their money."""

    count: int = 0
    work: int = 0
    done: int = 0
    money: dict[str, Decimal] = field(default_factory=dict)

    def add(self, kind: str, currency: str, exponent: int, count: int, minor: int | None) -> None:
        """Count in the cards of one kind of status and one currency."""
        self.count += count
        if kind not in (StatusKind.INFORMATION, StatusKind.CANCELLED):
            self.work += count
        if kind == StatusKind.COMPLETED:
            self.done += count
        if currency and minor is not None:
            self.money[currency] = self.money.get(currency, Decimal(0)) + Decimal(minor).scaleb(-exponent)

    @property
    def totals(self) -> list[Total]:
        """The money by currency."""
        return [Total(currency, self.money[currency]) for currency in sorted(self.money)]

    @property
    def progress(self) -> int | None:
        """The share of the work that is completed, in per cent; None where there is no work."""
        return 100 * self.done // self.work if self.work else None


class Pile(NamedTuple):
    """A column or a lane: its group and the sums over it."""

    group: Group
    sums: Sums


class Standing(NamedTuple):
    """A card in one cell, with its key in the order there."""

    front: Front
    column: Identity
    lane: Identity
    key: Key


@dataclass(slots=True)
class Cell:
    """Where a column crosses a lane: how many cards stand there, and the first of them."""

    count: int = 0
    cards: list[Standing] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """There are cards below the ones at hand."""
        return 0 < len(self.cards) < self.count


class GroupBoard:
    """The board of a space by the attributes of a layout, through a filter, as an actor sees it."""

    def __init__(
        self, scene: Scene, layout: BoardLayout, attributes: dict[str, Attribute], chosen: CardFilter
    ) -> None:
        self.scene, self.layout, self.chosen = scene, layout, chosen
        self.column = attributes[layout.columns]
        self.lane = attributes[layout.lanes] if layout.lanes else None
        by_rank = layout.columns == "status"
        self.keyset = Keyset(
            [Term(F("rank"), words, nullable=False) if by_rank else Term(F("due_on"), a_day)]
        )
        self.size = IN_LANE if self.lane else IN_COLUMN

    @property
    def today(self) -> date:
        """The day of the person who looks."""
        return self.scene.today

    @property
    def has_copies(self) -> bool:
        """One card can stand in several cells."""
        return self.column.many or (self.lane is not None and self.lane.many)

    @cached_property
    def columns(self) -> list[Pile]:
        """The columns with their sums, at most MOST_COLUMNS: those with the most cards."""
        piles = [pile for pile in self._all_columns if pile.group.key not in self.layout.hidden]
        largest = sorted(piles, key=lambda pile: -pile.sums.count)[:MOST_COLUMNS]
        kept = {pile.group.key for pile in largest}
        return [pile for pile in piles if pile.group.key in kept]

    @property
    def left_out(self) -> int:
        """How many columns there are beyond those, hidden ones not counted."""
        shown = [pile for pile in self._all_columns if pile.group.key not in self.layout.hidden]
        return len(shown) - len(self.columns)

    @property
    def hidden_names(self) -> list[tuple[str, str]]:
        """The keys and names of the columns that are hidden."""
        groups = [pile.group for pile in self._all_columns]
        return [(group.key, group.name) for group in groups if group.key in self.layout.hidden]

    @cached_property
    def _all_columns(self) -> list[Pile]:
        return self._piles(self.column, COLUMN)

    @cached_property
    def lanes(self) -> list[Pile]:
        """The lanes with their sums; none where the board has none."""
        if self.lane is None:
            return []
        piles = self._piles(self.lane, LANE)
        return [pile for pile in piles if pile.sums.count or not self.layout.without_empty]

    @cached_property
    def count(self) -> int:
        """How many cards match, each counted once."""
        return self._cards.count() if self.column.many else sum(pile.sums.count for pile in self._all_columns)

    def cells(self, lanes: Sequence[Group | None]) -> dict[tuple[str, str], Cell]:
        """What stands in the cells of these lanes, by the keys of column and lane. Three queries."""
        found: dict[tuple[str, str], Cell] = defaultdict(Cell)
        keys = {pile.group.identity: pile.group.key for pile in self.columns}
        names = {lane.identity if lane else None: lane.key if lane else "" for lane in lanes}
        for column, lane, count in self._counts():
            if column in keys and lane in names:
                found[keys[column], names[lane]].count = count
        for standing in self._first(keys, [*names]):
            found[keys[standing.column], names[standing.lane]].cards.append(standing)
        return found

    def next_in(self, column: Group, lane: Group | None, after: Key) -> tuple[list[Standing], bool]:
        """The next cards of a cell behind a key, and whether there are more."""
        cards = self._in(column.identity, lane.identity if lane else None)
        rows = self._rows(self.keyset.order(cards).filter(self.keyset.after(after))[: 2 * IN_COLUMN + 1])
        return rows[: 2 * IN_COLUMN], len(rows) > 2 * IN_COLUMN

    def standing(self, ids: Collection[int]) -> list[Standing]:
        """Where these cards stand, as far as they match: the lowest of each cell first."""
        rows = self._rows(self.keyset.order(self._grouped.filter(pk__in=list(ids))))
        return rows[::-1]

    def below(self, standing: Standing) -> int | None:
        """The card right below in its cell."""
        cards = self.keyset.order(self._in(standing.column, standing.lane))
        row = cards.filter(self.keyset.after(standing.key)).values_list("pk").first()
        return row[0] if row else None

    def find(self, attribute: Attribute, key: str) -> Group | None:
        """The group of this key, None when there is none."""
        number = key.rpartition("-")[2]
        found = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None
        groups = attribute.groups([found], self.scene)
        return next((group for group in groups if group.key == key), None)

    def groups_of(self, standing: Standing) -> tuple[Group, Group | None] | None:
        """The column and the lane in which it stands, None where they are not shown."""
        column = next((p.group for p in self.columns if p.group.identity == standing.column), None)
        lane = next((p.group for p in self.lanes if p.group.identity == standing.lane), None)
        return None if column is None or (self.lane is not None and lane is None) else (column, lane)

    @property
    def _cards(self) -> QuerySet[Card]:
        cards = Card.objects.on_board().filter(space=self.scene.space)
        return self.chosen.apply(cards, self.scene.actor, self.today)

    @property
    def _grouped(self) -> QuerySet[Card]:
        """The cards, a row for each cell."""
        cards = self.column.annotate(self._cards, COLUMN, self.scene)
        return self.lane.annotate(cards, LANE, self.scene) if self.lane else cards

    def _in(self, column: Identity, lane: Identity) -> QuerySet[Card]:
        where: dict[str, Any] = {}
        for alias, identity in [(COLUMN, column), *([(LANE, lane)] if self.lane else [])]:
            where[f"{alias}__isnull" if identity is None else alias] = True if identity is None else identity
        return self._grouped.filter(**where)

    def _piles(self, attribute: Attribute, alias: str) -> list[Pile]:
        sums: dict[Identity, Sums] = defaultdict(Sums)
        cards = attribute.annotate(self._cards.order_by(), alias, self.scene)
        rows = cards.values_list(alias, "status__kind", "currency", "exponent")
        for identity, *values in rows.annotate(n=Count("*"), sum=Sum("amount_minor")):
            sums[identity].add(*values)
        return [Pile(group, sums[group.identity]) for group in attribute.groups([*sums], self.scene)]

    def _counts(self) -> Iterable[tuple[Identity, Identity, int]]:
        if self.lane is None:
            return [(pile.group.identity, None, pile.sums.count) for pile in self.columns]
        rows = self._grouped.order_by().values_list(COLUMN, LANE)
        return [*rows.annotate(n=Count("*"))]

    def _first(self, columns: Collection[Identity], lanes: Collection[Identity]) -> list[Standing]:
        """The first cards of each cell: their place by the database, then their fronts."""
        folded = {pile.group.identity for pile in self.columns if pile.group.key in self.layout.folded}
        shown = [identity for identity in columns if identity not in folded]
        cells = [F(COLUMN), *([F(LANE)] if self.lane else [])]
        cards = self.keyset.keyed(self._among(shown, lanes)).annotate(
            place=Window(RowNumber(), partition_by=cells, order_by=self.keyset.directions)
        )
        return self._rows(cards.filter(place__lte=self.size), by_place=True)

    def _among(self, columns: Collection[Identity], lanes: Collection[Identity]) -> QuerySet[Card]:
        cards = _any_of(self._grouped, COLUMN, columns)
        return _any_of(cards, LANE, lanes) if self.lane else cards

    def _rows(self, cards: QuerySet[Card], *, by_place: bool = False) -> list[Standing]:
        """Rows with their keys as cards in their cells. Two queries."""
        names = ["pk", COLUMN, *([LANE] if self.lane else []), *self.keyset.names]
        rows = list(cards.values_list(*names, *(["place"] if by_place else [])))
        if by_place:
            rows.sort(key=lambda row: row[-1])
        found = Card.objects.filter(pk__in={row[0] for row in rows}).values_list(*FIELDS)
        fronts = {front.id: front for front in fronts_of(found)} if rows else {}
        at = 3 if self.lane else 2
        return [
            Standing(fronts[row[0]], row[1], row[2] if self.lane else None, tuple(row[at : len(names)]))
            for row in rows
            if row[0] in fronts
        ]


def _any_of(cards: QuerySet[Card], alias: str, identities: Collection[Identity]) -> QuerySet[Card]:
    where = Q(**{f"{alias}__in": [each for each in identities if each is not None]})
    return cards.filter(where | Q(**{f"{alias}__isnull": True}) if None in identities else where)
