"""Cards in the order in which they end, a page at a time: an agenda, or all cards of one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from cashboard.work.cards.keysets import Key, Keyset, Term, a_day
from cashboard.work.cards.models import Card
from cashboard.work.cards.spanning import ENDS, from_day, within
from cashboard.work.cards.weeks import shown

PAGE = 50
KEYSET = Keyset([Term(ENDS, a_day, nullable=False)])


class Agenda:
    """The cards that end from a day on; with `only`, those that touch this day."""

    def __init__(self, cards: QuerySet[Card], first: date, *, only: bool = False) -> None:
        self.first, self.only = first, only
        self._cards = within(cards, first, first) if only else from_day(cards, first)

    def page(self, after: Key | None = None) -> list[Card]:
        """The first cards, or those behind a key. One query."""
        ordered = KEYSET.order(shown(self._cards))
        return list((ordered.filter(KEYSET.after(after)) if after else ordered)[:PAGE])

    def key_after(self, cards: list[Card]) -> str:
        """Where the next page begins, empty when there is none."""
        return KEYSET.write(KEYSET.key_of(cards[-1])) if len(cards) == PAGE else ""

    def by_day(self, cards: list[Card]) -> Iterator[tuple[date, list[Card]]]:
        """The cards of a page under the days on which they end, or all under the one day."""
        if self.only:
            return iter([(self.first, cards)])
        return (
            (day, list(found)) for day, found in groupby(cards, lambda card: card.due_on or card.start_on)
        )
