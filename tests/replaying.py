"""The log alone rebuilds every card and every field: asserted after each test of their verbs."""

from __future__ import annotations

from typing import Any

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from cashboard.work.cards.replaying import replay
from cashboard.work.fields.events import FieldChange
from cashboard.work.spaces.models import Space


def assert_replayed() -> None:
    """replay(events) == state, for all cards there are."""
    for card in Card.objects.all():
        events = Event.objects.about("card", card.pk).order_by("seq")
        assert replay(events) == card.state(), f"{card.key}: the log leads elsewhere than the row"


def assert_fields_replayed() -> None:
    """The same for the fields of all spaces, in their order."""
    for space in Space.objects.all():
        state: dict[str, Any] = {}
        for event in Event.objects.about("space", space.pk).order_by("seq"):
            if isinstance(event.typed, FieldChange):
                event.typed.apply(state)
        now = space.fields_state()
        assert (state, list(state)) == (now, list(now)), f"{space.key}: the log leads to other fields"
