"""Cards are related across spaces, never in a circle, and both remember it."""

from __future__ import annotations

from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed, Refused, StaleVersion
from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation, Tie
from tests.story import Story

pytestmark = pytest.mark.requirement("R20")


@pytest.fixture
def abroad(story: Story) -> list[Card]:
    """A card in each of two more spaces of the workspace."""
    spaces = [story.workspace.add_space(key, key.title(), by=story.by_lena) for key in ("ORD", "BIL")]
    return [Card.create(space, f"Work in {space.name}", by=story.by_marco) for space in spaces]


def last() -> Event:
    return Event.objects.get(seq=Head.objects.get().seq)


@pytest.mark.parametrize(
    ("tie", "opposite", "said"),
    [
        ("parent", "child", "made COL-1 a subcard of ORD-1"),
        ("child", "parent", "made ORD-1 a subcard of COL-1"),
        ("previous", "next", "put ORD-1 before COL-1"),
        ("next", "previous", "put COL-1 before ORD-1"),
    ],
)
def test_one_event_is_in_the_history_of_both(
    story: Story, abroad: list[Card], tie: str, opposite: str, said: str
) -> None:
    other, version = abroad[0], story.card.version
    relation = story.card.relate(tie, other, by=story.by_marco)
    assert relation.seen_from(story.card.pk) == [tie, other.pk, 0]
    assert relation.seen_from(other.pk) == [opposite, story.card.pk, 0]
    assert last().typed.say() == said
    for card in (story.card, other):
        assert Event.objects.about("card", card.pk).latest("seq") == last()
        card.refresh_from_db()
        assert (card.is_related, card.version) == (True, version + 1)


def test_days_between_are_told_and_can_be_changed(story: Story) -> None:
    story.card.relate("previous", story.cards[1], lag=1, by=story.by_marco)
    assert last().typed.say() == "put COL-2 before COL-1, 1 day apart"
    story.cards[1].relate("next", story.card, lag=3, by=story.by_marco)
    assert last().typed.say() == "put COL-2 before COL-1, 3 days apart"
    assert Relation.objects.get().lag == 3


def test_a_relation_ends(story: Story) -> None:
    first, second, third = story.cards
    first.relate("child", second, by=story.by_marco)
    first.relate("child", third, by=story.by_marco)
    second.unrelate("parent", first, by=story.by_marco)
    assert last().typed.say() == "took the subcard COL-2 out of COL-1"
    assert [card.is_related for card in Card.objects.order_by("pk")] == [True, False, True]
    first.relate("next", second, by=story.by_marco)
    first.unrelate("next", second, by=story.by_marco)
    assert last().typed.say() == "no longer puts COL-1 before COL-2"


def test_twice_records_nothing(story: Story) -> None:
    first, second, third = story.cards
    first.relate("parent", second, by=story.by_marco)
    before = Head.objects.get().seq
    first.relate("parent", second, by=story.by_marco)
    second.relate("child", first, by=story.by_marco)
    first.unrelate("child", second, by=story.by_marco)
    first.unrelate("previous", third, by=story.by_marco)
    assert (Head.objects.get().seq, Relation.objects.count()) == (before, 1)


def test_the_first_parent_stays_the_default_one(story: Story) -> None:
    first, second, third = story.cards
    third.relate("parent", second, by=story.by_marco)
    third.relate("parent", first, by=story.by_marco)
    assert [each[1] for each in third.state()["relations"]] == [second.pk, first.pk]


def test_a_circle_of_two_is_refused_with_the_way_round(story: Story) -> None:
    first, _, third = story.cards
    third.relate("next", first, by=story.by_marco)
    sentence = (
        r"^COL-3 comes before COL-1, which comes before COL-3\. Take one of these relations out first\.$"
    )
    with pytest.raises(Refused, match=sentence):
        first.relate("next", third, by=story.by_marco)
    with pytest.raises(Refused, match=sentence):
        third.relate("previous", first, by=story.by_marco)


def test_a_circle_through_three_spaces_is_refused(story: Story, abroad: list[Card]) -> None:
    order, bill = abroad
    order.relate("child", bill, by=story.by_marco)
    bill.relate("child", story.card, by=story.by_marco)
    way = "ORD-1 is a parent of BIL-1, which is a parent of COL-1, which is a parent of ORD-1"
    with pytest.raises(Refused, match=way):
        story.card.relate("child", order, by=story.by_marco)
    story.card.relate("next", order, by=story.by_marco)  # another kind of relation makes no circle


def test_a_circle_does_not_name_what_is_not_shared(story: Story) -> None:
    hidden = story.workspace.add_space("HID", "Hidden", kind="private", by=story.by_lena)
    between = Card.create(hidden, "Hush", by=story.by_lena)
    story.card.relate("next", between, by=story.by_lena)
    between.relate("next", story.cards[1], by=story.by_lena)
    way = "^COL-1 comes before a card that is not shared with you, which comes before COL-2, which"
    with pytest.raises(Refused, match=way):
        story.cards[1].relate("next", story.card, by=story.by_marco)


