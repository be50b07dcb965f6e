"""Weeks of a calendar: a few cards of each day, bars over several days, and how many more there are.

However many cards there are, a page asks a bounded number of times for a bounded number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, DateField, F, IntegerField, QuerySet, Value, When, Window
from django.db.models.functions import Greatest, Least, RowNumber

from cashboard.work.cards.models import Card
from cashboard.work.cards.spanning import BEGINS, ENDS, span_of, within
from cashboard.work.spaces.kinds import OPEN_KINDS

WEEK = 7
OPEN_FIRST = Case(When(status__kind__in=OPEN_KINDS, then=0), default=1, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Bar:
    """A card in one week: in which lane, from which of its days, and over how many of them."""

    card: Card
    begins: date
    ends: date
    lane: int
    column: int
    length: int

    @property
    def is_long(self) -> bool:
        """It goes over more than a day."""
        return self.begins < self.ends

    def goes_back(self, week: Week) -> bool:
        """It began before this week."""
        return self.begins < week.days[0].on

    def goes_on(self, week: Week) -> bool:
        """It ends after this week."""
        return self.ends > week.days[-1].on


@dataclass(frozen=True, slots=True)
class Day:
    """A day with how many cards touch it, and how many of them are not shown."""

    on: date
    count: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days with what is shown in them."""

    days: list[Day]
    bars: list[Bar]


class Weeks:
    """So many weeks from a first day, with so many lanes for cards in each."""

    def __init__(self, cards: QuerySet[Card], first: date, weeks: int, lanes: int) -> None:
        self.last = first + timedelta(days=WEEK * weeks - 1)
        self.first, self._lanes, self._cards = first, lanes, cards
        self._starts = [first + timedelta(days=WEEK * number) for number in range(weeks)]

    def read(self) -> list[Week]:
        """The weeks. Three queries."""
        counts = self._counts()
        cards = self._first_of_each_day() if counts else []
        return [self._week(start, counts, cards) for start in self._starts]

    def _week(self, start: date, counts: dict[date, int], cards: list[Card]) -> Week:
        days = list(_days(start, start + timedelta(days=WEEK - 1)))
        bars = list(lay(cards, start, self._lanes))
        shown: dict[date, int] = defaultdict(int)
        for bar in bars:
            for day in days[bar.column : bar.column + bar.length]:
                shown[day] += 1
        return Week([Day(day, counts[day], max(0, counts[day] - shown[day])) for day in days], bars)

    def _counts(self) -> dict[date, int]:
        """How many cards touch each day: from sums, not from cards."""
        ends = Least(ENDS, Value(self.last), output_field=DateField())
        spans = self._touching().values_list(self._begins, ends).annotate(n=Count("*"))
        counts: dict[date, int] = defaultdict(int)
        for begins, last, count in spans:
            for day in _days(begins, last):
                counts[day] += count
        return counts

    def _first_of_each_day(self) -> list[Card]:
        """As many as can be seen of the cards that begin on each day, or before the first."""
        order: list[Any] = [F("ends").desc(), OPEN_FIRST, "pk"]
        place = Window(RowNumber(), partition_by=[self._begins], order_by=order)
        numbered = self._touching().annotate(ends=ENDS, place=place).filter(place__lte=self._lanes)
        cards = Card.objects.filter(pk__in=list(numbered.values_list("pk", flat=True)))
        ordered = shown(cards).annotate(begins=self._begins, ends=ENDS)
        return list(ordered.order_by("begins", *order))

    def _touching(self) -> QuerySet[Card]:
        return within(self._cards, self.first, self.last).order_by()

    @property
    def _begins(self) -> Greatest:
        return Greatest(BEGINS, Value(self.first), output_field=DateField())


def shown(cards: QuerySet[Card]) -> QuerySet[Card]:
    """The cards with what a calendar shows of them."""
    return cards.select_related("responsible", "status", "space").defer("description")


def lay(cards: Iterable[Card], start: date, lanes: int) -> Iterator[Bar]:
    """Give each card the first lane that is free on its days of this week; who finds none is left out."""
    end = start + timedelta(days=WEEK - 1)
    taken = [[False] * WEEK for _ in range(lanes)]
    for card in cards:
        span = span_of(card.start_on, card.due_on)
        if span is None or span[1] < start or span[0] > end:
            continue  # it was dated anew while the page was read
        column, last = (max(span[0], start) - start).days, (min(span[1], end) - start).days
        days = range(column, last + 1)
        lane = next((lane for lane, used in enumerate(taken) if not any(used[day] for day in days)), None)
        if lane is not None:
            for day in days:
                taken[lane][day] = True
            yield Bar(card, *span, lane=lane, column=column, length=len(days))


def _days(first: date, last: date) -> Iterator[date]:
    for at in range((last - first).days + 1):
        yield first + timedelta(days=at)
