"""A status that changes its kind or goes away takes its cards along, each with an event of its own."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused
from cashboard.work.cards.flowing import change_kind, remove_status
from cashboard.work.cards.models import Card
from cashboard.work.spaces.models import Status
from tests.replaying import assert_flow_replayed
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R18", "R19")


@pytest.fixture(autouse=True)
def _flow_replayed(story: Story) -> Any:
    yield
    assert_flow_replayed()


def head() -> int:
    return Head.objects.get().seq


def told(since: int) -> list[str]:
    return [event.typed.say() for event in Event.objects.filter(seq__gt=since).order_by("seq")]


def test_an_empty_status_goes(story: Story) -> None:
    before = head()
    remove_status(story.space, story.disputed, by=story.by_lena)
    assert told(before) == ["removed the status Disputed; its cards went to nowhere, there were none"]
    assert not Status.objects.filter(pk=story.disputed.pk).exists()


def test_its_cards_go_where_they_are_sent_in_one_change(story: Story) -> None:
    resting = Card.create(story.space, "Resting", status=story.paid, by=story.by_marco)
    story.cards[2].archive(by=story.by_marco)
    before = head()
    remove_status(story.space, story.open, into=story.paid, by=story.by_lena)
    assert told(before) == [
        "removed the status Open; its cards went to Paid",
        *["completed the card: Open to Paid"] * 3,
    ]
    assert len(set(Event.objects.filter(seq__gt=before).values_list("change", flat=True))) == 1
    column = Card.objects.on_board().filter(status=story.paid).order_by("rank", "pk")
    assert list(column) == [resting, *story.cards[:2]]
    assert all(card.completed_at for card in Card.objects.filter(status=story.paid))


@pytest.mark.parametrize("into", [None, "itself"])
def test_with_cards_it_stays_without_another_status_for_them(story: Story, into: str | None) -> None:
    with pytest.raises(Invalid, match=r"^3 cards stand in Open\. Choose another status for them\.$"):
        remove_status(story.space, story.open, into=story.open if into else None, by=story.by_lena)


def test_the_last_one_stays(story: Story) -> None:
    for status in (story.overdue, story.disputed, story.paid):
        remove_status(story.space, status, by=story.by_lena)
    Card.objects.update(archived_at=None)
    with pytest.raises(Invalid, match="3 cards stand in Open"):
        remove_status(story.space, story.open, by=story.by_lena)
    empty = story.workspace.add_space("ONE", "One", by=story.by_lena, statuses=[("Only", "not_started")])
    with pytest.raises(Invalid, match=r"^A space needs one status at least\. Add another one first\.$"):
        remove_status(empty, empty.statuses.get(), by=story.by_lena)


def test_where_new_cards_began_is_forgotten_with_it(story: Story) -> None:
    story.space.start_cards_in(story.disputed, by=story.by_lena)
    remove_status(story.space, story.disputed, by=story.by_lena)
    assert Card.create(story.space, "x", by=story.by_marco).status == story.open


def test_a_foreign_status_is_neither_removed_nor_filled(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    foreign = other.statuses.get(name="To do")
    for status, into in ((foreign, story.open), (story.open, foreign)):
        with pytest.raises(Invalid, match=r"^To do is no status of this space\.$"):
            remove_status(story.space, status, into=into, by=story.by_lena)


@pytest.mark.parametrize("who", ["by_marco", "by_vera", "by_nils"])
def test_only_an_owner_does_it(story: Story, who: str) -> None:
    by = getattr(story, who)
    with pytest.raises(NotAllowed, match="this needs the role owner"):
        remove_status(story.space, story.open, into=story.paid, by=by)
    with pytest.raises(NotAllowed, match="this needs the role owner"):
        change_kind(story.space, story.open, "completed", by=by)


def test_a_full_status_takes_no_cards_of_a_removed_one(story: Story) -> None:
    story.space.limit_status(story.overdue, 2, rule="refuse", by=story.by_lena)
    with pytest.raises(Refused, match="Overdue takes at most 2 cards"):
        remove_status(story.space, story.open, into=story.overdue, by=story.by_lena)
    assert story.space.statuses.count() == 4


def test_cards_follow_the_kind_of_their_status(story: Story) -> None:
    before = head()
    change_kind(story.space, story.open, "in_progress", by=story.by_lena)
    assert told(before)[0] == "changed the kind of the status Open from not started to in progress"
    assert told(before)[1:] == ["moved the card from Open to Open"] * 3
    started = Card.objects.get(pk=story.card.pk)
    assert started.started_at is not None
    change_kind(story.space, story.open, "completed", by=story.by_lena)
    done = Card.objects.get(pk=story.card.pk)
    assert (done.started_at, done.completed_at is not None) == (started.started_at, True)
    change_kind(story.space, story.open, "not_started", by=story.by_lena)
    assert Card.objects.get(pk=story.card.pk).completed_at is None
    before = head()
    change_kind(story.space, story.open, "not_started", by=story.by_lena)
    assert head() == before


def test_that_a_status_changed_is_not_undone_card_by_card(story: Story) -> None:
    change_kind(story.space, story.open, "completed", by=story.by_lena)
    event = Event.objects.about("card", story.card.pk).latest("seq")
    with pytest.raises(Refused, match="The status Open itself was changed"):
        story.card.move_back(event, by=story.by_marco)


def test_work_does_not_start_by_a_kind_where_somebody_must_be_responsible(story: Story) -> None:
    story.space.require_responsible(True, by=story.by_lena)
    with pytest.raises(Refused, match="COL-1 needs a responsible person before it enters Open"):
        change_kind(story.space, story.open, "in_progress", by=story.by_lena)


def test_a_card_that_moves_in_meanwhile_is_taken_along_or_refused(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    mover = story.cards[0]
    mover.move(story.paid, by=story.by_marco)
    at_once(
        [
            lambda: remove_status(story.space, story.open, into=story.overdue, by=story.by_lena),
            lambda: story.cards[1].retitle("Meanwhile", by=story.by_marco),
        ]
    )
    assert not Card.objects.filter(status=story.open.pk).exists()
    assert Card.objects.get(pk=story.cards[1].pk).title == "Meanwhile"
