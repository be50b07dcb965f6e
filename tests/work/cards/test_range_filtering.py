"""The filter by dates and numbers: periods by name, ends, and what is empty."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.models import Card
from cashboard.work.cards.range_filtering import PERIODS, bounds_of
from cashboard.work.fields.checking import Sum
from tests.story import Story

pytestmark = pytest.mark.requirement("R22", "R24", "R25")

TUESDAY = date(2026, 11, 24)


def read(address: str) -> CardFilter:
    return CardFilter.read(QueryDict(address))


def found(story: Story, address: str) -> list[str]:
    cards = read(address).apply(Card.objects.order_by("pk"), story.by_marco, TUESDAY)
    return [card.key for card in cards]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", date(2026, 11, 24), date(2026, 11, 24)),
        ("yesterday", date(2026, 11, 23), date(2026, 11, 23)),
        ("this-week", date(2026, 11, 23), date(2026, 11, 29)),
        ("last-week", date(2026, 11, 16), date(2026, 11, 22)),
        ("next-week", date(2026, 11, 30), date(2026, 12, 6)),
        ("this-month", date(2026, 11, 1), date(2026, 11, 30)),
        ("next-month", date(2026, 12, 1), date(2026, 12, 31)),
        ("last-7", date(2026, 11, 18), date(2026, 11, 24)),
        ("next-30", date(2026, 11, 24), date(2026, 12, 23)),
    ],
)
def test_the_days_of_a_period(period: str, first: date, last: date) -> None:
    assert bounds_of(period, TUESDAY) == (first, last)


def test_every_period_has_days_and_months_go_over_the_year() -> None:
    for day in (date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)):
        for period in PERIODS:
            first, last = bounds_of(period, day)
            assert first <= last
    assert bounds_of("last-month", date(2026, 1, 15)) == (date(2025, 12, 1), date(2025, 12, 31))


def test_it_is_read_from_the_address_and_written_back() -> None:
    text = "created-in=last-week&due-from=2026-11-01&due-to=2026-11-30&field-7-from=12.5"
    chosen = read(text)
    assert chosen.address() == f"?{text}"
    assert chosen.asked_in("due-to") == "2026-11-30"
    assert "due-to" not in chosen.without("due-to").address()


@pytest.mark.parametrize(
    "text",
    [
        "created-in=someday",
        "due-from=yesterday",
        "due-from=99999-01-01",
        "due-to=1900-01-01",
        "weather-in=today",
        "field-x-from=1",
        "field-7-from=1e99999999",
        "field-7-to=NaN",
        "due-around=2026-11-01",
        "due-from=12",
    ],
)
def test_what_cannot_be_read_is_left_out(text: str) -> None:
    assert not read(text)


@pytest.mark.django_db
class TestFinding:
    def test_created_last_week_in_the_zone_of_who_looks(self, story: Story) -> None:
        """Sunday 23:30 in New York is Monday in UTC: it belongs to last week for somebody in New York."""
        moments = ((11, 16, 12), (11, 23, 4), (11, 23, 6))
        for card, (month, day, hour) in zip(story.cards, moments, strict=True):
            at = datetime(2026, month, day, hour, 30, tzinfo=UTC)
            Card.objects.filter(pk=card.pk).update(created_at=at)
        assert found(story, "created-in=last-week") == ["COL-1"]
        story.marco.live_in("America/New_York", by=story.by_marco)
        assert found(story, "created-in=last-week") == ["COL-1", "COL-2"]
        assert found(story, "created-from=2026-11-23") == ["COL-3"]

    def test_completed_and_not_completed(self, story: Story) -> None:
        story.card.move(story.paid, by=story.by_marco)
        Card.objects.filter(pk=story.card.pk).update(completed_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
        assert found(story, "completed-in=last-7") == ["COL-1"]
        assert found(story, "completed-in=nothing") == ["COL-2", "COL-3"]

    def test_due_between_and_without_a_date(self, story: Story) -> None:
        story.card.date("due", date(2026, 11, 24), by=story.by_marco)
        story.cards[1].date("due", date(2026, 12, 1), by=story.by_marco)
        assert found(story, "due-from=2026-11-24&due-to=2026-11-30") == ["COL-1"]
        assert found(story, "due-in=next-week") == ["COL-2"]
        assert found(story, "due-in=nothing") == ["COL-3"]

    def test_fields_of_numbers_money_and_dates(self, story: Story) -> None:
        add, by = story.space.add_field, story.by_lena
        rate, cost, on = add("Rate", "number", by=by), add("Cost", "money", by=by), add("Sent", "date", by=by)
        for card, number in zip(story.cards, ("1.5", "2"), strict=False):
            card.fill(rate, Decimal(number), by=by)
            card.fill(cost, Sum(Decimal(number) * 100, "EUR"), by=by)
        story.card.fill(on, date(2026, 11, 20), by=by)
        assert found(story, f"field-{rate.pk}-from=1.6") == ["COL-2"]
        assert found(story, f"field-{rate.pk}-to=1.5") == ["COL-1"]
        assert found(story, f"field-{cost.pk}-from=150&field-{cost.pk}-to=199.99") == ["COL-1"]
        assert found(story, f"field-{on.pk}-in=last-week") == ["COL-1"]
        assert found(story, f"field-{on.pk}-in=nothing") == ["COL-2", "COL-3"]
        assert found(story, f"field-{on.pk}-from=2026-11-21") == []
