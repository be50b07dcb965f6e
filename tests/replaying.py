"""The log alone rebuilds every card: asserted after each test of a card's verb."""

from __future__ import annotations

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from cashboard.work.cards.replaying import replay


def assert_replayed() -> None:
    """replay(events) == state, for all cards there are."""
    for card in Card.objects.all():
        events = Event.objects.about("card", card.pk).order_by("seq")
        assert replay(events) == card.state(), f"{card.key}: the log leads elsewhere than the row"
