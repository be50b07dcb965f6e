"""Taking back what an event did to a card: by the verb that its type names, as a new event with a cause."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.activity.types import REGISTRY
from cashboard.work.cards.models import Card
from cashboard.work.documents.models import Document

UNDOING: dict[str, Callable[[Card, Event, Actor], object]] = {
    "move_back": lambda card, event, by: card.move_back(event, by=by),
    "assign_back": lambda card, event, by: card.assign_back(event, by=by),
    "date_back": lambda card, event, by: card.date_back(event, by=by),
    "shift_back": lambda card, event, by: card.shift_back(event, by=by),
    "cowork_back": lambda card, event, by: card.cowork_back(event, by=by),
    "fill_back": lambda card, event, by: card.fill_back(event, by=by),
    "label_back": lambda card, event, by: card.label_back(event, by=by),
    "recover": lambda card, event, by: card.recover(by=by.because_of(event.uid)),
    "restore_document": lambda card, event, by: card.restore_document(
        Document(pk=event.data["document"]["id"]), by=by.because_of(event.uid)
    ),
    "restore": lambda card, event, by: card.restore(by=by.because_of(event.uid)),
}


def can_take_back(event: Event) -> bool:
    """Whether there is a verb that undoes events of this type."""
    return event.type in REGISTRY and REGISTRY[event.type].undone_by in UNDOING


def take_back(card: Card, event: Event, *, by: Actor) -> None:
    """Undo it. Raises Refused where there is no way back, or the card was changed again since."""
    if not can_take_back(event):
        raise Refused(f"This cannot be undone. Change {card.key} by hand.")
    UNDOING[REGISTRY[event.type].undone_by](card, event, by)


def take_back_change(change: UUID, *, by: Actor) -> list[Card]:
    """Undo what this actor did to cards in one change, all of it or nothing; the cards that were concerned.

    Raises Refused as `take_back` does, and for a change by somebody else.
    """
    types = [name for name, known in REGISTRY.items() if known.undone_by in UNDOING]
    events = Event.objects.filter(change=change, actor_person=by.person, type__in=types).order_by("-seq")
    told = [(event, event.object_id("card") or 0) for event in events]
    if not told:
        raise Refused("Only whoever made this change takes all of it back. Change the cards by hand.")
    seen = Card.objects.visible_to(by).select_related("space__workspace", "status")
    cards = seen.in_bulk({pk for _, pk in told})
    with transaction.atomic():
        for event, pk in told:
            if pk in cards:
                take_back(cards[pk], event, by=by)
    return list(cards.values())
