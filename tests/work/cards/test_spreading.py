"""Where hundreds of cards were dropped into one gap, the crowd is spread anew and keeps its order."""

from __future__ import annotations

import pytest
from django.db import connection

from cashboard.activity.models import Event
from cashboard.work.cards.models import Card
from tests.story import Story

pytestmark = pytest.mark.requirement("R19")


@pytest.fixture(autouse=True)
def _short_ranks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a crowd is one after a few dozen drops, not after hundreds."""
    monkeypatch.setattr("cashboard.work.cards.ranks.LONGEST", 14)


def drop_often(story: Story, times: int) -> list[Event]:
    """Two cards are dropped above each other by turns, always into the gap below the first card."""
    pair, above, told = [Card.create(story.space, "x", by=story.by_marco) for _ in "12"], story.cards[1], []
    for turn in range(times):
        card = pair[turn % 2]
        event = card.move(story.open, before=above, by=story.by_marco)
        assert event is not None
        assert len(card.rank) <= 14
        assert card.rank == Card.objects.get(pk=card.pk).rank
        above = card
        told.append(event)
    return told


def test_many_drops_into_one_gap_keep_ranks_short_and_the_order_right(story: Story) -> None:
    drop_often(story, 120)
    assert Event.objects.filter(type="card.spread").count() > 1
    order = list(Card.objects.filter(status=story.open).order_by("rank").values_list("key", flat=True))
    assert order == ["COL-1", "COL-5", "COL-4", "COL-2", "COL-3"]


def test_the_drop_that_made_room_is_told_as_a_move_and_the_room_by_itself(story: Story) -> None:
    moves = drop_often(story, 60)
    spread = Event.objects.filter(type="card.spread").first()
    assert spread is not None
    assert spread.typed.say() == "made room between the cards of Open"
    assert Event.objects.get(seq=spread.seq - 1) in moves
    assert {entry["name"] for entry in spread.objects_json if entry["type"] == "card"} == set(
        spread.data["ranks"]
    )


@pytest.mark.only("postgres")
def test_postgres_sorts_ranks_by_bytes_whatever_its_language(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns"
            " WHERE table_name = 'work_card' AND column_name = 'rank'"
        )
        assert cursor.fetchone() == ("C",)
