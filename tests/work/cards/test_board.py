from __future__ import annotations

from datetime import date

import pytest

from cashboard.work.cards.board import Board
from cashboard.work.cards.filtering import CardFilter
from tests.story import Story

pytestmark = pytest.mark.django_db


def the_board(story: Story) -> Board:
    statuses = list(story.space.statuses.all())
    return Board(story.space, statuses, CardFilter(), story.by_marco, date(2026, 11, 24))


@pytest.mark.requirement("R28")
def test_the_columns_with_what_stands_in_them(story: Story) -> None:
    story.card.move(story.paid, by=story.by_marco)
    columns = the_board(story).columns()
    assert [(column.status.name, column.count, len(column.cards)) for column in columns] == [
        ("Open", 2, 2),
        ("Overdue", 0, 0),
        ("Disputed", 0, 0),
        ("Paid", 1, 1),
    ]
    assert not any(column.more for column in columns)


def test_a_card_that_leaves_while_the_board_is_read(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts are read first. A column without a card at hand has none to go on from."""
    story.card.move(story.overdue, by=story.by_marco)
    board = the_board(story)
    counted = board.heads()
    story.card.move(story.paid, by=story.by_marco)
    monkeypatch.setattr(board, "heads", lambda: counted)
    overdue = board.columns()[1]
    assert (overdue.count, overdue.cards, overdue.more) == (1, [], False)
