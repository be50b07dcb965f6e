"""What happened between two cards is told to those who may see both."""

from __future__ import annotations

import pytest

from cashboard.activity.actors import Actor
from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from cashboard.work.cards.relation_events import RELATION_EVENTS
from cashboard.work.cards.telling import told_to
from tests.story import Story

pytestmark = pytest.mark.requirement("R4", "R20")


def told(actor: Actor, card: Card) -> list[str]:
    events = told_to(actor, Event.objects.about("card", card.pk)).order_by("seq")
    return [event.typed.say() for event in events if event.type in RELATION_EVENTS]


def test_only_who_sees_both_cards_is_told(story: Story) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    hush = Card.create(hidden, "Hush", by=story.by_lena)
    for tie in ("next", "child"):
        story.card.relate(tie, story.cards[1], by=story.by_marco)
        story.card.relate(tie, hush, by=story.by_lena)
    story.card.unrelate("child", hush, by=story.by_lena)
    of_all = [
        "put COL-1 before COL-2",
        "put COL-1 before HID-1",
        "made COL-2 a subcard of COL-1",
        "made HID-1 a subcard of COL-1",
        "took the subcard HID-1 out of COL-1",
    ]
    assert told(story.by_lena, story.card) == told(Actor.system(), story.card) == of_all
    for by in (story.by_marco, story.by_vera):
        assert told(by, story.card) == [said for said in of_all if "HID-1" not in said]
        assert told(by, hush) == []
    assert told_to(story.by_marco, Event.objects.about("card", story.card.pk)).count() == 3
