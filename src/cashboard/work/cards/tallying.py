"""The sums of a board's columns: counted by the database while small, brought forward by the log when large.

A large board is counted once. From then on its cards' amounts are kept, and each look reads only what the log
told since: every change of a card records an event in its space that names the card.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from cashboard.activity.models import Event
from cashboard.activity.prepared import Prepared, Row
from cashboard.work.cards.fronts import UNFILTERED
from cashboard.work.cards.models import Card

LARGE, MANY, ROOM = 1_500, 300, 300_000
Group = tuple[int, str, int]
_KEPT: OrderedDict[int, Tally] = OrderedDict()
_LOCK = Lock()


def sums_of(space: int) -> list[Row]:
    """Status, currency, exponent, how many cards and how much money, for each group of cards on the board."""
    if connection.in_atomic_block:  # what has not been committed must not be kept
        return UNFILTERED.sums(space)
    with _LOCK:
        tally = _KEPT.pop(space, None)
        if tally is not None and tally.catch_up():
            return _kept(tally)
    rows = UNFILTERED.sums(space)
    if sum(row[3] for row in rows) >= LARGE:
        with _LOCK:
            if space not in _KEPT:
                return _kept(Tally(space))
    return rows


def _kept(tally: Tally) -> list[Row]:
    """Keep it as the one used last, as far as there is room."""
    _KEPT[tally.space] = tally
    while sum(len(each.cards) for each in _KEPT.values()) > ROOM:
        _KEPT.popitem(last=False)
    return tally.rows()


class Tally:
    """The cards of one board with their groups and amounts, and their sums, as of one event of the space."""

    def __init__(self, space: int) -> None:
        self.space = space
        self._seq = (_last_seq.first(space) or (0,))[0]
        self.cards: dict[int, tuple[Group, int | None]] = {}
        self._sums: dict[Group, list[int]] = {}
        self._take(_on_board(space))

    def catch_up(self) -> bool:
        """Take in what the log told since; False when that is so much that counting anew is quicker."""
        told = _told_since(self.space, self._seq)
        if len(told) > MANY:
            return False
        changed = {entry["id"] for _, objects in told for entry in objects if entry["type"] == "card"}
        if len(changed) > MANY:
            return False
        if changed:
            for card in changed:
                self._forget(card)
            self._take(_these(self.space, *changed))
        if told:
            self._seq = told[-1][0]
        return True

    def rows(self) -> list[Row]:
        """The sums as the database would say them: no money where no card has an amount."""
        return [
            (*group, count, minor if amounts else None)
            for group, (count, amounts, minor) in self._sums.items()
            if count
        ]

    def _take(self, rows: Iterable[Row]) -> None:
        for card, status, currency, exponent, minor in rows:
            self.cards[card] = (status, currency, exponent), minor
            self._add(1, *self.cards[card])

    def _forget(self, card: int) -> None:
        if held := self.cards.pop(card, None):
            self._add(-1, *held)

    def _add(self, sign: int, group: Group, minor: int | None) -> None:
        sums = self._sums.setdefault(group, [0, 0, 0])
        sums[0] += sign
        if minor is not None:
            sums[1] += sign
            sums[2] += sign * minor


AMOUNTS = ("pk", "status_id", "currency", "exponent", "amount_minor")


def _cards(space: int) -> QuerySet[Card]:
    return Card.objects.on_board().filter(space=space)


def _told(space: int, seq: int) -> QuerySet[Any, Row]:
    rows = Event.objects.filter(space=space, seq__gt=seq).order_by("seq")
    return rows.values_list("seq", "objects_json")[: MANY + 1]


_on_board = Prepared(lambda space: _cards(space).values_list(*AMOUNTS))
_these = Prepared(lambda space, *cards: _cards(space).filter(pk__in=cards).values_list(*AMOUNTS))
_told_since = Prepared(_told)
_last_seq = Prepared(lambda space: Event.objects.filter(space=space).order_by("-seq").values_list("seq")[:1])
