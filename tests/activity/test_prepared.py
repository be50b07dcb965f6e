"""Queries that are compiled once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from cashboard.activity.prepared import Prepared, PreparedRow
from cashboard.work.cards.models import Card
from tests.story import Story


def _titles(space: int, *numbers: int) -> QuerySet[Any, tuple[Any, ...]]:
    return Card.objects.filter(space=space, number__in=numbers).order_by("number").values_list("title")


def _end(status: int, rank: str) -> QuerySet[Any, tuple[Any, ...]]:
    return Card.objects.filter(status=status, rank__gt=rank).order_by("rank").values_list("key")[:1]


def test_each_use_fills_in_its_own_values(story: Story) -> None:
    titles = Prepared(_titles)
    assert titles(story.space.pk, 1) == [("Invoice 4711 of Nordwind",)]
    assert titles(story.space.pk, 2) == [("Invoice 4712 of Nordwind",)]
    assert [title for (title,) in titles(story.space.pk, 3, 1)] == [
        story.cards[0].title,
        story.cards[2].title,
    ]
    assert titles.first(story.space.pk, 99) is None


def test_a_union_keeps_the_order_and_limit_of_each_part(story: Story) -> None:
    story.cards[1].move(story.paid, by=story.by_marco)
    first = Prepared(_end)
    assert first.union([(story.paid.pk, ""), (story.open.pk, story.cards[0].rank)]) == [
        ("COL-2",),
        ("COL-3",),
    ]
    assert first.union([]) == []


@pytest.mark.parametrize("text", ["-987000", "a'b", "%s", ""])
def test_texts_are_values_whatever_they_hold(story: Story, text: str) -> None:
    story.card.retitle(text or "plain", by=story.by_marco)
    found = Prepared(lambda title, space: Card.objects.filter(title=title, space=space).values_list("key"))
    assert found(text or "plain", story.space.pk) == [("COL-1",)]


def test_a_row_is_the_instance_that_the_query_set_gives(story: Story) -> None:
    story.card.date("due", date(2026, 12, 1), by=story.by_marco)
    found = PreparedRow(Card, lambda pk: Card.objects.filter(pk=pk)).found(story.card.pk)
    same = Card.objects.get(pk=story.card.pk)
    assert found is not None
    assert [getattr(found, field.attname) for field in Card._meta.concrete_fields] == [
        getattr(same, field.attname) for field in Card._meta.concrete_fields
    ]
    assert PreparedRow(Card, lambda pk: Card.objects.filter(pk=pk)).found(0) is None
