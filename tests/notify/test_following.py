"""Who follows what, and is told of it."""

from __future__ import annotations

import pytest

from cashboard.activity.reading import catch_up
from cashboard.notify.following import Follow
from cashboard.notify.inbox import Inbox
from cashboard.notify.models import Notice, Wish
from cashboard.people.models import Person
from cashboard.work.cards.models import Card
from tests.story import Story

pytestmark = pytest.mark.requirement("R44")


def told(person: Person) -> list[tuple[str, str]]:
    """Card and reason of each notice, the oldest first."""
    catch_up(Inbox())
    return list(Notice.objects.filter(person=person).order_by("seq").values_list("card__key", "reason"))


def test_a_followed_card_is_told_from_then_on(story: Story) -> None:
    story.card.comment("Before", by=story.by_marco)
    Follow.objects.follow(story.card, story.vera.pk)
    story.card.comment("After", by=story.by_marco)
    story.card.label("Urgent", by=story.by_marco)
    story.cards[1].comment("Elsewhere", by=story.by_marco)
    assert told(story.vera) == [("COL-1", "card")]


def test_a_comment_makes_its_writer_follow_from_there_on(story: Story) -> None:
    story.card.move(story.overdue, by=story.by_lena)
    story.card.comment("I look at it", by=story.by_marco)
    story.card.move(story.paid, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "card")], "of what came after, though one batch told all"


def test_unfollowing_holds_against_work_and_comments_but_not_against_what_is_said(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_marco)
    for _ in range(2):
        Follow.objects.unfollow(story.card, story.marco.pk)
    story.card.comment("I look at it", by=story.by_marco)
    story.card.move(story.overdue, by=story.by_lena)
    assert told(story.marco) == []
    story.card.comment(f"@[Marco](person:{story.marco.pk}) please", by=story.by_lena)
    assert told(story.marco) == [("COL-1", "mentioned")]
    Follow.objects.follow(story.card, story.marco.pk)
    story.card.move(story.paid, by=story.by_lena)
    assert told(story.marco)[1:] == [("COL-1", "yours")]


def test_a_status_is_followed_by_what_comes_into_it(story: Story) -> None:
    Follow.objects.follow(story.overdue, story.marco.pk)
    story.card.move(story.overdue, by=story.by_lena)
    story.cards[1].move(story.disputed, by=story.by_lena)
    assert told(story.marco) == [("COL-1", "status")]


def test_a_space_is_followed_with_its_new_cards(story: Story) -> None:
    Follow.objects.follow(story.space, story.marco.pk)
    Card.create(story.space, "New one", by=story.by_lena)
    story.cards[1].comment("Hello", by=story.by_lena)
    assert told(story.marco) == [("COL-4", "space"), ("COL-2", "space")]
    Follow.objects.unfollow(story.space, story.marco.pk)
    story.cards[1].comment("Hello", by=story.by_lena)
    assert len(told(story.marco)) == 2


def test_the_level_holds_for_what_one_follows(story: Story) -> None:
    Wish.objects.create(person=story.marco, level="comments")
    Follow.objects.follow(story.space, story.marco.pk)
    story.card.move(story.overdue, by=story.by_lena)
    story.card.comment("Hello", by=story.by_lena)
    assert told(story.marco) == [("COL-1", "space")]


@pytest.mark.requirement("R3")
def test_who_may_not_see_it_any_more_is_not_told(story: Story) -> None:
    Follow.objects.follow(story.card, story.marco.pk)
    assert Follow.objects.of(story.by_marco).exists()
    story.workspace.remove_member(story.marco, by=story.by_lena)
    story.card.comment("Hello", by=story.by_lena)
    assert told(story.marco) == []
    assert not Follow.objects.of(story.by_marco).exists()
