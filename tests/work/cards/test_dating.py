"""Start and due dates, and KanBo's colours for how near they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, StaleVersion
from cashboard.work.cards.dating import nearness
from tests.story import Story

pytestmark = pytest.mark.requirement("R14")
TODAY = date(2026, 11, 24)


def test_dates_are_set_changed_and_cleared(story: Story) -> None:
    story.card.date("start", date(2026, 11, 1), by=story.by_marco)
    story.card.date("due", date(2026, 12, 1), by=story.by_marco)
    story.card.date("due", date(2026, 12, 5), by=story.by_marco)
    assert Event.objects.get(seq=Head.objects.get().seq).typed.say() == (
        "changed the due date from 2026-12-01 to 2026-12-05"
    )
    story.card.date("start", None, by=story.by_marco)
    story.card.refresh_from_db()
    assert (story.card.start_on, story.card.due_on) == (None, date(2026, 12, 5))


def test_the_same_date_again_records_nothing(story: Story) -> None:
    story.card.date("due", TODAY, by=story.by_marco)
    before = Head.objects.get().seq
    story.card.date("due", TODAY, by=story.by_marco)
    story.card.date("start", None, by=story.by_marco)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize("on", [date(1969, 12, 31), date(2101, 1, 1), date(1, 1, 1), date.max])
def test_a_date_out_of_range_is_refused(story: Story, on: date) -> None:
    with pytest.raises(Invalid, match=r"is out of range: give a date between 1970 and 2100\.") as error:
        story.card.date("due", on, by=story.by_marco)
    assert error.value.field == "due_on"


@pytest.mark.parametrize("on", [date(1970, 1, 1), date(2100, 12, 31)])
def test_the_first_and_the_last_date_are_taken(story: Story, on: date) -> None:
    story.card.date("due", on, by=story.by_marco)
    assert story.card.due_on == on


def test_a_stale_version_and_a_visitor_are_refused(story: Story) -> None:
    with pytest.raises(StaleVersion):
        story.card.date("due", TODAY, by=story.by_marco, version=5)
    with pytest.raises(NotAllowed):
        story.card.date("due", TODAY, by=story.by_vera)


@pytest.mark.parametrize(
    ("days", "colour"),
    [(8, "grey"), (7, "grey"), (6, "orange"), (1, "orange"), (0, "orange"), (-1, "red"), (-400, "red")],
)
def test_colours_while_the_work_is_open(days: int, colour: str) -> None:
    for kind in ("not_started", "in_progress"):
        assert nearness(TODAY + timedelta(days=days), kind, TODAY) == colour


@pytest.mark.parametrize("kind", ["completed", "cancelled", "information"])
def test_grey_when_the_work_is_over_or_there_is_none(kind: str) -> None:
    assert nearness(TODAY - timedelta(days=9), kind, TODAY) == "grey"
    assert nearness(None, "in_progress", TODAY) == "grey"
