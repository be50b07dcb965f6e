"""One change of many cards: each in a transaction of its own, under one change id, taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, Refused
from cashboard.activity.types import REGISTRY
from cashboard.work.cards.bulk_actions import Action
from cashboard.work.cards.models import Card
from cashboard.work.cards.undoing import UNDOING, take_back
from cashboard.work.spaces.models import Space

MOST = 5_000
AT_ONCE = 50
MOST_NAMED = 200
Pause = Callable[[], bool]


@dataclass(slots=True)
class Outcome:
    """How far it came: what changed, what could not and why, and what is left to do."""

    changed: int = 0
    refused: int = 0
    reasons: list[tuple[str, str]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    def refuse(self, key: str, reason: str) -> None:
        """Note a card that stays as it is; the first ones by name."""
        self.refused += 1
        if len(self.reasons) < MOST_NAMED:
            self.reasons.append((key, reason))


def concerned(cards: QuerySet[Card], action: Action) -> tuple[list[int], int]:
    """The cards that the action would change, and how many are so already.

    Raises Invalid for more than MOST.
    """
    count = cards.count()
    if count > MOST:
        raise Invalid(
            f"These are {count:,} cards; at most {MOST:,} change at once. Narrow the filter.", "cards"
        )
    ids = list(
        cards.exclude(action.same()).order_by("status__position", "rank", "pk").values_list("pk", flat=True)
    )
    return ids, count - len(ids)


def change_cards(
    space: Space, ids: Sequence[int], action: Action, outcome: Outcome, *, by: Actor, pause: Pause
) -> None:
    """Let the action's verb change each of these cards of the space, until `pause` says to leave the rest."""

    def load(some: Sequence[int]) -> Iterable[tuple[int, Card]]:
        found = (
            Card.objects.on_board().filter(space=space).select_related("status", "responsible").in_bulk(some)
        )
        return [(pk, found[pk]) for pk in some if pk in found]

    _each(ids, load, lambda _, card: action.act(card, by), outcome, space, pause)


def undo_change(space: Space, seqs: Sequence[int], outcome: Outcome, *, by: Actor, pause: Pause) -> None:
    """Take these events back, which `events_to_undo` found."""
    events = {event.seq: event for event in Event.objects.filter(space=space.pk, seq__in=seqs)}

    def load(some: Sequence[int]) -> Iterable[tuple[int, Card]]:
        of_event = {seq: events[seq].object_id("card") or 0 for seq in some if seq in events}
        found = Card.objects.filter(space=space).select_related("status").in_bulk(of_event.values())
        return [(seq, found[pk]) for seq, pk in of_event.items() if pk in found]

    _each(seqs, load, lambda seq, card: take_back(card, events[seq], by=by), outcome, space, pause)


def events_to_undo(space: Space, change: UUID, *, by: Actor) -> list[int]:
    """What this actor did to cards in one change and can be taken back, the newest first."""
    types = [name for name, known in REGISTRY.items() if known.undone_by in UNDOING]
    events = Event.objects.filter(change=change, space=space.pk, actor_person=by.person, type__in=types)
    return list(events.order_by("-seq").values_list("seq", flat=True)[:MOST])


def _each(
    ids: Sequence[int],
    load: Callable[[Sequence[int]], Iterable[tuple[int, Card]]],
    act: Callable[[int, Card], object],
    outcome: Outcome,
    space: Space,
    pause: Pause,
) -> None:
    for start in range(0, len(ids), AT_ONCE):
        if start and pause():
            outcome.left = list(ids[start:])
            return
        for pk, card in load(ids[start : start + AT_ONCE]):
            card.space = space
            before = card.version
            try:
                act(pk, card)
            except Refused as refused:
                outcome.refuse(card.key, str(refused))
            except Card.DoesNotExist:
                outcome.refuse(card.key, f"{card.key} is not there any more.")
            else:
                outcome.changed += card.version != before
    outcome.left = []
