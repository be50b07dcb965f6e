"""A card can be put away and brought back."""

from __future__ import annotations

import pytest

from cashboard.activity.models import Head
from cashboard.activity.refusals import NotAllowed
from cashboard.work.cards.models import Card
from tests.story import Story


def test_put_away_and_brought_back(story: Story) -> None:
    story.card.archive(by=story.by_marco, reason="twice in the file")
    assert story.card not in Card.objects.on_board()
    assert story.card in Card.objects.visible_to(story.by_marco)
    story.card.restore(by=story.by_marco)
    assert story.card in Card.objects.on_board()
    assert story.card.archived_at is None


def test_twice_records_nothing(story: Story) -> None:
    story.card.restore(by=story.by_marco)
    story.card.archive(by=story.by_marco)
    before = Head.objects.get().seq
    story.card.archive(by=story.by_marco)
    assert Head.objects.get().seq == before


@pytest.mark.parametrize("verb", ["archive", "restore"])
def test_a_visitor_is_refused(story: Story, verb: str) -> None:
    if verb == "restore":
        story.card.archive(by=story.by_marco)
    with pytest.raises(NotAllowed):
        getattr(story.card, verb)(by=story.by_vera)


def test_one_that_comes_back_stands_where_it_stood(story: Story) -> None:
    story.cards[1].archive(by=story.by_marco)
    story.card.move(story.open, before=story.cards[2], by=story.by_marco)
    story.cards[1].restore(by=story.by_marco)
    ranks = list(Card.objects.filter(status=story.open).order_by("rank", "pk"))
    assert ranks.index(story.cards[1]) < ranks.index(story.cards[2])
