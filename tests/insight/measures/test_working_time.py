from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cashboard.insight.measures.calendars import Calendar
from cashboard.insight.measures.times import times
from cashboard.insight.measures.working_time import working_times

pytestmark = [
    pytest.mark.requirement("R31"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),  # Ibis 12 on DuckDB 2
]

BERLIN = Calendar("Europe/Berlin", country="DE", region="BE", first=date(2024, 1, 1), last=date(2024, 12, 31))
LUNCH = ((time(9), time(12)), (time(13), time(18)))
NIGHTS = Calendar(
    "America/New_York", hours=(((time(0), time(0)),),) * 7, first=date(2024, 1, 1), last=date(2024, 12, 31)
)


def lead(rows, changes, start: datetime, end: datetime, calendar: Calendar) -> float | None:
    (row,) = rows(
        working_times(times(changes(("A", start, "in_progress"), ("A", end, "completed"))), calendar)
    )
    assert row["lead"] is None or row["lead"] == row["reaction"] + row["cycle"]
    days: float | None = row["lead"]
    return days


def local(*moment: int, zone: str = "Europe/Berlin") -> datetime:
    return datetime(*moment, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type,misc]  # y, m, d, h, min


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ((2024, 1, 8, 9, 0), (2024, 1, 8, 13, 0), 0.5),  # half a Monday
        ((2024, 1, 5, 16, 0), (2024, 1, 8, 10, 0), 0.25),  # an hour on Friday, an hour on Monday
        ((2024, 1, 6, 10, 0), (2024, 1, 7, 20, 0), 0.0),  # a weekend
        ((2024, 3, 7, 9, 0), (2024, 3, 11, 17, 0), 2.0),  # Friday the 8th is a holiday in Berlin
        ((2024, 3, 29, 0, 0), (2024, 4, 2, 17, 0), 1.0),  # Easter, with the change of clocks on Sunday
        ((2024, 3, 28, 16, 30), (2024, 4, 2, 9, 30), 0.125),  # half an hour before Easter, half after
        ((2024, 1, 8, 6, 0), (2024, 1, 8, 8, 59), 0.0),  # before opening
    ],
)  # fmt: skip
def test_working_days_by_hand(rows, changes, start, end, days):
    assert lead(rows, changes, local(*start), local(*end), BERLIN) == pytest.approx(days)


def test_a_lunch_break_does_not_count(rows, changes):
    calendar = Calendar(
        "Europe/Berlin", hours=(LUNCH,) * 5 + ((), ()), first=date(2024, 1, 1), last=date(2024, 3, 1)
    )
    assert calendar.seconds_per_day == 8 * 3600
    assert lead(rows, changes, local(2024, 1, 8, 11), local(2024, 1, 8, 14), calendar) == pytest.approx(2 / 8)


def test_a_day_of_a_change_of_clocks_is_as_long_as_it_was(rows, changes):
    """Open round the clock: 23 hours on 10 March 2024 in New York, 25 on 3 November."""
    for day, hours in ((date(2024, 3, 10), 23), (date(2024, 11, 3), 25), (date(2024, 5, 5), 24)):
        until = day + timedelta(days=1)
        start, end = (local(d.year, d.month, d.day, 0, 0, zone="America/New_York") for d in (day, until))
        assert lead(rows, changes, start, end, NIGHTS) == pytest.approx(hours / 24)


def test_outside_the_calendar_nothing_is_said(rows, changes):
    assert lead(rows, changes, local(2020, 1, 1, 9), local(2024, 1, 8, 9), BERLIN) is None


def test_own_closed_days_and_a_calendar_that_never_opens(rows, changes):
    closed = Calendar(closed=frozenset({date(2024, 1, 9)}), first=date(2024, 1, 1), last=date(2024, 2, 1))
    at = [datetime(2024, 1, day, 9, tzinfo=UTC) for day in (8, 11)]
    assert lead(rows, changes, at[0], at[1], closed) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="hours"):
        Calendar(hours=((),) * 7)


@settings(max_examples=25, deadline=None)
@given(start=st.integers(0, 300 * 1440), length=st.integers(0, 20 * 1440))
def test_any_interval_equals_counting_its_minutes(rows, changes, start, length):
    zone = ZoneInfo("Europe/Berlin")
    free = BERLIN.free_days()
    begin = datetime(2024, 1, 2, tzinfo=UTC) + timedelta(minutes=start)
    moments = ((begin + timedelta(minutes=n)).astimezone(zone) for n in range(length))
    minutes = sum(m.weekday() < 5 and 9 <= m.hour < 17 and m.date() not in free for m in moments)
    assert lead(rows, changes, begin, begin + timedelta(minutes=length), BERLIN) == pytest.approx(
        minutes / 480
    )
