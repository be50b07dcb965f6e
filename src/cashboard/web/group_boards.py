"""A board by any attribute as HTML: cells with the fronts of their cards, and what is told of a change."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from markupsafe import Markup

from cashboard.web.asking import Asking, today
from cashboard.web.board_state import BoardState, attributes_in, read_state
from cashboard.web.fronts import render_fronts
from cashboard.web.places import Place
from cashboard.work.cards.attributes.attribute import Group, Scene
from cashboard.work.cards.group_board import LANES, Cell, GroupBoard, Pile, Standing
from cashboard.work.cards.models import Card


def scene_of(request: Asking, place: Place) -> Scene:
    """The place as the asking person sees it today."""
    return Scene(place.space, place.statuses, request.actor, today(request))


def read_groups(request: Asking, place: Place, state: BoardState | None = None) -> GroupBoard:
    """The board by the attributes that the address names."""
    state = state or read_state(request, place)
    return GroupBoard(scene_of(request, place), state.layout, attributes_in(place), state.chosen)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as the page shows it."""

    column: Group
    lane: Group | None
    cell: Cell
    cards: list[Markup]
    is_folded: bool

    @property
    def id(self) -> str:
        """The id of its list."""
        return cell_id(self.column, self.lane)

    @property
    def last(self) -> Standing:
        """The last card at hand."""
        return self.cell.cards[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """A lane, or all there is where the board has none."""

    pile: Pile | None
    cells: list[Shown]


def show_groups(board: GroupBoard, place: Place, after: str = "") -> dict[str, Any]:
    """What the templates of a board by an attribute need; `after` is the key of the last lane on the page."""
    piles, more = _lanes(board, after)
    folded = board.layout.folded
    opened = [pile.group for pile in piles if pile.group.key not in folded]
    cells = board.cells(opened or ([] if board.lane else [None]))
    fronts = _fronts((standing for cell in cells.values() for standing in cell.cards), board, place)
    lanes: Sequence[Pile | None] = piles if board.lane else [None]
    return {
        "board": board,
        "columns": board.columns,
        "rows": [_row(board, pile, cells, fronts) for pile in lanes],
        "next_lane": piles[-1].group.key if more else "",
        "shape": shape_of(board),
    }


def _row(
    board: GroupBoard, pile: Pile | None, cells: dict[tuple[str, str], Cell], fronts: dict[int, Markup]
) -> Row:
    lane = pile.group if pile else None
    if lane is not None and lane.key in board.layout.folded:
        return Row(pile, [])
    shown = []
    for column in board.columns:
        cell = cells.get((column.group.key, lane.key if lane else ""), Cell())
        html = [named(fronts[each.front.id], board, each, column.group, lane) for each in cell.cards]
        shown.append(Shown(column.group, lane, cell, html, column.group.key in board.layout.folded))
    return Row(pile, shown)


def _lanes(board: GroupBoard, after: str) -> tuple[list[Pile], bool]:
    """A page of lanes, and whether there are more."""
    keys = [pile.group.key for pile in board.lanes]
    start = keys.index(after) + 1 if after in keys else 0
    return board.lanes[start : start + LANES], len(keys) > start + LANES


def next_cards(
    board: GroupBoard, place: Place, column: Group, lane: Group | None, after: str
) -> dict[str, Any]:
    """The next cards of a cell behind the key that the address carries."""
    key = board.keyset.read(after)
    standing, more = board.next_in(column, lane, key) if key else ([], False)
    fronts = _fronts(standing, board, place)
    html = [named(fronts[each.front.id], board, each, column, lane) for each in standing]
    cell = Cell(count=len(standing) + more, cards=standing)
    return {"board": board, "shown": Shown(column, lane, cell, html, is_folded=False)}


def tell_groups(board: GroupBoard, place: Place, ids: Collection[int]) -> dict[str, Any]:
    """Where these cards stand now: a fragment for each cell, and for each card where else it does not."""
    standing = board.standing(ids)
    fronts = _fronts(standing, board, place)
    placed: list[Markup] = []
    stays: dict[int, list[str]] = {pk: [] for pk in ids}
    for each in standing:
        groups = board.groups_of(each)
        if groups is None or groups[0].key in board.layout.folded:
            continue
        below = board.below(each)
        before = card_id(board, below, *groups) if below else ""
        html = named(fronts[each.front.id], board, each, *groups)
        spot = Markup('<article data-into="{}" data-before="{}" ').format(cell_id(*groups), before)
        placed.append(Markup(html.replace("<article ", spot, 1)))
        stays[each.front.id].append(card_id(board, each.front.id, *groups))
    return {"board": board, "placed": placed, "stays": stays, "columns": board.columns, "lanes": board.lanes}


def menu_of(request: Asking, place: Place, card: Card) -> dict[str, Any]:
    """The groups that a card can be brought into, for who does not drag; `here` are those it is in."""
    query = request.GET["board"].removeprefix("?").encode("utf-8", "ignore")
    state = read_state(request, place, QueryDict(query))
    board = read_groups(request, place, state)
    here: set[str] = set()
    for each in board.standing([card.pk]):
        here.update(group.key for group in board.groups_of(each) or () if group)
    groups = [pile.group for pile in board.columns]
    return {
        "at": state,
        "board": board,
        "groups": groups,
        "lanes": [p.group for p in board.lanes],
        "here": here,
    }


def shape_of(board: GroupBoard) -> str:
    """What the page must be drawn anew for: which columns and lanes there are."""
    keys = [pile.group.key + pile.group.name for pile in [*board.columns, *board.lanes]]
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:12]


def cell_id(column: Group, lane: Group | None) -> str:
    """The id of the list of a cell."""
    return f"list-{column.key}-in-{lane.key}" if lane else f"list-{column.key}"


def card_id(board: GroupBoard, card: int, column: Group, lane: Group | None) -> str:
    """The id of a card in a cell: its own where it can stand in one cell only."""
    return f"card-{card}-{cell_id(column, lane)}" if board.has_copies else f"card-{card}"


def named(html: Markup, board: GroupBoard, standing: Standing, column: Group, lane: Group | None) -> Markup:
    """A front under its id in this cell."""
    if not board.has_copies:
        return html
    own, here = f'id="card-{standing.front.id}"', card_id(board, standing.front.id, column, lane)
    return Markup(html.replace(own, f'id="{here}"', 1))


def _fronts(standing: Iterable[Standing], board: GroupBoard, place: Place) -> dict[int, Markup]:
    fronts = {each.front.id: each.front for each in standing}
    return render_fronts(fronts.values(), place, board.today)
