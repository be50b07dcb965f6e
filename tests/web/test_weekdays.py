"""With which day weeks begin, and their numbers, checked by hand on a printed calendar."""

from __future__ import annotations

from datetime import date

import pytest

from cashboard.web.weekdays import WeekRule, week_rule


@pytest.mark.parametrize(
    ("languages", "zone", "begins"),
    [
        ("de-DE,de;q=0.9,en-US;q=0.8", "Europe/Berlin", 0),
        ("en-US,en", "Europe/Berlin", 6),
        ("ar-EG", "UTC", 5),
        ("zh-Hant-TW", "UTC", 6),
        ("en", "America/New_York", 6),
        ("", "UTC", 0),
        ("*", "Asia/Tokyo", 0),
    ],
)
def test_the_region_of_the_language_decides_then_the_zone(languages: str, zone: str, begins: int) -> None:
    assert week_rule(languages, zone).begins == begins


@pytest.mark.parametrize(
    ("day", "by_iso", "in_america"),
    [
        (date(2026, 1, 1), 1, 1),
        (date(2026, 1, 4), 1, 2),
        (date(2026, 11, 24), 48, 48),
        (date(2026, 12, 27), 52, 1),
        (date(2027, 1, 3), 53, 2),
        (date(2024, 12, 31), 1, 1),
    ],
)
def test_weeks_are_numbered_as_people_there_do(day: date, by_iso: int, in_america: int) -> None:
    assert WeekRule().number_of(day) == by_iso == day.isocalendar().week
    assert WeekRule(6, 1).number_of(day) == in_america
