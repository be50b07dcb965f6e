"""A board by any attribute: its groups, their sums, and what stands where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cashboard.work.cards.attributes.attribute import Scene
from cashboard.work.cards.attributes.catalogue import attributes_of
from cashboard.work.cards.filtering import CardFilter
from cashboard.work.cards.group_board import IN_COLUMN, GroupBoard
from cashboard.work.cards.laying_out import BoardLayout
from cashboard.work.cards.models import Card
from cashboard.work.fields.models import Field
from tests.story import Story

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R22")]

TODAY = date(2026, 11, 24)


def board(story: Story, columns: str, lanes: str = "", chosen: CardFilter | None = None) -> GroupBoard:
    scene = Scene(story.space, list(story.space.statuses.all()), story.by_marco, TODAY)
    attributes = attributes_of(Field.objects.filter(space=story.space).with_options())
    return GroupBoard(scene, BoardLayout(columns, lanes), attributes, chosen or CardFilter())


def columns(shown: GroupBoard) -> dict[str, int]:
    return {pile.group.name: pile.sums.count for pile in shown.columns}


def cells(shown: GroupBoard) -> dict[tuple[str, str], list[str]]:
    """The keys of the cards, by the names of column and lane."""
    names = {pile.group.key: pile.group.name for pile in [*shown.columns, *shown.lanes]}
    found = shown.cells([pile.group for pile in shown.lanes] or [None])
    return {
        (names[column], names.get(lane, "")): [each.front.key for each in cell.cards]
        for (column, lane), cell in found.items()
        if cell.cards
    }


def test_by_how_near_the_due_date_is(story: Story) -> None:
    for card, on in zip(
        story.cards, (TODAY - timedelta(days=1), TODAY + timedelta(days=2), None), strict=True
    ):
        card.date("due", on, by=story.by_marco)
    shown = board(story, "due")
    assert columns(shown) == {
        "Overdue": 1, "Today": 0, "This week": 1, "Next week": 0, "Later": 0, "No date": 1
    }  # fmt: skip
    assert cells(shown) == {
        ("Overdue", ""): ["COL-1"],
        ("This week", ""): ["COL-2"],
        ("No date", ""): ["COL-3"],
    }


def test_by_person_with_status_lanes(story: Story) -> None:
    story.card.assign(story.lena, by=story.by_marco)
    story.cards[1].move(story.paid, by=story.by_marco)
    shown = board(story, "responsible", "status")
    assert columns(shown)["Lena Fischer"] == 1
    assert columns(shown)["Nobody"] == 2
    lanes = {pile.group.name: (pile.sums.count, pile.sums.progress) for pile in shown.lanes}
    assert lanes == {"Open": (2, 0), "Overdue": (0, None), "Disputed": (0, None), "Paid": (1, 100)}
    assert cells(shown) == {
        ("Lena Fischer", "Open"): ["COL-1"],
        ("Nobody", "Open"): ["COL-3"],
        ("Nobody", "Paid"): ["COL-2"],
    }


def test_a_card_stands_in_the_group_of_each_of_its_labels(story: Story) -> None:
    story.card.label("Large", by=story.by_marco)
    story.card.label("Late", by=story.by_marco)
    shown = board(story, "label")
    assert columns(shown) == {"Large": 1, "Late": 1, "No label": 2}
    assert shown.count == 3
    assert shown.has_copies
    lanes = board(story, "status", "label")
    assert columns(lanes)["Open"] == 3
    assert {pile.group.name: pile.sums.count for pile in lanes.lanes} == {
        "Large": 1,
        "Late": 1,
        "No label": 2,
    }


@pytest.mark.parametrize("kind", ["select", "multi_select", "person", "checkbox"])
def test_by_a_field(story: Story, kind: str) -> None:
    options = ("One", "Two") if "select" in kind else ()
    field = story.space.add_field("It", kind, by=story.by_lena, options=options)
    first: Any = field.options.first()
    given: Any = {"select": first, "multi_select": [first], "person": story.lena, "checkbox": True}[kind]
    story.card.fill(field, given, by=story.by_marco)
    found = columns(board(story, f"field-{field.pk}"))
    named = {"person": "Lena Fischer", "checkbox": "It: yes"}.get(kind, "One")
    rest = {"person": "Nobody", "checkbox": "It: no"}.get(kind, "Nothing")
    assert (found[named], found[rest]) == (1, 2)


def test_by_parent_and_by_blocker(story: Story) -> None:
    child = story.card.add_subcard("First step", by=story.by_marco)
    assert columns(board(story, "parent")) == {f"COL-1 {story.card.title}": 1, "No parent": 3}
    assert [each for cell in cells(board(story, "parent")).values() for each in cell].count(child.key) == 1
    assert columns(board(story, "blocker")) == {"Not blocked": 4}


def test_a_parent_that_nobody_may_see_is_none(story: Story) -> None:
    """Its name is not told, and neither is that there is one."""
    hidden = story.lena
    apart = type(story.workspace).objects.create_workspace("Apart", by=hidden.acting("web"))
    space = apart.add_space("APT", "Apart", by=hidden.acting("web"))
    secret = Card.create(space, "A secret", by=hidden.acting("web"))
    story.card.relate("parent", secret, by=hidden.acting("web"))
    assert columns(board(story, "parent")) == {"No parent": 3}


def test_a_filter_narrows_everything(story: Story) -> None:
    story.card.assign(story.lena, by=story.by_marco)
    shown = board(story, "responsible", chosen=CardFilter(text="4711"))
    assert {name: count for name, count in columns(shown).items() if count} == {"Lena Fischer": 1}
    assert shown.count == 1


def test_the_next_cards_of_a_column_follow_in_order(story: Story) -> None:
    for number in range(IN_COLUMN + 5):
        Card.create(
            story.space, f"Card {number}", due_on=TODAY + timedelta(days=60 - number), by=story.by_marco
        )
    shown = board(story, "due")
    [later] = [pile.group for pile in shown.columns if pile.group.name == "Later"]
    cell = shown.cells([None])[later.key, ""]
    assert (cell.count, len(cell.cards), cell.more) == (IN_COLUMN + 5, IN_COLUMN, True)
    rest, more = shown.next_in(later, None, cell.cards[-1].key)
    assert (len(rest), more) == (5, False)
    days = [each.front.due_on for each in [*cell.cards, *rest]]
    assert days == sorted(day for day in days if day)
    assert shown.below(cell.cards[0]) == cell.cards[1].front.id
    assert shown.below(rest[-1]) is None


def test_where_a_card_stands_is_told_of_each_cell(story: Story) -> None:
    story.card.label("Large", by=story.by_marco)
    story.card.label("Late", by=story.by_marco)
    shown = board(story, "label")
    found = shown.standing([story.card.pk])
    assert {groups[0].name for each in found if (groups := shown.groups_of(each))} == {"Large", "Late"}
