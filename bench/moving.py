"""Moving cards: 1, 8 and 32 people drag cards of their own about one board, as fast as they are answered.

Afterwards the log is counted: as many events as moves were accepted, and each card stands where its last
answer said.
"""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Iterator
from functools import partial

from bench.connection import Connection
from bench.databases import Board
from bench.lines import Line
from bench.processes import Process
from bench.run import Run, Series
from bench.timings import Timings, repeat
from bench.visitor import Pass, Visitor, sign_in

WRITERS = (1, 8, 32)
SIZES = (2_000, 20_000)
OWN = 20
MOVES = "'card.moved', 'card.completed', 'card.reopened', 'card.ranked'"
VERSION = re.compile(rb'data-version="(\d+)"')
MAIN = 8


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    with run.both() as (ours, bare):
        held = asyncio.run(sign_in(ours.address))
        run.settle(ours)
        for size in SIZES:
            for writers in WRITERS:
                yield from _series(run, ours, bare, held, run.boards[size], writers)


def _series(run: Run, ours: Process, bare: Process, held: Pass, board: Board, writers: int) -> Iterator[Line]:
    floor = asyncio.run(_move_bare(run, bare, board, writers))
    hands, moved, told = asyncio.run(_move(run, ours, held, board, writers))
    accepted = sum(hand.accepted for hand in hands)
    lost = accepted - told
    size = next(size for size, each in run.boards.items() if each is board)
    what = f"move, {size:,} cards, {writers} writer{'s' if writers > 1 else ''}"
    aimed = {"least": 300.0} if writers >= MAIN else {}
    yield run.line(f"{what}: moves", accepted / moved.timings.whole, floor.timings.per_second, "/s", **aimed)
    for percent in (50, 99):
        most = 100.0 if percent == 99 and writers == MAIN else None
        numbers = (moved.timings.percentile(percent), floor.timings.percentile(percent))
        yield run.line(f"{what}: p{percent}", *numbers, most=most)
    yield run.line(f"{what}: CPU of the server", moved.cpu, floor.cpu)
    yield run.line(f"{what}: refused", sum(hand.refused for hand in hands), unit="", most=0)
    yield run.line(f"{what}: lost or doubled", abs(lost) + _astray(run, hands), unit="", most=0)


class Hand:
    """One who drags: knows the version of each of their cards from the answers, as a page does."""

    def __init__(self, visitor: Visitor, board: Board, cards: list[tuple[int, str, int]], seed: int) -> None:
        self._visitor, self._board, self._dice = visitor, board, random.Random(seed)
        self.keys = {card: key for card, key, _ in cards}
        self.where = {card: status for card, _, status in cards}
        self._versions: dict[int, int] = {}
        self.accepted = self.refused = 0

    async def drag(self) -> None:
        """Drop one card into another column: at its end, or above a card of one's own that stands there."""
        card = self._dice.choice(list(self.keys))
        status = self._dice.choice([one for one in self._board.statuses if one != self.where[card]])
        there = [other for other, stands in self.where.items() if stands == status]
        before = self._dice.choice([*there, None]) if there else None
        answer = await self._visitor.move(self.keys[card], status, before, self._versions.get(card))
        if answer.status != 200:
            self.refused += 1
            return
        found = VERSION.search(answer.body)
        self.accepted += 1
        self.where[card], self._versions[card] = status, int(found[1]) if found else 0


async def _move(
    run: Run, ours: Process, held: Pass, board: Board, writers: int
) -> tuple[list[Hand], Series, int]:
    """Who moved, how long it took, and how many events the log has for it."""
    hands = []
    for index in range(writers):
        cards = run.fresh_cards(board)[index * OWN : (index + 1) * OWN]
        hands.append(Hand(await Visitor.come(ours.address, held), board, cards, index))
    await asyncio.gather(*(hand.drag() for hand in hands))
    for hand in hands:
        hand.accepted = hand.refused = 0
    before, events = ours.cpu, _events(run)
    taken = await repeat([hand.drag for hand in hands], seconds=run.seconds)
    series = Series(taken, (ours.cpu - before) * 1000 / len(taken.each))
    return hands, series, _events(run) - events


async def _move_bare(run: Run, bare: Process, board: Board, writers: int) -> Series:
    connections = [await Connection.to(bare.address) for _ in range(writers)]
    dice = random.Random(writers)
    before = bare.cpu

    async def drop(index: int) -> None:
        card = dice.choice(board.cards[index * OWN : (index + 1) * OWN])[0]
        path = f"/move/?space={board.id}&card={card}&status={dice.choice(board.statuses)}"
        await connections[index].ask("POST", path, {})

    taken: Timings = await repeat([partial(drop, at) for at in range(writers)], seconds=run.seconds / 2)
    for each in connections:
        each.close()
    return Series(taken, (bare.cpu - before) * 1000 / len(taken.each))


def _events(run: Run) -> int:
    return int(run.database.rows(f"SELECT count(*) FROM activity_event WHERE type IN ({MOVES})")[0][0])


def _astray(run: Run, hands: list[Hand]) -> int:
    """How many cards do not stand where the last answer to their hand said."""
    meant = {card: status for hand in hands for card, status in hand.where.items()}
    ids = ", ".join(map(str, meant))
    found = run.database.rows(f"SELECT id, status_id FROM work_card WHERE id IN ({ids})")
    return sum(meant[card] != status for card, status in found)
