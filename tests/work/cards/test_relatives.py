"""What is reached from a card over several relations."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cashboard.work.cards.models import Card
from cashboard.work.cards.relations import Relation, RelationKind, Tie
from cashboard.work.cards.relatives import Relatives
from tests.story import Story

pytestmark = pytest.mark.requirement("R20")


def test_the_longest_way_counts_where_there_are_two(story: Story) -> None:
    first, second, third = story.cards
    first.relate("next", third, lag=1, by=story.by_marco)
    first.relate("next", second, lag=2, by=story.by_marco)
    second.relate("next", third, lag=3, by=story.by_marco)
    around = Relatives([first.pk, third.pk], story.by_marco)
    assert around.reached(first.pk, Tie.NEXT) == {second.pk: 2, third.pk: 5}
    assert around.reached(third.pk, Tie.PREVIOUS) == {second.pk: 3, first.pk: 5}
    assert around.reached(third.pk, Tie.NEXT) == {}


def test_many_ways_through_a_plan_are_no_burden(story: Story) -> None:
    """Forty rows of two cards, each before both of the next: a million million ways through them."""
    rows = [
        [Card.create(story.space, f"Step {row}", by=story.by_marco) for _ in range(2)] for row in range(40)
    ]
    Relation.objects.bulk_create(
        Relation(kind=RelationKind.SEQUENCE, source=source, target=target, lag=lag)
        for here, there in pairwise(rows)
        for source in here
        for lag, target in enumerate(there)
    )
    begin = rows[0][0].pk
    reached = Relatives([begin], story.by_marco).reached(begin, Tie.NEXT)
    assert len(reached) == 78
    assert max(reached.values()) == 39
    Relation.objects.all().delete()
