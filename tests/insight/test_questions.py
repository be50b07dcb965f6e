from __future__ import annotations

from datetime import date

import pytest

from cashboard.insight.cases import changes
from cashboard.insight.eventlog import SpaceLog
from cashboard.insight.measures.times import per_week, times

pytestmark = pytest.mark.django_db


def weeks(rows):
    return per_week(times(changes(rows)), zone="Europe/Berlin")


def test_an_answer_is_that_of_the_table(story, book):
    book.card("A", (story.open, "2024-01-01T08:00"), (story.paid, "2024-01-07T23:30"))
    log = SpaceLog(story.by_vera, story.space)
    asked = log.ask(weeks, "weeks")
    assert asked == log.fetch(weeks(log.rows))
    assert [row["week"] for row in asked] == [date(2024, 1, 8)]  # Monday in Berlin


def test_a_question_is_translated_once_and_answered_anew(story, book):
    built, key = [], object()

    def count(rows):
        built.append(rows)
        return rows.aggregate(n=rows.seq.nunique())

    (before,) = SpaceLog(story.by_vera, story.space).ask(count, key)
    story.card.complete(by=story.by_marco)
    (after,) = SpaceLog(story.by_vera, story.space).ask(count, key)
    assert after["n"] == before["n"] + 1
    assert len(built) == 1


def test_the_day_is_part_of_the_question(story, book):
    book.card("A", (story.open, "2024-01-01"), (story.paid, "2024-01-07"))
    found = [
        SpaceLog(story.by_vera, story.space, date(2024, 1, day)).ask(changes, "changes") for day in (1, 7)
    ]
    assert [len(rows) for rows in found] == [1, 2]
