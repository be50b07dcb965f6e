"""The log alone rebuilds a card, now and as of any moment."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.activity.models import Event
from cashboard.work.cards.replaying import replay, state_at
from tests.story import Story

pytestmark = pytest.mark.requirement("R27")


def test_a_card_as_of_each_moment_of_its_life(story: Story) -> None:
    card, lived = story.card, []

    def note() -> None:
        card.refresh_from_db()
        lived.append((card.changed_at, card.state()))

    for act in (
        lambda: card.retitle("Invoice 1", by=story.by_marco),
        lambda: card.describe("text", by=story.by_marco),
        lambda: card.date("due", date(2026, 12, 1), by=story.by_marco),
        lambda: card.assign(story.lena, by=story.by_marco),
        lambda: card.add_coworker(story.marco, by=story.by_marco),
        lambda: card.label("Urgent", by=story.by_marco),
        lambda: card.comment("x", by=story.by_marco),
        lambda: card.move(story.paid, by=story.by_marco),
        lambda: card.archive(by=story.by_marco),
        lambda: card.restore(by=story.by_marco),
        lambda: card.unlabel(card.labels.get(), by=story.by_marco),
    ):
        act()
        note()
    for moment, state in lived:
        assert state_at(card, moment) == state


def test_no_events_no_card() -> None:
    assert replay([]) == {}


def test_events_of_other_objects_change_nothing(story: Story) -> None:
    events = Event.objects.order_by("seq")
    own = Event.objects.about("card", story.card.pk)
    assert replay([*events.filter(type__startswith="workspace."), *own]) == replay(own)
