"""A card moves in time with both dates at once, and what comes after it follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.work.cards.following import Plan
from cashboard.work.cards.models import Card
from cashboard.work.cards.undoing import take_back, take_back_change
from tests.story import Story, actor_of

pytestmark = pytest.mark.requirement("R29")
MONDAY = date(2026, 11, 2)
FRIDAY = date(2026, 11, 6)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def span(card: Card) -> tuple[date | None, date | None]:
    card.refresh_from_db()
    return card.start_on, card.due_on


def schedule(story: Story, *, gap: int = 1) -> list[Card]:
    """Three cards one after the other, of five days each."""
    start = MONDAY
    for card in story.cards:
        card.reschedule(start, start + days(4), by=story.by_marco)
        start += days(4 + gap)
    for ahead, behind in zip(story.cards, story.cards[1:], strict=False):
        ahead.relate("next", behind, by=story.by_marco)
    return story.cards


def test_both_dates_change_as_one_thing(story: Story) -> None:
    story.card.reschedule(MONDAY, FRIDAY, by=story.by_marco)
    told = Event.objects.about("card", story.card.pk).latest("seq")
    assert told.typed.say() == "moved the dates from nothing to 2026-11-02 – 2026-11-06"
    story.card.reschedule(MONDAY, FRIDAY, by=story.by_marco)
    assert Event.objects.latest("seq") == told


def test_one_other_date_is_told_as_such(story: Story) -> None:
    story.card.reschedule(MONDAY, FRIDAY, by=story.by_marco)
    story.card.reschedule(MONDAY, FRIDAY + days(1), by=story.by_marco)
    assert Event.objects.latest("seq").typed.say() == "changed the due date from 2026-11-06 to 2026-11-07"


def test_an_impossible_span_is_refused(story: Story) -> None:
    with pytest.raises(Invalid, match="start on or before the due date"):
        story.card.reschedule(FRIDAY, MONDAY, by=story.by_marco)
    with pytest.raises(StaleVersion):
        story.card.reschedule(MONDAY, FRIDAY, by=story.by_marco, version=7)
    with pytest.raises(NotAllowed):
        story.card.reschedule(MONDAY, FRIDAY, by=story.by_vera)
    assert span(story.card) == (None, None)


def test_a_move_is_taken_back_unless_the_card_moved_on(story: Story) -> None:
    story.card.reschedule(MONDAY, FRIDAY, by=story.by_marco)
    told = Event.objects.latest("seq")
    take_back(story.card, told, by=story.by_marco)
    assert span(story.card) == (None, None)
    with pytest.raises(Refused, match="changed again since"):
        take_back(story.card, told, by=story.by_marco)


def test_what_comes_after_follows_by_as_many_days(story: Story) -> None:
    one, two, three = schedule(story)
    by = actor_of(story.marco)
    plan = Plan.of(one, MONDAY + days(3), FRIDAY + days(3), along=True, by=by)
    assert {card.key for card in plan.followers} == {two.key, three.key}
    plan.carry_out(by=by)
    assert [span(card) for card in (one, two, three)] == [
        (MONDAY + days(3 + gap), FRIDAY + days(3 + gap)) for gap in (0, 5, 10)
    ]
    assert len(take_back_change(by.change, by=story.by_marco)) == 3
    assert [span(card)[0] for card in (one, two, three)] == [MONDAY + days(gap) for gap in (0, 5, 10)]


def test_nothing_follows_unless_asked(story: Story) -> None:
    one, two, _ = schedule(story)
    plan = Plan.of(one, MONDAY + days(3), FRIDAY + days(3), along=False, by=story.by_marco)
    plan.carry_out(by=story.by_marco)
    assert span(two) == (MONDAY + days(5), FRIDAY + days(5))


def test_a_longer_card_pushes_what_is_after_it_but_not_its_parts(story: Story) -> None:
    one, two, three = schedule(story)
    part = one.add_subcard("Part", by=story.by_marco)
    part.reschedule(MONDAY, MONDAY, by=story.by_marco)
    longer = Plan.of(one, MONDAY, FRIDAY + days(2), along=True, by=story.by_marco)
    assert {card.pk for card in longer.followers} == {two.pk, three.pk}
    whole = Plan.of(one, MONDAY + days(1), FRIDAY + days(1), along=True, by=story.by_marco)
    assert {card.pk for card in whole.followers} == {two.pk, three.pk, part.pk}
    earlier = Plan.of(one, MONDAY - days(1), FRIDAY, along=True, by=story.by_marco)
    assert earlier.followers == []


def test_work_that_is_over_and_cards_without_dates_stay(story: Story) -> None:
    one, two, three = schedule(story)
    two.complete(by=story.by_marco)
    three.reschedule(None, None, by=story.by_marco)
    assert Plan.of(one, MONDAY + days(1), FRIDAY + days(1), along=True, by=story.by_marco).followers == []


def test_cards_of_others_stay(story: Story) -> None:
    one, two, _ = schedule(story)
    elsewhere = story.workspace.add_space("OWN", "Own", kind="private", by=story.by_lena)
    far = Card.create(elsewhere, "Far", by=story.by_lena)
    far.reschedule(MONDAY + days(20), MONDAY + days(21), by=story.by_lena)
    two.relate("next", far, by=story.by_lena)
    moved = (one, MONDAY + days(1), FRIDAY + days(1))
    assert far.pk not in {card.pk for card in Plan.of(*moved, along=True, by=story.by_marco).followers}
    assert far.pk in {card.pk for card in Plan.of(*moved, along=True, by=story.by_lena).followers}


def test_a_move_that_cannot_be_made_for_one_is_made_for_none(story: Story) -> None:
    one, two, three = schedule(story)
    three.reschedule(date(2100, 12, 1), date(2100, 12, 31), by=story.by_marco)
    plan = Plan.of(one, MONDAY + days(1), FRIDAY + days(1), along=True, by=story.by_marco)
    with pytest.raises(Invalid, match="out of range"):
        plan.carry_out(by=story.by_marco)
    assert span(one) == (MONDAY, FRIDAY)
    assert span(two) == (MONDAY + days(5), FRIDAY + days(5))


def test_nobody_else_takes_a_change_back(story: Story) -> None:
    by = actor_of(story.marco)
    story.card.reschedule(MONDAY, FRIDAY, by=by)
    with pytest.raises(Refused, match="Only whoever made this change"):
        take_back_change(by.change, by=story.by_lena)
    assert span(story.card) == (MONDAY, FRIDAY)
