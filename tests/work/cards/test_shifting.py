"""Start and due date move together and back."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.work.cards.undoing import take_back
from tests.story import Story

pytestmark = pytest.mark.requirement("R14")
START, DUE = date(2026, 11, 2), date(2026, 11, 6)


def dated(story: Story) -> tuple[date | None, date | None]:
    story.card.refresh_from_db()
    return story.card.start_on, story.card.due_on


@pytest.fixture
def bar(story: Story) -> Story:
    story.card.date("start", START, by=story.by_marco)
    story.card.date("due", DUE, by=story.by_marco)
    return story


def test_both_dates_move_and_the_length_stays(bar: Story) -> None:
    event = bar.card.shift(3, by=bar.by_marco)
    assert event is not None
    assert event.typed.say() == "moved the dates from 2026-11-02 – 2026-11-06 to 2026-11-05 – 2026-11-09"
    assert dated(bar) == (date(2026, 11, 5), date(2026, 11, 9))


def test_a_single_date_moves_alone(story: Story) -> None:
    story.card.date("due", DUE, by=story.by_marco)
    event = story.card.shift(-6, by=story.by_marco)
    assert event is not None
    assert event.typed.say() == "moved the dates from 2026-11-06 to 2026-10-31"
    assert dated(story) == (None, date(2026, 10, 31))


def test_by_no_day_nothing_is_recorded(bar: Story) -> None:
    before = Head.objects.get().seq
    assert bar.card.shift(0, by=bar.by_marco) is None
    assert Head.objects.get().seq == before


def test_what_cannot_move_is_refused(story: Story) -> None:
    with pytest.raises(Refused, match="Set one first"):
        story.card.shift(1, by=story.by_marco)
    story.card.date("due", date(2100, 12, 30), by=story.by_marco)
    for days in (2, 10**9):
        with pytest.raises(Invalid, match="between 1970 and 2100"):
            story.card.shift(days, by=story.by_marco)
    with pytest.raises(StaleVersion):
        story.card.shift(1, by=story.by_marco, version=1)
    with pytest.raises(NotAllowed):
        story.card.shift(1, by=story.by_vera)


def test_a_move_is_taken_back_once_and_only_as_long_as_the_dates_stay(bar: Story) -> None:
    event = bar.card.shift(3, by=bar.by_marco)
    assert event is not None
    take_back(bar.card, event, by=bar.by_lena)
    assert dated(bar) == (START, DUE)
    assert Event.objects.latest("seq").cause == event.uid
    again = bar.card.shift(1, by=bar.by_marco)
    assert again is not None
    bar.card.date("start", START, by=bar.by_marco)
    with pytest.raises(Refused, match="was changed again since"):
        take_back(bar.card, again, by=bar.by_marco)
