"""Cards as a tree in time, and what their bars show."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cashboard.work.cards.bars import Bar, bars_of
from cashboard.work.cards.models import Card
from cashboard.work.cards.outline import Outline
from tests.story import Story

pytestmark = pytest.mark.requirement("R29")
MONDAY = date(2026, 11, 2)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def outline(story: Story, *closed: Card) -> Outline:
    return Outline(
        Card.objects.on_board().filter(space=story.space), story.space, [card.pk for card in closed]
    )


def rows(made: Outline) -> list[tuple[str, int]]:
    keys = dict(Card.objects.values_list("pk", "key"))
    return [(keys[node.id], node.level) for node in made.rows]


def date_all(story: Story) -> None:
    """The last card first."""
    for at, card in enumerate(reversed(story.cards)):
        card.reschedule(MONDAY + days(at), MONDAY + days(at + 4), by=story.by_marco)


def test_the_earliest_stand_first_and_subcards_below_their_parent(story: Story) -> None:
    date_all(story)
    one, two, three = story.cards
    two.relate("parent", one, by=story.by_marco)
    assert rows(outline(story)) == [(three.key, 1), (one.key, 1), (two.key, 2)]
    assert rows(outline(story, one)) == [(three.key, 1), (one.key, 1)]


def test_the_oldest_parent_is_the_default_one(story: Story) -> None:
    date_all(story)
    one, two, three = story.cards
    one.relate("parent", three, by=story.by_marco)
    one.relate("parent", two, by=story.by_marco)
    assert rows(outline(story)) == [(three.key, 1), (one.key, 2), (two.key, 1)]


def test_a_parent_that_the_filter_hides_leaves_its_children_at_the_top(story: Story) -> None:
    date_all(story)
    story.cards[0].relate("parent", story.cards[2], by=story.by_marco)
    some = Card.objects.filter(space=story.space).exclude(pk=story.cards[2].pk)
    assert [node.level for node in Outline(some, story.space).rows] == [1, 1]


def test_what_has_no_date_waits_in_the_tray_unless_something_below_it_has(story: Story) -> None:
    one, two, three = story.cards
    part = one.add_subcard("Part", by=story.by_marco)
    part.reschedule(MONDAY, MONDAY + days(2), by=story.by_marco)
    made = outline(story)
    assert rows(made) == [(one.key, 1), (part.key, 2)]
    assert made.nodes[one.pk].span == (MONDAY, MONDAY + days(2))
    assert made.tray == [two.pk, three.pk]


def test_pages_follow_each_other(story: Story) -> None:
    date_all(story)
    made = outline(story)
    first = made.page(size=2)
    rest = made.page(after=first[-1].id, size=2)
    assert [node.id for node in first + rest] == [card.pk for card in reversed(story.cards)]
    assert (made.has_more(first), made.has_more(rest)) == (True, False)
    assert made.page(after=10**9) == []
    assert made.below(first[0]) == first[1].id
    assert made.below(rest[0]) is None


def bars(story: Story) -> dict[int, Bar]:
    return {bar.card.pk: bar for bar in bars_of(outline(story).rows, story.by_marco)}


def test_a_bar_leads_to_what_comes_after_and_says_what_contradicts_it(story: Story) -> None:
    date_all(story)
    one, two, three = story.cards
    three.relate("next", one, by=story.by_marco)
    two.relate("next", one, lag=1, by=story.by_marco)
    found = bars(story)
    assert [(link.to, link.lag, link.is_broken) for link in found[two.pk].links] == [(one.pk, 1, True)]
    assert {each.culprit.id for each in found[one.pk].conflicts} == {two.pk, three.pk}
    one.reschedule(MONDAY + days(30), MONDAY + days(31), by=story.by_marco)
    found = bars(story)
    assert not found[two.pk].links[0].is_broken
    assert found[one.pk].conflicts == []


def test_progress_counts_checklists_too_and_what_is_completed_is_done(story: Story) -> None:
    date_all(story)
    one, two, _ = story.cards
    items = one.add_items(one.add_checklist("Steps", by=story.by_marco), "a\nb\nc", by=story.by_marco)
    one.check_off(items[0], by=story.by_marco)
    two.complete(by=story.by_marco)
    found = bars(story)
    assert [found[card.pk].percent for card in story.cards] == [33, 100, 0]


def test_a_card_with_one_date_is_a_point_and_with_the_label_a_milestone(story: Story) -> None:
    one, two, three = story.cards
    one.date("due", MONDAY, by=story.by_marco)
    two.date("due", MONDAY, by=story.by_marco)
    two.label("Milestone", by=story.by_marco)
    three.reschedule(MONDAY, MONDAY + days(3), by=story.by_marco)
    three.label("Milestone", by=story.by_marco)
    found = bars(story)
    assert [found[card.pk].is_point for card in story.cards] == [True, True, False]
    assert [found[card.pk].is_milestone for card in story.cards] == [False, True, False]
