"""What the log tells of one card in figures: where its time went, who touched it, what came back or stood.

All of it is read from the events of the card, so that each figure can be counted again in its activity.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from cashboard.activity.models import Event
from cashboard.work.blockers.events import CardBlocked, CardUnblocked
from cashboard.work.cards.events import CardCommented, CardCreated, CardReopened, StatusChange
from cashboard.work.spaces.kinds import StatusKind

CLOSED = (StatusKind.COMPLETED, StatusKind.CANCELLED)
PEOPLE = ("person", "token")


@dataclass(slots=True)
class Stay:
    """A status with the time that the card stood in it, over how many visits. `now`: it stands there."""

    name: str
    spent: timedelta = timedelta(0)
    visits: int = 0
    now: bool = False


@dataclass(slots=True)
class Statistics:
    """The figures of one card, as of a moment. The clock rests while it is completed or cancelled."""

    stays: dict[int, Stay] = field(default_factory=dict)
    touches: int = 0
    people: int = 0
    reopenings: int = 0
    comments: int = 0
    blocked: timedelta = timedelta(0)
    blocks: int = 0

    @property
    def total(self) -> timedelta:
        """The time in all its statuses."""
        return sum((stay.spent for stay in self.stays.values()), timedelta(0))

    def share(self, spent: timedelta) -> int:
        """How many hundredths of the whole this is."""
        return round(100 * spent / self.total) if self.total else 0


def statistics_of(card: int, now: datetime) -> Statistics:
    """The figures of the card with this id as of `now`: one query."""
    rows = Event.objects.about("card", card).filter(at__lte=now).order_by("at", "seq")
    events = [event for event in rows if event.object_id("card") == card]
    told = Statistics()
    _count(events, told)
    _follow_statuses(events, now, told)
    _follow_blocks(events, now, told)
    return told


def _count(events: Iterable[Event], told: Statistics) -> None:
    """A touch is what somebody did in one go: what one change holds counts once."""
    touches: set[UUID] = set()
    people: set[int | None] = set()
    for event in events:
        if event.actor_kind in PEOPLE:
            touches.add(event.change)
            people.add(event.actor_person)
        told.reopenings += event.type == CardReopened.name
        told.comments += event.type == CardCommented.name
    told.touches, told.people = len(touches), len(people)


def _follow_statuses(events: Iterable[Event], now: datetime, told: Statistics) -> None:
    since, status, kind = now, 0, ""
    for event in events:
        typed = event.typed
        if isinstance(typed, CardCreated):
            status, kind, name = typed.status.id or 0, typed.kind, typed.status.name
        elif isinstance(typed, StatusChange):
            _spend(told, status, kind, event.at - since)
            kind, name = typed.to_kind, typed.to_status.name
            if typed.from_status.id == typed.to_status.id:  # the status means something else from here on
                since = event.at
                continue
            status = typed.to_status.id or 0
        else:
            continue
        since = event.at
        stay = told.stays.setdefault(status, Stay(name))
        stay.name, stay.visits = name, stay.visits + 1
    _spend(told, status, kind, now - since)
    if status in told.stays:
        told.stays[status].now = True


def _spend(told: Statistics, status: int, kind: str, spent: timedelta) -> None:
    if status in told.stays and kind not in CLOSED:
        told.stays[status].spent += max(spent, timedelta(0))


def _follow_blocks(events: Iterable[Event], now: datetime, told: Statistics) -> None:
    """The time during which at least one block was there; two at once do not count twice."""
    current: set[int] = set()
    since = now
    for event in events:
        typed = event.typed
        if isinstance(typed, CardBlocked):
            since = since if current else event.at
            current.add(typed.block)
            told.blocks += 1
        elif isinstance(typed, CardUnblocked) and typed.block in current:
            current.remove(typed.block)
            if not current:
                told.blocked += event.at - since
    if current:
        told.blocked += now - since
