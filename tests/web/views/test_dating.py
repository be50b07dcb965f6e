"""Moving a card's dates from a page that draws time."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.activity.models import Event
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R14")


def dated(story: Story) -> tuple[date | None, date | None]:
    story.card.refresh_from_db()
    return story.card.start_on, story.card.due_on


def test_a_bar_moves_by_its_end_and_keeps_its_length(story: Story, marco: Browser) -> None:
    story.card.date("start", date(2026, 11, 2), by=story.by_marco)
    story.card.date("due", date(2026, 11, 6), by=story.by_marco)
    answer = marco.act("/cards/COL-1/shifts/", {"on": "2026-12-01"})
    assert dated(story) == (date(2026, 11, 27), date(2026, 12, 1))
    assert "COL-1 moved to 27 Nov 2026 – 1 Dec 2026" in answer.content.decode()
    event = Event.objects.latest("seq")
    assert marco.act("/cards/COL-1/undo/", {"seq": event.seq}).status_code == 200
    assert dated(story) == (date(2026, 11, 2), date(2026, 11, 6))


@pytest.mark.parametrize(("edge", "found"), [("start", (3, None)), ("due", (None, 3)), ("both", (None, 3))])
def test_one_edge_is_set_alone(story: Story, marco: Browser, edge: str, found: tuple[int, int]) -> None:
    marco.act("/cards/COL-1/shifts/", {"edge": edge, "on": "2026-12-03"})
    assert tuple(on and on.day for on in dated(story)) == found


def test_bad_days_and_edges_say_what_to_do(story: Story, marco: Browser) -> None:
    for fields, words in (({"on": ""}, "Choose the day"), ({"on": "3", "edge": "x"}, "is not a date")):
        answer = marco.act("/cards/COL-1/shifts/", fields)
        assert answer.status_code == 422
        assert words in answer.content.decode()
