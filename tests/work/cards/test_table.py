"""Rows in any order, page by page, and groups with subtotals: worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from cashboard.activity.actors import Actor
from cashboard.work.cards import table
from cashboard.work.cards.arranging import Arrangement
from cashboard.work.cards.columns import COLUMNS
from cashboard.work.cards.events import CardValued
from cashboard.work.cards.models import Card
from cashboard.work.cards.table import Row, Table
from tests.story import Story

pytestmark = pytest.mark.requirement("R22")
WEDNESDAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "PAGE", 2)


@pytest.fixture
def cards(story: Story) -> list[Card]:
    """Six cards, two of them alike in every way but their id, one with nothing on it."""
    made = [*story.cards, *(Card.create(story.space, f"card {n}", by=story.by_marco) for n in (4, 5, 6))]
    amounts = (
        (10_000, 2, "EUR"),
        (2_000, 0, "JPY"),
        (10_000, 2, "EUR"),
        (5_000, 3, "KWD"),
        None,
        (-100, 2, "EUR"),
    )
    days = (3, -1, 3, 0, None, 9)
    for card, amount, left in zip(made, amounts, days, strict=True):
        if amount:
            value(card, *amount, by=story.by_lena)
        card.date("due", None if left is None else WEDNESDAY + timedelta(days=left), by=story.by_lena)
    return made


def value(card: Card, minor: int, exponent: int, currency: str, by: Actor) -> None:
    """As the object under a card does."""
    with card.changing(by=by) as change:
        card.set_amount(minor, currency, exponent, change)
        told = CardValued(old=None, old_currency="", new=card.amount_text, new_currency=currency)
        change.record(told, card)


def arranged(query: str) -> Table:
    arrangement = Arrangement.read(QueryDict(query), COLUMNS)
    return Table(Card.objects.on_board(), arrangement, WEDNESDAY)


def pages(shown: Table) -> Iterator[list[Row]]:
    rows = shown.page()
    while rows:
        yield rows
        after = shown.keyset.read(shown.keyset.write(rows[-1].key))
        assert after == rows[-1].key, "a key survives the address"
        rows = shown.page(after)


ORDERS = {
    "sort=key": [1, 2, 3, 4, 5, 6],
    "sort=-key": [6, 5, 4, 3, 2, 1],
    "sort=due": [2, 4, 1, 3, 6, 5],
    "sort=-due": [6, 1, 3, 4, 2, 5],
    "sort=amount": [6, 4, 1, 3, 2, 5],
    "sort=-amount": [2, 1, 3, 4, 6, 5],
    "sort=title": [4, 5, 6, 1, 2, 3],
    "sort=customer": [1, 2, 3, 4, 5, 6],
    "sort=-completed": [1, 2, 3, 4, 5, 6],
    "group=due&sort=-key": [2, 4, 3, 1, 6, 5],
    "": [6, 5, 4, 3, 2, 1],
    "sort=labels&sort=x": [6, 5, 4, 3, 2, 1],
}


@pytest.mark.parametrize(("query", "expected"), ORDERS.items())
def test_every_order_is_the_same_page_by_page(cards: list[Card], query: str, expected: list[int]) -> None:
    """What is empty stands last either way, what is alike stands by id."""
    numbers = [row.card.number for rows in pages(arranged(query)) for row in rows]
    assert numbers == expected
    assert [row.card.number for row in arranged(query).every()] == expected


@pytest.mark.parametrize("query", ORDERS)
def test_below_each_row_is_the_next(cards: list[Card], query: str) -> None:
    shown = arranged(query)
    every = list(shown.every())
    below = [shown.below(row) for row in every]
    assert [row.card if row else None for row in below] == [*(row.card for row in every[1:]), None]


def test_groups_by_due_date_have_names_and_subtotals(cards: list[Card]) -> None:
    shown = arranged("group=due")
    every = list(shown.every())
    titles = list(dict.fromkeys(row.group_title for row in every))
    assert titles == ["Overdue", "Today", "This week", "Next week", "No date"]
    sums = shown.subtotals(every)
    told = {row.group_title: sums[str(row.group)] for row in every}
    assert {title: (tally.count, dict(tally.money)) for title, tally in told.items()} == {
        "Overdue": (1, {"JPY": Decimal(2000)}),
        "Today": (1, {"KWD": Decimal("5.000")}),
        "This week": (2, {"EUR": Decimal("200.00")}),
        "Next week": (1, {"EUR": Decimal("-1.00")}),
        "No date": (1, {}),
    }


def test_what_is_over_is_not_overdue(story: Story, cards: list[Card]) -> None:
    cards[1].complete(by=story.by_marco)
    assert [row.group_title for row in arranged("group=due").every()][-1] == "Past, and done"


def test_groups_by_person_and_status(story: Story, cards: list[Card]) -> None:
    cards[0].assign(story.marco, by=story.by_marco)
    cards[2].assign(story.lena, by=story.by_marco)
    cards[2].move(story.paid, by=story.by_marco)
    by_person = [(row.group_title, row.card.number) for row in arranged("group=responsible&sort=key").every()]
    assert by_person == [
        ("Lena Fischer", 3),
        ("Marco Rossi", 1),
        *(("Nobody", number) for number in (2, 4, 5, 6)),
    ]
    shown = arranged("group=status&sort=key")
    rows = list(shown.every())
    assert [row.group_title for row in rows] == [*["Open"] * 5, "Paid"]
    assert [shown.top_of(row).card.number for row in rows] == [1] * 5 + [3]  # type: ignore[union-attr]
    top = arranged("group=responsible&sort=key").top_of
    assert {top(row).card.number for row in arranged("group=responsible&sort=key").every()} == {3, 1, 2}  # type: ignore[union-attr]


def test_the_tally_is_of_all_cards(cards: list[Card]) -> None:
    tally = arranged("").tally()
    assert (tally.count, tally.money["EUR"]) == (6, Decimal("199.00"))


BROKEN: tuple[Any, ...] = (
    "",
    "x",
    "[]",
    "{}",
    "[1]",
    '["a", "b"]',
    "[1e999, 1]",
    "[null, 99999999999999999999]",
    "[[1], 2]",
)


@pytest.mark.parametrize("text", BROKEN)
def test_a_key_that_is_none_is_none(cards: list[Card], text: str) -> None:
    for query in ("sort=key", "sort=due", "sort=amount", "sort=title", "sort=created"):
        assert arranged(query).keyset.read(text) is None


def test_the_fixed_columns_are_always_there() -> None:
    chosen = Arrangement.read(QueryDict("column=due&column=nosuch"), COLUMNS)
    assert [column.name for column in chosen.columns] == ["key", "title", "due"]
    usual = Arrangement.read(QueryDict(""), COLUMNS)
    same = "&".join(f"column={column.name}" for column in reversed(usual.columns))
    assert Arrangement.read(QueryDict(same), COLUMNS) == usual
    bare = Arrangement.read(QueryDict("column=key"), COLUMNS)
    assert [column.name for column in bare.columns] == ["key", "title"]
    assert "start" not in [column.name for column in usual.columns]
    assert list(chosen.pairs()) == [("sort", "-key"), ("column", "due"), ("group", "none")]
    assert Arrangement.read(QueryDict("sort=due"), COLUMNS).turned("due").order == "-due"
