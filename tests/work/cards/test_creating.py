"""How a card comes to be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cashboard.activity.models import Event, Head
from cashboard.activity.refusals import Invalid, NotAllowed
from cashboard.work.cards.models import Card
from tests.story import Story

pytestmark = pytest.mark.requirement("R11", "R24")
SCRIPT = "<script>alert(1)</script> & “quotes” 💶"


def test_a_card_begins_at_the_end_of_the_first_status(story: Story) -> None:
    card = Card.create(story.space, "  Invoice \n 9 ", by=story.by_marco)
    assert (card.key, card.number, card.title, card.status) == ("COL-4", 4, "Invoice 9", story.open)
    assert list(Card.objects.filter(status=story.open).order_by("rank")) == [*story.cards, card]
    told = Event.objects.get(seq=Head.objects.get().seq)
    assert (told.type, told.at) == ("card.created", card.created_at)
    assert told.typed.say() == "created the card in Open"


def test_with_everything_at_once(story: Story) -> None:
    card = Card.create(
        story.space,
        "Invoice 9",
        by=story.by_marco,
        status=story.overdue,
        description="Call *them*\r\n",
        responsible=story.lena,
        due_on=date(2026, 12, 1),
    )
    assert (card.description, card.responsible, card.due_on) == ("Call *them*", story.lena, date(2026, 12, 1))
    assert card.started_at == card.created_at
    assert card.completed_at is None


def test_begun_as_completed_it_is_completed(story: Story) -> None:
    card = Card.create(story.space, "Paid at once", by=story.by_marco, status=story.paid)
    assert card.is_completed
    assert card.completed_at == card.created_at


def test_script_is_kept_word_for_word(story: Story) -> None:
    card = Card.create(story.space, SCRIPT, by=story.by_marco, description=SCRIPT)
    card.refresh_from_db()
    assert (card.title, card.description) == (SCRIPT, SCRIPT)
    assert Event.objects.get(seq=Head.objects.get().seq).data["title"] == SCRIPT


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("", r"^Give the card a title\.$"),
        (" \n\t\0", r"^Give the card a title\.$"),
        ("x" * 10_000, r"^A title has at most 500 characters; this one has 10,000\.$"),
    ],
)
def test_a_bad_title_is_refused(story: Story, title: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as error:
        Card.create(story.space, title, by=story.by_marco)
    assert error.value.field == "title"
    assert Card.objects.count() == 3


def test_characters_that_no_database_holds_are_left_out(story: Story) -> None:
    card = Card.create(story.space, "In\0voice \udc80 9", by=story.by_marco, description="a\0b")
    card.refresh_from_db()
    assert (card.title, card.description) == ("Invoice 9", "ab")


def test_a_foreign_status_is_refused(story: Story) -> None:
    other = story.workspace.add_space("ORD", "Orders", by=story.by_lena)
    with pytest.raises(Invalid, match=r"^Choose a status of this space\.$"):
        Card.create(story.space, "x", by=story.by_marco, status=other.statuses.get(name="To do"))


def test_a_stranger_cannot_be_made_responsible(story: Story) -> None:
    with pytest.raises(Invalid, match="Nils Stranger is not a member of Collections"):
        Card.create(story.space, "x", by=story.by_marco, responsible=story.nils)


@pytest.mark.parametrize("due_on", [date(1900, 1, 1), date(9999, 12, 31)])
def test_a_date_out_of_range_is_refused(story: Story, due_on: date) -> None:
    with pytest.raises(Invalid, match="give a date between 1970 and 2100"):
        Card.create(story.space, "x", by=story.by_marco, due_on=due_on)


@pytest.mark.parametrize("who", ["by_vera", "by_nils", "by_ada"])
def test_who_is_no_member_makes_none(story: Story, who: str) -> None:
    with pytest.raises(NotAllowed, match="this needs the role member"):
        Card.create(story.space, "x", by=getattr(story, who))
    story.space.refresh_from_db()
    assert (Card.objects.count(), story.space.last_number) == (3, 3)


def test_many_at_once_get_numbers_without_gaps(transactional_db: None, story: Story, at_once: Any) -> None:
    def make() -> list[Card]:
        return [Card.create(story.space, "x", by=story.by_marco) for _ in range(4)]

    assert all(isinstance(made, list) for made in at_once([make] * 5))
    assert list(Card.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 24))
