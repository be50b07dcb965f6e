"""Calendar feeds: made and ended by their person, showing what the person sees at that moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.calendar_feeds.models import MOST, CalendarFeed
from tests.story import Story

pytestmark = pytest.mark.requirement("R97")


@pytest.fixture(autouse=True)
def _replayed(story: Story) -> Iterator[None]:
    yield
    for person in (story.marco, story.lena):
        state: dict[str, Any] = {}
        for event in Event.objects.about("person", person.pk).filter(type__startswith="calendar_feed."):
            event.typed.apply(state)
        assert state == CalendarFeed.objects.state_of(person.pk)


def test_only_a_digest_is_kept_and_the_log_knows_no_secret(story: Story) -> None:
    feed, secret = CalendarFeed.open(story.marco, story.space, "overdue=1", by=story.by_marco)
    assert len(secret) >= 43
    assert CalendarFeed.objects.presented(secret) == feed
    assert CalendarFeed.objects.presented(secret[:-1]) is None
    event = Event.objects.latest("seq")
    assert event.typed.say() == "made an address for the calendar Collections"
    assert (event.space, event.workspace) == (None, None)
    assert secret not in str(event.data) + str(CalendarFeed.objects.values().get())


def test_an_ended_feed_answers_nothing(story: Story) -> None:
    feed, secret = CalendarFeed.open(story.marco, None, by=story.by_marco)
    feed.close(by=story.by_marco)
    before = Head.objects.get().seq
    feed.close(by=story.by_marco)
    assert Head.objects.get().seq == before
    assert CalendarFeed.objects.presented(secret) is None
    assert not CalendarFeed.objects.visible_to(story.by_marco)


def test_nobody_makes_or_ends_the_feed_of_another(story: Story) -> None:
    with pytest.raises(NotAllowed):
        CalendarFeed.open(story.marco, story.space, by=story.by_lena)
    with pytest.raises(Invalid, match="Choose a space that you see"):
        CalendarFeed.open(story.nils, story.space, by=story.by_nils)
    feed, _ = CalendarFeed.open(story.marco, story.space, by=story.by_marco)
    with pytest.raises(NotAllowed):
        feed.close(by=story.by_lena)


def test_it_shows_what_its_person_sees_now(story: Story) -> None:
    feed, _ = CalendarFeed.open(story.marco, story.space, "q=4711", by=story.by_marco)
    assert [card.key for card in feed.cards()] == ["COL-1"]
    story.workspace.remove_member(story.marco, by=story.by_lena)
    assert not feed.is_seen
    assert not feed.cards()


def test_ones_own_work_is_what_is_open_for_one(story: Story) -> None:
    feed, _ = CalendarFeed.open(story.marco, None, by=story.by_marco)
    assert not feed.cards()
    story.card.assign(story.marco, by=story.by_lena)
    story.card.date("due", date(2031, 5, 2), by=story.by_lena)
    assert [card.key for card in feed.cards()] == ["COL-1"]


def test_there_is_a_bound(story: Story) -> None:
    for _ in range(MOST):
        CalendarFeed.open(story.marco, None, by=story.by_marco)
    with pytest.raises(Invalid, match="End one"):
        CalendarFeed.open(story.marco, None, by=story.by_marco)
    with pytest.raises(Invalid, match="too long"):
        CalendarFeed.open(story.lena, story.space, "q=" + "x" * 2_000, by=story.by_lena)
