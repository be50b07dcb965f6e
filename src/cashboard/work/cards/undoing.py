"""Taking back what an event did to a card: by the verb that its type names, as a new event with a cause."""

from __future__ import annotations

from collections.abc import Callable

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.activity.refusals import Refused
from cashboard.activity.types import REGISTRY
from cashboard.work.cards.models import Card

UNDOING: dict[str, Callable[[Card, Event, Actor], object]] = {
    "move_back": lambda card, event, by: card.move_back(event, by=by),
    "assign_back": lambda card, event, by: card.assign_back(event, by=by),
    "date_back": lambda card, event, by: card.date_back(event, by=by),
    "shift_back": lambda card, event, by: card.shift_back(event, by=by),
    "label_back": lambda card, event, by: card.label_back(event, by=by),
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
