"""The figures of a card equal what its log tells, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cashboard.activity import clock
from cashboard.work.blockers.models import Blocker
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Tie
from cashboard.work.cards.statistics import statistics_of
from tests.story import Story

pytestmark = pytest.mark.requirement("R37")
MONDAY = datetime(2031, 5, 5, 8, tzinfo=UTC)


def test_the_figures_of_a_card_are_those_of_its_log(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def at(hours: int) -> datetime:
        moment = MONDAY + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    at(0)
    card = Card.create(story.space, "Counted", by=story.by_marco)
    first, second = (Blocker.objects.add_blocker(name, by=story.by_lena, space=story.space) for name in "AB")
    at(2)
    card.move(story.overdue, by=story.by_marco)
    at(3)
    card.block(first, owner=story.marco, by=story.by_marco)
    at(4)
    card.block(second, owner=story.marco, by=story.by_lena)
    at(6)
    card.unblock(first, by=story.by_marco)
    at(8)
    card.unblock(second, by=story.by_marco)
    card.comment("Done", by=story.by_marco)
    at(10)
    card.move(story.paid, by=story.by_marco)
    at(30)
    card.move(story.overdue, by=story.by_lena)
    story.card.relate(Tie.CHILD, card, by=story.by_lena)
    told = statistics_of(card.pk, at(33))
    stays = {stay.name: (stay.spent, stay.visits, stay.now) for stay in told.stays.values()}
    hours = [timedelta(hours=count) for count in (2, 11, 0)]
    assert stays == {
        "Open": (hours[0], 1, False),
        "Overdue": (hours[1], 2, True),
        "Paid": (hours[2], 1, False),
    }
    assert (told.blocked, told.blocks) == (timedelta(hours=5), 2)
    assert (told.reopenings, told.comments, told.people) == (1, 1, 2)
    assert told.total == timedelta(hours=13)
    assert [told.share(each) for each in hours] == [15, 85, 0]
    earlier = statistics_of(card.pk, MONDAY + timedelta(hours=5))
    assert (earlier.blocked, earlier.comments) == (timedelta(hours=2), 0)
