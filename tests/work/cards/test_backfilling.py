"""Cards that come with a past: the log tells it at its own dates, and leads to the same state."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cashboard.activity.changing import recording
from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import NotAllowed
from cashboard.work.cards.backfilling import Past, backfill
from cashboard.work.cards.models import Card
from cashboard.work.cards.replaying import state_at
from tests.story import Story

pytestmark = pytest.mark.requirement("R27", "R31")
ISSUED, DUE, PAID = (datetime(2026, 3, day, 8, tzinfo=UTC) for day in (2, 16, 30))


def a_past(story: Story, **more: object) -> Past:
    history = [(story.open, ISSUED), (story.overdue, DUE), (story.paid, PAID)]
    return Past(title="Invoice 9", history=history, due_on=date(2026, 3, 16), **more)  # type: ignore[arg-type]


def bring(story: Story, *pasts: Past) -> list[Card]:
    with recording(by=story.by_marco) as change:
        return backfill(story.space, pasts, change)


def test_the_steps_are_told_at_their_dates_and_lead_from_each_to_the_next(story: Story) -> None:
    (card,) = bring(story, a_past(story, labels=["Key account"]))
    events = list(Event.objects.about("card", card.pk).order_by("seq"))
    assert [event.type for event in events] == ["card.created", "card.moved", "card.completed"]
    assert [event.at for event in events] == [ISSUED, DUE, PAID]
    assert all(event.backfilled and event.recorded_at > PAID for event in events)
    assert [event.cause for event in events] == [None, events[0].uid, events[1].uid]


def test_the_row_is_as_if_it_had_been_lived(story: Story) -> None:
    (card,) = bring(story, a_past(story))
    card.refresh_from_db()
    assert (card.key, card.status, card.due_on) == ("COL-4", story.paid, date(2026, 3, 16))
    assert (card.created_at, card.started_at, card.completed_at) == (ISSUED, DUE, PAID)


def test_what_it_stands_on_goes_with_it(story: Story) -> None:
    past = a_past(
        story,
        object_kind="invoice",
        object_id=77,
        party=8,
        party_name="Nordwind",
        amount_minor=123450,
        currency="EUR",
    )
    (card,) = bring(story, past)
    assert card.amount_text == "1234.50"
    told = Event.objects.about("invoice", 77).order_by("seq")[0]
    assert (told.data["amount"], told.data["currency"], told.data["party"]["name"]) == (
        "1234.50",
        "EUR",
        "Nordwind",
    )
    assert Event.objects.about("customer", 8).count() == 3


def test_as_of_a_moment_it_stood_where_it_stood_then(story: Story) -> None:
    (card,) = bring(story, a_past(story))
    day = timedelta(days=1)
    assert state_at(card, ISSUED - day) == {}
    statuses = [state_at(card, moment + day)["status"] for moment in (ISSUED, DUE, PAID)]
    assert statuses == [story.open.pk, story.overdue.pk, story.paid.pk]


def test_many_keep_their_order_behind_what_is_there(story: Story) -> None:
    pasts = [Past(title=f"Invoice {number}", history=[(story.open, ISSUED)]) for number in range(300)]
    cards = bring(story, *pasts)
    in_column = list(Card.objects.filter(status=story.open).order_by("rank", "pk"))
    assert in_column == [*story.cards, *cards]
    assert [card.number for card in cards] == list(range(4, 304))
    later = Card.create(story.space, "by hand", by=story.by_marco)
    assert Card.objects.filter(status=story.open).order_by("rank", "pk").last() == later


def test_many_cards_cost_few_queries(story: Story, django_assert_max_num_queries) -> None:
    pasts = [a_past(story, labels=["A", "B"]) for _ in range(200)]
    with django_assert_max_num_queries(40):
        bring(story, *pasts)


def test_a_visitor_brings_nothing(transactional_db: None, story: Story) -> None:
    before = Head.objects.get().seq
    with pytest.raises(NotAllowed), recording(by=story.by_vera) as change:
        backfill(story.space, [a_past(story)], change)
    story.space.refresh_from_db()
    assert (Head.objects.get().seq, Card.objects.count(), story.space.last_number) == (before, 3, 3)