def test_no_card_is_related_with_itself(story: Story) -> None:
    with pytest.raises(Invalid, match=r"^COL-1 cannot be related with itself\. Choose another card\.$"):
        story.card.relate("parent", Card.objects.get(pk=story.card.pk), by=story.by_marco)


@pytest.mark.parametrize(
    ("tie", "lag", "sentence"),
    [
        ("friend", 0, r"^There is no relation 'friend'\. Choose one of: parent, child, previous, next\.$"),
        ("next", -1, r"^Give a number of days between 0 and 1,000\.$"),
        ("next", 1_001, r"^Give a number of days between 0 and 1,000\.$"),
        ("child", 2, r"^Only cards that follow each other have days between them\.$"),
    ],
)
def test_bad_input_says_what_to_give(story: Story, tie: str, lag: int, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        story.card.relate(tie, story.cards[1], lag=lag, by=story.by_marco)


def test_both_spaces_need_the_role_of_a_member(story: Story) -> None:
    watched = story.workspace.add_space("WAT", "Watched", kind="private", by=story.by_lena)
    theirs = Card.create(watched, "Theirs", by=story.by_lena)
    watched.add_member(story.marco, "visitor", by=story.by_lena)
    before = Head.objects.get().seq
    for card, other in ((story.card, theirs), (theirs, story.card)):
        with pytest.raises(NotAllowed):
            card.relate("next", other, by=story.by_marco)
    for by in (story.by_vera, story.by_nils):
        with pytest.raises(NotAllowed):
            story.card.relate("next", story.cards[1], by=by)
    story.card.relate("next", theirs, by=story.by_lena)
    with pytest.raises(NotAllowed):
        story.card.unrelate("next", theirs, by=story.by_marco)
    assert Head.objects.get().seq == before + 1


def test_who_saw_an_older_card_is_told(story: Story) -> None:
    with pytest.raises(StaleVersion):
        story.card.relate("next", story.cards[1], version=7, by=story.by_marco)


def test_of_two_who_relate_both_ways_at_once_one_is_refused(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    first, second = story.cards[:2]
    outcomes = at_once(
        [
            lambda: Card.objects.get(pk=first.pk).relate("next", second, by=story.by_marco),
            lambda: Card.objects.get(pk=second.pk).relate("next", first, by=story.by_lena),
        ]
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Relation"]
    assert Relation.objects.count() == 1


def test_a_circle_of_four_is_not_closed_from_two_sides_at_once(
    transactional_db: None, story: Story, at_once: Any
) -> None:
    first, second, third = story.cards
    fourth = Card.create(story.space, "Fourth", by=story.by_marco)
    first.relate("next", second, by=story.by_marco)
    third.relate("next", fourth, by=story.by_marco)
    outcomes = at_once(
        [
            lambda: Card.objects.get(pk=second.pk).relate("next", third, by=story.by_marco),
            lambda: Card.objects.get(pk=fourth.pk).relate("next", first, by=story.by_lena),
        ]
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Relation"]


def test_moving_both_while_they_are_related_ends(transactional_db: None, story: Story, at_once: Any) -> None:
    first, second = story.cards[:2]

    def fresh(card: Card) -> Card:
        return Card.objects.get(pk=card.pk)

    outcomes = at_once(
        [
            lambda: fresh(first).relate("next", second, by=story.by_marco),
            lambda: fresh(second).relate("child", first, by=story.by_lena),
            lambda: fresh(second).move(story.overdue, by=story.by_marco),
            lambda: fresh(first).move(story.overdue, by=story.by_lena),
        ]
    )
    assert [each for each in outcomes if isinstance(each, Exception)] == []


def test_a_subcard_is_made_in_one_change_of_two_events(story: Story) -> None:
    made = story.card.add_subcard("  Call   them ", by=story.by_marco)
    assert (made.key, made.title, made.status, made.space) == ("COL-4", "Call them", story.open, story.space)
    created, nested = Event.objects.order_by("-seq")[:2][::-1]
    assert [created.type, nested.type] == ["card.created", "card.nested"]
    assert created.change == nested.change
    assert nested.typed.say() == "made COL-4 a subcard of COL-1"
    assert made.state()["relations"] == [[Tie.PARENT, story.card.pk, 0]]


def test_a_subcard_without_a_title_or_by_a_visitor_is_not_made(story: Story) -> None:
    with pytest.raises(Invalid, match=r"^Give the card a title\.$"):
        story.card.add_subcard(" ", by=story.by_marco)
    with pytest.raises(NotAllowed):
        story.card.add_subcard("Call them", by=story.by_vera)
    assert Relation.objects.count() == 0
