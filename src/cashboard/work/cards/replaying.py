"""The log alone rebuilds a card: its state now, or as of any moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card


def replay(events: Iterable[Event]) -> dict[str, Any]:
    """The state that these events of one card lead to; empty when there are none.

    Events of other objects are left out.
    """
    state: dict[str, Any] = {}
    for event in events:
        if event.type.startswith(("card.", "comment.")):
            event.typed.apply(state)
    return state


def state_at(card: Card, moment: datetime) -> dict[str, Any]:
    """The card as it was at a moment: the replay, cut off."""
    return replay(Event.objects.about("card", card.pk).filter(at__lte=moment).order_by("at", "seq"))
