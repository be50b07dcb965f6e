"""Moving, completing, reopening, and taking a move back."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.work.cards.models import Card
from cashboard.work.cards.moving import status_change
from cashboard.work.spaces.models import Status
from tests.story import Story

pytestmark = pytest.mark.requirement("R18", "R19", "R25")


def column(status: Status) -> list[str]:
    return list(
        Card.objects.on_board().filter(status=status).order_by("rank", "pk").values_list("key", flat=True)
    )


def head() -> int:
    return Head.objects.get().seq


def test_to_another_status_at_its_end(story: Story) -> None:
    story.cards[2].move(story.overdue, by=story.by_marco)
    event = story.card.move(story.overdue, by=story.by_marco)
    assert event is not None
    assert (event.type, event.typed.say()) == ("card.moved", "moved the card from Open to Overdue")
    assert column(story.overdue) == ["COL-3", "COL-1"]
    assert (event.data["from_kind"], event.data["to_kind"]) == ("not_started", "in_progress")


@pytest.mark.parametrize(
    ("before", "order"), [(0, ["COL-3", "COL-1", "COL-2"]), (1, ["COL-1", "COL-3", "COL-2"])]
)
def test_above_another_card_of_its_own_column(story: Story, before: int, order: list[str]) -> None:
    event = story.cards[2].move(story.open, before=story.cards[before], by=story.by_marco)
    assert event is not None
    assert (event.type, event.typed.say()) == ("card.ranked", "changed the order in Open")
    assert column(story.open) == order


def test_to_the_end_of_its_own_column(story: Story) -> None:
    assert story.card.move(story.open, by=story.by_marco) is not None
    assert column(story.open) == ["COL-2", "COL-3", "COL-1"]


@pytest.mark.parametrize(("card", "before"), [(2, None), (0, 1), (1, 2), (0, 0)])
@pytest.mark.parametrize("with_version", [True, False])
def test_where_it_stands_already_records_nothing(
    story: Story, card: int, before: int | None, with_version: bool
) -> None:
    start, moving = head(), story.cards[card]
    target = None if before is None else story.cards[before]
    version = moving.version if with_version else None
    assert moving.move(story.open, before=target, by=story.by_marco, version=version) is None
    assert (head(), moving.version) == (start, 1)


def test_times_follow_the_kinds(story: Story) -> None:
    card = story.card
    assert (card.started_at, card.completed_at) == (None, None)
    started = card.move(story.overdue, by=story.by_marco)
    second = card.move(story.disputed, by=story.by_marco)
    assert started is not None
    assert second is not None
    assert card.started_at == started.at < second.at
    first_paid = card.move(story.paid, by=story.by_marco)
    assert first_paid is not None
    assert (first_paid.type, card.completed_at) == ("card.completed", first_paid.at)
    again = card.move(story.overdue, by=story.by_marco)
    assert again is not None
    assert (again.type, card.completed_at, card.started_at) == ("card.reopened", None, started.at)
    paid = card.complete(by=story.by_marco)
    assert paid is not None
    assert card.completed_at == paid.at > first_paid.at


def test_complete_and_reopen_twice_are_harmless(story: Story) -> None:
    assert story.card.reopen(by=story.by_marco) is None
    assert story.card.complete(by=story.by_marco) is not None
    assert story.card.complete(by=story.by_marco) is None
    assert story.card.reopen(by=story.by_marco) is not None
    assert story.card.status == story.open
    assert story.card.reopen(by=story.by_marco) is None


def test_reopen_goes_to_the_first_open_status_there_is(story: Story) -> None:
    space = story.workspace.add_space(
        "DIS", "Disputes", by=story.by_lena, statuses=[("Doing", "in_progress"), ("Done", "completed")]
    )
    card = Card.create(space, "x", by=story.by_marco)
    card.complete(by=story.by_marco)
    card.reopen(by=story.by_marco)
    assert card.status.name == "Doing"


def test_without_a_status_of_that_kind_it_says_what_to_do(story: Story) -> None:
    space = story.workspace.add_space("INF", "Notes", by=story.by_lena, statuses=[("Note", "information")])
    card = Card.create(space, "x", by=story.by_marco)
    with pytest.raises(
        Refused, match=r"^This space has no status of kind completed\. An owner can add one\.$"
    ):
        card.complete(by=story.by_marco)


def test_a_foreign_status_is_refused(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    with pytest.raises(Invalid, match=r"^To do is a status of another space\.$"):
        story.card.move(other.statuses.get(name="To do"), by=story.by_marco)


def test_above_a_card_that_has_left_is_refused(story: Story) -> None:
    target = Card.objects.get(pk=story.cards[1].pk)
    story.cards[1].move(story.paid, by=story.by_lena)
    with pytest.raises(Refused, match=r"^COL-2 has left Open meanwhile\. Drop the card again\.$"):
        story.card.move(story.open, before=target, by=story.by_marco)


def test_above_a_card_that_has_moved_within_the_column_it_is_found_where_it_is(story: Story) -> None:
    target = Card.objects.get(pk=story.card.pk)
    story.card.move(story.open, by=story.by_lena)
    story.cards[2].move(story.open, before=target, by=story.by_marco)
    assert column(story.open) == ["COL-2", "COL-3", "COL-1"]


def test_a_stale_version_is_refused(story: Story) -> None:
    seen = story.card.version
    story.card.retitle("x", by=story.by_lena)
    with pytest.raises(StaleVersion):
        story.card.move(story.paid, by=story.by_marco, version=seen)


@pytest.mark.requirement("R4")
def test_a_member_who_becomes_a_visitor_is_refused_at_the_next_drag(story: Story) -> None:
    by = story.by_marco
    story.card.move(story.overdue, by=by)
    story.workspace.add_member(story.marco, "visitor", by=story.by_lena)
    with pytest.raises(NotAllowed, match=r"^You are visitor here; this needs the role member\. Ask an owner"):
        story.card.move(story.paid, by=by)


@pytest.mark.parametrize("steps", [["overdue"], ["paid"], ["paid", "overdue"]])
def test_a_move_is_taken_back(story: Story, steps: list[str]) -> None:
    events = [story.card.move(getattr(story, step), by=story.by_marco) for step in steps]
    was = ["open", *steps][-2]
    undone = story.card.move_back(events[-1], by=story.by_marco)  # type: ignore[arg-type]
    assert undone is not None
    assert undone.cause == events[-1].uid  # type: ignore[union-attr]
    assert story.card.status == getattr(story, was)
    assert (story.card.completed_at is not None) is (was == "paid")


def test_taken_back_it_stands_between_its_old_neighbours(story: Story) -> None:
    event = story.cards[1].move(story.paid, by=story.by_marco)
    assert event is not None
    story.cards[1].move_back(event, by=story.by_marco)
    assert column(story.open) == ["COL-1", "COL-2", "COL-3"]


def test_a_change_of_order_is_taken_back(story: Story) -> None:
    event = story.cards[2].move(story.open, before=story.card, by=story.by_marco)
    assert event is not None
    story.cards[2].move_back(event, by=story.by_marco)
    assert column(story.open) == ["COL-1", "COL-2", "COL-3"]


def test_moved_since_it_is_not_taken_back(story: Story) -> None:
    event = story.card.move(story.overdue, by=story.by_marco)
    story.card.move(story.paid, by=story.by_lena)
    assert event is not None
    with pytest.raises(Refused, match=r"^COL-1 was moved again since; move it by hand\.$"):
        story.card.move_back(event, by=story.by_marco)
    assert story.card.status == story.paid


def test_only_its_own_moves_are_taken_back(story: Story) -> None:
    event = story.card.move(story.overdue, by=story.by_marco)
    assert event is not None
    with pytest.raises(Refused, match=r"^That was not a move of COL-2\.$"):
        story.cards[1].move_back(event, by=story.by_marco)
    story.card.comment("x", by=story.by_marco)
    with pytest.raises(Refused, match=r"^Only a move can be undone here\.$"):
        story.card.move_back(Event.objects.get(seq=head()), by=story.by_marco)


def test_a_visitor_takes_nothing_back(story: Story) -> None:
    event = story.card.move(story.overdue, by=story.by_marco)
    assert event is not None
    with pytest.raises(NotAllowed):
        story.card.move_back(event, by=story.by_vera)


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("not_started", "in_progress", "card.moved"), ("in_progress", "completed", "card.completed"),
        ("cancelled", "completed", "card.completed"), ("completed", "completed", "card.moved"),
        ("completed", "in_progress", "card.reopened"), ("cancelled", "not_started", "card.reopened"),
        ("completed", "cancelled", "card.moved"), ("information", "completed", "card.completed"),
    ],
)  # fmt: skip
def test_what_a_change_of_status_means(old: str, new: str, meant: str) -> None:
    assert status_change(old, new).name == meant


def test_two_drags_into_one_gap_at_once_get_different_ranks(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    new = [Card.create(story.space, f"new {number}", by=story.by_marco) for number in range(6)]
    anchor = story.cards[1]

    def drag(card: Card) -> Any:
        return lambda: card.move(story.open, before=anchor, by=story.by_marco)

    outcomes = at_once([drag(card) for card in new])
    assert all(isinstance(outcome, Event) for outcome in outcomes)
    ranks = list(Card.objects.values_list("rank", flat=True))
    assert len(set(ranks)) == len(ranks) == 9
    order = column(story.open)
    assert (order[0], order[-2:]) == ("COL-1", ["COL-2", "COL-3"])


def test_two_who_move_one_card_at_once_lose_and_double_nothing(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    start = head()

    def act(target: Status, text: str) -> Any:
        def run() -> None:
            card = Card.objects.get(pk=story.card.pk)
            for turn in range(5):
                card.move(target, by=story.by_marco)
                card.comment(f"{text} {turn}", by=story.by_lena)
                card.label(f"{text} {turn}", by=story.by_lena)

        return run

    assert at_once([act(story.paid, "a"), act(story.overdue, "b"), act(story.paid, "c")]) == [None] * 3
    card = Card.objects.get(pk=story.card.pk)
    events = Event.objects.about("card", card.pk)
    assert (card.comments.count(), card.labels.count()) == (15, 15)
    assert events.filter(type="card.commented").count() == events.filter(type="card.labelled").count() == 15
    assert card.version == events.count()
    moves = events.exclude(type__in=["card.commented", "card.labelled", "card.created"]).order_by("seq")
    places = [(event.data["from_status"]["id"], event.data["to_status"]["id"]) for event in moves]
    assert all(earlier[1] == later[0] for earlier, later in pairwise(places))
    assert head() == start + 30 + len(places)


def test_one_version_seen_by_two_is_changed_by_one(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    seen = story.card.version

    def act(target: Status) -> Any:
        return lambda: Card.objects.get(pk=story.card.pk).move(target, by=story.by_marco, version=seen)

    outcomes = at_once([act(story.paid), act(story.overdue), act(story.disputed)])
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Event", "StaleVersion", "StaleVersion"]
