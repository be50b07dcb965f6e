"""Weeks of a calendar: lanes, counts, and how much is asked of a crowded space."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cashboard.work.cards.agenda import KEYSET, Agenda
from cashboard.work.cards.models import Card
from cashboard.work.cards.weeks import Week, Weeks
from tests.story import Story

pytestmark = pytest.mark.requirement("R14")
MONDAY = date(2026, 11, 2)


def dated(story: Story, *dates: tuple[int | None, int | None]) -> None:
    """Put start and due dates, in days from the Monday, on cards of the log's own making."""
    for number, (start, due) in enumerate(dates):
        card = Card.create(story.space, f"Card {number}", by=story.by_marco)
        if start is not None:
            card.date("start", MONDAY + timedelta(days=start), by=story.by_marco)
        if due is not None:
            card.date("due", MONDAY + timedelta(days=due), by=story.by_marco)


def weeks(weeks: int = 1, lanes: int = 3) -> list[Week]:
    return Weeks(Card.objects.on_board(), MONDAY, weeks, lanes).read()


def laid(week: Week) -> list[tuple[str, int, int, int]]:
    return [(bar.card.title, bar.lane, bar.column, bar.length) for bar in week.bars]


def test_bars_go_from_start_to_due_and_into_the_next_week(story: Story) -> None:
    dated(story, (-3, 1), (2, 8), (None, 4), (5, None), (6, 3))
    first, second = weeks(2)
    assert laid(first) == [
        ("Card 0", 0, 0, 2),
        ("Card 1", 0, 2, 5),
        ("Card 4", 1, 3, 1),
        ("Card 2", 1, 4, 1),
        ("Card 3", 1, 5, 1),
    ]
    assert laid(second) == [("Card 1", 0, 0, 2)]
    bar = first.bars[0], first.bars[1]
    assert [each.goes_back(first) for each in bar] == [True, False]
    assert [each.goes_on(first) for each in bar] == [False, True]


def test_what_finds_no_lane_is_counted(story: Story) -> None:
    dated(story, (0, 6), (0, 1), *[(None, 1)] * 5)
    (week,) = weeks()
    assert [day.count for day in week.days] == [2, 7, 1, 1, 1, 1, 1]
    assert [day.hidden for day in week.days] == [0, 4, 0, 0, 0, 0, 0]


def crowd(story: Story, count: int) -> None:
    """Cards over a month, every third of them a bar; put there at once, so the log has nothing to rebuild."""
    numbers = range(story.space.take_numbers(count), 10**9)
    Card.objects.bulk_create(
        Card(
            space=story.space,
            status=story.open,
            number=n,
            key=f"COL-{n}",
            title=f"Card {n}",
            rank=f"m{n:07}",
            start_on=MONDAY + timedelta(days=n % 27 - 3) if n % 3 == 0 else None,
            due_on=MONDAY + timedelta(days=n % 27),
        )
        for n, _ in zip(numbers, range(count), strict=False)
    )


@pytest.mark.requirement("R28")
def test_a_crowded_month_asks_for_few_rows(story: Story) -> None:
    crowd(story, 3_000)
    with CaptureQueriesContext(connection) as queries:
        read = weeks(5, lanes=4)
    assert len(queries) <= 8
    assert all(len(week.bars) <= 4 * 7 for week in read)
    before = 3 * 111  # the days of the bars that are due on the first Monday
    assert sum(day.count for week in read for day in week.days) == 3_000 + 3 * 1_000 - before
    assert all(day.hidden > 90 for day in read[1].days)
    Card.objects.filter(title__startswith="Card ").delete()


def test_an_agenda_shows_every_card_once(story: Story) -> None:
    crowd(story, 120)
    cards = Card.objects.on_board()
    agenda, seen, after = Agenda(cards, MONDAY), [], ""
    while True:
        page = agenda.page(KEYSET.read(after))
        seen += [card.pk for card in page]
        if not (after := agenda.key_after(page)):
            break
    assert len(seen) == len(set(seen)) == 120
    days = [day for day, _ in agenda.by_day(agenda.page())]
    assert days == sorted(days)
    one = Agenda(cards, MONDAY + timedelta(days=4), only=True)
    assert {card.number % 27 for card in one.page()} <= {4, 5, 6, 7}
    Card.objects.filter(title__startswith="Card ").delete()
