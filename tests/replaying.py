"""The log alone rebuilds every card, field, space and blocker: asserted after each test of their verbs."""

from __future__ import annotations

from typing import Any

from cashboard.activity.models import Event
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.cards.replaying import replay
from cashboard.work.fields.events import FieldChange
from cashboard.work.spaces.models import Space
from cashboard.work.spaces.replaying import flow_state, replay_flow


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


def assert_flow_replayed() -> None:
    """The same for the statuses and rules of all spaces."""
    for space in Space.objects.all():
        events = Event.objects.about("space", space.pk).order_by("seq")
        assert replay_flow(events) == flow_state(space), f"{space.key}: the log leads elsewhere than the rows"


def assert_blockers_replayed() -> None:
    """The same for the catalogue of blockers."""
    for blocker in Blocker.objects.all():
        state: dict[str, Any] = {}
        events = Event.objects.about("blocker", blocker.pk).filter(type__startswith="blocker.")
        for event in events.order_by("seq"):
            event.typed.apply(state)
        assert state == blocker.state(), f"{blocker}: the log leads elsewhere than the row"
