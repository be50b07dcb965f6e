"""The statistics of a card, in a dialog and as a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cashboard.web.views.statistics import span
from tests.story import Story
from tests.web.conftest import Browser

pytestmark = pytest.mark.requirement("R37")


def test_a_card_shows_where_its_time_went(story: Story, vera: Browser) -> None:
    story.card.move(story.overdue, by=story.by_marco)
    story.card.comment("Hello", by=story.by_lena)
    page = vera.get("/cards/COL-1/statistics/").content.decode()
    assert "by 2 people" in page
    assert "Overdue<small>now</small>" in page
    assert "/cards/COL-1/statistics/" in vera.get("/cards/COL-1/").content.decode()


def test_spans_are_told_in_two_units() -> None:
    times = (
        timedelta(minutes=5),
        timedelta(hours=2, minutes=5),
        timedelta(days=3, hours=4),
        timedelta(days=2),
    )
    assert [span(each) for each in times] == ["5 min", "2 h 5 min", "3 d 4 h", "2 d"]
