"""The layout of a board as its address carries it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from cashboard.work.cards.laying_out import BoardLayout

pytestmark = pytest.mark.requirement("R22")

KNOWN = ("status", "due", "responsible", "field-7")


def read(text: str) -> BoardLayout:
    return BoardLayout.read(QueryDict(text), KNOWN)


def test_nothing_is_the_usual_board() -> None:
    assert read("") == BoardLayout()
    assert not read("q=Nordwind")
    assert not BoardLayout().is_grouped


@pytest.mark.parametrize(
    "text",
    [
        "columns=due",
        "lanes=responsible",
        "columns=field-7&lanes=status&fold=status-4&fold=field-7-12&hide=field-7-none&empty=hide&dense=1",
        "fold=status-3&without=labels&without=responsible",
    ],
)
def test_what_is_written_is_read_again(text: str) -> None:
    layout = read(text)
    assert "&".join(f"{name}={value}" for name, value in layout.pairs()) == (
        text if "without" not in text else "fold=status-3&without=labels&without=responsible"
    )
    assert layout


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("columns=weather&lanes=mood", ""),
        ("columns=due&lanes=due", "columns=due"),
        ("columns=due&fold=status-4&hide=responsible-2", "columns=due"),
        ("fold=status&fold=-&fold=&fold=status-1&fold=status-1", "fold=status-1"),
        ("without=everything&dense=yes&empty=1", ""),
    ],
)
def test_what_cannot_be_read_is_left_out(text: str, read_as: str) -> None:
    assert read(text) == read(read_as)


def test_folding_and_hiding_turn_one_group() -> None:
    layout = read("columns=due").folding("due-1").hiding("due-2")
    assert (layout.folded, layout.hidden) == (("due-1",), ("due-2",))
    assert layout.folding("due-1").hiding("due-2") == read("columns=due")
