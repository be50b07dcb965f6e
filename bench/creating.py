"""Making cards by quick add: 8 people at once on a board of 2,000."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from itertools import count

from bench.connection import Connection
from bench.databases import Board
from bench.lines import Line
from bench.processes import Process
from bench.run import Run, Series
from bench.timings import repeat
from bench.visitor import Pass, Visitor, sign_in

WRITERS = 8


def measure(run: Run) -> Iterator[Line]:
    """The lines of this figure."""
    board, what = run.boards[2_000], f"create, {WRITERS} writers"
    with run.both() as (ours, bare):
        held = asyncio.run(sign_in(ours.address))
        run.settle(ours)
        floor = asyncio.run(_create_bare(run, bare, board))
        before = _cards(run)
        made = asyncio.run(_create(run, ours, held, board))
        cards, events = (after - then for after, then in zip(_cards(run), before, strict=True))
    asked = len(made.timings.each)
    yield run.line(f"{what}: cards", cards / made.timings.whole, floor.timings.per_second, "/s", least=200)
    for percent in (50, 99):
        yield run.line(
            f"{what}: p{percent}", made.timings.percentile(percent), floor.timings.percentile(percent)
        )
    yield run.line(f"{what}: CPU of the server", made.cpu, floor.cpu)
    yield run.line(f"{what}: lost or doubled", abs(asked - cards) + abs(asked - events), unit="", most=0)


async def _create(run: Run, ours: Process, held: Pass, board: Board) -> Series:
    visitors = [await Visitor.come(ours.address, held) for _ in range(WRITERS)]
    titles = count(1)

    async def add(visitor: Visitor) -> None:
        answer = await visitor.create(board, f"Call about invoice {next(titles)}", board.statuses[0])
        if answer.status != 200:
            raise RuntimeError(f"a card was refused: {answer.body[:200]!r}")

    before = ours.cpu
    taken = await repeat([partial(add, each) for each in visitors], seconds=run.seconds)
    return Series(taken, (ours.cpu - before) * 1000 / len(taken.each))


async def _create_bare(run: Run, bare: Process, board: Board) -> Series:
    connections = [await Connection.to(bare.address) for _ in range(WRITERS)]
    path, before = f"/create/?space={board.id}", bare.cpu
    asks = [partial(each.ask, "POST", path, {}) for each in connections]
    taken = await repeat(asks, seconds=run.seconds / 2)
    return Series(taken, (bare.cpu - before) * 1000 / len(taken.each))


def _cards(run: Run) -> tuple[int, int]:
    """How many cards there are, and events that tell of one made."""
    tables = ("work_card", "activity_event WHERE type = 'card.created'")
    cards, events = (int(run.database.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables)
    return cards, events
