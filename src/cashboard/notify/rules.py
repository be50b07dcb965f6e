"""Whom an event is said to, and what somebody hears of the cards that they work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from cashboard.activity.types import EventType, Named
from cashboard.notify.models import Level, Reason
from cashboard.work.blockers.events import CardBlocked, CardUnblocked
from cashboard.work.cards.checklist_events import ItemAssigned
from cashboard.work.cards.events import (
    CardArchived,
    CardAssigned,
    CardCommented,
    CardCompleted,
    CardDated,
    CardMoved,
    CardRanked,
    CardReopened,
    CardRestored,
    CardShifted,
    CardsSpread,
    CommentEdited,
    CoworkerAdded,
)
from cashboard.work.cards.models import Card

Addressed = Iterable[tuple[Named | None, Reason]]

QUIET = frozenset({CardRanked.name, CardsSpread.name})
"""Order within a column concerns nobody."""

SAID = frozenset({CardCommented.name})
MATTERS = SAID | {
    CardMoved.name,
    CardCompleted.name,
    CardReopened.name,
    CardDated.name,
    CardShifted.name,
    CardArchived.name,
    CardRestored.name,
    CardBlocked.name,
    CardUnblocked.name,
}


def _handed_over(event: CardAssigned) -> Addressed:
    return [(event.new, Reason.RESPONSIBLE), (event.old, Reason.RELIEVED)]


def _called_in(event: CardCommented | CommentEdited) -> Addressed:
    return [(one, Reason.MENTIONED) for one in event.mentions]


ADDRESSES: dict[str, Callable[[Any], Addressed]] = {
    CardAssigned.name: _handed_over,
    CoworkerAdded.name: lambda event: [(event.coworker, Reason.COWORKER)],
    CardBlocked.name: lambda event: [(event.owner, Reason.BLOCKER)],
    ItemAssigned.name: lambda event: [(event.new, Reason.ITEM)],
    CardCommented.name: _called_in,
    CommentEdited.name: _called_in,
}


def told_of(event: EventType, card: Card, levels: dict[int, str]) -> dict[int, Reason]:
    """The people to tell, with the reason: whom the event is about, then who works on the card.

    `levels` holds the wishes of those who have one.
    """
    found: dict[int, Reason] = {}
    for named, reason in ADDRESSES.get(event.name, lambda _: ())(event):
        if named is not None and named.id is not None:
            found.setdefault(named.id, reason)
    for person, reason in _working_on(card):
        if person not in found and event.name in heard(levels.get(person, Level.RELEVANT), event.name):
            found[person] = reason
    return found


def heard(level: str, name: str) -> frozenset[str]:
    """The events of one's cards that are heard at this level."""
    if level == Level.EVERYTHING:
        return frozenset({name}) - QUIET
    return SAID if level == Level.COMMENTS else MATTERS


def _working_on(card: Card) -> Iterable[tuple[int, Reason]]:
    if card.responsible_id is not None:
        yield card.responsible_id, Reason.YOURS
    for person in card.coworkers.all():
        yield person.pk, Reason.WITH_YOU
