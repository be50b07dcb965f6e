from __future__ import annotations

from datetime import date

import pytest

from cashboard.activity.refusals import Invalid
from cashboard.insight.reports import cards_of_week, lead_time, lead_time_per_week, lead_time_summary
from cashboard.insight.seeing import NotThere

pytestmark = [pytest.mark.requirement("R31"), pytest.mark.django_db]
DAY = 1440


@pytest.fixture
def five(story, book):
    """Five cards by hand; 2024-01-01 is a Monday. The sheet: lead, reaction, cycle in minutes."""
    s = story
    return {
        book.card(
            "A",
            (s.open, "2024-01-01T08:00"),
            (s.overdue, "2024-01-01T09:30"),
            (s.paid, "2024-01-02T10:00"),
            person=s.lena,
            party="Nordwind",
        ).key: (1560, 90, 1470),
        book.card(
            "B", (s.open, "2024-01-01T08:00"), (s.paid, "2024-01-07T23:59"), person=s.lena, party="Alpen"
        ).key: (9599, 9599, 0),
        book.card(
            "C",
            (s.open, "2024-01-02T08:00"),
            (s.overdue, "2024-01-03T08:00"),
            (s.disputed, "2024-01-04T08:00"),
            (s.paid, "2024-01-08T00:00"),
            person=s.marco,
            party="Nordwind",
        ).key: (8160, 1440, 6720),
        book.card(
            "D",
            (s.open, "2024-01-02T08:00"),
            (s.paid, "2024-01-03T08:00"),
            (s.overdue, "2024-01-04T08:00"),
            (s.paid, "2024-01-09T08:01"),
        ).key: (10081, 2880, 7201),
        book.card("E", (s.open, "2024-01-02T08:00"), (s.overdue, "2024-01-03T08:00")).key: None,
    }


def minutes(row):
    return tuple(round(row[name] * DAY, 6) for name in ("lead", "reaction", "cycle"))


def test_lead_time_equals_the_sheet_to_the_minute(story, five):
    report = lead_time(story.by_vera, story.space)
    assert report.columns == ("case", "lead", "reaction", "cycle")
    assert {row["case"]: minutes(row) for row in report.rows} == {
        key: row for key, row in five.items() if row
    }
    assert all(row["lead"] == row["reaction"] + row["cycle"] for row in report.rows)  # to the last bit


def test_as_of_a_day_only_what_was_completed_then(story, five):
    a, _, _, d, _ = five
    assert [row["case"] for row in lead_time(story.by_vera, story.space, date(2024, 1, 2)).rows] == [a]
    assert [row["case"] for row in lead_time(story.by_vera, story.space, date(2024, 1, 3)).rows] == [a, d]
    assert [row["case"] for row in lead_time(story.by_vera, story.space, date(2024, 1, 4)).rows] == [a]


def test_the_summary_by_nearest_rank(story, five):
    found = {row["measure"]: row for row in lead_time_summary(story.by_vera, story.space).rows}
    assert list(found) == ["lead", "reaction", "cycle"]
    assert found["lead"] == {
        "measure": "lead",
        "median": pytest.approx(8160 / DAY),
        "p85": pytest.approx(10081 / DAY),
        "n": 4,
    }
    assert found["cycle"]["median"] == pytest.approx(1470 / DAY)


def test_by_week_and_the_cards_behind_a_point(story, five):
    a, b, c, d, _ = five
    weeks = {row["week"]: row for row in lead_time_per_week(story.by_vera, story.space).rows}
    assert {week: row["n"] for week, row in weeks.items()} == {date(2024, 1, 1): 2, date(2024, 1, 8): 2}
    assert weeks[date(2024, 1, 1)]["lead_median"] == pytest.approx(1560 / DAY)
    behind = cards_of_week(story.by_vera, story.space, date(2024, 1, 1))
    assert [row["case"] for row in behind.rows] == [a, b]
    assert behind.rows[0]["customer"] == "Nordwind"
    assert [row["case"] for row in cards_of_week(story.by_vera, story.space, date(2024, 1, 8)).rows] == [c, d]
    late = lead_time_per_week(story.by_vera, story.space, since=date(2024, 1, 8), until=date(2024, 1, 8))
    assert [row["week"] for row in late.rows] == [date(2024, 1, 8)]


def test_a_week_begins_in_the_zone_of_the_reader(story, five):
    """C was completed at midnight UTC on Monday: on Sunday evening in New York."""
    weeks = {
        row["week"]: row["n"]
        for row in lead_time_per_week(story.by_vera, story.space, zone="America/New_York").rows
    }
    assert weeks == {date(2024, 1, 1): 3, date(2024, 1, 8): 1}


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("customer", {("Alpen", 1), ("Nordwind", 1)}),
        ("person", {("Lena Fischer", 2)}),
        ("status", {("Paid", 2)}),
    ],
)
def test_in_groups(story, five, by, groups):
    rows = lead_time_per_week(story.by_vera, story.space, by=by, until=date(2024, 1, 1)).rows
    assert {(row["group"], row["n"]) for row in rows} == groups
    if by == "customer":
        (row,) = cards_of_week(story.by_vera, story.space, date(2024, 1, 1), by=by, group="Alpen").rows
        assert minutes(row) == (9599, 9599, 0)


def test_in_working_days(story, five):
    """A: from 9:00 until 10:00 on the next day are 9 hours of 8-hour days; half an hour of them before the
    start.
    """
    row = cards_of_week(story.by_vera, story.space, date(2024, 1, 1), working=True).rows[0]
    assert (row["lead"], row["reaction"], row["cycle"]) == (9 / 8, 0.5 / 8, 8.5 / 8)


def test_an_unknown_grouping_is_refused(story):
    with pytest.raises(Invalid, match="customer, status or person"):
        lead_time_per_week(story.by_vera, story.space, by="colour")  # type: ignore[arg-type] # as from an address


def test_a_stranger_gets_none(story, five):
    assert lead_time(story.by_vera, story.space).rows
    with pytest.raises(NotThere):
        lead_time(story.by_nils, story.space)
