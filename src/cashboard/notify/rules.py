"""Whom an event is said to, and what somebody hears of the cards that they work on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from cashboard.activity.types import EventType, Named
from cashboard.notify.following import Audience
from cashboard.notify.models import Level, Reason
from cashboard.work.blockers.events import CardBlocked, CardUnblocked
from cashboard.work.cards.checklist_events import ItemAssigned
from cashboard.work.cards.comment_events import CommentEdited, CommentReacted, ReactionTakenBack
from cashboard.work.cards.events import (
    CardArchived,
    CardAssigned,
    CardCommented,
    CardCompleted,
    CardCreated,
    CardDated,
    CardMoved,
    CardRanked,
    CardReopened,
    CardRestored,
    CardShifted,
    CardsSpread,
    CoworkerAdded,
)
from cashboard.work.cards.models import Card

Addressed = Iterable[tuple[Named | None, Reason]]

QUIET = frozenset({CardRanked.name, CardsSpread.name, CommentReacted.name, ReactionTakenBack.name})
"""Order within a column concerns nobody, and a sign is there to save a message."""

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
NEW: defaultdict[Reason, frozenset[str]] = defaultdict(
    frozenset, dict.fromkeys((Reason.STATUS, Reason.SPACE), frozenset({CardCreated.name}))
)
"""What else is heard by whoever follows a place: that a card is new there."""


def _handed_over(event: CardAssigned) -> Addressed:
    return [(event.new, Reason.RESPONSIBLE), (event.old, Reason.RELIEVED)]


def _called_in(event: CardCommented | CommentEdited) -> Addressed:
    return [(one, Reason.MENTIONED) for one in event.mentions]


def _said_to(event: CardCommented) -> Addressed:
    return [*_called_in(event), (event.answered, Reason.REPLIED)]


ADDRESSES: dict[str, Callable[[Any], Addressed]] = {
    CardAssigned.name: _handed_over,
    CoworkerAdded.name: lambda event: [(event.coworker, Reason.COWORKER)],
    CardBlocked.name: lambda event: [(event.owner, Reason.BLOCKER)],
    ItemAssigned.name: lambda event: [(event.new, Reason.ITEM)],
    CardCommented.name: _said_to,
    CommentEdited.name: _called_in,
}


def groups_in(event: EventType) -> list[int]:
    """The groups that an event calls in."""
    called = event.groups if isinstance(event, CardCommented | CommentEdited) else []
    return [group.id for group in called if group.id is not None]


def told_of(
    event: EventType,
    card: Card,
    levels: dict[int, str],
    teams: dict[int, list[int]],
    audience: Audience | None = None,
) -> dict[int, Reason]:
    """The people to tell, with the reason: whom the event is about, who works on the card, who follows it.

    `levels` holds the wishes of those who have one, `teams` the people of the groups that are called in.
    """
    audience = audience or Audience()
    found: dict[int, Reason] = {}
    for named, reason in ADDRESSES.get(event.name, lambda _: ())(event):
        if named is not None and named.id is not None:
            found.setdefault(named.id, reason)
    for group in groups_in(event):
        for member in teams.get(group, ()):
            found.setdefault(member, Reason.GROUP)
    for person, reason in (*_working_on(card), *_following(audience)):
        if person in found or person in audience.deaf:
            continue
        level = levels.get(person, Level.RELEVANT)
        if event.name in heard(level, event.name) or (event.name in NEW[reason] and level != Level.COMMENTS):
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


def _following(audience: Audience) -> Iterable[tuple[int, Reason]]:
    for person in audience.card:
        yield person, Reason.CARD
    for person in audience.status:
        yield person, Reason.STATUS
    for person in audience.space:
        yield person, Reason.SPACE
