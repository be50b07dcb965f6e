"""The fields of a space as columns of its table: what they show, how they order, what a file gets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cashboard.work.cards.columns import Column, columns_of
from cashboard.work.cards.keysets import Keyset
from cashboard.work.cards.models import Card
from cashboard.work.fields.checking import Sum
from tests.story import Story

pytestmark = pytest.mark.requirement("R10", "R58")


def column(story: Story, title: str) -> Column:
    return next(each for each in columns_of(story.space) if each.title == title)


def shown(story: Story, title: str) -> list[Any]:
    """What the three cards have there."""
    values = column(story, title).load(story.cards)
    return [values[card.pk] for card in story.cards]


def ordered(story: Story, title: str) -> list[str]:
    """The keys of the cards, ordered by the column upwards."""
    sort = column(story, title).sort
    assert sort is not None
    rows = Keyset([sort]).order(Card.objects.filter(space=story.space))
    return [card.key for card in rows]


EUR, USD = Sum(Decimal(20), "EUR"), Sum(Decimal("3.5"), "USD")
CASES: list[tuple[str, Any, Any, list[Any]]] = [
    ("text", "b", "A", ["b", "A", ""]),
    ("link", "https://b.example", "https://a.example", ["https://b.example", "https://a.example", ""]),
    ("number", Decimal("1200.50"), Decimal(-3), [Decimal("1200.5"), Decimal(-3), None]),
    ("money", EUR, USD, [(Decimal("20.00"), "EUR"), (Decimal("3.50"), "USD"), None]),
    ("date", date(2026, 12, 2), date(2026, 12, 1), [date(2026, 12, 2), date(2026, 12, 1), None]),
]


@pytest.mark.parametrize(("kind", "first", "second", "cells"), CASES, ids=[case[0] for case in CASES])
def test_a_column_shows_orders_and_files_what_cards_say(
    story: Story, kind: str, first: Any, second: Any, cells: list[Any]
) -> None:
    field = story.space.add_field("Ours", kind, by=story.by_lena)
    story.cards[0].fill(field, first, by=story.by_marco)
    story.cards[1].fill(field, second, by=story.by_marco)
    assert shown(story, "Ours") == cells
    assert ordered(story, "Ours") == ["COL-2", "COL-1", "COL-3"], "what is empty stands last"
    ours = column(story, "Ours")
    assert [len(ours.cells(value)) for value in cells] == [len(ours.headers)] * 3
    assert ours.cells(cells[0]) == (cells[0] if kind == "money" else (cells[0],))


def test_options_are_ordered_as_the_field_lists_them(story: Story) -> None:
    field = story.space.add_field("Priority", "select", options=["High", "Low"], by=story.by_lena)
    high, low = field.options.all()
    story.cards[0].fill(field, low, by=story.by_marco)
    story.cards[1].fill(field, high, by=story.by_marco)
    assert shown(story, "Priority") == ["Low", "High", ""]
    assert ordered(story, "Priority") == ["COL-2", "COL-1", "COL-3"]


def test_people_ticks_and_many_options(story: Story) -> None:
    person = story.space.add_field("Approver", "person", by=story.by_lena)
    tick = story.space.add_field("Escalated", "checkbox", by=story.by_lena)
    many = story.space.add_field("Areas", "multi_select", options=["North", "South"], by=story.by_lena)
    story.cards[0].fill(person, story.marco, by=story.by_marco)
    story.cards[1].fill(person, story.lena, by=story.by_marco)
    story.cards[1].fill(tick, True, by=story.by_marco)
    story.cards[2].fill(many, list(many.options.all()), by=story.by_marco)
    assert (shown(story, "Approver"), ordered(story, "Approver")) == (
        ["Marco Rossi", "Lena Fischer", ""],
        ["COL-2", "COL-1", "COL-3"],
    )
    assert (shown(story, "Escalated"), ordered(story, "Escalated")[0]) == (["", "Yes", ""], "COL-2")
    assert (shown(story, "Areas"), column(story, "Areas").sort) == (["", "", "North, South"], None)


def test_archived_fields_are_no_columns(story: Story) -> None:
    field = story.space.add_field("Old", "text", by=story.by_lena)
    story.space.archive_field(field, by=story.by_lena)
    assert "Old" not in [each.title for each in columns_of(story.space)]
