"""What an event did to a card is taken back by a new event with the old one as its cause."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from cashboard.activity.models import Event
from cashboard.activity.refusals import NotAllowed, Refused
from cashboard.work.cards.models import Card
from cashboard.work.cards.undoing import can_take_back, take_back
from tests.story import Story

DAY = date(2026, 12, 24)
Act = Callable[[Story, Card], object]
ACTS: dict[str, tuple[Act, Act]] = {
    "move": (
        lambda story, card: card.move(story.overdue, by=story.by_marco),
        lambda story, card: card.move(story.disputed, by=story.by_lena),
    ),
    "assign": (
        lambda story, card: card.assign(story.marco, by=story.by_marco),
        lambda story, card: card.assign(story.lena, by=story.by_lena),
    ),
    "due": (
        lambda story, card: card.date("due", DAY, by=story.by_marco),
        lambda story, card: card.date("due", None, by=story.by_lena),
    ),
    "start": (
        lambda story, card: card.date("start", DAY, by=story.by_marco),
        lambda story, card: card.date("start", date(2026, 12, 1), by=story.by_lena),
    ),
    "label": (
        lambda story, card: card.label("Urgent", by=story.by_marco),
        lambda story, card: card.unlabel(story.space.labels.get(), by=story.by_lena),
    ),
}
every_act = pytest.mark.parametrize(("act", "again"), ACTS.values(), ids=ACTS)


def newest() -> Event:
    return Event.objects.latest("seq")


@every_act
def test_it_is_as_before_and_the_log_says_why(story: Story, act: Act, again: Act) -> None:
    before = story.card.state()
    act(story, story.card)
    told = newest()
    assert can_take_back(told)
    take_back(story.card, told, by=story.by_lena)
    assert story.card.state() == before
    assert (newest().cause, newest().actor_person) == (told.uid, story.lena.pk)


@every_act
def test_what_was_changed_again_since_is_left_alone(story: Story, act: Act, again: Act) -> None:
    act(story, story.card)
    told = newest()
    again(story, story.card)
    after, seq = story.card.state(), newest().seq
    with pytest.raises(Refused, match=r"COL-1.* by hand\.$|; .* by hand.*\.$"):
        take_back(story.card, told, by=story.by_marco)
    assert (story.card.state(), newest().seq) == (after, seq)


@every_act
def test_it_concerns_one_card_and_needs_the_role(story: Story, act: Act, again: Act) -> None:
    act(story, story.card)
    told = newest()
    with pytest.raises(Refused):
        take_back(story.cards[1], told, by=story.by_marco)
    with pytest.raises(NotAllowed):
        take_back(story.card, told, by=story.by_vera)


def test_an_archived_card_comes_back(story: Story) -> None:
    story.card.archive(by=story.by_marco)
    told = newest()
    take_back(story.card, told, by=story.by_marco)
    assert story.card.archived_at is None
    assert newest().cause == told.uid


def test_a_label_taken_off_is_put_on_again(story: Story) -> None:
    story.card.label("Urgent", by=story.by_marco)
    story.card.unlabel(story.space.labels.get(), by=story.by_marco)
    take_back(story.card, newest(), by=story.by_marco)
    assert [label.name for label in story.card.labels.all()] == ["Urgent"]


def test_who_left_is_not_made_responsible_again(story: Story) -> None:
    story.card.assign(story.marco, by=story.by_lena)
    story.card.assign(None, by=story.by_lena)
    told = newest()
    story.workspace.remove_member(story.marco, by=story.by_lena)
    with pytest.raises(Refused, match="Marco Rossi is not a member"):
        take_back(story.card, told, by=story.by_lena)


def test_a_comment_cannot_be_taken_back(story: Story) -> None:
    story.card.comment("Hello", by=story.by_marco)
    with pytest.raises(Refused, match="Change COL-1 by hand"):
        take_back(story.card, newest(), by=story.by_marco)
