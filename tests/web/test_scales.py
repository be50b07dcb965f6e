"""Days on a scale."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.web.scales import LONGEST, Scale

pytestmark = pytest.mark.requirement("R29")
TODAY = date(2026, 11, 24)


def test_a_scale_reaches_around_its_days_in_whole_months() -> None:
    scale = Scale.over([date(2026, 10, 20), date(2027, 3, 3)], "week", TODAY)
    assert (scale.first, scale.last) == (date(2026, 10, 1), date(2027, 4, 30))
    assert scale.at(date(2026, 10, 3)) == scale.weekend == 2


def test_what_reaches_beyond_is_cut_and_what_lies_beyond_is_nowhere() -> None:
    scale = Scale.over([], "week", TODAY)
    placed = scale.place(date(2000, 1, 1), TODAY)
    assert placed is not None
    assert (placed.at, placed.days, placed.is_cut) == (0, scale.at(TODAY) + 1, True)
    assert scale.place(date(2000, 1, 1), date(2000, 2, 1)) is None


def test_far_dates_do_not_make_it_endless() -> None:
    for zoom, longest in LONGEST.items():
        scale = Scale.over([date(1970, 1, 1), date(2100, 12, 31)], zoom, TODAY)
        assert scale.days <= longest + 62
        assert scale.first < TODAY < scale.last


def test_ticks_fill_it_without_gaps() -> None:
    for zoom in LONGEST:
        scale = Scale.over([date(2026, 1, 5)], zoom, TODAY)
        for ticks in (scale.above, scale.below):
            assert sum(tick.days for tick in ticks) == scale.days
    assert Scale.over([], "week", TODAY).above[0].label == "November 2026"
    assert Scale.over([], "month", TODAY).above[0].label == "Quarter 4 of 2026"
    assert Scale.over([], "day", TODAY).below[1].label == "Mon 2"
    assert Scale.over([], "quarter", TODAY).below[0].label == "Q4"
